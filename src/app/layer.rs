//! The layers of the board that keys can act on.

use crate::lang::Strings;

/// The layer with the keyboard: a key is looked up in its bindings only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The three panes.
    Board,
    /// The search box; a key without a binding types its character.
    Search,
    /// The overview.
    Overview,
    /// The copy menu.
    Copy,
    /// The export menu.
    Export,
    /// The sort menu.
    Sort,
    /// The QR code.
    Code,
    /// The prompt for the letter of a mark.
    Mark,
    /// The help page.
    Help,
    /// The command line; a key without a binding types its character.
    Command,
    /// The sheet of filters; a key without a binding types its character.
    Filter,
    /// The page of what has changed.
    Changes,
    /// The attract screen or a question to the visitor: keys count as a sign of a visitor or answer
    /// the question, and do nothing else.
    Idle,
}

impl Layer {
    /// All layers that keys can be bound in, the board first.
    pub const ALL: [Self; 12] = [
        Self::Board,
        Self::Search,
        Self::Overview,
        Self::Copy,
        Self::Export,
        Self::Sort,
        Self::Code,
        Self::Mark,
        Self::Help,
        Self::Command,
        Self::Filter,
        Self::Changes,
    ];

    /// The layers' names in the settings file, in the order of [`Layer::ALL`].
    pub const NAMES: [&'static str; Self::ALL.len()] = [
        "board", "search", "overview", "copy", "export", "sort", "code", "mark", "help", "command",
        "filter", "changes",
    ];

    /// Returns true if a key without a binding types its character.
    pub(crate) fn has_input(self) -> bool {
        matches!(self, Self::Search | Self::Help | Self::Command | Self::Filter)
    }

    /// Returns the layer's title on the help page; empty for [`Self::Idle`].
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Board => s.keys_board,
            Self::Search => s.keys_search,
            Self::Overview => s.keys_overview,
            Self::Copy => s.keys_copy,
            Self::Export => s.keys_export,
            Self::Sort => s.keys_sort,
            Self::Code => s.keys_code,
            Self::Mark => s.keys_mark,
            Self::Help => s.keys_help,
            Self::Command => s.keys_command,
            Self::Filter => s.keys_filter,
            Self::Changes => s.keys_changes,
            Self::Idle => "",
        }
    }
}
