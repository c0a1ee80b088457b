//! All that can be found, folded once, and the search over it.

use super::Query;
use super::matcher::{Folded, Scorer};
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx, Text};
use crate::lang::Lang;

/// What part of a project a text is. In the order in which a match there counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
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

impl Field {
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
}

/// How good a match is, best first. Comes before any score: a scattered match never beats an exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The project's number.
    Number,
    /// The title begins so.
    TitleStart,
    /// In the title, in a place's name and so on.
    In(Field),
    /// The letters are there, but not together.
    Scattered,
}

/// Where a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// In what part of the project.
    pub field: Field,
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
    pub fn text(&self, catalog: &Catalog, project: ProjectIx) -> String {
        let project = &catalog[project];
        let nth = |texts: &[Text]| texts.get(self.nth).map(|text| text.exactly(self.lang).to_owned()).unwrap_or_default();
        match self.field {
            Field::Number => project.no.to_string(),
            Field::Title => project.title.exactly(self.lang).to_owned(),
            Field::Domain => catalog[project.domain].name.exactly(self.lang).to_owned(),
            Field::Summary => project.summary.exactly(self.lang).to_owned(),
            Field::Place => nth(&project.places),
            Field::Partner => nth(&project.partners),
            Field::Fact => nth(&project.facts),
            Field::Target => {
                project.targets.get(self.nth).map(|target| target.what.exactly(self.lang).to_owned()).unwrap_or_default()
            }
        }
    }
}

/// A project that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub project: ProjectIx,
    /// How good: that of its worst term. `None` where nothing was asked for.
    pub tier: Option<Tier>,
    /// Where the best of it matched. `None` where nothing was asked for.
    pub best: Option<Match>,
}

/// What a query found, best first; everything in the order of the file where nothing was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The projects.
    pub hits: Vec<Hit>,
    /// Whether nothing matched as typed, so that these are only alike.
    pub scattered: bool,
}

/// The texts of a catalogue, ready for searching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    project: ProjectIx,
    no: u32,
    texts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    field: Field,
    lang: Lang,
    nth: usize,
    folded: Folded,
}

/// One term in one project.
struct TermHit {
    tier: Tier,
    score: i64,
    len: usize,
    place: Match,
}

impl Index {
    /// Of all projects of `catalog`.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let entries = catalog
            .projects()
            .map(|(at, project)| Entry {
                project: at,
                no: project.no.0,
                texts: Lang::ALL.into_iter().flat_map(|lang| parts(catalog, project, lang)).collect(),
            })
            .collect();
        Self { entries }
    }

    /// What `query` finds, in `domain` only if one is given.
    #[must_use]
    pub fn search(&self, catalog: &Catalog, query: &Query, domain: Option<DomainIx>) -> Found {
        let entries = || self.entries.iter().filter(|entry| domain.is_none_or(|only| catalog[entry.project].domain == only));
        if query.is_empty() {
            let all = entries().map(|entry| Hit { project: entry.project, tier: None, best: None });
            return Found { hits: all.collect(), scattered: false };
        }
        let scorer = Scorer::new();
        let mut scattered = false;
        let mut ranked: Vec<_> = entries().filter_map(|entry| entry.rank(query, &scorer, false)).collect();
        if ranked.is_empty() {
            ranked = entries().filter_map(|entry| entry.rank(query, &scorer, true)).collect();
            scattered = !ranked.is_empty();
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        Found { hits: ranked.into_iter().map(|(_, hit)| hit).collect(), scattered }
    }
}

/// Worst tier, score (the higher the better), length of the texts, place in the file.
type Rank = (Tier, std::cmp::Reverse<i64>, usize, ProjectIx);

