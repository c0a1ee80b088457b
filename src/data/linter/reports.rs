//! Lints of reports: a total that falls, one far above its target, a day of another year.

use super::Linter;
use crate::diagnostics::{Column, Lint, Owner, YEARS_MAX};
use crate::exchange::{DatedAmount, ReportSeries};
use crate::lang::Lang::Zh;
use crate::model::{Catalog, Day, Project, ProjectNo, Updates};

/// Unit of a report on a project as a whole.
const PERCENT: &str = "%";

/// Returns the lints of the totals of all projects, with their numbers.
pub(crate) fn total_lints(catalog: &Catalog) -> Vec<(ProjectNo, Lint)> {
    let mut found = Vec::new();
    for (_, project) in catalog.projects() {
        each_total_lint(&project, |_, lint| found.push((project.no, lint)));
    }
    found
}

/// Calls `found` with each lint of a total of the project, and the position of its target; `None`
/// for the project as a whole.
fn each_total_lint(project: &Project, mut found: impl FnMut(Option<usize>, Lint)) {
    let record = project.progress_record();
    let mut check = |nth, mut series: ReportSeries, updates: Updates| {
        let amount = |update: crate::model::Update| {
            Some(DatedAmount { day: update.date, done: update.done? })
        };
        series.reports.extend(updates.iter().filter_map(amount));
        for odd in series.odd_reports().collect::<Vec<_>>() {
            found(nth, series.lint(&odd, ""));
        }
    };
    if !record.updates.is_empty() {
        let (what, reports) = (project.title.get(Zh), Vec::new());
        check(None, ReportSeries { what, unit: PERCENT, whole: None, reports }, record.updates);
    }
    if record.targets.is_empty() {
        return;
    }
    for (nth, (target, updates)) in record.zip_targets(project.targets).enumerate() {
        if !updates.is_empty() {
            let (what, unit) = (target.what.get(Zh), target.unit.get(Zh));
            let whole = Some(target.figure.amount());
            check(Some(nth), ReportSeries { what, unit, whole, reports: Vec::new() }, updates);
        }
    }
}

impl<'a> Linter<'a> {
    /// Checks the amounts and the days of reports.
    pub(super) fn check_reports(&mut self, owner: Owner, project: &Project<'a>) {
        let mut lints = Vec::new();
        each_total_lint(project, |target, lint| lints.push((target, lint)));
        for (target, lint) in lints {
            let column = target.map_or(Column::Note(Zh), |_| Column::Targets(Zh));
            self.push(owner, column, target.unwrap_or_default(), lint);
        }
        if self.year == 0 {
            return;
        }
        let record = project.progress_record();
        let year = self.year;
        let first = record.start.map_or(year, Day::year).min(year);
        let last = record.end.map_or(year, Day::year).max(year);
        let is_odd = |day: &Day| {
            !(first..=last).contains(&day.year()) && day.year().abs_diff(year) <= YEARS_MAX
        };
        let odd_day = |updates: Updates| updates.iter().map(|update| update.date).find(is_odd);
        let of_targets = record.targets.iter().enumerate();
        let of_targets = of_targets.filter_map(|(nth, updates)| Some((nth, odd_day(updates)?)));
        if let Some((nth, day)) = of_targets.into_iter().next() {
            self.push(owner, Column::Targets(Zh), nth, Lint::ReportYear(day.to_string(), year));
        } else if let Some(day) = odd_day(record.updates) {
            let nth = record.updates.iter().position(|update| update.date == day);
            let lint = Lint::ReportYear(day.to_string(), year);
            self.push(owner, Column::Note(Zh), nth.unwrap_or_default(), lint);
        }
    }
}
