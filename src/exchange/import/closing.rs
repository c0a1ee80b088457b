//! Closes the account of an import: notes on the cells that were not read, and the summary.

use std::collections::BTreeMap;

use super::Importer;
use super::account::{Audit, UnreadRow};
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::layout::Layout;
use crate::diagnostics::{CellList, Column, DiagnosticKind, Location, Note, column_letters};
use crate::exchange::sheet::CellPlaces;
use crate::exchange::summary::{
    ColumnUse, FIGURES_MAX, ReadDayCell, ReadFigure, ReadUpdate, SheetRows, UnreadRowText,
};
use crate::lang::Lang;
use crate::model::{NewTarget, NewUpdate, OwnedText, ProjectNo};

impl Importer<'_> {
    /// Notes what was not read or changed, and completes the summary. All rows have been read.
    pub(crate) fn close_account(&mut self, rows: &Layout) {
        let audit = self.account.audit(self.sheets, &self.cells);
        for ((sheet, _, reason), places) in &audit.unread {
            self.note_cells(*sheet, places, |cells| Note::CellsNotRead(*reason, cells));
        }
        for (found, note) in [
            (&audit.covered, Note::CoveredCells as fn(_) -> _),
            (&audit.cleaned, Note::Cleaned),
            (&audit.joined, Note::JoinedLines),
        ] {
            for (sheet, places) in found {
                self.note_cells(*sheet, places, note);
            }
        }
        for (note, places) in &audit.told {
            if let Some(diagnostic) = self.diagnostics.get_mut(*note)
                && let DiagnosticKind::Note(note) = &mut diagnostic.kind
            {
                note.set_left_out(occurrences(places));
            }
        }
        self.summary.sheets = self.sheet_rows(rows);
        let is_report = |row: &&RowRef| self.column_index(**row, Column::Date).is_some();
        self.summary.updates += rows.updates.iter().filter(is_report).count();
        self.summary.updates -= self.report_cells.left_out.min(self.summary.updates);
        self.summary.columns = self.column_uses(&audit, rows);
        self.summarize_rows(&audit.rows);
    }

    /// Adds a note on cells of a sheet, at the first of them.
    pub(super) fn note_cells(
        &mut self,
        sheet: usize,
        places: &CellPlaces,
        note: impl FnOnce(CellList) -> Note,
    ) {
        let (row, column) = places.first.first().copied().unwrap_or_default();
        let location = self.cell_location(sheet, row, column);
        self.note(location, note(occurrences(places)));
    }

    fn cell_location(&self, sheet: usize, row: usize, column: usize) -> Location {
        let name = self.cells.sheet_names.get(sheet).map_or("", String::as_str);
        Location::cell(name, row + 1, column + 1)
    }

    /// Returns the numbers of projects by sheet.
    fn sheet_rows(&self, rows: &Layout) -> Vec<SheetRows> {
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for project in &rows.projects {
            counts.entry(project.first.sheet).or_default().0 += project.rows().count();
        }
        for row in &self.cells.projects {
            counts.entry(row.sheet).or_default().1 += 1;
        }
        let name = |sheet| self.cells.sheet_names.get(sheet).cloned().unwrap_or_default();
        let sheet_rows =
            |(sheet, (rows, projects))| SheetRows { name: name(sheet), rows, projects };
        counts.into_iter().map(sheet_rows).collect()
    }

    /// Returns the columns of all tables that have a header.
    fn column_uses(&self, audit: &Audit, layout: &Layout) -> Vec<ColumnUse> {
        let mut uses = Vec::new();
        let is_used = |row: &RowRef| !layout.left_out_headers.contains(&row.header);
        for row in self.account.header_rows().filter(is_used) {
            let labels = layout.labels.get(row.header).map_or(&[][..], Vec::as_slice);
            let columns = self.cells.headers.get(row.header).map_or(&[][..], Vec::as_slice);
            let counts = audit.below.get(row.header).map_or(&[][..], Vec::as_slice);
            for nth in 0..columns.len().max(counts.len()) {
                let column = columns.get(nth).copied().flatten();
                let header = labels.get(nth).cloned().unwrap_or_default();
                let below = counts.get(nth).copied().unwrap_or_default();
                if header.is_empty() && column.is_none() && below == 0 {
                    continue;
                }
                uses.push(ColumnUse {
                    location: self.cell_location(row.sheet, row.index, nth),
                    header,
                    column: column.and_then(Column::read_as),
                    cells: below,
                });
            }
        }
        uses
    }

    /// Counts the rows that were left out, and keeps them for a report.
    fn summarize_rows(&mut self, rows: &[UnreadRow]) {
        for row in rows {
            match row.reason {
                Some(reason) => *self.summary.rows_by_reason.entry(reason).or_default() += 1,
                None => self.summary.told_rows += 1,
            }
            if self.options.with_details {
                let text = self.sheets.get(row.sheet).and_then(|sheet| sheet.rows.get(row.row));
                let text = text.and_then(|cells| cells.get(row.first_column));
                self.summary.rows.push(UnreadRowText {
                    location: self.cell_location(row.sheet, row.row, row.first_column),
                    text: text.map(|text| clean_line(text)).unwrap_or_default(),
                    cells: row.cells,
                    reason: row.reason,
                });
            }
        }
    }

    /// Adds a figure to the summary that was read from the line `words` of a cell.
    pub(crate) fn record_figure(
        &mut self,
        row: RowRef,
        column: Column,
        words: &str,
        target: &NewTarget,
    ) {
        let summary = &mut self.summary;
        summary.figure_count += 1;
        if self.options.with_details || summary.figures.len() < FIGURES_MAX {
            let Column::Targets(lang) = column else { return };
            summary.figures.push(ReadFigure {
                location: self.cells.location(Some(row), column),
                words: words.to_owned(),
                what: target.what.as_text().get(lang).to_owned(),
                figure: target.figure,
                unit: target.unit.as_text().get(lang).to_owned(),
            });
        }
    }

    /// Adds a report in a cell on the project `no`, or on a target of it, to the summary.
    pub(crate) fn record_update(
        &mut self,
        row: RowRef,
        column: Column,
        no: ProjectNo,
        target: Option<&NewTarget>,
        update: &NewUpdate,
    ) {
        if !self.options.with_details {
            return;
        }
        let in_zh = |text: &OwnedText| text.as_text().get(Lang::Zh).to_owned();
        self.summary.read_updates.push(ReadUpdate {
            location: self.cells.location(Some(row), column),
            words: clean_line(self.cell(row, column)),
            no,
            target: target.map(|target| in_zh(&target.what)).unwrap_or_default(),
            date: update.date,
            done: update.done,
            unit: target.map_or_else(|| "%".to_owned(), |target| in_zh(&target.unit)),
        });
    }

    /// Counts a day that was read from a cell; it is concluded unless it is written in full.
    pub(crate) fn count_day(&mut self, is_concluded: bool) {
        self.summary.day_count += 1;
        self.summary.concluded_day_count += usize::from(is_concluded);
    }

    /// Adds a concluded day to the details of the summary; `days` is how it was taken.
    pub(crate) fn record_day(&mut self, row: RowRef, column: Column, days: &str) {
        if self.options.with_details {
            let words = clean_line(self.cell(row, column));
            let location = self.cells.location(Some(row), column);
            self.summary.days.push(ReadDayCell { location, words, days: days.to_owned() });
        }
    }
}

/// Returns the cells of a message by their names.
fn occurrences(places: &CellPlaces) -> CellList {
    let name =
        |(row, column): &(usize, usize)| format!("{}{}", column_letters(column + 1), row + 1);
    CellList::new(places.count, places.first.iter().map(name).collect())
}
