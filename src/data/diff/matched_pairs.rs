//! Matches between the items of two lists.

use std::collections::HashMap;
use std::hash::Hash;

/// Matches between the items of two lists, an old and a new one.
pub(crate) struct MatchedPairs {
    /// Position in the new list of each item of the old one, if it is there: of several equal
    /// items, the first that is not matched yet.
    pub(crate) pairs: Vec<Option<usize>>,
    /// Positions in the new list that are not matched.
    pub(crate) unmatched: Vec<usize>,
}

impl MatchedPairs {
    /// Matches the items of the lists `old` and `new`.
    pub(crate) fn new<T: Copy + Eq + Hash>(old: &[T], new: &[T]) -> Self {
        // Most lists are unchanged, or have more items at their end.
        let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let mut pairs: Vec<Option<usize>> = (0..same).map(Some).collect();
        // `first` is the first position of each item, and `next` the next position of the same item
        // after each position.
        let mut first: HashMap<T, usize> = HashMap::new();
        let mut next: Vec<Option<usize>> = vec![None; new.len()];
        for (at, item) in new.iter().enumerate().skip(same).rev() {
            next[at] = first.insert(*item, at);
        }
        let mut is_unmatched = vec![true; new.len()];
        is_unmatched.iter_mut().take(same).for_each(|is_unmatched| *is_unmatched = false);
        for item in old.iter().skip(same) {
            let at = first.get(item).copied();
            pairs.push(at);
            if let Some(at) = at {
                is_unmatched[at] = false;
                match next[at] {
                    Some(next) => first.insert(*item, next),
                    None => first.remove(item),
                };
            }
        }
        let unmatched = is_unmatched
            .into_iter()
            .enumerate()
            .filter(|(_, is_unmatched)| *is_unmatched)
            .map(|(at, _)| at)
            .collect();
        Self { pairs, unmatched }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_matched_once() {
        let pairs = |old: &str, new: &str| {
            let [old, new] = [old, new].map(|text| text.chars().collect::<Vec<_>>());
            let MatchedPairs { pairs, unmatched } = MatchedPairs::new(&old, &new);
            (pairs, unmatched)
        };
        assert_eq!(pairs("abca", "aaxcab"), (vec![Some(0), Some(5), Some(3), Some(1)], vec![2, 4]));
        assert_eq!(pairs("aa", "a"), (vec![Some(0), None], Vec::new()));
        assert_eq!(pairs("ab", "abb"), (vec![Some(0), Some(1)], vec![2]));
        assert_eq!(pairs("xbaa", "aabb"), (vec![None, Some(2), Some(0), Some(1)], vec![3]));
    }
}
