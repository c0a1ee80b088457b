//! Noise: an object on a key, a screen that reports touches by itself, a broken line. Noise never
//! keeps the page of a visitor who has left, and never makes a kiosk ignore input.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::Event;
use minsheng::app::{IdleTimeouts, Msg, Presence};
use minsheng::format::builtin;
use minsheng::host::dispatch;
use minsheng::model::Catalog;
use minsheng::tty::Parser;
use ratatui::buffer::Buffer;

use super::kiosk_with;
use super::random_input::Rng;
use crate::support::Board;

/// The limit by which noise must not keep a page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    /// Noise that is recognized as such: the idle prompt appears in spite of it, and it does not
    /// wake the board again.
    Idle,
    /// Noise that may be human input: the ceiling asks.
    Ceiling,
}

/// Repeated bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise {
    label: &'static str,
    /// The interval in milliseconds.
    interval_ms: u64,
    /// Sent once, before the parts.
    first: &'static [u8],
    parts: &'static [&'static [u8]],
    /// True if the parts come in random order, not in turn.
    shuffled: bool,
    limit: Limit,
}

const fn noise(
    label: &'static str,
    interval_ms: u64,
    parts: &'static [&'static [u8]],
    limit: Limit,
) -> Noise {
    Noise { label, interval_ms, first: b"", parts, shuffled: false, limit }
}

/// Encodes a touch of a cell, counted from 1.
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
/// Touches of the buttons for the language and for large print, on 80x24 and 40x15.
const WIDE_APART: &[&[u8]] = &[tap!("55;23"), tap!("70;23")];
const NARROW_APART: &[&[u8]] = &[tap!("27;14"), tap!("36;14")];
const GBK: &[&[u8]] = &[b"\xcd\xa3\xb3\xb5", b"\xb2\xb4\xce\xbb"];

const NOISES: [Noise; 32] = [
    noise("a finger on one cell", 40, &[b"\x1b[<32;40;10M"], Limit::Idle),
    noise("a finger that jitters", 40, &[b"\x1b[<32;40;10M", b"\x1b[<32;41;10M"], Limit::Idle),
    Noise {
        first: b"\x1b[<0;40;10M",
        ..noise(
            "a held finger that jitters",
            40,
            &[b"\x1b[<32;40;10M", b"\x1b[<32;40;11M"],
            Limit::Idle,
        )
    },
    noise("presses without an end", 40, &[b"\x1b[<0;40;10M"], Limit::Idle),
    noise("touches of neighbouring cells", 40, &[tap!("40;10"), tap!("41;10")], Limit::Idle),
    noise("slow touches of neighbouring cells", 3000, &[tap!("40;10"), tap!("41;10")], Limit::Idle),
    Noise { shuffled: true, ..noise("touches all around a cell", 250, JITTER, Limit::Idle) },
    noise("touches of one button", 1000, &[tap!("55;23")], Limit::Idle),
    noise("two cells in turn", 100, WIDE_APART, Limit::Idle),
    Noise { shuffled: true, ..noise("two cells at random", 100, WIDE_APART, Limit::Idle) },
    noise("two cells in turn, slowly", 700, WIDE_APART, Limit::Ceiling),
    noise("two cells in turn, slowly, on a small screen", 700, NARROW_APART, Limit::Ceiling),
    Noise {
        shuffled: true,
        ..noise(
            "three cells at random",
            100,
            &[tap!("12;2"), tap!("55;23"), tap!("70;23")],
            Limit::Ceiling,
        )
    },
    noise("two cells where nothing is, in turn", 900, &[tap!("3;1"), tap!("33;1")], Limit::Ceiling),
    noise("two keys in turn", 40, &[b"e", b"+"], Limit::Idle),
    Noise { shuffled: true, ..noise("two keys at random", 40, &[b"e", b"+"], Limit::Idle) },
    Noise {
        shuffled: true,
        ..noise("two keys at random, slowly", 700, &[b"e", b"+"], Limit::Ceiling)
    },
    Noise {
        shuffled: true,
        ..noise("two digits at random, slowly", 700, &[b"2", b"7"], Limit::Ceiling)
    },
    noise("a byte that is no text", 40, &[b"\xff"], Limit::Idle),
    noise("half a character", 40, &[b"\xe5\x81"], Limit::Idle),
    Noise { shuffled: true, ..noise("text in another encoding", 300, GBK, Limit::Idle) },
    noise("a held key", 33, &[b"j"], Limit::Idle),
    noise("a held key that changes all", 33, &[b"e"], Limit::Idle),
    noise("a held key on a slow keyboard", 500, &[b"e"], Limit::Idle),
    noise("a held digit", 33, &[b"7"], Limit::Idle),
    noise("the wheel", 40, &[b"\x1b[<65;40;10M"], Limit::Idle),
    noise("the focus", 40, &[b"\x1b[I", b"\x1b[O"], Limit::Idle),
    noise("motion", 40, &[b"\x1b[<35;4;4M", b"\x1b[<35;60;20M", b"\x1b[<35;30;9M"], Limit::Idle),
    noise("pastes", 3000, &["\x1b[200~/停车\x1b[201~".as_bytes()], Limit::Idle),
    Noise {
        first: b"\x1b[200~",
        ..noise("a paste that never ends, and a held key", 33, &[b"j"], Limit::Idle)
    },
    Noise {
        first: b"\x1b[200~",
        ..noise("a paste that never ends, and two keys", 40, &[b"e", b"+"], Limit::Idle)
    },
    noise("replies to no question", 40, &[b"\x1b[?1;2c", b"\x1b]11;rgb:0/0/0\x07"], Limit::Idle),
];

