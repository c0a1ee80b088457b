//! Items of a list that is merged: texts and targets.

use crate::exchange::label_key;
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

    /// Returns the English of the first text of the key.
    fn english(&self) -> &str;

    /// Returns true if the item has any English.
    fn has_english(&self) -> bool;

    /// Takes over the English of an item whose key is the same, or if `is_same` is false, the first
    /// text of its key. Returns false if some of it was dropped.
    fn take_english_from(&mut self, old: &mut Self, is_same: bool) -> bool;

    /// Takes over the Chinese of an item.
    fn take_chinese_from(&mut self, old: &mut Self);

    /// Takes over the Chinese of an item that differs only in its spelling. Returns true if it
    /// does.
    fn take_spelling_from(&mut self, old: &Self) -> bool;

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

    fn english(&self) -> &str {
        &self.en
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

    fn take_spelling_from(&mut self, old: &Self) -> bool {
        take_spelling(self, old)
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

    fn english(&self) -> &str {
        &self.what.en
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

    fn take_spelling_from(&mut self, old: &Self) -> bool {
        let is_what_other = take_spelling(&mut self.what, &old.what);
        take_spelling(&mut self.unit, &old.unit) || is_what_other
    }

    fn take_updates_from(&mut self, old: &mut Self) {
        self.updates.append(&mut old.updates);
    }

    fn clear_english(&mut self) {
        (self.what.en, self.unit.en) = ("".into(), "".into());
    }
}

/// Takes over the Chinese of a text if the texts differ only in blanks, width or brackets. Returns
/// true if they do.
pub(super) fn take_spelling(new: &mut OwnedText<'static>, old: &OwnedText<'static>) -> bool {
    let is_other = new.zh != old.zh && label_key(&new.zh) == label_key(&old.zh);
    if is_other {
        new.zh.clone_from(&old.zh);
    }
    is_other
}

fn take_english(new: &mut OwnedText<'static>, old: &mut OwnedText<'static>) {
    if new.en.is_empty() {
        new.en = std::mem::take(&mut old.en);
    }
}
