//! Imports the columns of progress up to a day: 截至6月底进展 in a table of projects, or 6月底 in a
//! table that has only progress.

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, owned_text};
use super::dated_column::DatedColumn;
use super::layout::{Layout, ProgressColumn, ProgressTime, ProjectRows};
use super::progress_cell::{CellReport, ProgressCell};
use super::report_cells::SameDayReport;
use super::unit_text::unit_in_cell;
use crate::diagnostics::{CellList, Column, FileErrorKind, Note};
use crate::exchange::date_text::DateTextError;
use crate::lang::Lang;
use crate::model::{Day, NewProject, NewUpdate};

/// The targets that the cells of a row are about.
struct RowScope {
    /// Their positions among the targets of the project.
    targets: Vec<usize>,
    /// True if a percentage is a share of the only target, not of the project as a whole.
    is_of_target: bool,
}

impl Importer<'_> {
    /// Finds the days of all columns of progress. The year of the programme is known.
    pub(super) fn read_progress_days(&mut self, layout: &Layout) {
        for (nth, columns) in layout.progress.iter().enumerate() {
            let header = layout.header_rows.get(nth).copied().unwrap_or_default();
            let mut dated = Vec::new();
            for (number, column) in columns.iter().enumerate() {
                let day = self.progress_day(header, number, column);
                let column = column.clone();
                dated.push(DatedColumn {
                    column,
                    day,
                    header,
                    amounts: 0,
                    texts: CellList::default(),
                });
            }
            self.progress.push(dated);
        }
    }

    /// Returns the day of the column of progress with this number, and notes how it was taken.
    fn progress_day(
        &mut self,
        header: RowRef,
        number: usize,
        column: &ProgressColumn,
    ) -> Option<Day> {
        let place = progress(number);
        match ProgressTime::parse(&column.time, self.year) {
            Ok(time) => {
                if !time.is_literal || !column.has_own_time {
                    let (text, days) = (column.time.as_str().into(), time.day.to_string().into());
                    let cells = CellList::default();
                    self.note_cell(header, place, Note::ReadDay { text, days, cells });
                }
                self.note_far_day(header, place, time.day);
                Some(time.day)
            }
            Err(DateTextError::NoYear) => {
                let kind = FileErrorKind::DateWithoutYear(column.time.clone());
                self.error_at(header, place, kind);
                None
            }
            Err(_) => {
                self.error_at(header, place, FileErrorKind::BadDate(column.time.clone()));
                None
            }
        }
    }

    /// Notes each column of progress, with the numbers of its cells.
    pub(super) fn note_progress_columns(&mut self) {
        for columns in std::mem::take(&mut self.progress) {
            for (number, column) in columns.into_iter().enumerate() {
                let DatedColumn { column, day: Some(day), header, amounts, texts } = column else {
                    continue;
                };
                let location = self.cells.location(Some(header), progress(number));
                self.summary.updates += amounts + texts.count();
                let (name, day) = (column.name.into(), day.to_string().into());
                self.note(location, Note::ProgressColumn(name, day, amounts, texts.into()));
            }
        }
    }

    /// Adds the reports in the columns of progress of a table of projects.
    pub(super) fn attach_progress(&mut self, rows: ProjectRows, project: &mut NewProject<'static>) {
        let columns = self.progress.get(rows.first.header).map_or(0, Vec::len);
        if columns == 0 {
            return;
        }
        let has_report = |row: &RowRef| {
            (0..columns).any(|number| !self.cell(*row, progress(number)).trim().is_empty())
        };
        let count = rows.rows().filter(has_report).count();
        for row in rows.rows() {
            let own = || {
                let rows = self.target_rows.iter().enumerate();
                rows.filter(|(_, index)| **index == row.index).map(|(nth, _)| nth).collect()
            };
            let own: Vec<usize> = if count > 1 { own() } else { Vec::new() };
            let is_of_target = own.len() == 1;
            let all = || (0..project.targets.len()).collect();
            let targets = if own.is_empty() { all() } else { own };
            self.attach_progress_row(row, &RowScope { targets, is_of_target }, project);
        }
    }

    /// Adds the reports in a row of a table of updates that has columns of progress; it is about
    /// the target called `name`, if that is not empty.
    pub(super) fn attach_wide_row(
        &mut self,
        row: RowRef,
        name: &str,
        project: &mut NewProject<'static>,
    ) {
        self.check_title(row, project);
        let all = (0..project.targets.len()).collect();
        let scope = if name.is_empty() {
            RowScope { targets: all, is_of_target: false }
        } else {
            let found = self.target_called(row, name, &project.targets);
            let Some(nth) = found else { return };
            RowScope { targets: vec![nth], is_of_target: true }
        };
        self.attach_progress_row(row, &scope, project);
    }

    fn attach_progress_row(
        &mut self,
        row: RowRef,
        scope: &RowScope,
        project: &mut NewProject<'static>,
    ) {
        let Some(columns) = self.progress.get_mut(row.header) else { return };
        let mut columns = std::mem::take(columns);
        // In a table of projects it is that of the targets.
        let is_project = self.column_index(row, Column::Targets(Lang::Zh)).is_some();
        let unit_beside = clean_line(if is_project { "" } else { self.cell(row, Column::Unit) });
        let unit_beside = unit_in_cell(&unit_beside);
        // The reports of this row: the day of each, and its target.
        let mut reports: Vec<(Day, Option<usize>)> = Vec::new();
        let mut texts: Vec<(Day, String)> = Vec::new();
        for (number, column) in columns.iter_mut().enumerate() {
            let place = progress(number);
            let text = clean_line(self.cell(row, place));
            let Some(day) = column.day.filter(|_| !text.is_empty()) else { continue };
            if self.is_broken(row, place) {
                continue;
            }
            let measure = column.column.measure;
            let unit =
                if column.column.unit.is_empty() { &unit_beside } else { &column.column.unit };
            let is_of_target = scope.is_of_target;
            let cell = ProgressCell { text: &text, measure, unit, is_of_target };
            let targets = scope.targets.iter();
            let targets: Vec<_> =
                targets.filter_map(|nth| Some((*nth, project.targets.get(*nth)?))).collect();
            match cell.report(&targets) {
                Ok(CellReport::Text) => {
                    let header = self.cells.location(Some(column.header), place);
                    let cell = || self.cells.location(Some(row), place).cell_name_beside(&header);
                    column.texts.push_run(1, cell);
                    texts.push((day, text));
                }
                Ok(CellReport::Amount { target, amount, meaning }) => {
                    column.amounts += 1;
                    self.note_meaning(row, place, &text, meaning);
                    let same_day = self.same_day_report(row, place, target, day, amount);
                    if same_day == SameDayReport::Equal {
                        self.note_repeated_report(row, place);
                    }
                    if same_day == SameDayReport::None {
                        reports.push((day, target));
                        let note = owned_text(String::new(), String::new());
                        let update = NewUpdate { date: day, done: Some(amount), note };
                        if let Some(updates) = updates_of(project, target) {
                            updates.push(update);
                        }
                        let target = target.and_then(|nth| project.targets.get(nth));
                        let updates = target.map_or(&project.updates, |target| &target.updates);
                        if let Some(update) = updates.last() {
                            self.record_update(row, place, project.no, target, update);
                        }
                    }
                }
                Err(kind) => self.error_at(row, place, kind),
            }
        }
        texts.extend(self.remark_of_day(row, &columns));
        for (day, text) in texts {
            attach_text(project, &reports, day, text);
        }
        if let Some(empty) = self.progress.get_mut(row.header) {
            *empty = columns;
        }
    }

    /// Returns the remark of a row in a table whose columns of progress all have the same day.
    fn remark_of_day(&self, row: RowRef, columns: &[DatedColumn]) -> Option<(Day, String)> {
        let day = columns.first()?.day?;
        if columns.iter().any(|column| column.day != Some(day)) {
            return None;
        }
        let text = clean_line(self.cell(row, Column::Note(Lang::Zh)));
        (!text.is_empty()).then_some((day, text))
    }

    /// Notes the amount that a report was taken as, unless it is written so.
    pub(super) fn note_meaning(
        &mut self,
        row: RowRef,
        column: Column,
        text: &str,
        meaning: Option<String>,
    ) {
        let Some(meaning) = meaning else { return };
        let note = Note::ReadReport(text.into(), meaning.into(), CellList::default());
        self.note_cell(row, column, note);
    }
}

