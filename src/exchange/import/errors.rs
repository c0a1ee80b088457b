//! Records errors and notes.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{Column, Diagnostic, FileErrorKind, Location, Note};

impl Importer<'_> {
    /// Returns the location of the first cell of a row.
    pub(super) fn first_cell(&self, row: RowRef) -> Location {
        let sheet = self.cells.sheet_names.get(row.sheet).map_or("", String::as_str);
        Location::cell(sheet, row.index + 1, 1)
    }

    /// Records an error at a cell, unless the cell has no usable value: that is an error already.
    pub(super) fn error_at(&mut self, row: RowRef, column: Column, kind: FileErrorKind) {
        if self.is_broken(row, column) {
            return;
        }
        let location = self.cells.location(Some(row), column);
        self.error(location, kind);
    }

    /// Records that a cell is empty which must not be.
    pub(super) fn empty_cell(&mut self, row: RowRef, column: Column) {
        let is_csv = self.cells.sheet_names.get(row.sheet).is_none_or(String::is_empty);
        let empty = if is_csv { FileErrorKind::EmptyCell } else { FileErrorKind::EmptyInWorkbook };
        self.error_at(row, column, empty(column));
    }

    /// Records an error, or counts it if there are many.
    pub(super) fn error(&mut self, location: Location, kind: FileErrorKind) {
        if self.error_limit.count(|| location.clone()) {
            self.error_places.push(location.clone());
            self.diagnostics.push(Diagnostic::new(location, kind));
        }
    }

    /// Returns true if further errors are told one by one: only then are their details of use.
    pub(super) fn lists_errors(&self) -> bool {
        self.error_limit.lists_more()
    }

    pub(super) fn note(&mut self, location: Location, note: Note) {
        self.diagnostics.push(Diagnostic::new(location, note));
    }
}
