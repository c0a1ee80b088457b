//! Bytes that paint: the cheapest way to a cell, the least that changes the pen, and blanks by erasing them.
//!
//! Not crossterm's backend: that moves the cursor after every Han character, writes a colour in nine bytes where five do, and
//! resets everything at the end of a frame that changed nothing. Over a slow line the difference is what one waits for.

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

/// Modifiers with the code that begins them, and the one that ends them.
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

/// What one sees even where nothing is written.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// All that a VT100 has.
const BASIC: Modifier = Modifier::BOLD.union(Modifier::UNDERLINED).union(Modifier::SLOW_BLINK).union(Modifier::REVERSED);

/// From so many rows on a line feed for each is no longer short.
const FAR: u16 = 4;

/// From so many blanks on it is shorter to erase them and to move on.
pub(super) const ERASABLE: u16 = 10;

/// How a cell looks, apart from what stands in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    /// That of a cell. What one cannot see on a blank does not count.
    pub(super) fn of(cell: &Cell) -> Self {
        let Cell { fg, bg, modifier, .. } = *cell;
        if cell.symbol() == " " && !modifier.intersects(SEEN_ON_BLANK) {
            return Self { bg, ..Self::default() };
        }
        Self { fg, bg, modifier }
    }

    /// As near as a VT100 comes to it.
    fn basic(self) -> Self {
        Self { modifier: self.modifier & BASIC, ..Self::default() }
    }

    /// Whether a cell of this look can be written with that pen.
    fn comes_from(self, pen: Self, blank: bool) -> bool {
        let unseen = blank && !(self.modifier | pen.modifier).intersects(SEEN_ON_BLANK);
        if unseen { self.bg == pen.bg } else { self == pen }
    }
}

/// Where the terminal's cursor is, as far as one can be sure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct At {
    x: Option<u16>,
    y: Option<u16>,
}

/// Writes cells for a terminal of a certain width whose pen is plain and whose cursor may be anywhere.
pub(super) struct Writer {
    bytes: Vec<u8>,
    width: u16,
    /// The terminal understands what a VT100 does, and nothing more.
    basic: bool,
    pen: Look,
    at: At,
}

impl Writer {
    pub(super) fn new(width: u16, basic: bool) -> Self {
        Self { bytes: Vec::new(), width, basic, pen: Look::default(), at: At::default() }
    }

    /// Anything that neither draws nor moves the cursor.
    pub(super) fn say(&mut self, sequence: &str) {
        self.bytes.extend_from_slice(sequence.as_bytes());
    }

    /// Leaves the pen plain.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.draw_with(Look::default());
        self.bytes
    }

    /// Moves the cursor, as cheaply as can be.
    pub(super) fn go(&mut self, x: u16, y: u16) {
        let there = At { x: Some(x), y: Some(y) };
        if self.at == there {
            return;
        }
        way(&mut self.bytes, self.at, (x, y), self.basic);
        self.at = there;
    }

    /// How far it is from the cursor to `x`, if it is in that row and not past it.
    pub(super) fn ahead(&self, x: u16, y: u16) -> Option<u16> {
        x.checked_sub(self.at.x.filter(|_| self.at.y == Some(y))?)
    }

    /// Whether a cell that is there already may as well be written again, on the way to one behind it.
    pub(super) fn passes(&self, cell: &Cell) -> bool {
        Look::of(cell).comes_from(self.pen, cell.symbol() == " ") && advance(cell.symbol()).is_some()
    }

    /// Writes what stands in a cell.
    pub(super) fn put(&mut self, cell: &Cell, x: u16, y: u16) {
        self.go(x, y);
        let (symbol, look) = (cell.symbol(), Look::of(cell));
        if !look.comes_from(self.pen, symbol == " ") {
            self.draw_with(look);
        }
        self.say(symbol);
        // In the last column terminals wait for the next character before they wrap, each in its own way.
        let after = x.saturating_add(cell.cell_width()).saturating_add(1);
        self.at = match advance(symbol) {
            _ if after > self.width => At::default(),
            Some(cells) => At { x: Some(x + cells), y: Some(y) },
            None => At { x: None, y: Some(y).filter(|_| symbol.chars().count() == 1) },
        };
    }

    /// Makes `count` plain cells blank, up to the end of the row if that is where they end.
    pub(super) fn blank(&mut self, x: u16, y: u16, count: u16) {
        let to_end = x + count == self.width;
        if !to_end && (count < ERASABLE || self.basic) || count <= 3 {
            for x in x..x + count {
                self.put(&Cell::EMPTY, x, y);
            }
            return;
        }
        self.go(x, y);
        // Terminals erase with the background of the pen, some with all of it.
        if !Look::default().comes_from(self.pen, true) {
            self.draw_with(Look::default());
        }
        if to_end { self.say("\x1b[K") } else { csi(&mut self.bytes, &[count], b'X') }
    }

    fn draw_with(&mut self, look: Look) {
        // A VT100 ends nothing but all at once.
        if self.basic {
            anew(&mut self.bytes, look.basic());
        } else {
            pen(&mut self.bytes, self.pen, look);
        }
        self.pen = look;
    }
}

