//! Validates the progress data of projects: planned days and dated updates.

use super::fields::Fields;
use super::validator::Validator;
use crate::diagnostics::FileErrorKind;
use crate::model::{Amount, Day, NewUpdate};

/// Fields of an update: the day, the number, and the note.
type UpdateFields = &'static [&'static str; 3];

/// Fields of an update of a project as a whole, which gives a `percent`.
pub(crate) const PROJECT_UPDATE: UpdateFields = &["on", "percent", "note"];

/// Fields of an update of a target, which gives the amount that is `done`.
pub(crate) const TARGET_UPDATE: UpdateFields = &["on", "done", "note"];

/// Maximum share of a project that can be done, in percent.
const PERCENT_MAX: f64 = 100.0;

impl<'a> Validator<'a> {
    /// Returns the planned first and last day, each if given. A plan that ends before it starts is
    /// an error and is dropped.
    pub(crate) fn planned_days(&mut self, fields: &Fields<'a>) -> (Option<Day>, Option<Day>) {
        let [start, end] =
            ["start", "end"].map(|name| fields.get(name).and_then(|raw| self.day(raw)));
        if let (Some(first), Some(last), Some(raw)) = (start, end, fields.get("end"))
            && last < first
        {
            self.error(raw, FileErrorKind::InvertedPlan);
            return (None, None);
        }
        (start, end)
    }

    fn day(&mut self, raw: &'a str) -> Option<Day> {
        let text: String = self.value(raw)?;
        Day::parse(&text).or_else(|| self.reject(raw, FileErrorKind::BadDate(text)))
    }

    /// Reads the updates in `list`; the fields `known` are those of a project or those of a target.
    pub(crate) fn updates(
        &mut self,
        list: Option<&'a str>,
        known: UpdateFields,
    ) -> Vec<NewUpdate<'static>> {
        let raws = self.list(list).into_iter();
        raws.filter_map(|raw| self.entry(|validator| validator.update(raw, known))).collect()
    }

    /// Reads one update: a day (`on`) with a number, a note, or both.
    fn update(&mut self, raw: &'a str, known: UpdateFields) -> Option<NewUpdate<'static>> {
        let fields = self.fields(raw, known, &["on"])?;
        let date = fields.get("on").and_then(|raw| self.day(raw));
        let [_, amount_name, _] = *known;
        let raw_amount = fields.get(amount_name);
        let done = raw_amount.and_then(|raw| self.amount(raw));
        if let (Some(raw), Some(done), "percent") = (raw_amount, done, amount_name)
            && !is_percent(done)
        {
            return self.reject(raw, FileErrorKind::BadPercent(done.value().to_string()));
        }
        let note = self.optional_text(&fields, "note");
        // An unknown field has been reported already, and may be a misspelling of one of these.
        let all_known = fields.iter().all(|(name, _)| known.contains(&name));
        if raw_amount.is_none() && note.as_text().is_empty() && all_known {
            return self.reject(raw, FileErrorKind::EmptyUpdate(amount_name));
        }
        Some(NewUpdate { date: date?, done, note })
    }
}

/// Returns true if `done` is at most 100 percent.
pub(crate) fn is_percent(done: Amount) -> bool {
    done.value() <= PERCENT_MAX
}
