//! Lints: content of a file that is valid but hardly intended.

use std::collections::{HashMap, HashSet};

use super::exchange::{Column, ProgrammeField, stray_qualifier};
use super::{Catalog, Project, ProjectNo, Text, Texts};
use crate::lang::Lang::{self, En, Zh};
use crate::lang::fill;
use crate::text::cells;

/// Widest title, in cells, that fits on a line of the smallest screen, 40 columns wide: the number
/// and the marks beside it take the rest.
pub const TITLE_MAX: usize = 36;

/// Longest text, in characters: several screens of the largest size, and more than people read on a
/// board.
pub const TEXT_MAX: usize = 5_000;

/// Shortest place name that is looked for, in characters: a shorter one may stand for many things.
const PLACE_MIN: usize = 3;
/// Longest place name that is looked for, in characters: a longer one is a description.
const PLACE_MAX: usize = 100;

/// Maximum number of unlisted places reported for a summary.
const UNLISTED_MAX: usize = 50;

/// Content that the user should look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lint {
    /// Target without a unit; holds its description.
    NoUnit(String),
    /// Title that does not fit on a narrow screen, and its width in cells.
    LongTitle(usize),
    /// Text that no screen shows as a whole, and its length in characters.
    LongText(usize),
    /// Text in Chinese only, while others are in English, too; holds its bilingual label.
    NoEnglish(&'static str),
    /// Place that is named in the summary but missing in the list.
    UnlistedPlace(String),
    /// Full-width digits; holds the text with plain ones.
    FullWidthDigits(String),
    /// Qualifier among the words of a target, where it has no effect.
    StrayQualifier(String),
    /// Title that another project has, too; holds its number.
    SameTitle(ProjectNo),
    /// Domain without projects; holds its id.
    IdleDomain(String),
}

/// Owner of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The programme, and the field.
    Programme(ProgrammeField),
    /// The domain at this position, from 0.
    Domain(usize),
    /// The project at this position, from 0.
    Project(usize),
}

/// Location of a text within a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Owner of the text.
    pub owner: Owner,
    /// Field and language.
    pub column: Column,
    /// Position within a list, from 0.
    pub nth: usize,
}

impl Lint {
    /// Returns the code for programs and `check: allow` comments; stable across versions.
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

    /// Returns the message: what to look at, and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::NoUnit(what) => fill(s.lint_no_unit, &[what]),
            Self::LongTitle(wide) => {
                fill(s.lint_long_title, &[&wide.to_string(), &TITLE_MAX.to_string()])
            }
            Self::LongText(length) => {
                fill(s.lint_long_text, &[&length.to_string(), &TEXT_MAX.to_string()])
            }
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

/// Returns all lints of a catalogue with their locations.
#[must_use]
pub(super) fn lint(catalog: &Catalog) -> Vec<(FieldPath, Lint)> {
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
                self.push(
                    owner,
                    Column::Targets(Zh),
                    nth,
                    Lint::NoUnit(target.what.get(Zh).to_owned()),
                );
            }
            for lang in Lang::ALL {
                if let Some(word) =
                    stray_qualifier(target.what.exactly(lang), target.unit.exactly(lang))
                {
                    self.push(
                        owner,
                        Column::Targets(lang),
                        nth,
                        Lint::StrayQualifier(word.to_owned()),
                    );
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

    /// Checks only the length of the notes of updates, because they are usually not translated.
    fn notes(&mut self, owner: Owner, project: &Project) {
        let course = project.progress_record();
        for (nth, update) in course.updates.iter().enumerate() {
            self.length(owner, Column::Note, nth, update.note);
        }
        // Notes about a target are located by the target.
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

    /// Checks any text: it is in English, too, if others are, its digits are plain ones, and a
    /// screen can show it.
    fn check_text(&mut self, owner: Owner, column: fn(Lang) -> Column, nth: usize, text: Text) {
        if self.has_english && !text.exactly(Zh).is_empty() && text.exactly(En).is_empty() {
            let label = if let Owner::Programme(field) = owner {
                field.label()
            } else {
                column(Zh).header()
            };
            self.push(owner, column(Zh), nth, Lint::NoEnglish(label));
        }
        for lang in Lang::ALL {
            let said = text.exactly(lang);
            if said.contains(|c| matches!(c, '０'..='９')) {
                let plain = said
                    .chars()
                    .map(|c| if matches!(c, '０'..='９') { crate::text::half_width(c) } else { c });
                self.push(owner, column(lang), nth, Lint::FullWidthDigits(plain.collect()));
            }
        }
        self.length(owner, column, nth, text);
    }
}

/// Names of all places that projects list, sorted, and the first two characters of each.
struct PlaceNames<'a> {
    names: Vec<&'a str>,
    begin: HashSet<(char, char)>,
}

impl<'a> PlaceNames<'a> {
    fn from_catalog(catalog: &'a Catalog) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for (_, project) in catalog.projects() {
            // Text in brackets is about the place and not part of its name.
            let listed = project
                .places
                .iter()
                .map(|place| place.exactly(Zh).split(['（', '(']).next().unwrap_or_default());
            let is_name = |name: &&str| {
                (PLACE_MIN..=PLACE_MAX).contains(&name.chars().take(PLACE_MAX + 1).count())
            };
            names.extend(listed.map(str::trim).filter(is_name));
        }
        names.sort_unstable();
        names.dedup();
        let begin =
            names.iter().filter_map(|name| name.chars().next().zip(name.chars().nth(1))).collect();
        Self { names, begin }
    }

    /// Returns the longest name that `text` begins with.
    fn at_start(&self, mut text: &str) -> Option<&'a str> {
        loop {
            // A prefix of `text` sorts before it, and only longer names with that prefix come in
            // between.
            let last = self.names.partition_point(|name| *name <= text).checked_sub(1)?;
            let name = *self.names.get(last)?;
            let shared =
                name.char_indices().zip(text.chars()).find(|((_, one), other)| one != other);
            match shared {
                Some(((0, _), _)) => return None,
                Some(((end, _), _)) => text = text.get(..end)?,
                None => return Some(name),
            }
        }
    }

    /// Returns the places that a project's summary names but its own list does not.
    fn unlisted_in(&self, project: &Project) -> Vec<&'a str> {
        let summary = project.summary.exactly(Zh);
        let mut named: Vec<&str> = Vec::new();
        for ((at, first), second) in summary.char_indices().zip(summary.chars().skip(1)) {
            if !self.begin.contains(&(first, second)) {
                continue;
            }
            // Of two names with the same beginning the longer is meant.
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
            named.retain(|name| {
                !listed.iter().any(|place| place.contains(name) || name.contains(place))
            });
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_however_many_begin_like_it() {
        let mut names =
            vec!["菊园新村", "菊园新村东", "菊园新村东区一号", "菊园路", "柏庐", "柏庐路"];
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
