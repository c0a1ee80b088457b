//! Looks up the cells of tables.

use super::Importer;
use super::cell_map::RowRef;
use super::placeholders::{is_blank_mark, is_ditto};
use crate::diagnostics::Column;

impl Importer<'_> {
    /// Returns the text in a column, which counts as read; empty if the table has no such column. Of
    /// merged cells each has the text of the first, if several projects can share it.
    pub(super) fn cell(&self, row: RowRef, column: Column) -> &str {
        let nth = self.column_index(row, column);
        nth.map_or("", |nth| self.read_cell(row, nth, column.is_shared()))
    }

    /// Returns the text in column `nth`, which counts as read; `is_shared` is true if several
    /// projects can share it.
    pub(super) fn read_cell(&self, row: RowRef, nth: usize, is_shared: bool) -> &str {
        self.account.mark_read(row, nth);
        let own = self.text_at(row.sheet, row.index, nth);
        if self.exports.get(row.header) == Some(&false) {
            if is_blank_mark(own) {
                return "";
            }
            if is_ditto(own) {
                let above = self.dittos.above(row, nth);
                return above.map_or(own, |above| self.text_at(row.sheet, above, nth));
            }
        }
        let merged = self.merged.get(row.sheet).filter(|_| own.is_empty() && is_shared);
        let first = merged.and_then(|merged| merged.first_row(nth, row.index));
        first.map_or(own, |first| self.text_at(row.sheet, first, nth))
    }

    /// Returns the text of a cell by its indexes; empty if there is none.
    pub(super) fn text_at(&self, sheet: usize, row: usize, column: usize) -> &str {
        let rows = self.sheets.get(sheet).map_or(&[][..], |sheet| &sheet.rows);
        rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// Marks a cell as read.
    pub(super) fn mark_read(&self, row: RowRef, column: Column) {
        if let Some(nth) = self.column_index(row, column) {
            self.account.mark_read(row, nth);
        }
    }

    /// Returns the index of a column in the table of a row.
    pub(super) fn column_index(&self, row: RowRef, column: Column) -> Option<usize> {
        self.cells.index(row, column)
    }

    /// Returns true if the cell is merged into one above it.
    pub(super) fn is_merged(&self, row: RowRef, column: Column) -> bool {
        let nth = self.column_index(row, column);
        nth.zip(self.merged.get(row.sheet))
            .is_some_and(|(column, merged)| merged.has(column, row.index))
    }

    /// Returns the row with the value of a cell: that of the first cell it is merged with, or its
    /// own.
    pub(super) fn first_of_merged(&self, row: RowRef, column: Column) -> RowRef {
        let nth = self.column_index(row, column);
        let first = nth
            .zip(self.merged.get(row.sheet))
            .and_then(|(column, merged)| merged.first_row(column, row.index));
        RowRef { index: first.unwrap_or(row.index), ..row }
    }
}
