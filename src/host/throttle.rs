//! Throttling of the detail page while a key is held down. The page is most of the bytes of such a
//! frame, and is replaced before it can be read; over a slow line, drawing it would make the list
//! lag behind the key.
//!
//! This is separate from the model: it decides only when a part of a frame is sent.

use std::time::{Duration, Instant};

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::app::{Layer, Model, Msg, Pane};
use crate::lang::Lang;
use crate::model::{DomainIx, ProjectNo};

/// Maximum interval between repeats of a held key. Keyboards repeat every 25 to 40 ms; typing is
/// slower.
const KEY_REPEAT: Duration = Duration::from_millis(80);

/// Maximum number of pages skipped in a row, less than a second's worth: the user should see that
/// pages go by.
const SKIPPED_MAX: u32 = 24;

/// The decision when to draw the detail page.
#[derive(Debug, Default)]
pub(crate) struct DetailThrottle {
    last_key: Option<(KeyEvent, Instant)>,
    /// True if the last key is held down.
    is_repeating: bool,
    /// The context and the project of the page on the screen.
    shown: Option<(FrameContext, Option<(DomainIx, ProjectNo)>)>,
    skipped: u32,
}

/// The state that the detail page depends on besides the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FrameContext {
    size: Size,
    focus: Pane,
    layer: Layer,
    lang: Lang,
}

impl DetailThrottle {
    /// Records the keys among `msgs`, which arrived at `now`.
    pub(crate) fn observe(&mut self, msgs: &[Msg], now: Instant) {
        for msg in msgs {
            let Msg::Key(key) = msg else { continue };
            let is_repeat = |(last, time): (KeyEvent, Instant)| {
                last == *key && now.saturating_duration_since(time) < KEY_REPEAT
            };
            self.is_repeating = self.last_key.is_some_and(is_repeat);
            self.last_key = Some((*key, now));
        }
    }

    /// Copies the page on the screen into the next frame if the new page is to be drawn later.
    pub(crate) fn defer_detail(&mut self, model: &Model, on_screen: &Buffer, next: &mut Buffer) {
        let context = FrameContext {
            size: model.size(),
            focus: model.nav.focus,
            layer: model.layer(),
            lang: model.prefs.lang,
        };
        let page = model.selected().map(|project| (project.domain, project.no));
        let has_other_page =
            self.shown.is_some_and(|(shown, shown_page)| shown == context && shown_page != page);
        let shows_panes = matches!(context.layer, Layer::Board | Layer::Search);
        let area = model.areas().and_then(|areas| areas.pane(Pane::Detail)).filter(|_| shows_panes);
        if let Some(area) =
            area.filter(|_| self.is_repeating && has_other_page && self.skipped < SKIPPED_MAX)
        {
            copy_area(area, on_screen, next);
            self.skipped += 1;
        } else {
            self.shown = Some((context, page));
            self.skipped = 0;
        }
    }

    /// Returns when to draw the skipped page; `None` if none was skipped.
    /// [`take_expired`](Self::take_expired) clears it: otherwise the loop would spin on a stalled
    /// terminal.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.last_key
            .filter(|_| self.is_repeating && self.skipped > 0)
            .map(|(_, time)| time + KEY_REPEAT)
    }

    /// Returns true if the skipped page is due by `now`, since the key was released.
    pub(crate) fn take_expired(&mut self, now: Instant) -> bool {
        let is_due = self.deadline().is_some_and(|deadline| deadline <= now);
        self.is_repeating &= !is_due;
        is_due
    }
}

