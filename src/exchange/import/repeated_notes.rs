//! Notes that many cells may have in common.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{Column, Diagnostic, DiagnosticKind, Location, Note};
use crate::lang::Lang;

impl Importer<'_> {
    /// Records a note about a cell. If an equal one was recorded, adds the cell to that. Returns the
    /// index of the note.
    pub(crate) fn note_cell(&mut self, row: RowRef, column: Column, note: Note) -> usize {
        let key = note.text(Lang::En);
        self.note_cell_as(key, row, column, note)
    }

    /// Records a note about a cell. If one was recorded with this key, adds the cell to that.
    /// Returns the index of the note.
    pub(crate) fn note_cell_as(
        &mut self,
        key: String,
        row: RowRef,
        column: Column,
        note: Note,
    ) -> usize {
        let location = self.cells.location(Some(row), column);
        self.note_as(key, location, note)
    }

    /// Records a note about the cell in column `nth` of a row. If one was recorded with this key,
    /// adds the cell to that.
    pub(super) fn note_at(&mut self, key: String, row: RowRef, nth: usize, note: Note) {
        let location = self.cells.location_at(row, nth);
        self.note_as(key, location, note);
    }

    fn note_as(&mut self, key: String, location: Location, note: Note) -> usize {
        if let Some(at) = self.notes_so_far.get(&key).copied() {
            self.add_location(at, &location);
            return at;
        }
        let mut new = Diagnostic::new(location, note);
        let name = new.location.cell_name();
        if let DiagnosticKind::Note(note) = &mut new.kind
            && let Some(cells) = note.cells_mut()
        {
            cells.push(name);
        }
        self.notes_so_far.insert(key, self.diagnostics.len());
        self.diagnostics.push(new);
        self.diagnostics.len() - 1
    }

    /// Adds a cell to the note at the index `note`.
    pub(super) fn add_cell(&mut self, note: usize, row: RowRef, column: Column) {
        let location = self.cells.location(Some(row), column);
        self.add_location(note, &location);
    }

    fn add_location(&mut self, note: usize, location: &Location) {
        if let Some(Diagnostic { location: first, kind: DiagnosticKind::Note(note), .. }) =
            self.diagnostics.get_mut(note)
            && let Some(cells) = note.cells_mut()
        {
            cells.push_run(1, || location.cell_name_beside(first));
        }
    }
}
