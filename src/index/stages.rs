//! The stages of a search: as typed, then what the query may mean otherwise.
//!
//! A stage is tried only if those before it found nothing:
//!
//! 1. as typed, in the exact mode
//! 2. words respelled: parts between marks, comparisons and alternatives in words
//! 3. as typed and respelled, by similar sounds; then any of the parts between marks
//! 4. words of letters without a typing error, in a catalog of at most [`CORRECTED_MAX`] projects
//! 5. as typed, as subsequences of titles
//! 6. words without blanks, cut into pieces; then without one of them, then any of the last two
//!
//! The index and the naive search are two engines for the same stages.

use std::cell::Cell;

use super::results::SearchResults;
use crate::model::{Catalog, ProjectIx};
use crate::query::{Extent, MatchMode, Query};

/// A search in one mode.
pub(crate) trait SearchEngine {
    /// Returns the hits of the typed query in a mode; `None` if the search was cancelled.
    fn search_typed(&self, mode: MatchMode) -> Option<SearchResults>;

    /// Returns the hits of another query in a mode; `None` if the search was cancelled.
    fn search_other(&self, query: &Query, mode: MatchMode) -> Option<SearchResults>;

    /// Returns true if any project matches the query as typed; `None` if the search was cancelled.
    fn holds(&self, query: &Query) -> Option<bool>;

    /// Returns the hits of another query in the exact mode in all domains; `None` if the search was
    /// cancelled.
    fn search_everywhere(&self, query: &Query) -> Option<SearchResults>;

    /// Returns the catalog.
    fn catalog(&self) -> &Catalog;
}

/// Maximum number of projects in which typing errors and the extents of matches are looked for:
/// each takes many searches.
const CORRECTED_MAX: usize = 20_000;

/// Maximum number of projects in which the extent of a match is looked at.
const EXTENT_MAX: usize = 64;

/// Maximum number of pieces of which each is left out in turn.
const PIECES_MAX: usize = 6;

/// Returns what `query` finds in the first stage that finds anything, beginning as typed in the
/// mode `first`; `None` if the search was cancelled.
pub(crate) fn search_in_stages(
    engine: &dyn SearchEngine,
    query: &Query,
    first: MatchMode,
) -> Option<SearchResults> {
    let stages = Stages { engine, query, first, is_cancelled: Cell::new(false) };
    let found = stages.first_found()?;
    Some(found.unwrap_or_default())
}

/// A search, stage by stage.
struct Stages<'a> {
    engine: &'a dyn SearchEngine,
    query: &'a Query,
    /// The first mode in which the typed query may find anything.
    first: MatchMode,
    /// True if a search for a rewriting was cancelled.
    is_cancelled: Cell<bool>,
}

/// The results of a stage: `None` if it was cancelled, nothing if it found nothing.
type StageResults = Option<Option<SearchResults>>;

/// A rewriting: `None` if the search for it was cancelled, nothing if there is none.
type RewritingResult = Option<Option<Query>>;

impl Stages<'_> {
    /// Returns the results of the first stage that finds anything.
    fn first_found(&self) -> StageResults {
        if let found @ Some(_) = self.typed(MatchMode::Exact)? {
            return Some(found);
        }
        let respelled = self.rewriting(|query, holds| query.respelled(holds))?;
        for mode in [MatchMode::Exact, MatchMode::SimilarSound] {
            if mode != MatchMode::Exact
                && let found @ Some(_) = self.typed(mode)?
            {
                return Some(found);
            }
            if let found @ Some(_) = self.rewritten(respelled.as_ref(), mode)? {
                return Some(found);
            }
        }
        // What a colon parts is a field that there is not.
        let has_colon = self.query.text().contains([':', '：']);
        let is_one = self.query.term_ranges().count() == 1;
        let is_split = respelled.is_some() && is_one && !has_colon;
        let any_part = respelled.as_ref().unwrap_or(self.query).any_word();
        let any_part = any_part.filter(|_| is_split || self.query.has_and());
        if let found @ Some(_) = self.rewritten(any_part.as_ref(), MatchMode::Exact)? {
            return Some(found);
        }
        if !self.is_large() {
            let corrected = self
                .rewriting(|query, holds| respelled.as_ref().unwrap_or(query).corrected(holds))?;
            if let found @ Some(_) = self.rewritten(corrected.as_ref(), MatchMode::Exact)? {
                return Some(found);
            }
        }
        if let found @ Some(_) = self.typed(MatchMode::Subsequence)? {
            return Some(found);
        }
        let cut = self.rewriting(|query, holds| respelled.as_ref().unwrap_or(query).cut(holds))?;
        match cut {
            Some(pieces) => self.pieces_found(pieces),
            None => Some(None),
        }
    }

    /// Returns true if many searches take too long.
    fn is_large(&self) -> bool {
        self.engine.catalog().projects().len() > CORRECTED_MAX
    }

    /// Searches for all pieces, then with ever fewer of them, then for any of the last two.
    fn pieces_found(&self, mut pieces: Query) -> StageResults {
        loop {
            if let found @ Some(_) = self.rewritten(Some(&pieces), MatchMode::Exact)? {
                return Some(found);
            }
            let mut fewer = pieces.without_one_word();
            if fewer.is_empty() {
                return self.rewritten(pieces.any_word().as_ref(), MatchMode::Exact);
            }
            if fewer.len() > PIECES_MAX {
                fewer.truncate(1);
            }
            for fewer in &fewer {
                if let found @ Some(_) = self.rewritten(Some(fewer), MatchMode::Exact)? {
                    return Some(found);
                }
            }
            pieces = fewer.swap_remove(0);
        }
    }

    /// Searches for the typed query in a mode, unless it is known to find nothing.
    fn typed(&self, mode: MatchMode) -> StageResults {
        if mode < self.first {
            return Some(None);
        }
        Some(Some(self.engine.search_typed(mode)?).filter(|found| !found.is_empty()))
    }

    /// Searches for a rewriting in a mode.
    fn rewritten(&self, rewriting: Option<&Query>, mode: MatchMode) -> StageResults {
        let Some(query) = rewriting else { return Some(None) };
        let found = self.engine.search_other(query, mode)?;
        Some((!found.is_empty()).then(|| found.rewritten(query.clone())))
    }

    /// Rewrites the query; `None` if the search was cancelled.
    fn rewriting(
        &self,
        rewrite: impl Fn(&Query, &dyn Fn(&Query, Extent) -> bool) -> Option<Query>,
    ) -> RewritingResult {
        let holds = |query: &Query, extent: Extent| {
            // Once cancelled, no further search is begun.
            let held = if self.is_cancelled.get() { None } else { self.holds(query, extent) };
            self.is_cancelled.set(held.is_none());
            held.unwrap_or_default()
        };
        let rewriting = rewrite(self.query, &holds);
        (!self.is_cancelled.get()).then_some(rewriting)
    }

    /// Returns true if any project matches the query as typed, to an extent; `None` if the search
    /// was cancelled.
    fn holds(&self, query: &Query, extent: Extent) -> Option<bool> {
        let held = self.engine.holds(query)?;
        if !held || extent == Extent::Any || self.is_large() {
            return Some(held);
        }
        let found = self.engine.search_everywhere(query)?;
        let catalog = self.engine.catalog();
        // The first of the file, so that both engines look at the same ones.
        let mut first: Vec<ProjectIx> = found.hits().map(|hit| hit.project).collect();
        first.sort_unstable();
        let mut projects = first.into_iter().take(EXTENT_MAX).map(|at| catalog.project(at));
        Some(projects.any(|project| extent.is_in(query, catalog, &project)))
    }
}
