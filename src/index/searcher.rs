//! Runs a query over a whole index, chunk by chunk.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::catalog_index::Index;
use super::chunk_hits::ChunkHits;
use super::chunk_ranks::ChunkRanks;
use super::doc::ChunkIx;
use super::haystack::{HAYSTACK_COUNT, Occurrences};
use super::rank::{NEUTRAL, NO_MATCH, Rank, drop_worse, worst_ranks};
use super::ranked_hits::{RankedHits, SCORED_MAX};
use super::results::{Repr, SearchResults};
use super::term_matcher::TermMatcher;
use crate::executor::Executor;
use crate::matcher::Scorer;
use crate::model::{Catalog, DomainIx, Project, ProjectIx};
use crate::query::{MatchMode, Query, SearchField, Tier};

/// A query prepared for one mode.
pub(super) struct Searcher<'a> {
    index: &'a Index,
    catalog: &'a Catalog,
    mode: MatchMode,
    /// Every group must match, by at least one of its terms.
    groups: Vec<Vec<TermMatcher<'a>>>,
    /// The only domain in which hits count, if given.
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
    /// Returns the best hits of `query` well before a full search would, in tier order and enough
    /// for the first screens.
    ///
    /// Returns `None` if there are too few good hits to gain time, so that the caller has to run
    /// the full search, or if `executor` was cancelled. `earlier` is an earlier query with its
    /// results from this index.
    #[must_use]
    pub fn top_hits(
        &self,
        executor: &impl Executor,
        catalog: &Catalog,
        query: &Query,
        earlier: Option<(&Query, &SearchResults)>,
    ) -> Option<SearchResults> {
        let earlier = earlier.filter(|(earlier, _)| query.narrows(earlier));
        if earlier.is_some_and(|(_, results)| results.first_mode() != MatchMode::Exact) {
            return None;
        }
        let searcher = self.searcher(catalog, query, MatchMode::Exact, None, earlier)?;
        let best_rank = searcher.best_rank();
        let last_stage = Stage { haystack_count: HAYSTACK_COUNT, settled_rank: best_rank };
        let stages = [TITLE_STAGE, PLACE_STAGE, last_stage];
        // Filters and fields do not rank titles first, so there is only the full stage.
        let stages = if query.is_words_only() { &stages[..2] } else { &stages[2..] };
        for stage in stages {
            let may_be_enough = earlier.is_none_or(|(_, results)| {
                let count = results.ranked().and_then(|hits| hits.count_up_to(stage.settled_rank));
                count.is_none_or(|count| count >= SCORED_MAX)
            });
            if may_be_enough {
                let chunks = searcher.top_chunks(executor, *stage, best_rank)?;
                let results = searcher.to_results(chunks);
                if results.len() >= SCORED_MAX {
                    return Some(results);
                }
            }
        }
        None
    }

    /// Returns true if the query matches any project as typed (in `MatchMode::Exact`). `earlier` is
    /// an earlier query with its results from this index.
    #[must_use]
    pub fn has_match(
        &self,
        catalog: &Catalog,
        query: &Query,
        earlier: Option<(&Query, &SearchResults)>,
    ) -> bool {
        let earlier = earlier.filter(|(earlier, _)| query.narrows(earlier));
        // If the shorter query matched nothing as typed, the longer one cannot either.
        if earlier.is_some_and(|(_, results)| {
            results.first_mode() != MatchMode::Exact || results.is_empty()
        }) {
            return false;
        }
        let searcher = self.searcher(catalog, query, MatchMode::Exact, None, earlier);
        searcher.is_some_and(|searcher| {
            (0..ChunkIx::count(self.docs.len()))
                .any(|nth| !searcher.search_chunk(ChunkIx::new(nth), FULL_STAGE).is_empty())
        })
    }

    /// Prepares a search in one mode; `None` if some group cannot match anything.
    pub(super) fn searcher<'a>(
        &'a self,
        catalog: &'a Catalog,
        query: &'a Query,
        mode: MatchMode,
        domain: Option<DomainIx>,
        earlier: Option<(&Query, &'a SearchResults)>,
    ) -> Option<Searcher<'a>> {
        let term = |term| TermMatcher::new(self, catalog, term, mode);
        let groups: Vec<Vec<TermMatcher>> =
            query.groups.iter().map(|group| group.iter().map(term).collect()).collect();
        if groups.iter().any(|group| group.iter().all(TermMatcher::cannot_match)) {
            return None;
        }
        let earlier = earlier
            .filter(|(_, results)| results.mode == mode && mode != MatchMode::Subsequence)
            .filter(|(_, results)| results.rewriting().is_none())
            .and_then(|(earlier, results)| {
                Some(EarlierHits {
                    chunks: &results.ranked()?.chunks,
                    group_count: earlier.groups.len(),
                    is_prefix: query.groups.starts_with(&earlier.groups),
                })
            });
        // The exact mode was tried before, so nothing matches as typed.
        let subsequence_only = mode == MatchMode::Subsequence && query.is_single_group();
        Some(Searcher { index: self, catalog, mode, groups, domain, earlier, subsequence_only })
    }
}

