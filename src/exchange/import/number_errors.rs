//! Reads the numbers of projects, and records errors about them and about cells that are merged over
//! several projects.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::layout::ProjectRows;
use super::number::is_starred;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note, column_letters};
use crate::format::NUMBER_MAX;
use crate::lang::Lang;
use crate::model::ProjectNo;
use crate::text::to_half_width;

impl Importer<'_> {
    /// Reads the number of a project in any usual form. `numbers` holds those of the projects so
    /// far, and the rows in which they are.
    pub(super) fn number(
        &mut self,
        project: ProjectRows,
        numbers: &mut HashMap<u32, ProjectRows>,
    ) -> Option<ProjectNo> {
        let row = project.first;
        let text = clean_line(self.cell(row, Column::No));
        if text.is_empty() {
            self.empty_cell(row, Column::No);
            return None;
        }
        let Some(no) = self.number_in(row).filter(|no| (1..=NUMBER_MAX).contains(no)) else {
            self.bad_number(row, text);
            return None;
        };
        if is_starred(&text) {
            let location = self.cells.location(Some(row), Column::No);
            self.note(location, Note::StarredNumber(text, no));
        }
        match numbers.entry(no) {
            Entry::Vacant(entry) => {
                entry.insert(project);
                Some(ProjectNo(no))
            }
            Entry::Occupied(first) => {
                self.repeated_number(project, no, *first.get());
                None
            }
        }
    }

    /// Records that a project has the number of the project `first`: once for a table that repeats
    /// another one, and once for all numbers that begin anew.
    fn repeated_number(&mut self, project: ProjectRows, no: u32, first: ProjectRows) {
        let (row, other) = (project.first, first.first);
        let line = other.index + 1;
        let sheet = self.cells.sheet_names.get(other.sheet).cloned().unwrap_or_default();
        let is_other_sheet = other.sheet != row.sheet;
        if let Some(is_told) = self.repeated_tables.get_mut(&row.header)
            && is_other_sheet
        {
            if !std::mem::replace(is_told, true) {
                self.error_at(row, Column::No, FileErrorKind::RepeatedProjects(no, sheet, line));
            }
            return;
        }
        let is_other_part = (other.header, first.part) != (row.header, project.part);
        if is_other_sheet {
            if self.restarts_on_sheets {
                self.renumber(row, FileErrorKind::RestartedOnSheet(no, sheet, line));
            } else {
                self.error_at(row, Column::No, FileErrorKind::RepeatedOnSheet(no, sheet, line));
            }
        } else if is_other_part && (no == 1 || self.must_renumber) {
            self.renumber(row, FileErrorKind::RestartedNumbers(no, line));
        } else {
            self.error_at(row, Column::No, FileErrorKind::RepeatedNumber(no, line));
        }
    }

    /// Records an error about a row that has neither a number nor a title; returns true if it is one.
    pub(super) fn reject_loose_row(&mut self, row: RowRef) -> bool {
        let columns = [Column::No, Column::Title(Lang::Zh), Column::Title(Lang::En)];
        let is_loose = columns.iter().all(|column| {
            self.cell(row, *column).trim().is_empty() && !self.is_merged(row, *column)
        });
        if is_loose {
            self.error_at(row, Column::No, FileErrorKind::LooseRow);
        }
        is_loose
    }

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
