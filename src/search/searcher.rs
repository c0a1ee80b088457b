//! A query over a whole catalogue: who matches it, and how well.

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

/// What a search is about, in one manner.
struct Searcher<'a> {
    index: &'a Index,
    mode: MatchMode,
    /// Of each group one term must match.
    groups: Vec<Vec<TermMatcher<'a>>>,
    domain: Option<DomainIx>,
    earlier: Option<EarlierHits<'a>>,
    subsequence_only: bool,
}

/// What an earlier query found that asks for less.
struct EarlierHits<'a> {
    chunks: &'a [ChunkHits],
    /// How many groups the earlier query has.
    group_count: usize,
    /// Whether those are the first groups of this one, as they are.
    is_prefix: bool,
}

impl Index {
    /// What `query` finds, in `domain` only if one is given.
    #[must_use]
    pub fn search(&self, catalog: &Catalog, query: &Query, domain: Option<DomainIx>) -> SearchResults {
        self.search_with(&Sequential, catalog, query, domain, None).unwrap_or_default()
    }

    /// The same, done by `workers`; `None` if they were told to stop. `before` is what an earlier query found in this index,
    /// and in the same domain if one is given: where this one only asks for more, the rest needs no second look.
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
                |only| SearchResults::all(catalog).in_domains(catalog, &(only..DomainIx(only.0 + 1))),
            ));
        }
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        let first = before.map_or(MatchMode::Exact, |(_, found)| found.first_mode());
        for manner in MatchMode::ALL.into_iter().filter(|manner| *manner >= first) {
            let Some(search) = self.searcher(catalog, query, manner, only, before) else { continue };
            let parts = workers.map(self.docs.len().div_ceil(CHUNK_LEN), |nth| {
                search.search_chunk(nth, FULL_STAGE, catalog.domains().len())
            })?;
            if parts.iter().any(|part| !part.is_empty()) {
                return Some(search.to_results(catalog, parts));
            }
        }
        Some(SearchResults::default())
    }

    /// The best of what `query` finds, far sooner than all of it: the first so many hits, if they are sooner told than the others,
    /// and as many as people are likely to look at. `None` too if the workers were told to stop.
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
        let stages = [TITLE_STAGE, PLACE_STAGE, Stage { haystacks: HAYSTACK_COUNT, settled_rank: best }];
        // What is no word has nothing to do with titles.
        let stages = if query.is_words_only() { &stages[..2] } else { &stages[2..] };
        for stage in stages {
            if before.is_none_or(|(_, found)| found.count_up_to(stage.settled_rank).is_none_or(|found| found >= SCORED_MAX)) {
                let found = search.to_results(catalog, search.top_chunks(workers, *stage, best, catalog.domains().len())?);
                if found.len() >= SCORED_MAX {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Whether there is anything as it is typed. `before` is what an earlier query found.
    #[must_use]
    pub fn has_match(&self, catalog: &Catalog, query: &Query, before: Option<(&Query, &SearchResults)>) -> bool {
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        // What is there with one letter more was there without it.
        if before.is_some_and(|(_, found)| found.mode != MatchMode::Exact || found.is_empty()) {
            return false;
        }
        let search = self.searcher(catalog, query, MatchMode::Exact, None, before);
        let is_in = |nth, search: &Searcher| !search.search_chunk(nth, FULL_STAGE, catalog.domains().len()).is_empty();
        search.is_some_and(|search| (0..self.docs.len().div_ceil(CHUNK_LEN)).any(|nth| is_in(nth, &search)))
    }

    /// A search in one manner; none, if it is hopeless.
    fn searcher<'a>(
        &'a self,
        catalog: &'a Catalog,
        query: &'a Query,
        manner: MatchMode,
        only: Option<DomainIx>,
        before: Option<(&Query, &'a SearchResults)>,
    ) -> Option<Searcher<'a>> {
        let term = |term| TermMatcher::new(self, catalog, term, manner);
        let groups: Vec<Vec<TermMatcher>> = query.groups.iter().map(|group| group.iter().map(term).collect()).collect();
        if groups.iter().any(|group| group.iter().all(TermMatcher::cannot_match)) {
            return None;
        }
        let known = before.filter(|(_, found)| found.mode == manner && manner != MatchMode::Subsequence);
        let known = known.and_then(|(earlier, found)| {
            let is_same = query.groups.starts_with(&earlier.groups);
            Some(EarlierHits { chunks: found.chunks()?, group_count: earlier.groups.len(), is_prefix: is_same })
        });
        // By now all is known that is there as typed: nothing.
        let loosely_only = manner == MatchMode::Subsequence && query.is_single_group();
        Some(Searcher { index: self, mode: manner, groups, domain: only, earlier: known, subsequence_only: loosely_only })
    }

    /// What [`search`](Self::search) finds, in the order of the file: read text by text, without an index. This is what a match
    /// means; the other is how to have it soon.
    #[must_use]
    pub fn search_naive(catalog: &Catalog, query: &Query) -> SearchResults {
        let (hits, manner) = naive_hits(&Sequential, catalog, query).unwrap_or_default();
        SearchResults::from_hits(hits, manner)
    }

    /// Where `query` matched a project that it found in that manner.
    #[must_use]
    pub fn locate(catalog: &Catalog, query: &Query, project: ProjectIx, manner: MatchMode) -> Option<Match> {
        best_match(catalog, query, &catalog.project(project), manner)
    }
}

impl Searcher<'_> {
    /// What was found in all parts, in order.
    fn to_results(&self, catalog: &Catalog, parts: Vec<ChunkHits>) -> SearchResults {
        let scorer = Scorer::new();
        let score = |at: ProjectIx| Reverse(score(&self.groups, catalog, &catalog.project(at), &scorer));
        SearchResults::from_chunks(&self.index.docs, parts, self.mode, score)
    }

    /// The best that a project may be.
    fn best_rank(&self) -> Rank {
        let best = |group: &Vec<TermMatcher>| group.iter().map(TermMatcher::best_rank).min().unwrap_or(NO_MATCH);
        self.groups.iter().map(best).max().unwrap_or(NO_MATCH)
    }

    /// The best of what is found, as far as a stage settles it; `None` if the workers were told to stop. Once there are enough as good
    /// as `best`, and so as could be, it is only those: projects stand in order, so what follows comes behind them. If that is as much work as
    /// to look for all, and there are few of the best, it is given up: nothing is found.
    fn top_chunks(&self, workers: &impl Executor, stage: Stage, best: Rank, domains: usize) -> Option<Vec<ChunkHits>> {
        let all = self.index.docs.len().div_ceil(CHUNK_LEN);
        let mut parts: Vec<ChunkHits> = Vec::new();
        let mut next = FIRST_CHUNKS;
        while parts.len() < all {
            let from = parts.len();
            if from >= GIVE_UP_CHUNKS && stage.haystacks == HAYSTACK_COUNT {
                return Some(Vec::new());
            }
            parts.extend(workers.map(next.min(all - from), |nth| self.search_chunk(from + nth, stage, domains))?);
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

    /// What is found among the projects of a part, as far as a stage settles it.
    fn search_chunk(&self, nth: usize, Stage { haystacks: arenas, settled_rank: settled }: Stage, domains: usize) -> ChunkHits {
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
            // The last word has grown: it is where it was, or nowhere.
            (Some(word.rank_known(&mut part, spots)), before.other_ranks.as_ref().map(|others| Cow::Borrowed(&others[..])))
        } else {
            let others = match known {
                Some((known, before)) if known.group_count == self.groups.len() => {
                    Some(Cow::Owned(before.ranks_without_last()))
                }
                // Something was added to what has been found.
                Some((known, before)) if known.is_prefix && known.group_count == others.len() => {
                    Some(Cow::Borrowed(before.ranks()))
                }
                known => {
                    let open = self.candidates(&places, known.map(|(_, before)| before.ranks()));
                    rank_groups(&part, others, open).map(Cow::Owned)
                }
            };
            let mut spots =
                matches!(&last[..], [word] if arenas == HAYSTACK_COUNT && word.is_cacheable()).then(Occurrences::default);
            part.candidates = others.as_deref();
            for term in last {
                term.rank_chunk(&mut part, spots.as_mut());
            }
            (spots, others)
        };
        if arenas < HAYSTACK_COUNT {
            let best =
                worst_ranks(best, others.as_deref()).into_iter().map(|rank| if rank > settled { NO_MATCH } else { rank });
            return ChunkHits::new(self.index, &places, (best.collect(), None), None, domains);
        }
        ChunkHits::new(self.index, &places, (best, others.map(Cow::into_owned)), spots, domains)
    }

    /// Which of the projects at those places are worth a look: all others are a [`NO_MATCH`]. If it is none in particular, all are.
    fn candidates(&self, places: &Range<usize>, known: Option<&[Rank]>) -> Option<Vec<Rank>> {
        let known = known.map(|ranks| ranks.iter().map(|rank| if *rank == NO_MATCH { NO_MATCH } else { CANDIDATE }).collect());
        let Some(only) = self.domain else { return known };
        let mut open = known.unwrap_or_else(|| vec![CANDIDATE; places.len()]);
        let rows = open.iter_mut().zip(self.index.docs.domains_in(places));
        rows.filter(|(_, domain)| usize::from(**domain) != only.0).for_each(|(open, _)| *open = NO_MATCH);
        Some(open)
    }

    fn chunk_docs(&self, nth: usize) -> Range<usize> {
        nth * CHUNK_LEN..self.index.docs.len().min((nth + 1) * CHUNK_LEN)
    }
}

/// In so many parts it is looked first whether there are enough of the best.
const FIRST_CHUNKS: usize = 8;

/// In so many parts it is looked for the best at least, where that is as much work as to look for all.
const GIVE_UP_CHUNKS: usize = 50;

/// How far it is looked: through so many arenas, in which is all that is of no worse rank.
#[derive(Clone, Copy)]
struct Stage {
    haystacks: usize,
    settled_rank: Rank,
}

const TITLE_STAGE: Stage = Stage { haystacks: 1, settled_rank: Tier::Initials.rank() };

/// And in the names of domains, which are read in no time.
const PLACE_STAGE: Stage = Stage { haystacks: 2, settled_rank: Tier::In(SearchField::Domain).rank() };

const FULL_STAGE: Stage = Stage { haystacks: HAYSTACK_COUNT, settled_rank: NO_MATCH };

/// Where nothing was found yet that could be worse.
pub(super) const CANDIDATE: Rank = Tier::Number.rank();

/// How good the projects of a part are for all of those groups, if there are any: the best of each, and the worst of those.
fn rank_groups(part: &ChunkRanks, groups: &[Vec<TermMatcher>], open: Option<Vec<Rank>>) -> Option<Vec<Rank>> {
    let mut worst = open;
    for group in groups {
        let mut best = vec![NO_MATCH; part.ranks.len()];
        for term in group {
            term.rank_chunk(&mut ChunkRanks { candidates: worst.as_deref(), ranks: &mut best, ..*part }, None);
        }
        worst = Some(worst_ranks(best, worst.as_deref()));
    }
    worst
}

/// The worse of both, project by project.
pub(super) fn worst_ranks(mut ranks: Vec<Rank>, others: Option<&[Rank]>) -> Vec<Rank> {
    ranks.iter_mut().zip(others.into_iter().flatten()).for_each(|(rank, other)| *rank = (*rank).max(*other));
    ranks
}

/// How well the query sits where it is in `project`: the sum over the best terms of its groups.
fn score(groups: &[Vec<TermMatcher>], catalog: &Catalog, project: &Project, scorer: &Scorer) -> i64 {
    let group = |group: &Vec<TermMatcher>| {
        let places = group.iter().filter_map(|term| Some((term.locate(project)?, term)));
        match places.min_by_key(|((tier, _), _)| *tier)? {
            ((_, Some(found)), _) => Some(scorer.score(&found.text(catalog, project), &found.positions)),
            // The whole number before numbers that begin so.
            ((_, None), term) => Some(i64::from(term.is_number_of(project))),
        }
    };
    groups.iter().filter_map(group).sum()
}