/// The order of hits within a tier, the least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct MatchScore {
    /// The ends of matches that lie within a syllable or an English word.
    unfinished: usize,
    points: Reverse<i64>,
}

impl Searcher<'_> {
    /// Combines the hits of all chunks, given in order, into results.
    pub(super) fn to_results(&self, chunks: Vec<ChunkHits>) -> SearchResults {
        let scorer = Scorer::new();
        let score = |project: ProjectIx| self.score(&self.catalog.project(project), &scorer);
        let ranked = RankedHits::from_chunks(&self.index.docs, chunks, score);
        SearchResults::new(Repr::Ranked(ranked), self.mode)
    }

    /// Returns the score of the query in `project`: the sum over the best term of each group.
    fn score(&self, project: &Project, scorer: &Scorer) -> MatchScore {
        let group_score = |group: &Vec<TermMatcher>| {
            // Projects that were named by their numbers are in the order of these.
            if group.iter().any(TermMatcher::is_number_range) {
                let points = Reverse(-i64::from(project.no.0));
                return Some(MatchScore { unfinished: 0, points });
            }
            let matches = group.iter().filter_map(|term| Some((term.locate(project)?, term)));
            match matches.min_by_key(|((tier, _), _)| *tier)? {
                ((tier, Some(found)), term) => {
                    let text = found.text(self.catalog, project);
                    let points = scorer.score(&text, &found.positions);
                    let unfinished = term.unfinished(tier, &text, &found.positions);
                    Some(MatchScore { unfinished, points: Reverse(points) })
                }
                // A whole number ranks before numbers that begin with it.
                ((_, None), term) => {
                    let points = i64::from(term.is_number_of(project));
                    Some(MatchScore { unfinished: 0, points: Reverse(points) })
                }
            }
        };
        self.groups.iter().filter_map(group_score).fold(MatchScore::default(), |sum, score| {
            MatchScore {
                unfinished: sum.unfinished + score.unfinished,
                points: Reverse(sum.points.0 + score.points.0),
            }
        })
    }

    /// Returns the best rank that any project can have.
    fn best_rank(&self) -> Rank {
        let group_rank = |group: &Vec<TermMatcher>| {
            group.iter().map(TermMatcher::best_rank).fold(NO_MATCH, Rank::better)
        };
        self.groups.iter().map(group_rank).reduce(Rank::worse).unwrap_or(NO_MATCH)
    }

    /// Scans chunks until [`SCORED_MAX`] hits of rank `best`, the best any project can have, are
    /// found; later chunks cannot outrank them, because docs are ordered by title width. Returns
    /// `None` if cancelled, and an empty list if a full search would cost the same: the stage
    /// covers all haystacks, and the first [`GIVE_UP_CHUNKS`] chunks gave too few.
    fn top_chunks(
        &self,
        executor: &impl Executor,
        stage: Stage,
        best: Rank,
    ) -> Option<Vec<ChunkHits>> {
        let chunk_count = ChunkIx::count(self.index.docs.len());
        let mut chunks: Vec<ChunkHits> = Vec::new();
        let mut step = FIRST_CHUNKS;
        while chunks.len() < chunk_count {
            let start = chunks.len();
            if start >= GIVE_UP_CHUNKS && stage.haystack_count == HAYSTACK_COUNT {
                return Some(Vec::new());
            }
            chunks.extend(executor.map(step.min(chunk_count - start), |nth| {
                self.search_chunk(ChunkIx::new(start + nth), stage)
            })?);
            step *= 2;
            if chunks.iter().map(|chunk| chunk.count_up_to(best)).sum::<usize>() >= SCORED_MAX {
                for chunk in &mut chunks {
                    chunk.retain_up_to(best);
                }
                break;
            }
        }
        Some(chunks)
    }

    /// Ranks the docs of one chunk. A stage that does not search all haystacks keeps only the ranks
    /// that it settles.
    pub(super) fn search_chunk(&self, chunk: ChunkIx, stage: Stage) -> ChunkHits {
        let known = self
            .earlier
            .as_ref()
            .and_then(|earlier| Some((earlier, earlier.chunks.get(chunk.get())?)));
        if known.is_some_and(|(_, hits)| hits.is_empty()) {
            return ChunkHits::default();
        }
        let Some((last, others)) = self.groups.split_last() else { return ChunkHits::default() };
        let doc_domains = chunk.slice(&self.index.docs.domains);
        let mut best = vec![NO_MATCH; doc_domains.len()];
        let mut ranks = ChunkRanks {
            chunk,
            candidates: None,
            best: &mut best,
            subsequence_only: self.subsequence_only,
            haystack_count: stage.haystack_count,
        };
        let (occurrences, others) = if let Some((earlier, hits)) = known
            && earlier.group_count == self.groups.len()
            && let (Some(occurrences), [word]) = (&hits.occurrences, &last[..])
        {
            // The last word has grown: it can only match where it matched before.
            (
                Some(word.rank_known(&mut ranks, occurrences)),
                hits.other_ranks.as_ref().map(|others| Cow::Borrowed(&others[..])),
            )
        } else {
            let others = match known {
                Some((earlier, hits)) if earlier.group_count == self.groups.len() => {
                    Some(Cow::Owned(hits.ranks_without_last()))
                }
                // Groups were added to the earlier query.
                Some((earlier, hits))
                    if earlier.is_prefix && earlier.group_count == others.len() =>
                {
                    Some(Cow::Borrowed(&hits.ranks[..]))
                }
                known => {
                    let candidates = self.candidates(chunk, known.map(|(_, hits)| &hits.ranks[..]));
                    rank_groups(&ranks, others, candidates).map(Cow::Owned)
                }
            };
            let is_cacheable = stage.haystack_count == HAYSTACK_COUNT
                && matches!(&last[..], [word] if word.is_cacheable());
            let mut occurrences = is_cacheable.then(Occurrences::default);
            ranks.candidates = others.as_deref();
            for term in last {
                term.rank_chunk(&mut ranks, occurrences.as_mut());
            }
            (occurrences, others)
        };
        let domain_count = self.catalog.domains().len();
        if stage.haystack_count < HAYSTACK_COUNT {
            let mut ranks = worst_ranks(best, others.as_deref());
            drop_worse(&mut ranks, stage.settled_rank);
            return ChunkHits::new(ranks, None, None, doc_domains, domain_count);
        }
        let others = others.map(Cow::into_owned);
        ChunkHits::new(best, others, occurrences, doc_domains, domain_count)
    }

    /// Returns a rank for each doc of the chunk: [`NO_MATCH`] for those that the domain or the
    /// ranks by the earlier query exclude, [`NEUTRAL`] for the others. `None` if nothing is
    /// excluded.
    fn candidates(&self, chunk: ChunkIx, earlier: Option<&[Rank]>) -> Option<Vec<Rank>> {
        let earlier: Option<Vec<Rank>> =
            earlier.map(|ranks| ranks.iter().map(|rank| rank.to_neutral()).collect());
        let Some(only) = self.domain else { return earlier };
        let doc_domains = chunk.slice(&self.index.docs.domains);
        let mut candidates = earlier.unwrap_or_else(|| vec![NEUTRAL; doc_domains.len()]);
        candidates
            .iter_mut()
            .zip(doc_domains)
            .filter(|(_, domain)| domain.get() != only)
            .for_each(|(candidate, _)| *candidate = NO_MATCH);
        Some(candidates)
    }
}

