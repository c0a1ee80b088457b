//! Notes that many cells may have in common.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{Column, Diagnostic, DiagnosticKind, Note};
use crate::lang::Lang;

impl Importer<'_> {
    /// Records a note about a cell. If an equal one was recorded, adds the cell to that.
    pub(crate) fn note_cell(&mut self, row: RowRef, column: Column, note: Note) {
        let location = self.cells.location(Some(row), column);
        let mut new = Diagnostic::new(location, note);
        let key = new.message(Lang::En);
        let known = self.notes_so_far.get(&key).and_then(|at| self.diagnostics.get_mut(*at));
        let is_new = known.is_none();
        let first = known.as_ref().map_or(&new.location, |known| &known.location);
        let name = new.location.cell_name_beside(first);
        if let DiagnosticKind::Note(note) = &mut known.unwrap_or(&mut new).kind
            && let Some(cells) = note.cells_mut()
        {
            cells.push(name);
        }
        if is_new {
            self.notes_so_far.insert(key, self.diagnostics.len());
            self.diagnostics.push(new);
        }
    }
}
