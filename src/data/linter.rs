//! Checks that find the lints of a catalog.

use std::collections::HashMap;

use crate::diagnostics::{
    CellList, Column, FieldPath, FileErrorKind, Lint, ListField, Owner, ProgrammeField, TEXT_MAX,
    TITLE_MAX, TextField, YEARS_MAX,
};
use crate::exchange::{
    half_bracket, is_known_unit, is_part_of_count, label_key, stray_number, stray_qualifier,
    stray_unit_qualifier,
};
use crate::lang::Lang::{self, En, Zh};
use crate::model::{Catalog, Figure, Project, ProjectNo, Target, Text};
use crate::storage::{DataSize, MemoryNeed};
use crate::text::{cells, has_lookalikes, unified_ideograph, with_unified_ideographs};

mod details;
mod place_names;
mod reports;

use self::place_names::PlaceNames;
pub(crate) use self::reports::total_lints;

/// Number of lints after which the available memory is checked again.
const LINTS_STEP: usize = 1 << 12;

/// Returns all lints of a catalog with their locations.
///
/// # Errors
/// There is too little memory for all of them.
pub(crate) fn lint(catalog: &Catalog) -> Result<Vec<(FieldPath, Lint)>, FileErrorKind> {
    let is_english = |text: Text| !text.exactly(En).is_empty();
    let mut linter = Linter::new(catalog);
    linter.titles = HashMap::with_capacity(catalog.len());
    linter.has_english = is_english(catalog.programme().title);
    for (_, project) in catalog.projects() {
        linter.has_english |= is_english(project.title);
        linter.places.add_places(&project);
    }
    linter.places.index_beginnings();
    linter.check_programme(catalog);
    linter.check_public_texts(catalog);
    let mut domain_names = HashMap::new();
    for (nth, (at, domain)) in catalog.domains().enumerate() {
        let owner = Owner::Domain(nth);
        linter.check_domain_name(owner, &mut domain_names, domain.name);
        linter.check_text(owner, Column::Name, 0, domain.name);
        if catalog.projects_in(at).is_empty() {
            linter.push(owner, Column::Id, 0, Lint::IdleDomain(domain.id.to_owned()));
        }
    }
    for (nth, (_, project)) in catalog.projects().enumerate() {
        linter.check_project(Owner::Project(nth), &project);
    }
    linter.shortage.map_or(Ok(linter.lints), Err)
}

/// Returns the lints of the words of targets, and of phone numbers.
///
/// # Errors
/// There is too little memory for all of them.
pub(crate) fn lint_figures(catalog: &Catalog) -> Result<Vec<(FieldPath, Lint)>, FileErrorKind> {
    let mut linter = Linter::new(catalog);
    linter.check_public_texts(catalog);
    for (nth, (_, project)) in catalog.projects().enumerate() {
        for (at, target) in project.targets.iter().enumerate() {
            linter.check_figure(Owner::Project(nth), at, &target);
        }
        linter.check_phones(Owner::Project(nth), &project);
    }
    linter.shortage.map_or(Ok(linter.lints), Err)
}

/// Checks of a catalog, with the lints found so far.
struct Linter<'a> {
    lints: Vec<(FieldPath, Lint)>,
    /// The error if there is too little memory for more lints.
    shortage: Option<FileErrorKind>,
    /// True if any title is in English.
    has_english: bool,
    /// The programme's year; 0 if it is not known.
    year: u16,
    /// First project with each title.
    titles: HashMap<&'a str, ProjectNo>,
    /// The units of targets so far.
    units: HashMap<&'a str, UnitFacts>,
    places: PlaceNames<'a>,
}

/// Maximum number of units that are remembered: a file has few, unless it has one for each target.
const UNITS_MAX: usize = 1_000;

/// Facts about the unit of a target.
#[derive(Clone, Copy, Debug)]
struct UnitFacts {
    /// Qualifier in it.
    qualifier: Option<&'static str>,
    is_known: bool,
}

impl UnitFacts {
    fn new(unit: &str) -> Self {
        Self { qualifier: stray_unit_qualifier(unit), is_known: is_known_unit(unit) }
    }
}

