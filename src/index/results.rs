//! The results of a search as a list of rows. A row is computed when it is shown.

use std::ops::Range;
use std::sync::Arc;

use super::ranked_hits::RankedHits;
use crate::model::{Catalog, DomainIx, ProjectIx};
use crate::query::{Hit, MatchMode, OrderBy, Query};

/// The results of a search, best first; without a query, all projects in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// The mode that found them.
    pub mode: MatchMode,
    /// The query that found them, if nothing was found as typed.
    rewriting: Option<Arc<Query>>,
    repr: Repr,
}

/// The representation of results.
#[derive(Clone, Debug)]
pub(crate) enum Repr {
    /// All projects; their number.
    All(usize),
    /// All projects of some domains.
    Domains(Arc<[ProjectIx]>),
    /// A list of hits, from a search without an index.
    Listed(Vec<Hit>),
    /// The ranked hits of all chunks.
    Ranked(RankedHits),
}

impl SearchResults {
    /// Returns all projects in the order of the file: the results of an empty query.
    #[must_use]
    pub fn all(catalog: &Catalog) -> Self {
        Self::new(Repr::All(catalog.projects().len()), MatchMode::Exact)
    }

    /// Creates results that `mode` found.
    pub(crate) fn new(repr: Repr, mode: MatchMode) -> Self {
        Self { mode, rewriting: None, repr }
    }

    /// Returns the results as those of `query`, which was searched for in place of what was typed.
    pub(crate) fn rewritten(self, query: Query) -> Self {
        Self { rewriting: Some(Arc::new(query)), ..self }
    }

    /// Returns the query that was searched for because nothing was found as typed.
    #[must_use]
    pub fn rewriting(&self) -> Option<&Query> {
        self.rewriting.as_deref()
    }

    /// Returns the query whose matches the results have: `typed`, or what was searched for in its
    /// place.
    #[must_use]
    pub fn query<'a>(&'a self, typed: &'a Query) -> &'a Query {
        self.rewriting().unwrap_or(typed)
    }

    /// Returns the results that lie in those domains, in the same order.
    #[must_use]
    pub fn in_domains(&self, catalog: &Catalog, domains: &Range<DomainIx>) -> Self {
        let is_inside = |hit: &Hit| domains.contains(&catalog.key(hit.project).1);
        let repr = match &self.repr {
            Repr::All(_) => Repr::Domains(catalog.projects_within(domains)),
            Repr::Domains(projects) => {
                let hits = projects.iter().map(|project| Hit::unranked(*project));
                Repr::Listed(hits.filter(is_inside).collect())
            }
            Repr::Listed(hits) => Repr::Listed(hits.iter().copied().filter(is_inside).collect()),
            Repr::Ranked(ranked) => Repr::Ranked(ranked.in_domains(catalog, domains)),
        };
        Self { mode: self.mode, rewriting: self.rewriting.clone(), repr }
    }

    /// Returns the results in another order, and the number of those that have a value to sort by.
    pub(crate) fn sorted(&self, catalog: &Catalog, by: &OrderBy) -> (Self, usize) {
        let mut hits = self.hits().collect();
        let value_count = by.sort_hits(catalog, &mut hits);
        let (mode, rewriting) = (self.mode, self.rewriting.clone());
        (Self { mode, rewriting, repr: Repr::Listed(hits) }, value_count)
    }

    /// Returns the number of hits.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.repr {
            Repr::All(len) => *len,
            Repr::Domains(projects) => projects.len(),
            Repr::Listed(hits) => hits.len(),
            Repr::Ranked(ranked) => ranked.len(),
        }
    }

    /// Returns true if there are no hits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the hit in a row, counted from 0.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Hit> {
        match &self.repr {
            Repr::All(len) => u32::try_from(row)
                .ok()
                .filter(|_| row < *len)
                .map(|row| Hit::unranked(ProjectIx(row))),
            Repr::Domains(projects) => projects.get(row).copied().map(Hit::unranked),
            Repr::Listed(hits) => hits.get(row).copied(),
            Repr::Ranked(ranked) => ranked.get(row),
        }
    }

    /// Returns all hits, best first.
    #[must_use]
    pub fn hits(&self) -> Box<dyn Iterator<Item = Hit> + '_> {
        match &self.repr {
            Repr::Ranked(ranked) => Box::new(ranked.iter()),
            _ => Box::new((0..self.len()).filter_map(|row| self.get(row))),
        }
    }

    /// Returns the row of a project, if it is among the hits.
    #[must_use]
    pub fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        match &self.repr {
            Repr::All(len) => usize::try_from(project.0).ok().filter(|row| row < len),
            Repr::Domains(projects) => projects.binary_search(&project).ok(),
            Repr::Listed(hits) => hits.iter().position(|hit| hit.project == project),
            Repr::Ranked(ranked) => ranked.row_of(catalog, project),
        }
    }

    /// Returns the number of hits in each domain.
    #[must_use]
    pub fn domain_counts(&self, catalog: &Catalog) -> Vec<usize> {
        let domains = catalog.domains();
        let domain_count = domains.len();
        let known = match &self.repr {
            Repr::All(_) => {
                Some(domains.map(|(domain, _)| catalog.projects_in(domain).len()).collect())
            }
            Repr::Ranked(ranked) => ranked.domain_counts(domain_count),
            Repr::Domains(_) | Repr::Listed(_) => None,
        };
        known.unwrap_or_else(|| {
            let mut counts = vec![0; domain_count];
            self.hits().for_each(|hit| counts[catalog.key(hit.project).1.0] += 1);
            counts
        })
    }

    /// Returns the strictest mode in which a longer query, typed on from this one, may find
    /// anything. If these results are empty, only subsequences are left to try: the part of a title
    /// over which the letters of a word may be spread grows with the word.
    pub(crate) fn first_mode(&self) -> MatchMode {
        match self.rewriting {
            // Its parts may have been found before similar sounds were tried.
            Some(_) => MatchMode::SimilarSound,
            None if self.is_empty() => MatchMode::Subsequence,
            None => self.mode,
        }
    }

    /// Returns the ranked hits; `None` if the results carry no ranks.
    pub(crate) fn ranked(&self) -> Option<&RankedHits> {
        match &self.repr {
            Repr::Ranked(ranked) => Some(ranked),
            _ => None,
        }
    }
}

/// Compares the mode, the rewriting and the hits in order, whatever their representation.
impl PartialEq for SearchResults {
    fn eq(&self, other: &Self) -> bool {
        (self.mode, &self.rewriting) == (other.mode, &other.rewriting)
            && self.len() == other.len()
            && self.hits().eq(other.hits())
    }
}

impl Default for Repr {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}
