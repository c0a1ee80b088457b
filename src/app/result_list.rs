//! The results of a query, and the requests for them and their responses.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Scope;
use super::progress::ProgressSnapshot;
use crate::executor::Executor;
use crate::index::{Index, SearchResults, naive_search};
use crate::model::{Catalog, DomainIx, ProgressCriteria, ProjectId, ProjectIx};
use crate::query::{MatchMode, OrderBy, Query, SORT_MAX, SortKey};

/// The results of a query, and those of them in the scope of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultList {
    /// The number of projects that were searched.
    searched_len: usize,
    /// The query and its results, shared with the requests that build on them.
    current: Arc<(Query, SearchResults)>,
    /// The last complete query and results, if `current` has only the top hits.
    last_full: Option<Arc<(Query, SearchResults)>>,
    /// The hits per domain.
    counts: Vec<usize>,
    /// The domains of the scope and the results in them; `None` for all domains.
    in_scope: Option<(Range<DomainIx>, SearchResults)>,
    /// The results in the scope as they are sorted, and the number of those that have a value to
    /// sort by; `None` if they are listed as found.
    sorted: Option<Box<(SearchResults, usize)>>,
}

/// The state of a list that is to be sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortState {
    /// It is listed as found, as it is meant to be.
    AsFound,
    /// It is sorted.
    Sorted,
    /// No project in it has a value to sort by.
    NoValues,
    /// It is too long to be sorted at once; its length.
    TooLong(usize),
}

impl ResultList {
    /// Creates the list of the `results` of `query`, in all domains.
    pub(crate) fn new(catalog: &Catalog, query: Query, results: SearchResults) -> Self {
        Self {
            searched_len: catalog.len(),
            counts: results.domain_counts(catalog),
            current: Arc::new((query, results)),
            last_full: None,
            in_scope: None,
            sorted: None,
        }
    }

    /// Creates the list of all projects, which is that of an empty query.
    pub(crate) fn all_of(catalog: &Catalog) -> Self {
        Self::new(catalog, Query::default(), SearchResults::all(catalog))
    }

    /// Creates the list of `results`, the top hits of `query`. The counts per domain stay those of
    /// `before` until the complete results are known.
    pub(crate) fn from_top_hits(query: Query, results: SearchResults, before: &Self) -> Self {
        Self {
            searched_len: before.searched_len,
            current: Arc::new((query, results)),
            last_full: Some(before.last_full()),
            counts: before.counts.clone(),
            in_scope: None,
            sorted: None,
        }
    }

    /// Returns true if only the top hits are known, and not yet their total number.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.last_full.is_some()
    }

    /// Narrows the list to `scope` and sorts it, unless it is too long for that.
    pub(crate) fn narrow(&mut self, catalog: &Catalog, scope: Scope, by: &OrderBy) {
        let domains = Some(scope.domains(catalog)).filter(|_| scope != Scope::All);
        self.in_scope =
            domains.map(|domains| (domains.clone(), self.all().in_domains(catalog, &domains)));
        let as_found = self.as_found();
        let is_sorted = by.order.key != SortKey::Found && as_found.len() <= SORT_MAX;
        self.sorted = is_sorted.then(|| Box::new(as_found.sorted(catalog, by)));
    }

    /// Returns the state of the list when it is to be sorted by `key`.
    #[must_use]
    pub fn sort_state(&self, key: SortKey) -> SortState {
        match self.sorted.as_deref() {
            _ if key == SortKey::Found => SortState::AsFound,
            None => SortState::TooLong(self.len()),
            Some((_, 0)) if self.len() > 0 => SortState::NoValues,
            Some(_) => SortState::Sorted,
        }
    }

    /// Returns the results in all domains.
    fn all(&self) -> &SearchResults {
        &self.current.1
    }

    /// Returns the results in the scope, the best first.
    fn as_found(&self) -> &SearchResults {
        self.in_scope.as_ref().map_or_else(|| self.all(), |(_, results)| results)
    }

    /// Returns the results in the scope, in the order of the list.
    fn listed(&self) -> &SearchResults {
        self.sorted.as_deref().map_or_else(|| self.as_found(), |(results, _)| results)
    }

    /// Returns the number of projects that were searched.
    pub(crate) fn searched_len(&self) -> usize {
        self.searched_len
    }

    pub(crate) fn query(&self) -> &Query {
        &self.current.0
    }

    /// Returns the last query whose results are complete, and the results.
    pub(crate) fn last_full(&self) -> Arc<(Query, SearchResults)> {
        Arc::clone(self.last_full.as_ref().unwrap_or(&self.current))
    }

    /// Returns the query whose matches the projects in the list have; not the one typed if that
    /// found nothing.
    pub(crate) fn matched_query(&self) -> &Query {
        self.all().query(self.query())
    }

    /// Returns the query that was searched for because nothing was found as typed.
    pub(crate) fn rewriting(&self) -> Option<&Query> {
        self.all().rewriting()
    }

    /// Returns the match mode by which the projects in the list were found.
    #[must_use]
    pub fn match_mode(&self) -> MatchMode {
        self.all().mode
    }

    /// Returns the number of projects found in all domains.
    #[must_use]
    pub fn found_len(&self) -> usize {
        self.all().len()
    }

    /// Returns the number of projects found in `domains`.
    pub(crate) fn found_in(&self, domains: &Range<DomainIx>) -> usize {
        self.counts.get(domains.start.0..domains.end.0).unwrap_or_default().iter().sum()
    }

    /// Returns the number of projects in the list.
    pub(crate) fn len(&self) -> usize {
        self.listed().len()
    }

    /// Returns the project in `row` of the list.
    pub(crate) fn get(&self, row: usize) -> Option<ProjectIx> {
        self.listed().get(row).map(|hit| hit.project)
    }

    /// Returns the row of a project in the list.
    pub(crate) fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        self.listed().row_of(catalog, project)
    }

    /// Returns the row of the listed project whose number is nearest to that of `id`, in the same
    /// programme. If few projects are listed, it scans the list; otherwise it tries the projects of
    /// the catalog by distance, of which many are then listed.
    pub(crate) fn nearest_row(&self, catalog: &Catalog, id: &ProjectId) -> usize {
        let Some(programme) = catalog.programme_by_file(&id.file) else { return 0 };
        let (no, domains, len) = (id.no, catalog.domains_of(programme), self.len());
        let is_in_programme = |project: &ProjectIx| domains.contains(&catalog.key(*project).1);
        if len.saturating_mul(len) > catalog.len() {
            let mut nearest_first = catalog.by_distance(no).filter(is_in_programme);
            return nearest_first
                .find_map(|project| self.row_of(catalog, project))
                .unwrap_or_default();
        }
        let rows = (0..len).filter_map(|row| Some((row, self.get(row).filter(is_in_programme)?)));
        let distance = |project: ProjectIx| catalog.key(project).0.0.abs_diff(no.0);
        rows.min_by_key(|(_, project)| distance(*project)).map_or(0, |(row, _)| row)
    }

    /// Returns true if the counts agree with the results.
    pub(crate) fn is_consistent(&self) -> bool {
        self.is_partial()
            || self.counts.iter().sum::<usize>() == self.found_len()
                && self
                    .in_scope
                    .as_ref()
                    .is_none_or(|(domains, results)| self.found_in(domains) == results.len())
    }
}

