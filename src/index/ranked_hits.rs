//! The ranks of all docs of an index, as a list sorted by rank.

use std::ops::Range;
use std::sync::Arc;

use super::chunk_hits::{ChunkHits, RankCounts};
use super::doc::{CHUNK_LEN, ChunkIx, DocInChunk};
use super::doc_columns::{CompactDomainIx, DocColumns};
use super::rank::Rank;
use crate::model::{Catalog, DomainIx, ProjectIx};
use crate::query::{Hit, Tier};

/// The maximum number of best hits that are ordered by score: as many as a user is likely to look
/// at. Those after them stay ordered by title width.
pub(crate) const SCORED_MAX: usize = 64;

/// The ranks of all docs of an index, as a list of hits, best first.
#[derive(Clone, Debug)]
pub(crate) struct RankedHits {
    docs: Arc<DocColumns>,
    /// The hits by chunk, in all domains.
    pub(crate) chunks: Arc<[ChunkHits]>,
    /// If present, only hits in these domains count.
    domains: Option<Range<DomainIx>>,
    /// The row after the last hit of each rank and, within a rank, of each chunk.
    ends: Vec<usize>,
    /// The best hits, ordered by score within a tier.
    top: Vec<Hit>,
}

impl RankedHits {
    /// Combines the hits of all chunks. The best are ordered by `score` within their tier, the
    /// least first.
    pub(crate) fn from_chunks<K: Ord>(
        docs: &Arc<DocColumns>,
        chunks: Vec<ChunkHits>,
        score: impl Fn(ProjectIx) -> K,
    ) -> Self {
        let mut ranked = Self {
            docs: Arc::clone(docs),
            ends: rank_ends(chunks.iter().map(|chunk| chunk.rank_counts)),
            chunks: chunks.into(),
            domains: None,
            top: Vec::new(),
        };
        let mut top: Vec<Hit> = ranked.iter_by_tier().take(SCORED_MAX).collect();
        for tier in top.chunk_by_mut(|a, b| a.tier == b.tier).filter(|tier| tier.len() > 1) {
            tier.sort_by_cached_key(|hit| score(hit.project));
        }
        ranked.top = top;
        ranked
    }

    /// Returns the hits that lie in `domains`, in the same order.
    pub(crate) fn in_domains(&self, catalog: &Catalog, domains: &Range<DomainIx>) -> Self {
        let counts = |(chunk, doc_domains): (&ChunkHits, &[CompactDomainIx])| {
            let mut counts = [0; Tier::COUNT];
            let inside = chunk
                .ranks
                .iter()
                .zip(doc_domains)
                .filter(|(rank, domain)| rank.is_match() && domains.contains(&domain.get()));
            inside.for_each(|(rank, _)| counts[rank.get()] += 1);
            counts
        };
        let doc_domains = self.docs.domains.chunks(CHUNK_LEN);
        let top = self.top.iter().filter(|hit| domains.contains(&catalog.key(hit.project).1));
        Self {
            docs: Arc::clone(&self.docs),
            chunks: Arc::clone(&self.chunks),
            domains: Some(domains.clone()),
            ends: rank_ends(self.chunks.iter().zip(doc_domains).map(counts)),
            top: top.copied().collect(),
        }
    }

    /// Returns the number of hits.
    pub(crate) fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Returns the number of hits of `rank` or better.
    pub(crate) fn count_up_to(&self, rank: Rank) -> Option<usize> {
        self.start_of((rank.get() + 1) * self.chunks.len())
    }

    /// Returns the number of hits in each of the first `domain_count` domains; `None` if only some
    /// domains count.
    pub(crate) fn domain_counts(&self, domain_count: usize) -> Option<Vec<usize>> {
        let count = |domain: usize| {
            let by_chunk = self.chunks.iter().filter_map(|chunk| chunk.domain_counts.get(domain));
            by_chunk.map(|count| *count as usize).sum()
        };
        self.domains.is_none().then(|| (0..domain_count).map(count).collect())
    }