/// By how many cells writing `symbol` moves the cursor; `None` where terminals do not agree: combining marks, emoji. Characters of
/// ambiguous width are in a frame only if the terminal is known to draw them in one cell; otherwise they have stand-ins.
fn advance(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    let (c, None) = (chars.next()?, chars.next()) else { return None };
    match c {
        ' '..='~' => Some(1),
        // The hexagrams became wide in Unicode 16.
        '\u{4dc0}'..='\u{4dff}' => None,
        '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' => {
            Some(2).filter(|_| c.width() == Some(2))
        }
        '\u{20000}'..='\u{3ffff}' => Some(2).filter(|_| c.width() == Some(2)),
        '\u{a0}'..'\u{300}' => Some(1).filter(|_| c.width() == Some(1)),
        '\u{370}'..='\u{33ff}' => Some(1).filter(|_| c.width() == Some(1) && c.width_cjk() == Some(2)),
        _ => None,
    }
}

/// The shortest way from one place to another.
fn way(bytes: &mut Vec<u8>, from: At, (x, y): (u16, u16), basic: bool) {
    let start = bytes.len();
    match (x, y) {
        (0, 0) => csi(bytes, &[], b'H'),
        (0, _) => csi(bytes, &[y + 1], b'H'),
        _ => csi(bytes, &[y + 1, x + 1], b'H'),
    }
    // The terminal is in raw mode: a line feed goes down and nothing else.
    let Some(rows) = from.y.and_then(|row| y.checked_sub(row)).filter(|rows| *rows < FAR) else { return };
    let down = |bytes: &mut Vec<u8>| bytes.extend((0..rows).map(|_| b'\n'));
    if let Some(column) = from.x {
        or(bytes, start, |bytes| {
            down(bytes);
            let last = if x > column { b'C' } else { b'D' };
            match x.abs_diff(column) {
                0 => {}
                // 1 need not be said.
                1 => csi(bytes, &[], last),
                cells => csi(bytes, &[cells], last),
            }
        });
    }
    if x == 0 || !basic {
        or(bytes, start, |bytes| {
            down(bytes);
            if x == 0 { bytes.push(b'\r') } else { csi(bytes, &[x + 1], b'G') }
        });
    }
}

/// The shortest change of the pen: from scratch, or by what differs.
fn pen(bytes: &mut Vec<u8>, from: Look, to: Look) {
    if from == to {
        return;
    }
    let start = bytes.len();
    sgr(bytes, |bytes| codes(bytes, from, to));
    or(bytes, start, |bytes| anew(bytes, to));
}

/// The pen from scratch.
fn anew(bytes: &mut Vec<u8>, to: Look) {
    let plain = Look::default();
    sgr(bytes, |bytes| {
        if to != plain {
            code(bytes, 0);
            codes(bytes, plain, to);
        }
    });
}

/// Says what stands from `start` on in another way, unless that is longer. In place, as a frame says hundreds of such things.
fn or(bytes: &mut Vec<u8>, start: usize, another: impl FnOnce(&mut Vec<u8>)) {
    let end = bytes.len();
    another(bytes);
    if bytes.len() - end <= end - start {
        bytes.drain(start..end);
    } else {
        bytes.truncate(end);
    }
}

/// A control sequence.
fn csi(bytes: &mut Vec<u8>, numbers: &[u16], last: u8) {
    bytes.extend_from_slice(b"\x1b[");
    for (nth, said) in numbers.iter().enumerate() {
        if nth > 0 {
            bytes.push(b';');
        }
        number(bytes, *said);
    }
    bytes.push(last);
}

/// A change of the pen by those codes, each of which ends with a semicolon.
fn sgr(bytes: &mut Vec<u8>, codes: impl FnOnce(&mut Vec<u8>)) {
    bytes.extend_from_slice(b"\x1b[");
    codes(bytes);
    bytes.pop_if(|last| *last == b';');
    bytes.push(b'm');
}

