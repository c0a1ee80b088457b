//! Random mutations of a corpus: data files, tables, keyboard input, key scripts. No input may cause a
//! panic, a hang or a command to the terminal.
//!
//! `FUZZ_SECONDS` is the time for each (1 by default); a failure prints the seed, and `FUZZ_SEED`
//! starts with it. Inputs that failed once are in `tests/slow/fuzz/corpus`.
//!
//! With guidance by coverage: `cargo install cargo-fuzz`, then `cargo fuzz run --fuzz-dir
//! tests/slow/fuzz -s none keys`, or `catalog`, `script` or `table`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]
#![allow(
    clippy::print_stderr,
    reason = "the test prints the number of mutations and the seed of a failure"
)]

mod check;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use self::check::Rng;

impl Rng {
    /// Returns an input of the corpus with a few changes: bits flipped, bytes removed or doubled,
    /// parts of another input inserted.
    fn mutated(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = corpus[self.below(corpus.len())].clone();
        // Sometimes only a short part of it.
        if self.below(4) == 0 {
            let start = self.below(bytes.len());
            bytes = bytes[start..].iter().take(1 + self.below(400)).copied().collect();
        }
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            let other = &corpus[self.below(corpus.len())];
            let from = self.below(other.len());
            let part: Vec<u8> = other[from..].iter().take(self.below(40)).copied().collect();
            match self.below(5) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                1 => bytes.insert(at, u8::try_from(self.below(256)).unwrap_or_default()),
                2 => drop(bytes.drain(at..(at + self.below(40)).min(bytes.len()))),
                3 => drop(bytes.splice(at..at, part)),
                _ => {
                    let doubled: Vec<u8> = bytes[at..].iter().take(40).copied().collect();
                    bytes.splice(at..at, doubled);
                }
            }
        }
        bytes
    }
}

/// Prints the seed if the thread panics, so that the failure can be repeated.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("FUZZ_SEED={}", self.0);
        }
    }
}

/// Checks the inputs of a corpus folder, then mutations of them until the time is up.
fn fuzz(folder: &str, check: impl Fn(&[u8], &mut Rng)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/slow/fuzz/corpus").join(folder);
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let (mut seed, time) =
        (number("FUZZ_SEED").unwrap_or(2026), number("FUZZ_SECONDS").unwrap_or(1));
    for bytes in &corpus {
        check(bytes, &mut Rng(seed));
    }
    let start = Instant::now();
    let mut mutations = 0;
    while start.elapsed() < Duration::from_secs(time) {
        let _seed = Seed(seed);
        // With a small seed the first numbers are small.
        let mut rng = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let bytes = rng.mutated(&corpus);
        check(&bytes, &mut rng);
        (seed, mutations) = (seed + 1, mutations + 1);
    }
    eprintln!("{mutations} mutations");
}

#[test]
fn catalogs() {
    fuzz("catalog", check::catalog);
}

#[test]
fn tables() {
    fuzz("table", check::table);
}

#[test]
fn keys() {
    fuzz("keys", check::keys);
}

#[test]
fn scripts() {
    fuzz("script", check::script);
}
