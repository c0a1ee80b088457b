//! Content of the file of an announcement, as every reader gives it.

use super::page_line::PageLine;
use crate::exchange::Sheet;

/// Lines and tables of a file.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub lines: Vec<PageLine>,
    pub tables: Vec<Sheet>,
    /// Title of the page that stands in no line.
    pub title: Option<String>,
}
