//! The hits of one chunk: what a search of it gives, and what a narrower query begins with.

use super::block::BLOCK_LEN;
use super::doc_columns::CompactDomainIx;
use super::haystack::Occurrences;
use super::rank::{NO_MATCH, Rank, match_mask, worst_ranks};
use crate::query::Tier;

/// The ranks of the docs of a chunk by the groups of a query.
pub(crate) struct GroupRanks {
    /// The ranks by the last group.
    pub(crate) last_group: Vec<Rank>,
    /// The ranks by all groups but the last; `None` if there are no others.
    pub(crate) other_groups: Option<Vec<Rank>>,
}

/// The ranks of the docs of a chunk; empty if nothing was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChunkHits {
    ranks: Vec<Rank>,
    /// The ranks by all groups but the last, whose word may still grow.
    pub(crate) other_ranks: Option<Vec<Rank>>,
    /// All occurrences of the last word, if the last group is one word and they were kept.
    pub(crate) occurrences: Option<Occurrences>,
    /// By rank: the number of hits.
    rank_counts: RankCounts,
    /// By domain: the number of hits.
    domain_counts: Vec<u32>,
}

/// By rank: the number of hits in a chunk.
pub(crate) type RankCounts = [u16; Tier::COUNT];

impl ChunkHits {
    /// Combines the ranks by all groups and counts the hits. `doc_domains` are the domains of the
    /// chunk's docs, and `domain_count` is the number of domains in the catalog.
    pub(crate) fn new(
        group_ranks: GroupRanks,
        occurrences: Option<Occurrences>,
        doc_domains: &[CompactDomainIx],
        domain_count: usize,
    ) -> Self {
        let ranks = worst_ranks(group_ranks.last_group, group_ranks.other_groups.as_deref());
        let mut hits = Self {
            other_ranks: group_ranks.other_groups,
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
                if let Some(count) =
                    domains.get(nth).and_then(|domain| hits.domain_counts.get_mut(domain.get().0))
                {
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

    /// Returns the rank of each doc; empty if nothing was found.
    pub(crate) fn ranks(&self) -> &[Rank] {
        &self.ranks
    }

    /// Returns the number of hits of each rank.
    pub(crate) fn rank_counts(&self) -> &RankCounts {
        &self.rank_counts
    }

    /// Returns the number of hits of each domain.
    pub(crate) fn domain_counts(&self) -> &[u32] {
        &self.domain_counts
    }

    /// Returns the number of hits of `rank` or better.
    pub(crate) fn count_up_to(&self, rank: Rank) -> usize {
        self.rank_counts.iter().take(rank.get() + 1).map(|count| usize::from(*count)).sum()
    }

    /// Drops the hits worse than `worst`. The counts by domain stay as they were.
    pub(crate) fn retain_up_to(&mut self, worst: Rank) {
        self.rank_counts.iter_mut().skip(worst.get() + 1).for_each(|count| *count = 0);
        self.ranks.iter_mut().filter(|rank| **rank > worst).for_each(|rank| *rank = NO_MATCH);
    }

    /// Returns the ranks by all groups but the last, of the docs that were found.
    pub(crate) fn ranks_without_last(&self) -> Vec<Rank> {
        let candidates = self.ranks.iter().map(|rank| rank.to_neutral()).collect();
        worst_ranks(candidates, self.other_ranks.as_deref())
    }
}
