//! Frame diffing: turns the cells that changed since the last frame into bytes.
//!
//! ratatui's own `Terminal` is not used: it queries the terminal's size before each frame, sends 25
//! bytes for a frame that changes nothing, and panics when dropped over a dead terminal. [`Encoder`]
//! chooses the escape sequences.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;

use super::encoder::{ERASE_MIN, Encoder};
use super::pen::CellStyle;
use super::terminal_info::TermLevel;

/// The terminal's contents as last drawn.
#[derive(Default)]
pub struct Screen {
    shown: Buffer,
    cursor: Option<Position>,
    /// True if the terminal may show anything, so that the next frame is drawn in full.
    is_invalid: bool,
    vt100_only: bool,
}

impl Screen {
    /// Creates the screen of a terminal that supports the sequences of `level`.
    #[must_use]
    pub fn new(level: TermLevel) -> Self {
        Self { vt100_only: level != TermLevel::Full, ..Self::default() }
    }

    /// Marks the terminal's contents as unknown: the next frame is drawn in full.
    pub fn invalidate(&mut self) {
        self.is_invalid = true;
    }

    /// Returns the last frame, which the terminal shows unless it was invalidated.
    #[must_use]
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Returns the bytes that turn the last frame into `next`, with the cursor at `cursor` or
    /// hidden, and remembers both as shown. Empty if nothing changes.
    #[must_use]
    pub fn paint(&mut self, next: Buffer, cursor: Option<Position>) -> Vec<u8> {
        let is_full = self.is_invalid || self.shown.area != next.area;
        let mut changes = self.changes(&next, is_full);
        if !is_full && changes.is_empty() && self.cursor == cursor {
            return Vec::new();
        }
        let mut encoder = Encoder::new(next.area.width, self.vt100_only);
        // Synchronized output: terminals that support mode 2026 show the frame at once, others
        // ignore it.
        encoder.push_str("\x1b[?2026h");
        if self.cursor.is_some() || is_full {
            encoder.push_str("\x1b[?25l");
        }
        if is_full {
            // The previous program may have left any pen, and 2J erases with its background.
            encoder.push_str("\x1b[m\x1b[2J");
        }
        for row in &mut changes {
            row.paint(&mut encoder);
        }
        if let Some(Position { x, y }) = cursor {
            encoder.move_to(x, y);
            encoder.push_str("\x1b[?25h");
        }
        let mut bytes = encoder.finish();
        bytes.extend_from_slice(b"\x1b[?2026l");
        (self.shown, self.cursor, self.is_invalid) = (next, cursor, false);
        bytes
    }

    /// Returns the rows that change; for a frame that is drawn in full (`is_full`), those that are
    /// not blank.
    fn changes<'a>(&self, next: &'a Buffer, is_full: bool) -> Vec<RowDiff<'a>> {
        let width = usize::from(next.area.width).max(1);
        let blank = vec![Cell::EMPTY; width];
        let shown = if is_full { &blank } else { &self.shown.content };
        let rows = shown.chunks(width).cycle().zip(next.content.chunks(width));
        (0..).zip(rows).filter_map(|(y, (shown, next))| RowDiff::new(y, shown, next)).collect()
    }
}

/// A row that changes.
struct RowDiff<'a> {
    y: u16,
    /// The new cells; `None` for the second cell of a wide character.
    cells: Vec<Option<&'a Cell>>,
    /// True for each cell that changes.
    changed: Vec<bool>,
    /// First column of the blank rest of the row.
    blank_from: usize,
}

impl<'a> RowDiff<'a> {
    /// Compares two rows; returns `None` if nothing visible changes.
    fn new(y: u16, shown: &[Cell], next: &'a [Cell]) -> Option<Self> {
        if shown == next {
            return None;
        }
        let (shown_cells, cells) = (visible_cells(shown), visible_cells(next));
        let differs = |shown: Option<&Cell>, next: &Cell| {
            shown.is_none_or(|shown| {
                shown.symbol() != next.symbol()
                    || CellStyle::from_cell(shown) != CellStyle::from_cell(next)
            })
        };
        // A hidden cell needs no write: the wide character over it is rewritten, or was there
        // before.
        let pairs = shown_cells.iter().zip(&cells);
        let changed: Vec<bool> =
            pairs.map(|(shown, next)| next.is_some_and(|next| differs(*shown, next))).collect();
        let blank_from =
            cells.iter().rposition(|cell| !is_plain_blank(*cell)).map_or(0, |last| last + 1);
        changed.contains(&true).then_some(Self { y, cells, changed, blank_from })
    }

