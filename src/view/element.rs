//! The kinds of things on the screen, each of which has a style of its own.

use ratatui::style::Modifier;

use crate::model::Status;
use crate::page::{Role, Span};

/// The kind of thing that a cell is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
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
    #[cfg(test)]
    pub(crate) const ALL: [Self; 16] = [
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

    /// Returns the element for a selected row: `focused` if its pane has the keyboard,
    /// `highlighted` for text in it that matches the search.
    pub(crate) fn selected(focused: bool, highlighted: bool) -> Self {
        match (focused, highlighted) {
            (false, false) => Self::Selected,
            (true, false) => Self::SelectedFocused,
            (false, true) => Self::SelectedHighlighted,
            (true, true) => Self::SelectedFocusedHighlighted,
        }
    }

    /// Returns the element for a span of a page.
    pub(crate) fn from_span(span: &Span) -> Self {
        match span.role {
            _ if span.highlighted => Self::Highlighted,
            Role::Text => Self::Base,
            Role::Title | Role::Heading | Role::Key => Self::Strong,
            Role::Figure => Self::Figure,
            Role::Dim => Self::Dim,
            Role::Behind => Self::Behind,
            Role::Gauge => Self::Bar,
        }
    }

    /// Returns the element for the status of a project in a list.
    pub(crate) fn from_status(status: Status) -> Self {
        match status {
            Status::Unreported | Status::Unclear => Self::Dim,
            Status::UnderWay => Self::Base,
            Status::Behind => Self::Behind,
            Status::Done => Self::Bar,
        }
    }

    /// Returns the modifiers of the element, which are the same in every theme.
    pub(crate) fn modifier(self) -> Modifier {
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
