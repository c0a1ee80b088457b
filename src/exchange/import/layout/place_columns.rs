//! Finds two columns that give the places together: 乡镇 and 村.

use super::columns::{HeaderRow, LABEL_SEPARATOR};
use super::row_text::plain;
use crate::diagnostics::{Column, ListField, Table};
use crate::lang::Lang;

/// Last words of a header for a region in which places are.
const REGIONS: [&str; 9] =
    ["乡镇", "镇街", "乡镇街道", "镇街道", "街道", "区县", "县区", "市州", "所在地"];

/// Gives both of two columns the meaning of places if they are parts of a place: they stand below
/// one header, or the left one has the region. Returns the index of the left one, and their headers.
pub(super) fn join(header: &mut HeaderRow) -> Option<(usize, [String; 2])> {
    let places = Column::List(ListField::Places, Lang::Zh);
    if header.header.table != Table::Projects || header.is_export() {
        return None;
    }
    let cells = header.header.cells_that_name(places);
    let [left, right] = cells.as_slice() else { return None };
    let label = |nth: usize| header.labels.get(nth).map_or("", String::as_str);
    let above = |nth: usize| label(nth).split_once(LABEL_SEPARATOR).map(|(above, _)| above);
    let is_region = |nth: usize| {
        let label = plain(label(nth).split(['（', '(']).next().unwrap_or_default());
        REGIONS.iter().any(|word| label.ends_with(word))
    };
    let is_one = above(*left).is_some() && above(*left) == above(*right);
    if !is_one && (!is_region(*left) || is_region(*right)) {
        return None;
    }
    let labels = [*left, *right].map(|nth| label(nth).to_owned());
    for nth in [*left, *right] {
        header.header.rename_double(nth, places);
    }
    Some((*left, labels))
}
