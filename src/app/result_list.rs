//! What a query found, and what of it is listed; and how to have it found elsewhere.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Scope;
use super::model::ProgressSnapshot;
use crate::catalog::{Catalog, DomainIx, ProgressCriteria, ProjectIx};
use crate::executor::Executor;
use crate::search::{Index, MatchMode, Query, SearchResults, naive_search};

/// Catalogues with more projects are searched outside the loop: by then a key might have to wait.
pub(super) const INLINE_SEARCH_MAX: usize = 5_000;

/// Catalogues with no more projects have their index made when it is first needed, which nobody notices; no screen waits for it.
pub(super) const INLINE_INDEX_MAX: usize = 500;

/// What a query found, and what of it is in the chosen domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultList {
    /// Among so many projects.
    searched_len: usize,
    /// Shared with whoever looks on for what was found here.
    current: Arc<(Query, SearchResults)>,
    /// Where this is only the best of it: what was found in full before.
    last_full: Option<Arc<(Query, SearchResults)>>,
    /// Hits per domain.
    counts: Vec<usize>,
    /// What the list is narrowed to, and what is in it, if it is to something.
    in_scope: Option<(Range<DomainIx>, SearchResults)>,
}

impl ResultList {
    /// What `query` found in all domains.
    pub(super) fn new(catalog: &Catalog, query: Query, found: SearchResults) -> Self {
        Self {
            searched_len: catalog.len(),
            counts: found.domain_counts(catalog),
            current: Arc::new((query, found)),
            last_full: None,
            in_scope: None,
        }
    }

    /// The best of what `query` found, until there is more to say: how many there are in each domain stays as it was `before`.
    pub(super) fn from_top_hits(query: Query, found: SearchResults, before: &Self) -> Self {
        let whole = Some(before.last_full());
        Self {
            searched_len: before.searched_len,
            current: Arc::new((query, found)),
            last_full: whole,
            counts: before.counts.clone(),
            in_scope: None,
        }
    }

    /// Whether there is more than is listed.
    pub(super) fn is_partial(&self) -> bool {
        self.last_full.is_some()
    }

    /// Lists what is in that only.
    pub(super) fn narrow(&mut self, catalog: &Catalog, scope: Scope) {
        let domains = Some(scope.domains(catalog)).filter(|_| scope != Scope::All);
        self.in_scope = domains.map(|domains| (domains.clone(), self.found().in_domains(catalog, &domains)));
    }

    fn found(&self) -> &SearchResults {
        &self.current.1
    }

    fn listed(&self) -> &SearchResults {
        self.in_scope.as_ref().map_or_else(|| self.found(), |(_, inside)| inside)
    }

    /// Among how many projects it was looked for.
    pub(super) fn searched_len(&self) -> usize {
        self.searched_len
    }

    pub(super) fn query(&self) -> &Query {
        &self.current.0
    }

    /// The last query of which all is known that it found.
    pub(super) fn last_full(&self) -> Arc<(Query, SearchResults)> {
        Arc::clone(self.last_full.as_ref().unwrap_or(&self.current))
    }

    pub(super) fn match_mode(&self) -> MatchMode {
        self.found().mode
    }

    /// How many projects were found in all domains.
    pub(super) fn found_len(&self) -> usize {
        self.found().len()
    }

    /// How many in those domains.
    pub(super) fn found_in(&self, domains: &Range<DomainIx>) -> usize {
        self.counts.get(domains.start.0..domains.end.0).unwrap_or_default().iter().sum()
    }

    /// How many are listed.
    pub(super) fn len(&self) -> usize {
        self.listed().len()
    }

    /// The project in a row of the list.
    pub(super) fn get(&self, row: usize) -> Option<ProjectIx> {
        self.listed().get(row).map(|hit| hit.project)
    }

    /// The row of a project in the list.
    pub(super) fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        self.listed().row_of(catalog, project)
    }

    /// Whether everything fits together.
    pub(super) fn is_consistent(&self) -> bool {
        self.is_partial()
            || self.counts.iter().sum::<usize>() == self.found_len()
                && self.in_scope.as_ref().is_none_or(|(domains, inside)| self.found_in(domains) == inside.len())
    }
}

/// A question that is answered outside the loop.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    /// Questions are counted: only the last one's answer is wanted.
    pub(super) id: u64,
    pub(super) query: Query,
    /// What was found before.
    pub(super) previous: Arc<(Query, SearchResults)>,
    /// By what progress is to be judged, where that has not been done.
    pub(super) criteria: Option<ProgressCriteria>,
    /// What is shown, if it is another catalogue that is asked.
    pub(super) shown: Option<Arc<Catalog>>,
}

/// The answer to an [`SearchRequest`].
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResponse {
    pub(super) id: u64,
    pub(super) results: ResultList,
    /// How far projects are, if that was asked.
    pub(super) progress: Option<ProgressSnapshot>,
    /// Whether what was asked says nothing else than what is shown.
    pub(super) unchanged: bool,
}

/// What comes before the [`SearchResponse`]: the first of what is found, and nothing yet of how much it is.
#[derive(Clone, Debug, PartialEq)]
pub struct TopHits {
    pub(super) id: u64,
    pub(super) found: SearchResults,
}

impl SearchRequest {
    /// Searches; `None` if the workers were told to stop. Without an index it reads all texts, which takes longer.
    #[must_use]
    pub fn run(&self, workers: &impl Executor) -> Option<SearchResponse> {
        let before = Some((&self.previous.0, &self.previous.1));
        let found = match self.index.get() {
            Some(index) => index.search_with(workers, &self.catalog, &self.query, None, before)?,
            None => naive_search(workers, &self.catalog, &self.query)?,
        };
        Some(SearchResponse {
            id: self.id,
            results: ResultList::new(&self.catalog, self.query.clone(), found),
            progress: self.criteria.map(|yardstick| ProgressSnapshot::new(yardstick, &self.catalog)),
            unchanged: self.shown.as_ref().is_none_or(|shown| Arc::ptr_eq(shown, &self.catalog) || *shown == self.catalog),
        })
    }

    /// The best of what is asked for, sooner than everything, if there is much; not where it is another catalogue that is asked.
    #[must_use]
    pub fn top_hits(&self, workers: &impl Executor) -> Option<TopHits> {
        let index = self.index.get().filter(|_| self.shown.is_none())?;
        let found = index.top_hits(workers, &self.catalog, &self.query, Some((&self.previous.0, &self.previous.1)))?;
        Some(TopHits { id: self.id, found })
    }

    /// Whether the index is there: what has begun without it is found sooner if it begins again.
    #[must_use]
    pub fn has_index(&self) -> bool {
        self.index.get().is_some()
    }
}

/// The index of a large catalogue, which is built outside the loop.
#[derive(Clone, Debug)]
pub struct IndexJob {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
}

impl IndexJob {
    /// Whether it is there.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds it.
    pub fn build(self) {
        let _ = self.index.set(Index::new(&self.catalog));
    }
}
