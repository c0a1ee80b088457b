//! What the tables say of how far projects are.

use std::collections::HashMap;

use super::{At, FAULTS_MAX, Gather, Rows, line, whole};
use crate::catalog::exchange::columns::Column;
use crate::catalog::exchange::figures;
use crate::catalog::format::is_percent;
use crate::catalog::problem::{Fault, Misreport, helpful};
use crate::catalog::store::{NewProject, NewUpdate};
use crate::catalog::{Amount, Day, Figure};
use crate::lang::Lang;
use crate::text::half_width;

/// A report, and where it stands.
pub(super) struct Report {
    at: At,
    /// On which target; on the project where that is empty.
    target: String,
    update: NewUpdate<'static>,
}

/// The reports, by the numbers of their projects.
pub(super) type Reports = HashMap<u32, Vec<Report>>;

impl Gather<'_> {
    /// From when to when a project goes, as far as that is said.
    pub(super) fn plan(&mut self, at: At) -> (Option<Day>, Option<Day>) {
        let (start, end) = (self.day(at, Column::Start), self.day(at, Column::End));
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            self.fault_at(at, Column::End, Misreport::InvertedPlan.into());
        }
        (start, end)
    }

    fn day(&mut self, at: At, column: Column) -> Option<Day> {
        let said = line(self.cell(at, column));
        Day::parse(&self.date(at, column, &said))
    }

    pub(super) fn updates(&mut self, rows: &Rows) -> Reports {
        let mut reports = Reports::new();
        for at in &rows.updates {
            let said = line(self.cell(*at, Column::No));
            let Some(no) = whole(said.trim_end_matches(".0")).filter(|_| !said.is_empty()) else {
                let fault = if said.is_empty() { Fault::EmptyCell(Column::No) } else { Fault::BadNumber(said) };
                self.fault_at(*at, Column::No, fault);
                continue;
            };
            let target = line(self.cell(*at, Column::Target));
            if let Some(update) = self.update(*at, &target) {
                reports.entry(no).or_default().push(Report { at: *at, target, update });
            }
        }
        reports
    }

    fn update(&mut self, at: At, target: &str) -> Option<NewUpdate<'static>> {
        if line(self.cell(at, Column::On)).is_empty() {
            self.fault_at(at, Column::On, Fault::EmptyCell(Column::On));
        }
        let on = self.day(at, Column::On);
        let said = line(self.cell(at, Column::Done));
        let note = self.text(at, Column::Note);
        if said.is_empty() {
            if note.as_text().is_empty() {
                self.fault_at(at, Column::Done, Misreport::EmptyUpdate(Column::Done.header()).into());
            }
            return Some(NewUpdate { on: on?, done: None, note });
        }
        let done = if target.is_empty() { percent(&said) } else { amount(&said) };
        if done.is_none() {
            let fault = if target.is_empty() { Misreport::BadPercent(said).into() } else { Fault::BadAmount(said) };
            self.fault_at(at, Column::Done, fault);
        }
        Some(NewUpdate { on: on?, done: Some(done?), note })
    }

    /// Puts reports where they belong.
    pub(super) fn give(&mut self, project: &mut NewProject, reports: Vec<Report>) {
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, target) in project.targets.iter().enumerate().filter(|_| !reports.is_empty()) {
            for lang in Lang::ALL {
                places.entry(target.what.as_text().exactly(lang).to_owned()).or_insert(at);
            }
        }
        for Report { at, target: said, update } in reports {
            if said.is_empty() {
                project.updates.push(update);
                continue;
            }
            let nth = said.strip_prefix('#').and_then(whole).and_then(|nth| usize::try_from(nth).ok()?.checked_sub(1));
            let meant = nth.or_else(|| places.get(&said).copied());
            if let Some(target) = meant.and_then(|nth| project.targets.get_mut(nth)) {
                target.updates.push(update);
            } else if self.findings.len() < FAULTS_MAX {
                let known = project.targets.iter().map(|target| target.what.as_text().get(Lang::Zh));
                let known = helpful(&said, known);
                self.fault_at(at, Column::Target, Misreport::UnknownTarget(said, known).into());
            }
        }
    }

    /// Names the reports on projects that there are none of.
    pub(super) fn refuse_strays(&mut self, reports: Reports, numbers: &HashMap<u32, usize>) {
        let mut strays: Vec<(u32, Vec<Report>)> = reports.into_iter().filter(|(no, _)| !numbers.contains_key(no)).collect();
        strays.sort_by_key(|(no, _)| *no);
        for (no, reports) in strays {
            for report in reports {
                self.fault_at(report.at, Column::No, Misreport::UnknownProject(no.to_string()).into());
            }
        }
    }
}

/// `40%`, or 40. A cell that shows 40% holds 0.4, which could be either: then it must be said.
fn percent(said: &str) -> Option<Amount> {
    let plain: String = said.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let (digits, sure) = plain.strip_suffix('%').map_or((plain.as_str(), false), |digits| (digits, true));
    let done = digits.parse().ok().and_then(Amount::new).filter(|done| is_percent(*done))?;
    (sure || done.value() == 0.0 || done.value() > 1.0).then_some(done)
}

/// `240`, and what else a target's number may be written as, its unit included.
fn amount(said: &str) -> Option<Amount> {
    match figures::read(said).ok()? {
        figures::Line { what, figure: Figure::Exact(amount), .. } if what.is_empty() => Some(amount),
        _ => None,
    }
}
