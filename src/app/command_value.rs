//! The commands that the command line can carry out, each with its value.

use super::{Action, Scope, ThemeName};
use crate::lang::Lang;
use crate::model::ProjectNo;
use crate::query::SortKey;

/// A command with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// An action without a value.
    Act(Action),
    /// Show another theme.
    Theme(ThemeName),
    /// Change the language.
    Language(Lang),
    /// Go to the project with this number.
    Go(ProjectNo),
    /// Search for this.
    Query(Action, String),
    /// Sort the list by this key.
    Sort(SortKey),
    /// List this scope.
    Open(Scope),
}

impl Command {
    /// Returns the action that the command stands for, which the board may not offer.
    pub(crate) fn action(&self) -> Option<Action> {
        match self {
            Self::Act(action) | Self::Query(action, _) => Some(*action),
            Self::Theme(_) => Some(Action::Theme),
            Self::Language(_) => Some(Action::Language),
            Self::Go(_) => Some(Action::Number),
            Self::Sort(_) => Some(Action::Sort),
            Self::Open(_) => None,
        }
    }
}
