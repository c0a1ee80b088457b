//! Three terminal emulators behind one trait.

use alacritty_terminal::event::VoidListener;
use alacritty_terminal::grid::Dimensions;
use alacritty_terminal::index::{Column, Line};
use alacritty_terminal::term::cell::Flags;
use alacritty_terminal::term::test::TermSize;
use alacritty_terminal::term::{Config, Term};
use alacritty_terminal::vte::ansi::{self, NamedColor, Processor};

/// The visible state of a cell: text, colours and attributes. Colours have the same number however
/// they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VisibleCell {
    pub text: String,
    pub fg: Option<String>,
    pub bg: Option<String>,
    pub attributes: Vec<&'static str>,
}

impl VisibleCell {
    fn new(
        text: String,
        colours: [Option<String>; 2],
        attributes: &[(bool, &'static str)],
    ) -> Self {
        let text = if text.is_empty() || text == "\0" { " ".to_owned() } else { text };
        let [fg, bg] = colours;
        let attributes: Vec<_> =
            attributes.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        // A blank shows its background and lines through it, but neither bold nor italic.
        if text == " "
            && !attributes.iter().any(|name| ["reversed", "underlined", "struck"].contains(name))
        {
            return Self { text, bg, ..Self::default() };
        }
        Self { text, fg, bg, attributes }
    }
}

/// A terminal that takes bytes and shows cells.
pub(crate) trait Emulator {
    fn name(&self) -> &'static str;
    fn feed(&mut self, bytes: &[u8]);
    fn cells(&self) -> Vec<VisibleCell>;
    /// Returns row and column of the cursor, if it is visible.
    fn cursor(&self) -> Option<(usize, usize)>;
}

/// Returns one of each, of this size.
pub(crate) fn all_emulators(width: u16, height: u16) -> Vec<Box<dyn Emulator>> {
    vec![
        Box::new(vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0)),
        Box::new(avt::Terminal::new(width.into(), height.into()).unwrap()),
        Box::new(Alacritty::new(width, height)),
    ]
}

impl Emulator for vt100::Parser {
    fn name(&self) -> &'static str {
        "vt100"
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.process(bytes);
    }

    fn cells(&self) -> Vec<VisibleCell> {
        let colour = |colour| match colour {
            vt100::Color::Default => None,
            vt100::Color::Idx(number) => Some(number.to_string()),
            vt100::Color::Rgb(r, g, b) => Some(format!("{r}.{g}.{b}")),
        };
        let (height, width) = self.screen().size();
        let places = (0..height.get()).flat_map(|y| (0..width.get()).map(move |x| (y, x)));
        let cells = places.map(|(y, x)| {
            let cell = self.screen().cell(y, x).unwrap();
            let attributes = [
                (cell.bold(), "bold"),
                (cell.dim(), "dim"),
                (cell.italic(), "italic"),
                (cell.underline(), "underlined"),
                (cell.inverse(), "reversed"),
            ];
            VisibleCell::new(
                cell.contents().to_owned(),
                [colour(cell.fgcolor()), colour(cell.bgcolor())],
                &attributes,
            )
        });
        cells.collect()
    }

    fn cursor(&self) -> Option<(usize, usize)> {
        let (y, x) = self.screen().cursor_position();
        (!self.screen().hide_cursor()).then_some((y.into(), x.into()))
    }
}

impl Emulator for avt::Terminal {
    fn name(&self) -> &'static str {
        "avt"
    }

    fn feed(&mut self, bytes: &[u8]) {
        avt::Terminal::feed(self, std::str::from_utf8(bytes).unwrap());
    }

    fn cells(&self) -> Vec<VisibleCell> {
        let colour = |colour| match colour {
            None => None,
            Some(avt::Color::Indexed(number)) => Some(number.to_string()),
            Some(avt::Color::RGB(rgb)) => Some(format!("{}.{}.{}", rgb.r, rgb.g, rgb.b)),
        };
        let cells = self.screen().visible_lines().flat_map(avt::Line::cells).map(|cell| {
            let pen = cell.pen();
            let attributes = [
                (pen.is_bold(), "bold"),
                (pen.is_faint(), "dim"),
                (pen.is_italic(), "italic"),
                (pen.is_underline(), "underlined"),
                (pen.is_inverse(), "reversed"),
                (pen.is_strikethrough(), "struck"),
                (pen.is_blink(), "blinking"),
            ];
            let text = if cell.width() == 0 { String::new() } else { cell.char().to_string() };
            VisibleCell::new(
                text,
                [colour(pen.foreground()), colour(pen.background())],
                &attributes,
            )
        });
        cells.collect()
    }

    fn cursor(&self) -> Option<(usize, usize)> {
        self.cursor().position().map(|(x, y)| (y, x))
    }
}

/// Alacritty's terminal without its window.
pub(crate) struct Alacritty {
    processor: Processor,
    term: Term<VoidListener>,
}

impl Alacritty {
    fn new(width: u16, height: u16) -> Self {
        let size = TermSize::new(width.into(), height.into());
        Self {
            processor: Processor::new(),
            term: Term::new(Config::default(), &size, VoidListener),
        }
    }
}

impl Emulator for Alacritty {
    fn name(&self) -> &'static str {
        "alacritty"
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.processor.advance(&mut self.term, bytes);
    }

    fn cells(&self) -> Vec<VisibleCell> {
        let colour = |colour| match colour {
            ansi::Color::Named(NamedColor::Foreground | NamedColor::Background) => None,
            ansi::Color::Named(named) => Some((named as usize).to_string()),
            ansi::Color::Indexed(number) => Some(number.to_string()),
            ansi::Color::Spec(rgb) => Some(format!("{}.{}.{}", rgb.r, rgb.g, rgb.b)),
        };
        let grid = self.term.grid();
        let places = (0_i32..)
            .take(grid.screen_lines())
            .flat_map(|y| (0..grid.columns()).map(move |x| (Line(y), Column(x))));
        let cells = places.map(|(y, x)| {
            let cell = &grid[y][x];
            let is = |flag, name| (cell.flags.contains(flag), name);
            let attributes = [
                is(Flags::BOLD, "bold"),
                is(Flags::DIM, "dim"),
                is(Flags::ITALIC, "italic"),
                is(Flags::UNDERLINE, "underlined"),
                is(Flags::INVERSE, "reversed"),
                is(Flags::STRIKEOUT, "struck"),
                is(Flags::HIDDEN, "hidden"),
                // Both halves of a wide character must be there, and nothing else of it.
                is(Flags::WIDE_CHAR, "wide"),
                is(Flags::WIDE_CHAR_SPACER, "wide's second half"),
            ];
            let marks: String = cell.zerowidth().into_iter().flatten().collect();
            VisibleCell::new(
                format!("{}{marks}", cell.c),
                [colour(cell.fg), colour(cell.bg)],
                &attributes,
            )
        });
        cells.collect()
    }

    fn cursor(&self) -> Option<(usize, usize)> {
        let point = self.term.grid().cursor.point;
        let shown = self.term.mode().contains(alacritty_terminal::term::TermMode::SHOW_CURSOR);
        shown.then(|| (usize::try_from(point.line.0).unwrap(), point.column.0))
    }
}
