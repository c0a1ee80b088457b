//! Validates a text level by level, lists up to 100 errors in it, and counts the others.

use std::cell::OnceCell;

use ron::value::RawValue;
use serde::Deserialize;

use super::fields::Fields;
use super::ron_text::lexer::tokenize;
use super::syntax;
use super::values::{from_ron, trimmed};
use crate::diagnostics::{ErrorLimit, FileError, FileErrorKind, LineCol, LineIndex};
use crate::model::{Amount, OwnedText, UnknownFields, UnknownPolicy};
use crate::text::clean;

/// Validator of one RON text, with the errors found in it.
pub struct Validator<'a> {
    pub(crate) text: &'a str,
    /// Line index of the text, built when the first error needs a position.
    line_index: OnceCell<LineIndex<'a>>,
    pub(crate) errors: Vec<FileError>,
    /// The limit of the errors, with the offset of the first that is not listed.
    pub(crate) error_limit: ErrorLimit<usize>,
    /// The unknown fields found, which are no errors.
    pub(crate) unknown: UnknownFields,
    pub(crate) on_unknown: UnknownPolicy,
    /// State of the target, update or origin that is being validated.
    pub(crate) entry: Option<EntryState>,
}

/// State of the target, update or origin that is being validated.
#[derive(Default)]
pub(crate) struct EntryState {
    /// The first unknown thing in it: its byte offset, and the error it would be.
    pub(crate) unknown: Option<(usize, FileErrorKind)>,
    /// The first error in it, and its byte offset, if it is excused by a newer format.
    pub(crate) excused: Option<(usize, FileErrorKind)>,
    /// True if something in it is only misspelt: one letter away from a known name.
    pub(crate) misspelt: bool,
}

impl<'a> Validator<'a> {
    /// Creates a validator for `text`; `on_unknown` decides about targets and updates with unknown
    /// content.
    #[must_use]
    pub fn new(text: &'a str, on_unknown: UnknownPolicy) -> Self {
        Self {
            text,
            line_index: OnceCell::new(),
            errors: Vec::new(),
            error_limit: ErrorLimit::default(),
            unknown: UnknownFields::default(),
            on_unknown,
            entry: None,
        }
    }

    /// Returns the errors in the order of the text, at the end the number of those that are not
    /// listed, and everything unknown.
    #[must_use]
    pub fn finish(mut self) -> (Vec<FileError>, UnknownFields) {
        self.errors.sort_by_key(|error| error.position);
        if let Some((offset, kind)) = std::mem::take(&mut self.error_limit).further() {
            let last = self.errors.last().map_or(LineCol::START, |error| error.position);
            let position = self.line_col(offset).max(last);
            self.errors.push(FileError { position, kind });
        }
        self.unknown.locate(|locator| {
            locator.feed(self.text.as_bytes());
        });
        (self.errors, self.unknown)
    }

    /// Reads an amount.
    pub(crate) fn amount(&mut self, raw: &'a str) -> Option<Amount> {
        match from_ron::<f64>(raw).ok().and_then(Amount::new) {
            Some(amount) => Some(amount),
            None => self.reject(raw, FileErrorKind::BadAmount(trimmed(raw).to_owned())),
        }
    }

    /// Parses one of the `known` words, which are written without quotes.
    pub fn keyword<T: Deserialize<'a>>(
        &mut self,
        raw: &'a str,
        known: &[&'static str],
    ) -> Option<T> {
        if let Ok(value) = from_ron(raw) {
            return Some(value);
        }
        let (at, found) = (self.offset(trimmed(raw)), syntax::quote_start(trimmed(raw)));
        let kind = || FileErrorKind::UnknownWord(found.clone(), known.to_vec());
        let is_word = found.starts_with(|c: char| c.is_alphabetic());
        if is_word && self.leaves_out(at, &found, known, kind) {
            None
        } else {
            self.reject(raw, kind())
        }
    }

