//! The hits of one chunk: what a search of it gives, and what a narrower query begins with.

use super::block::BLOCK_LEN;
use super::doc_columns::CompactDomainIx;
use super::haystack::Occurrences;
use super::rank::{Rank, drop_worse, match_mask, worst_ranks};
use crate::query::Tier;

/// The ranks of the docs of a chunk; empty if nothing was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChunkHits {
    /// The rank of each doc.
    pub(crate) ranks: Vec<Rank>,
    /// The ranks by all groups but the last, whose word may still grow.
    pub(crate) other_ranks: Option<Vec<Rank>>,
    /// All occurrences of the last word, if the last group is one word and they were kept.
    pub(crate) occurrences: Option<Occurrences>,
    /// By rank: the number of hits.
    pub(crate) rank_counts: RankCounts,
    /// By domain: the number of hits.
    pub(crate) domain_counts: Vec<u32>,
}

/// By rank: the number of hits in a chunk.
pub(crate) type RankCounts = [u16; Tier::COUNT];

impl ChunkHits {
    /// Combines the ranks by the last group and by all others, if there are any, and counts the
    /// hits. `doc_domains` are the domains of the chunk's docs, and `domain_count` is the number of
    /// domains in the catalog.
    pub(crate) fn new(
        last_ranks: Vec<Rank>,
        other_ranks: Option<Vec<Rank>>,
        occurrences: Option<Occurrences>,
        doc_domains: &[CompactDomainIx],
        domain_count: usize,
    ) -> Self {
        let ranks = worst_ranks(last_ranks, other_ranks.as_deref());
        let mut hits = Self {
            other_ranks,
            occurrences,
            domain_counts: vec![0; domain_count],
            ..Self::default()
        };
        for (ranks, domains) in ranks.chunks(BLOCK_LEN).zip(doc_domains.chunks(BLOCK_LEN)) {
            let mut matches = match_mask(ranks);
            while matches != 0 {
                let nth = matches.trailing_zeros() as usize;
                matches &= matches - 1;
                hits.rank_counts[ranks[nth].get()] += 1;
                if let Some(count) = hits.domain_counts.get_mut(domains[nth].get().0) {
                    *count += 1;
                }
            }
        }
        if hits.rank_counts == [0; Tier::COUNT] {
            return Self::default();
        }
        Self { ranks, ..hits }
    }

    /// Returns true if nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.ranks.is_empty()
    }

    /// Returns the number of hits of `rank` or better.
    pub(crate) fn count_up_to(&self, rank: Rank) -> usize {
        self.rank_counts.iter().take(rank.get() + 1).map(|count| usize::from(*count)).sum()
    }

    /// Drops the hits worse than `worst`. The counts by domain stay as they were.
    pub(crate) fn retain_up_to(&mut self, worst: Rank) {
        self.rank_counts.iter_mut().skip(worst.get() + 1).for_each(|count| *count = 0);
        drop_worse(&mut self.ranks, worst);
    }

    /// Returns the ranks by all groups but the last, of the docs that were found.
    pub(crate) fn ranks_without_last(&self) -> Vec<Rank> {
        let candidates = self.ranks.iter().map(|rank| rank.to_neutral()).collect();
        worst_ranks(candidates, self.other_ranks.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::super::rank::NO_MATCH;
    use super::*;
    use crate::model::DomainIx;

    #[test]
    fn a_hit_is_counted_among_many_docs_and_among_few() {
        for len in [1, 5, BLOCK_LEN - 1, BLOCK_LEN, BLOCK_LEN + 1] {
            let domains = vec![CompactDomainIx::new(DomainIx(1)); len];
            for at in 0..len {
                let mut ranks = vec![NO_MATCH; len];
                ranks[at] = Rank::new(3);
                let hits = ChunkHits::new(ranks, None, None, &domains, 2);
                assert_eq!(hits.count_up_to(Rank::new(3)), 1, "{at} of {len}");
                assert_eq!(hits.domain_counts, [0, 1], "{at} of {len}");
            }
        }
    }
}
