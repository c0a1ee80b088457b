//! Errors about numbers, and about cells that are merged over several projects.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note, column_letters};
use crate::text::to_half_width;

impl Importer<'_> {
    /// Records an error about a text that is no number of a project.
    pub(super) fn bad_number(&mut self, row: RowRef, text: String) {
        let plain: String = text.chars().map(to_half_width).collect();
        let levels: Vec<&str> = plain.trim().split(['.', '-']).collect();
        let is_digits =
            |level: &&str| !level.is_empty() && level.chars().all(|c| c.is_ascii_digit());
        if levels.len() > 1 && levels.iter().all(is_digits) {
            self.renumber(row, FileErrorKind::NestedNumber(text));
        } else {
            self.error_at(row, Column::No, FileErrorKind::BadNumber(text));
        }
    }

    /// Records an error that asks for other numbers, once: the others have the same remedy.
    pub(super) fn renumber(&mut self, row: RowRef, kind: FileErrorKind) {
        if !self.must_renumber {
            self.must_renumber = true;
            self.error_at(row, Column::No, kind);
        }
    }

    /// Records that a project lacks a value, perhaps because its cell is merged with those of
    /// others.
    pub(super) fn missing_cell(&mut self, row: RowRef, column: Column) {
        match self.merged_cells(row, column) {
            Some(cells) => self.error_at(row, column, FileErrorKind::MergedProjects(cells, column)),
            None => self.empty_cell(row, column),
        }
    }

    /// Returns the name of the block that a cell is merged into, `D3:D4`, if an error about it is
    /// listed.
    fn merged_cells(&self, row: RowRef, column: Column) -> Option<String> {
        let nth = self.column_index(row, column)?;
        if !self.is_merged(row, column) || !self.lists_errors() {
            return None;
        }
        let sheet = self.sheets.get(row.sheet)?;
        let block = sheet.merged.iter().find(|block| {
            (block.first_row..=block.last_row).contains(&row.index)
                && (block.first_column..=block.last_column).contains(&nth)
        })?;
        let cell = |row: usize, column: usize| format!("{}{}", column_letters(column + 1), row + 1);
        let first = cell(block.first_row, block.first_column);
        Some(format!("{first}:{}", cell(block.last_row, block.last_column)))
    }

    /// Returns the note on a domain in another spelling: of one that only the built-in list has,
    /// that this is meant.
    pub(super) fn label_note(&self, note: Note) -> Note {
        match (note, &self.domain_labels) {
            (Note::SameLabel(text, known, _), Some(labels)) if !labels.contains(&*known) => {
                Note::BuiltInDomain(text, known, CellList::default())
            }
            (note, _) => note,
        }
    }
}
