//! Terminal output with few bytes: short cursor moves, minimal pen changes, erased blanks.
//!
//! crossterm's backend moves the cursor after every Han character, writes a colour in nine bytes
//! where five do, and resets everything after an unchanged frame: visible on a slow line.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar;

use super::csi::{keep_shorter, push_csi};
use super::pen::{CellStyle, change_pen, reset_pen};

/// Number of rows from which line feeds are not shorter than a cursor address.
const LINE_FEEDS_MAX: u16 = 4;

/// Number of blanks from which erasing and moving on is shorter than writing them.
pub(crate) const ERASE_MIN: u16 = 10;

/// The terminal's cursor position; `None` where it is not certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CursorPos {
    x: Option<u16>,
    y: Option<u16>,
}

/// Encodes the cells of a frame as bytes, starting with a plain pen and the cursor anywhere.
pub(crate) struct Encoder {
    bytes: Vec<u8>,
    /// Columns of the terminal.
    width: u16,
    /// True for a terminal that supports VT100 sequences only.
    vt100_only: bool,
    pen: CellStyle,
    cursor: CursorPos,
}

impl Encoder {
    pub(crate) fn new(width: u16, vt100_only: bool) -> Self {
        Self {
            bytes: Vec::new(),
            width,
            vt100_only,
            pen: CellStyle::default(),
            cursor: CursorPos::default(),
        }
    }

    /// Appends a sequence that neither draws nor moves the cursor.
    pub(crate) fn push_str(&mut self, sequence: &str) {
        self.bytes.extend_from_slice(sequence.as_bytes());
    }

    /// Resets the pen and returns the bytes.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.set_pen(CellStyle::default());
        self.bytes
    }

    /// Moves the cursor by the shortest sequence.
    pub(crate) fn move_to(&mut self, x: u16, y: u16) {
        let target = CursorPos { x: Some(x), y: Some(y) };
        if self.cursor == target {
            return;
        }
        move_cursor(&mut self.bytes, self.cursor, Position { x, y }, self.vt100_only);
        self.cursor = target;
    }

    /// Returns the number of columns from the cursor to `x`, if it is in row `y` and not past `x`.
    pub(crate) fn columns_to(&self, x: u16, y: u16) -> Option<u16> {
        x.checked_sub(self.cursor.x.filter(|_| self.cursor.y == Some(y))?)
    }

    /// Returns true if an unchanged cell can be rewritten on the way to a later one.
    pub(crate) fn can_rewrite(&self, cell: &Cell) -> bool {
        CellStyle::from_cell(cell).matches_pen(self.pen, cell.symbol() == " ")
            && cursor_advance(cell.symbol()).is_some()
    }

    /// Writes a cell's text in its style.
    pub(crate) fn write_cell(&mut self, cell: &Cell, x: u16, y: u16) {
        self.move_to(x, y);
        let (symbol, style) = (cell.symbol(), CellStyle::from_cell(cell));
        if !style.matches_pen(self.pen, symbol == " ") {
            self.set_pen(style);
        }
        self.push_str(symbol);
        // In the last column terminals delay the wrap, each in its own way.
        let end = x.saturating_add(cell.cell_width()).saturating_add(1);
        self.cursor = match cursor_advance(symbol) {
            _ if end > self.width => CursorPos::default(),
            Some(cells) => CursorPos { x: Some(x + cells), y: Some(y) },
            None => CursorPos { x: None, y: Some(y).filter(|_| symbol.chars().count() == 1) },
        };
    }

    /// Blanks `count` plain cells from `x` on, by erasing if that is shorter.
    pub(crate) fn erase(&mut self, x: u16, y: u16, count: u16) {
        let to_end = x + count == self.width;
        if !to_end && (count < ERASE_MIN || self.vt100_only) || count <= 3 {
            for x in x..x + count {
                self.write_cell(&Cell::EMPTY, x, y);
            }
            return;
        }
        self.move_to(x, y);
        // Terminals erase with the pen's background, some with all of the pen.
        if !CellStyle::default().matches_pen(self.pen, true) {
            self.set_pen(CellStyle::default());
        }
        if to_end { self.push_str("\x1b[K") } else { push_csi(&mut self.bytes, &[count], b'X') }
    }

    fn set_pen(&mut self, style: CellStyle) {
        // A VT100 can only reset all modifiers at once.
        if self.vt100_only {
            reset_pen(&mut self.bytes, style.to_vt100());
        } else {
            change_pen(&mut self.bytes, self.pen, style);
        }
        self.pen = style;
    }
}

