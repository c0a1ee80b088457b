//! The naive search: reads every text of every project. It needs no index, and defines what an
//! [`Index`](crate::index::catalog_index::Index) has to find.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::results::{Repr, SearchResults};
use super::stages::{SearchEngine, search_in_stages};
use crate::executor::Executor;
use crate::lang::Lang;
use crate::matcher::{Automaton, MatchLevel, NormalizedText, SearchWord, Transitions};
use crate::model::{Catalog, Project, ProjectIx};
use crate::query::{
    Filter, Hit, MatchMode, Query, Term, Tier, field_texts, filter_matches, match_term,
    matched_len, text_fields,
};
use crate::text::cells;

/// The number of projects that are read without a check for cancellation: well below a millisecond.
const BATCH_LEN: usize = 128;

/// Returns what `query` finds, read by the threads of `executor`, ordered by tier and then by title
/// width; `None` if the executor was cancelled.
#[must_use]
pub fn naive_search(
    executor: &impl Executor,
    catalog: &Catalog,
    query: &Query,
) -> Option<SearchResults> {
    if query.is_empty() {
        return Some(SearchResults::all(catalog));
    }
    search_in_stages(&NaiveEngine { executor, catalog, query }, query, MatchMode::Exact)
}

/// A query on a catalog, for the stages of a search.
struct NaiveEngine<'a, E> {
    executor: &'a E,
    catalog: &'a Catalog,
    query: &'a Query,
}

impl<E: Executor> NaiveEngine<'_, E> {
    /// Returns the hits of a query among some projects, in the order of the file.
    fn hits(&self, query: &Query, mode: MatchMode, projects: Range<usize>) -> Option<Vec<Hit>> {
        let batches = self.executor.map(projects.len().div_ceil(BATCH_LEN), |nth| {
            let cached = |word| CachedWord { word, cache: RefCell::default() };
            let groups = query.groups.iter().map(|group| {
                group.iter().map(|term| (term, term.word().map(cached))).collect::<TermGroup>()
            });
            let search = NaiveSearch { catalog: self.catalog, mode, groups: groups.collect() };
            let start = projects.start + nth * BATCH_LEN;
            search.hits(start..projects.end.min(start + BATCH_LEN))
        })?;
        Some(batches.concat())
    }
}

impl<E: Executor> SearchEngine for NaiveEngine<'_, E> {
    fn search_typed(&self, mode: MatchMode) -> Option<SearchResults> {
        self.search_other(self.query, mode)
    }

    fn search_other(&self, query: &Query, mode: MatchMode) -> Option<SearchResults> {
        let mut hits = self.hits(query, mode, 0..self.catalog.projects().len())?;
        hits.sort_by_cached_key(|hit| {
            (hit.tier, cells(self.catalog.project(hit.project).title.get(Lang::Zh)))
        });
        Some(SearchResults::new(Repr::Listed(hits), mode))
    }

    fn search_everywhere(&self, query: &Query) -> Option<SearchResults> {
        self.search_other(query, MatchMode::Exact)
    }

    fn catalog(&self) -> &Catalog {
        self.catalog
    }

    fn holds(&self, query: &Query) -> Option<bool> {
        let len = self.catalog.projects().len();
        for start in (0..len).step_by(HOLDS_LEN) {
            let projects = start..len.min(start + HOLDS_LEN);
            if !self.hits(query, MatchMode::Exact, projects)?.is_empty() {
                return Some(true);
            }
        }
        Some(false)
    }
}

/// The number of projects that are read before a check if any of them has a word.
const HOLDS_LEN: usize = 64 * BATCH_LEN;

struct NaiveSearch<'a> {
    catalog: &'a Catalog,
    mode: MatchMode,
    groups: Vec<TermGroup<'a>>,
}

/// The terms of a group, with the cached transitions of their words.
type TermGroup<'a> = Vec<(&'a Term, Option<CachedWord<'a>>)>;

impl NaiveSearch<'_> {
    /// Returns the hits among some projects, given by their positions in the catalog.
    fn hits(&self, projects: Range<usize>) -> Vec<Hit> {
        let project_tier = |project| {
            let project = &self.catalog.project(project);
            let group_tier = |group: &TermGroup| {
                group
                    .iter()
                    .filter_map(|(term, word)| self.term_tier(term, word.as_ref(), project))
                    .min()
            };
            let tiers: Option<Vec<Tier>> = self.groups.iter().map(group_tier).collect();
            tiers?.into_iter().max()
        };
        projects
            .filter_map(|project| u32::try_from(project).ok().map(ProjectIx))
            .filter_map(|project| Some(Hit { project, tier: Some(project_tier(project)?) }))
            .collect()
    }

    /// Returns the tier of `project` for a term, if it matches; for a negated term, if it does not.
    fn term_tier(
        &self,
        term: &Term,
        cached_word: Option<&CachedWord>,
        project: &Project,
    ) -> Option<Tier> {
        if !term.negated {
            return match_term(self.catalog, term, project, self.mode, cached_word)
                .map(|(tier, _)| tier);
        }
        let is_match = match (&term.filter, cached_word) {
            // Initials and beginnings of numbers do not exclude a project.
            (Filter::Word(word, field), Some(cached_word)) => {
                let is_number = field.is_none()
                    && matched_len(project.no, word) == Some(project.no.to_string().len());
                let is_in = |text: &str| {
                    NormalizedText::new(text)
                        .find(word, cached_word)
                        .is_some_and(|found| !found.by_initials)
                };
                is_number
                    || text_fields(*field).any(|field| {
                        field_texts(self.catalog, project, field).any(|(.., text)| is_in(&text))
                    })
            }
            (filter, _) => filter_matches(filter, self.catalog, project),
        };
        // The absence of a negated term makes no project worse.
        (!is_match).then_some(Tier::Number)
    }
}

/// A word with cached transitions, so that readings are not looked up again for every text.
struct CachedWord<'a> {
    word: &'a SearchWord,
    cache: RefCell<HashMap<(char, MatchLevel), Transitions>>,
}

impl Automaton for CachedWord<'_> {
    fn transitions(&self, raw: char, folded: char, level: MatchLevel) -> Transitions {
        *self
            .cache
            .borrow_mut()
            .entry((raw, level))
            .or_insert_with(|| self.word.transitions(raw, folded, level))
    }
}
