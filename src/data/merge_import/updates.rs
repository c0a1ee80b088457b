//! Merges the updates of a project.

use std::collections::{HashMap, HashSet};

use super::item_pairs::ItemPairs;
use super::{MergedField, Merger};
use crate::diagnostics::Column;
use crate::lang::Lang;
use crate::model::{Day, NewProject, NewUpdate, OwnedText};

impl Merger<'_> {
    /// Completes the updates of `project`, which has the targets and updates of the merge, from
    /// those `before` it.
    pub(crate) fn updates(
        &mut self,
        before: &NewProject<'static>,
        project: &mut NewProject<'static>,
    ) {
        if self.cells.has_updates() && !self.cells.has_english_notes() {
            self.keep_english_notes(before, project);
        }
        self.record_lost_updates(before, project);
    }

    /// Keeps the English of notes whose Chinese has not changed.
    fn keep_english_notes(
        &mut self,
        before: &NewProject<'static>,
        project: &mut NewProject<'static>,
    ) {
        let mut english: HashMap<(&str, Day, &str), &str> = HashMap::new();
        let mut translated: HashSet<(&str, Day)> = HashSet::new();
        for (what, NewUpdate { date, note, .. }) in with_targets(before) {
            let what = what.as_text().get(Lang::Zh);
            if !note.en.is_empty() {
                english.insert((what, *date, &note.zh), &note.en);
                translated.insert((what, *date));
            }
        }
        let mut dropped = 0;
        let mut complete = |what: &str, NewUpdate { date, note, .. }: &mut NewUpdate<'static>| {
            if let Some(en) = english.get(&(what, *date, &*note.zh)) {
                note.en = (*en).to_owned().into();
            } else if !note.zh.is_empty() && translated.contains(&(what, *date)) {
                dropped += 1;
            }
        };
        project.updates.iter_mut().for_each(|update| complete("", update));
        for target in &mut project.targets {
            let what = target.what.as_text().get(Lang::Zh).to_owned();
            target.updates.iter_mut().for_each(|update| complete(&what, update));
        }
        if dropped > 0 {
            self.dropped_english.push(self.field(Column::Note(Lang::Zh).header()));
        }
    }

    /// Records the updates among `before` that `project` does not have. Two of the same day are the
    /// same if they are of the same target, or both of the whole project.
    fn record_lost_updates(&mut self, before: &NewProject<'static>, project: &NewProject<'static>) {
        let no_target = OwnedText::default();
        self.record_missing(&no_target, &before.updates, &project.updates);
        let ItemPairs { pairs, .. } = ItemPairs::new(&before.targets, &project.targets, |_| true);
        let certain = pairs.iter().filter(|pair| pair.is_certain);
        let by_old: HashMap<usize, usize> = certain.map(|pair| (pair.old, pair.new)).collect();
        for (nth, target) in before.targets.iter().enumerate() {
            let new = by_old.get(&nth).and_then(|at| project.targets.get(*at));
            let updates = new.map_or(&[][..], |new| &new.updates);
            self.record_missing(&target.what, &target.updates, updates);
        }
    }

    /// Records those of the updates `old` for whose day there is none in `new`; both are of the
    /// target called `what`.
    fn record_missing(&mut self, what: &OwnedText, old: &[NewUpdate], new: &[NewUpdate]) {
        let mut counts: HashMap<Day, usize> = HashMap::new();
        new.iter().for_each(|update| *counts.entry(update.date).or_default() += 1);
        for NewUpdate { date, .. } in old {
            match counts.get_mut(date) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    let name = |lang| format!("{} {date}", what.as_text().get(lang));
                    let names = Lang::ALL.map(|lang| name(lang).trim_start().to_owned());
                    self.lost_updates.push(MergedField { subject: self.subject.clone(), names });
                }
            }
        }
    }
}

/// Iterates over all updates of a project with the description of their target, which is empty for
/// those about the whole project.
fn with_targets<'a>(
    project: &'a NewProject,
) -> impl Iterator<Item = (&'a OwnedText<'a>, &'a NewUpdate<'a>)> {
    const NO_TARGET: &OwnedText<'static> =
        &OwnedText { zh: std::borrow::Cow::Borrowed(""), en: std::borrow::Cow::Borrowed("") };
    let of_project = project.updates.iter().map(|update| (NO_TARGET, update));
    let of_targets = project
        .targets
        .iter()
        .flat_map(|target| target.updates.iter().map(|update| (&target.what, update)));
    of_project.chain(of_targets)
}
