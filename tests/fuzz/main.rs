//! Random mutations of a kept corpus: catalogue texts, bytes from a keyboard, scripts of keys. Nothing may panic, hang or come
//! out as a command to the terminal.
//!
//! Not by coverage, as cargo-fuzz would, since that needs another toolchain than the one that builds the board. `FUZZ_SECONDS`
//! says for how long (by default a second each); a failure prints the seed, and `FUZZ_SEED` begins with it. What was found once
//! stays in `tests/fuzz/corpus`.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "these are tests, though clippy cannot see that in a helper")]
#![allow(clippy::print_stderr, reason = "whoever runs it wants to know how far it came, and where it fell")]

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use crossterm::event::Event;
use minsheng::app::{KeyScript, Msg};
use minsheng::catalog::parse;
use minsheng::lang::Lang;
use minsheng::term::Screen;
use minsheng::term::parse::{MAX_PASTE, Parser};
use support::Board;

/// Pseudo-random numbers (xorshift): the same for the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % end.max(1)
    }

    /// One of the corpus, changed in a few places: bytes turned, left out, doubled, mixed with another.
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
fn fuzz(folder: &str, check: impl Fn(&[u8], &mut Dice)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    let (mut seed, time) = (number("FUZZ_SEED").unwrap_or(2026), number("FUZZ_SECONDS").unwrap_or(1));
    for bytes in &corpus {
        check(bytes, &mut Dice(seed));
    }
    let start = Instant::now();
    let mut tried = 0;
    while start.elapsed() < Duration::from_secs(time) {
        let _seed = Seed(seed);
        // From a small seed the first numbers are small.
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let bytes = dice.mutated(&corpus);
        check(&bytes, &mut dice);
        (seed, tried) = (seed + 1, tried + 1);
    }
    eprintln!("{tried} mutations");
}

/// Draws what the board shows; a frame says nothing to the terminal but what a frame says.
fn draw(board: &Board, screen: &mut Screen) {
    let (frame, cursor) = board.draw();
    let bytes = screen.paint(frame, cursor);
    let text = String::from_utf8(bytes).unwrap();
    let bad = text.chars().find(|c| c.is_control() && !['\x1b', '\r', '\n'].contains(c));
    assert_eq!(bad, None, "{text:?}");
    assert!(text.split('\x1b').skip(1).all(|part| part.starts_with('[')), "{text:?}");
}

#[test]
fn catalogues() {
    fuzz("catalogue", |bytes, dice| {
        let start = Instant::now();
        let text = String::from_utf8_lossy(bytes);
        match parse(&text) {
            Ok(catalog) => {
                let mut board = Board::on(catalog, Lang::ALL[dice.below(2)], 80, 24);
                board.press("j l G / a");
                draw(&board, &mut Screen::default());
            }
            Err(problems) => {
                assert!(!problems.is_empty());
                for line in problems.iter().map(|problem| problem.text("data.ron", Lang::ALL[dice.below(2)])) {
                    assert!(!line.chars().any(char::is_control), "{line:?}");
                }
            }
        }
        assert!(start.elapsed() < Duration::from_secs(5), "{:?} for {} bytes", start.elapsed(), bytes.len());
    });
}

#[test]
fn keys() {
    fuzz("keys", |bytes, dice| {
        let (mut whole, mut split) = (Vec::new(), Vec::new());
        let mut parser = Parser::new();
        parser.feed(bytes, &mut whole);
        // Where the bytes are split changes nothing.
        let (mut parser, mut rest) = (Parser::new(), bytes);
        while !rest.is_empty() {
            let (now, later) = rest.split_at((1 + dice.below(5)).min(rest.len()));
            parser.feed(now, &mut split);
            rest = later;
        }
        assert_eq!(whole, split);
        parser.expire(&mut split);
        assert_eq!(parser.held(), None);
        let mut board = Board::open(Lang::Zh, 80, 24);
        let mut screen = Screen::default();
        for event in split {
            match event {
                Event::Key(key) => drop(board.tell(Msg::Key(key))),
                Event::Paste(text) => {
                    assert!(text.len() <= MAX_PASTE);
                    board.tell(Msg::Paste(text));
                }
                _ => {}
            }
        }
        draw(&board, &mut screen);
    });
}

#[test]
fn scripts() {
    fuzz("script", |bytes, dice| {
        let text = String::from_utf8_lossy(bytes);
        // A name that no key has is told as such.
        let Ok(script) = text.parse::<KeyScript>() else { return };
        let width = u16::try_from(dice.below(120)).unwrap_or_default();
        let mut board = Board::open(Lang::ALL[dice.below(2)], width, 24);
        let mut screen = Screen::default();
        for chord in script.0 {
            board.tell(Msg::Key(chord.event()));
            if dice.below(8) == 0 {
                draw(&board, &mut screen);
            }
        }
        draw(&board, &mut screen);
    });
}
