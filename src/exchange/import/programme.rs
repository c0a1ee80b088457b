//! Imports the fields of the programme as a whole and its domains.

use std::collections::{HashMap, HashSet};

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::{clean_line, owned_text, parse_integer, year_in};
use super::layout::{DomainSource, Layout, ProjectRows, numbered_domain};
use super::list_years::list_year;
use crate::diagnostics::{
    CellList, Column, FileErrorKind, LeftOutRow, Note, ProgrammeField, TitleYear, UnreadReason,
    one_letter_off,
};
use crate::exchange::labels::label_key;
use crate::exchange::origin_word;
use crate::exchange::unsorted::unsorted_domain;
use crate::format::{self, builtin};
use crate::lang::Lang;
use crate::model::{Catalog, Domain, NewDomain, Origin, ProgrammeHeader, ProjectNo};
use crate::text::with_arabic_dates;

impl Importer<'_> {
    /// Imports the fields of the programme as a whole, without its domains.
    pub(crate) fn programme(&mut self, rows: &Layout) -> ProgrammeHeader {
        let mut programme = ProgrammeHeader::default();
        for row in rows.programme.iter().copied() {
            let label = clean_line(self.cell(row, Column::Field));
            let field = ProgrammeField::from_label(&label);
            if self.cells.programme.iter().any(|(other, _)| Some(*other) == field) {
                self.account.leave_out_row(row, UnreadReason::RepeatedField);
                continue;
            }
            self.cells.programme.extend(field.map(|field| (field, row)));
            let zh = clean_line(self.cell(row, Column::ValueZh));
            let has_english =
                !matches!(field, Some(ProgrammeField::Year | ProgrammeField::Published));
            let en = if has_english { self.cell(row, Column::ValueEn) } else { "" };
            let text = owned_text(zh.clone(), clean_line(en));
            match field {
                Some(ProgrammeField::Title) => programme.title = text,
                Some(ProgrammeField::Locality) => programme.locality = text,
                Some(ProgrammeField::Source) => programme.source = text,
                Some(ProgrammeField::Note) => programme.note = text,
                Some(ProgrammeField::Published) => {
                    let day = self.day(row, Column::ValueZh);
                    programme.published = day.map(|day| day.to_string()).unwrap_or_default();
                }
                Some(ProgrammeField::Year) if zh.is_empty() => {}
                Some(ProgrammeField::Year) => {
                    let year =
                        parse_integer(&with_arabic_dates(&zh).replace('年', "")).map(u16::try_from);
                    match year {
                        Some(Ok(year @ 1..=9999)) => programme.year = year,
                        _ => self.error_at(row, Column::ValueZh, FileErrorKind::BadYear(zh)),
                    }
                }
                None => {
                    let known = ProgrammeField::ALL.map(ProgrammeField::label).to_vec();
                    let names: Vec<&str> =
                        known.iter().flat_map(|label| label.split(' ')).collect();
                    if label.is_empty() || one_letter_off(&label, &names).is_some() {
                        let kind = FileErrorKind::UnknownField(label, known);
                        self.error_at(row, Column::Field, kind);
                    } else {
                        let (location, positions) =
                            (self.cells.location(Some(row), Column::Field), Vec::new());
                        let (name, known, count) = (label, &[][..], 1);
                        self.account.mark_row_told(row, None);
                        self.note(location, Note::UnknownField { name, known, count, positions });
                    }
                }
            }
        }
        self.complete_title(&mut programme, rows);
        programme
    }

    /// Sets the title that the user gives, or else that of the programme's own table, the line
    /// above the table or the programme that the table is merged into.
    fn complete_title(&mut self, programme: &mut ProgrammeHeader, rows: &Layout) {
        if let Some(title) = &self.options.title {
            programme.title = owned_text(clean_line(title), String::new());
            if programme.year == 0 {
                programme.year = year_in(title).unwrap_or_default();
            }
        }
        match (&rows.title, programme.title.as_text().is_empty()) {
            (Some((row, title)), true) => {
                programme.title = owned_text(title.clone(), String::new());
                // Without a year no project that has only a last day is ever behind.
                let year = self.missing_year(programme, title);
                programme.year = year.year().unwrap_or(programme.year);
                self.note(self.first_cell(*row), Note::TitleFromRow(title.clone(), year));
            }
            (Some((row, title)), false) if *title != programme.title.as_text().get(Lang::Zh) => {
                let line = row.index + 1;
                let (kind, title) = (LeftOutRow::AboveTable, title.clone());
                let note = match self.missing_year(programme, &title) {
                    TitleYear::One(year) => {
                        programme.year = year;
                        Note::YearFromRow(title, year)
                    }
                    _ => Note::LeftOutRows(kind, title, line, line),
                };
                self.note(self.first_cell(*row), note);
            }
            (_, false) => {}
            (None, true) if self.base().is_some() => {
                programme.title =
                    self.base().map(|base| base.programme().title.into()).unwrap_or_default();
            }
            (None, true) => {
                let first = rows.projects.first().map_or_else(RowRef::default, |rows| rows.first);
                self.error(self.first_cell(RowRef { index: 0, ..first }), FileErrorKind::NoTitle);
            }
        }
        let is_open = self.missing_year(programme, "") != TitleYear::Given;
        if let (Some(project), true) =
            (rows.projects.first(), is_open && self.options.title.is_some())
        {
            let first = RowRef { index: 0, ..project.first };
            self.note(self.first_cell(first), Note::NoYear);
        }
    }

    /// Returns the year in `title`, if the programme has none yet.
    fn missing_year(&self, programme: &ProgrammeHeader, title: &str) -> TitleYear {
        if programme.year > 0 {
            return TitleYear::Given;
        }
        let has_base_year = self.base().is_some_and(|base| base.programme().year > 0);
        match list_year(title) {
            TitleYear::Missing | TitleYear::Several(_) if has_base_year => TitleYear::Given,
            year => year,
        }
    }

    /// Returns the domains from their table, or else those that the projects name.
    pub(crate) fn domains(&mut self, rows: &Layout) -> Vec<NewDomain> {
        let has_unsorted = self.reject_or_note_unsorted(rows);
        if rows.domains.is_empty() {
            return self.domains_from_projects(rows);
        }
        let (mut domains, mut ids) = (Vec::new(), HashSet::new());
        for row in rows.domains.iter().copied() {
            let id = clean_line(self.cell(row, Column::Id));
            if id.is_empty() {
                self.empty_cell(row, Column::Id);
            } else if !format::is_id(&id) {
                self.error_at(row, Column::Id, FileErrorKind::BadId(id.clone()));
            } else if ids.contains(&id) {
                self.error_at(row, Column::Id, FileErrorKind::RepeatedDomain(id.clone()));
                self.account.mark_row_read(row);
                continue;
            }
            let name = self.text(row, Column::Name);
            if name.as_text().is_empty() {
                self.empty_cell(row, Column::Name(Lang::Zh));
            }
            let origin = self.origin(row);
            ids.insert(id.clone());
            domains.push(NewDomain { id, name, origin });
            self.cells.domains.push(row);
        }
        domains.extend(has_unsorted.then(unsorted_domain));
        domains
    }

    /// Notes the projects that have no domain, because the table has no column for it; it is an
    /// error if the table is one of progress, or is merged into a programme. Returns true if there
    /// is such a project without an error.
    fn reject_or_note_unsorted(&mut self, rows: &Layout) -> bool {
        let is_unsorted = |project: &&ProjectRows| {
            project.domain == DomainSource::Missing
                && clean_line(self.cell(project.first, Column::Domain)).is_empty()
                && self.base_domain(project.first).is_none()
        };
        let mut unsorted = rows.projects.iter().filter(is_unsorted).peekable();
        let Some(project) = unsorted.peek() else { return false };
        let first = project.first.header;
        let mut cells = CellList::default();
        let header = rows.header_rows.get(first).copied().unwrap_or_default();
        let location = self.first_cell(header);
        for project in unsorted {
            let place = || self.first_cell(project.first).cell_name_beside(&location);
            cells.push_run(1, place);
        }
        let kind = if rows.dayless.contains(&first) {
            FileErrorKind::ProgressWithoutDay
        } else if self.base().is_some() {
            FileErrorKind::NoDomainColumn
        } else {
            self.note(location, Note::UnsortedTable(cells));
            return true;
        };
        self.error(location, kind);
        false
    }

    fn origin(&mut self, row: RowRef) -> Origin {
        let text = clean_line(self.cell(row, Column::Origin));
        let names = |words: &[&str]| words.iter().any(|word| text.to_lowercase().contains(word));
        if text.is_empty() || names(&["公告", "announce"]) {
            Origin::Announced
        } else if names(&["清单", "catalogue", "catalog"]) {
            Origin::Catalogue
        } else {
            let known = [Origin::Announced, Origin::Catalogue].map(origin_word).to_vec();
            self.error_at(row, Column::Origin, FileErrorKind::UnknownWord(text, known));
            Origin::Announced
        }
    }

    /// Returns the domains that the projects name. Those of the built-in catalog get its ids and
    /// names. Of names that differ only in their spelling, the shortest counts.
    fn domains_from_projects(&mut self, rows: &Layout) -> Vec<NewDomain> {
        let catalog = builtin();
        let mut domains: Vec<NewDomain> = Vec::new();
        // The texts so far, and the domains by their ids and names in one spelling.
        let mut seen: HashSet<String> = HashSet::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        for project in rows.projects.iter().copied() {
            let text = self.domain_text(project, rows);
            if text.is_empty() || seen.contains(&text) {
                continue;
            }
            seen.insert(text.clone());
            let text = numbered_domain(&text).unwrap_or(text);
            let key = label_key(&text);
            if let Some(domain) = by_key.get(&key).and_then(|nth| domains.get_mut(*nth)) {
                let is_shorter = text.chars().count() < domain.name.zh.chars().count();
                if is_shorter && domain.name.en.is_empty() {
                    domain.name = owned_text(text, String::new());
                }
                continue;
            }
            let base = self.base().into_iter().flat_map(Catalog::domains);
            let known = base.chain(catalog.domains()).map(|(_, domain)| domain);
            let known = known.into_iter().find(|domain| is_named(*domain, &key));
            let (id, name) = match known {
                Some(known) => (known.id.to_owned(), known.name.into()),
                None if text == Lang::Zh.strings().unsorted_domain => {
                    let unsorted = unsorted_domain();
                    (unsorted.id, unsorted.name)
                }
                None if format::is_id(&text) => (text.clone(), owned_text(text, String::new())),
                None => (format!("domain-{}", domains.len() + 1), owned_text(text, String::new())),
            };
            let names = Lang::ALL.map(|lang| name.as_text().exactly(lang));
            for name in [id.as_str()].into_iter().chain(names).filter(|name| !name.is_empty()) {
                by_key.entry(label_key(name)).or_insert(domains.len());
            }
            domains.push(NewDomain { id, name, origin: Origin::Announced });
        }
        let unsorted = unsorted_domain().id;
        let named = domains.iter().filter(|domain| domain.id != unsorted).count();
        self.note_domains(rows, named);
        self.domain_labels = Some(seen);
        domains
    }

    /// Notes where `count` domains were taken from.
    fn note_domains(&mut self, rows: &Layout, count: usize) {
        let Some(first) = rows.projects.first().filter(|_| count > 0) else { return };
        let is_named = |rows: &&ProjectRows| {
            !matches!(rows.domain, DomainSource::Cell | DomainSource::Missing)
        };
        let named = rows.projects.iter().find(is_named);
        let project = named.unwrap_or(first);
        let row = project.first;
        let name = self.domain_text(*project, rows);
        let header = rows.header_rows.get(row.header).copied();
        let location = self.cells.location(header, Column::Domain);
        let note = match project.domain {
            DomainSource::Section(_) => Note::SectionDomains(section_names(rows), count),
            DomainSource::Sheet(_) => Note::SheetDomains(name, count),
            DomainSource::Cell => Note::GatheredDomains(count),
            // They are those of the programme that the table is merged into.
            DomainSource::Missing => return,
        };
        self.note(location, note);
    }

    /// Returns the domain that the cell of a project names, or else its section or sheet, or without
    /// a column for it the programme that the table is merged into.
    pub(crate) fn domain_text(&self, project: ProjectRows, layout: &Layout) -> String {
        let text = clean_line(self.cell(project.first, Column::Domain));
        match project.domain {
            DomainSource::Section(nth) | DomainSource::Sheet(nth) if text.is_empty() => {
                layout.domain_names.get(nth).cloned().unwrap_or_default()
            }
            DomainSource::Missing if text.is_empty() => {
                let unsorted = || match self.base() {
                    Some(_) => String::new(),
                    None => Lang::Zh.strings().unsorted_domain.to_owned(),
                };
                self.base_domain(project.first).unwrap_or_else(unsorted)
            }
            _ => text,
        }
    }

    /// Returns the domain that the project of a row has in the programme that the table is merged
    /// into.
    fn base_domain(&self, row: RowRef) -> Option<String> {
        let base = self.base()?;
        let project = base.project(base.by_no(ProjectNo(self.number_in(row)?))?);
        Some(base.domain(project.domain).name.get(Lang::Zh).to_owned())
    }
}

/// Returns true if `key` is the id of `domain` or one of its names, as by [`label_key()`].
fn is_named(domain: Domain, key: &str) -> bool {
    domain.id == key || Lang::ALL.iter().any(|lang| label_key(domain.name.exactly(*lang)) == key)
}

/// Returns the names of the sections that are domains, each once.
fn section_names(rows: &Layout) -> String {
    const NAMES_MAX: usize = 20;
    let mut seen = HashSet::new();
    let names = rows.projects.iter().filter_map(|project| match project.domain {
        DomainSource::Section(nth) => rows.domain_names.get(nth),
        _ => None,
    });
    let names: Vec<&str> = names.filter(|name| seen.insert(*name)).map(String::as_str).collect();
    let more = (names.len() > NAMES_MAX).then_some("..");
    names.into_iter().take(NAMES_MAX).chain(more).collect::<Vec<_>>().join("、")
}
