//! Tells tables of progress from tables of projects.

use super::LayoutBuilder;
use super::columns::HeaderRow;
use super::day_below::DayLine;
use super::lines_above::LineAbove;
use super::progress_columns::{
    find, has_only_progress, has_plan, has_sections, into_updates, is_only_time, time_of_table,
};
use crate::diagnostics::{Column, LeftOutRow, Table};
use crate::exchange::Sheet;

impl LayoutBuilder<'_> {
    /// Finds the columns of progress of a table that begins; the table becomes one of updates if it
    /// has nothing else to say about its projects. `lines` are those above it.
    pub(super) fn find_progress(
        &mut self,
        sheet: &Sheet,
        header: &mut HeaderRow,
        lines: &[LineAbove],
    ) {
        let time = time_of_table(lines.iter().map(|line| line.text.as_str()), &sheet.name);
        let has_only_progress = has_only_progress(sheet, header);
        if has_only_progress {
            // Sections are the domains of projects, unless these stand elsewhere.
            let has_plan = || *self.has_plan.get_or_init(|| self.sheets.iter().any(has_plan));
            let is_elsewhere = || self.choices.has_base || has_plan();
            let mut tried = header.clone();
            into_updates(&mut tried);
            let has_day = !find(sheet, &mut tried, time.as_deref()).is_empty();
            if is_elsewhere() || has_day && !has_sections(sheet, header) {
                into_updates(header);
            }
        }
        let progress = find(sheet, header, time.as_deref());
        if progress.iter().any(|column| !column.has_own_time) {
            let is_time = |line: &&LineAbove| is_only_time(&line.text);
            let rows = lines.iter().filter(is_time).map(|line| line.row);
            self.layout.time_rows.extend(rows);
        }
        let is_dated = header.header.columns.contains(&Some(Column::Date));
        let is_update = header.header.table == Table::Updates;
        if progress.is_empty() && !is_dated && (has_only_progress || is_update) {
            self.layout.dayless.insert(self.layout.progress.len());
        }
        self.layout.progress.push(progress);
    }

    /// Returns the texts of a line above a table that are neither the title nor the day of
    /// progress.
    pub(super) fn rest_of_line<'l>(&self, line: &'l LineAbove, is_title: bool) -> &'l str {
        let mut times = self.layout.time_rows.iter();
        if times.any(|row| row.is_in_row_of(line.row)) {
            return "";
        }
        if is_title { &line.rest } else { &line.text }
    }

    /// Counts a line that stands above a header as read if its day is that of the table, and leaves
    /// it out otherwise.
    pub(super) fn close_day_line(&mut self, line: Option<DayLine>) {
        let Some(DayLine { line, .. }) = line.filter(|line| line.is_apart) else { return };
        if self.layout.time_rows.iter().any(|row| row.is_in_row_of(line.row)) {
            self.layout.read_rows.push(line.row);
        } else {
            self.left_out.add(line.row, line.column, LeftOutRow::AboveTable, &line.text);
        }
    }
}
