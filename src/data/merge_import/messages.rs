//! The messages about a merge.

use super::Merge;
use super::renumbered::RenumberedProject;
use super::replaced::ReplacedProject;
use crate::lang::{Lang, fill};
use crate::text::clean;

/// Number of places that a message names.
const PLACES_MAX: usize = 3;

impl Merge {
    /// Returns lines about the projects and the updates that would be lost.
    pub(crate) fn losses(&self, lang: Lang) -> Vec<String> {
        let s = lang.strings();
        let mut lines = Vec::new();
        if !self.removed.is_empty() {
            let (count, places) = listed(&self.removed, ToString::to_string, lang);
            lines.push(fill(s.into_removed, &[&count, &places]));
        }
        if !self.renumbered.is_empty() {
            let text = |project: &RenumberedProject| {
                let RenumberedProject { no, title, old_no } = project;
                let title = &title[lang as usize];
                fill(s.into_renumbered_project, &[&no.to_string(), title, &old_no.to_string()])
            };
            let (count, places) = listed(&self.renumbered, text, lang);
            lines.push(fill(s.into_renumbered, &[&count, &places]));
        }
        if !self.replaced.is_empty() {
            let text = |project: &ReplacedProject| {
                let ReplacedProject { no, old_title, title } = project;
                fill(s.into_replaced_project, &[&no.to_string(), old_title, title])
            };
            let (count, places) = listed(&self.replaced, text, lang);
            lines.push(fill(s.into_replaced, &[&count, &places]));
        }
        if !self.lost_updates.is_empty() {
            let (count, places) = listed(&self.lost_updates, |field| field.text(lang), lang);
            lines.push(fill(s.into_lost, &[&count, &places]));
        }
        lines.iter().map(|line| clean(line).into_owned()).collect()
    }

    /// Returns warnings about what the changes in the file called `name` do not show.
    pub(crate) fn warnings(&self, name: &str, lang: Lang) -> Vec<String> {
        let s = lang.strings();
        let mut lines = Vec::new();
        if !self.dropped_english.is_empty() {
            let (count, places) = listed(&self.dropped_english, |field| field.text(lang), lang);
            lines.push(fill(s.into_english, &[&count, &places]));
        }
        if !self.same_labels.is_empty() {
            let (count, places) = listed(&self.same_labels, |field| field.text(lang), lang);
            lines.push(fill(s.into_same_labels, &[&count, &places]));
        }
        if !self.moved_english.is_empty() {
            let (count, places) = listed(&self.moved_english, |field| field.text(lang), lang);
            lines.push(fill(s.into_moved_english, &[&count, &places]));
        }
        for (no, lint) in &self.odd_totals {
            lines.push(fill(s.into_total, &[&no.to_string(), &lint.text(lang)]));
        }
        if self.is_reordered {
            lines.push(fill(s.into_order, &[name]));
        }
        lines.iter().map(|line| clean(line).into_owned()).collect()
    }

    /// Returns the error about English lines that cannot be matched.
    pub(crate) fn unpaired_error(&self, name: &str, lang: Lang) -> Option<String> {
        if self.unpaired.is_empty() {
            return None;
        }
        let (count, places) = listed(&self.unpaired, |field| field.text(lang), lang);
        Some(fill(lang.strings().into_unpaired, &[name, &count, &places]))
    }
}

/// Returns the number of `items` and the first of them in a row.
fn listed<T>(items: &[T], text: impl Fn(&T) -> String, lang: Lang) -> (String, String) {
    let (separator, more) = if lang == Lang::Zh { ("、", "……") } else { (", ", ", ...") };
    let mut places = items.iter().take(PLACES_MAX).map(text).collect::<Vec<_>>().join(separator);
    if items.len() > PLACES_MAX {
        places.push_str(more);
    }
    (items.len().to_string(), places)
}
