//! Merges lists of a project, its targets included.

use super::Merger;
use crate::data::diff::MatchedPairs;
use crate::model::{NewTarget, OwnedText};

/// Item of a list that is merged.
pub(crate) trait MergeItem {
    /// Returns the Chinese texts by which items are matched; the second may change.
    fn key(&self) -> (&str, &str);

    /// Returns true if the item has no Chinese, so that a Chinese column does not show it.
    fn is_english_only(&self) -> bool {
        self.key() == ("", "") && self.has_english()
    }

    /// Returns true if the item has any English.
    fn has_english(&self) -> bool;

    /// Takes over the English of an item whose key is the same, or if `is_same` is false, the first
    /// text of its key. Returns false if some of it was dropped.
    fn take_english_from(&mut self, old: &mut Self, is_same: bool) -> bool;

    /// Takes over the Chinese of an item.
    fn take_chinese_from(&mut self, old: &mut Self);

    /// Takes over the updates of an item.
    fn take_updates_from(&mut self, _old: &mut Self) {}

    /// Removes the English.
    fn clear_english(&mut self);
}

impl MergeItem for OwnedText<'static> {
    fn key(&self) -> (&str, &str) {
        (&self.zh, "")
    }

    fn has_english(&self) -> bool {
        !self.en.is_empty()
    }

    fn take_english_from(&mut self, old: &mut Self, _is_same: bool) -> bool {
        take_english(self, old);
        true
    }

    fn take_chinese_from(&mut self, old: &mut Self) {
        self.zh = std::mem::take(&mut old.zh);
    }

    fn clear_english(&mut self) {
        self.en = "".into();
    }
}

impl MergeItem for NewTarget<'static> {
    fn key(&self) -> (&str, &str) {
        (&self.what.zh, &self.unit.zh)
    }

    fn has_english(&self) -> bool {
        !self.what.en.is_empty() || !self.unit.en.is_empty()
    }

    fn take_english_from(&mut self, old: &mut Self, is_same: bool) -> bool {
        take_english(&mut self.what, &mut old.what);
        if is_same {
            take_english(&mut self.unit, &mut old.unit);
        }
        is_same || old.unit.en.is_empty()
    }

    fn take_chinese_from(&mut self, old: &mut Self) {
        self.what.zh = std::mem::take(&mut old.what.zh);
        self.unit.zh = std::mem::take(&mut old.unit.zh);
    }

    fn take_updates_from(&mut self, old: &mut Self) {
        self.updates.append(&mut old.updates);
    }

    fn clear_english(&mut self) {
        (self.what.en, self.unit.en) = ("".into(), "".into());
    }
}

fn take_english(new: &mut OwnedText<'static>, old: &mut OwnedText<'static>) {
    if new.en.is_empty() {
        new.en = std::mem::take(&mut old.en);
    }
}

impl Merger<'_> {
    /// Merges a list called `label`. `langs` tells for each language if the table has a column for
    /// it.
    pub(crate) fn items<T: MergeItem>(
        &mut self,
        label: &'static str,
        mut old: Vec<T>,
        mut new: Vec<T>,
        langs: [bool; 2],
    ) -> Vec<T> {
        match langs {
            [false, false] if new.is_empty() => old,
            [false, true] if new.is_empty() => {
                old.retain(|item| !item.is_english_only());
                old.iter_mut().for_each(T::clear_english);
                old
            }
            [false, true] => {
                // A line of English is the translation of the Chinese line beside it.
                if old.len() == new.len() {
                    for (new, old) in new.iter_mut().zip(&mut old) {
                        new.take_chinese_from(old);
                        new.take_updates_from(old);
                    }
                } else {
                    self.unpaired.push(self.field(label));
                }
                new
            }
            [has_chinese, has_english] => {
                let has_english = has_english || !has_chinese && new.iter().any(T::has_english);
                if !take_matching(&mut old, &mut new, has_english) {
                    self.dropped_english.push(self.field(label));
                }
                if !has_english {
                    new.extend(old.into_iter().filter(T::is_english_only));
                }
                new
            }
        }
    }
}

/// Moves what the table has no column for from the `old` items to the `new` ones that have the same
/// Chinese: their updates, and their English if it has no column. Returns false if English of
/// changed items was dropped.
fn take_matching<T: MergeItem>(old: &mut [T], new: &mut [T], has_english: bool) -> bool {
    let mut open_old: Vec<usize> = (0..old.len()).collect();
    open_old.retain(|at| has_english || !old[*at].is_english_only());
    let mut open_new: Vec<usize> = (0..new.len()).collect();
    let mut is_whole = true;
    for is_same in [true, false] {
        let key = |item: &T| {
            let (first, second) = item.key();
            (first.to_owned(), if is_same { second } else { "" }.to_owned())
        };
        let old_keys: Vec<_> = open_old.iter().map(|at| key(&old[*at])).collect();
        let new_keys: Vec<_> = open_new.iter().map(|at| key(&new[*at])).collect();
        let [old_refs, new_refs] =
            [&old_keys, &new_keys].map(|keys| keys.iter().collect::<Vec<_>>());
        let MatchedPairs { pairs, unmatched } = MatchedPairs::new(&old_refs, &new_refs);
        let mut rest = Vec::new();
        for (at_old, nth) in open_old.iter().zip(pairs) {
            let Some(at_new) = nth.and_then(|nth| open_new.get(nth)) else {
                rest.push(*at_old);
                continue;
            };
            let (old, new) = (&mut old[*at_old], &mut new[*at_new]);
            if is_same {
                // Updates count in the unit of their target.
                new.take_updates_from(old);
            }
            is_whole &= has_english || new.take_english_from(old, is_same);
        }
        open_old = rest;
        open_new = unmatched.into_iter().filter_map(|nth| open_new.get(nth).copied()).collect();
    }
    // An item that is gone needs no translation, but one that has changed does.
    let is_translated = |at: &usize| old[*at].has_english();
    is_whole && (has_english || open_new.is_empty() || !open_old.iter().any(is_translated))
}
