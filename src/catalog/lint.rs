//! What a file may say and hardly means: the remarks of a colleague who reads it over.

use std::collections::{HashMap, HashSet};

use super::exchange::{Column, ProgrammeField, stray_qualifier};
use super::{Catalog, Project, ProjectNo, Text, Texts};
use crate::lang::Lang::{self, En, Zh};
use crate::lang::fill;
use crate::text::cells;

/// What a line holds of a title on the smallest screen, 40 columns wide: the number and the marks beside it take the rest.
pub const TITLE_MAX: usize = 36;

/// The longest text, in characters: several screens of the largest size, and more than anybody reads on a board.
pub const TEXT_MAX: usize = 5_000;

/// A name of a place shorter than this may stand for many things, and one that is longer than that is a story, in characters.
const PLACE_MIN: usize = 3;
const PLACE_MAX: usize = 100;

/// The most places that are remarked upon in one summary.
const UNLISTED_MAX: usize = 50;

/// Something to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lint {
    /// A figure that does not say of what unit.
    NoUnit(String),
    /// A title that does not fit on a narrow screen, and how wide it is.
    LongTitle(usize),
    /// A text that no screen shows as a whole, and how many characters it has.
    LongText(usize),
    /// A text that is there in Chinese only, while others are in English, too; what it is called in both languages.
    NoEnglish(&'static str),
    /// A place that the summary names and the list does not.
    UnlistedPlace(String),
    /// Full-width digits, and the text with plain ones.
    FullWidthDigits(String),
    /// A qualifier among the words, where it does not count.
    StrayQualifier(String),
    /// A title that another project has, too.
    SameTitle(ProjectNo),
    /// A domain without projects.
    IdleDomain(String),
}

/// Whose text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The programme's.
    Programme(ProgrammeField),
    /// That domain's.
    Domain(usize),
    /// That project's.
    Project(usize),
}

/// A text of a programme: whose, which field, which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Whose.
    pub owner: Owner,
    /// Which field, in which language.
    pub column: Column,
    /// Which of several, from 0.
    pub nth: usize,
}

impl Lint {
    /// What programs and comments call it: the same for ever.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoUnit(_) => "no-unit",
            Self::LongTitle(_) => "long-title",
            Self::LongText(_) => "long-text",
            Self::NoEnglish(_) => "no-english",
            Self::UnlistedPlace(_) => "unlisted-place",
            Self::FullWidthDigits(_) => "full-width-digits",
            Self::StrayQualifier(_) => "stray-qualifier",
            Self::SameTitle(_) => "same-title",
            Self::IdleDomain(_) => "idle-domain",
        }
    }

    /// What to look at, and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::NoUnit(what) => fill(s.lint_no_unit, &[what]),
            Self::LongTitle(wide) => fill(s.lint_long_title, &[&wide.to_string(), &TITLE_MAX.to_string()]),
            Self::LongText(length) => fill(s.lint_long_text, &[&length.to_string(), &TEXT_MAX.to_string()]),
            Self::NoEnglish(label) => {
                let (zh, en) = label.split_once(' ').unwrap_or((label, label));
                fill(s.lint_no_english, &[if lang == Zh { zh } else { en }])
            }
            Self::UnlistedPlace(place) => fill(s.lint_unlisted_place, &[place]),
            Self::FullWidthDigits(plain) => fill(s.lint_full_width_digits, &[plain]),
            Self::StrayQualifier(word) => fill(s.lint_stray_qualifier, &[word]),
            Self::SameTitle(no) => fill(s.lint_same_title, &[&no.to_string()]),
            Self::IdleDomain(id) => fill(s.lint_idle_domain, &[id]),
        }
    }
}

/// All there is to remark about a programme.
#[must_use]
pub fn lint(catalog: &Catalog) -> Vec<(FieldPath, Lint)> {
    let mut reader = Linter {
        lints: Vec::new(),
        has_english: has_english(catalog),
        titles: HashMap::new(),
        places: PlaceNames::from_catalog(catalog),
    };
    reader.check_programme(catalog);
    for (nth, (at, domain)) in catalog.domains().enumerate() {
        let owner = Owner::Domain(nth);
        reader.check_text(owner, Column::Name, 0, domain.name);
        if catalog.projects_in(at).is_empty() {
            reader.push(owner, Column::Id, 0, Lint::IdleDomain(domain.id.to_owned()));
        }
    }
    for (nth, (_, project)) in catalog.projects().enumerate() {
        reader.check_project(Owner::Project(nth), &project);
    }
    reader.lints
}