impl<'a> Linter<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        Self {
            lints: Vec::new(),
            shortage: None,
            has_english: false,
            year: catalog.programme().year,
            titles: HashMap::new(),
            units: HashMap::new(),
            places: PlaceNames::default(),
        }
    }

    fn push(&mut self, owner: Owner, column: Column, nth: usize, lint: Lint) {
        if self.shortage.is_some() {
            return;
        }
        self.lints.push((FieldPath { owner, column, nth }, lint));
        let count = self.lints.len();
        if count.is_multiple_of(LINTS_STEP) {
            let size = || DataSize { rows: count as u64, ..DataSize::default() };
            self.shortage = MemoryNeed::LINTS.check(count * size_of::<Lint>(), size).err();
        }
    }

    fn check_programme(&mut self, catalog: &Catalog) {
        for (field, text) in programme_texts(catalog) {
            let column = |lang| if lang == Zh { Column::ValueZh } else { Column::ValueEn };
            self.check_text(Owner::Programme(field), column, 0, text);
        }
    }

    /// Checks that the name of a domain is not one of `names` in another spelling, and adds it to
    /// them.
    fn check_domain_name(
        &mut self,
        owner: Owner,
        names: &mut HashMap<String, &'a str>,
        name: Text<'a>,
    ) {
        for lang in Lang::ALL {
            let name = name.exactly(lang);
            if name.is_empty() {
                continue;
            }
            let first = *names.entry(label_key(name)).or_insert(name);
            if first != name {
                let lint = Lint::SimilarDomain(name.to_owned(), first.to_owned());
                self.push(owner, Column::Name(lang), 0, lint);
            }
        }
    }

    fn check_project(&mut self, owner: Owner, project: &Project<'a>) {
        let title = project.title.exactly(Zh);
        match self.titles.get(title) {
            Some(first) => self.push(owner, Column::Title(Zh), 0, Lint::SameTitle(first.0)),
            None if title.is_empty() => {}
            None => drop(self.titles.insert(title, project.no)),
        }
        for lang in Lang::ALL {
            let title = project.title.exactly(lang);
            // No text takes more cells than bytes.
            let width = if title.len() > TITLE_MAX { cells(title) } else { 0 };
            if width > TITLE_MAX {
                self.push(owner, Column::Title(lang), 0, Lint::LongTitle(width));
            }
        }
        self.check_text(owner, Column::Title, 0, project.title);
        for field in TextField::ALL {
            self.check_text(owner, |lang| Column::Text(field, lang), 0, project.text(field));
        }
        for (nth, target) in project.targets.iter().enumerate() {
            self.check_text(owner, Column::Targets, nth, target.what);
            self.check_text(owner, Column::Targets, nth, target.unit);
            if target.unit.is_empty() {
                self.push(
                    owner,
                    Column::Targets(Zh),
                    nth,
                    Lint::NoUnit(target.what.get(Zh).to_owned()),
                );
            }
            self.check_figure(owner, nth, &target);
        }
        for field in ListField::ALL {
            for (nth, text) in project.list(field).iter().enumerate() {
                self.check_text(owner, |lang| Column::List(field, lang), nth, text);
            }
        }
        self.check_details(owner, project);
        self.check_notes(owner, project);
        self.check_reports(owner, project);
        self.check_days(owner, project);
        for place in self.places.unlisted_in(project) {
            let column = Column::Text(TextField::Summary, Zh);
            self.push(owner, column, 0, Lint::UnlistedPlace(place.to_owned()));
        }
    }

    /// Checks the words of a target.
    fn check_figure(&mut self, owner: Owner, nth: usize, target: &Target<'a>) {
        if matches!(target.figure, Figure::Exact(amount) if amount.value() == 0.0) {
            let lint = Lint::ZeroFigure(target.what.get(Zh).to_owned());
            self.push(owner, Column::Targets(Zh), nth, lint);
        }
        let unit = target.unit.get(Zh);
        if is_part_of_count(target.figure.amount(), unit) {
            let amount = format!("{} {unit}", target.figure.amount().value());
            let lint = Lint::PartOfCount(target.what.get(Zh).to_owned(), amount);
            self.push(owner, Column::Targets(Zh), nth, lint);
        }
        for lang in Lang::ALL {
            let (what, unit) = (target.what.exactly(lang), target.unit.exactly(lang));
            if what.is_empty() && unit.is_empty() {
                continue;
            }
            let facts = self.unit_facts(unit);
            for lint in figure_lints(what, unit, facts) {
                self.push(owner, Column::Targets(lang), nth, lint);
            }
        }
    }

    fn unit_facts(&mut self, unit: &'a str) -> UnitFacts {
        if let Some(facts) = self.units.get(unit) {
            return *facts;
        }
        let facts = UnitFacts::new(unit);
        if self.units.len() < UNITS_MAX {
            self.units.insert(unit, facts);
        }
        facts
    }

    /// Checks the notes of updates as any text, but not that they are in English, too: usually they
    /// are not translated.
    fn check_notes(&mut self, owner: Owner, project: &Project) {
        let record = project.progress_record();
        for (nth, update) in record.updates.iter().enumerate() {
            self.check_characters(owner, Column::Note, nth, update.note);
        }
        // Notes about a target are located by the target.
        for (nth, updates) in record.targets.iter().enumerate() {
            updates
                .iter()
                .for_each(|update| self.check_characters(owner, Column::Targets, nth, update.note));
        }
    }

    /// Checks that the days are near the programme's year.
    fn check_days(&mut self, owner: Owner, project: &Project) {
        let record = project.progress_record();
        let updates = record.updates.iter().enumerate();
        let planned = [(Column::Start, record.start), (Column::End, record.end)];
        let days = planned
            .into_iter()
            .filter_map(|(column, day)| Some((column, 0, day?)))
            .chain(updates.map(|(nth, update)| (Column::Note(Zh), nth, update.date)));
        for (column, nth, day) in days {
            if self.year > 0 && day.year().abs_diff(self.year) > YEARS_MAX {
                self.push(owner, column, nth, Lint::FarDay(day.to_string(), self.year));
            }
        }
    }

    fn check_length(
        &mut self,
        owner: Owner,
        column: impl Fn(Lang) -> Column,
        nth: usize,
        text: Text,
    ) {
        for lang in Lang::ALL {
            let text = text.exactly(lang);
            // No text has more characters than bytes.
            let length = if text.len() > TEXT_MAX { text.chars().count() } else { 0 };
            if length > TEXT_MAX {
                self.push(owner, column(lang), nth, Lint::LongText(length));
            }
        }
    }

    /// Checks any text: it is in English, too, if others are, its digits are plain ones, and a
    /// screen can show it.
    fn check_text(
        &mut self,
        owner: Owner,
        column: impl Fn(Lang) -> Column,
        nth: usize,
        text: Text,
    ) {
        if self.has_english && !text.exactly(Zh).is_empty() && text.exactly(En).is_empty() {
            let label = if let Owner::Programme(field) = owner {
                field.label()
            } else {
                column(Zh).header()
            };
            self.push(owner, column(Zh), nth, Lint::NoEnglish(label));
        }
        for lang in Lang::ALL {
            let text = text.exactly(lang);
            if has_full_width_digits(text) {
                let plain = text.chars().map(|c| {
                    if matches!(c, '０'..='９') { crate::text::to_half_width(c) } else { c }
                });
                self.push(owner, column(lang), nth, Lint::FullWidthDigits(plain.collect()));
            }
        }
        self.check_characters(owner, column, nth, text);
    }

    /// Checks that a screen can show the text, and that its ideographs are no other characters that
    /// look like them.
    fn check_characters(
        &mut self,
        owner: Owner,
        column: impl Fn(Lang) -> Column,
        nth: usize,
        text: Text,
    ) {
        for lang in Lang::ALL {
            let text = text.exactly(lang);
            if has_lookalikes(text) {
                let found = text.chars().filter(|c| unified_ideograph(*c) != *c).collect();
                let lint = Lint::Lookalikes(found, with_unified_ideographs(text).into_owned());
                self.push(owner, column(lang), nth, lint);
            }
        }
        self.check_length(owner, column, nth, text);
    }
}

