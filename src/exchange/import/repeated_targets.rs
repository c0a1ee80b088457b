//! Tells the same target in two rows of a project, which may be the figures of two places, from a
//! cell that was filled in below.

use std::collections::HashMap;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, clean_lines};
use crate::diagnostics::{CellList, Column, FileErrorKind, ListField, Note, UnreadCell};
use crate::lang::Lang;
use crate::model::NewTarget;

/// Column of the places.
const PLACES: Column = Column::List(ListField::Places, Lang::Zh);

/// Column of the targets.
const TARGETS: Column = Column::Targets(Lang::Zh);

/// The rows of a project by the cells of their targets.
pub(super) type RowsByTarget = HashMap<[String; 4], Vec<RowRef>>;

/// Meaning of a target that a row above of the same project has, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RepeatedTarget {
    /// It is the same figure.
    Same,
    /// It is that of another place.
    OtherPlace,
    /// It may be either.
    Unclear,
}

impl Importer<'_> {
    /// Returns the rows of which the place is to be added to what their targets count, because they
    /// are the same: `row` and perhaps the first one, or none. `None` if the targets of `row` are
    /// not read. Adds the row to `seen`.
    pub(super) fn rows_elsewhere(
        &mut self,
        row: RowRef,
        seen: &mut RowsByTarget,
    ) -> Option<Vec<RowRef>> {
        let columns = [TARGETS, Column::Targets(Lang::En), Column::Unit, Column::TargetName];
        let same = seen.entry(columns.map(|column| self.cell(row, column).to_owned())).or_default();
        let above = same.clone();
        same.push(row);
        let Some(first) = above.first() else { return Some(Vec::new()) };
        if self.cell(row, TARGETS).trim().is_empty() {
            return None;
        }
        // Merged cells may be filled in.
        match self.repeated_target(&above, row) {
            RepeatedTarget::Same => self.leave_cell(row, TARGETS, UnreadCell::SameTarget),
            RepeatedTarget::Unclear => self.ask_about_repeated(row, *first),
            RepeatedTarget::OtherPlace if above.len() == 1 => return Some(vec![*first, row]),
            RepeatedTarget::OtherPlace => return Some(vec![row]),
        }
        None
    }

    /// Returns the meaning of the target in `row`, which the rows `above` have, too.
    fn repeated_target(&self, above: &[RowRef], row: RowRef) -> RepeatedTarget {
        let mut is_all_elsewhere = true;
        for other in above {
            let differs = |column: Column| {
                let cells = [*other, row].map(|row| {
                    let nth = self.column_index(row, column);
                    nth.map_or("", |nth| self.text_at(row.sheet, row.index, nth)).trim()
                });
                cells[0] != cells[1] && cells.iter().all(|cell| !cell.is_empty())
            };
            let columns = self.cells.headers.get(row.header).map_or(&[][..], Vec::as_slice);
            let of_row = columns.iter().flatten().filter(|column| is_of_row(**column));
            if !of_row.into_iter().any(|column| differs(*column)) {
                let is_one_project =
                    self.is_merged(row, Column::No) || self.is_merged(row, Column::Title(Lang::Zh));
                // Whoever merged these cells has not merged that of the target.
                return if is_one_project && !self.is_merged(row, TARGETS) {
                    RepeatedTarget::Unclear
                } else {
                    RepeatedTarget::Same
                };
            }
            is_all_elsewhere &= differs(PLACES);
        }
        if is_all_elsewhere { RepeatedTarget::OtherPlace } else { RepeatedTarget::Unclear }
    }

    /// Records the error that a target is the same as in a row above, and may be another figure.
    fn ask_about_repeated(&mut self, row: RowRef, first: RowRef) {
        let line = clean_line(self.cell(row, TARGETS));
        let place = self.cells.location(Some(row), TARGETS);
        let cell = self.cells.location(Some(first), TARGETS).cell_name_beside(&place);
        self.error_at(row, TARGETS, FileErrorKind::RepeatedTarget(line, cell));
    }

    /// Adds its place to what each target in `row` counts, and notes that.
    pub(super) fn add_place(&mut self, row: RowRef, targets: &mut [NewTarget<'static>]) {
        let place = clean_lines(self.cell(row, PLACES)).join("、");
        let line = clean_line(self.cell(row, TARGETS));
        let rows = self.target_rows.clone();
        let of_row = targets.iter_mut().zip(rows).filter(|(_, index)| *index == row.index);
        for (target, _) in of_row {
            let what = target.what.zh.to_mut();
            if !what.is_empty() {
                *what = format!("{what}（{place}）");
            }
        }
        let (line, place, cells) = (line.into(), place.into(), CellList::default());
        self.note_cell(row, TARGETS, Note::PlacedTarget(line, place, cells));
    }
}

/// Returns true if a column has what belongs to a single row of a project, and is no target.
fn is_of_row(column: Column) -> bool {
    !matches!(
        column,
        Column::No
            | Column::Title(_)
            | Column::Domain
            | Column::Targets(_)
            | Column::Unit
            | Column::TargetName
    )
}
