//! A file from tomorrow: what the judge makes of a format, fields and words that this program does not know yet.

use super::Validator;
use super::validator::{from_ron, trimmed};
use crate::catalog::error::{FileErrorKind, meant, one_letter_off};
use crate::catalog::unknown_fields::{FORMAT, UnknownPolicy};

/// A target or a report while it is judged.
#[derive(Default)]
pub(super) struct EntryState {
    /// The first that is unknown in it, and where.
    unknown: Option<(usize, FileErrorKind)>,
    /// Whether something in it is but a slip of the pen.
    misspelt: bool,
}

impl<'a> Validator<'a> {
    /// The format, which only a file of a later one need say.
    pub(super) fn format(&mut self, raw: Option<&'a str>) {
        let Some(raw) = raw else { return };
        match from_ron::<u64>(raw) {
            Ok(format @ 1..) if format > FORMAT => self.unknown.put_format(format, self.offset(trimmed(raw))),
            Ok(1..) => {}
            _ => self.error(raw, FileErrorKind::BadFormat(trimmed(raw).to_owned())),
        }
    }

    /// Judges a target or a report. Something unknown in it may explain whatever else seems to be wrong.
    pub(super) fn entry<T>(&mut self, judge: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (problems, left_out) = (self.errors.len(), self.unknown.left_out());
        let outer = self.entry.replace(EntryState::default());
        let judged = judge(self);
        let entry = std::mem::replace(&mut self.entry, outer).unwrap_or_default();
        let Some((at, cause)) = entry.unknown.filter(|_| !entry.misspelt) else { return judged };
        self.errors.truncate(problems);
        self.unknown.forget_left_out(left_out);
        self.unknown.put_left_out(cause, at);
        None
    }

    /// Whether an entry is left out for something unknown at that byte, a name or a word.
    pub(super) fn leaves_out(
        &mut self,
        at: usize,
        name: &str,
        known: &[&'static str],
        cause: impl FnOnce() -> FileErrorKind,
    ) -> bool {
        let Some(entry) = self.entry.as_mut().filter(|_| self.on_unknown == UnknownPolicy::LeaveOut) else { return false };
        entry.misspelt |= one_letter_off(name, known).is_some();
        if !entry.misspelt && entry.unknown.is_none() {
            entry.unknown = Some((at, cause()));
        }
        !entry.misspelt
    }

    /// A field of tomorrow is remarked. One that stands for another is a fault: for one that is a letter away, or that is missing.
    pub(super) fn unknown_field(&mut self, at: usize, name: &str, known: &'static [&'static str], missing: &mut Vec<&str>) {
        let fault = || FileErrorKind::UnknownField(name.to_owned(), known.to_vec());
        if self.leaves_out(at, name, known, fault) {
            return;
        }
        let is_misspelt = one_letter_off(name, known).is_some();
        let meant = if missing.is_empty() { None } else { meant(name, known) };
        let instead = missing.iter().position(|missing| meant == Some(missing));
        if is_misspelt || instead.is_some() || self.entry.is_some() {
            if let Some(nth) = instead {
                missing.remove(nth);
            }
            self.error_at(at, fault());
        } else {
            self.unknown.put_field(name, known, at);
        }
    }
}
