//! Styles for the elements of the screen.
//!
//! A style has two sources. The modifiers (bold, underlined, dim, reversed) come from the element
//! and are the same in every theme: they alone tell elements apart, for terminals without colours
//! and for colour-blind users. The colours come from the theme's [`Palette`] and only repeat that.

use ratatui::style::{Color, Modifier, Style};

use super::palette::Palette;
use crate::app::{ColorDepth, ThemeName};
use crate::page::{Role, Span};
use crate::text::Glyphs;

/// The kind of thing that a cell is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Plain text and empty space.
    Base,
    /// Titles, headings, amounts and names of keys.
    Strong,
    /// Text less important than its neighbours.
    Dim,
    /// Text that matches the search.
    Highlighted,
    /// A term of the query in the search bar.
    Chip,
    /// An amount.
    Figure,
    /// A bar that compares amounts.
    Bar,
    /// Text about a project behind plan.
    Behind,
    /// The heading of a pane.
    Heading,
    /// The name, in a heading, of the pane that has the keyboard.
    HeadingFocused,
    /// The selected row of a pane without the keyboard; it also has a mark before it.
    Selected,
    /// The selected row of the pane that has the keyboard.
    SelectedFocused,
    /// Text that matches the search, in the selected row of a pane without the keyboard.
    SelectedHighlighted,
    /// Text that matches the search, in the selected row of the pane that has the keyboard.
    SelectedFocusedHighlighted,
    /// A touch button.
    Button,
    /// A message that should be read now.
    Notice,
}

impl Element {
    /// All elements.
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

    /// Returns the element for a selected row: `focused` if its pane has the keyboard, `lit` for
    /// text in it that matches the search.
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
            Self::Strong | Self::Chip | Self::Behind | Self::Figure | Self::Selected => {
                Modifier::BOLD
            }
            Self::Dim => Modifier::DIM,
            Self::Highlighted | Self::SelectedHighlighted => {
                Modifier::BOLD.union(Modifier::UNDERLINED)
            }
            Self::Heading => Modifier::UNDERLINED,
            Self::SelectedFocused | Self::Button => Modifier::REVERSED,
            Self::HeadingFocused | Self::Notice => Modifier::REVERSED.union(Modifier::BOLD),
            Self::SelectedFocusedHighlighted => {
                Modifier::REVERSED.union(Modifier::BOLD).union(Modifier::UNDERLINED)
            }
        }
    }
}

/// Styles for the elements of the screen, and the characters for lines and bars.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Characters for lines, bars and large digits.
    pub glyphs: &'static Glyphs,
    palette: Option<&'static Palette>,
    depth: ColorDepth,
}

impl Theme {
    /// Creates the theme called `name` with at most the colours of `depth`.
    #[must_use]
    pub fn new(name: ThemeName, depth: ColorDepth, glyphs: &'static Glyphs) -> Self {
        Self {
            glyphs,
            palette: if depth == ColorDepth::None { None } else { Palette::for_theme(name, depth) },
            depth,
        }
    }

    /// Returns the style of an element.
    #[must_use]
    pub fn style(self, part: Element) -> Style {
        let modifier = part.modifier();
        let Some(palette) = self.palette else { return Style::new().add_modifier(modifier) };
        let (ink, paper) = palette.colours(part);
        // The colour already makes the element faint; dimmed as well it would be hard to read.
        let modifier = if ink == Color::Reset { modifier } else { modifier - Modifier::DIM };
        // REVERSED swaps the colours again: the element looks as the palette says, and is reversed
        // where colours are not shown.
        let swapped = paper != Color::Reset && modifier.contains(Modifier::REVERSED);
        let (fg, bg) = if swapped { (paper, ink) } else { (ink, paper) };
        Style::new()
            .fg(Palette::downsample(fg, self.depth))
            .bg(Palette::downsample(bg, self.depth))
            .add_modifier(modifier)
    }

    /// Returns the style of a QR code: black on white in every theme, because phones read dark on
    /// light and rarely the reverse. `None` without colours, where the terminal's own background is
    /// unknown.
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

    /// Returns the style of a span of a page.
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
