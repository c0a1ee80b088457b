//! Validates the header of a programme, its domains and its projects.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::detail_fields::DETAIL_FIELDS;
use super::domains::Domains;
use super::fields::Fields;
use super::progress::{PROJECT_UPDATE, TARGET_UPDATE};
use super::validator::Validator;
use super::values::{NUMBER_MAX, from_ron, is_date, is_id, trimmed};
use crate::diagnostics::{FileErrorKind, ListField, TextField, suggestions};
use crate::lang::Lang;
use crate::model::{
    Catalog, DomainIx, Figure, NewDomain, NewProject, NewTarget, ProgrammeHeader, ProjectBatch,
    ProjectNo, Qualifier,
};

/// The known fields of a project.
pub(crate) static PROJECT_FIELDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut fields = vec!["no", "domain", "title"];
    fields.extend(TextField::ALL.map(TextField::name));
    fields.push("targets");
    fields.extend(ListField::ALL.map(ListField::name));
    fields.extend(DETAIL_FIELDS);
    fields.extend(["start", "end", "updates"]);
    fields
});

impl<'a> Validator<'a> {
    /// Parses the fields of the file.
    pub(crate) fn root_fields(&mut self) -> Option<Fields<'a>> {
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

    /// Validates the `fields` of the programme as a whole, including its domains.
    pub(crate) fn header(&mut self, fields: &Fields<'a>) -> ProgrammeHeader {
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

    /// Validates the whole text; `None` if it has no fields.
    pub(crate) fn catalog(&mut self) -> Option<Catalog> {
        let fields = self.root_fields()?;
        let header = self.header(&fields);
        let projects = self.projects(fields.get("projects"), &Domains::new(&header.domains));
        let mut catalog = Catalog::new(header);
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
            let is_repeated = !ids.insert(id.clone());
            if is_repeated {
                self.error(id_raw, FileErrorKind::RepeatedDomain(id.clone()));
            }
            let name = self.required_text(&fields, "name");
            let origin = fields.get("origin").and_then(|raw| self.origin(raw)).unwrap_or_default();
            if !is_repeated {
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

    /// Validates the project in `raw`. `numbers` holds the values of the `no` fields so far, by
    /// number.
    pub(crate) fn project(
        &mut self,
        raw: &'a str,
        domains: &Domains,
        numbers: &mut HashMap<u32, &'a str>,
    ) -> Option<NewProject<'static>> {
        let left_out = self.unknown.left_out();
        let fields = self.fields(raw, &PROJECT_FIELDS, &["no", "domain", "title"])?;
        let no = fields.get("no").and_then(|raw| self.number(raw, numbers));
        let domain = fields.get("domain").and_then(|raw| self.domain(raw, domains));
        let title = self.required_text(&fields, "title");
        let texts = TextField::ALL.map(|field| self.optional_text(&fields, field.name()));
        let targets = self.list(fields.get("targets")).into_iter();
        let targets =
            targets.filter_map(|raw| self.entry(|validator| validator.target(raw))).collect();
        let lists = ListField::ALL.map(|field| self.texts(&fields, field.name()));
        let details = self.details(&fields);
        let (start, end) = self.planned_days(&fields);
        let updates = self.updates(fields.get("updates"), PROJECT_UPDATE);
        let (no, domain) = (no?, domain?);
        self.unknown.put_owner(left_out, no);
        Some(NewProject { no, domain, title, texts, targets, lists, start, end, updates, details })
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
        if let Some(ix) = domains.get(&id) {
            return Some(ix);
        }
        // An error that is only counted needs no suggestions.
        if !self.error_limit.lists_more() {
            return self.reject(raw, FileErrorKind::UnknownDomain(id, Vec::new()));
        }
        let mut valid = domains.list.iter().filter(|domain| is_id(&domain.id));
        // The name of a domain in place of its id: suggest the id of that domain.
        let has_name = |domain: &&NewDomain| {
            Lang::ALL.iter().any(|lang| domain.name.as_text().exactly(*lang) == id)
        };
        let known = match valid.clone().find(has_name) {
            Some(domain) => vec![domain.id.clone()],
            // A file without any valid domain has been reported already.
            None if valid.next().is_none() => return None,
            None => suggestions(
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
        let updates = self.updates(fields.get("updates"), TARGET_UPDATE);
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

    fn year(&mut self, raw: &'a str) -> Option<u16> {
        match from_ron::<u16>(raw).ok().filter(|year| (1..=9999).contains(year)) {
            Some(year) => Some(year),
            None => self.reject(raw, FileErrorKind::BadYear(trimmed(raw).to_owned())),
        }
    }

    /// Reads a day; an error is recorded if it is not in the calendar.
    fn date(&mut self, raw: &'a str) -> String {
        let date: String = self.value(raw).unwrap_or_default();
        if !date.is_empty() && !is_date(&date) {
            self.error(raw, FileErrorKind::BadDate(date.clone()));
        }
        date
    }
}
