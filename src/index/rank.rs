//! Ranks: tiers as single bytes, so that one instruction compares those of many docs.

use super::block::{BLOCK_LEN, not_equal_mask};
use crate::query::{SearchField, Tier};

/// A tier as a small number, or [`NO_MATCH`]. The lower, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Rank(u8);

/// The rank of a doc that does not match: worse than every tier.
pub(crate) const NO_MATCH: Rank = Rank(u8::MAX);

/// The best rank. The worse of it and any rank is that rank, so that it marks docs which nothing
/// has excluded so far.
pub(crate) const NEUTRAL: Rank = Tier::Number.rank();

impl Rank {
    /// Creates the rank of the tier at position `rank`, below [`Tier::COUNT`].
    #[inline]
    pub(crate) fn new(rank: usize) -> Self {
        debug_assert!(rank < Tier::COUNT, "rank {rank} of {} tiers", Tier::COUNT);
        u8::try_from(rank).map_or(NO_MATCH, Self)
    }

    /// Returns the position of the tier among all tiers, best first.
    #[inline]
    pub(crate) fn get(self) -> usize {
        usize::from(self.0)
    }

    /// Returns true unless the rank is [`NO_MATCH`].
    #[inline]
    pub(crate) fn is_match(self) -> bool {
        self != NO_MATCH
    }

    /// Returns the better of two ranks.
    #[inline]
    pub(crate) fn better(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// Returns the worse of two ranks.
    #[inline]
    pub(crate) fn worse(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// Returns [`NEUTRAL`] for a rank that is a match, else [`NO_MATCH`].
    #[inline]
    pub(crate) fn to_neutral(self) -> Self {
        if self.is_match() { NEUTRAL } else { NO_MATCH }
    }
}

/// The number of search fields.
const FIELDS: u8 = {
    let [.., last] = SearchField::ALL;
    last as u8 + 1
};

impl Tier {
    /// The number of tiers.
    pub(crate) const COUNT: usize = 6 + 2 * SearchField::ALL.len();

    /// Returns the position of the tier among all tiers, best first.
    pub(crate) const fn rank(self) -> Rank {
        Rank(match self {
            Self::Number => 0,
            Self::TitleStart => 1,
            Self::Title => 2,
            Self::Initials => 3,
            Self::In(field) => 4 + field as u8,
            Self::InitialsIn(field) => 4 + FIELDS + field as u8,
            Self::SimilarSound => 4 + 2 * FIELDS,
            Self::Subsequence => 5 + 2 * FIELDS,
        })
    }

    /// Returns the tier of a rank; `None` for [`NO_MATCH`].
    pub(crate) fn from_rank(rank: Rank) -> Option<Self> {
        let fields = SearchField::ALL.into_iter();
        let mut all = [Self::Number, Self::TitleStart, Self::Title, Self::Initials]
            .into_iter()
            .chain(fields.clone().map(Self::In))
            .chain(fields.map(Self::InitialsIn))
            .chain([Self::SimilarSound, Self::Subsequence]);
        all.nth(rank.get())
    }
}

/// Returns the worse rank of both, doc by doc.
pub(crate) fn worst_ranks(mut ranks: Vec<Rank>, others: Option<&[Rank]>) -> Vec<Rank> {
    // Two slices and no branch, so that the compiler compares several at once.
    for (rank, other) in ranks.iter_mut().zip(others.unwrap_or_default()) {
        *rank = rank.worse(*other);
    }
    ranks
}

/// Returns the positions of matches among up to [`BLOCK_LEN`] ranks, one bit each. A loop over the
/// ranks of all docs takes up to five times as long.
#[inline]
pub(crate) fn match_mask(ranks: &[Rank]) -> u64 {
    match ranks.first_chunk::<BLOCK_LEN>() {
        Some(ranks) => not_equal_mask(&ranks.map(|rank| rank.0), NO_MATCH.0),
        // The last ranks, less than a block.
        None => ranks.iter().rev().fold(0, |found, rank| found << 1 | u64::from(rank.is_match())),
    }
}

/// Replaces the ranks that are worse than `worst` by [`NO_MATCH`].
pub(crate) fn drop_worse(ranks: &mut [Rank], worst: Rank) {
    for rank in ranks {
        // Without a branch, too, for the same reason.
        *rank = if *rank > worst { NO_MATCH } else { *rank };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_order_of_the_tiers() {
        let tiers: Vec<Tier> =
            (0..Tier::COUNT).filter_map(|rank| Tier::from_rank(Rank::new(rank))).collect();
        assert_eq!(tiers.len(), Tier::COUNT);
        assert!(tiers.is_sorted_by(|a, b| a < b), "{tiers:?}");
        assert!((0..).zip(&tiers).all(|(rank, tier)| tier.rank() == Rank::new(rank)));
        assert_eq!(Tier::from_rank(NO_MATCH), None);
        assert_eq!(size_of::<Rank>(), 1);
    }
}