    fn paint(&mut self, encoder: &mut Encoder) {
        let mut x = 0;
        while let Some(unchanged) = self.changed.iter().skip(x).position(|changed| *changed) {
            self.bridge_gap(x + unchanged, encoder);
            x = self.paint_from(x + unchanged, encoder);
        }
    }

    /// Paints the changed cell at `x`, or erases the blanks that start there; returns the next
    /// column to check.
    fn paint_from(&mut self, x: usize, encoder: &mut Encoder) -> usize {
        let blanks = self.cells.iter().skip(x).take_while(|cell| is_plain_blank(**cell)).count();
        let run = self.changed.get(x..x + blanks).unwrap_or_default();
        debug_assert_eq!(run.len(), blanks, "each cell is marked as changed or not");
        let Some(last) = run.iter().rposition(|changed| *changed) else {
            if let Some(Some(cell)) = self.cells.get(x) {
                encoder.write_cell(cell, to_column(x), self.y);
            }
            return x + 1;
        };
        // Erasing to the end of the row needs no count.
        let to_end = if x >= self.blank_from {
            last > 2
        } else {
            last + 1 >= usize::from(ERASE_MIN) && self.is_replaced_from(x + last + 1)
        };
        if to_end {
            encoder.erase(to_column(x), self.y, to_column(self.cells.len() - x));
            for (cell, changed) in self.cells.iter().zip(&mut self.changed).skip(x) {
                *changed &= !is_plain_blank(*cell);
            }
        } else {
            encoder.erase(to_column(x), self.y, to_column(last + 1));
        }
        x + last + 1
    }

    /// Returns true if every cell from `x` on changes or is blank, so that all can be erased.
    fn is_replaced_from(&self, x: usize) -> bool {
        let mut cells = self.cells.iter().zip(&self.changed).skip(x);
        cells.all(|(cell, changed)| *changed || is_plain_blank(*cell))
    }

    /// Rewrites the few unchanged cells before `x` if that is shorter than moving the cursor.
    fn bridge_gap(&self, x: usize, encoder: &mut Encoder) {
        let Some(gap) = encoder.columns_to(to_column(x), self.y).map(usize::from) else { return };
        debug_assert!(gap <= x && x <= self.cells.len(), "the cursor is in this row");
        let skipped = self.cells.get(x - gap..x).unwrap_or_default();
        let length: usize = skipped.iter().flatten().map(|cell| cell.symbol().len()).sum();
        if length > 4 || !skipped.iter().flatten().all(|cell| encoder.can_rewrite(cell)) {
            return;
        }
        for (x, cell) in (x - gap..).zip(skipped) {
            if let Some(cell) = cell {
                encoder.write_cell(cell, to_column(x), self.y);
            }
        }
    }
}

/// Maps the cells that wide characters hide to `None`.
fn visible_cells(row: &[Cell]) -> Vec<Option<&Cell>> {
    let mut next_x = 0;
    let cells = row.iter().enumerate().map(|(x, cell)| {
        let visible = (x >= next_x).then_some(cell);
        if visible.is_some() {
            next_x = x + usize::from(cell.cell_width()).max(1);
        }
        visible
    });
    cells.collect()
}

fn is_plain_blank(cell: Option<&Cell>) -> bool {
    cell.is_none_or(|cell| {
        cell.symbol() == " " && CellStyle::from_cell(cell) == CellStyle::default()
    })
}

/// Converts an index to a column; a buffer has at most 65,535 columns.
fn to_column(x: usize) -> u16 {
    debug_assert!(u16::try_from(x).is_ok(), "column {x}");
    u16::try_from(x).unwrap_or(u16::MAX)
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
        assert!(!screen.paint(frame(&["停车", "ab  "]), None).is_empty());
        assert!(screen.paint(frame(&["停车", "ab  "]), None).is_empty());
        assert!(!screen.paint(frame(&["停车", "ac  "]), None).is_empty());
        screen.invalidate();
        assert!(!screen.paint(frame(&["停车", "ac  "]), None).is_empty());
    }

    #[test]
    fn the_terminal_shows_what_was_drawn() {
        let mut terminal = vt100::Parser::new(2.try_into().unwrap(), 6.try_into().unwrap(), 0);
        let mut screen = Screen::default();
        for rows in
            [["停车位", "abcdef"], ["a停车b", "abcdef"], ["      ", "医疗  "], ["新增位", " 医疗 "]]
        {
            terminal.process(&screen.paint(frame(&rows), Some(Position { x: 2, y: 1 })));
            let contents: Vec<String> =
                terminal.screen().rows(0, 6).map(|row| row.trim_end().to_owned()).collect();
            assert_eq!(contents, rows.map(|row| row.trim_end().to_owned()));
            assert_eq!(terminal.screen().cursor_position(), (1, 2));
        }
    }
}
