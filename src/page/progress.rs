//! Describes the progress of projects, in the same words on the board and in printed output.

use super::line::{Line, Role, Span};
use super::project::{PageBuilder, PageOptions};
use crate::lang::{Lang, fill};
use crate::model::{
    Catalog, Day, ProgressRecord, Project, ProjectProgress, Status, Target, Update, Updates,
    floor_to_u32, round_percent, target_done,
};
use crate::text::{Glyphs, cells, join};

/// Width of a progress bar in cells, where there is room for it.
const GAUGE_CELLS: usize = 20;

impl PageBuilder<'_> {
    /// Adds the progress of the project, if its programme has any report, and its plan.
    pub(crate) fn progress(&mut self, catalog: &Catalog, project: &Project) {
        let PageOptions { lang, glyphs, criteria, .. } = self.options;
        if let Some(progress) = catalog.progress(project, criteria) {
            let prefix = format!("{}  ", status_glyph(glyphs, progress.status));
            self.text(&progress_text(&progress, lang), &prefix, status_role(progress.status));
            if let Some(percent) = progress.percent() {
                self.gauge(percent, "");
            }
        }
        if let Some(plan) = plan_text(&project.progress_record(), lang) {
            self.text(&plan, "   ", Role::Dim);
        }
    }

    /// Adds a progress bar for a target, if an update says how much of it is done.
    pub(crate) fn target_progress(&mut self, target: &Target, updates: Updates) {
        let PageOptions { lang, criteria, .. } = self.options;
        if let Some((done, percent)) = target_done_text(target, updates, criteria.day, lang) {
            self.gauge(percent, &done);
        }
    }

    /// Adds a progress bar with its numbers: the percentage, and the amount that is `done`.
    fn gauge(&mut self, percent: f64, done: &str) {
        let PageOptions { width, glyphs, ambiguous, .. } = self.options;
        self.line(|| {
            let numbers = format!("{percent}% {done}");
            let gauge_width =
                GAUGE_CELLS.min(width.saturating_sub(3).saturating_sub(cells(&numbers) + 1));
            let filled = gauge_width * floor_to_u32(percent.min(100.0)) as usize / 100;
            let bar = glyphs.bar.repeat(filled) + &" ".repeat(gauge_width - filled + 1);
            let numbers = ambiguous.with_placeholders(numbers.trim_end()).into_owned();
            let span = |text, role| Span { text, role, highlighted: false };
            Line(vec![
                span("   ".to_owned(), Role::Dim),
                span(bar, Role::Gauge),
                span(numbers, Role::Text),
            ])
        });
    }

    /// Adds the updates, the latest first.
    pub(crate) fn updates(&mut self, project: &Project) {
        let PageOptions { lang, criteria, .. } = self.options;
        let updates = updates_by_date(project, criteria.day);
        if !updates.is_empty() {
            self.heading(lang.strings().reports);
        }
        for (target, update) in updates {
            self.text(&update_text(target.as_ref(), &update, lang), "- ", Role::Text);
        }
    }
}

/// Returns the glyph of a status, one cell wide.
pub(crate) fn status_glyph(glyphs: &Glyphs, status: Status) -> &'static str {
    glyphs.statuses[status as usize]
}

/// Returns the role of a status on a page.
fn status_role(status: Status) -> Role {
    match status {
        Status::Unreported | Status::Unclear => Role::Dim,
        Status::UnderWay => Role::Text,
        Status::Behind => Role::Behind,
        Status::Done => Role::Gauge,
    }
}

/// Returns the progress of a project on one line: `滞后：已完成 15%，比计划落后 30 个百分点，62 天未更新`.
pub(crate) fn progress_text(progress: &ProjectProgress, lang: Lang) -> String {
    let s = lang.strings();
    let behind = (progress.status == Status::Behind)
        .then(|| fill(s.behind_plan, &[&progress.points_behind().to_string()]));
    let age = progress
        .age
        .filter(|_| progress.is_stale)
        .map(|age| fill(s.not_updated, &[&age.to_string()]));
    let word = progress.status.word(lang);
    let status = match progress.percent() {
        // A percentage beside this word would read as the size of the delay.
        Some(percent) if progress.status == Status::Behind => {
            fill(s.behind_done, &[&percent.to_string()])
        }
        Some(percent) => format!("{word} {percent}%"),
        None => word.to_owned(),
    };
    [Some(status), behind, age].into_iter().flatten().collect::<Vec<_>>().join(s.comma)
}

/// Returns the planned period of a project; `None` if it has neither a first nor a last day.
pub(super) fn plan_text(record: &ProgressRecord, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let [start, end] = [record.start, record.end].map(|day| day.map(|day| day.to_string()));
    match (start, end) {
        (Some(start), Some(end)) => Some(fill(s.planned, &[&start, &end])),
        (Some(start), None) => Some(fill(s.planned_from, &[&start])),
        (None, Some(end)) => Some(fill(s.planned_to, &[&end])),
        (None, None) => None,
    }
}

/// Returns an update of a project, or of its `target`, on one line:
/// `2026-05-31 公共停车位 240 个 城北两处已开放`.
pub(crate) fn update_text(target: Option<&Target>, update: &Update, lang: Lang) -> String {
    let done = update.done.map(|done| match target {
        Some(target) => format!("{} {}", done.text(lang), target.unit.get(lang)),
        None => format!("{}%", round_percent(done.value())),
    });
    let what = target.map_or("", |target| target.what.get(lang));
    let done = done.as_deref().unwrap_or_default().trim_end();
    join(&[&update.date.to_string(), what, done, update.note.get(lang)], " ")
}

/// Returns all updates of a project and its targets up to `day` (all of them if `None`), the latest
/// first.
pub(crate) fn updates_by_date<'a>(
    project: &Project<'a>,
    day: Option<Day>,
) -> Vec<(Option<Target<'a>>, Update<'a>)> {
    let until_day = |update: &Update| day.is_none_or(|day| update.date <= day);
    let mut all: Vec<_> = project.updates().filter(|(_, update)| until_day(update)).collect();
    all.sort_by_key(|(_, update)| std::cmp::Reverse(update.date));
    all
}

/// Returns how much of a target is done by `day` according to its updates, and the share in
/// percent: `240 个`, 40. Returns `None` if no update says so.
fn target_done_text(
    target: &Target,
    updates: Updates,
    day: Option<Day>,
    lang: Lang,
) -> Option<(String, f64)> {
    let (done, share) = target_done(target.figure, updates, day)?;
    let text = format!("{} {}", done.text(lang), target.unit.get(lang));
    Some((text.trim_end().to_owned(), round_percent(share)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Text};

    #[test]
    fn a_reported_percentage_has_one_decimal() {
        let date = Day::parse("2026-05-31").unwrap();
        for (done, expected) in [(33.3333, "33.3%"), (40.0, "40%"), (99.99, "99.9%")] {
            let update = Update { date, done: Amount::new(done), note: Text::default() };
            let text = update_text(None, &update, Lang::Zh);
            assert_eq!(text, format!("2026-05-31 {expected}"));
        }
    }
}
