//! Random input to a kiosk: no way leads out, and nothing stays for the next visitor.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use minsheng::app::{DataStatus, Effect, Msg, Reload};
use minsheng::format::builtin;
use minsheng::host::dispatch;
use ratatui::layout::Size;

use super::kiosk_on;
use crate::support::Board;

/// A pseudo-random number generator (splitmix64).
pub(crate) struct Rng(pub u64);

impl Rng {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }

    fn small(&mut self, end: usize) -> u16 {
        u16::try_from(self.below(end)).unwrap()
    }

    fn pick<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len())]
    }

    /// Returns a random message, except those that are meant to end the board.
    fn msg(&mut self, board: &Board) -> Msg {
        match self.below(20) {
            0..8 => self.key(),
            8..14 => self.mouse(board.model.size()),
            14 => Msg::Paste(
                self.pick(&["tc", "停车\n\u{1b}c", "q", "\u{3}\u{1a}", ":!sh", ""]).to_owned(),
            ),
            // SIGINT, SIGQUIT, and the signals of a shell.
            15 => Msg::Terminate(self.pick(&[2, 3, 10, 12, 20, 21, 22])),
            16 => self
                .pick(
                    &[Msg::Suspend, Msg::Resumed, Msg::InvalidUtf8, Msg::CannotSuspend].each_ref(),
                )
                .clone(),
            17 => Msg::Resize(Size { width: self.small(240), height: self.small(80) }),
            18 if self.below(40) == 0 => self
                .pick(
                    &[Msg::Reloaded(Reload::new(builtin())), Msg::StatusChanged(stale_status())]
                        .each_ref(),
                )
                .clone(),
            18 if self.below(2) == 0 => Msg::Now(std::time::Duration::from_millis(self.0 >> 48)),
            18 => Msg::TimerFired(board.model.subscriptions().idle_timer.unwrap().id),
            _ => Msg::TimerFired(self.0),
        }
    }

    fn key(&mut self) -> Msg {
        let code = match self.below(4) {
            0 => KeyCode::F(self.pick(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])),
            1 => self.pick(&[
                KeyCode::Enter,
                KeyCode::Esc,
                KeyCode::Backspace,
                KeyCode::Tab,
                KeyCode::BackTab,
                KeyCode::Up,
                KeyCode::Down,
                KeyCode::Left,
                KeyCode::Right,
                KeyCode::Home,
                KeyCode::End,
                KeyCode::PageUp,
                KeyCode::PageDown,
                KeyCode::Delete,
                KeyCode::Insert,
                KeyCode::Null,
                KeyCode::Menu,
                KeyCode::Pause,
                KeyCode::PrintScreen,
            ]),
            2 => KeyCode::Char(char::from(b' ' + u8::try_from(self.below(95)).unwrap())),
            _ => KeyCode::Char(self.pick(&[
                'q', 'c', 'z', 'd', '\\', 'y', 'M', 'm', '\'', '?', '/', 'v', 'e', '停', '？',
                'ｑ', '\u{3}',
            ])),
        };
        let modifiers = self.pick(&[
            KeyModifiers::NONE,
            KeyModifiers::NONE,
            KeyModifiers::CONTROL,
            KeyModifiers::SHIFT,
            KeyModifiers::ALT,
            KeyModifiers::all(),
        ]);
        Msg::Key(KeyEvent::new(code, modifiers))
    }

    fn mouse(&mut self, size: Size) -> Msg {
        let button = self.pick(&[
            MouseButton::Left,
            MouseButton::Left,
            MouseButton::Right,
            MouseButton::Middle,
        ]);
        let kind = self.pick(&[
            MouseEventKind::Down(button),
            MouseEventKind::Up(button),
            MouseEventKind::Up(button),
            MouseEventKind::Drag(button),
            MouseEventKind::Moved,
            MouseEventKind::ScrollUp,
            MouseEventKind::ScrollDown,
        ]);
        let (column, row) =
            (self.small(usize::from(size.width) + 2), self.small(usize::from(size.height) + 2));
        Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    }
}

/// Returns the status after the data file was replaced by an invalid one.
fn stale_status() -> DataStatus {
    DataStatus::Invalid { dated: Some("2026-11-25 14:02".to_owned()), errors: 3 }
}

