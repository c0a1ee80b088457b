//! What a programme is. Everything here has been checked: a value of these types can be shown as it is.

use std::collections::HashMap;
use std::fmt;
use std::ops::Index;

use super::Figure;
use super::headline::{Digest, digests};
use crate::lang::Lang;

/// A text in both languages. Free of control, bidirectional and invisible characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    zh: String,
    en: String,
}

impl Text {
    /// Of a Chinese and an English text, which may be empty.
    #[must_use]
    pub fn new(zh: String, en: String) -> Self {
        Self { zh, en }
    }

    /// In that language, or in the other where that one is missing.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        let (wanted, other) = match lang {
            Lang::Zh => (&self.zh, &self.en),
            Lang::En => (&self.en, &self.zh),
        };
        if wanted.is_empty() { other } else { wanted }
    }

    /// In that language only; empty where it is missing.
    #[must_use]
    pub fn exactly(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether it says nothing in either language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// A project's number, as the announcement gives it and as people quote it. Unique in a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectNo(pub u32);

impl fmt::Display for ProjectNo {
    /// At least two digits, as it is typed on the board: `07`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// Where a project stands in one [`Catalog`]; meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProjectIx(pub(crate) u32);

/// Where a domain stands in one [`Catalog`]; meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DomainIx(pub(crate) usize);

/// The programme as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// Its official name.
    pub title: Text,
    /// Whose programme it is.
    pub locality: Text,
    /// The year it is for.
    pub year: u16,
    /// When it was published, `YYYY-MM-DD`; empty where the file does not say.
    pub published: String,
    /// Who published it.
    pub source: Text,
    /// What a reader should know about this catalogue; may be empty.
    pub note: Text,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// What files, options and JSON call it: `transport`.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Who named it.
    pub origin: Origin,
}

/// Something promised in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What is counted.
    pub what: Text,
    /// How many, and how surely.
    pub figure: Figure,
    /// In what unit; may be empty.
    pub unit: Text,
}

impl Target {
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
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Its number.
    pub no: ProjectNo,
    /// Its domain.
    pub domain: DomainIx,
    /// Its official title; never empty.
    pub title: Text,
    /// What it is, in this catalogue's own words.
    pub summary: Text,
    /// What it promises in numbers.
    pub targets: Vec<Target>,
    /// Where it happens.
    pub places: Vec<Text>,
    /// Who takes part.
    pub partners: Vec<Text>,
    /// What else the announcement says.
    pub facts: Vec<Text>,
}

/// A programme with its domains and projects, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    programme: Programme,
    domains: Vec<Domain>,
    projects: Vec<Project>,
    by_no: HashMap<ProjectNo, ProjectIx>,
    /// Of each domain.
    digests: Vec<Digest>,
}

impl Catalog {
    /// Of checked parts: numbers are unique and every project's domain is one of `domains`.
    pub(super) fn new(programme: Programme, domains: Vec<Domain>, projects: Vec<Project>) -> Self {
        let by_no = (0..).map(ProjectIx).zip(&projects).map(|(at, project)| (project.no, at)).collect();
        let digests = digests(domains.len(), &projects);
        Self { programme, domains, projects, by_no, digests }
    }

    /// The programme as a whole.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// All domains with where they stand.
    #[must_use]
    pub fn domains(&self) -> impl ExactSizeIterator<Item = (DomainIx, &Domain)> {
        self.domains.iter().enumerate().map(|(at, domain)| (DomainIx(at), domain))
    }

    /// All projects with where they stand.
    #[must_use]
    pub fn projects(&self) -> impl ExactSizeIterator<Item = (ProjectIx, &Project)> {
        self.projects.iter().enumerate().map(|(at, project)| (ProjectIx(u32::try_from(at).unwrap_or(u32::MAX)), project))
    }

    /// The projects of a domain, in the order of the file.
    #[must_use]
    pub fn projects_in(&self, domain: DomainIx) -> &[ProjectIx] {
        self.digests.get(domain.0).map_or(&[], |digest| &digest.projects)
    }

    /// The most telling number of a domain and the project that it is from; nothing where no project has numbers.
    #[must_use]
    pub fn headline(&self, domain: DomainIx) -> Option<(ProjectIx, &Target)> {
        let project = self.digests.get(domain.0)?.headline?;
        Some((project, self[project].headline()?))
    }

    /// The project of that number.
    #[must_use]
    pub fn by_no(&self, no: ProjectNo) -> Option<ProjectIx> {
        self.by_no.get(&no).copied()
    }

    /// The domain of that id.
    #[must_use]
    pub fn domain_by_id(&self, id: &str) -> Option<DomainIx> {
        self.domains.iter().position(|domain| domain.id == id).map(DomainIx)
    }

    /// The numbers nearest to one that may not exist, at most `count` of them, ascending.
    #[must_use]
    pub fn nearest(&self, no: ProjectNo, count: usize) -> Vec<ProjectNo> {
        let mut numbers: Vec<_> = self.projects.iter().map(|project| project.no).collect();
        numbers.sort_unstable_by_key(|other| (other.0.abs_diff(no.0), *other));
        numbers.truncate(count);
        numbers.sort_unstable();
        numbers
    }

    /// The highest number; how many digits one types for a number follows from it.
    #[must_use]
    pub fn highest(&self) -> ProjectNo {
        self.projects.iter().map(|project| project.no).max().unwrap_or(ProjectNo(0))
    }
}

impl Index<ProjectIx> for Catalog {
    type Output = Project;

    fn index(&self, at: ProjectIx) -> &Project {
        &self.projects[at.0 as usize]
    }
}

impl Index<DomainIx> for Catalog {
    type Output = Domain;

    fn index(&self, at: DomainIx) -> &Domain {
        &self.domains[at.0]
    }
}
