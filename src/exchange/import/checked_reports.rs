//! Tells of reports that can hardly be right, each at its cell.

use super::Importer;
use super::cell_map::RowRef;
use crate::diagnostics::{CellList, Column, Diagnostic, Note, YEARS_MAX};
use crate::exchange::odd_reports::{DatedAmount, ReportSeries};
use crate::lang::Lang;
use crate::model::{Day, NewProject, NewUpdate};

impl Importer<'_> {
    /// Tells of totals that fall or are far above their targets, and of days of other years.
    pub(super) fn check_reports(&mut self, row: RowRef, project: &NewProject<'static>) {
        for (nth, target) in project.targets.iter().enumerate() {
            let [what, unit] = [&target.what, &target.unit];
            let [what, unit] = [what, unit].map(|text| text.as_text().get(Lang::Zh));
            let whole = Some(target.figure.amount());
            let series = ReportSeries { what, unit, whole, reports: Vec::new() };
            self.check_series(row, Some(nth), series, &target.updates);
            self.check_years(row, project, Some(nth), &target.updates);
        }
        let what = project.title.as_text().get(Lang::Zh);
        let series = ReportSeries { what, unit: "%", whole: None, reports: Vec::new() };
        self.check_series(row, None, series, &project.updates);
        self.check_years(row, project, None, &project.updates);
    }

    fn check_series(
        &mut self,
        row: RowRef,
        target: Option<usize>,
        mut series: ReportSeries,
        updates: &[NewUpdate<'static>],
    ) {
        if updates.is_empty() {
            return;
        }
        let amount =
            |update: &NewUpdate| Some(DatedAmount { day: update.date, done: update.done? });
        series.reports.extend(updates.iter().filter_map(amount));
        for odd in series.odd_reports().collect::<Vec<_>>() {
            let (row, column) = self.report_cell(row, target, odd.report.day);
            let location = self.cells.location(Some(row), column);
            let before = odd.before.map(|before| self.report_cell(row, target, before.day));
            let place = before.map(|(row, column)| {
                self.cells.location(Some(row), column).cell_name_beside(&location)
            });
            let lint = series.lint(&odd, &place.unwrap_or_default());
            self.diagnostics.push(Diagnostic::new(location, lint));
        }
    }

    /// Tells of reports of another year than that of the list and those of the project.
    fn check_years(
        &mut self,
        row: RowRef,
        project: &NewProject<'static>,
        target: Option<usize>,
        updates: &[NewUpdate<'static>],
    ) {
        let Some(year) = self.year else { return };
        let first = project.start.map_or(year, Day::year).min(year);
        let last = project.end.map_or(year, Day::year).max(year);
        for day in updates.iter().map(|update| update.date) {
            if (first..=last).contains(&day.year()) || day.year().abs_diff(year) > YEARS_MAX {
                continue;
            }
            let (row, column) = self.report_cell(row, target, day);
            let note = Note::ReportYear(day.to_string().into(), year, CellList::default());
            self.note_cell(row, column, note);
        }
    }

    /// Returns the cell of the report of a day, or else that of its target in `row`.
    fn report_cell(&self, row: RowRef, target: Option<usize>, day: Day) -> (RowRef, Column) {
        let known = self.report_cells.amounts.get(&(target, day));
        known.map_or((row, Column::Targets(Lang::Zh)), |(row, column, _)| (*row, *column))
    }
}