/// Sends `msgs` random messages to a kiosk and checks their effects. Returns the number of resets.
fn run_random_input(msgs: usize) -> usize {
    let (mut rng, catalog) = (Rng(20_260_127), Arc::new(builtin()));
    let mut board = kiosk_on(Arc::clone(&catalog), 80, 24);
    let mut visits = 0;
    for nth in 0..msgs {
        let msg = rng.msg(&board);
        let leaves = rng.below(500) == 0;
        for effect in dispatch(&mut board.model, &board.settings, msg.clone()) {
            let harmless = matches!(effect, Effect::Redraw | Effect::MouseCapture(true));
            assert!(harmless, "{msg:?} brought about {effect:?}");
        }
        assert!(board.model.subscriptions().mouse, "{msg:?} took the touches away");
        if nth % 8 == 0 {
            assert_eq!(board.model.check_invariants(), Ok(()), "after {msg:?}");
        }
        if leaves && board.let_idle() > 0 {
            visits += 1;
            // Anything that the visitor left behind would make a difference.
            let Size { width, height } = board.model.size();
            let mut initial = kiosk_on(Arc::clone(&catalog), width, height);
            initial.model.data.shown.status = board.model.data.shown.status.clone();
            assert_eq!(board.draw(), initial.draw());
            board.click((1, 1));
            initial.click((1, 1));
            assert_eq!(board.draw(), initial.draw());
        }
    }
    visits
}

#[test]
fn no_way_leads_out_and_nothing_is_left_for_the_next_visitor() {
    assert!(run_random_input(3_000) > 3);
}

/// Returns the number of messages of a long test: `KIOSK_MESSAGES`, or else `default`.
pub(super) fn messages(default: usize) -> usize {
    std::env::var("KIOSK_MESSAGES").map_or(default, |text| text.parse().unwrap())
}

#[test]
#[ignore = "a million messages take minutes unless the program is built for release"]
fn of_a_million_ways_none_leads_out() {
    let messages = messages(1_000_000);
    let visits = run_random_input(messages);
    println!("{messages} messages, {visits} visits");
    assert!(visits > messages / 2000, "{visits}");
}

/// Simulates visitors for `seconds`, each with a search term of their own. Returns the resident
/// memory in KiB after the first hour and at the end, and the number of visitors.
fn simulate_day(seconds: u64) -> ([u64; 2], usize) {
    let (mut rng, catalog) = (Rng(1), Arc::new(builtin()));
    let mut board = kiosk_on(Arc::clone(&catalog), 80, 24);
    let (mut now, mut visitors, mut after_an_hour) = (0, 0, 0);
    while now < seconds {
        visitors += 1;
        // Some minutes of posters, then touches some seconds apart.
        (0..rng.below(20)).for_each(|_| drop(board.fire_timer()));
        board.click((40, 12));
        let secret = format!("{visitors}号来客");
        for _ in 0..5 + rng.below(30) {
            match rng.below(12) {
                0 => drop(board.press("/")),
                1 => drop(board.press(&secret)),
                _ => drop(board.send(rng.mouse(board.model.size()))),
            }
            assert_eq!(board.rows().len(), 24);
            now += rng.below(20) as u64;
        }
        now += board.let_idle();
        for poster in 0..3 {
            assert!(!board.screen().contains(&secret), "poster {poster} shows {secret}");
            board.fire_timer();
        }
        board.click((1, 1));
        board.press("/");
        assert!(!board.screen().contains(&secret) && board.model.search.input.text().is_empty());
        now += board.let_idle() + 24;
        if now > 3600 && after_an_hour == 0 {
            after_an_hour = resident_memory();
        }
    }
    ([after_an_hour, resident_memory()], visitors)
}

/// Returns the resident memory of this process in KiB.
fn resident_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
#[ignore = "a day takes a minute, and two other tests must not use memory meanwhile"]
fn a_day_of_visitors_leaves_nothing_behind() {
    let ([early, late], visitors) = simulate_day(24 * 3600);
    println!("{visitors} visitors in a day: {early} kB after an hour, {late} kB at the end");
    assert!(late < early + 1024, "{early} kB after an hour, {late} kB after a day");
}
