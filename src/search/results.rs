//! The results of a search: one rank byte per doc. A row of the list is computed when it is shown.

use std::ops::Range;
use std::sync::Arc;

use super::block::{BLOCK_LEN, not_equal_mask};
use super::doc_columns::DocColumns;
use super::haystack::CHUNK_LEN;
use super::hit::{Hit, MatchMode, NO_MATCH, Rank, Tier};
use super::index::Index;
use super::searcher::{CANDIDATE, worst_ranks};
use super::term_matcher::Occurrences;
use crate::catalog::{Catalog, DomainIx, ProjectIx};

/// The number of best hits that are ordered by score, as many as a user is likely to look at; those
/// behind them stay ordered by title width.
pub(super) const SCORED_MAX: usize = 64;

/// The results of a search, best first; without a query, all projects in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// The mode that found them.
    pub mode: MatchMode,
    repr: Repr,
}

#[derive(Clone, Debug)]
enum Repr {
    /// All projects; their number.
    All(usize),
    /// All projects of some domains.
    Domains(Arc<[ProjectIx]>),
    /// A list of hits, from a search without an index.
    Listed(Vec<Hit>),
    Ranked(RankedHits),
}

/// The ranks of all docs of an index, seen as a sorted list.
#[derive(Clone, Debug)]
struct RankedHits {
    docs: Arc<DocColumns>,
    chunks: Arc<[ChunkHits]>,
    /// If present, only hits in these domains count.
    domains: Option<Range<DomainIx>>,
    offsets: RankOffsets,
    /// The best hits, ordered by score within a tier.
    top: Vec<Hit>,
}

/// The ranks of the docs of a chunk; empty if nothing was found.
#[derive(Clone, Debug, Default)]
pub(super) struct ChunkHits {
    ranks: Vec<Rank>,
    /// The ranks by all groups but the last, whose word may still grow.
    pub(super) other_ranks: Option<Vec<Rank>>,
    /// All occurrences of the last word, if the last group is one word and they were kept.
    pub(super) occurrences: Option<Occurrences>,
    /// By rank: the number of hits.
    rank_counts: [u16; Tier::COUNT],
    /// By domain: the number of hits.
    domain_counts: Vec<u32>,
}

impl ChunkHits {
    /// Combines the ranks of the docs `places` by the last group and by all others, and counts the
    /// hits. `domains` is the number of domains in the catalogue.
    pub(super) fn new(
        index: &Index,
        places: &Range<usize>,
        (last, others): (Vec<Rank>, Option<Vec<Rank>>),
        spots: Option<Occurrences>,
        domains: usize,
    ) -> Self {
        let ranks = worst_ranks(last, others.as_deref());
        let mut harvest = Self {
            other_ranks: others,
            occurrences: spots,
            domain_counts: vec![0; domains],
            ..Self::default()
        };
        for (some, domains) in
            ranks.chunks(BLOCK_LEN).zip(index.docs.domains_in(places).chunks(BLOCK_LEN))
        {
            let mut found = not_equal_mask(some, NO_MATCH);
            while found != 0 {
                let nth = found.trailing_zeros() as usize;
                found &= found - 1;
                harvest.rank_counts[usize::from(some[nth])] += 1;
                if let Some(count) = domains
                    .get(nth)
                    .and_then(|domain| harvest.domain_counts.get_mut(usize::from(*domain)))
                {
                    *count += 1;
                }
            }
        }
        if harvest.rank_counts == [0; Tier::COUNT] {
            return Self::default();
        }
        Self { ranks, ..harvest }
    }

    /// Returns true if nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// Returns the rank of each doc; empty if nothing was found.
    pub(super) fn ranks(&self) -> &[Rank] {
        &self.ranks
    }

    /// Returns the number of hits of `rank` or better.
    pub(super) fn count_up_to(&self, rank: Rank) -> usize {
        self.rank_counts.iter().take(usize::from(rank) + 1).map(|count| usize::from(*count)).sum()
    }

