//! Tolerates files of a newer version: formats, fields and words that this program does not know.

use super::validator::{EntryState, Validator};
use super::values::{from_ron, trimmed};
use crate::diagnostics::{FORMAT, FileErrorKind, likely_field, one_letter_off};
use crate::model::{Origin, UnknownPolicy};

impl<'a> Validator<'a> {
    /// Reads the `format` field, which only files of a later format need, and records a format
    /// newer than [`FORMAT`].
    pub(crate) fn format(&mut self, raw: Option<&'a str>) {
        let Some(raw) = raw else { return };
        match from_ron::<u64>(raw) {
            Ok(format @ 1..) if format > FORMAT => {
                self.unknown.put_format(format, self.offset(trimmed(raw)));
            }
            Ok(1..) => {}
            _ => self.error(raw, FileErrorKind::BadFormat(trimmed(raw).to_owned())),
        }
    }

    /// Validates a target, update or origin with `validate`. If something in it is unknown and
    /// nothing misspelt, it is left out and its errors are dropped, since the unknown part may
    /// explain them. It is also left out if it has an error that a newer format excuses.
    pub(crate) fn entry<T>(&mut self, validate: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let (errors, left_out) = (self.errors.len(), self.unknown.left_out());
        let limit = self.error_limit;
        let outer = self.entry.replace(EntryState::default());
        let value = validate(self);
        debug_assert!(self.entry.is_some(), "an inner entry has not restored this one");
        let entry = std::mem::replace(&mut self.entry, outer).unwrap_or_default();
        let unknown = entry.unknown.filter(|_| !entry.misspelt);
        let Some((at, cause)) = unknown.or(entry.excused) else { return value };
        self.errors.truncate(errors);
        self.error_limit = limit;
        self.unknown.forget_left_out(left_out);
        self.unknown.put_left_out(cause, at);
        None
    }

    /// Notes the error `kind` at byte `at` of the current target or update. Returns true if the
    /// entry will be left out because of it: the file is of a newer format, which may allow what is
    /// an error in this one. Returns false, and the caller reports the error, if the format is
    /// known, if such entries are refused, or if there is no current entry.
    pub(crate) fn excuses(&mut self, at: usize, kind: &FileErrorKind) -> bool {
        let is_newer =
            self.on_unknown == UnknownPolicy::LeaveOut && self.unknown.format().is_some();
        let Some(entry) = self.entry.as_mut().filter(|_| is_newer) else { return false };
        if entry.excused.as_ref().is_none_or(|(first, _)| at < *first) {
            entry.excused = Some((at, kind.clone()));
        }
        true
    }

    /// Reads the origin of a domain. A word that a newer format may have added counts as not given,
    /// and is recorded like an entry that is left out.
    pub(crate) fn origin(&mut self, raw: &'a str) -> Option<Origin> {
        const ORIGINS: &[&str] = &["announced", "catalogue"];
        match self.unknown.format() {
            Some(_) => self.entry(|validator| validator.keyword(raw, ORIGINS)),
            None => self.keyword(raw, ORIGINS),
        }
    }

    /// Notes an unknown `name` (a field or a word) at byte `at` of the current target or update.
    /// Returns true if the entry will be left out because of it. Returns false, and the caller
    /// reports an error, if unknown things are refused, if there is no current entry, or if the
    /// entry has a misspelt name (one letter away from one that is `known`).
    pub(crate) fn leaves_out(
        &mut self,
        at: usize,
        name: &str,
        known: &[&'static str],
        cause: impl FnOnce() -> FileErrorKind,
    ) -> bool {
        let Some(entry) =
            self.entry.as_mut().filter(|_| self.on_unknown == UnknownPolicy::LeaveOut)
        else {
            return false;
        };
        entry.misspelt |= one_letter_off(name, known).is_some();
        if !entry.misspelt && entry.unknown.is_none() {
            entry.unknown = Some((at, cause()));
        }
        !entry.misspelt
    }

    /// Handles the field `name` at byte `at`, which is not `known`. It is an error if it is one
    /// letter away from a known field, if it seems to mean one of the `missing` fields (which is
    /// then taken off that list), or if it is in a target or update that is not left out. Otherwise
    /// it is recorded as a field of a newer format.
    pub(crate) fn unknown_field(
        &mut self,
        at: usize,
        name: &str,
        known: &'static [&'static str],
        missing: &mut Vec<&str>,
    ) {
        let kind = || FileErrorKind::UnknownField(name.to_owned(), known.to_vec());
        if self.leaves_out(at, name, known, kind) {
            return;
        }
        let is_misspelt = one_letter_off(name, known).is_some();
        let meant = if missing.is_empty() { None } else { likely_field(name, known) };
        let replaces = missing.iter().position(|missing| meant == Some(missing));
        if is_misspelt || replaces.is_some() || self.entry.is_some() {
            if let Some(nth) = replaces {
                missing.remove(nth);
            }
            self.error_at(at, kind());
        } else {
            self.unknown.put_field(name, known, at);
        }
    }
}
