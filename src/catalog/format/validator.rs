//! Validates a text level by level and finds up to 100 errors in it.

use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use ron::value::RawValue;
use serde::Deserialize;

use super::fields::Fields;
use super::newer_format::EntryState;
use super::{Domains, NUMBER_MAX, is_date, is_id, ron_options, syntax};
use crate::catalog::error::{FileError, FileErrorKind, LineCol, helpful};
use crate::catalog::line_index::LineIndex;
use crate::catalog::model::{DomainIx, ProjectNo};
use crate::catalog::programmes::{Catalog, NewDomain, ProgrammeHeader, ProjectBatch};
use crate::catalog::store::{NewProject, NewTarget, OwnedText};
use crate::catalog::unknown_fields::{UnknownFields, UnknownPolicy};
use crate::catalog::{Amount, Figure, Qualifier};
use crate::lang::Lang;
use crate::text::clean;

/// Most errors that are reported: more than a user fixes in one go, even if the whole file is
/// wrong.
const ERRORS_MAX: usize = 100;

/// The known fields of a project.
pub(super) const PROJECT_FIELDS: &[&str] = &[
    "no", "domain", "title", "summary", "targets", "places", "partners", "facts", "start", "end",
    "updates",
];

/// Validator of one RON text, with the errors found in it.
pub struct Validator<'a> {
    text: &'a str,
    /// Line index of the text, built when the first error needs a position.
    places: OnceCell<LineIndex<'a>>,
    pub(super) errors: Vec<FileError>,
    /// The unknown fields found, which are no errors.
    pub(super) unknown: UnknownFields,
    pub(super) on_unknown: UnknownPolicy,
    /// State of the target or update that is being validated.
    pub(super) entry: Option<EntryState>,
}

impl<'a> Validator<'a> {
    /// Creates a validator for `text`.
    #[must_use]
    pub fn new(text: &'a str, on_unknown: UnknownPolicy) -> Self {
        Self {
            text,
            places: OnceCell::new(),
            errors: Vec::new(),
            unknown: UnknownFields::default(),
            on_unknown,
            entry: None,
        }
    }

    /// Returns all errors in the order of the text, and everything unknown.
    #[must_use]
    pub fn finish(mut self) -> (Vec<FileError>, UnknownFields) {
        self.errors.sort_by_key(|problem| problem.position);
        self.unknown.locate(|locator| {
            locator.pass(self.text.as_bytes());
        });
        (self.errors, self.unknown)
    }

