//! Merges lists of a project, its targets included.

use std::collections::{HashMap, HashSet};

use super::item_pairs::{Agreement, ItemPair, ItemPairs};
use super::merge_item::MergeItem;
use super::{Merger, UnequalFigure};
use crate::lang::Lang;
use crate::model::Figure;

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
                    for (nth, (new, old)) in new.iter_mut().zip(&mut old).enumerate() {
                        self.compare_figures(nth, old.figure(), new.figure());
                        new.take_chinese_from(old);
                        new.take_updates_from(old);
                    }
                } else {
                    self.merge.unpaired.push(self.field(label));
                }
                new
            }
            [has_chinese, has_english] => {
                if has_chinese && has_english && has_moved_english(&old, &new) {
                    self.merge.moved_english.push(self.field(label));
                }
                let has_english = has_english || !has_chinese && new.iter().any(T::has_english);
                let mut is_respelled = false;
                let langs = [has_chinese, has_english];
                if !take_matching(&mut old, &mut new, langs, &mut is_respelled) {
                    self.merge.dropped_english.push(self.field(label));
                }
                if is_respelled {
                    self.merge.same_labels.push(self.field(label));
                }
                if !has_english {
                    new.extend(old.into_iter().filter(T::is_english_only));
                }
                new
            }
        }
    }

    /// Records a line of English that has another figure than the Chinese line beside it.
    fn compare_figures(&mut self, nth: usize, old: Option<Figure>, new: Option<Figure>) {
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            let text = |figure: Figure, lang| {
                let text =
                    format!("{} {}", figure.qualifier().word(lang), figure.amount_text(lang));
                text.trim_start().to_owned()
            };
            let (zh, en) = (text(old, Lang::Zh), text(new, Lang::En));
            self.unequal_figures.push(UnequalFigure { nth, zh, en });
        }
    }
}

/// Moves what the table has no column for from the `old` items to the `new` ones that have the same
/// Chinese: their updates, and their English if it has no column. Returns false if English of
/// changed items was dropped; sets `is_respelled` if any differed in its spelling, which stays.
fn take_matching<T: MergeItem>(
    old: &mut [T],
    new: &mut [T],
    langs: [bool; 2],
    is_respelled: &mut bool,
) -> bool {
    let [has_chinese, has_english] = langs;
    let ItemPairs { pairs, open_old, open_new } =
        ItemPairs::new(old, new, |item| has_english || !item.is_english_only());
    let unclear = several_translations(old);
    let mut is_whole = true;
    for ItemPair { old: at_old, new: at_new, agreement, is_certain, is_one_of_several } in pairs {
        let (old, new) = (&mut old[at_old], &mut new[at_new]);
        if has_chinese {
            *is_respelled |= new.take_spelling_from(old);
        }
        if is_certain {
            new.take_updates_from(old);
        }
        if !has_english && is_one_of_several && unclear.contains(old.key().0) {
            is_whole = false;
            continue;
        }
        is_whole &= has_english || new.take_english_from(old, agreement != Agreement::Text);
    }
    // An item that is gone needs no translation, but one that has changed does.
    let is_translated = |at: &usize| old[*at].has_english();
    is_whole && (has_english || open_new.is_empty() || !open_old.iter().any(is_translated))
}

/// Returns the Chinese texts that items have with more than one English text.
fn several_translations<T: MergeItem>(items: &[T]) -> HashSet<String> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut found = HashSet::new();
    for item in items {
        let (text, _) = item.key();
        if *first.entry(text).or_insert(item.english()) != item.english() {
            found.insert(text.to_owned());
        }
    }
    found
}

/// Returns true if a line of English that is known as that of one line of Chinese stands beside
/// another one, which has English of its own: only one of the two cells was changed.
fn has_moved_english<T: MergeItem>(old: &[T], new: &[T]) -> bool {
    let is_whole = |item: &&T| !item.english().is_empty() && !item.is_english_only();
    let known: HashSet<(&str, &str)> =
        old.iter().filter(is_whole).map(|item| (item.key().0, item.english())).collect();
    let texts: HashSet<&str> = known.iter().map(|(text, _)| *text).collect();
    let english: HashSet<&str> = known.iter().map(|(_, english)| *english).collect();
    new.iter().filter(is_whole).any(|item| {
        let (text, own) = (item.key().0, item.english());
        english.contains(own) && texts.contains(text) && !known.contains(&(text, own))
    })
}
