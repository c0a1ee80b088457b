//! The groups of actions, in which the help page and the command line list them: the uncommon
//! first, since everybody tries the arrow keys.

use super::Action;
use crate::lang::Strings;

/// A group of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActionGroup {
    /// Finding projects.
    Find,
    /// Taking projects along.
    Take,
    /// Seeing more, and coming back.
    View,
    /// The look of the screen.
    Appearance,
    /// The program itself.
    Program,
    /// Moving, and editing text.
    Move,
}

/// The actions of each group that are also commands, in the order in which they are listed.
const COMMANDS: [(ActionGroup, &[Action]); 5] = [
    (
        ActionGroup::Find,
        &[
            Action::Search,
            Action::Filter,
            Action::Sort,
            Action::Number,
            Action::AllDomains,
            Action::NextHit,
            Action::PrevHit,
        ],
    ),
    (
        ActionGroup::Take,
        &[Action::Copy, Action::Code, Action::Choose, Action::ChooseAll, Action::Export],
    ),
    (
        ActionGroup::View,
        &[
            Action::Overview,
            Action::Changes,
            Action::Zoom,
            Action::GoBack,
            Action::GoForward,
            Action::Mark,
            Action::ToMark,
        ],
    ),
    (ActionGroup::Appearance, &[Action::Theme, Action::Language, Action::Large, Action::Mouse]),
    (ActionGroup::Program, &[Action::Help, Action::Redraw, Action::Suspend, Action::Quit]),
];

impl ActionGroup {
    /// Returns the group of `action`.
    pub(crate) fn from_action(action: Action) -> Self {
        let found = COMMANDS.into_iter().find(|(_, actions)| actions.contains(&action));
        match action {
            Action::Command => Self::Find,
            Action::Interrupt => Self::Program,
            // Works in the export menu only.
            Action::Save => Self::Take,
            _ => found.map_or(Self::Move, |(group, _)| group),
        }
    }

    /// Returns the group's title on the help page.
    pub(crate) fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Find => s.group_find,
            Self::Take => s.group_take,
            Self::View => s.group_view,
            Self::Appearance => s.group_appearance,
            Self::Program => s.group_program,
            Self::Move => s.group_move,
        }
    }
}

/// Returns the actions that are also commands, group by group.
pub(crate) fn command_actions() -> impl Iterator<Item = Action> {
    COMMANDS.into_iter().flat_map(|(_, actions)| actions.iter().copied())
}