/// Returns true if `text` has a full-width digit.
fn has_full_width_digits(text: &str) -> bool {
    // Their bytes in UTF-8; nearly no text has them.
    let bytes = text.as_bytes();
    let is_digit = |at| matches!(bytes.get(at..at + 3), Some([_, 0xbc, 0x90..=0x99]));
    memchr::memchr_iter(0xef, bytes).any(is_digit)
}

/// Returns the lints of the words of a target in one language.
fn figure_lints(what: &str, unit: &str, facts: UnitFacts) -> impl Iterator<Item = Lint> {
    let qualifier = stray_qualifier(what).or(facts.qualifier);
    let qualifier = qualifier.map(|word| Lint::StrayQualifier(word.to_owned()));
    let is_known = facts.is_known;
    let half = |text: &str| half_bracket(text).or_else(|| stray_number(text));
    let found = half(what).or_else(|| if is_known { None } else { half(unit) });
    // A unit of letters may be English.
    let is_unknown = !is_known && qualifier.is_none() && found.is_none() && has_han(unit);
    let unknown = is_unknown.then(|| Lint::UnknownUnit(unit.to_owned(), CellList::default()));
    [qualifier, found.map(Lint::FigureInWords), unknown].into_iter().flatten()
}

fn has_han(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
}

/// Returns the texts of the programme, with their fields.
fn programme_texts(catalog: &Catalog) -> [(ProgrammeField, Text<'_>); 4] {
    use ProgrammeField::{Locality, Note, Source, Title};
    let list = catalog.programme();
    [(Title, list.title), (Locality, list.locality), (Source, list.source), (Note, list.note)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_target_hold_no_number_half_bracket_or_unknown_unit() {
        let codes = |what, unit| -> Vec<_> {
            figure_lints(what, unit, UnitFacts::new(unit)).map(|lint| lint.code()).collect()
        };
        for (what, unit, expected) in [
            ("托班5所（", "个", &["figure-in-words"][..]),
            ("2026年停车位", "个", &["figure-in-words"]),
            ("床位", "张）", &["figure-in-words"]),
            ("床位", "张，护理型", &["unknown-unit"]),
            ("每天", "开放", &["unknown-unit"]),
            ("床位", "个以上", &["stray-qualifier"]),
            ("改造3号楼", "栋", &[]),
            ("G312 国道", "m2", &[]),
            ("60岁以上老人", "人次", &[]),
            ("道路", "条道路", &[]),
            ("Spaces", "spaces", &[]),
        ] {
            assert_eq!(codes(what, unit), expected, "{what} {unit}");
        }
    }
}