fn has_english(catalog: &Catalog) -> bool {
    let said = |text: Text| !text.exactly(En).is_empty();
    said(catalog.programme().title) || catalog.projects().any(|(_, project)| said(project.title))
}

struct Linter<'a> {
    lints: Vec<(FieldPath, Lint)>,
    has_english: bool,
    titles: HashMap<&'a str, ProjectNo>,
    places: PlaceNames<'a>,
}

impl<'a> Linter<'a> {
    fn push(&mut self, owner: Owner, column: Column, nth: usize, lint: Lint) {
        self.lints.push((FieldPath { owner, column, nth }, lint));
    }

    fn check_programme(&mut self, catalog: &Catalog) {
        let programme = catalog.programme();
        for (field, text) in [
            (ProgrammeField::Title, programme.title),
            (ProgrammeField::Locality, programme.locality),
            (ProgrammeField::Source, programme.source),
            (ProgrammeField::Note, programme.note),
        ] {
            let says = |lang| if lang == Zh { Column::ValueZh } else { Column::ValueEn };
            self.check_text(Owner::Programme(field), says, 0, text);
        }
    }

    fn check_project(&mut self, owner: Owner, project: &Project<'a>) {
        let title = project.title.exactly(Zh);
        match self.titles.get(title) {
            Some(first) => self.push(owner, Column::Title(Zh), 0, Lint::SameTitle(*first)),
            None if title.is_empty() => {}
            None => drop(self.titles.insert(title, project.no)),
        }
        for lang in Lang::ALL {
            let wide = cells(project.title.exactly(lang));
            if wide > TITLE_MAX {
                self.push(owner, Column::Title(lang), 0, Lint::LongTitle(wide));
            }
        }
        self.check_text(owner, Column::Title, 0, project.title);
        self.check_text(owner, Column::Summary, 0, project.summary);
        for (nth, target) in project.targets.iter().enumerate() {
            self.check_text(owner, Column::Targets, nth, target.what);
            self.check_text(owner, Column::Targets, nth, target.unit);
            if target.unit.is_empty() {
                self.push(owner, Column::Targets(Zh), nth, Lint::NoUnit(target.what.get(Zh).to_owned()));
            }
            for lang in Lang::ALL {
                if let Some(word) = stray_qualifier(target.what.exactly(lang), target.unit.exactly(lang)) {
                    self.push(owner, Column::Targets(lang), nth, Lint::StrayQualifier(word.to_owned()));
                }
            }
        }
        self.check_texts(owner, Column::Places, project.places);
        self.check_texts(owner, Column::Partners, project.partners);
        self.check_texts(owner, Column::Facts, project.facts);
        self.notes(owner, project);
        for place in self.places.unlisted_in(project) {
            self.push(owner, Column::Summary(Zh), 0, Lint::UnlistedPlace(place.to_owned()));
        }
    }

    fn check_texts(&mut self, owner: Owner, column: fn(Lang) -> Column, texts: Texts) {
        for (nth, text) in texts.iter().enumerate() {
            self.check_text(owner, column, nth, text);
        }
    }

    /// The words of reports, which nobody translates.
    fn notes(&mut self, owner: Owner, project: &Project) {
        let course = project.progress_record();
        for (nth, update) in course.updates.iter().enumerate() {
            self.length(owner, Column::Note, nth, update.note);
        }
        // Those about a target are found by the target.
        for (nth, updates) in course.targets.iter().enumerate() {
            updates.iter().for_each(|update| self.length(owner, Column::Targets, nth, update.note));
        }
    }

    fn length(&mut self, owner: Owner, column: fn(Lang) -> Column, nth: usize, text: Text) {
        for lang in Lang::ALL {
            let said = text.exactly(lang);
            // No text has more characters than bytes.
            let length = if said.len() > TEXT_MAX { said.chars().count() } else { 0 };
            if length > TEXT_MAX {
                self.push(owner, column(lang), nth, Lint::LongText(length));
            }
        }
    }