    /// Drops the hits worse than `worst`. The counts by domain stay as they were.
    pub(super) fn retain_up_to(&mut self, worst: Rank) {
        self.rank_counts.iter_mut().skip(usize::from(worst) + 1).for_each(|count| *count = 0);
        self.ranks.iter_mut().filter(|rank| **rank > worst).for_each(|rank| *rank = NO_MATCH);
    }

    /// Returns the ranks by all groups but the last, of the docs that were found.
    pub(super) fn ranks_without_last(&self) -> Vec<Rank> {
        let open = self
            .ranks
            .iter()
            .map(|rank| if *rank == NO_MATCH { NO_MATCH } else { CANDIDATE })
            .collect();
        worst_ranks(open, self.other_ranks.as_deref())
    }
}

impl SearchResults {
    /// Returns all projects in the order of the file: the results of an empty query.
    #[must_use]
    pub fn all(catalog: &Catalog) -> Self {
        Self::new(Repr::All(catalog.projects().len()), MatchMode::Exact)
    }

    /// Wraps a list of hits, which keeps its order.
    pub(super) fn from_hits(hits: Vec<Hit>, manner: MatchMode) -> Self {
        Self::new(Repr::Listed(hits), manner)
    }

    /// Combines the hits of all chunks. The best are ordered by `score` within their tier, the
    /// least first.
    pub(super) fn from_chunks<K: Ord>(
        rows: &Arc<DocColumns>,
        parts: Vec<ChunkHits>,
        manner: MatchMode,
        score: impl Fn(ProjectIx) -> K,
    ) -> Self {
        let parts: Arc<[ChunkHits]> = parts.into();
        let order = RankOffsets::new(parts.iter().map(|part| part.rank_counts));
        let mut ranked = RankedHits {
            docs: Arc::clone(rows),
            chunks: parts,
            domains: None,
            offsets: order,
            top: Vec::new(),
        };
        let mut best: Vec<Hit> = ranked.iter_by_tier().take(SCORED_MAX).collect();
        for tier in best.chunk_by_mut(|a, b| a.tier == b.tier).filter(|tier| tier.len() > 1) {
            tier.sort_by_cached_key(|hit| score(hit.project));
        }
        ranked.top = best;
        Self::new(Repr::Ranked(ranked), manner)
    }

    fn new(list: Repr, manner: MatchMode) -> Self {
        Self { mode: manner, repr: list }
    }

    /// Returns the results that lie in those domains, in the same order.
    #[must_use]
    pub fn in_domains(&self, catalog: &Catalog, domains: &Range<DomainIx>) -> Self {
        let is_inside = |hit: &&Hit| domains.contains(&catalog.key(hit.project).1);
        let list = match &self.repr {
            Repr::All(_) => Repr::Domains(catalog.projects_within(domains)),
            Repr::Domains(projects) => Repr::Listed(
                projects
                    .iter()
                    .map(|at| Hit::unranked(*at))
                    .filter(|hit| is_inside(&hit))
                    .collect(),
            ),
            Repr::Listed(hits) => Repr::Listed(hits.iter().filter(is_inside).copied().collect()),
            Repr::Ranked(ranked) => Repr::Ranked(ranked.in_domains(domains, is_inside)),
        };
        Self::new(list, self.mode)
    }

