//! The columns that a town has added to its table, which become notes.

use super::columns::HeaderRow;
use super::unread::{known_names, measured};
use crate::diagnostics::{Column, ExtraField, Table, is_public_header, nearest};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::import::list_years::years_in;

/// Takes the columns of a table of projects that have an unknown header for notes, unless it may be
/// a misspelt one, is that of figures or of another year, or says that it is for staff.
pub(super) fn find(header: &mut HeaderRow) {
    if header.header.table != Table::Projects {
        return;
    }
    let known = known_names(Table::Projects);
    let range = header.part.start..header.part.end.min(header.labels.len());
    for nth in range {
        let is_told = header.other_years.contains(&nth)
            || header.undecided.contains(&nth)
            || header.adjusted.as_flattened().contains(&nth)
            || header.header.doubles.iter().any(|(double, _)| *double == nth);
        let Some(column @ None) = header.header.columns.get_mut(nth).filter(|_| !is_told) else {
            continue;
        };
        let name = header.labels.get(nth).map(|label| clean_line(label)).unwrap_or_default();
        let is_added = !name.is_empty()
            && is_public_header(&name)
            && years_in(&name).next().is_none()
            && measured(&name).is_none()
            && nearest(&name, &known).is_none();
        if is_added {
            *column = Some(Column::Extra(ExtraField::Added));
        }
    }
}
