//! The actions a key, button or click can trigger.

use serde::{Deserialize, Serialize};

use super::Motion;
use crate::lang::Strings;

/// A user action, independent of the key, button or click that triggered it. Spelled in
/// `snake_case` in the settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "`describe` describes each action")]
pub enum Action {
    Up,
    Down,
    PageUp,
    PageDown,
    HalfUp,
    HalfDown,
    Top,
    Bottom,
    Left,
    Right,
    NextPane,
    PrevPane,
    DetailUp,
    DetailDown,
    Open,
    Back,
    Search,
    GoBack,
    GoForward,
    Mark,
    ToMark,
    NextHit,
    PrevHit,
    Number,
    AllDomains,
    Zoom,
    Copy,
    Code,
    Overview,
    Language,
    Theme,
    Mouse,
    Large,
    Home,
    Redraw,
    Help,
    Suspend,
    Interrupt,
    Quit,
    // Only in the search box:
    Accept,
    Run,
    CursorLeft,
    CursorRight,
    CursorStart,
    CursorEnd,
    DeleteBack,
    DeleteForward,
    DeleteWord,
    DeleteAll,
    Earlier,
    Later,
}

impl Action {
    /// Returns the action's name as the settings file spells it.
    #[must_use]
    pub fn name(self) -> String {
        // Serde reads the name, so serde also writes it: one source for both directions.
        let name = ron::to_string(&self);
        debug_assert!(name.is_ok(), "a unit variant can be serialized");
        name.unwrap_or_default()
    }

    /// Returns the description shown on the help page and in the footer.
    #[must_use]
    pub fn describe(self, s: &Strings) -> &'static str {
        match self {
            Self::Up => s.act_up,
            Self::Down => s.act_down,
            Self::PageUp => s.act_page_up,
            Self::PageDown => s.act_page_down,
            Self::HalfUp => s.act_half_up,
            Self::HalfDown => s.act_half_down,
            Self::Top => s.act_top,
            Self::Bottom => s.act_bottom,
            Self::Left => s.act_left,
            Self::Right => s.act_right,
            Self::NextPane => s.act_next_pane,
            Self::PrevPane => s.act_prev_pane,
            Self::DetailUp => s.act_detail_up,
            Self::DetailDown => s.act_detail_down,
            Self::Open => s.act_open,
            Self::Back => s.act_back,
            Self::Search => s.act_search,
            Self::GoBack => s.act_go_back,
            Self::GoForward => s.act_go_forward,
            Self::Mark => s.act_mark,
            Self::ToMark => s.act_to_mark,
            Self::NextHit => s.act_next_hit,
            Self::PrevHit => s.act_prev_hit,
            Self::Number => s.act_number,
            Self::AllDomains => s.act_all_domains,
            Self::Copy => s.act_copy,
            Self::Code => s.act_code,
            Self::Zoom => s.act_zoom,
            Self::Overview => s.act_overview,
            Self::Language => s.act_language,
            Self::Theme => s.act_theme,
            Self::Large => s.act_large,
            Self::Home => s.act_home,
            Self::Mouse => s.act_mouse,
            Self::Redraw => s.act_redraw,
            Self::Help => s.act_help,
            Self::Suspend => s.act_suspend,
            Self::Interrupt => s.act_interrupt,
            Self::Quit => s.act_quit,
            Self::Accept => s.act_accept,
            Self::Run => s.act_run,
            Self::CursorLeft => s.act_cursor_left,
            Self::CursorRight => s.act_cursor_right,
            Self::CursorStart => s.act_cursor_start,
            Self::CursorEnd => s.act_cursor_end,
            Self::DeleteBack => s.act_delete_back,
            Self::DeleteForward => s.act_delete_forward,
            Self::DeleteWord => s.act_delete_word,
            Self::DeleteAll => s.act_delete_all,
            Self::Earlier => s.act_earlier,
            Self::Later => s.act_later,
        }
    }

    /// Returns the list motion this action stands for, if it is one.
    #[must_use]
    pub fn motion(self) -> Option<Motion> {
        Some(match self {
            Self::Up => Motion::Up,
            Self::Down => Motion::Down,
            Self::PageUp => Motion::PageUp,
            Self::PageDown => Motion::PageDown,
            Self::HalfUp => Motion::HalfUp,
            Self::HalfDown => Motion::HalfDown,
            Self::Top => Motion::Top,
            Self::Bottom => Motion::Bottom,
            _ => return None,
        })
    }
}
