//! A simulated terminal that draws ambiguous characters in one cell or two, and the board on it.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use unicode_width::UnicodeWidthChar;

use super::resolve_stand_ins;
use crate::app::{ColorDepth, KeyScript, Keymap, Model, Msg, Settings, Start};
use crate::format::builtin;
use crate::host::dispatch;
use crate::lang::Lang;
use crate::text::{Ambiguous, original_of};
use crate::tty::screen::Screen;
use crate::view::view;

/// The number of cells of a character.
type WidthFn = fn(char) -> Option<usize>;

const NARROW: WidthFn = UnicodeWidthChar::width;
const WIDE: WidthFn = UnicodeWidthChar::width_cjk;
/// The widths of `xterm -cjk_width`.
const WIDE_EXCEPT_LATIN1: WidthFn = |c| if c <= '\u{ff}' { c.width() } else { c.width_cjk() };

/// A minimal terminal for the sequences of a frame. A cell is a character, or `None` for the second
/// half of a wide one.
struct SimulatedTerminal {
    cells: Vec<Vec<Option<char>>>,
    cursor: (usize, usize),
    saved: (usize, usize),
    width_of: WidthFn,
}

impl SimulatedTerminal {
    fn new(size: Size, width_of: WidthFn) -> Self {
        let cells = vec![vec![Some(' '); usize::from(size.width)]; usize::from(size.height)];
        Self { cells, cursor: (0, 0), saved: (0, 0), width_of }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let text = str::from_utf8(bytes).unwrap();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' => self.cursor.1 = 0,
                '\n' => self.cursor.0 += 1,
                '\x1b' => match chars.next().unwrap() {
                    '7' => self.saved = self.cursor,
                    '8' => self.cursor = self.saved,
                    '[' => {
                        let next = || chars.next_if(|c| !c.is_ascii_alphabetic());
                        let body: String = std::iter::from_fn(next).collect();
                        self.execute_csi(&body, chars.next().unwrap());
                    }
                    other => panic!("ESC {other}"),
                },
                c => self.print(c),
            }
        }
    }

    fn execute_csi(&mut self, body: &str, last: char) {
        let number =
            |nth: usize| body.split(';').nth(nth).and_then(|part| part.parse::<usize>().ok());
        let width = self.cells[0].len();
        match last {
            'H' => self.cursor = (number(0).unwrap_or(1) - 1, number(1).unwrap_or(1) - 1),
            'C' => self.cursor.1 = (self.cursor.1 + number(0).unwrap_or(1)).min(width - 1),
            'D' => self.cursor.1 = self.cursor.1.saturating_sub(number(0).unwrap_or(1)),
            'G' => self.cursor.1 = number(0).unwrap_or(1) - 1,
            'J' => self.cells.iter_mut().for_each(|row| row.fill(Some(' '))),
            'K' => self.cells[self.cursor.0][self.cursor.1..].fill(Some(' ')),
            'X' => {
                let (y, x) = self.cursor;
                self.cells[y][x..(x + number(0).unwrap_or(1)).min(width)].fill(Some(' '));
            }
            'm' | 'h' | 'l' => {}
            other => panic!("CSI {body}{other}"),
        }
    }

    fn print(&mut self, c: char) {
        let width = (self.width_of)(c).unwrap_or_default();
        let (y, x) = self.cursor;
        if width == 0 || y >= self.cells.len() || x + width > self.cells[y].len() {
            return;
        }
        for x in x..x + width {
            self.clear_cell(y, x);
        }
        self.cells[y][x] = Some(c);
        if width == 2 {
            self.cells[y][x + 1] = None;
        }
        self.cursor.1 = x + width;
    }

    /// Blanks all cells of the character that covers a cell, as real terminals do.
    fn clear_cell(&mut self, y: usize, x: usize) {
        let row = &mut self.cells[y];
        let start = if row[x].is_none() { x - 1 } else { x };
        row[start] = Some(' ');
        if row.get(start + 1) == Some(&None) {
            row[start + 1] = Some(' ');
        }
    }

    /// Returns the number of rows that differ from what was drawn, cell for cell.
    fn mismatched_rows(&self, drawn: &Buffer) -> usize {
        let width = usize::from(drawn.area.width);
        let rows = self.cells.iter().zip(drawn.content.chunks(width));
        rows.filter(|(shown, drawn)| {
            let mut x = 0;
            while x < width {
                let c = drawn[x].symbol().chars().next().unwrap_or(' ');
                let real = original_of(c).unwrap_or(c);
                let cells = c.width().unwrap_or(1);
                let second = shown.get(x + 1).copied().flatten();
                if shown[x] != Some(real) || (cells == 2 && !matches!(second, None | Some(' '))) {
                    return true;
                }
                x += cells;
            }
            false
        })
        .count()
    }
}

