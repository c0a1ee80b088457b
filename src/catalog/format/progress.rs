//! What a file says of how far projects are: planned days, and dated reports.

use super::Validator;
use super::fields::Fields;
use crate::catalog::error::{FileErrorKind, ProgressErrorKind};
use crate::catalog::store::NewUpdate;
use crate::catalog::{Amount, Day};

/// The most that is done of anything.
const PERCENT_MAX: f64 = 100.0;

impl<'a> Validator<'a> {
    /// From when to when, as far as that is said.
    pub(super) fn planned_days(&mut self, fields: &Fields<'a>) -> (Option<Day>, Option<Day>) {
        let [start, end] = ["start", "end"].map(|name| fields.get(name).and_then(|raw| self.day(raw)));
        if let (Some(first), Some(last), Some(raw)) = (start, end, fields.get("end"))
            && last < first
        {
            return self.reject(raw, ProgressErrorKind::InvertedPlan.into()).unwrap_or_default();
        }
        (start, end)
    }

    fn day(&mut self, raw: &'a str) -> Option<Day> {
        let text: String = self.value(raw)?;
        Day::parse(&text).or_else(|| self.reject(raw, FileErrorKind::BadDate(text)))
    }

    /// What was reported of a project as a whole.
    pub(super) fn project_updates(&mut self, list: Option<&'a str>) -> Vec<NewUpdate<'static>> {
        let raws = self.list(list).into_iter();
        raws.filter_map(|raw| self.entry(|judge| judge.update(raw, "percent", &["on", "percent", "note"]))).collect()
    }

    /// What was reported of a target.
    pub(super) fn target_updates(&mut self, list: Option<&'a str>) -> Vec<NewUpdate<'static>> {
        let raws = self.list(list).into_iter();
        raws.filter_map(|raw| self.entry(|judge| judge.update(raw, "done", &["on", "done", "note"]))).collect()
    }

    /// A report: a day, and how much by then, or words, or both.
    fn update(&mut self, raw: &'a str, amount: &str, known: &'static [&'static str]) -> Option<NewUpdate<'static>> {
        let fields = self.fields(raw, known, &["on"])?;
        let on = fields.get("on").and_then(|raw| self.day(raw));
        let said = fields.get(amount);
        let done = said.and_then(|raw| self.amount(raw));
        if let (Some(raw), Some(done), "percent") = (said, done, amount)
            && !is_percent(done)
        {
            return self.reject(raw, ProgressErrorKind::BadPercent(done.value().to_string()).into());
        }
        let note = self.optional_text(&fields, "note");
        // A name that is not known has been told, and may have been meant for one of them.
        let known_only = fields.iter().all(|(name, _)| known.contains(&name));
        if said.is_none() && note.as_text().is_empty() && known_only {
            return self.reject(raw, ProgressErrorKind::EmptyUpdate(known[1]).into());
        }
        Some(NewUpdate { date: on?, done, note })
    }
}

/// Whether that much of a project can be done.
pub(in crate::catalog) fn is_percent(done: Amount) -> bool {
    done.value() <= PERCENT_MAX
}
