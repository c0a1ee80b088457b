//! What must hold for any bytes: nothing panics, hangs, or comes out as a command to the terminal.

use std::time::{Duration, Instant};

use crossterm::event::Event;
use minsheng::app::{KeyScript, Msg};
use minsheng::catalog::{UnknownPolicy, parse_in_parts, parse_reference, parse_with};
use minsheng::lang::Lang;
use minsheng::term::Screen;
use minsheng::term::parse::{MAX_PASTE, Parser};

use crate::support::Board;

/// Pseudo-random numbers (xorshift): the same for the same seed, everywhere.
pub(crate) struct Rng(pub u64);

impl Rng {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or_default() % end.max(1)
    }
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

/// A text that claims to be a catalogue.
pub(crate) fn catalogue(bytes: &[u8], dice: &mut Rng) {
    let start = Instant::now();
    let text = String::from_utf8_lossy(bytes);
    // In parts it is read as it is read as a whole.
    let on_unknown = [UnknownPolicy::Refuse, UnknownPolicy::LeaveOut][dice.below(2)];
    if let Some(catalog) = parse_in_parts(&text, 1 + dice.below(2000), on_unknown) {
        assert_eq!(Ok(catalog), parse_reference(&text, on_unknown));
    }
    match parse_with(&text, on_unknown) {
        Ok(catalog) => {
            let mut board = Board::with_catalog(catalog, Lang::ALL[dice.below(2)], 80, 24);
            board.press("j l G / a");
            draw(&board, &mut Screen::default());
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for line in
                problems.iter().map(|problem| problem.text("data.ron", Lang::ALL[dice.below(2)]))
            {
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

/// Bytes from a keyboard.
pub(crate) fn keys(bytes: &[u8], dice: &mut Rng) {
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

/// A script of keys.
pub(crate) fn script(bytes: &[u8], dice: &mut Rng) {
    let text = String::from_utf8_lossy(bytes);
    // A name that no key has is told as such.
    let Ok(script) = text.parse::<KeyScript>() else { return };
    let width = u16::try_from(dice.below(120)).unwrap_or_default();
    let mut board = Board::open(Lang::ALL[dice.below(2)], width, 24);
    let mut screen = Screen::default();
    for chord in script.0 {
        board.send(Msg::Key(chord.to_event()));
        if dice.below(8) == 0 {
            draw(&board, &mut screen);
        }
    }
    draw(&board, &mut screen);
}