    /// Returns all hits, best first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Hit> {
        self.top.iter().copied().chain(self.iter_by_tier().skip(self.top.len()))
    }

    /// Returns the hit in a row, counted from 0.
    pub(crate) fn get(&self, row: usize) -> Option<Hit> {
        if let Some(hit) = self.top.get(row) {
            return Some(*hit);
        }
        let nth = self.ends.partition_point(|end| *end <= row);
        let start = self.start_of(nth).filter(|_| nth < self.ends.len())?;
        let (rank, chunk) = self.rank_and_chunk(nth);
        let doc = self.docs_with_rank(chunk, rank).nth(row - start)?;
        self.hit(chunk, doc, rank)
    }

    /// Returns the row of a project, if it is among the hits.
    pub(crate) fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        if let Some(row) = self.top.iter().position(|hit| hit.project == project) {
            return Some(row);
        }
        let (chunk, doc) = self.docs.doc_of(catalog, project)?.split();
        let rank = *self.chunks.get(chunk.get())?.ranks.get(doc.get())?;
        let nth = self.docs_with_rank(chunk, rank).position(|other| other == doc)?;
        let start = self.start_of(rank.get() * self.chunks.len() + chunk.get())?;
        Some(start + nth)
    }

    /// Returns the docs of a chunk that have this rank and are in the domains.
    fn docs_with_rank(&self, chunk: ChunkIx, rank: Rank) -> impl Iterator<Item = DocInChunk> {
        let ranks = self.chunks.get(chunk.get()).map_or(&[][..], |hits| &hits.ranks);
        let doc_domains = chunk.slice(&self.docs.domains);
        let is_listed = move |(_, (doc_rank, domain)): &(usize, (&Rank, &CompactDomainIx))| {
            **doc_rank == rank
                && self.domains.as_ref().is_none_or(|domains| domains.contains(&domain.get()))
        };
        ranks
            .iter()
            .zip(doc_domains)
            .enumerate()
            .filter(is_listed)
            .map(|(doc, _)| DocInChunk::new(doc))
    }

    fn hit(&self, chunk: ChunkIx, doc: DocInChunk, rank: Rank) -> Option<Hit> {
        let project = *self.docs.projects.get(chunk.doc(doc).get())?;
        Some(Hit { project, tier: Tier::from_rank(rank) })
    }

    /// Returns all hits by tier, and within a tier in the order of the index.
    fn iter_by_tier(&self) -> impl Iterator<Item = Hit> {
        let hits = move |(rank, chunk)| {
            self.docs_with_rank(chunk, rank).filter_map(move |doc| self.hit(chunk, doc, rank))
        };
        let starts = std::iter::once(&0).chain(&self.ends);
        let filled = starts.zip(&self.ends).enumerate().filter(|(_, (start, end))| start < end);
        filled.map(|(nth, _)| self.rank_and_chunk(nth)).flat_map(hits)
    }

    /// Returns the rank and chunk whose hits end at `ends[nth]`.
    fn rank_and_chunk(&self, nth: usize) -> (Rank, ChunkIx) {
        (Rank::new(nth / self.chunks.len()), ChunkIx::new(nth % self.chunks.len()))
    }

    /// Returns the first row of the rank and chunk whose hits end at `ends[nth]`.
    fn start_of(&self, nth: usize) -> Option<usize> {
        if nth == 0 { Some(0) } else { self.ends.get(nth - 1).copied() }
    }
}

/// Computes the row after the last hit of each rank and chunk from the number of hits per rank,
/// given chunk by chunk.
fn rank_ends(counts: impl Iterator<Item = RankCounts>) -> Vec<usize> {
    let chunks: Vec<RankCounts> = counts.collect();
    let by_rank = (0..Tier::COUNT)
        .flat_map(|rank| chunks.iter().map(move |counts| usize::from(counts[rank])));
    let ends = by_rank.scan(0, |end, count| {
        *end += count;
        Some(*end)
    });
    ends.collect()
}
