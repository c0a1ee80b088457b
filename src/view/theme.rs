//! How things look: what they are, to a style.
//!
//! A style is made of two things. Bold, underlined, dim and reversed come from what the part is, in every theme alike: they
//! alone tell everything apart, for a terminal without colours and for eyes that confuse them. The colours come from the
//! theme's [`Palette`] and only say it again.

use ratatui::style::{Color, Modifier, Style};

use super::palette::Palette;
use crate::app::{ColorDepth, ThemeName};
use crate::page::{Role, Span};
use crate::text::Glyphs;

/// What a cell is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Plain text, and where there is nothing.
    Base,
    /// Titles, headings, amounts, names of keys.
    Strong,
    /// Less important than its neighbours.
    Dim,
    /// What was searched for.
    Highlighted,
    /// A piece of what is asked for.
    Chip,
    /// An amount.
    Figure,
    /// What amounts are compared by.
    Bar,
    /// What is behind plan.
    Behind,
    /// The heading of a pane.
    Heading,
    /// The name in the heading of the pane that has the keyboard.
    HeadingFocused,
    /// The selected row of another pane; it has a mark before it, too.
    Selected,
    /// The selected row of the pane that has the keyboard.
    SelectedFocused,
    /// What was searched for, in the selected row of another pane.
    SelectedHighlighted,
    /// What was searched for, in the selected row of the pane that has the keyboard.
    SelectedFocusedHighlighted,
    /// Something to be touched.
    Button,
    /// Something to be read now.
    Notice,
}

impl Element {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Base,
        Self::Strong,
        Self::Dim,
        Self::Highlighted,
        Self::Chip,
        Self::Figure,
        Self::Bar,
        Self::Behind,
        Self::Heading,
        Self::HeadingFocused,
        Self::Selected,
        Self::SelectedFocused,
        Self::SelectedHighlighted,
        Self::SelectedFocusedHighlighted,
        Self::Button,
        Self::Notice,
    ];

    /// A selected row of a pane that has the keyboard or has not, and what was searched for in it.
    pub(super) fn selected(focused: bool, lit: bool) -> Self {
        match (focused, lit) {
            (false, false) => Self::Selected,
            (true, false) => Self::SelectedFocused,
            (false, true) => Self::SelectedHighlighted,
            (true, true) => Self::SelectedFocusedHighlighted,
        }
    }

    fn modifier(self) -> Modifier {
        match self {
            Self::Base | Self::Bar => Modifier::empty(),
            Self::Strong | Self::Chip | Self::Behind | Self::Figure | Self::Selected => Modifier::BOLD,
            Self::Dim => Modifier::DIM,
            Self::Highlighted | Self::SelectedHighlighted => Modifier::BOLD.union(Modifier::UNDERLINED),
            Self::Heading => Modifier::UNDERLINED,
            Self::SelectedFocused | Self::Button => Modifier::REVERSED,
            Self::HeadingFocused | Self::Notice => Modifier::REVERSED.union(Modifier::BOLD),
            Self::SelectedFocusedHighlighted => Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED),
        }
    }
}

/// Styles for what is on the screen, and what lines and bars are drawn with.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// What lines and bars are drawn with.
    pub glyphs: &'static Glyphs,
    palette: Option<&'static Palette>,
    depth: ColorDepth,
}

impl Theme {
    /// That theme, with no more colours than there are.
    #[must_use]
    pub fn new(name: ThemeName, depth: ColorDepth, glyphs: &'static Glyphs) -> Self {
        Self { glyphs, palette: if depth == ColorDepth::None { None } else { Palette::for_theme(name, depth) }, depth }
    }

    /// How a part looks.
    #[must_use]
    pub fn style(self, part: Element) -> Style {
        let modifier = part.modifier();
        let Some(palette) = self.palette else { return Style::new().add_modifier(modifier) };
        let (ink, paper) = palette.colours(part);
        // What is faint says so by its colour; dimmed on top of that it would be hard to read.
        let modifier = if ink == Color::Reset { modifier } else { modifier - Modifier::DIM };
        // Where a part is reversed, so are its colours: it looks as the palette says, and reversed where they are not shown.
        let swapped = paper != Color::Reset && modifier.contains(Modifier::REVERSED);
        let (fg, bg) = if swapped { (paper, ink) } else { (ink, paper) };
        Style::new().fg(Palette::downsample(fg, self.depth)).bg(Palette::downsample(bg, self.depth)).add_modifier(modifier)
    }

    /// A code for phones, which read dark on light and rarely the reverse: black on white in every theme, however dark. There
    /// is none without colours, where nobody knows what is dark.
    #[must_use]
    pub fn qr_style(self) -> Option<Style> {
        let (black, white) = match self.depth {
            ColorDepth::None => return None,
            ColorDepth::Ansi16 => (Color::Black, Color::Gray),
            depth => {
                let shown = |grey| Palette::downsample(Color::Rgb(grey, grey, grey), depth);
                (shown(0), shown(u8::MAX))
            }
        };
        Some(Style::new().fg(black).bg(white))
    }

    /// A piece of a page.
    #[must_use]
    pub fn span_style(self, span: &Span) -> Style {
        self.style(match span.role {
            _ if span.highlighted => Element::Highlighted,
            Role::Text => Element::Base,
            Role::Title | Role::Heading | Role::Key => Element::Strong,
            Role::Figure => Element::Figure,
            Role::Dim => Element::Dim,
            Role::Behind => Element::Behind,
            Role::Gauge => Element::Bar,
        })
    }
}
