//! How things look: what they are, to a style. Colours are the terminal's own sixteen and its default background, right on
//! light and on dark; and never alone: without them, everything is still told apart. Few of the sixteen are legible on both:
//! cyan and green fade on white, blue on black. Magenta is, and marks what was searched for.

use ratatui::style::{Color, Modifier, Style};

use crate::page::{Role, Span};

/// Styles for what is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    colour: bool,
}

impl Theme {
    /// With the terminal's colours, or with none at all.
    #[must_use]
    pub fn new(colour: bool) -> Self {
        Self { colour }
    }

    /// A piece of a page.
    #[must_use]
    pub fn span(self, span: &Span) -> Style {
        let style = match span.role {
            Role::Text => Style::new(),
            Role::Title | Role::Heading | Role::Figure | Role::Key => Style::new().add_modifier(Modifier::BOLD),
            Role::Dim => self.dim(),
        };
        if span.lit { style.patch(self.lit()) } else { style }
    }

    /// What was searched for.
    #[must_use]
    pub fn lit(self) -> Style {
        self.colour(Color::Magenta).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Less important than its neighbours.
    #[must_use]
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The heading of a pane.
    #[must_use]
    pub fn heading(self, focused: bool) -> Style {
        if focused {
            Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD)
        } else {
            Style::new().add_modifier(Modifier::UNDERLINED)
        }
    }

    /// The selected row; it has a mark before it, too.
    #[must_use]
    pub fn selected(self, focused: bool) -> Style {
        if focused { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new().add_modifier(Modifier::BOLD) }
    }

    /// The name of the programme, and the search box.
    #[must_use]
    pub fn header(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Something to be read now.
    #[must_use]
    pub fn notice(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// A piece of what is asked for.
    #[must_use]
    pub fn chip(self) -> Style {
        self.colour(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// The name of a key in the footer.
    #[must_use]
    pub fn key(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Between panes.
    #[must_use]
    pub fn separator(self) -> Style {
        self.dim()
    }

    fn colour(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }
}