    /// Returns the number of hits.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.repr {
            Repr::All(len) => *len,
            Repr::Domains(projects) => projects.len(),
            Repr::Listed(hits) => hits.len(),
            Repr::Ranked(ranked) => ranked.offsets.len(),
        }
    }

    /// Returns true if there are no hits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the hit in a row, counted from 0.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Hit> {
        match &self.repr {
            Repr::All(len) => u32::try_from(row)
                .ok()
                .filter(|_| row < *len)
                .map(|row| Hit::unranked(ProjectIx(row))),
            Repr::Domains(projects) => projects.get(row).copied().map(Hit::unranked),
            Repr::Listed(hits) => hits.get(row).copied(),
            Repr::Ranked(ranked) => ranked.get(row),
        }
    }

    /// Returns all hits, best first.
    #[must_use]
    pub fn hits(&self) -> Box<dyn Iterator<Item = Hit> + '_> {
        match &self.repr {
            Repr::Ranked(ranked) => Box::new(
                ranked.top.iter().copied().chain(ranked.iter_by_tier().skip(ranked.top.len())),
            ),
            Repr::Listed(hits) => Box::new(hits.iter().copied()),
            Repr::All(_) | Repr::Domains(_) => {
                Box::new((0..self.len()).filter_map(|row| self.get(row)))
            }
        }
    }

    /// Returns the row of a project, if it is among the hits.
    #[must_use]
    pub fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        match &self.repr {
            Repr::All(len) => usize::try_from(project.0).ok().filter(|row| row < len),
            Repr::Domains(projects) => projects.binary_search(&project).ok(),
            Repr::Listed(hits) => hits.iter().position(|hit| hit.project == project),
            Repr::Ranked(ranked) => ranked.row_of(catalog, project),
        }
    }

    /// Returns the number of hits in each domain.
    #[must_use]
    pub fn domain_counts(&self, catalog: &Catalog) -> Vec<usize> {
        let domains = catalog.domains();
        match &self.repr {
            Repr::All(_) => domains.map(|(domain, _)| catalog.projects_in(domain).len()).collect(),
            Repr::Ranked(RankedHits { chunks: parts, domains: None, .. }) => domains
                .map(|(at, _)| {
                    parts
                        .iter()
                        .filter_map(|part| part.domain_counts.get(at.0))
                        .map(|n| *n as usize)
                        .sum()
                })
                .collect(),
            _ => {
                let mut counts = vec![0; domains.len()];
                self.hits().for_each(|hit| counts[catalog.key(hit.project).1.0] += 1);
                counts
            }
        }
    }

    /// Returns the number of hits of `rank` or better; `None` if the results carry no ranks.
    pub(super) fn count_up_to(&self, rank: Rank) -> Option<usize> {
        match &self.repr {
            Repr::Ranked(ranked) => ranked.offsets.start_of(rank + 1, 0),
            _ => None,
        }
    }

    /// Returns the first mode in which a more specific query may find anything. After empty results
    /// only subsequences remain: their span may grow with the word.
    pub(super) fn first_mode(&self) -> MatchMode {
        if self.is_empty() { MatchMode::Subsequence } else { self.mode }
    }

    /// Returns the hits by chunk; `None` if the results carry no ranks.
    pub(super) fn chunks(&self) -> Option<&[ChunkHits]> {
        match &self.repr {
            Repr::Ranked(ranked) => Some(&ranked.chunks),
            _ => None,
        }
    }
}

/// Compares the mode and the hits in order, whatever their representation.
impl PartialEq for SearchResults {
    fn eq(&self, other: &Self) -> bool {
        self.mode == other.mode && self.len() == other.len() && self.hits().eq(other.hits())
    }
}

impl Default for Repr {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl RankedHits {
    fn in_domains(&self, only: &Range<DomainIx>, is_inside: impl Fn(&&Hit) -> bool) -> Self {
        let counts = |(part, domains): (&ChunkHits, &[u16])| {
            let mut counts = [0; Tier::COUNT];
            let is_in = |domain: u16| only.contains(&DomainIx(domain.into()));
            let inside = part
                .ranks
                .iter()
                .zip(domains)
                .filter(|(rank, domain)| **rank != NO_MATCH && is_in(**domain));
            inside.for_each(|(rank, _)| counts[usize::from(*rank)] += 1);
            counts
        };
        Self {
            docs: Arc::clone(&self.docs),
            chunks: Arc::clone(&self.chunks),
            domains: Some(only.clone()),
            offsets: RankOffsets::new(
                self.chunks.iter().zip(self.docs.domains.chunks(CHUNK_LEN)).map(counts),
            ),
            top: self.top.iter().filter(is_inside).copied().collect(),
        }
    }

