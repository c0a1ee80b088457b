//! Noise: what lies on a key, a screen that touches itself, a broken line. It never keeps the page
//! of a visitor who has gone, and it never makes a hall deaf.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::Event;
use minsheng::app::{IdleTimeouts, Msg, Presence};
use minsheng::catalog::{Catalog, builtin};
use minsheng::term::parse::Parser;
use ratatui::buffer::Buffer;

use super::kiosk_with;
use super::random_input::Rng;
use super::support::Board;

/// When noise has to give way.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Within {
    /// It is no intent: the question comes of itself, once it is known for what it is, and it does
    /// not wake the board again.
    Idle,
    /// It may be a person's: the ceiling asks.
    Ceiling,
}

/// Bytes that come again and again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise {
    what: &'static str,
    /// The time between two, in milliseconds.
    every: u64,
    /// Once, before the others.
    first: &'static [u8],
    parts: &'static [&'static [u8]],
    /// In any order, and not in turn.
    shuffled: bool,
    within: Within,
}

const fn noise(
    what: &'static str,
    every: u64,
    parts: &'static [&'static [u8]],
    within: Within,
) -> Noise {
    Noise { what, every, first: b"", parts, shuffled: false, within }
}

/// A finger on that cell, counted from 1.
macro_rules! tap {
    ($at:literal) => {
        concat!("\x1b[<0;", $at, "M\x1b[<0;", $at, "m").as_bytes()
    };
}

const JITTER: &[&[u8]] = &[
    tap!("39;9"),
    tap!("40;9"),
    tap!("41;9"),
    tap!("39;10"),
    tap!("40;10"),
    tap!("41;10"),
    tap!("39;11"),
    tap!("41;11"),
];
/// On the buttons for the language and for large print, on 80x24 and 40x15.
const WIDE_APART: &[&[u8]] = &[tap!("55;23"), tap!("70;23")];
const NARROW_APART: &[&[u8]] = &[tap!("27;14"), tap!("36;14")];
const GBK: &[&[u8]] = &[b"\xcd\xa3\xb3\xb5", b"\xb2\xb4\xce\xbb"];

const NOISES: [Noise; 32] = [
    noise("a finger on one cell", 40, &[b"\x1b[<32;40;10M"], Within::Idle),
    noise("a finger that jitters", 40, &[b"\x1b[<32;40;10M", b"\x1b[<32;41;10M"], Within::Idle),
    Noise {
        first: b"\x1b[<0;40;10M",
        ..noise(
            "a held finger that jitters",
            40,
            &[b"\x1b[<32;40;10M", b"\x1b[<32;40;11M"],
            Within::Idle,
        )
    },
    noise("presses without an end", 40, &[b"\x1b[<0;40;10M"], Within::Idle),
    noise("touches of neighbouring cells", 40, &[tap!("40;10"), tap!("41;10")], Within::Idle),
    noise(
        "slow touches of neighbouring cells",
        3000,
        &[tap!("40;10"), tap!("41;10")],
        Within::Idle,
    ),
    Noise { shuffled: true, ..noise("touches all around a cell", 250, JITTER, Within::Idle) },
    noise("touches of one button", 1000, &[tap!("55;23")], Within::Idle),
    noise("two cells in turn", 100, WIDE_APART, Within::Idle),
    Noise { shuffled: true, ..noise("two cells at random", 100, WIDE_APART, Within::Idle) },
    noise("two cells in turn, slowly", 700, WIDE_APART, Within::Ceiling),
    noise("two cells in turn, slowly, on a small screen", 700, NARROW_APART, Within::Ceiling),
    Noise {
        shuffled: true,
        ..noise(
            "three cells at random",
            100,
            &[tap!("12;2"), tap!("55;23"), tap!("70;23")],
            Within::Ceiling,
        )
    },
    noise(
        "two cells where nothing is, in turn",
        900,
        &[tap!("3;1"), tap!("33;1")],
        Within::Ceiling,
    ),
    noise("two keys in turn", 40, &[b"e", b"+"], Within::Idle),
    Noise { shuffled: true, ..noise("two keys at random", 40, &[b"e", b"+"], Within::Idle) },
    Noise {
        shuffled: true,
        ..noise("two keys at random, slowly", 700, &[b"e", b"+"], Within::Ceiling)
    },
    Noise {
        shuffled: true,
        ..noise("two digits at random, slowly", 700, &[b"2", b"7"], Within::Ceiling)
    },
    noise("a byte that is no text", 40, &[b"\xff"], Within::Idle),
    noise("half a character", 40, &[b"\xe5\x81"], Within::Idle),
    Noise { shuffled: true, ..noise("text in another encoding", 300, GBK, Within::Idle) },
    noise("a held key", 33, &[b"j"], Within::Idle),
    noise("a held key that changes all", 33, &[b"e"], Within::Idle),
    noise("a held key on a slow keyboard", 500, &[b"e"], Within::Idle),
    noise("a held digit", 33, &[b"7"], Within::Idle),
    noise("the wheel", 40, &[b"\x1b[<65;40;10M"], Within::Idle),
    noise("the focus", 40, &[b"\x1b[I", b"\x1b[O"], Within::Idle),
    noise("motion", 40, &[b"\x1b[<35;4;4M", b"\x1b[<35;60;20M", b"\x1b[<35;30;9M"], Within::Idle),
    noise("pastes", 3000, &["\x1b[200~/停车\x1b[201~".as_bytes()], Within::Idle),
    Noise {
        first: b"\x1b[200~",
        ..noise("a paste that never ends, and a held key", 33, &[b"j"], Within::Idle)
    },
    Noise {
        first: b"\x1b[200~",
        ..noise("a paste that never ends, and two keys", 40, &[b"e", b"+"], Within::Idle)
    },
    noise("replies to no question", 40, &[b"\x1b[?1;2c", b"\x1b]11;rgb:0/0/0\x07"], Within::Idle),
];

