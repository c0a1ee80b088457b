//! The stages of a search: as typed, then what the query may mean otherwise.
//!
//! A stage is tried only if those before it found nothing:
//!
//! 1. as typed, in the exact mode
//! 2. words respelled: parts between marks, pinyin without the digits of its tones
//! 3. as typed and respelled, by similar sounds
//! 4. as typed, as subsequences of titles
//! 5. words of letters without a typing error, in a catalog of at most [`CORRECTED_MAX`] projects
//! 6. words without blanks, cut into pieces; then without the shortest pieces
//!
//! The index and the naive search are two engines for the same stages.

use std::cell::Cell;

use super::results::SearchResults;
use crate::query::{MatchMode, Query};

/// A search in one mode.
pub(crate) trait SearchEngine {
    /// Returns the hits of the typed query in a mode; `None` if the search was cancelled.
    fn search_typed(&self, mode: MatchMode) -> Option<SearchResults>;

    /// Returns the hits of another query in a mode; `None` if the search was cancelled.
    fn search_other(&self, query: &Query, mode: MatchMode) -> Option<SearchResults>;

    /// Returns true if any project matches the query as typed; `None` if the search was cancelled.
    fn holds(&self, query: &Query) -> Option<bool>;

    /// Returns the number of projects.
    fn project_count(&self) -> usize;
}

/// Maximum number of projects in which typing errors are looked for: each takes many searches.
const CORRECTED_MAX: usize = 20_000;

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
        if let found @ Some(_) = self.typed(MatchMode::Subsequence)? {
            return Some(found);
        }
        if self.engine.project_count() <= CORRECTED_MAX {
            let corrected = self
                .rewriting(|query, holds| respelled.as_ref().unwrap_or(query).corrected(holds))?;
            if let found @ Some(_) = self.rewritten(corrected.as_ref(), MatchMode::Exact)? {
                return Some(found);
            }
        }
        let mut cut =
            self.rewriting(|query, holds| respelled.as_ref().unwrap_or(query).cut(holds))?;
        while let Some(pieces) = cut {
            if let found @ Some(_) = self.rewritten(Some(&pieces), MatchMode::Exact)? {
                return Some(found);
            }
            cut = pieces.without_shortest_word();
        }
        Some(None)
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
        rewrite: impl Fn(&Query, &dyn Fn(&Query) -> bool) -> Option<Query>,
    ) -> RewritingResult {
        let holds = |query: &Query| {
            // Once cancelled, no further search is begun.
            let held = if self.is_cancelled.get() { None } else { self.engine.holds(query) };
            self.is_cancelled.set(held.is_none());
            held.unwrap_or_default()
        };
        let rewriting = rewrite(self.query, &holds);
        (!self.is_cancelled.get()).then_some(rewriting)
    }
}
