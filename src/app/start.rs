//! The initial state and the settings of the board.

use ratatui::layout::Size;

use super::{ColorDepth, DataStatus, Keymap, Notice, Profile, Scope, ThemeName};
use crate::lang::Lang;
use crate::model::{Day, ProgressCriteria, ProjectId, ProjectIx};
use crate::text::{Ambiguous, Glyphs};

/// The settings, which do not change while the board runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The key table.
    pub keymap: Keymap,
    /// The characters for lines, bars and digits.
    pub glyphs: &'static Glyphs,
    /// The number of colours of the terminal; without any, the view uses attributes and characters
    /// instead.
    pub depth: ColorDepth,
}

/// The initial state of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// The profile.
    pub profile: Profile,
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: ThemeName,
    /// The size of the screen.
    pub size: Size,
    /// The width of ambiguous characters on this terminal.
    pub ambiguous: Ambiguous,
    /// True to start in large print.
    pub large: bool,
    /// True if the terminal is to report mouse events.
    pub mouse: bool,
    /// True to start on the overview, if there is room; with buttons, on the domains.
    pub overview: bool,
    /// The scope of the list.
    pub scope: Scope,
    /// The query.
    pub query: String,
    /// The project to open.
    pub project: Option<ProjectIx>,
    /// The progress criteria.
    pub criteria: ProgressCriteria,
    /// A fixed day for progress; `None` to follow the calendar.
    pub as_of: Option<Day>,
    /// The project to open once it has been loaded, unless the user does something first.
    pub pending_jump: Option<ProjectId>,
    /// The notice to show until the first key.
    pub notice: Option<Notice>,
    /// The state of the data relative to the data files.
    pub data_status: DataStatus,
}
