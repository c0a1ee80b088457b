//! What a programme is. Everything here has been checked: a value of these types can be shown as it is.
//!
//! All of it is looked at where a [`Catalog`](super::Catalog) keeps it, and costs nothing to hand on.

use std::fmt;

use super::store::{Items, ProgressRef};
use super::{Figure, ProgressRecord};
use crate::lang::Lang;

/// A text in both languages. Free of control, bidirectional and invisible characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> Text<'a> {
    /// Of a Chinese and an English text, which may be empty.
    pub(super) fn new(zh: &'a str, en: &'a str) -> Self {
        Self { zh, en }
    }

    /// In that language, or in the other where that one is missing.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'a str {
        let (wanted, other) = (self.exactly(lang), self.exactly(lang.other()));
        if wanted.is_empty() { other } else { wanted }
    }

    /// In that language only; empty where it is missing.
    #[must_use]
    pub fn exactly(self, lang: Lang) -> &'a str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// Whether it says nothing in either language.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// Several texts.
pub type Texts<'a> = Items<'a, Text<'a>>;

/// Several targets.
pub type Targets<'a> = Items<'a, Target<'a>>;

/// A project's number, as the announcement gives it and as people quote it. Unique in a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectNo(pub u32);

impl fmt::Display for ProjectNo {
    /// At least two digits, as it is typed on the board: `07`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// Where a project stands in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectIx(pub(crate) u32);

/// Where a domain stands in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainIx(pub(crate) usize);

/// Where a programme stands in one [`Catalog`](super::Catalog); meaningless in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProgrammeIx(pub(crate) usize);

/// The programme as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Programme<'a> {
    /// Its official name.
    pub title: Text<'a>,
    /// Whose programme it is.
    pub locality: Text<'a>,
    /// The year it is for.
    pub year: u16,
    /// When it was published, `YYYY-MM-DD`; empty where the file does not say.
    pub published: &'a str,
    /// Who published it.
    pub source: Text<'a>,
    /// What a reader should know about this catalogue; may be empty.
    pub note: Text<'a>,
}

/// Who gave a domain its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The announcement itself names it.
    #[default]
    Announced,
    /// This catalogue sorted projects under it; the announcement does not say so.
    Catalogue,
}

/// A field of public life that projects are sorted under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Domain<'a> {
    /// What files, options and JSON call it: `transport`.
    pub id: &'a str,
    /// What people call it.
    pub name: Text<'a>,
    /// Who named it.
    pub origin: Origin,
}

/// Something promised in numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target<'a> {
    /// What is counted.
    pub what: Text<'a>,
    /// How many, and how surely.
    pub figure: Figure,
    /// In what unit; may be empty.
    pub unit: Text<'a>,
}

impl Target<'_> {
    /// What is counted and how many, on one line: `新增公共停车位 不少于 600 个`.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{} {}", self.what.get(lang), self.amount_text(lang))
    }

    /// On one line, with its qualifier: `不少于 600 个`.
    #[must_use]
    pub fn amount_text(&self, lang: Lang) -> String {
        [self.figure.qualifier().word(lang), &self.figure.amount_text(lang), self.unit.get(lang)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// One project of the programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Project<'a> {
    /// Its number.
    pub no: ProjectNo,
    /// Its domain.
    pub domain: DomainIx,
    /// Its official title; never empty.
    pub title: Text<'a>,
    /// What it is, in this catalogue's own words.
    pub summary: Text<'a>,
    /// What it promises in numbers.
    pub targets: Targets<'a>,
    /// Where it happens.
    pub places: Texts<'a>,
    /// Who takes part.
    pub partners: Texts<'a>,
    /// What else the announcement says.
    pub facts: Texts<'a>,
    /// Where it is said how far it is.
    pub(super) progress_ref: ProgressRef<'a>,
}

impl<'a> Project<'a> {
    /// How far it is, where the file says so.
    #[must_use]
    pub fn progress_record(&self) -> ProgressRecord<'a> {
        self.progress_ref.decode()
    }
}
