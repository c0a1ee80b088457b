//! Pairs the items of a list with those that they have become.

use std::collections::HashMap;
use std::hash::Hash;

use super::merge_item::MergeItem;
use crate::data::diff::MatchedPairs;
use crate::exchange::label_key;
use crate::lang::Lang;
use crate::model::Figure;

/// Agreement of two items; of several, the closest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// Everything that items are matched by.
    Figure,
    /// All but the word before the amount.
    Amount,
    /// The description and the unit.
    Unit,
    /// The description.
    Text,
}

impl Agreement {
    const ALL: [Self; 4] = [Self::Figure, Self::Amount, Self::Unit, Self::Text];

    /// Returns the part of an item that is equal if two agree.
    fn key<T: MergeItem>(self, item: &T) -> (String, String, Option<(&'static str, [u64; 2])>) {
        let (text, unit) = item.key();
        let unit = if self == Self::Text { "" } else { unit };
        let figure = item.figure().filter(|_| matches!(self, Self::Figure | Self::Amount));
        let figure = figure.map(|figure| {
            let word = if self == Self::Figure { figure.qualifier().word(Lang::Zh) } else { "" };
            (word, amount_bits(figure))
        });
        // What differs only in blanks, width or brackets is the same.
        (label_key(text), label_key(unit), figure)
    }
}

/// Old and new item that belong together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ItemPair {
    /// Position in the old list.
    pub(crate) old: usize,
    /// Position in the new list.
    pub(crate) new: usize,
    pub(crate) agreement: Agreement,
    /// True if no other item can be meant: what is counted for the one counts for the other.
    pub(crate) is_certain: bool,
    /// True if another old item could be meant as well.
    pub(crate) is_one_of_several: bool,
}

/// Result of pairing the items of two lists.
#[derive(Debug)]
pub(crate) struct ItemPairs {
    pub(crate) pairs: Vec<ItemPair>,
    /// Positions of the old items that are in no pair.
    pub(crate) open_old: Vec<usize>,
    /// Positions of the new items that are in no pair.
    pub(crate) open_new: Vec<usize>,
}

impl ItemPairs {
    /// Pairs the items of `old` for which `is_old` is true with those of `new`.
    pub(crate) fn new<T: MergeItem>(old: &[T], new: &[T], is_old: impl Fn(&T) -> bool) -> Self {
        let open_old = (0..old.len()).filter(|at| old.get(*at).is_some_and(&is_old)).collect();
        let mut result = Self { pairs: Vec::new(), open_old, open_new: (0..new.len()).collect() };
        for agreement in Agreement::ALL {
            let keys = |open: &[usize], items: &[T]| -> Vec<_> {
                open.iter().map(|at| agreement.key(&items[*at])).collect()
            };
            let (old_keys, new_keys) = (keys(&result.open_old, old), keys(&result.open_new, new));
            result.pair(agreement, &old_keys, &new_keys);
        }
        result
    }

    /// Pairs the open items with equal keys.
    fn pair<K: Eq + Hash>(&mut self, agreement: Agreement, old_keys: &[K], new_keys: &[K]) {
        let old_refs: Vec<&K> = old_keys.iter().collect();
        let new_refs: Vec<&K> = new_keys.iter().collect();
        let [old_counts, new_counts] = [&old_refs, &new_refs].map(|keys| {
            let mut counts: HashMap<&K, usize> = HashMap::new();
            for key in keys {
                *counts.entry(*key).or_default() += 1;
            }
            counts
        });
        let MatchedPairs { pairs, unmatched } = MatchedPairs::new(&old_refs, &new_refs);
        let mut rest = Vec::new();
        for ((old, key), nth) in self.open_old.iter().zip(old_refs).zip(pairs) {
            let Some(new) = nth.and_then(|nth| self.open_new.get(nth)) else {
                rest.push(*old);
                continue;
            };
            let is_only =
                [&old_counts, &new_counts].iter().all(|counts| counts.get(key) == Some(&1));
            let is_certain = match agreement {
                Agreement::Figure => true,
                Agreement::Amount | Agreement::Unit => is_only,
                // Updates count in the unit of their target.
                Agreement::Text => false,
            };
            // As many equal items as before are the same ones in their order.
            let count = old_counts.get(key);
            let is_unchanged = agreement == Agreement::Figure && count == new_counts.get(key);
            let is_one_of_several = count.is_some_and(|count| *count > 1) && !is_unchanged;
            let (old, new) = (*old, *new);
            self.pairs.push(ItemPair { old, new, agreement, is_certain, is_one_of_several });
        }
        self.open_old = rest;
        let open_new = unmatched.into_iter().filter_map(|nth| self.open_new.get(nth).copied());
        self.open_new = open_new.collect();
    }
}

/// Returns the amounts of a figure in a form that can be compared.
fn amount_bits(figure: Figure) -> [u64; 2] {
    let (min, max) = match figure {
        Figure::Range(min, max) => (min, max),
        Figure::Exact(amount)
        | Figure::About(amount)
        | Figure::AtLeast(amount)
        | Figure::MoreThan(amount) => (amount, amount),
    };
    [min, max].map(|amount| amount.value().to_bits())
}