/// A kiosk board with a clock and an input parser, as the event loop has them.
pub(crate) struct SimulatedKiosk {
    pub board: Board,
    parser: Parser,
    now: Duration,
    /// The id of the idle timer that is set, and the time at which it fires.
    timer: (u64, Duration),
    messages: usize,
}

impl SimulatedKiosk {
    pub(crate) fn open(catalog: Arc<Catalog>, width: u16, height: u16) -> Self {
        Self::with(IdleTimeouts::default(), catalog, (width, height))
    }

    fn with(timeouts: IdleTimeouts, catalog: Arc<Catalog>, size: (u16, u16)) -> Self {
        let board = kiosk_with(timeouts, catalog, size);
        let timer = board.model.subscriptions().idle_timer.unwrap();
        let timer = (timer.id, timer.after);
        Self { board, parser: Parser::without_pastes(), now: Duration::ZERO, timer, messages: 0 }
    }

    fn update(&mut self, msg: Msg) {
        self.messages += 1;
        let _ = dispatch(&mut self.board.model, &self.board.settings, msg);
        if self.messages.is_multiple_of(16) {
            assert_eq!(self.board.model.check_invariants(), Ok(()));
        }
    }

    /// Sets the idle timer, as the event loop does after each batch; returns the time at which it
    /// fires.
    fn set_timer(&mut self) -> Duration {
        let timer = self.board.model.subscriptions().idle_timer.unwrap();
        if timer.id != self.timer.0 {
            self.timer = (timer.id, self.now + timer.after);
        }
        self.timer.1
    }

    /// Lets `time` pass, at most until the board resets; returns the time until the reset, if there
    /// was one.
    pub(crate) fn advance(&mut self, time: Duration) -> Option<Duration> {
        let (start, end) = (self.now, self.now + time);
        loop {
            let due = self.set_timer();
            if due > end {
                self.now = end;
                return None;
            }
            self.now = due;
            let before = self.board.model.idle.presence;
            self.update(Msg::TimerFired(self.timer.0));
            let after = self.board.model.idle.presence;
            if !matches!(before, Presence::Attract(_)) && matches!(after, Presence::Attract(_)) {
                return Some(self.now.saturating_sub(start));
            }
        }
    }

    /// Feeds bytes from the terminal to the board.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let mut events = Vec::new();
        self.parser.feed(bytes, &mut events);
        let invalid = std::mem::take(&mut self.parser.invalid_utf8);
        let msgs = events.into_iter().filter_map(|event| match event {
            Event::Key(key) => Some(Msg::Key(key)),
            Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
            Event::Paste(text) => Some(Msg::Paste(text)),
            _ => None,
        });
        let msgs: Vec<Msg> = msgs.chain(invalid.then_some(Msg::InvalidUtf8)).collect();
        if msgs.is_empty() {
            self.messages += 1;
            return;
        }
        self.update(Msg::Now(self.now));
        for msg in msgs {
            self.update(msg);
        }
        self.set_timer();
    }

    /// A visitor searches in another language and in large print, and leaves.
    fn visit(&mut self) {
        for keys in ["\x1b[<0;20;5M\x1b[<0;20;5m", "e", "/", "t", "c", "\r", "l", "+", "v"] {
            self.send(keys.as_bytes());
            assert_eq!(self.advance(Duration::from_millis(400)), None);
        }
        assert_eq!(self.board.model.idle.presence, Presence::Active, "any other press is intent");
    }

    fn frame(&self) -> Buffer {
        self.board.draw().0
    }
}

