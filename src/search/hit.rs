//! What a query found.

use crate::catalog::{Catalog, Project, ProjectIx, Text, Texts};
use crate::lang::Lang;

/// What part of a project a text is. In the order in which a match there counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchField {
    /// Its number.
    Number,
    /// Its title.
    Title,
    /// One of its places.
    Place,
    /// The name of its domain.
    Domain,
    /// One of its partners.
    Partner,
    /// One of its targets.
    Target,
    /// Its summary.
    Summary,
    /// One of its further facts.
    Fact,
}

/// All of them, in order.
const FIELDS: [SearchField; 8] = [
    SearchField::Number,
    SearchField::Title,
    SearchField::Place,
    SearchField::Domain,
    SearchField::Partner,
    SearchField::Target,
    SearchField::Summary,
    SearchField::Fact,
];

impl SearchField {
    /// Those that are texts, best first.
    pub(super) const TEXTS: [Self; 7] =
        [Self::Title, Self::Place, Self::Domain, Self::Partner, Self::Target, Self::Summary, Self::Fact];

    /// As JSON spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Place => "place",
            Self::Domain => "domain",
            Self::Partner => "partner",
            Self::Target => "target",
            Self::Summary => "summary",
            Self::Fact => "fact",
        }
    }

    /// The texts of this field that `project` has.
    pub(super) fn texts<'a>(self, catalog: &'a Catalog, project: &'a Project<'a>) -> impl Iterator<Item = Text<'a>> + use<'a> {
        let (one, several) = match self {
            // Targets are more than a text; see `Match::text`.
            Self::Number | Self::Target => (None, None),
            Self::Title => (Some(project.title), None),
            Self::Domain => (Some(catalog.domain(project.domain).name), None),
            Self::Summary => (Some(project.summary), None),
            Self::Place => (None, Some(project.places)),
            Self::Partner => (None, Some(project.partners)),
            Self::Fact => (None, Some(project.facts)),
        };
        one.into_iter().chain(several.into_iter().flat_map(|texts: Texts| texts.iter()))
    }
}

/// How good a match is, best first. Comes before any score: a match with gaps never beats one in a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The project's number, or its beginning.
    Number,
    /// The title begins so.
    TitleStart,
    /// In the title.
    Title,
    /// The first letters of syllables in the title.
    Initials,
    /// In another text.
    In(SearchField),
    /// The first letters of syllables in another text.
    InitialsIn(SearchField),
    /// Sounds nearly the same.
    SimilarSound,
    /// In the title, but with other characters between.
    Subsequence,
}

/// A tier as a small number, or [`NO_MATCH`]: half a million of them are compared in no time.
pub(super) type Rank = u8;

/// Behind every tier: no match.
pub(super) const NO_MATCH: Rank = Rank::MAX;

impl Tier {
    /// How many there are.
    pub(super) const COUNT: usize = 6 + 2 * FIELDS.len();

    /// Its place among all tiers.
    pub(super) const fn rank(self) -> Rank {
        const FIELDS: Rank = SearchField::Fact as Rank + 1;
        match self {
            Self::Number => 0,
            Self::TitleStart => 1,
            Self::Title => 2,
            Self::Initials => 3,
            Self::In(field) => 4 + field as Rank,
            Self::InitialsIn(field) => 4 + FIELDS + field as Rank,
            Self::SimilarSound => 4 + 2 * FIELDS,
            Self::Subsequence => 5 + 2 * FIELDS,
        }
    }

    /// That of a rank; `None` for a [`NO_MATCH`].
    pub(super) fn from_rank(rank: Rank) -> Option<Self> {
        let fields = FIELDS.into_iter();
        let mut all = [Self::Number, Self::TitleStart, Self::Title, Self::Initials]
            .into_iter()
            .chain(fields.clone().map(Self::In))
            .chain(fields.map(Self::InitialsIn))
            .chain([Self::SimilarSound, Self::Subsequence]);
        all.nth(rank.into())
    }

    /// As JSON spells it.
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

/// Where a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// In what part of the project.
    pub field: SearchField,
    /// In its text of that language.
    pub lang: Lang,
    /// In which of several places, partners, targets or facts; 0 otherwise.
    pub nth: usize,
    /// Which characters of that text, ascending.
    pub positions: Vec<usize>,
}

impl Match {
    /// The text that was matched, of that project.
    #[must_use]
    pub fn text(&self, catalog: &Catalog, project: &Project) -> String {
        match self.field {
            SearchField::Number => project.no.to_string(),
            SearchField::Target => {
                project.targets.iter().nth(self.nth).map(|target| target.text(self.lang)).unwrap_or_default()
            }
            field => {
                field.texts(catalog, project).nth(self.nth).map(|text| text.exactly(self.lang).to_owned()).unwrap_or_default()
            }
        }
    }
}

/// A project that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub project: ProjectIx,
    /// How good: that of its worst term. `None` where nothing was asked for.
    pub tier: Option<Tier>,
}

impl Hit {
    /// A project of which nothing was asked.
    pub(super) fn unranked(project: ProjectIx) -> Self {
        Self { project, tier: None }
    }
}

/// By what a query found anything: each is tried only if nothing was found by those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchMode {
    /// As typed.
    #[default]
    Exact,
    /// By what sounds nearly the same.
    SimilarSound,
    /// In the title, with other characters between.
    Subsequence,
}

impl MatchMode {
    /// From the best to the worst.
    pub(super) const ALL: [Self; 3] = [Self::Exact, Self::SimilarSound, Self::Subsequence];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_order_of_the_tiers() {
        let tiers: Vec<Tier> = (0..Tier::COUNT).filter_map(|rank| Tier::from_rank(Rank::try_from(rank).ok()?)).collect();
        assert_eq!(tiers.len(), Tier::COUNT);
        assert!(tiers.is_sorted_by(|a, b| a < b), "{tiers:?}");
        assert!((0..).zip(&tiers).all(|(rank, tier)| tier.rank() == rank));
        assert_eq!(Tier::from_rank(NO_MATCH), None);
    }
}