    /// Returns the docs of a chunk, counted from its start, that have this rank and are in the
    /// domains.
    fn docs_with_rank(&self, part: usize, rank: Rank) -> impl Iterator<Item = usize> {
        let ranks = self.chunks.get(part).map(ChunkHits::ranks).unwrap_or_default();
        let domains = self.docs.domains.chunks(CHUNK_LEN).nth(part).unwrap_or_default();
        let is_it = move |(_, (of, domain)): &(usize, (&Rank, &u16))| {
            **of == rank
                && self
                    .domains
                    .as_ref()
                    .is_none_or(|only| only.contains(&DomainIx((**domain).into())))
        };
        ranks.iter().zip(domains).enumerate().filter(is_it).map(|(place, _)| place)
    }

    fn hit(&self, part: usize, place: usize, rank: Rank) -> Option<Hit> {
        Some(Hit {
            project: *self.docs.projects.get(part * CHUNK_LEN + place)?,
            tier: Tier::from_rank(rank),
        })
    }

    /// Returns all hits by tier, and within a tier in the order of the index.
    fn iter_by_tier(&self) -> impl Iterator<Item = Hit> {
        let of = move |(rank, part)| {
            self.docs_with_rank(part, rank).filter_map(move |place| self.hit(part, place, rank))
        };
        self.offsets.non_empty().flat_map(of)
    }

    fn get(&self, row: usize) -> Option<Hit> {
        if let Some(hit) = self.top.get(row) {
            return Some(*hit);
        }
        let (rank, part, nth) = self.offsets.locate(row)?;
        let place = self.docs_with_rank(part, rank).nth(nth)?;
        self.hit(part, place, rank)
    }

    fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        if let Some(row) = self.top.iter().position(|hit| hit.project == project) {
            return Some(row);
        }
        let at = self.docs.doc_of(catalog, project)?;
        let (part, place) = (at / CHUNK_LEN, at % CHUNK_LEN);
        let rank = *self.chunks.get(part)?.ranks.get(place)?;
        let nth = self.docs_with_rank(part, rank).position(|at| at == place)?;
        Some(self.offsets.start_of(rank, part)? + nth)
    }
}

/// The rows of the hits of each rank and chunk.
#[derive(Clone, Debug, Default)]
struct RankOffsets {
    /// The row after the last hit of each rank and, within a rank, of each chunk.
    ends: Vec<usize>,
    chunk_count: usize,
}

impl RankOffsets {
    /// Builds the offsets from the number of hits per rank, given chunk by chunk.
    fn new(counts: impl Iterator<Item = [u16; Tier::COUNT]>) -> Self {
        let parts: Vec<[u16; Tier::COUNT]> = counts.collect();
        let by_rank =
            (0..Tier::COUNT).flat_map(|rank| parts.iter().map(move |part| usize::from(part[rank])));
        let ends = by_rank.scan(0, |end, count| {
            *end += count;
            Some(*end)
        });
        Self { ends: ends.collect(), chunk_count: parts.len() }
    }

    fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Returns the rank and chunk of a row, and its position among the hits of these.
    fn locate(&self, row: usize) -> Option<(Rank, usize, usize)> {
        let at = self.ends.partition_point(|end| *end <= row);
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        (at < self.ends.len()).then_some((
            Rank::try_from(at / self.chunk_count).ok()?,
            at % self.chunk_count,
            row - begin,
        ))
    }

    /// Returns the first row of that rank in that chunk.
    fn start_of(&self, rank: Rank, part: usize) -> Option<usize> {
        let at = usize::from(rank) * self.chunk_count + part;
        if at == 0 { Some(0) } else { self.ends.get(at - 1).copied() }
    }

    /// Returns the ranks and chunks that have hits, in order.
    fn non_empty(&self) -> impl Iterator<Item = (Rank, usize)> {
        let begins = std::iter::once(&0).chain(&self.ends);
        let filled = begins.zip(&self.ends).enumerate().filter(|(_, (begin, end))| begin < end);
        filled.filter_map(|(at, _)| {
            Some((Rank::try_from(at / self.chunk_count).ok()?, at % self.chunk_count))
        })
    }
}
