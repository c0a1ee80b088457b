//! What a board opens with.

use ratatui::layout::Size;

use super::{ColorDepth, DataStatus, Keymap, Notice, Profile, Scope, ThemeName};
use crate::catalog::{Day, ProgressCriteria, ProjectId, ProjectIx};
use crate::lang::Lang;
use crate::text::{Ambiguous, Glyphs};

/// What does not change while the board runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which key means what.
    pub keymap: Keymap,
    /// What lines and bars are drawn with.
    pub glyphs: &'static Glyphs,
    /// How many colours there are; without any, everything is still told apart.
    pub depth: ColorDepth,
}

/// Where the board begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// For whom.
    pub profile: Profile,
    /// In that language.
    pub lang: Lang,
    /// In that theme.
    pub theme: ThemeName,
    /// On a screen of that size.
    pub size: Size,
    /// On a terminal that draws ambiguous characters so wide.
    pub ambiguous: Ambiguous,
    /// In large print.
    pub large: bool,
    /// Whether the terminal is to tell what the mouse does.
    pub mouse: bool,
    /// On the overview, if there is room; with buttons, on the domains.
    pub overview: bool,
    /// With the list narrowed to that.
    pub scope: Scope,
    /// With that query.
    pub query: String,
    /// At that project.
    pub project: Option<ProjectIx>,
    /// With progress judged by that.
    pub criteria: ProgressCriteria,
    /// The day that it stays with, whatever the calendar says.
    pub as_of: Option<Day>,
    /// At that project, once it has come, unless somebody has done something by then.
    pub pending_jump: Option<ProjectId>,
    /// With something to say until the first key.
    pub notice: Option<Notice>,
    /// On data that stand so to the file that they come from.
    pub data_status: DataStatus,
}
