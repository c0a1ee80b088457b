//! Checks for any bytes: no panic, no hang, and no command to the terminal in the output.

use std::io::Write;
use std::time::{Duration, Instant};

use crossterm::event::Event;
use minsheng::app::{KeyScript, Msg};
use minsheng::data::read;
use minsheng::diagnostics::Severity;
use minsheng::exchange::ImportOptions;
use minsheng::format::{parse, parse_in_parts, parse_reference, parse_with, to_ron};
use minsheng::lang::Lang;
use minsheng::model::UnknownPolicy;
use minsheng::tty::{MAX_PASTE, Parser, Screen};

use crate::support::Board;

/// A pseudo-random number generator (xorshift), the same on every machine.
pub(crate) struct Rng(pub u64);

impl Rng {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % end.max(1)
    }
}

/// Draws the board and checks that the frame has no control characters but its own sequences.
fn draw(board: &Board, screen: &mut Screen) {
    let (frame, cursor) = board.draw();
    let bytes = screen.paint(frame, cursor);
    let text = String::from_utf8(bytes).unwrap();
    let unexpected = text.chars().find(|c| c.is_control() && !['\x1b', '\r', '\n'].contains(c));
    assert_eq!(unexpected, None, "{text:?}");
    assert!(text.split('\x1b').skip(1).all(|part| part.starts_with('[')), "{text:?}");
}

/// Checks bytes as a data file.
pub(crate) fn catalog(bytes: &[u8], rng: &mut Rng) {
    let start = Instant::now();
    let text = String::from_utf8_lossy(bytes);
    // Parsing in parts agrees with the reference parser.
    let on_unknown = [UnknownPolicy::Refuse, UnknownPolicy::LeaveOut][rng.below(2)];
    if let Some(catalog) = parse_in_parts(&text, 1 + rng.below(2000), on_unknown) {
        assert_eq!(Ok(catalog), parse_reference(&text, on_unknown));
    }
    match parse_with(&text, on_unknown) {
        Ok(catalog) => {
            let mut board = Board::with_catalog(catalog, Lang::ALL[rng.below(2)], 80, 24);
            board.press("j l G / a");
            draw(&board, &mut Screen::default());
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            for line in errors.iter().map(|error| error.text("data.ron", Lang::ALL[rng.below(2)])) {
                assert!(!line.chars().any(char::is_control), "{line:?}");
            }
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?} for {} bytes",
        start.elapsed(),
        bytes.len()
    );
}

/// Checks bytes as a table of an office: it is read, or refused with a reason, and what it became
/// can be written and read again.
pub(crate) fn table(bytes: &[u8], rng: &mut Rng) {
    let start = Instant::now();
    let mut file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let options = ImportOptions { with_hidden: rng.below(2) == 0, ..ImportOptions::default() };
    let result = read(file.path(), &options, &mut |_, _| {});
    for diagnostic in &result.diagnostics {
        let line = diagnostic.text("table.csv", Lang::ALL[rng.below(2)]);
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    let has_error = result.diagnostics.iter().any(|found| found.severity() == Severity::Error);
    assert_eq!(result.catalog.is_none(), has_error);
    if let Some(catalog) = result.catalog {
        assert_eq!(parse(&to_ron(&catalog)), Ok(catalog));
    }
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

/// Checks bytes as keyboard input.
pub(crate) fn keys(bytes: &[u8], rng: &mut Rng) {
    let (mut whole, mut split) = (Vec::new(), Vec::new());
    let mut parser = Parser::new();
    parser.feed(bytes, &mut whole);
    // Splitting the input changes nothing.
    let (mut parser, mut rest) = (Parser::new(), bytes);
    while !rest.is_empty() {
        let (chunk, following) = rest.split_at((1 + rng.below(5)).min(rest.len()));
        parser.feed(chunk, &mut split);
        rest = following;
    }
    assert_eq!(whole, split);
    parser.expire(&mut split);
    assert_eq!(parser.pending(), None);
    let mut board = Board::open(Lang::Zh, 80, 24);
    let mut screen = Screen::default();
    for event in split {
        match event {
            Event::Key(key) => drop(board.send(Msg::Key(key))),
            Event::Paste(text) => {
                assert!(text.len() <= MAX_PASTE);
                board.send(Msg::Paste(text));
            }
            _ => {}
        }
    }
    draw(&board, &mut screen);
}

/// Checks bytes as a key script.
pub(crate) fn script(bytes: &[u8], rng: &mut Rng) {
    let text = String::from_utf8_lossy(bytes);
    // Unknown key names are errors.
    let Ok(script) = text.parse::<KeyScript>() else { return };
    let width = u16::try_from(rng.below(120)).unwrap_or_default();
    let mut board = Board::open(Lang::ALL[rng.below(2)], width, 24);
    let mut screen = Screen::default();
    for chord in script.0 {
        board.send(Msg::Key(chord.to_event()));
        if rng.below(8) == 0 {
            draw(&board, &mut screen);
        }
    }
    draw(&board, &mut screen);
}
