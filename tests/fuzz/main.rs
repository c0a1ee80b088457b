//! Random mutations of a kept corpus: catalogue texts, bytes from a keyboard, scripts of keys.
//! Nothing may panic, hang or come out as a command to the terminal.
//!
//! `FUZZ_SECONDS` says for how long (by default a second each); a failure prints the seed, and
//! `FUZZ_SEED` begins with it. What was found once stays in `tests/fuzz/corpus`.
//!
//! The same checks led by coverage: `cargo install cargo-fuzz`, then `cargo fuzz run --fuzz-dir
//! tests/fuzz -s none keys`, or `catalogue`, or `script`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "these are tests, though clippy cannot see that in a helper"
)]
#![allow(
    clippy::print_stderr,
    reason = "whoever runs it wants to know how far it came, and where it fell"
)]

mod check;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use check::Rng;

impl Rng {
    /// One of the corpus, changed in a few places: bytes turned, left out, doubled, mixed with
    /// another.
    fn mutated(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = corpus[self.below(corpus.len())].clone();
        // The parts of a long text come and go by themselves, too.
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

/// Says how to come back to where something panicked.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("FUZZ_SEED={}", self.0);
        }
    }
}

/// Tries mutations of a folder of the corpus until the time is up, first of all what is in it.
fn fuzz(folder: &str, check: impl Fn(&[u8], &mut Rng)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(folder);
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
    let mut tried = 0;
    while start.elapsed() < Duration::from_secs(time) {
        let _seed = Seed(seed);
        // From a small seed the first numbers are small.
        let mut dice = Rng(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let bytes = dice.mutated(&corpus);
        check(&bytes, &mut dice);
        (seed, tried) = (seed + 1, tried + 1);
    }
    eprintln!("{tried} mutations");
}

#[test]
fn catalogues() {
    fuzz("catalogue", check::catalogue);
}

#[test]
fn keys() {
    fuzz("keys", check::keys);
}

#[test]
fn scripts() {
    fuzz("script", check::script);
}