impl Entry {
    /// How well it matches all terms, if it does.
    fn rank(&self, query: &Query, scorer: &Scorer, scattered: bool) -> Option<(Rank, Hit)> {
        let mut terms = query.terms().map(|term| self.term(term, scorer, scattered));
        let mut whole = terms.next()??;
        let mut worst = whole.tier;
        for term in terms {
            let term = term?;
            worst = worst.max(term.tier);
            whole.score += term.score;
            whole.len += term.len;
            if (term.place.field, term.place.lang, term.place.nth) == (whole.place.field, whole.place.lang, whole.place.nth) {
                whole.place.positions.extend(term.place.positions);
            } else if term.tier < whole.tier {
                whole.place = term.place;
            }
            whole.tier = whole.tier.min(term.tier);
        }
        whole.place.positions.sort_unstable();
        whole.place.positions.dedup();
        let rank = (worst, std::cmp::Reverse(whole.score), whole.len, self.project);
        Some((rank, Hit { project: self.project, tier: Some(worst), best: Some(whole.place) }))
    }

    /// The best match of one term.
    fn term(&self, term: &[char], scorer: &Scorer, scattered: bool) -> Option<TermHit> {
        self.number(term)
            .or_else(|| {
                let hits = self.texts.iter().filter_map(|part| part.term(term, scorer));
                hits.min_by_key(|hit| (hit.tier, std::cmp::Reverse(hit.score), hit.len))
            })
            .or_else(|| {
                let titles = self.texts.iter().filter(|part| scattered && part.field == Field::Title);
                titles.filter_map(|part| part.scattered(term, scorer)).min_by_key(|hit| std::cmp::Reverse(hit.score))
            })
    }

    /// A term that is this project's number, with or without its leading zero.
    fn number(&self, term: &[char]) -> Option<TermHit> {
        let typed: u32 = term.iter().collect::<String>().parse().ok()?;
        let positions = (0..self.no.to_string().len().max(2)).collect();
        (typed == self.no).then_some(TermHit {
            tier: Tier::Number,
            score: 0,
            len: 0,
            place: Match { field: Field::Number, lang: Lang::Zh, nth: 0, positions },
        })
    }
}

impl Part {
    fn term(&self, term: &[char], scorer: &Scorer) -> Option<TermHit> {
        let positions = self.folded.find(term)?;
        let starts = positions.first().is_some_and(|first| self.folded.is_head(*first) && *first <= 1);
        let tier = if self.field == Field::Title && starts { Tier::TitleStart } else { Tier::In(self.field) };
        Some(self.hit(tier, scorer.score(&self.folded, term), positions))
    }

    fn scattered(&self, term: &[char], scorer: &Scorer) -> Option<TermHit> {
        let positions = scorer.scattered(&self.folded, term)?;
        Some(self.hit(Tier::Scattered, scorer.score(&self.folded, term), positions))
    }

    fn hit(&self, tier: Tier, score: i64, positions: Vec<usize>) -> TermHit {
        let place = Match { field: self.field, lang: self.lang, nth: self.nth, positions };
        TermHit { tier, score, len: self.folded.len(), place }
    }
}

/// All texts of `project` in one language.
fn parts(catalog: &Catalog, project: &Project, lang: Lang) -> Vec<Part> {
    let part = |field, nth, text: &str| Part { field, lang, nth, folded: Folded::new(text) };
    let one = |field, text: &Text| vec![part(field, 0, text.exactly(lang))];
    let many = |field, texts: &[Text]| {
        texts.iter().enumerate().map(|(nth, text)| part(field, nth, text.exactly(lang))).collect::<Vec<_>>()
    };
    let targets = project.targets.iter().enumerate().map(|(nth, target)| part(Field::Target, nth, target.what.exactly(lang)));
    let mut parts = one(Field::Title, &project.title);
    parts.extend(one(Field::Domain, &catalog[project.domain].name));
    parts.extend(one(Field::Summary, &project.summary));
    parts.extend(many(Field::Place, &project.places));
    parts.extend(many(Field::Partner, &project.partners));
    parts.extend(many(Field::Fact, &project.facts));
    parts.extend(targets);
    parts.retain(|part| part.folded.len() > 0);
    parts
}

impl Query {
    /// Which characters of `text`, shown somewhere on the screen, this query matches; also scattered ones if asked for.
    #[must_use]
    pub fn positions_in(&self, text: &str, scattered: bool) -> Vec<usize> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded = Folded::new(text);
        let scorer = scattered.then(Scorer::new);
        let mut positions: Vec<usize> = self
            .terms()
            .filter_map(|term| folded.find(term).or_else(|| scorer.as_ref()?.scattered(&folded, term)))
            .flatten()
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}
