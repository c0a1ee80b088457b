//! The visible part of a page.

use super::line::Line;

/// The visible part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewport {
    /// The visible lines.
    pub lines: Vec<Line>,
    /// Number of lines of the whole page.
    pub len: usize,
}

/// Returns the scroll position as a percentage, for a page of `len` lines of which `height` are
/// visible from `offset` on; empty if the whole page is visible.
pub(crate) fn scroll_percent(offset: usize, height: usize, len: usize) -> String {
    match len.saturating_sub(height) {
        0 => String::new(),
        max_offset => format!("{}%", offset.min(max_offset) * 100 / max_offset),
    }
}
