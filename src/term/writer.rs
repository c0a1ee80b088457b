//! Terminal output with few bytes: short cursor moves, minimal pen changes, erased blanks.
//!
//! crossterm's backend moves the cursor after every Han character, writes a colour in nine bytes
//! where five do, and resets everything after an unchanged frame: visible on a slow line.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

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

/// Number of rows from which line feeds are not shorter than a cursor address.
const LINE_FEEDS_MAX: u16 = 4;

/// Number of blanks from which erasing and moving on is shorter than writing them.
pub(super) const ERASE_MIN: u16 = 10;

/// A cell's style: colours and modifiers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl CellStyle {
    /// Returns a cell's style, without what is invisible on a blank.
    pub(super) fn from_cell(cell: &Cell) -> Self {
        let Cell { fg, bg, modifier, .. } = *cell;
        if cell.symbol() == " " && !modifier.intersects(VISIBLE_ON_BLANK) {
            return Self { bg, ..Self::default() };
        }
        Self { fg, bg, modifier }
    }

    /// Returns the nearest style of a VT100.
    fn to_vt100(self) -> Self {
        Self { modifier: self.modifier & VT100_MODIFIERS, ..Self::default() }
    }

    /// Returns `true` if a cell of this style can be written with `pen`.
    fn matches_pen(self, pen: Self, blank: bool) -> bool {
        let unseen = blank && !(self.modifier | pen.modifier).intersects(VISIBLE_ON_BLANK);
        if unseen { self.bg == pen.bg } else { self == pen }
    }
}

/// The terminal's cursor position; `None` where it is not certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CursorPos {
    x: Option<u16>,
    y: Option<u16>,
}

/// Writes cells for a terminal of `width` columns, first with a plain pen and the cursor anywhere.
pub(super) struct Writer {
    bytes: Vec<u8>,
    width: u16,
    /// True for a terminal that supports VT100 sequences only.
    vt100_only: bool,
    pen: CellStyle,
    cursor: CursorPos,
}

impl Writer {
    pub(super) fn new(width: u16, basic: bool) -> Self {
        Self {
            bytes: Vec::new(),
            width,
            vt100_only: basic,
            pen: CellStyle::default(),
            cursor: CursorPos::default(),
        }
    }

    /// Appends a sequence that neither draws nor moves the cursor.
    pub(super) fn push_str(&mut self, sequence: &str) {
        self.bytes.extend_from_slice(sequence.as_bytes());
    }

