//! Replaces characters that look like ideographs in the cells of a spreadsheet.

use super::Sheet;
use crate::diagnostics::{CellList, Diagnostic, Location, Note};
use crate::text::{has_lookalikes, unified_ideograph, with_unified_ideographs};

/// Maximum number of different characters that the note names.
const NAMED_MAX: usize = 5;

/// Replaces radicals and compatibility ideographs by the characters that they look like; returns a
/// note if there were any.
pub(crate) fn unify(sheets: &mut [Sheet]) -> Option<Diagnostic> {
    let mut first: Option<Location> = None;
    let (mut found, mut cells) = (Vec::new(), CellList::default());
    for sheet in sheets {
        for (row, texts) in sheet.rows.iter_mut().enumerate() {
            for (column, text) in texts.iter_mut().enumerate() {
                if !has_lookalikes(text) {
                    continue;
                }
                for c in text.chars().filter(|c| unified_ideograph(*c) != *c) {
                    if found.len() < NAMED_MAX && !found.contains(&c) {
                        found.push(c);
                    }
                }
                *text = with_unified_ideographs(text).into_owned();
                let location = Location::cell(&sheet.name, row + 1, column + 1);
                cells.push(location.cell_name_beside(first.as_ref().unwrap_or(&location)));
                first.get_or_insert(location);
            }
        }
    }
    let note = Note::Lookalikes(found.into_iter().collect::<String>().into(), cells);
    first.map(|location| Diagnostic::new(location, note))
}