    /// Reads the list of texts in the field `name`, none of which may be empty.
    pub(crate) fn texts(
        &mut self,
        fields: &Fields<'a>,
        name: &'static str,
    ) -> Vec<OwnedText<'static>> {
        let raws = self.list(fields.get(name));
        raws.into_iter()
            .map(|raw| {
                let text = self.text(raw).unwrap_or_default();
                self.check_not_empty(raw, &text, name);
                text
            })
            .collect()
    }

    /// Reads the text in the field `name`, which must not be empty.
    pub(crate) fn required_text(
        &mut self,
        fields: &Fields<'a>,
        name: &'static str,
    ) -> OwnedText<'static> {
        let Some(raw) = fields.get(name) else { return OwnedText::default() };
        let Some(text) = self.text(raw) else { return OwnedText::default() };
        self.check_not_empty(raw, &text, name);
        text
    }

    fn check_not_empty(&mut self, raw: &'a str, text: &OwnedText, name: &'static str) {
        if text.as_text().is_empty() {
            self.error(raw, FileErrorKind::EmptyText(name));
        }
    }

    /// Reads the text in the field `name`; empty if there is none.
    pub(crate) fn optional_text(&mut self, fields: &Fields<'a>, name: &str) -> OwnedText<'static> {
        fields.get(name).and_then(|raw| self.text(raw)).unwrap_or_default()
    }

    /// Parses a text: in both languages, `(zh: "…", en: "…")`, or a plain `"…"`, which is Chinese.
    fn text(&mut self, raw: &'a str) -> Option<OwnedText<'static>> {
        let first = tokenize(raw).find(|token| !token.is_comment());
        if first.is_none_or(|token| token.text != "(") {
            return Some(OwnedText { zh: self.single_text(raw)?.into(), en: "".into() });
        }
        let fields = self.fields(raw, &["zh", "en"], &[])?;
        let [zh, en] = ["zh", "en"]
            .map(|name| fields.get(name).map_or(Some(String::new()), |raw| self.single_text(raw)));
        Some(OwnedText { zh: zh?.into(), en: en?.into() })
    }

    /// Parses a text in one language and sanitizes it.
    fn single_text(&mut self, raw: &'a str) -> Option<String> {
        self.value::<String>(raw).map(|text| clean(&text).trim().to_owned())
    }

    /// Parses the fields of a struct, and reports those that are repeated, not `known`, or
    /// `required` but missing.
    pub fn fields(
        &mut self,
        raw: &'a str,
        known: &'static [&'static str],
        required: &[&'static str],
    ) -> Option<Fields<'a>> {
        let fields: Fields<'a> = self.value(raw)?;
        let mut missing: Vec<&str> =
            required.iter().copied().filter(|name| fields.get(name).is_none()).collect();
        let mut seen = vec![false; known.len()];
        for (name, address) in fields.names() {
            let at = self.offset_of(address);
            match known.iter().position(|other| *other == name).and_then(|nth| seen.get_mut(nth)) {
                Some(seen) if *seen => {
                    self.error_at(at, FileErrorKind::RepeatedField(name.to_owned()));
                }
                Some(seen) => *seen = true,
                None => self.unknown_field(at, name, known, &mut missing),
            }
        }
        for name in missing {
            self.error(raw, FileErrorKind::MissingField(name.to_owned()));
        }
        Some(fields)
    }

    /// Returns the raw values of a list; none if there is no list.
    pub fn list(&mut self, raw: Option<&'a str>) -> Vec<&'a str> {
        let Some(raw) = raw else { return Vec::new() };
        let values: Vec<&'a RawValue> = self.value(raw).unwrap_or_default();
        values.into_iter().map(RawValue::get_ron).collect()
    }

    /// Parses `raw`, or records its error and returns `None`.
    pub fn value<T: Deserialize<'a>>(&mut self, raw: &'a str) -> Option<T> {
        match from_ron(raw) {
            Ok(value) => Some(value),
            Err(error) => {
                let (offset, kind) = syntax::explain(raw, &error);
                if kind == FileErrorKind::Empty {
                    self.errors.push(FileError { position: LineCol::START, kind });
                    return None;
                }
                self.error_at(self.offset(raw) + offset, kind);
                None
            }
        }
    }

    /// Records an error at `raw` and returns `None`.
    pub fn reject<T>(&mut self, raw: &'a str, kind: FileErrorKind) -> Option<T> {
        self.error(raw, kind);
        None
    }

    /// Records an error at `raw`.
    pub(crate) fn error(&mut self, raw: &'a str, kind: FileErrorKind) {
        self.error_at(self.offset(trimmed(raw)), kind);
    }

    /// Records an error at byte `offset`, unless a newer format excuses it, or counts it if there are
    /// many.
    pub(crate) fn error_at(&mut self, offset: usize, kind: FileErrorKind) {
        if !self.excuses(offset, &kind) && self.error_limit.count(|| offset) {
            let position = self.line_col(offset);
            self.errors.push(FileError { position, kind });
        }
    }

    /// Returns the byte offset in the text of `raw`, a slice of it.
    pub(crate) fn offset(&self, raw: &str) -> usize {
        self.offset_of(raw.as_ptr().addr())
    }

    /// Converts a memory address within the text to a byte offset.
    pub(crate) fn offset_of(&self, address: usize) -> usize {
        let start = self.text.as_ptr().addr();
        debug_assert!((start..=start + self.text.len()).contains(&address), "not in the text");
        address.saturating_sub(start).min(self.text.len())
    }

    pub(crate) fn line_col(&self, offset: usize) -> LineCol {
        self.line_index.get_or_init(|| LineIndex::new(self.text)).line_col(offset)
    }
}