    /// What holds of any text: it is there in English, too, where others are, its digits are plain ones, and a screen
    /// shows it.
    fn check_text(&mut self, owner: Owner, column: fn(Lang) -> Column, nth: usize, text: Text) {
        if self.has_english && !text.exactly(Zh).is_empty() && text.exactly(En).is_empty() {
            let label = if let Owner::Programme(field) = owner { field.label() } else { column(Zh).header() };
            self.push(owner, column(Zh), nth, Lint::NoEnglish(label));
        }
        for lang in Lang::ALL {
            let said = text.exactly(lang);
            if said.contains(|c| matches!(c, '０'..='９')) {
                let plain = said.chars().map(|c| if matches!(c, '０'..='９') { crate::text::half_width(c) } else { c });
                self.push(owner, column(lang), nth, Lint::FullWidthDigits(plain.collect()));
            }
        }
        self.length(owner, column, nth, text);
    }
}

/// The names of all places that projects list, in order, and the first two characters that any of them has.
struct PlaceNames<'a> {
    names: Vec<&'a str>,
    begin: HashSet<(char, char)>,
}

impl<'a> PlaceNames<'a> {
    fn from_catalog(catalog: &'a Catalog) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for (_, project) in catalog.projects() {
            // What stands in brackets is about the place, and no part of its name.
            let listed = project.places.iter().map(|place| place.exactly(Zh).split(['（', '(']).next().unwrap_or_default());
            let is_name = |name: &&str| (PLACE_MIN..=PLACE_MAX).contains(&name.chars().take(PLACE_MAX + 1).count());
            names.extend(listed.map(str::trim).filter(is_name));
        }
        names.sort_unstable();
        names.dedup();
        let begin = names.iter().filter_map(|name| name.chars().next().zip(name.chars().nth(1))).collect();
        Self { names, begin }
    }

    /// The longest name that `text` begins with.
    fn at_start(&self, mut text: &str) -> Option<&'a str> {
        loop {
            // What a text begins with stands before it in order, and none but what is longer stands between.
            let last = self.names.partition_point(|name| *name <= text).checked_sub(1)?;
            let name = *self.names.get(last)?;
            let shared = name.char_indices().zip(text.chars()).find(|((_, one), other)| one != other);
            match shared {
                Some(((0, _), _)) => return None,
                Some(((end, _), _)) => text = text.get(..end)?,
                None => return Some(name),
            }
        }
    }

    /// The places that a project's summary names, of which its own list has none that is called so.
    fn unlisted_in(&self, project: &Project) -> Vec<&'a str> {
        let summary = project.summary.exactly(Zh);
        let mut named: Vec<&str> = Vec::new();
        for ((at, first), second) in summary.char_indices().zip(summary.chars().skip(1)) {
            if !self.begin.contains(&(first, second)) {
                continue;
            }
            // Of two that begin alike the longer is meant.
            if let Some(name) = self.at_start(summary.get(at..).unwrap_or_default())
                && !named.contains(&name)
            {
                named.push(name);
                if named.len() == UNLISTED_MAX {
                    break;
                }
            }
        }
        if !named.is_empty() {
            let listed: Vec<&str> = project.places.iter().map(|place| place.exactly(Zh)).collect();
            named.retain(|name| !listed.iter().any(|place| place.contains(name) || name.contains(place)));
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_however_many_begin_like_it() {
        let mut names = vec!["菊园新村", "菊园新村东", "菊园新村东区一号", "菊园路", "柏庐", "柏庐路"];
        names.sort_unstable();
        let places = PlaceNames { names, begin: HashSet::new() };
        for (text, name) in [
            ("菊园新村东区改造", Some("菊园新村东")),
            ("菊园新村", Some("菊园新村")),
            ("菊园新村西", Some("菊园新村")),
            ("菊园新", None),
            ("菊园路面", Some("菊园路")),
            ("柏庐路", Some("柏庐路")),
            ("柏庐公园", Some("柏庐")),
            ("一号", None),
            ("龙", None),
            ("", None),
        ] {
            assert_eq!(places.at_start(text), name, "{text}");
        }
    }
}