/// Returns the updates of a target, or those of the project as a whole.
fn updates_of<'a>(
    project: &'a mut NewProject<'static>,
    target: Option<usize>,
) -> Option<&'a mut Vec<NewUpdate<'static>>> {
    match target {
        Some(nth) => project.targets.get_mut(nth).map(|target| &mut target.updates),
        None => Some(&mut project.updates),
    }
}

/// Adds a text of a day to the only one of the `reports` of that day, or else as a report of its
/// own on the project.
fn attach_text(
    project: &mut NewProject<'static>,
    reports: &[(Day, Option<usize>)],
    day: Day,
    text: String,
) {
    let mut same_day = reports.iter().filter(|(date, _)| *date == day);
    let target = match (same_day.next(), same_day.next()) {
        (Some((_, target)), None) => *target,
        _ => None,
    };
    let updates = updates_of(project, target);
    let open = updates.and_then(|updates| {
        updates.iter_mut().rev().find(|update| update.date == day && update.note.zh.is_empty())
    });
    let note = owned_text(text, String::new());
    match open {
        Some(update) if !reports.is_empty() => update.note = note,
        _ => project.updates.push(NewUpdate { date: day, done: None, note }),
    }
}

/// Returns the column of progress with this number in its table.
fn progress(number: usize) -> Column {
    Column::Progress(u8::try_from(number).unwrap_or(u8::MAX))
}
