//! Imports progress data: planned days and updates.

use std::collections::HashMap;

use super::{ERRORS_MAX, Importer, RowRef, TableRows, clean_line, parse_integer};
use crate::catalog::error::{FileErrorKind, ProgressErrorKind, helpful};
use crate::catalog::exchange::columns::Column;
use crate::catalog::exchange::target_text;
use crate::catalog::format::is_percent;
use crate::catalog::store::{NewProject, NewUpdate};
use crate::catalog::{Amount, Day, Figure};
use crate::lang::Lang;
use crate::text::half_width;

/// An update, and the row it stands in.
pub(super) struct UpdateRow {
    at: RowRef,
    /// The target it is about; empty if it is about the whole project.
    target: String,
    update: NewUpdate<'static>,
}

/// The updates, by the numbers of their projects.
pub(super) type UpdateRows = HashMap<u32, Vec<UpdateRow>>;

impl Importer<'_> {
    /// Returns the planned first and last day of a project, each if given.
    pub(super) fn planned_days(&mut self, at: RowRef) -> (Option<Day>, Option<Day>) {
        let (start, end) = (self.day(at, Column::Start), self.day(at, Column::End));
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            self.error_at(at, Column::End, ProgressErrorKind::InvertedPlan.into());
        }
        (start, end)
    }

    fn day(&mut self, at: RowRef, column: Column) -> Option<Day> {
        let said = clean_line(self.cell(at, column));
        Day::parse(&self.date(at, column, &said))
    }

    pub(super) fn updates(&mut self, rows: &TableRows) -> UpdateRows {
        let mut reports = UpdateRows::new();
        for at in &rows.updates {
            let said = clean_line(self.cell(*at, Column::No));
            let Some(no) = parse_integer(said.trim_end_matches(".0")).filter(|_| !said.is_empty())
            else {
                let fault = if said.is_empty() {
                    FileErrorKind::EmptyCell(Column::No)
                } else {
                    FileErrorKind::BadNumber(said)
                };
                self.error_at(*at, Column::No, fault);
                continue;
            };
            let target = clean_line(self.cell(*at, Column::Target));
            if let Some(update) = self.update(*at, &target) {
                reports.entry(no).or_default().push(UpdateRow { at: *at, target, update });
            }
        }
        reports
    }

    fn update(&mut self, at: RowRef, target: &str) -> Option<NewUpdate<'static>> {
        if clean_line(self.cell(at, Column::Date)).is_empty() {
            self.error_at(at, Column::Date, FileErrorKind::EmptyCell(Column::Date));
        }
        let on = self.day(at, Column::Date);
        let said = clean_line(self.cell(at, Column::Done));
        let note = self.text(at, Column::Note);
        if said.is_empty() {
            if note.as_text().is_empty() {
                self.error_at(
                    at,
                    Column::Done,
                    ProgressErrorKind::EmptyUpdate(Column::Done.header()).into(),
                );
            }
            return Some(NewUpdate { date: on?, done: None, note });
        }
        let done = if target.is_empty() { parse_percent(&said) } else { parse_amount(&said) };
        if done.is_none() {
            let fault = if target.is_empty() {
                ProgressErrorKind::BadPercent(said).into()
            } else {
                FileErrorKind::BadAmount(said)
            };
            self.error_at(at, Column::Done, fault);
        }
        Some(NewUpdate { date: on?, done: Some(done?), note })
    }

    /// Adds updates to the project or the targets that they are about.
    pub(super) fn attach_updates(&mut self, project: &mut NewProject, reports: Vec<UpdateRow>) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, target) in project.targets.iter().enumerate().filter(|_| !reports.is_empty()) {
            for lang in Lang::ALL {
                places.entry(target.what.as_text().exactly(lang).to_owned()).or_insert(at);
            }
        }
        for UpdateRow { at, target: said, update } in reports {
            if said.is_empty() {
                project.updates.push(update);
                continue;
            }
            let nth = said
                .strip_prefix('#')
                .and_then(parse_integer)
                .and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
            let meant = nth.or_else(|| places.get(&said).copied());
            if let Some(target) = meant.and_then(|nth| project.targets.get_mut(nth)) {
                target.updates.push(update);
            } else if self.errors < ERRORS_MAX {
                let known =
                    project.targets.iter().map(|target| target.what.as_text().get(Lang::Zh));
                let known = helpful(&said, known);
                self.error_at(
                    at,
                    Column::Target,
                    ProgressErrorKind::UnknownTarget(said, known).into(),
                );
            }
        }
    }

    /// Reports the updates of projects that do not exist.
    pub(super) fn report_unknown_projects(
        &mut self,
        reports: UpdateRows,
        numbers: &HashMap<u32, usize>,
    ) {
        let mut strays: Vec<(u32, Vec<UpdateRow>)> =
            reports.into_iter().filter(|(no, _)| !numbers.contains_key(no)).collect();
        strays.sort_by_key(|(no, _)| *no);
        for (no, reports) in strays {
            for report in reports {
                self.error_at(
                    report.at,
                    Column::No,
                    ProgressErrorKind::UnknownProject(no.to_string()).into(),
                );
            }
        }
    }
}

/// Parses a percentage, `40%` or 40. A cell that shows 40% holds 0.4, which could mean either: a
/// number above 0 and up to 1 therefore needs its sign.
fn parse_percent(said: &str) -> Option<Amount> {
    let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let (digits, sure) =
        plain.strip_suffix('%').map_or((plain.as_str(), false), |digits| (digits, true));
    let done = digits.parse().ok().and_then(Amount::new).filter(|done| is_percent(*done))?;
    (sure || done.value() == 0.0 || done.value() > 1.0).then_some(done)
}

/// Parses an amount, `240`, in any form that a target allows, including a unit.
fn parse_amount(said: &str) -> Option<Amount> {
    match target_text::read(said).ok()? {
        target_text::TargetLine { what, figure: Figure::Exact(amount), .. } if what.is_empty() => {
            Some(amount)
        }
        _ => None,
    }
}
