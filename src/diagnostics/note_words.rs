//! The parts of messages that are notes.

use super::cell_list::CellList;
use super::error::likely_field;
use crate::lang::{Lang, fill};

/// Formats the suggestion of the field that `name` was probably meant to be, if any is similar.
pub(super) fn meant_field(name: &str, known: &[&str], lang: Lang) -> String {
    let s = lang.strings();
    let meant = |name| format!("{}{}", s.semicolon, fill(s.fault_did_you_mean, &[name]));
    likely_field(name, known).map(meant).unwrap_or_default()
}

/// Formats the numbers of the cells of a column of progress.
pub(super) fn progress_cells(amounts: usize, texts: &CellList, lang: Lang) -> String {
    let values = [amounts.to_string(), texts.as_texts(lang)];
    fill(lang.strings().note_progress_texts, &[&values[0], &values[1]])
}

/// Formats the suggestion of the column that was probably meant, if any is similar.
pub(super) fn meant_column(meant: Option<&str>, lang: Lang) -> String {
    meant.map(|name| fill(lang.strings().note_meant_column, &[name])).unwrap_or_default()
}

/// Returns the names of domains that other projects have, in brackets; empty if there are none.
pub(super) fn other_domains(names: &str, lang: Lang) -> String {
    if names.is_empty() { String::new() } else { fill(lang.strings().note_other_domains, &[names]) }
}
