//! While a key is held down, the page beside the list is held back: it is most of the bytes of such a frame, and nobody reads
//! what is gone in a thirtieth of a second. Over a slow line the list would lag behind the key instead.
//!
//! The model knows nothing of this: it is about when a part of a frame is sent, as is a frame that waits for a slow terminal.

use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::app::{Layer, Model, Msg, Pane};
use crate::catalog::{DomainIx, ProjectNo};
use crate::lang::Lang;

/// A key that comes again sooner than this is held down. Keyboards repeat every 25 to 40 ms; nobody types so fast.
const REPEAT: Duration = Duration::from_millis(80);

/// So many pages in a row may be left out, which takes less than a second: one wants to see that something goes by.
const LEFT_OUT: u32 = 24;

/// When to show the page about a project.
#[derive(Debug, Default)]
pub(super) struct Pace {
    pressed: Option<(KeyEvent, Instant)>,
    /// Whether the last key is held down.
    repeats: bool,
    /// What the screen shows, and the project whose page that is.
    shown: Option<(Scene, Option<(DomainIx, ProjectNo)>)>,
    left_out: u32,
}

/// What the page depends on besides the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scene {
    size: Size,
    focus: Pane,
    layer: Layer,
    lang: Lang,
}

impl Pace {
    /// Takes note of what came at `now`.
    pub(super) fn note(&mut self, msgs: &[Msg], now: Instant) {
        for msg in msgs {
            let Msg::Key(key) = msg else { continue };
            let again = |(before, at): (KeyEvent, Instant)| before == *key && now.saturating_duration_since(at) < REPEAT;
            self.repeats = self.pressed.is_some_and(again);
            self.pressed = Some((*key, now));
        }
    }

    /// Puts the page that the screen shows into the next frame, if the new one is to come later.
    pub(super) fn hold_back(&mut self, model: &Model, on_screen: &Buffer, next: &mut Buffer) {
        let scene = Scene { size: model.size(), focus: model.focus, layer: model.layer(), lang: model.lang };
        let page = model.selected().map(|project| (project.domain, project.no));
        let moved = self.shown.is_some_and(|(before, shown)| before == scene && shown != page);
        let panes = matches!(scene.layer, Layer::Board | Layer::Search);
        let seen = model.areas().and_then(|areas| areas.pane(Pane::Detail)).filter(|_| panes);
        if let Some(area) = seen.filter(|_| self.repeats && moved && self.left_out < LEFT_OUT) {
            keep(area, on_screen, next);
            self.left_out += 1;
        } else {
            self.shown = Some((scene, page));
            self.left_out = 0;
        }
    }

    /// When the page is due that was left out last, if one was. Not once it has been said: before a terminal that takes no
    /// frame the loop would spin.
    pub(super) fn due(&self) -> Option<Instant> {
        self.pressed.filter(|_| self.repeats && self.left_out > 0).map(|(_, at)| at + REPEAT)
    }

    /// Whether the page that was left out last is due by now. The key was let go, then.
    pub(super) fn is_due(&mut self, now: Instant) -> bool {
        let due = self.due().is_some_and(|due| due <= now);
        self.repeats &= !due;
        due
    }
}