    /// Resets the pen and returns the bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.set_pen(CellStyle::default());
        self.bytes
    }

    /// Moves the cursor by the shortest sequence.
    pub(super) fn move_to(&mut self, x: u16, y: u16) {
        let there = CursorPos { x: Some(x), y: Some(y) };
        if self.cursor == there {
            return;
        }
        move_cursor(&mut self.bytes, self.cursor, (x, y), self.vt100_only);
        self.cursor = there;
    }

    /// Returns the distance from the cursor to `x`, if that is in row `y` and not past `x`.
    pub(super) fn columns_to(&self, x: u16, y: u16) -> Option<u16> {
        x.checked_sub(self.cursor.x.filter(|_| self.cursor.y == Some(y))?)
    }

    /// Returns `true` if an unchanged cell can be rewritten on the way to a later one.
    pub(super) fn can_rewrite(&self, cell: &Cell) -> bool {
        CellStyle::from_cell(cell).matches_pen(self.pen, cell.symbol() == " ")
            && cursor_advance(cell.symbol()).is_some()
    }

    /// Writes a cell's text in its style.
    pub(super) fn write_cell(&mut self, cell: &Cell, x: u16, y: u16) {
        self.move_to(x, y);
        let (symbol, look) = (cell.symbol(), CellStyle::from_cell(cell));
        if !look.matches_pen(self.pen, symbol == " ") {
            self.set_pen(look);
        }
        self.push_str(symbol);
        // In the last column terminals delay the wrap, each in its own way.
        let after = x.saturating_add(cell.cell_width()).saturating_add(1);
        self.cursor = match cursor_advance(symbol) {
            _ if after > self.width => CursorPos::default(),
            Some(cells) => CursorPos { x: Some(x + cells), y: Some(y) },
            None => CursorPos { x: None, y: Some(y).filter(|_| symbol.chars().count() == 1) },
        };
    }

    /// Blanks `count` plain cells from `x` on, by erasing if that is shorter.
    pub(super) fn erase(&mut self, x: u16, y: u16, count: u16) {
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
        if to_end { self.push_str("\x1b[K") } else { csi(&mut self.bytes, &[count], b'X') }
    }

    fn set_pen(&mut self, look: CellStyle) {
        // A VT100 can only reset all modifiers at once.
        if self.vt100_only {
            reset_pen(&mut self.bytes, look.to_vt100());
        } else {
            change_pen(&mut self.bytes, self.pen, look);
        }
        self.pen = look;
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

/// Appends the shortest move from one position to another.
fn move_cursor(bytes: &mut Vec<u8>, from: CursorPos, (x, y): (u16, u16), basic: bool) {
    let start = bytes.len();
    match (x, y) {
        (0, 0) => csi(bytes, &[], b'H'),
        (0, _) => csi(bytes, &[y + 1], b'H'),
        _ => csi(bytes, &[y + 1, x + 1], b'H'),
    }
    // In raw mode a line feed moves straight down.
    let Some(rows) =
        from.y.and_then(|row| y.checked_sub(row)).filter(|rows| *rows < LINE_FEEDS_MAX)
    else {
        return;
    };
    let down = |bytes: &mut Vec<u8>| bytes.extend((0..rows).map(|_| b'\n'));
    if let Some(column) = from.x {
        keep_shorter(bytes, start, |bytes| {
            down(bytes);
            let last = if x > column { b'C' } else { b'D' };
            match x.abs_diff(column) {
                0 => {}
                // 1 is the default.
                1 => csi(bytes, &[], last),
                cells => csi(bytes, &[cells], last),
            }
        });
    }
    if x == 0 || !basic {
        keep_shorter(bytes, start, |bytes| {
            down(bytes);
            if x == 0 { bytes.push(b'\r') } else { csi(bytes, &[x + 1], b'G') }
        });
    }
}

/// Appends the shortest change of the pen: a reset, or the difference.
fn change_pen(bytes: &mut Vec<u8>, from: CellStyle, to: CellStyle) {
    if from == to {
        return;
    }
    let start = bytes.len();
    sgr(bytes, |bytes| sgr_codes(bytes, from, to));
    keep_shorter(bytes, start, |bytes| reset_pen(bytes, to));
}

/// Appends a reset of the pen and the codes of `to`.
fn reset_pen(bytes: &mut Vec<u8>, to: CellStyle) {
    let plain = CellStyle::default();
    sgr(bytes, |bytes| {
        if to != plain {
            push_code(bytes, 0);
            sgr_codes(bytes, plain, to);
        }
    });
}

/// Replaces the bytes from `start` on by `another` form unless that is longer; in place, for speed.
fn keep_shorter(bytes: &mut Vec<u8>, start: usize, another: impl FnOnce(&mut Vec<u8>)) {
    let end = bytes.len();
    another(bytes);
    if bytes.len() - end <= end - start {
        bytes.drain(start..end);
    } else {
        bytes.truncate(end);
    }
}

/// Appends a control sequence.
fn csi(bytes: &mut Vec<u8>, numbers: &[u16], last: u8) {
    bytes.extend_from_slice(b"\x1b[");
    for (nth, said) in numbers.iter().enumerate() {
        if nth > 0 {
            bytes.push(b';');
        }
        push_number(bytes, *said);
    }
    bytes.push(last);
}

/// Appends an SGR sequence; each of its codes ends with a semicolon.
fn sgr(bytes: &mut Vec<u8>, codes: impl FnOnce(&mut Vec<u8>)) {
    bytes.extend_from_slice(b"\x1b[");
    codes(bytes);
    bytes.pop_if(|last| *last == b';');
    bytes.push(b'm');
}

/// Appends the codes for the difference.
fn sgr_codes(bytes: &mut Vec<u8>, from: CellStyle, to: CellStyle) {
    let ended = from.modifier - to.modifier;
    let ends = |end: u8| MODIFIERS.iter().any(|(one, _, its)| *its == end && ended.contains(*one));
    let mut said = 0;
    for (one, _, end) in MODIFIERS {
        if ended.contains(one) && end != said {
            push_code(bytes, end);
            said = end;
        }
    }
    for (one, begin, end) in MODIFIERS {
        // Bold and dim are turned off together.
        if to.modifier.contains(one) && (!from.modifier.contains(one) || ends(end)) {
            push_code(bytes, begin);
        }
    }
    if from.fg != to.fg {
        push_color(bytes, to.fg, 30);
    }
    if from.bg != to.bg {
        push_color(bytes, to.bg, 40);
    }
}

/// Appends the codes of a colour: `first` is 30 for the foreground, 40 for the background.
fn push_color(bytes: &mut Vec<u8>, colour: Color, first: u8) {
    let basic = match colour {
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
        Color::Indexed(number) => {
            return [first + 8, 5, number].into_iter().for_each(|part| push_code(bytes, part));
        }
        Color::Rgb(r, g, b) => {
            return [first + 8, 2, r, g, b].into_iter().for_each(|part| push_code(bytes, part));
        }
    };
    push_code(bytes, first + basic);
}

fn push_code(bytes: &mut Vec<u8>, code: u8) {
    push_number(bytes, code.into());
    bytes.push(b';');
}

fn push_number(bytes: &mut Vec<u8>, said: u16) {
    if said >= 10 {
        push_number(bytes, said / 10);
    }
    bytes.push(b'0' + (said % 10) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what is appended after other bytes.
    fn written_by(say: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut bytes = b"before ".to_vec();
        say(&mut bytes);
        String::from_utf8(bytes).unwrap().strip_prefix("before ").unwrap().to_owned()
    }

    #[test]
    fn the_way_is_the_shortest() {
        let at = |x: u16, y: u16| CursorPos { x: Some(x), y: Some(y) };
        for (from, to, way_there) in [
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
            assert_eq!(
                written_by(|bytes| move_cursor(bytes, from, to, false)),
                way_there,
                "{from:?} {to:?}"
            );
        }
        // A VT100 has no absolute columns.
        assert_eq!(written_by(|bytes| move_cursor(bytes, at(60, 7), (50, 8), true)), "\n\x1b[10D");
        assert_eq!(
            written_by(|bytes| move_cursor(
                bytes,
                CursorPos { x: None, y: Some(7) },
                (50, 7),
                true
            )),
            "\x1b[8;51H"
        );
    }

    #[test]
    fn the_pen_changes_by_as_little_as_can_be() {
        let look = |fg, modifier| CellStyle { fg, bg: Color::Reset, modifier };
        let pen = |from, to| written_by(|bytes| change_pen(bytes, from, to));
        let (plain, bold) = (CellStyle::default(), look(Color::Reset, Modifier::BOLD));
        let lit = look(Color::Magenta, Modifier::BOLD | Modifier::UNDERLINED);
        let dim = look(Color::Reset, Modifier::BOLD | Modifier::DIM);
        assert_eq!(pen(plain, plain), "");
        assert_eq!(pen(plain, bold), "\x1b[1m");
        assert_eq!(pen(bold, plain), "\x1b[m");
        assert_eq!(pen(bold, lit), "\x1b[4;35m");
        assert_eq!(pen(lit, bold), "\x1b[0;1m");
        assert_eq!(pen(dim, bold), "\x1b[0;1m");
        assert_eq!(pen(plain, look(Color::Indexed(200), Modifier::empty())), "\x1b[38;5;200m");
        assert_eq!(pen(plain, CellStyle { bg: Color::LightRed, ..plain }), "\x1b[101m");
    }

    #[test]
    fn where_terminals_do_not_agree_the_cursor_may_be_anywhere() {
        for (symbol, cells) in [
            ("a", 1),
            ("é", 1),
            ("停", 2),
            ("，", 2),
            ("　", 2),
            ("“", 1),
            ("│", 1),
            ("①", 1),
            ("℃", 1),
            ("·", 1),
        ] {
            assert_eq!(cursor_advance(symbol), Some(cells), "{symbol}");
        }
        for symbol in ["e\u{301}", "\u{301}", "👍", "☂", "䷀", "ﾞ", ""] {
            assert_eq!(cursor_advance(symbol), None, "{symbol}");
        }
    }
}
