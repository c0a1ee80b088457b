//! Runs a query over a whole index, chunk by chunk.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::haystack::CHUNK_LEN;
use super::hit::{Match, MatchMode, NO_MATCH, Rank, SearchField, Tier};
use super::index::{HAYSTACK_COUNT, Index};
use super::locate::best_match;
use super::naive::naive_hits;
use super::query::Query;
use super::results::{ChunkHits, SCORED_MAX, SearchResults};
use super::scorer::Scorer;
use super::term_matcher::{ChunkRanks, Occurrences, TermMatcher};
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx};
use crate::executor::{Executor, Sequential};

/// A query prepared for one mode.
struct Searcher<'a> {
    index: &'a Index,
    mode: MatchMode,
    /// Every group must match, by at least one of its terms.
    groups: Vec<Vec<TermMatcher<'a>>>,
    domain: Option<DomainIx>,
    earlier: Option<EarlierHits<'a>>,
    subsequence_only: bool,
}

/// The results of an earlier, less specific query.
struct EarlierHits<'a> {
    chunks: &'a [ChunkHits],
    /// The number of groups of the earlier query.
    group_count: usize,
    /// True if the groups of the earlier query are the first of this one, unchanged.
    is_prefix: bool,
}

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

    /// Returns what `query` finds in the domain `only`, or in all, using the threads of `workers`;
    /// `None` if they were cancelled. `before` is an earlier query with its results from this index
    /// and the same domain: if this query narrows it, only its hits are examined again.
    #[must_use]
    pub fn search_with(
        &self,
        workers: &impl Executor,
        catalog: &Catalog,
        query: &Query,
        only: Option<DomainIx>,
        before: Option<(&Query, &SearchResults)>,
    ) -> Option<SearchResults> {
        if query.is_empty() {
            return Some(only.map_or_else(
                || SearchResults::all(catalog),
                |only| {
                    SearchResults::all(catalog).in_domains(catalog, &(only..DomainIx(only.0 + 1)))
                },
            ));
        }
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        let first = before.map_or(MatchMode::Exact, |(_, found)| found.first_mode());
        for manner in MatchMode::ALL.into_iter().filter(|manner| *manner >= first) {
            let Some(search) = self.searcher(catalog, query, manner, only, before) else {
                continue;
            };
            let parts = workers.map(self.docs.len().div_ceil(CHUNK_LEN), |nth| {
                search.search_chunk(nth, FULL_STAGE, catalog.domains().len())
            })?;
            if parts.iter().any(|part| !part.is_empty()) {
                return Some(search.to_results(catalog, parts));
            }
        }
        Some(SearchResults::default())
    }

    /// Returns the best hits of `query` well before a full search would, in tier order and enough
    /// for the first screens.
    ///
    /// Returns `None` if there are too few good hits to gain time, so that the caller has to run
    /// the full search, or if `workers` were cancelled. `before` is an earlier query with its
    /// results from this index.
    #[must_use]
    pub fn top_hits(
        &self,
        workers: &impl Executor,
        catalog: &Catalog,
        query: &Query,
        before: Option<(&Query, &SearchResults)>,
    ) -> Option<SearchResults> {
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        if before.is_some_and(|(_, found)| found.first_mode() != MatchMode::Exact) {
            return None;
        }
        let search = self.searcher(catalog, query, MatchMode::Exact, None, before)?;
        let best = search.best_rank();
        let stages =
            [TITLE_STAGE, PLACE_STAGE, Stage { haystacks: HAYSTACK_COUNT, settled_rank: best }];
        // Filters and fields do not rank titles first, so there is only the full stage.
        let stages = if query.is_words_only() { &stages[..2] } else { &stages[2..] };
        for stage in stages {
            if before.is_none_or(|(_, found)| {
                found.count_up_to(stage.settled_rank).is_none_or(|found| found >= SCORED_MAX)
            }) {
                let found = search.to_results(
                    catalog,
                    search.top_chunks(workers, *stage, best, catalog.domains().len())?,
                );
                if found.len() >= SCORED_MAX {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Returns true if the query matches any project as typed (in `MatchMode::Exact`). `before` is
    /// an earlier query with its results from this index.
    #[must_use]
    pub fn has_match(
        &self,
        catalog: &Catalog,
        query: &Query,
        before: Option<(&Query, &SearchResults)>,
    ) -> bool {
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        // If the shorter query matched nothing as typed, the longer one cannot either.
        if before.is_some_and(|(_, found)| found.mode != MatchMode::Exact || found.is_empty()) {
            return false;
        }
        let search = self.searcher(catalog, query, MatchMode::Exact, None, before);
        let is_in = |nth, search: &Searcher| {
            !search.search_chunk(nth, FULL_STAGE, catalog.domains().len()).is_empty()
        };
        search.is_some_and(|search| {
            (0..self.docs.len().div_ceil(CHUNK_LEN)).any(|nth| is_in(nth, &search))
        })
    }

    /// Prepares a search in one mode; `None` if some group cannot match anything.
    fn searcher<'a>(
        &'a self,
        catalog: &'a Catalog,
        query: &'a Query,
        manner: MatchMode,
        only: Option<DomainIx>,
        before: Option<(&Query, &'a SearchResults)>,
    ) -> Option<Searcher<'a>> {
        let term = |term| TermMatcher::new(self, catalog, term, manner);
        let groups: Vec<Vec<TermMatcher>> =
            query.groups.iter().map(|group| group.iter().map(term).collect()).collect();
        if groups.iter().any(|group| group.iter().all(TermMatcher::cannot_match)) {
            return None;
        }
        let known =
            before.filter(|(_, found)| found.mode == manner && manner != MatchMode::Subsequence);
        let known = known.and_then(|(earlier, found)| {
            let is_same = query.groups.starts_with(&earlier.groups);
            Some(EarlierHits {
                chunks: found.chunks()?,
                group_count: earlier.groups.len(),
                is_prefix: is_same,
            })
        });
        // The exact mode was tried before, so nothing matches as typed.
        let loosely_only = manner == MatchMode::Subsequence && query.is_single_group();
        Some(Searcher {
            index: self,
            mode: manner,
            groups,
            domain: only,
            earlier: known,
            subsequence_only: loosely_only,
        })
    }

    /// Returns what [`search`](Self::search) finds, in the order of the file, by reading every text
    /// without an index. It defines what a match is, and the tests compare the index with it.
    #[must_use]
    pub fn search_naive(catalog: &Catalog, query: &Query) -> SearchResults {
        let (hits, manner) = naive_hits(&Sequential, catalog, query).unwrap_or_default();
        SearchResults::from_hits(hits, manner)
    }

    /// Returns the best match of `query` in a project that it found in the given mode.
    #[must_use]
    pub fn locate(
        catalog: &Catalog,
        query: &Query,
        project: ProjectIx,
        manner: MatchMode,
    ) -> Option<Match> {
        best_match(catalog, query, &catalog.project(project), manner)
    }
}

impl Searcher<'_> {
    /// Combines the hits of all chunks, given in order, into results.
    fn to_results(&self, catalog: &Catalog, parts: Vec<ChunkHits>) -> SearchResults {
        let scorer = Scorer::new();
        let score =
            |at: ProjectIx| Reverse(score(&self.groups, catalog, &catalog.project(at), &scorer));
        SearchResults::from_chunks(&self.index.docs, parts, self.mode, score)
    }

    /// Returns the best rank that any project can have.
    fn best_rank(&self) -> Rank {
        let best = |group: &Vec<TermMatcher>| {
            group.iter().map(TermMatcher::best_rank).min().unwrap_or(NO_MATCH)
        };
        self.groups.iter().map(best).max().unwrap_or(NO_MATCH)
    }

    /// Scans chunks until [`SCORED_MAX`] hits of rank `best`, the best any project can have, are
    /// found; later chunks cannot outrank them, because docs are ordered by title width. Returns
    /// `None` if cancelled, and an empty list if a full search would cost the same: the stage
    /// covers all haystacks, and the first [`GIVE_UP_CHUNKS`] chunks gave too few.
    fn top_chunks(
        &self,
        workers: &impl Executor,
        stage: Stage,
        best: Rank,
        domains: usize,
    ) -> Option<Vec<ChunkHits>> {
        let all = self.index.docs.len().div_ceil(CHUNK_LEN);
        let mut parts: Vec<ChunkHits> = Vec::new();
        let mut next = FIRST_CHUNKS;
        while parts.len() < all {
            let from = parts.len();
            if from >= GIVE_UP_CHUNKS && stage.haystacks == HAYSTACK_COUNT {
                return Some(Vec::new());
            }
            parts.extend(
                workers.map(next.min(all - from), |nth| {
                    self.search_chunk(from + nth, stage, domains)
                })?,
            );
            next *= 2;
            if parts.iter().map(|part| part.count_up_to(best)).sum::<usize>() >= SCORED_MAX {
                for part in &mut parts {
                    part.retain_up_to(best);
                }
                break;
            }
        }
        Some(parts)
    }

    /// Ranks the docs of one chunk. A stage that does not search all haystacks keeps only the ranks
    /// that it settles.
    fn search_chunk(
        &self,
        nth: usize,
        Stage { haystacks: arenas, settled_rank: settled }: Stage,
        domains: usize,
    ) -> ChunkHits {
        let places = self.chunk_docs(nth);
        let known = self.earlier.as_ref().and_then(|known| Some((known, known.chunks.get(nth)?)));
        if known.is_some_and(|(_, part)| part.is_empty()) {
            return ChunkHits::default();
        }
        let Some((last, others)) = self.groups.split_last() else { return ChunkHits::default() };
        let mut best = vec![NO_MATCH; places.len()];
        let mut part = ChunkRanks {
            chunk: nth,
            candidates: None,
            ranks: &mut best,
            subsequence_only: self.subsequence_only,
            haystacks: arenas,
        };
        let (spots, others) = if let Some((known, before)) = known
            && known.group_count == self.groups.len()
            && let (Some(spots), [word]) = (&before.occurrences, &last[..])
        {
            // The last word has grown: it can only match where it matched before.
            (
                Some(word.rank_known(&mut part, spots)),
                before.other_ranks.as_ref().map(|others| Cow::Borrowed(&others[..])),
            )
        } else {
            let others = match known {
                Some((known, before)) if known.group_count == self.groups.len() => {
                    Some(Cow::Owned(before.ranks_without_last()))
                }
                // Groups were added to the earlier query.
                Some((known, before)) if known.is_prefix && known.group_count == others.len() => {
                    Some(Cow::Borrowed(before.ranks()))
                }
                known => {
                    let open = self.candidates(&places, known.map(|(_, before)| before.ranks()));
                    rank_groups(&part, others, open).map(Cow::Owned)
                }
            };
            let mut spots =
                matches!(&last[..], [word] if arenas == HAYSTACK_COUNT && word.is_cacheable())
                    .then(Occurrences::default);
            part.candidates = others.as_deref();
            for term in last {
                term.rank_chunk(&mut part, spots.as_mut());
            }
            (spots, others)
        };
        if arenas < HAYSTACK_COUNT {
            let best = worst_ranks(best, others.as_deref())
                .into_iter()
                .map(|rank| if rank > settled { NO_MATCH } else { rank });
            return ChunkHits::new(self.index, &places, (best.collect(), None), None, domains);
        }
        ChunkHits::new(self.index, &places, (best, others.map(Cow::into_owned)), spots, domains)
    }

    /// Returns a rank for each of the docs `places`: [`NO_MATCH`] for those that the domain or the
    /// earlier results `known` exclude, [`CANDIDATE`] for the others. `None` if nothing is
    /// excluded.
    fn candidates(&self, places: &Range<usize>, known: Option<&[Rank]>) -> Option<Vec<Rank>> {
        let known = known.map(|ranks| {
            ranks.iter().map(|rank| if *rank == NO_MATCH { NO_MATCH } else { CANDIDATE }).collect()
        });
        let Some(only) = self.domain else { return known };
        let mut open = known.unwrap_or_else(|| vec![CANDIDATE; places.len()]);
        let rows = open.iter_mut().zip(self.index.docs.domains_in(places));
        rows.filter(|(_, domain)| usize::from(**domain) != only.0)
            .for_each(|(open, _)| *open = NO_MATCH);
        Some(open)
    }

    fn chunk_docs(&self, nth: usize) -> Range<usize> {
        nth * CHUNK_LEN..self.index.docs.len().min((nth + 1) * CHUNK_LEN)
    }
}

/// The number of chunks to scan before first checking for enough of the best hits.
const FIRST_CHUNKS: usize = 8;

/// The number of chunks after which a stage over all haystacks is given up.
const GIVE_UP_CHUNKS: usize = 50;

/// A stage of a search: the number of haystacks to scan, and the worst rank that is then settled.
/// Unscanned texts can only add matches of worse ranks.
#[derive(Clone, Copy)]
struct Stage {
    haystacks: usize,
    settled_rank: Rank,
}

const TITLE_STAGE: Stage = Stage { haystacks: 1, settled_rank: Tier::Initials.rank() };

/// Includes the names of domains, which are matched without a scan.
const PLACE_STAGE: Stage =
    Stage { haystacks: 2, settled_rank: Tier::In(SearchField::Domain).rank() };

const FULL_STAGE: Stage = Stage { haystacks: HAYSTACK_COUNT, settled_rank: NO_MATCH };

/// The rank of a doc that is still a candidate: the best, so that it never decides.
pub(super) const CANDIDATE: Rank = Tier::Number.rank();

/// Returns the ranks of a chunk's docs for all `groups`: per group the best of its terms, then the
/// worst of the groups and of `open`. `None` if there is neither.
fn rank_groups(
    part: &ChunkRanks,
    groups: &[Vec<TermMatcher>],
    open: Option<Vec<Rank>>,
) -> Option<Vec<Rank>> {
    let mut worst = open;
    for group in groups {
        let mut best = vec![NO_MATCH; part.ranks.len()];
        for term in group {
            term.rank_chunk(
                &mut ChunkRanks { candidates: worst.as_deref(), ranks: &mut best, ..*part },
                None,
            );
        }
        worst = Some(worst_ranks(best, worst.as_deref()));
    }
    worst
}

/// Returns the worse rank of both, doc by doc.
pub(super) fn worst_ranks(mut ranks: Vec<Rank>, others: Option<&[Rank]>) -> Vec<Rank> {
    ranks
        .iter_mut()
        .zip(others.into_iter().flatten())
        .for_each(|(rank, other)| *rank = (*rank).max(*other));
    ranks
}

/// Returns the score of the query in `project`: the sum over the best term of each group.
fn score(
    groups: &[Vec<TermMatcher>],
    catalog: &Catalog,
    project: &Project,
    scorer: &Scorer,
) -> i64 {
    let group = |group: &Vec<TermMatcher>| {
        let places = group.iter().filter_map(|term| Some((term.locate(project)?, term)));
        match places.min_by_key(|((tier, _), _)| *tier)? {
            ((_, Some(found)), _) => {
                Some(scorer.score(&found.text(catalog, project), &found.positions))
            }
            // A whole number ranks before numbers that begin with it.
            ((_, None), term) => Some(i64::from(term.is_number_of(project))),
        }
    };
    groups.iter().filter_map(group).sum()
}
