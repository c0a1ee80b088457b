//! Merges lists of a project, its targets included.

use super::Merger;
use super::item_pairs::{Agreement, ItemPair, ItemPairs};
use crate::lang::Lang;
use crate::model::{Figure, NewTarget, OwnedText};

/// Item of a list that is merged.
pub(crate) trait MergeItem {
    /// Returns the texts by which items are matched, in Chinese if they have it; the second may
    /// change.
    fn key(&self) -> (&str, &str);

    /// Returns the figure by which items with equal texts are told apart.
    fn figure(&self) -> Option<Figure> {
        None
    }

    /// Returns true if the item has no Chinese, so that a Chinese column does not show it.
    fn is_english_only(&self) -> bool;

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
        (self.as_text().get(Lang::Zh), "")
    }

    fn is_english_only(&self) -> bool {
        self.zh.is_empty() && self.has_english()
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
        (self.what.as_text().get(Lang::Zh), self.unit.as_text().get(Lang::Zh))
    }

    fn figure(&self) -> Option<Figure> {
        Some(self.figure)
    }

    fn is_english_only(&self) -> bool {
        self.what.zh.is_empty() && self.unit.zh.is_empty() && self.has_english()
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
    let ItemPairs { pairs, open_old, open_new } =
        ItemPairs::new(old, new, |item| has_english || !item.is_english_only());
    let mut is_whole = true;
    for ItemPair { old: at_old, new: at_new, agreement, is_certain } in pairs {
        let (old, new) = (&mut old[at_old], &mut new[at_new]);
        if is_certain {
            new.take_updates_from(old);
        }
        is_whole &= has_english || new.take_english_from(old, agreement != Agreement::Text);
    }
    // An item that is gone needs no translation, but one that has changed does.
    let is_translated = |at: &usize| old[*at].has_english();
    is_whole && (has_english || open_new.is_empty() || !open_old.iter().any(is_translated))
}
