//! Hits, and the fields, tiers and modes of a match.

use crate::diagnostics::{ContactField, InvestmentField, ListField, TextField, named_enum};
use crate::lang::Lang;
use crate::model::{Catalog, Project, ProjectIx, Text, Texts};

named_enum! {
    /// The part of a project in which a text lies, ordered by how much a match there counts.
    #[derive(PartialOrd, Ord, Hash)]
    pub enum SearchField {
        /// The project's number.
        Number = "number",
        /// The project's title.
        Title = "title",
        /// Another name, as people say it.
        Alias = "alias",
        /// A place.
        Place = "place",
        /// The name of its domain.
        Domain = "domain",
        /// A responsible or supporting office.
        Office = "office",
        /// A partner.
        Partner = "partner",
        /// A target.
        Target = "target",
        /// The summary.
        Summary = "summary",
        /// A further fact.
        Fact = "fact",
        /// The window or office to ask, its phone number, and what staff see of persons.
        Contact = "contact",
        /// An investment.
        Investment = "investment",
        /// A note.
        Note = "note",
    }
}

impl SearchField {
    /// The fields that are texts, best first.
    pub(crate) const TEXTS: [Self; Self::ALL.len() - 1] = {
        let [Self::Number, texts @ ..] = Self::ALL else { panic!("the number comes first") };
        texts
    };

    /// Returns the texts of this field that `project` has; none for the number and the targets.
    pub(crate) fn texts<'a>(
        self,
        catalog: &'a Catalog,
        project: &'a Project<'a>,
    ) -> impl Iterator<Item = Text<'a>> + use<'a> {
        let (one, several) = match self {
            // Figures are more than a text; see `figure_texts`. Details follow below.
            Self::Number | Self::Target | Self::Contact | Self::Investment | Self::Note => {
                (None, [None; 2])
            }
            Self::Title => (Some(project.title), [None; 2]),
            Self::Domain => (Some(catalog.domain(project.domain).name), [None; 2]),
            Self::Summary => (Some(project.text(TextField::Summary)), [None; 2]),
            Self::Alias => (None, [Some(project.list(ListField::Aliases)), None]),
            Self::Place => (None, [Some(project.list(ListField::Places)), None]),
            Self::Office => {
                let fields = [ListField::Responsible, ListField::Supporting];
                (None, fields.map(|field| Some(project.list(field))))
            }
            Self::Partner => (None, [Some(project.list(ListField::Partners)), None]),
            Self::Fact => (None, [Some(project.list(ListField::Facts)), None]),
        };
        let details = matches!(self, Self::Contact | Self::Note).then(|| project.details());
        let details = details.into_iter().flat_map(move |details| {
            let contact = ContactField::ALL.map(|field| details.contact(field));
            let contact = contact.into_iter().filter(move |_| self == Self::Contact);
            let notes = details.notes.iter().filter(move |_| self == Self::Note);
            contact.chain(notes.flat_map(|note| [note.label, note.text]))
        });
        let several = several.into_iter().flatten().flat_map(|texts: Texts| texts.iter());
        one.into_iter().chain(several).chain(details)
    }

    /// Returns the texts of this field that are formatted from a number: those of the targets and
    /// of the investment.
    pub(crate) fn figure_texts<'a>(
        self,
        project: &Project<'a>,
    ) -> impl Iterator<Item = [String; 2]> + use<'a> {
        let targets = Some(project.targets).filter(|_| self == Self::Target);
        let targets = targets.into_iter().flat_map(|targets| targets.iter());
        let targets = targets.map(|target| Lang::ALL.map(|lang| target.text(lang)));
        let details = (self == Self::Investment).then(|| project.details());
        let amounts = details.into_iter().flat_map(|details| {
            InvestmentField::ALL.into_iter().filter_map(move |field| details.investment(field))
        });
        targets.chain(amounts.map(|money| Lang::ALL.map(|lang| money.text(lang))))
    }
}

/// The quality of a match, best first. It outranks any score: a subsequence never comes before
/// a contiguous match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The project's number, or the beginning of it. Filters without a text and negated terms have
    /// this tier, too: it is the best, so that they never lower the tier of a project.
    Number,
    /// At the start of the title.
    TitleStart,
    /// In the title, or in another name of the project.
    Title,
    /// In the title or another name, by initials.
    Initials,
    /// In another field.
    In(SearchField),
    /// In another field, by initials.
    InitialsIn(SearchField),
    /// By similar sound, such as `zi` for `zhi`.
    SimilarSound,
    /// In the title or another name, with other characters between.
    Subsequence,
}

impl Tier {
    /// Returns the name of the tier in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::TitleStart => "title_start",
            Self::Title => "title",
            Self::Initials => "initials",
            Self::In(field) => field.name(),
            Self::InitialsIn(_) => "initials_elsewhere",
            Self::Subsequence => "gapped",
            Self::SimilarSound => "near_sound",
        }
    }
}

/// The position of a match in the texts of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The field of the matched text.
    pub field: SearchField,
    /// The language of the matched text.
    pub lang: Lang,
    /// The position among several texts or targets; 0 otherwise.
    pub nth: usize,
    /// The positions of the matched characters, ascending; empty if a filter matched without a
    /// text.
    pub positions: Vec<usize>,
}

impl Match {
    /// Returns the matched text; `project` must be the project of the match.
    #[must_use]
    pub fn text(&self, catalog: &Catalog, project: &Project) -> String {
        match self.field {
            SearchField::Number => project.no.to_string(),
            SearchField::Target | SearchField::Investment => {
                let texts = self.field.figure_texts(project).nth(self.nth);
                texts.map(|texts| texts[self.lang as usize].clone()).unwrap_or_default()
            }
            field => field
                .texts(catalog, project)
                .nth(self.nth)
                .map(|text| text.exactly(self.lang).to_owned())
                .unwrap_or_default(),
        }
    }
}

/// A project that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The project.
    pub project: ProjectIx,
    /// The tier of its worst term group; `None` for an empty query.
    pub tier: Option<Tier>,
}

impl Hit {
    /// Creates the hit of an empty query.
    pub(crate) fn unranked(project: ProjectIx) -> Self {
        Self { project, tier: None }
    }
}

/// The ways in which a query matches, strictest first; a mode is tried only if those before it
/// found nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchMode {
    /// As typed: by characters, pinyin or initials.
    #[default]
    Exact,
    /// By similar sound, too.
    SimilarSound,
    /// As a subsequence of the title, too.
    Subsequence,
}