fn keep(area: Rect, on_screen: &Buffer, next: &mut Buffer) {
    for at in area.positions() {
        if let (Some(shown), Some(cell)) = (on_screen.cell(at), next.cell_mut(at)) {
            cell.clone_from(shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{Depth, KeyScript, Keymap, Settings, Start, update};
    use crate::catalog::builtin;
    use crate::term::Screen;
    use crate::text::Glyphs;
    use crate::view::{rows, view};

    /// A board whose frames are paced, with a clock that stands still until it is moved.
    struct Board {
        model: Model,
        settings: Settings,
        pace: Pace,
        screen: Screen,
        now: Instant,
    }

    impl Board {
        fn open(width: u16, height: u16) -> Self {
            let start = Start { size: Size { width, height }, ..Start::default() };
            let model = Model::new(Arc::new(builtin()), &start);
            let settings = Settings { keymap: Keymap::builtin(), glyphs: &Glyphs::DRAWN, depth: Depth::True };
            let mut board = Self { model, settings, pace: Pace::default(), screen: Screen::default(), now: Instant::now() };
            board.draw();
            board
        }

        /// Presses keys `apart` from each other and says how many bytes that takes.
        fn press(&mut self, keys: &str, apart: Duration) -> usize {
            let script: KeyScript = keys.parse().unwrap();
            let bytes = script.0.into_iter().map(|chord| {
                self.now += apart;
                let msg = Msg::Key(chord.event());
                self.pace.note(std::slice::from_ref(&msg), self.now);
                let _ = update(&mut self.model, &self.settings, msg);
                self.draw()
            });
            bytes.sum()
        }

        fn draw(&mut self) -> usize {
            let mut frame = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
            let cursor = view(&self.model, &self.settings, &mut frame);
            self.pace.hold_back(&self.model, self.screen.shown(), &mut frame);
            self.screen.paint(frame, cursor).len()
        }

        /// Whether the screen shows what the model says.
        fn is_whole(&self) -> bool {
            let mut frame = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
            let _ = view(&self.model, &self.settings, &mut frame);
            rows(self.screen.shown()) == rows(&frame)
        }
    }

    const HELD: Duration = Duration::from_millis(33);
    const TYPED: Duration = Duration::from_millis(120);

    #[test]
    fn a_key_by_itself_shows_the_page_at_once_and_sets_no_timer() {
        let mut board = Board::open(80, 24);
        for keys in ["j", "j", "k", "/", "t", "<Esc>", "G"] {
            board.press(keys, TYPED);
            assert!(board.is_whole() && board.pace.due().is_none(), "{keys}");
        }
    }

    #[test]
    fn while_a_key_is_held_down_the_list_moves_and_the_page_comes_when_it_is_let_go() {
        let mut board = Board::open(80, 24);
        board.press("j", HELD);
        assert!(board.is_whole());
        board.press("j j", HELD);
        assert!(!board.is_whole());
        assert!(rows(board.screen.shown()).iter().any(|row| row.contains(">04 ")));
        let due = board.pace.due().unwrap();
        assert!(!board.pace.is_due(board.now) && board.pace.is_due(due));
        assert_eq!(board.pace.due(), None);
        board.draw();
        assert!(board.is_whole() && board.pace.due().is_none());
    }

    #[test]
    fn one_sees_pages_go_by() {
        let mut board = Board::open(80, 24);
        board.press("j", HELD);
        // Round and round: the list is shorter than the patience.
        let seen = (1..60).filter(|_| {
            board.press("n", HELD);
            board.is_whole()
        });
        assert_eq!(seen.collect::<Vec<_>>(), [1, 26, 51]);
    }

    #[test]
    fn what_is_no_other_page_is_never_held_back() {
        let mut board = Board::open(80, 24);
        // Scrolling, another pane, another language, the help: the same key, as quickly.
        for keys in ["J J J K", "<Tab> <Tab> <Tab>", "e e e", "? ? ? ?", "h h l l l l", "<Enter> j j j", "/ t t <Backspace>"] {
            board.press(keys, HELD);
            board.press("x", TYPED);
            assert!(board.is_whole(), "{keys}");
        }
    }

    #[test]
    fn what_lies_over_the_panes_is_whole_at_any_time() {
        let mut board = Board::open(80, 24);
        // The code of one project with a piece of another's page in it is no code.
        board.press("v", TYPED);
        for _ in 0..5 {
            board.press("<Down>", HELD);
            assert!(board.is_whole());
        }
    }

    #[test]
    fn a_line_of_a_held_key_takes_fewer_bytes_than_in_fzf() {
        // fzf without a preview takes 253 (`cargo bench --bench terminal`).
        for (width, height) in [(80, 24), (200, 60)] {
            let mut board = Board::open(width, height);
            board.press("j", HELD);
            let bytes = board.press(&"j ".repeat(23), HELD) / 23;
            assert!(bytes < 253, "{width}x{height}: {bytes}");
        }
    }
}