/// Returns the cells that `symbol` moves the cursor by; `None` if terminals disagree: combining
/// marks, emoji. Where ambiguous characters may be wide, frames hold stand-ins instead.
fn cursor_advance(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    let (c, None) = (chars.next()?, chars.next()) else { return None };
    match c {
        ' '..='~' => Some(1),
        // The hexagrams became wide in Unicode 16.
        '\u{4dc0}'..='\u{4dff}' => None,
        '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' => Some(2).filter(|_| c.width() == Some(2)),
        '\u{20000}'..='\u{3ffff}' => Some(2).filter(|_| c.width() == Some(2)),
        '\u{a0}'..'\u{300}' => Some(1).filter(|_| c.width() == Some(1)),
        '\u{370}'..='\u{33ff}' => {
            Some(1).filter(|_| c.width() == Some(1) && c.width_cjk() == Some(2))
        }
        _ => None,
    }
}

/// Appends the shortest move from one position to another, of a VT100 if `vt100_only` is set.
fn move_cursor(bytes: &mut Vec<u8>, from: CursorPos, to: Position, vt100_only: bool) {
    let (start, Position { x, y }) = (bytes.len(), to);
    match (x, y) {
        (0, 0) => push_csi(bytes, &[], b'H'),
        (0, _) => push_csi(bytes, &[y + 1], b'H'),
        _ => push_csi(bytes, &[y + 1, x + 1], b'H'),
    }
    // In raw mode a line feed moves straight down.
    let rows = from.y.and_then(|row| y.checked_sub(row));
    let Some(rows) = rows.filter(|rows| *rows < LINE_FEEDS_MAX) else { return };
    let down = |bytes: &mut Vec<u8>| bytes.extend((0..rows).map(|_| b'\n'));
    if let Some(column) = from.x {
        keep_shorter(bytes, start, |bytes| {
            down(bytes);
            let direction = if x > column { b'C' } else { b'D' };
            match x.abs_diff(column) {
                0 => {}
                // 1 is the default.
                1 => push_csi(bytes, &[], direction),
                cells => push_csi(bytes, &[cells], direction),
            }
        });
    }
    if x == 0 || !vt100_only {
        keep_shorter(bytes, start, |bytes| {
            down(bytes);
            if x == 0 { bytes.push(b'\r') } else { push_csi(bytes, &[x + 1], b'G') }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tty::csi::appended_by;

    #[test]
    fn the_way_is_the_shortest() {
        let at = |x: u16, y: u16| CursorPos { x: Some(x), y: Some(y) };
        let way = |from, to: (u16, u16), vt100_only| {
            appended_by(|bytes| move_cursor(bytes, from, to.into(), vt100_only))
        };
        for (from, to, expected) in [
            (CursorPos::default(), (0, 0), "\x1b[H"),
            (CursorPos::default(), (0, 7), "\x1b[8H"),
            (CursorPos::default(), (4, 7), "\x1b[8;5H"),
            (at(4, 7), (4, 7), ""),
            (at(3, 7), (4, 7), "\x1b[C"),
            (at(9, 7), (4, 7), "\x1b[5G"),
            (at(12, 7), (10, 7), "\x1b[2D"),
            (at(60, 7), (0, 9), "\n\n\r"),
            (at(60, 7), (50, 8), "\n\x1b[51G"),
            (at(50, 7), (50, 8), "\n"),
            (at(50, 7), (50, 20), "\x1b[21;51H"),
            (at(50, 7), (50, 6), "\x1b[7;51H"),
            (CursorPos { x: None, y: Some(7) }, (50, 7), "\x1b[51G"),
        ] {
            assert_eq!(way(from, to, false), expected, "{from:?} {to:?}");
        }
        // A VT100 has no absolute columns.
        assert_eq!(way(at(60, 7), (50, 8), true), "\n\x1b[10D");
        assert_eq!(way(CursorPos { x: None, y: Some(7) }, (50, 7), true), "\x1b[8;51H");
    }

    #[test]
    fn where_terminals_do_not_agree_the_cursor_may_be_anywhere() {
        for (symbols, cells) in
            [(["a", "é", "“", "│", "①", "℃", "·"].as_slice(), 1), (&["停", "，", "　"], 2)]
        {
            for symbol in symbols {
                assert_eq!(cursor_advance(symbol), Some(cells), "{symbol}");
            }
        }
        for symbol in ["e\u{301}", "\u{301}", "👍", "☂", "䷀", "ﾞ", ""] {
            assert_eq!(cursor_advance(symbol), None, "{symbol}");
        }
    }
}