fn copy_area(area: Rect, on_screen: &Buffer, next: &mut Buffer) {
    for position in area.positions() {
        if let (Some(shown), Some(cell)) = (on_screen.cell(position), next.cell_mut(position)) {
            cell.clone_from(shown);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::app::{KeyScript, Settings, Start};
    use crate::format::builtin;
    use crate::host::dispatch;
    use crate::host::fixtures::settings;
    use crate::tty::Screen;
    use crate::view::{rows, view};

    /// A board with throttled frames, and a clock that the test moves.
    struct ThrottledBoard {
        model: Model,
        settings: Settings,
        throttle: DetailThrottle,
        screen: Screen,
        now: Instant,
    }

    impl ThrottledBoard {
        fn open(width: u16, height: u16) -> Self {
            let start = Start { size: Size { width, height }, ..Start::default() };
            let model = Model::new(Arc::new(builtin()), &start);
            let mut board = Self {
                model,
                settings: settings(),
                throttle: DetailThrottle::default(),
                screen: Screen::default(),
                now: Instant::now(),
            };
            board.draw();
            board
        }

        /// Presses keys `apart` from each other; returns the number of bytes drawn.
        fn press(&mut self, keys: &str, apart: Duration) -> usize {
            let script: KeyScript = keys.parse().unwrap();
            let bytes = script.0.into_iter().map(|chord| {
                self.now += apart;
                let msg = Msg::Key(chord.to_event());
                self.throttle.observe(std::slice::from_ref(&msg), self.now);
                let _ = dispatch(&mut self.model, &self.settings, msg);
                self.draw()
            });
            bytes.sum()
        }

        fn draw(&mut self) -> usize {
            let mut frame = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
            let cursor = view(&self.model, &self.settings, &mut frame);
            self.throttle.defer_detail(&self.model, self.screen.shown(), &mut frame);
            self.screen.paint(frame, cursor).len()
        }

        /// Returns true if the screen shows the current model.
        fn is_up_to_date(&self) -> bool {
            let mut frame = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
            let _ = view(&self.model, &self.settings, &mut frame);
            rows(self.screen.shown()) == rows(&frame)
        }
    }

    const REPEAT_DELAY: Duration = Duration::from_millis(33);
    const TYPING_DELAY: Duration = Duration::from_millis(120);

    #[test]
    fn a_key_by_itself_shows_the_page_at_once_and_sets_no_timer() {
        let mut board = ThrottledBoard::open(80, 24);
        for keys in ["j", "j", "k", "/", "t", "<Esc>", "G"] {
            board.press(keys, TYPING_DELAY);
            assert!(board.is_up_to_date() && board.throttle.deadline().is_none(), "{keys}");
        }
    }

    #[test]
    fn while_a_key_is_held_down_the_list_moves_and_the_page_comes_when_it_is_let_go() {
        let mut board = ThrottledBoard::open(80, 24);
        board.press("j", REPEAT_DELAY);
        assert!(board.is_up_to_date());
        board.press("j j", REPEAT_DELAY);
        assert!(!board.is_up_to_date());
        assert!(rows(board.screen.shown()).iter().any(|row| row.contains(">04 ")));
        let due = board.throttle.deadline().unwrap();
        assert!(!board.throttle.take_expired(board.now) && board.throttle.take_expired(due));
        assert_eq!(board.throttle.deadline(), None);
        board.draw();
        assert!(board.is_up_to_date() && board.throttle.deadline().is_none());
    }

    #[test]
    fn one_sees_pages_go_by() {
        let mut board = ThrottledBoard::open(80, 24);
        board.press("j", REPEAT_DELAY);
        // The list wraps around before the 59 presses are over.
        let seen = (1..60).filter(|_| {
            board.press("n", REPEAT_DELAY);
            board.is_up_to_date()
        });
        assert_eq!(seen.collect::<Vec<_>>(), [1, 26, 51]);
    }

    #[test]
    fn what_is_no_other_page_is_never_held_back() {
        let mut board = ThrottledBoard::open(80, 24);
        // Scrolling, other panes, languages, help: repeated as fast as a held key.
        for keys in [
            "J J J K",
            "<Tab> <Tab> <Tab>",
            "e e e",
            "? ? ? ?",
            "h h l l l l",
            "<Enter> j j j",
            "/ t t <Backspace>",
        ] {
            board.press(keys, REPEAT_DELAY);
            board.press("x", TYPING_DELAY);
            assert!(board.is_up_to_date(), "{keys}");
        }
    }

    #[test]
    fn what_lies_over_the_panes_is_whole_at_any_time() {
        let mut board = ThrottledBoard::open(80, 24);
        // A QR code with a piece of another project's page in it cannot be scanned.
        board.press("v", TYPING_DELAY);
        for _ in 0..5 {
            board.press("<Down>", REPEAT_DELAY);
            assert!(board.is_up_to_date());
        }
    }

    #[test]
    fn a_line_of_a_held_key_takes_fewer_bytes_than_in_fzf() {
        // fzf without a preview takes 253 (`cargo bench --bench terminal`).
        for (width, height) in [(80, 24), (200, 60)] {
            let mut board = ThrottledBoard::open(width, height);
            board.press("j", REPEAT_DELAY);
            let bytes = board.press(&"j ".repeat(23), REPEAT_DELAY) / 23;
            assert!(bytes < 253, "{width}x{height}: {bytes}");
        }
    }
}