/// Asserts that the board resets in time after a visitor has left and noise begins, and that
/// recognized noise does not wake it again.
fn assert_recovers(kiosk: &mut SimulatedKiosk, initial: &Board, noise: Noise, rng: &mut Rng) {
    kiosk.visit();
    kiosk.send(noise.first);
    let timeouts = kiosk.board.model.idle.timeouts.unwrap();
    let interval = Duration::from_millis(noise.interval_ms);
    // The board recognizes twenty equal inputs, or ten seconds of two alternating ones. Then comes
    // the prompt, and once more if it was answered just before the ceiling.
    let recognized_after = interval * 20 + Duration::from_secs(10);
    let limit = match noise.limit {
        Limit::Idle => recognized_after + timeouts.idle + timeouts.answer,
        Limit::Ceiling => timeouts.ceiling + 2 * timeouts.answer,
    } + Duration::from_secs(1);
    let start = kiosk.now;
    let mut nth = 0;
    let mut next = |kiosk: &mut SimulatedKiosk| {
        let part = noise.parts
            [if noise.shuffled { rng.below(noise.parts.len()) } else { nth % noise.parts.len() }];
        nth += 1;
        kiosk.send(part);
        kiosk.advance(interval)
    };
    while next(kiosk).is_none() {
        let elapsed = kiosk.now.saturating_sub(start);
        assert!(
            elapsed < limit,
            "{}: still the page of the last visitor after {elapsed:?}\n{}",
            noise.label,
            kiosk.board.screen()
        );
    }
    let (frame, expected) = (kiosk.frame(), initial.draw().0);
    assert_eq!(frame, expected, "{}: something is left", noise.label);
    if noise.limit == Limit::Idle {
        for _ in 0..100 {
            assert_eq!(next(kiosk), None);
            let presence = kiosk.board.model.idle.presence;
            assert!(
                matches!(presence, Presence::Attract(_)),
                "{}: it wakes the board",
                noise.label
            );
        }
    }
    // Back to the attract screen for the next visitor.
    kiosk.advance(timeouts.idle + timeouts.answer);
    while !matches!(kiosk.board.model.idle.presence, Presence::Attract(_)) {
        kiosk.advance(timeouts.idle + timeouts.answer);
    }
}

/// Runs all kinds of noise in turn on a screen of this size; returns the number of messages.
fn run_all_noises(
    catalog: &Arc<Catalog>,
    timeouts: IdleTimeouts,
    size: (u16, u16),
    rng: &mut Rng,
) -> usize {
    let initial = kiosk_with(timeouts, Arc::clone(catalog), size);
    let mut kiosk = SimulatedKiosk::with(timeouts, Arc::clone(catalog), size);
    for noise in NOISES {
        assert_recovers(&mut kiosk, &initial, noise, rng);
    }
    kiosk.messages
}

/// Returns short timeouts.
fn short_timeouts() -> IdleTimeouts {
    let [idle, answer, ceiling] = [12, 3, 120].map(Duration::from_secs);
    IdleTimeouts { idle, answer, ceiling }
}

#[test]
fn no_noise_keeps_the_page_of_a_visitor_who_has_gone() {
    let catalog = Arc::new(builtin());
    for size in [(80, 24), (40, 15)] {
        run_all_noises(&catalog, short_timeouts(), size, &mut Rng(1));
    }
}

#[test]
#[ignore = "two million messages take minutes unless the program is built for release"]
fn of_two_million_messages_of_noise_none_keeps_a_page() {
    let (mut rng, catalog) = (Rng(20_260_715), Arc::new(builtin()));
    let (mut messages, mut visitors) = (0, 0);
    for size in [(80, 24), (40, 15), (160, 50), (77, 31)].into_iter().cycle() {
        messages += run_all_noises(&catalog, IdleTimeouts::default(), size, &mut rng);
        messages += run_all_noises(&catalog, short_timeouts(), size, &mut rng);
        visitors += 2 * NOISES.len();
        if messages >= super::random_input::messages(2_000_000) {
            break;
        }
    }
    println!("{messages} messages, {visitors} visitors forgotten");
}

#[test]
fn a_paste_that_never_ends_and_a_held_key_leave_a_hall_open_to_touches() {
    let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), 80, 24);
    kiosk.send(b"\x1b[200~");
    for nth in 0..600 {
        kiosk.advance(Duration::from_millis(33));
        kiosk.send(b"j");
        if nth == 300 {
            kiosk.send(tap!("40;12"));
            assert_eq!(kiosk.board.model.idle.presence, Presence::Active);
            kiosk.send(tap!("55;23"));
            assert!(kiosk.board.screen().contains("中文"), "{}", kiosk.board.screen());
        }
    }
    assert!(kiosk.board.screen().contains("中文"), "and the key changes nothing of that");
}

#[test]
fn each_visitor_wakes_the_board_where_the_last_one_did() {
    let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), 80, 24);
    for _ in 0..50 {
        kiosk.send(tap!("40;12"));
        assert_eq!(kiosk.board.model.idle.presence, Presence::Active);
        assert_eq!(kiosk.advance(Duration::from_secs(80)), Some(Duration::from_secs(75)));
    }
}

#[test]
fn a_visitor_with_varying_input_is_never_asked_before_the_ceiling() {
    let mut kiosk = SimulatedKiosk::open(Arc::new(builtin()), 80, 24);
    kiosk.send(tap!("40;12"));
    // Reads for nearly a minute, turns a page, goes back.
    for nth in 0..10 {
        assert_eq!(kiosk.advance(Duration::from_secs(55)), None);
        assert_eq!(kiosk.board.model.idle.presence, Presence::Active, "{nth}");
        kiosk.send(if nth % 2 == 0 { tap!("55;23") } else { tap!("70;23") });
    }
}
