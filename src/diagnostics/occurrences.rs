//! Formats how often something was found, and where.

use super::error::LineCol;
use crate::lang::{Lang, fill};

/// Formats the number of cells with content in a column, and the first of them.
pub(super) fn column_cells(count: usize, cells: &[String], lang: Lang) -> String {
    let s = lang.strings();
    let more = (cells.len() < count).then_some("..");
    let cells: Vec<&str> = cells.iter().map(String::as_str).chain(more).collect();
    let filled = fill(s.note_cells, &[&count.to_string(), &cells.join(s.comma)]);
    if count > 0 { filled } else { String::new() }
}

/// Formats the numbers of the first and the last row, if these are several.
pub(super) fn row_range(first: usize, last: usize, lang: Lang) -> String {
    let range = fill(lang.strings().note_rows, &[&first.to_string(), &last.to_string()]);
    if first < last { range } else { String::new() }
}

/// Formats the number of times that an unknown field occurs, and where, if these are several.
pub(super) fn occurrences(count: usize, positions: &[LineCol], lang: Lang) -> String {
    let s = lang.strings();
    let mut positions: Vec<String> = positions.iter().map(LineCol::to_string).collect();
    if positions.len() < count {
        positions.push("..".to_owned());
    }
    let times = fill(s.note_times, &[&count.to_string(), &positions.join(s.comma)]);
    if count > 1 { times } else { String::new() }
}
