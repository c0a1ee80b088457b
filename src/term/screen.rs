//! From cells to bytes: what changed since the last frame, in one piece.
//!
//! ratatui's own `Terminal` is left out: it asks the terminal for its size before each frame, sends 25 bytes for a frame that
//! changes nothing, and panics when dropped over a dead terminal.

use std::io;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// What the terminal shows.
#[derive(Default)]
pub(super) struct Screen {
    shown: Buffer,
    cursor: Option<Position>,
    /// The terminal may show anything: draw all of it.
    unknown: bool,
}

impl Screen {
    /// From now on the terminal may show anything.
    pub(super) fn forget(&mut self) {
        self.unknown = true;
    }

    /// The bytes that turn what the terminal shows into `next`, and what it shows then. None if that changes nothing.
    pub(super) fn paint(&mut self, next: Buffer, cursor: Option<Position>) -> io::Result<Vec<u8>> {
        let anew = self.unknown || self.shown.area != next.area;
        if anew {
            self.shown = Buffer::empty(next.area);
        }
        let changes = self.shown.diff(&next);
        if !anew && changes.is_empty() && self.cursor == cursor {
            return Ok(Vec::new());
        }
        let mut bytes = Vec::new();
        queue!(bytes, BeginSynchronizedUpdate)?;
        if self.cursor.is_some() || anew {
            queue!(bytes, Hide)?;
        }
        if anew {
            queue!(bytes, Clear(ClearType::All))?;
        }
        if !changes.is_empty() {
            CrosstermBackend::new(&mut bytes).draw(changes.into_iter())?;
        }
        if let Some(Position { x, y }) = cursor {
            queue!(bytes, MoveTo(x, y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        (self.shown, self.cursor, self.unknown) = (next, cursor, false);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.iter().copied())
    }

    #[test]
    fn a_frame_that_changes_nothing_is_no_bytes() {
        let mut screen = Screen::default();
        assert!(!screen.paint(frame(&["停车", "ab  "]), None).unwrap().is_empty());
        assert!(screen.paint(frame(&["停车", "ab  "]), None).unwrap().is_empty());
        assert!(!screen.paint(frame(&["停车", "ac  "]), None).unwrap().is_empty());
        screen.forget();
        assert!(!screen.paint(frame(&["停车", "ac  "]), None).unwrap().is_empty());
    }

    #[test]
    fn the_terminal_shows_what_was_drawn() {
        let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 6.try_into().unwrap(), 0);
        let mut screen = Screen::default();
        for rows in [["停车位", "abcdef"], ["a停车b", "abcdef"], ["      ", "医疗  "], ["新增位", " 医疗 "]] {
            terminal.process(&screen.paint(frame(&rows), Some(Position { x: 2, y: 1 })).unwrap());
            let contents: Vec<String> = terminal.screen().rows(0, 6).map(|row| row.trim_end().to_owned()).collect();
            assert_eq!(contents, rows.map(|row| row.trim_end().to_owned()));
            assert_eq!(terminal.screen().cursor_position(), (1, 2));
        }
    }
}