/// The codes for what differs.
fn codes(bytes: &mut Vec<u8>, from: Look, to: Look) {
    let ended = from.modifier - to.modifier;
    let ends = |end: u8| MODIFIERS.iter().any(|(one, _, its)| *its == end && ended.contains(*one));
    let mut said = 0;
    for (one, _, end) in MODIFIERS {
        if ended.contains(one) && end != said {
            code(bytes, end);
            said = end;
        }
    }
    for (one, begin, end) in MODIFIERS {
        // Bold and dim end together.
        if to.modifier.contains(one) && (!from.modifier.contains(one) || ends(end)) {
            code(bytes, begin);
        }
    }
    if from.fg != to.fg {
        colour(bytes, to.fg, 30);
    }
    if from.bg != to.bg {
        colour(bytes, to.bg, 40);
    }
}

/// The code of a colour: from 30 on for the text, from 40 on for what is behind it.
fn colour(bytes: &mut Vec<u8>, colour: Color, first: u8) {
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
        Color::Indexed(number) => return [first + 8, 5, number].into_iter().for_each(|part| code(bytes, part)),
        Color::Rgb(r, g, b) => return [first + 8, 2, r, g, b].into_iter().for_each(|part| code(bytes, part)),
    };
    code(bytes, first + basic);
}

fn code(bytes: &mut Vec<u8>, code: u8) {
    number(bytes, code.into());
    bytes.push(b';');
}

fn number(bytes: &mut Vec<u8>, said: u16) {
    if said >= 10 {
        number(bytes, said / 10);
    }
    bytes.push(b'0' + (said % 10) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands behind something else then.
    fn said(say: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut bytes = b"before ".to_vec();
        say(&mut bytes);
        String::from_utf8(bytes).unwrap().strip_prefix("before ").unwrap().to_owned()
    }

    #[test]
    fn the_way_is_the_shortest() {
        let at = |x: u16, y: u16| At { x: Some(x), y: Some(y) };
        for (from, to, way_there) in [
            (At::default(), (0, 0), "\x1b[H"),
            (At::default(), (0, 7), "\x1b[8H"),
            (At::default(), (4, 7), "\x1b[8;5H"),
            (at(4, 7), (4, 7), ""),
            (at(3, 7), (4, 7), "\x1b[C"),
            (at(9, 7), (4, 7), "\x1b[5G"),
            (at(12, 7), (10, 7), "\x1b[2D"),
            (at(60, 7), (0, 9), "\n\n\r"),
            (at(60, 7), (50, 8), "\n\x1b[51G"),
            (at(50, 7), (50, 8), "\n"),
            (at(50, 7), (50, 20), "\x1b[21;51H"),
            (at(50, 7), (50, 6), "\x1b[7;51H"),
            (At { x: None, y: Some(7) }, (50, 7), "\x1b[51G"),
        ] {
            assert_eq!(said(|bytes| way(bytes, from, to, false)), way_there, "{from:?} {to:?}");
        }
        // A VT100 knows no columns by number.
        assert_eq!(said(|bytes| way(bytes, at(60, 7), (50, 8), true)), "\n\x1b[10D");
        assert_eq!(said(|bytes| way(bytes, At { x: None, y: Some(7) }, (50, 7), true)), "\x1b[8;51H");
    }

    #[test]
    fn the_pen_changes_by_as_little_as_can_be() {
        let look = |fg, modifier| Look { fg, bg: Color::Reset, modifier };
        let pen = |from, to| said(|bytes| pen(bytes, from, to));
        let (plain, bold) = (Look::default(), look(Color::Reset, Modifier::BOLD));
        let lit = look(Color::Magenta, Modifier::BOLD | Modifier::UNDERLINED);
        let dim = look(Color::Reset, Modifier::BOLD | Modifier::DIM);
        assert_eq!(pen(plain, plain), "");
        assert_eq!(pen(plain, bold), "\x1b[1m");
        assert_eq!(pen(bold, plain), "\x1b[m");
        assert_eq!(pen(bold, lit), "\x1b[4;35m");
        assert_eq!(pen(lit, bold), "\x1b[0;1m");
        assert_eq!(pen(dim, bold), "\x1b[0;1m");
        assert_eq!(pen(plain, look(Color::Indexed(200), Modifier::empty())), "\x1b[38;5;200m");
        assert_eq!(pen(plain, Look { bg: Color::LightRed, ..plain }), "\x1b[101m");
    }

    #[test]
    fn where_terminals_do_not_agree_the_cursor_may_be_anywhere() {
        for (symbol, cells) in
            [("a", 1), ("é", 1), ("停", 2), ("，", 2), ("　", 2), ("“", 1), ("│", 1), ("①", 1), ("℃", 1), ("·", 1)]
        {
            assert_eq!(advance(symbol), Some(cells), "{symbol}");
        }
        for symbol in ["e\u{301}", "\u{301}", "👍", "☂", "䷀", "ﾞ", ""] {
            assert_eq!(advance(symbol), None, "{symbol}");
        }
    }
}
