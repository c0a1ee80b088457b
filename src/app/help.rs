//! The help page: the filter and the selection, and the lines laid out.

use super::SearchBox;
use crate::page::Line;

/// The filter and the selection of the help page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpState {
    pub(crate) filter: SearchBox,
    pub(crate) selected: usize,
}

/// The help page, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPage {
    /// All lines of the page.
    pub lines: Vec<HelpLine>,
    /// The index of the first visible line.
    pub offset: usize,
}

/// A line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// The index of the binding this line shows, counted through the page; `None` for headings and
    /// blanks.
    pub row: Option<usize>,
    /// True if that binding is selected.
    pub selected: bool,
    /// The text of the line.
    pub line: Line,
}