/// The number of chunks to scan before first checking for enough of the best hits.
pub(super) const FIRST_CHUNKS: usize = 8;

/// The number of chunks after which a stage over all haystacks is given up.
const GIVE_UP_CHUNKS: usize = 50;

/// A stage of a search: the number of haystacks to scan, and the worst rank that is then settled.
/// Unscanned texts can only add matches of worse ranks.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    haystack_count: usize,
    settled_rank: Rank,
}

const TITLE_STAGE: Stage = Stage { haystack_count: 1, settled_rank: Tier::Initials.rank() };

/// Includes the names of domains, which are matched without a scan.
const PLACE_STAGE: Stage =
    Stage { haystack_count: 2, settled_rank: Tier::In(SearchField::Domain).rank() };

pub(super) const FULL_STAGE: Stage =
    Stage { haystack_count: HAYSTACK_COUNT, settled_rank: NO_MATCH };

/// Returns the ranks of a chunk's docs for all `groups`: per group the best of its terms, then the
/// worst of the groups and of `candidates`. `None` if there is neither.
fn rank_groups(
    ranks: &ChunkRanks,
    groups: &[Vec<TermMatcher>],
    candidates: Option<Vec<Rank>>,
) -> Option<Vec<Rank>> {
    let mut worst = candidates;
    for group in groups {
        let mut best = vec![NO_MATCH; ranks.best.len()];
        for term in group {
            let candidates = worst.as_deref();
            term.rank_chunk(&mut ChunkRanks { candidates, best: &mut best, ..*ranks }, None);
        }
        worst = Some(worst_ranks(best, worst.as_deref()));
    }
    worst
}
