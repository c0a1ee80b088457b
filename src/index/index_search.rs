//! The search of an index, stage by stage.

use super::catalog_index::Index;
use super::chunk_hits::ChunkHits;
use super::doc::ChunkIx;
use super::results::SearchResults;
use super::searcher::{FIRST_CHUNKS, FULL_STAGE, Searcher};
use super::stages::{SearchEngine, search_in_stages};
use crate::executor::{Executor, Sequential};
use crate::model::{Catalog, DomainIx};
use crate::query::{MatchMode, Query};

impl Index {
    /// Returns what `query` finds, in `domain` only if given.
    #[must_use]
    pub fn search(
        &self,
        catalog: &Catalog,
        query: &Query,
        domain: Option<DomainIx>,
    ) -> SearchResults {
        self.search_with(&Sequential, catalog, query, domain, None).unwrap_or_default()
    }

    /// Returns what `query` finds, in `domain` only if given, using the threads of `executor`;
    /// `None` if it was cancelled. `earlier` is an earlier query with its results from this index
    /// and the same domain: if this query narrows it, only its hits are examined again.
    #[must_use]
    pub fn search_with(
        &self,
        executor: &impl Executor,
        catalog: &Catalog,
        query: &Query,
        domain: Option<DomainIx>,
        earlier: Option<(&Query, &SearchResults)>,
    ) -> Option<SearchResults> {
        if query.is_empty() {
            let all = SearchResults::all(catalog);
            return Some(match domain {
                Some(domain) => all.in_domains(catalog, &(domain..DomainIx(domain.0 + 1))),
                None => all,
            });
        }
        let earlier = earlier.filter(|(earlier, _)| query.narrows(earlier));
        let first = earlier.map_or(MatchMode::Exact, |(_, results)| results.first_mode());
        let engine = IndexEngine { index: self, executor, catalog, query, domain, earlier };
        search_in_stages(&engine, query, first)
    }
}

/// A query on an index, for the stages of a search.
struct IndexEngine<'a, E> {
    index: &'a Index,
    executor: &'a E,
    catalog: &'a Catalog,
    query: &'a Query,
    domain: Option<DomainIx>,
    earlier: Option<(&'a Query, &'a SearchResults)>,
}

impl<E: Executor> IndexEngine<'_, E> {
    fn run(&self, searcher: Option<&Searcher>) -> Option<SearchResults> {
        let Some(searcher) = searcher else { return Some(SearchResults::default()) };
        let chunks = self.executor.map(ChunkIx::count(self.index.docs.len()), |nth| {
            searcher.search_chunk(ChunkIx::new(nth), FULL_STAGE)
        })?;
        let is_empty = chunks.iter().all(ChunkHits::is_empty);
        Some(if is_empty { SearchResults::default() } else { searcher.to_results(chunks) })
    }
}

impl<E: Executor> SearchEngine for IndexEngine<'_, E> {
    fn search_typed(&self, mode: MatchMode) -> Option<SearchResults> {
        let Self { index, catalog, query, domain, earlier, .. } = *self;
        self.run(index.searcher(catalog, query, mode, domain, earlier).as_ref())
    }

    fn search_other(&self, query: &Query, mode: MatchMode) -> Option<SearchResults> {
        let Self { index, catalog, domain, .. } = *self;
        self.run(index.searcher(catalog, query, mode, domain, None).as_ref())
    }

    fn search_everywhere(&self, query: &Query) -> Option<SearchResults> {
        let Self { index, catalog, .. } = *self;
        self.run(index.searcher(catalog, query, MatchMode::Exact, None, None).as_ref())
    }

    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn holds(&self, query: &Query) -> Option<bool> {
        let Self { index, catalog, .. } = *self;
        let searcher = index.searcher(catalog, query, MatchMode::Exact, None, None);
        let Some(searcher) = searcher else { return Some(false) };
        let chunk_count = ChunkIx::count(index.docs.len());
        let (mut start, mut step) = (0, FIRST_CHUNKS);
        while start < chunk_count {
            let found = self.executor.map(step.min(chunk_count - start), |nth| {
                !searcher.search_chunk(ChunkIx::new(start + nth), FULL_STAGE).is_empty()
            })?;
            if found.contains(&true) {
                return Some(true);
            }
            (start, step) = (start + step, step * 2);
        }
        Some(false)
    }
}