    pub(super) fn root_fields(&mut self) -> Option<Fields<'a>> {
        const KNOWN: &[&str] = &[
            "format",
            "title",
            "locality",
            "year",
            "published",
            "source",
            "note",
            "domains",
            "projects",
        ];
        self.fields(self.text, KNOWN, &["title", "domains", "projects"])
    }

    pub(super) fn header(&mut self, fields: &Fields<'a>) -> ProgrammeHeader {
        self.format(fields.get("format"));
        ProgrammeHeader {
            title: self.required_text(fields, "title"),
            locality: self.optional_text(fields, "locality"),
            year: fields.get("year").and_then(|raw| self.year(raw)).unwrap_or_default(),
            published: fields.get("published").map(|raw| self.date(raw)).unwrap_or_default(),
            source: self.optional_text(fields, "source"),
            note: self.optional_text(fields, "note"),
            domains: self.domains(fields.get("domains")),
        }
    }

    pub(super) fn catalog(&mut self) -> Option<Catalog> {
        let fields = self.root_fields()?;
        let head = self.header(&fields);
        let projects = self.projects(fields.get("projects"), &Domains::new(&head.domains));
        let mut catalog = Catalog::new(head);
        catalog.append(&projects);
        catalog.sort();
        Some(catalog)
    }

    fn domains(&mut self, list: Option<&'a str>) -> Vec<NewDomain> {
        let (mut domains, mut ids) = (Vec::new(), HashSet::new());
        let raws = self.list(list);
        if let (true, Some(list)) = (raws.is_empty() && self.errors.is_empty(), list) {
            self.error(list, FileErrorKind::NoDomains);
        }
        for raw in raws {
            let Some(fields) = self.fields(raw, &["id", "name", "origin"], &["id", "name"]) else {
                continue;
            };
            let Some(id_raw) = fields.get("id") else { continue };
            let Some(id) = self.value::<String>(id_raw) else { continue };
            if id.is_empty() {
                self.error(id_raw, FileErrorKind::EmptyText("id"));
            } else if !is_id(&id) {
                self.error(id_raw, FileErrorKind::BadId(id.clone()));
            }
            let repeated = !ids.insert(id.clone());
            if repeated {
                self.error(id_raw, FileErrorKind::RepeatedDomain(id.clone()));
            }
            let name = self.required_text(&fields, "name");
            let origin = fields.get("origin").and_then(|raw| self.origin(raw)).unwrap_or_default();
            if !repeated {
                domains.push(NewDomain { id, name, origin });
            }
        }
        domains
    }

    fn projects(&mut self, list: Option<&'a str>, domains: &Domains) -> ProjectBatch {
        let raws = self.list(list);
        if let (true, Some(list)) = (raws.is_empty() && self.errors.is_empty(), list) {
            self.error(list, FileErrorKind::NoProjects);
        }
        let mut numbers = HashMap::new();
        let mut projects = ProjectBatch::default();
        for raw in raws {
            if let Some(project) = self.project(raw, domains, &mut numbers) {
                projects.push(&project);
            }
        }
        projects
    }

    pub(super) fn project(
        &mut self,
        raw: &'a str,
        domains: &Domains,
        numbers: &mut HashMap<u32, &'a str>,
    ) -> Option<NewProject<'static>> {
        let left_out = self.unknown.left_out();
        let fields = self.fields(raw, PROJECT_FIELDS, &["no", "domain", "title"])?;
        let no = fields.get("no").and_then(|raw| self.number(raw, numbers));
        let domain = fields.get("domain").and_then(|raw| self.domain(raw, domains));
        let title = self.required_text(&fields, "title");
        let summary = self.optional_text(&fields, "summary");
        let targets = self.list(fields.get("targets")).into_iter();
        let targets = targets.filter_map(|raw| self.entry(|judge| judge.target(raw))).collect();
        let [places, partners, facts] =
            ["places", "partners", "facts"].map(|name| self.texts(&fields, name));
        let (start, end) = self.planned_days(&fields);
        let updates = self.project_updates(fields.get("updates"));
        let (no, domain) = (no?, domain?);
        self.unknown.put_owner(left_out, no);
        Some(NewProject {
            no,
            domain,
            title,
            summary,
            targets,
            places,
            partners,
            facts,
            start,
            end,
            updates,
        })
    }

    fn number(&mut self, raw: &'a str, numbers: &mut HashMap<u32, &'a str>) -> Option<ProjectNo> {
        let Some(no) = from_ron::<u32>(raw).ok().filter(|no| (1..=NUMBER_MAX).contains(no)) else {
            return self.reject(raw, FileErrorKind::BadNumber(trimmed(raw).to_owned()));
        };
        match numbers.entry(no) {
            Entry::Vacant(entry) => {
                entry.insert(raw);
            }
            Entry::Occupied(first) => {
                let line = self.line_col(self.offset(first.get())).line;
                return self.reject(raw, FileErrorKind::RepeatedNumber(no, line));
            }
        }
        Some(ProjectNo(no))
    }

    fn domain(&mut self, raw: &'a str, domains: &Domains) -> Option<DomainIx> {
        let id: String = self.value(raw)?;
        if let Some(at) = domains.get(&id) {
            return Some(at);
        }
        // No further error is recorded, so none needs suggestions.
        if self.errors.len() >= ERRORS_MAX {
            return None;
        }
        let mut fit = domains.list.iter().filter(|domain| is_id(&domain.id));
        // The name of a domain in place of its id: suggest the id of that domain.
        let named = |domain: &&NewDomain| {
            Lang::ALL.iter().any(|lang| domain.name.as_text().exactly(*lang) == id)
        };
        let known = match fit.clone().find(named) {
            Some(domain) => vec![domain.id.clone()],
            // A file without any valid domain has been reported already.
            None if fit.next().is_none() => return None,
            None => helpful(
                &id,
                domains.list.iter().map(|domain| domain.id.as_str()).filter(|id| is_id(id)),
            ),
        };
        self.reject(raw, FileErrorKind::UnknownDomain(id, known))
    }

    fn target(&mut self, raw: &'a str) -> Option<NewTarget<'static>> {
        const QUALIFIERS: &[&str] = &["exact", "about", "at_least", "more_than", "range"];
        let fields = self.fields(
            raw,
            &["what", "qualifier", "amount", "max", "unit", "updates"],
            &["what", "amount"],
        )?;
        let what = self.required_text(&fields, "what");
        let unit = self.optional_text(&fields, "unit");
        let updates = self.target_updates(fields.get("updates"));
        let qualifier = fields
            .get("qualifier")
            .map_or(Some(Qualifier::Exact), |raw| self.keyword(raw, QUALIFIERS))?;
        let amount = fields.get("amount").and_then(|raw| self.amount(raw))?;
        let figure = match (qualifier, fields.get("max")) {
            (Qualifier::Exact, None) => Figure::Exact(amount),
            (Qualifier::About, None) => Figure::About(amount),
            (Qualifier::AtLeast, None) => Figure::AtLeast(amount),
            (Qualifier::MoreThan, None) => Figure::MoreThan(amount),
            (Qualifier::Range, Some(raw)) => match self.amount(raw)? {
                max if max < amount => return self.reject(raw, FileErrorKind::InvertedRange),
                max => Figure::Range(amount, max),
            },
            (Qualifier::Range, None) => return self.reject(raw, FileErrorKind::RangeWithoutMax),
            (_, Some(raw)) => return self.reject(raw, FileErrorKind::MaxWithoutRange),
        };
        Some(NewTarget { what, figure, unit, updates })
    }

    pub(super) fn amount(&mut self, raw: &'a str) -> Option<Amount> {
        match from_ron::<f64>(raw).ok().and_then(Amount::new) {
            Some(amount) => Some(amount),
            None => self.reject(raw, FileErrorKind::BadAmount(trimmed(raw).to_owned())),
        }
    }

    fn year(&mut self, raw: &'a str) -> Option<u16> {
        match from_ron::<u16>(raw).ok().filter(|year| (1..=9999).contains(year)) {
            Some(year) => Some(year),
            None => self.reject(raw, FileErrorKind::BadYear(trimmed(raw).to_owned())),
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
        let fault = || FileErrorKind::UnknownWord(found.clone(), known.to_vec());
        let is_word = found.starts_with(|c: char| c.is_alphabetic());
        if is_word && self.leaves_out(at, &found, known, fault) {
            None
        } else {
            self.reject(raw, fault())
        }
    }

    fn date(&mut self, raw: &'a str) -> String {
        let date: String = self.value(raw).unwrap_or_default();
        if !date.is_empty() && !is_date(&date) {
            self.error(raw, FileErrorKind::BadDate(date.clone()));
        }
        date
    }

    fn texts(&mut self, fields: &Fields<'a>, name: &'static str) -> Vec<OwnedText<'static>> {
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
    fn required_text(&mut self, fields: &Fields<'a>, name: &'static str) -> OwnedText<'static> {
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

    pub(super) fn optional_text(&mut self, fields: &Fields<'a>, name: &str) -> OwnedText<'static> {
        fields.get(name).and_then(|raw| self.text(raw)).unwrap_or_default()
    }

    /// Parses a text: in both languages, `(zh: "…", en: "…")`, or a plain `"…"`, which is Chinese.
    fn text(&mut self, raw: &'a str) -> Option<OwnedText<'static>> {
        // Skipping a comment in front means parsing the value once more; hardly any value has one.
        let start = if raw.trim_start().starts_with('/') { trimmed(raw) } else { raw.trim_start() };
        if !start.starts_with('(') {
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

    /// Parses the fields of a struct, and reports those that are repeated, not `known`, or `needed`
    /// but missing.
    pub fn fields(
        &mut self,
        raw: &'a str,
        known: &'static [&'static str],
        needed: &[&'static str],
    ) -> Option<Fields<'a>> {
        let fields: Fields<'a> = self.value(raw)?;
        let mut missing: Vec<&str> =
            needed.iter().copied().filter(|name| fields.get(name).is_none()).collect();
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
                let (offset, fault) = syntax::explain(raw, &error);
                if fault == FileErrorKind::Empty {
                    self.errors.push(FileError { position: LineCol::START, kind: fault });
                    return None;
                }
                self.error_at(self.offset(raw) + offset, fault);
                None
            }
        }
    }

    /// Records an error at `raw` and returns `None`.
    pub fn reject<T>(&mut self, raw: &'a str, fault: FileErrorKind) -> Option<T> {
        self.error(raw, fault);
        None
    }

    pub(super) fn error(&mut self, raw: &'a str, fault: FileErrorKind) {
        self.error_at(self.offset(trimmed(raw)), fault);
    }

    pub(super) fn error_at(&mut self, offset: usize, fault: FileErrorKind) {
        if self.errors.len() >= ERRORS_MAX || self.excuses(offset, &fault) {
            return;
        }
        let place = self.line_col(offset);
        self.errors.push(FileError { position: place, kind: fault });
    }

    /// Returns the byte offset in the text of `raw`, a slice of it.
    pub(super) fn offset(&self, raw: &str) -> usize {
        self.offset_of(raw.as_ptr().addr())
    }

    /// Converts a memory address within the text to a byte offset.
    pub(super) fn offset_of(&self, address: usize) -> usize {
        address.saturating_sub(self.text.as_ptr().addr()).min(self.text.len())
    }

    fn line_col(&self, offset: usize) -> LineCol {
        self.places.get_or_init(|| LineIndex::new(self.text)).line_col(offset)
    }
}

pub(super) fn from_ron<'a, T: Deserialize<'a>>(raw: &'a str) -> ron::error::SpannedResult<T> {
    ron_options().from_str(raw)
}

/// Returns `raw` without the white space and comments around it.
pub(super) fn trimmed(raw: &str) -> &str {
    RawValue::from_ron(raw).map_or(raw, |value| value.trim().get_ron())
}