/// Presses `keys`; returns the number of wrong rows in all frames.
fn wrong_rows(
    lang: Lang,
    size: Size,
    keys: &KeyScript,
    ambiguous: Ambiguous,
    width_of: WidthFn,
) -> usize {
    let settings = Settings {
        keymap: Keymap::builtin(),
        glyphs: ambiguous.glyphs(false),
        depth: ColorDepth::Ansi16,
    };
    let start = Start { lang, size, ambiguous, ..Start::default() };
    let mut model = Model::new(Arc::new(builtin()), &start);
    let (mut terminal, mut screen) = (SimulatedTerminal::new(size, width_of), Screen::default());
    screen.invalidate();
    let mut wrong = 0;
    for chord in [None].into_iter().chain(keys.0.iter().copied().map(Some)) {
        if let Some(chord) = chord {
            let _ = dispatch(&mut model, &settings, Msg::Key(chord.to_event()));
        }
        let mut buf = Buffer::empty(Rect::from(((0, 0).into(), model.size())));
        let cursor = view(&model, &settings, &mut buf);
        let drawn = buf.clone();
        terminal.feed(&resolve_stand_ins(screen.paint(buf, cursor), ambiguous));
        wrong += terminal.mismatched_rows(&drawn);
    }
    wrong
}

const SIZE: Size = Size { width: 80, height: 24 };

#[test]
fn what_takes_one_cell_is_wrong_where_it_takes_two() {
    let keys = "j j G o j ?".parse().unwrap();
    assert_eq!(wrong_rows(Lang::Zh, SIZE, &keys, Ambiguous::Narrow, NARROW), 0);
    assert!(
        wrong_rows(Lang::Zh, SIZE, &keys, Ambiguous::Narrow, WIDE) > 100,
        "the simulation sees what it is for"
    );
}

#[test]
fn what_follows_stands_where_it_should_even_if_nobody_says_where() {
    for (ambiguous, width_of) in
        [(Ambiguous::Safe, NARROW), (Ambiguous::Safe, WIDE), (Ambiguous::Wide, WIDE)]
    {
        let size = Size { width: 10, height: 1 };
        let text = Ambiguous::Wide.with_placeholders("停“车”b");
        let row = Buffer::with_lines([format!("{text} ")]);
        let mut terminal = SimulatedTerminal::new(size, width_of);
        terminal.feed(&resolve_stand_ins(text.into_owned().into_bytes(), ambiguous));
        assert_eq!(terminal.mismatched_rows(&row), 0, "{ambiguous:?} {:?}", terminal.cells);
        assert_eq!(terminal.cursor, (0, 9), "{ambiguous:?}");
    }
}

fn any_keys() -> impl Strategy<Value = KeyScript> {
    let keys = "j k G g h l <Enter> <Esc> <Tab> <PgDn> J K o ? e t 0 1 2 7 / 停车 “ ” 改造 ℃ n a \
                <Left> <Ctrl-u> <Backspace>";
    let key = prop::sample::select(keys.split(' ').collect::<Vec<_>>());
    prop::collection::vec(key, 1..40).prop_map(|keys| keys.join(" ").parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..crate::proptest_config() })]

    #[test]
    fn no_row_is_wrong_on_either_kind_of_terminal(keys in any_keys(), english: bool, width in 40_u16..130, height in 15_u16..50) {
        let (lang, size) = (if english { Lang::En } else { Lang::Zh }, Size { width, height });
        let safe = [NARROW, WIDE, WIDE_EXCEPT_LATIN1].map(|width_of| (Ambiguous::Safe, width_of));
        let known = [(Ambiguous::Wide, WIDE), (Ambiguous::Wide, WIDE_EXCEPT_LATIN1), (Ambiguous::Narrow, NARROW)];
        for (ambiguous, width_of) in safe.into_iter().chain(known) {
            prop_assert_eq!(wrong_rows(lang, size, &keys, ambiguous, width_of), 0, "{:?}", ambiguous);
        }
    }
}
