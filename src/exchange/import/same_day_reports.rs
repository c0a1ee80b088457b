//! Compares the reports of one day, and tells those that are left out.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::report_cells::SameDayReport;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note};
use crate::model::{Amount, Day};

impl Importer<'_> {
    /// Compares the amount in a cell with that of another cell for the same day and target, or for
    /// the project as a whole. It is an error if they differ.
    pub(super) fn same_day_report(
        &mut self,
        row: RowRef,
        column: Column,
        target: Option<usize>,
        day: Day,
        amount: Amount,
    ) -> SameDayReport {
        // An export has all reports of the data, whatever they are.
        if self.exports.get(row.header) == Some(&true) {
            return SameDayReport::None;
        }
        let known = self.report_cells.amounts.entry((target, day));
        let (other_row, other_column, other) = *known.or_insert((row, column, amount));
        if (other_row, other_column) == (row, column) {
            return SameDayReport::None;
        }
        if other == amount {
            return SameDayReport::Equal;
        }
        let place = self.cells.location(Some(row), column);
        let cell = self.cells.location(Some(other_row), other_column).cell_name_beside(&place);
        let amounts = [(row, column), (other_row, other_column)]
            .map(|(row, column)| clean_line(self.cell(row, column)));
        let (day, amounts) = (day.to_string().into(), Box::new(amounts));
        self.error_at(row, column, FileErrorKind::ReportsDiffer(day, amounts, cell.into()));
        SameDayReport::Different
    }

    /// Notes a report that repeats another one, and is left out.
    pub(super) fn note_repeated_report(&mut self, row: RowRef, column: Column) {
        self.note_cell(row, column, Note::RepeatedReports(CellList::default()));
    }

    /// Notes a row of a report with neither an amount nor a note, and leaves it out.
    pub(super) fn leave_empty_report(&mut self, row: RowRef) {
        self.report_cells.left_out += 1;
        for column in [Column::Date, Column::Target] {
            self.mark_read(row, column);
        }
        self.note_cell(row, Column::Done, Note::EmptyReports(CellList::default()));
    }
}
