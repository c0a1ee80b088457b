//! Begins and ends the tables of a sheet, of which several may stand side by side.

use super::columns::{HeaderRow, domain_column, name_column, title_column, unit_column};
use super::lines_above::LineAbove;
use super::progress_columns::time_of_table;
use super::side_tables::{SideTables, side_tables, split_progress};
use super::table_state::TableState;
use super::two_rows::WideBlocks;
use super::{
    LayoutBuilder, added_columns, adjusted_columns, place_columns, target_columns, wide_rows,
    year_columns,
};
use crate::diagnostics::{Column, FileErrorKind, LeftOutRow, Note};
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::cell_text::clean_line;
use crate::lang::Lang;

impl LayoutBuilder<'_> {
    /// Begins the table below a header, or the first of those that stand side by side there.
    pub(super) fn begin_tables(
        &mut self,
        sheet: usize,
        mut header: HeaderRow,
        lines: &[LineAbove],
    ) -> TableState {
        let years = self.years_below(lines);
        let at = (header.row, header.header.cells_that_name(Column::No));
        let mut error = None;
        let has_time = || {
            let name = self.sheets.get(sheet).map_or("", |sheet| sheet.name.as_str());
            time_of_table(lines.iter().map(|line| line.text.as_str()), name).is_some()
        };
        match side_tables(&header) {
            _ if at.1.len() == 2 && split_progress(&mut header, has_time()) => {}
            SideTables::One => {}
            SideTables::Several(parts) => header.split(&parts),
            SideTables::Unclear(names) => error = Some(FileErrorKind::SideBySide(names)),
        }
        let number = at.1.get(1).or(at.1.first()).copied().unwrap_or_default();
        let location = self.location(sheet, at.0, number);
        if let Some(error) = error {
            self.layout.errors.push((location, error));
        } else if !header.right.is_empty() {
            self.note(location, Note::SideTables(header.right.len() + 1));
        }
        let mut right = std::mem::take(&mut header.right);
        for part in std::iter::once(&mut header).chain(&mut right) {
            for (column, names) in year_columns::choose(part, years) {
                let location = self.location(sheet, part.row, column);
                self.layout.errors.push((location, FileErrorKind::UndecidedYear(names)));
            }
            if let Some(content) = self.sheets.get(sheet) {
                name_column(content, part);
                part.adjusted = adjusted_columns::choose(part);
                if let Some((column, names)) = target_columns::choose(part) {
                    let location = self.location(sheet, part.row, column);
                    self.layout.errors.push((location, FileErrorKind::SeveralTargets(names)));
                }
                unit_column(content, part);
                domain_column(content, part);
                self.find_progress(content, part, lines);
                // It may have become a table of progress.
                unit_column(content, part);
            }
            title_column(part);
            if let Some((column, labels)) = place_columns::join(part) {
                let location = self.location(sheet, part.row, column);
                self.note(location, Note::JoinedPlaces(labels.map(|label| clean_line(&label))));
            }
            added_columns::find(part);
        }
        header.right = right;
        self.begin_table(sheet, header)
    }

    fn begin_table(&mut self, sheet: usize, header: HeaderRow) -> TableState {
        let title = header.header.columns.iter().position(|c| *c == Some(Column::Title(Lang::Zh)));
        self.has_named_titles |= title.is_some() && !header.header.has_task_titles;
        if let Some(title) = title.filter(|_| header.header.has_task_titles) {
            let name = header.labels.get(title).cloned().unwrap_or_default();
            self.note(self.location(sheet, header.row, title), Note::TaskTitles(name));
        }
        let number = header.header.columns.iter().position(|c| *c == Some(Column::No));
        let cells = self.sheets.get(sheet).and_then(|sheet| sheet.rows.get(header.row));
        let label = number.and_then(|nth| cells?.get(nth));
        if let (Some(nth), 1, true) =
            (number, header.length, label.is_some_and(|label| label.trim().is_empty()))
        {
            self.note(self.location(sheet, header.row, nth), Note::UnnamedNumbers);
        }
        let unit = header.target_unit();
        let name = target_columns::target_name(&header);
        let units = header.unit_label();
        if let Some((column, name)) = units {
            let location = self.location(sheet, header.row, column);
            self.note(location, Note::TargetUnits(clean_line(&name)));
        }
        self.layout.headers.push(header.all_columns());
        self.layout.labels.push(header.labels.clone());
        self.layout.target_units.push(unit);
        self.layout.target_names.push(name);
        self.layout.exports.push(header.is_export());
        let (header_index, index) = (self.layout.headers.len() - 1, header.row);
        self.layout.header_rows.push(RowRef { sheet, header: header_index, index });
        TableState::new(header)
    }

    /// Notes what a table that ends here leaves out, and classifies the rows of those to its right.
    pub(super) fn end_table(
        &mut self,
        sheet: usize,
        table: Option<TableState>,
        blocks: &WideBlocks,
    ) {
        let Some(mut table) = table else { return };
        let Some(content) = self.sheets.get(sheet) else { return };
        let first_header = self.layout.headers.len().saturating_sub(1);
        let (right, rows) =
            (std::mem::take(&mut table.header.right), std::mem::take(&mut table.rows));
        self.note_unread(sheet, table, first_header);
        for header in right {
            let mut part = self.begin_table(sheet, header);
            let header = self.layout.headers.len() - 1;
            for index in rows.iter().copied() {
                let cells = content.rows.get(index).map_or(&[][..], Vec::as_slice);
                let cells = part.header.part_of(cells);
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    self.table_row(RowRef { sheet, header, index }, &cells, &mut part, blocks);
                }
            }
            self.note_unread(sheet, part, first_header);
        }
    }

    /// Notes what a table leaves out; the account knows its columns by `first_header`.
    fn note_unread(&mut self, sheet: usize, table: TableState, first_header: usize) {
        for (index, column, text) in table.footers {
            self.left_out.add(
                RowRef { sheet, header: 0, index },
                column,
                LeftOutRow::Signature,
                &text,
            );
        }
        let Some(content) = self.sheets.get(sheet) else { return };
        // In a workbook no comma splits a cell.
        if content.name.is_empty() {
            let errors = wide_rows::errors(&table.wide_rows, table.projects);
            self.layout.errors.extend(errors);
        }
        for column in &table.header.undecided {
            self.layout.told_columns.push((first_header, *column));
        }
        for (column, note) in table.unread.notes(content, &table.header) {
            self.layout.told_columns.push((first_header, column));
            self.layout.notes.push(note);
        }
    }
}