/// A board with a clock and a keyboard, as the loop has them.
pub(crate) struct Hall {
    pub board: Board,
    parser: Parser,
    now: Duration,
    /// The alarm that is set, and when it goes off.
    alarm: (u64, Duration),
    messages: usize,
}

impl Hall {
    pub(crate) fn open(catalog: Arc<Catalog>, width: u16, height: u16) -> Self {
        Self::with(IdleTimeouts::default(), catalog, (width, height))
    }

    fn with(idle: IdleTimeouts, catalog: Arc<Catalog>, size: (u16, u16)) -> Self {
        let board = kiosk_with(idle, catalog, size);
        let alarm = board.model.idle_timer().unwrap();
        let alarm = (alarm.id, alarm.after);
        Self { board, parser: Parser::without_pastes(), now: Duration::ZERO, alarm, messages: 0 }
    }

    fn tell(&mut self, msg: Msg) {
        self.messages += 1;
        let _ = minsheng::app::update(&mut self.board.model, &self.board.settings, msg);
        if self.messages.is_multiple_of(16) {
            assert_eq!(self.board.model.check_invariants(), Ok(()));
        }
    }

    /// Sets the alarm, as the loop does after each batch.
    fn set(&mut self) -> Duration {
        let alarm = self.board.model.idle_timer().unwrap();
        if alarm.id != self.alarm.0 {
            self.alarm = (alarm.id, self.now + alarm.after);
        }
        self.alarm.1
    }

    /// Lets `time` pass, at most until the board resets; returns the time until then, if it did.
    pub(crate) fn pass(&mut self, time: Duration) -> Option<Duration> {
        let (began, end) = (self.now, self.now + time);
        loop {
            let due = self.set();
            if due > end {
                self.now = end;
                return None;
            }
            self.now = due;
            let before = self.board.model.presence();
            self.tell(Msg::TimerFired(self.alarm.0));
            let after = self.board.model.presence();
            if !matches!(before, Presence::Attract(_)) && matches!(after, Presence::Attract(_)) {
                return Some(self.now.saturating_sub(began));
            }
        }
    }

    /// Bytes come from the terminal.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let mut events = Vec::new();
        self.parser.feed(bytes, &mut events);
        let garbled = std::mem::take(&mut self.parser.invalid_utf8);
        let msgs = events.into_iter().filter_map(|event| match event {
            Event::Key(key) => Some(Msg::Key(key)),
            Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
            Event::Paste(text) => Some(Msg::Paste(text)),
            _ => None,
        });
        let msgs: Vec<Msg> = msgs.chain(garbled.then_some(Msg::InvalidUtf8)).collect();
        if msgs.is_empty() {
            self.messages += 1;
            return;
        }
        self.tell(Msg::Now(self.now));
        for msg in msgs {
            self.tell(msg);
        }
        self.set();
    }

    /// A visitor comes, looks for something in another language and in large print, and goes.
    fn visit(&mut self) {
        for keys in ["\x1b[<0;20;5M\x1b[<0;20;5m", "e", "/", "t", "c", "\r", "l", "+", "v"] {
            self.send(keys.as_bytes());
            assert_eq!(self.pass(Duration::from_millis(400)), None);
        }
        assert_eq!(self.board.model.presence(), Presence::Active, "any other press is intent");
    }

    fn frame(&self) -> Buffer {
        self.board.draw().0
    }
}

