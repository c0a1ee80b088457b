//! The ranks of the docs of one chunk for one group of terms, while the group is matched.

use super::doc::{ChunkIx, DocInChunk};
use super::rank::{NO_MATCH, Rank};

/// The ranks of the docs of a chunk for one group, as found so far.
pub(crate) struct ChunkRanks<'a> {
    pub(crate) chunk: ChunkIx,
    /// If present, docs that have no match here need not be examined.
    pub(crate) candidates: Option<&'a [Rank]>,
    /// The best rank of each doc so far.
    pub(crate) best: &'a mut [Rank],
    /// True if an earlier mode has shown that nothing matches contiguously as typed.
    pub(crate) subsequence_only: bool,
    /// The number of haystacks to search: those after it cannot matter at this stage.
    pub(crate) haystack_count: usize,
}

impl ChunkRanks<'_> {
    /// Returns true if a doc has to be examined.
    pub(crate) fn is_candidate(&self, doc: DocInChunk) -> bool {
        is_candidate(self.candidates, doc.get())
    }

    /// Returns the best rank of a doc so far.
    pub(crate) fn best_of(&self, doc: DocInChunk) -> Rank {
        let best = self.best.get(doc.get()).copied();
        debug_assert!(best.is_some(), "{doc:?} of {} docs", self.best.len());
        best.unwrap_or(NO_MATCH)
    }

    /// Sets the rank of a doc to `rank` if that is better.
    pub(crate) fn improve(&mut self, doc: DocInChunk, rank: Rank) {
        debug_assert!(doc.get() < self.best.len(), "{doc:?} of {} docs", self.best.len());
        if let Some(best) = self.best.get_mut(doc.get()) {
            *best = best.better(rank);
        }
    }

    /// Sets the ranks of the docs that have to be examined and match to `rank` if that is better;
    /// `values` are those of all docs of the chunk.
    pub(crate) fn improve_matches<T>(
        &mut self,
        values: impl IntoIterator<Item = T>,
        rank: Rank,
        is_match: impl Fn(T) -> bool,
    ) {
        for (doc, (value, best)) in values.into_iter().zip(self.best.iter_mut()).enumerate() {
            if is_candidate(self.candidates, doc) && is_match(value) {
                *best = best.better(rank);
            }
        }
    }
}

/// Returns true if `candidates` do not exclude the doc at position `doc` of the chunk.
fn is_candidate(candidates: Option<&[Rank]>, doc: usize) -> bool {
    candidates.is_none_or(|ranks| ranks.get(doc).is_some_and(|rank| rank.is_match()))
}
