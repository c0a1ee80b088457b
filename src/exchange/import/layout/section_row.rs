//! The rows that begin a section.

use super::row_words::bracket_note;
use super::table_state::TableState;
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::import::number::parse_number;

/// A section row.
pub(super) struct SectionRow {
    pub(super) row: RowRef,
    pub(super) column: usize,
    pub(super) text: String,
    /// The texts beside its name, such as a sum, and the column of the first.
    pub(super) rest: (usize, String),
    /// The index of its name among the domains that the layout names.
    pub(super) name: usize,
    pub(super) is_used: bool,
}

/// Returns the texts of a section row that are neither its name nor its number.
pub(super) fn rest_of_section(texts: &[(usize, &str)], table: &TableState) -> (usize, String) {
    let first = texts.first().copied().unwrap_or_default();
    // The name stands beside its number, or in the same cell.
    let is_title_name = first.0 == table.title || parse_number(first.1).is_some();
    let is_name_at = |column: usize| column == first.0 || is_title_name && column == table.title;
    let is_rest = |(column, text): &&(usize, &str)| !is_name_at(*column) && *text != first.1;
    let is_name = |(column, _): &&(usize, &str)| is_name_at(*column);
    let notes = texts.iter().filter(is_name);
    let notes = notes.filter_map(|(column, text)| Some((*column, bracket_note(text)?)));
    let mut rest: Vec<_> = notes.chain(texts.iter().filter(is_rest).copied()).collect();
    rest.dedup_by(|a, b| a.1 == b.1);
    (rest.first().map_or(first.0, |(column, _)| *column), joined(&rest))
}

/// Returns the texts of cells on one line.
pub(super) fn joined(texts: &[(usize, &str)]) -> String {
    let texts: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
    clean_line(&texts.join(" "))
}