/// A request to search a catalog.
#[derive(Clone, Debug)]
pub struct SearchRequest {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) index: Arc<OnceLock<Index>>,
    /// True if more of the catalog is being loaded, so that its index is not worth building.
    pub(crate) is_loading: bool,
    /// The id of the request: only the response to the latest is used.
    pub(crate) id: u64,
    pub(crate) query: Query,
    /// An earlier query and its results, to build on.
    pub(crate) previous: Arc<(Query, SearchResults)>,
    /// The criteria to compute progress by, if that is to be done as well.
    pub(crate) criteria: Option<ProgressCriteria>,
    /// The catalog shown, if another one is searched to replace it.
    pub(crate) shown: Option<Arc<Catalog>>,
}

/// The response to a [`SearchRequest`].
#[derive(Clone, Debug, PartialEq)]
pub struct SearchResponse {
    pub(crate) id: u64,
    pub(crate) results: ResultList,
    /// The progress of the projects, if it was requested.
    pub(crate) progress: Option<ProgressSnapshot>,
    /// True if the catalog searched is equal to the one shown.
    pub(crate) unchanged: bool,
}

/// The top hits of a [`SearchRequest`], sent before its [`SearchResponse`]; without the number of
/// hits.
#[derive(Clone, Debug, PartialEq)]
pub struct TopHits {
    pub(crate) id: u64,
    pub(crate) results: SearchResults,
}

impl SearchRequest {
    /// Runs the search; `None` if it was cancelled. Without an index it reads all texts, which
    /// takes longer.
    #[must_use]
    pub fn run(&self, executor: &impl Executor) -> Option<SearchResponse> {
        let previous = Some((&self.previous.0, &self.previous.1));
        let results = match self.index.get() {
            _ if self.query.is_empty() => SearchResults::all(&self.catalog),
            Some(index) => {
                index.search_with(executor, &self.catalog, &self.query, None, previous)?
            }
            None => naive_search(executor, &self.catalog, &self.query)?,
        };
        Some(SearchResponse {
            id: self.id,
            results: ResultList::new(&self.catalog, self.query.clone(), results),
            progress: self.criteria.map(|criteria| ProgressSnapshot::new(criteria, &self.catalog)),
            unchanged: self
                .shown
                .as_ref()
                .is_none_or(|shown| Arc::ptr_eq(shown, &self.catalog) || *shown == self.catalog),
        })
    }

    /// Searches for the top hits only; `None` if there is no index, if that would be no faster, if
    /// it was cancelled, or if another catalog than the one shown is searched.
    #[must_use]
    pub fn top_hits(&self, executor: &impl Executor) -> Option<TopHits> {
        let index = self.index.get().filter(|_| self.shown.is_none())?;
        let previous = Some((&self.previous.0, &self.previous.1));
        let results = index.top_hits(executor, &self.catalog, &self.query, previous)?;
        Some(TopHits { id: self.id, results })
    }

    /// Returns true if the index is built: a search that began without it is faster if started
    /// again.
    #[must_use]
    pub fn has_index(&self) -> bool {
        self.index.get().is_some()
    }

    /// Returns true if the index would make the search faster and is not built.
    pub(crate) fn needs_index(&self) -> bool {
        !self.query.is_empty() && !self.has_index()
    }

    /// Returns the job that builds the index.
    pub(crate) fn index_job(&self) -> IndexJob {
        IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) }
    }

    /// Returns the number of projects to search, or of those shown if there are more.
    pub(crate) fn project_count(&self) -> usize {
        self.catalog.len().max(self.shown.as_ref().map_or(0, |shown| shown.len()))
    }
}

impl PartialEq for SearchRequest {
    /// The id says which request it is.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The index of a catalog, to be built.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexJob {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) index: Arc<OnceLock<Index>>,
}

impl IndexJob {
    /// Returns true if the index is built.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds the index.
    pub fn build(self) {
        let _ = self.index.set(Index::new(&self.catalog));
    }
}
