//! The naive search: reads every text of every project. It needs no index, and is the reference
//! that an [`Index`](super::Index) has to agree with.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::hit::{Hit, MatchMode, Tier};
use super::locate::{field_texts, fields, filter_matches, match_term};
use super::normalized_text::NormalizedText;
use super::number::matched_len;
use super::query::{Filter, Query, Term};
use super::results::SearchResults;
use super::word::{Automaton, MatchLevel, SearchWord, Transitions};
use crate::catalog::{Catalog, Project, ProjectIx};
use crate::executor::Executor;
use crate::lang::Lang;
use crate::text::cells;

/// The number of projects read at a time: well below a millisecond.
const CHUNK_LEN: usize = 128;

/// Returns what `query` finds, read by the threads of `workers`, ordered by tier and then by title
/// width; `None` if the workers were cancelled.
#[must_use]
pub fn naive_search(
    workers: &impl Executor,
    catalog: &Catalog,
    query: &Query,
) -> Option<SearchResults> {
    let (mut hits, manner) = naive_hits(workers, catalog, query)?;
    hits.sort_by_cached_key(|hit| {
        (hit.tier, cells(catalog.project(hit.project).title.get(Lang::Zh)))
    });
    Some(SearchResults::from_hits(hits, manner))
}

/// Returns the hits in the order of the file, and the mode that found them.
pub(super) fn naive_hits(
    workers: &impl Executor,
    catalog: &Catalog,
    query: &Query,
) -> Option<(Vec<Hit>, MatchMode)> {
    if query.is_empty() {
        return Some((
            catalog.projects().map(|(at, _)| Hit::unranked(at)).collect(),
            MatchMode::Exact,
        ));
    }
    let len = catalog.projects().len();
    for manner in MatchMode::ALL {
        let parts = workers.map(len.div_ceil(CHUNK_LEN), |nth| {
            let terms = query
                .groups
                .iter()
                .map(|group| group.iter().map(|term| (term, CachedWord::for_term(term))).collect());
            let reader = NaiveSearch { catalog, mode: manner, groups: terms.collect() };
            reader.hits(nth * CHUNK_LEN..len.min((nth + 1) * CHUNK_LEN))
        })?;
        let hits = parts.concat();
        if !hits.is_empty() {
            return Some((hits, manner));
        }
    }
    Some((Vec::new(), MatchMode::Exact))
}

struct NaiveSearch<'a> {
    catalog: &'a Catalog,
    mode: MatchMode,
    groups: Vec<TermGroup<'a>>,
}

/// The terms of a group, with the cached transitions of their words.
type TermGroup<'a> = Vec<(&'a Term, Option<CachedWord<'a>>)>;

impl NaiveSearch<'_> {
    fn hits(&self, places: Range<usize>) -> Vec<Hit> {
        let tier = |at| {
            let project = &self.catalog.project(at);
            let group = |group: &TermGroup| {
                group
                    .iter()
                    .filter_map(|(term, memo)| self.tier(term, memo.as_ref(), project))
                    .min()
            };
            let tiers: Option<Vec<Tier>> = self.groups.iter().map(group).collect();
            tiers?.into_iter().max()
        };
        let projects = places.filter_map(|at| u32::try_from(at).ok().map(ProjectIx));
        projects.filter_map(|project| Some(Hit { project, tier: Some(tier(project)?) })).collect()
    }

    /// Returns the tier of `project` for a term, if it matches; for a negated term, if it does not.
    fn tier(&self, term: &Term, memo: Option<&CachedWord>, project: &Project) -> Option<Tier> {
        let there = match (&term.filter, memo) {
            (Filter::Word(..), Some(memo)) if !term.negated => {
                return match_term(self.catalog, term, project, self.mode, |_| memo)
                    .map(|(tier, _)| tier);
            }
            // Initials and beginnings of numbers do not exclude a project.
            (Filter::Word(word, only), Some(memo)) => {
                let is_number = only.is_none()
                    && matched_len(project.no, word) == Some(project.no.to_string().len());
                let whole = |text: &str| {
                    NormalizedText::new(text).find(word, memo).is_some_and(|span| !span.by_initials)
                };
                is_number
                    || fields(*only).any(|field| {
                        field_texts(self.catalog, project, field).any(|(.., text)| whole(&text))
                    })
            }
            _ if !term.negated => {
                return match_term(self.catalog, term, project, self.mode, |word| word)
                    .map(|(tier, _)| tier);
            }
            (ask, _) => filter_matches(ask, self.catalog, project),
        };
        // The absence of a negated term makes no project worse.
        (!there).then_some(Tier::Number)
    }
}

/// A word with cached transitions, so that readings are not looked up again for every text.
struct CachedWord<'a> {
    word: &'a SearchWord,
    cache: RefCell<HashMap<(char, MatchLevel), Transitions>>,
}

impl<'a> CachedWord<'a> {
    fn for_term(term: &'a Term) -> Option<Self> {
        match &term.filter {
            Filter::Word(word, _) => Some(Self { word, cache: RefCell::default() }),
            _ => None,
        }
    }
}

impl Automaton for CachedWord<'_> {
    fn transitions(&self, raw: char, folded: char, ear: MatchLevel) -> Transitions {
        *self
            .cache
            .borrow_mut()
            .entry((raw, ear))
            .or_insert_with(|| self.word.transitions(raw, folded, ear))
    }
}
