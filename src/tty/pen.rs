//! The terminal's pen: colours and modifiers, changed by as few bytes as possible (SGR sequences).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::csi::{keep_shorter, push_number};

/// Modifiers, with the SGR codes that turn each on and off.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Modifiers that are visible on a blank.
const VISIBLE_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// All modifiers of a VT100.
const VT100_MODIFIERS: Modifier = Modifier::BOLD
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::REVERSED);

/// The style of a cell or the pen: colours and modifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl CellStyle {
    /// Returns the style of a cell, without the attributes that are invisible on a blank.
    pub(crate) fn from_cell(cell: &Cell) -> Self {
        let Cell { fg, bg, modifier, .. } = *cell;
        if cell.symbol() == " " && !modifier.intersects(VISIBLE_ON_BLANK) {
            return Self { bg, ..Self::default() };
        }
        Self { fg, bg, modifier }
    }

    /// Returns the nearest style of a VT100.
    pub(crate) fn to_vt100(self) -> Self {
        Self { modifier: self.modifier & VT100_MODIFIERS, ..Self::default() }
    }

    /// Returns true if a cell of this style can be written with `pen`; `is_blank` is true for a
    /// blank cell, whose foreground does not matter.
    pub(crate) fn matches_pen(self, pen: Self, is_blank: bool) -> bool {
        let only_bg = is_blank && !(self.modifier | pen.modifier).intersects(VISIBLE_ON_BLANK);
        if only_bg { self.bg == pen.bg } else { self == pen }
    }
}

/// Appends the shortest change of the pen: a reset, or the difference.
pub(crate) fn change_pen(bytes: &mut Vec<u8>, from: CellStyle, to: CellStyle) {
    if from == to {
        return;
    }
    let start = bytes.len();
    push_sgr(bytes, |bytes| push_changes(bytes, from, to));
    keep_shorter(bytes, start, |bytes| reset_pen(bytes, to));
}

/// Appends a reset of the pen and the codes of `to`.
pub(crate) fn reset_pen(bytes: &mut Vec<u8>, to: CellStyle) {
    let plain = CellStyle::default();
    push_sgr(bytes, |bytes| {
        if to != plain {
            push_code(bytes, 0);
            push_changes(bytes, plain, to);
        }
    });
}

/// Appends an SGR sequence whose codes `push_codes` appends, each with a semicolon after it.
fn push_sgr(bytes: &mut Vec<u8>, push_codes: impl FnOnce(&mut Vec<u8>)) {
    bytes.extend_from_slice(b"\x1b[");
    push_codes(bytes);
    bytes.pop_if(|last| *last == b';');
    bytes.push(b'm');
}

/// Appends the codes for the difference between two pens.
fn push_changes(bytes: &mut Vec<u8>, from: CellStyle, to: CellStyle) {
    let removed = from.modifier - to.modifier;
    let turns_off = |off: u8| {
        MODIFIERS.iter().any(|(modifier, _, code)| *code == off && removed.contains(*modifier))
    };
    let mut last_off = 0;
    for (modifier, _, off) in MODIFIERS {
        if removed.contains(modifier) && off != last_off {
            push_code(bytes, off);
            last_off = off;
        }
    }
    for (modifier, on, off) in MODIFIERS {
        // Bold and dim are turned off together.
        if to.modifier.contains(modifier) && (!from.modifier.contains(modifier) || turns_off(off)) {
            push_code(bytes, on);
        }
    }
    if from.fg != to.fg {
        push_color(bytes, to.fg, 30);
    }
    if from.bg != to.bg {
        push_color(bytes, to.bg, 40);
    }
}

/// Appends the codes of a colour: `base` is 30 for the foreground, 40 for the background.
fn push_color(bytes: &mut Vec<u8>, color: Color, base: u8) {
    let offset = match color {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => {
            return [base + 8, 5, index].into_iter().for_each(|code| push_code(bytes, code));
        }
        Color::Rgb(r, g, b) => {
            return [base + 8, 2, r, g, b].into_iter().for_each(|code| push_code(bytes, code));
        }
    };
    push_code(bytes, base + offset);
}

/// Appends an SGR code and a semicolon.
fn push_code(bytes: &mut Vec<u8>, code: u8) {
    push_number(bytes, code.into());
    bytes.push(b';');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tty::csi::appended_by;

    #[test]
    fn the_pen_changes_by_as_little_as_can_be() {
        let style = |fg, modifier| CellStyle { fg, bg: Color::Reset, modifier };
        let pen = |from, to| appended_by(|bytes| change_pen(bytes, from, to));
        let (plain, bold) = (CellStyle::default(), style(Color::Reset, Modifier::BOLD));
        let magenta = style(Color::Magenta, Modifier::BOLD | Modifier::UNDERLINED);
        let dim = style(Color::Reset, Modifier::BOLD | Modifier::DIM);
        assert_eq!(pen(plain, plain), "");
        assert_eq!(pen(plain, bold), "\x1b[1m");
        assert_eq!(pen(bold, plain), "\x1b[m");
        assert_eq!(pen(bold, magenta), "\x1b[4;35m");
        assert_eq!(pen(magenta, bold), "\x1b[0;1m");
        assert_eq!(pen(dim, bold), "\x1b[0;1m");
        assert_eq!(pen(plain, style(Color::Indexed(200), Modifier::empty())), "\x1b[38;5;200m");
        assert_eq!(pen(plain, CellStyle { bg: Color::LightRed, ..plain }), "\x1b[101m");
    }
}