/// Has a visitor leave a page and noise begin. Fails unless the board is anew in time, and stays so
/// where the noise is none that anybody could take for a person's.
fn ends(hall: &mut Hall, fresh: &Board, noise: Noise, chance: &mut Rng) {
    hall.visit();
    hall.send(noise.first);
    let idle = hall.board.model.profile().idle_timeouts().unwrap();
    let every = Duration::from_millis(noise.every);
    // Twenty equal ones, or ten seconds of two; the question; and one more that was answered just
    // before the ceiling.
    let known = every * 20 + Duration::from_secs(10);
    let limit = match noise.within {
        Within::Idle => known + idle.prompt + idle.reset,
        Within::Ceiling => idle.ceiling + 2 * idle.reset,
    } + Duration::from_secs(1);
    let begun = hall.now;
    let mut nth = 0;
    let mut next = |hall: &mut Hall| {
        let part = noise.parts[if noise.shuffled {
            chance.below(noise.parts.len())
        } else {
            nth % noise.parts.len()
        }];
        nth += 1;
        hall.send(part);
        hall.pass(every)
    };
    while next(hall).is_none() {
        let so_far = hall.now.saturating_sub(begun);
        assert!(
            so_far < limit,
            "{}: still the page of the last visitor after {so_far:?}\n{}",
            noise.what,
            hall.board.screen()
        );
    }
    let (frame, wanted) = (hall.frame(), fresh.draw().0);
    assert_eq!(frame, wanted, "{}: something is left", noise.what);
    if noise.within == Within::Idle {
        for _ in 0..100 {
            assert_eq!(next(hall), None);
            let presence = hall.board.model.presence();
            assert!(matches!(presence, Presence::Attract(_)), "{}: it wakes the board", noise.what);
        }
    }
    // The same with the next visitor.
    hall.pass(idle.prompt + idle.reset);
    while !matches!(hall.board.model.presence(), Presence::Attract(_)) {
        hall.pass(idle.prompt + idle.reset);
    }
}

/// All kinds of noise, one after the other, on a screen of that size; says how many messages that
/// takes.
fn endure(catalog: &Arc<Catalog>, idle: IdleTimeouts, size: (u16, u16), chance: &mut Rng) -> usize {
    let fresh = kiosk_with(idle, Arc::clone(catalog), size);
    let mut hall = Hall::with(idle, Arc::clone(catalog), size);
    for noise in NOISES {
        ends(&mut hall, &fresh, noise, chance);
    }
    hall.messages
}

/// Where visitors are in a hurry.
fn short() -> IdleTimeouts {
    let [asked, gone, ceiling] = [12, 3, 120].map(Duration::from_secs);
    IdleTimeouts { prompt: asked, reset: gone, ceiling }
}

#[test]
fn no_noise_keeps_the_page_of_a_visitor_who_has_gone() {
    let catalog = Arc::new(builtin());
    for size in [(80, 24), (40, 15)] {
        endure(&catalog, short(), size, &mut Rng(1));
    }
}

#[test]
#[ignore = "two million messages take minutes unless the program is built for release"]
fn of_two_million_messages_of_noise_none_keeps_a_page() {
    let (mut chance, catalog) = (Rng(20_260_715), Arc::new(builtin()));
    let (mut messages, mut visitors) = (0, 0);
    for size in [(80, 24), (40, 15), (160, 50), (77, 31)].into_iter().cycle() {
        messages += endure(&catalog, IdleTimeouts::default(), size, &mut chance);
        messages += endure(&catalog, short(), size, &mut chance);
        visitors += 2 * NOISES.len();
        if messages >= 2_000_000 {
            break;
        }
    }
    println!("{messages} messages, {visitors} visitors forgotten");
}

#[test]
fn a_paste_that_never_ends_and_a_held_key_leave_a_hall_open_to_touches() {
    let mut hall = Hall::open(Arc::new(builtin()), 80, 24);
    hall.send(b"\x1b[200~");
    for nth in 0..600 {
        hall.pass(Duration::from_millis(33));
        hall.send(b"j");
        if nth == 300 {
            hall.send(tap!("40;12"));
            assert_eq!(hall.board.model.presence(), Presence::Active);
            hall.send(tap!("55;23"));
            assert!(hall.board.screen().contains("中文"), "{}", hall.board.screen());
        }
    }
    assert!(hall.board.screen().contains("中文"), "and the key changes nothing of that");
}

#[test]
fn each_visitor_wakes_the_board_where_the_last_one_did() {
    let mut hall = Hall::open(Arc::new(builtin()), 80, 24);
    for _ in 0..50 {
        hall.send(tap!("40;12"));
        assert_eq!(hall.board.model.presence(), Presence::Active);
        assert_eq!(hall.pass(Duration::from_secs(80)), Some(Duration::from_secs(75)));
    }
}

#[test]
fn whoever_presses_something_else_now_and_then_is_never_asked_before_the_ceiling() {
    let mut hall = Hall::open(Arc::new(builtin()), 80, 24);
    hall.send(tap!("40;12"));
    // Reads for most of a minute, turns a page, goes back.
    for nth in 0..10 {
        assert_eq!(hall.pass(Duration::from_secs(55)), None);
        assert_eq!(hall.board.model.presence(), Presence::Active, "{nth}");
        hall.send(if nth % 2 == 0 { tap!("55;23") } else { tap!("70;23") });
    }
}
