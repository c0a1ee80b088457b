//! Merges the updates of a project.

use std::collections::HashMap;

use super::item_pairs::ItemPairs;
use super::{MergedField, Merger};
use crate::diagnostics::Column;
use crate::exchange::CellMap;
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
        let ItemPairs { pairs, .. } = ItemPairs::new(&before.targets, &project.targets, |_| true);
        let certain = pairs.iter().filter(|pair| pair.is_certain);
        let by_old: HashMap<usize, usize> = certain.map(|pair| (pair.old, pair.new)).collect();
        if self.cells.has_updates() || self.cells.has_progress_columns() {
            let columns = UpdateColumns::new(self.cells);
            let mut dropped = columns.complete(&before.updates, &mut project.updates);
            for (old, new) in &by_old {
                if let (Some(old), Some(new)) =
                    (before.targets.get(*old), project.targets.get_mut(*new))
                {
                    dropped |= columns.complete(&old.updates, &mut new.updates);
                }
            }
            if dropped {
                self.merge.dropped_english.push(self.field(Column::Note(Lang::Zh).header()));
            }
        }
        self.record_missing(&OwnedText::default(), &before.updates, &project.updates);
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
        for update in new {
            *counts.entry(update.date).or_default() += 1;
        }
        for NewUpdate { date, .. } in old {
            match counts.get_mut(date) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    let name = |lang| format!("{} {date}", what.as_text().get(lang));
                    let names = Lang::ALL.map(|lang| name(lang).trim_start().to_owned());
                    self.merge
                        .lost_updates
                        .push(MergedField { subject: self.subject.clone(), names });
                }
            }
        }
    }
}

/// Columns of the tables of updates.
pub(super) struct UpdateColumns {
    /// True if all tables have amounts.
    has_done: bool,
    /// True for Chinese if all tables have notes, and for English if any has.
    has_note: [bool; 2],
    /// True if updates of other days stay.
    adds: bool,
}

impl UpdateColumns {
    /// Finds the columns.
    pub(super) fn new(cells: &CellMap) -> Self {
        let has = |column: Column| {
            let mut tables =
                cells.headers.iter().filter(|header| header.contains(&Some(Column::Date)));
            tables.all(|header| header.contains(&Some(column)))
        };
        // A column of progress has either, but not for each day.
        let is_long = !cells.has_progress_columns();
        let has_note =
            [is_long && has(Column::Note(Lang::Zh)), is_long && cells.has_english_notes()];
        let adds = cells.has_only_progress || !cells.has_updates();
        Self { has_done: is_long && has(Column::Done), has_note, adds }
    }

    /// Completes the updates of a target from its `old` ones: with what has no column, if there is
    /// one of the same day, and if they are added, with the others. Returns true if a note has lost
    /// its English with its changed Chinese.
    pub(super) fn complete(
        &self,
        old: &[NewUpdate<'static>],
        new: &mut Vec<NewUpdate<'static>>,
    ) -> bool {
        let mut open: Vec<(usize, &NewUpdate<'static>)> = old.iter().enumerate().collect();
        // For each old update, the new one that takes its place.
        let mut places: Vec<Option<usize>> = vec![None; old.len()];
        let mut has_dropped = false;
        for (nth, update) in new.iter_mut().enumerate() {
            // Of several of one day, the one with the same note or amount.
            let likeness = |old: &NewUpdate| {
                let is_same_note = old.note.zh == update.note.zh;
                2 * usize::from(is_same_note) + usize::from(old.done == update.done)
            };
            let same_day = open.iter().enumerate().filter(|(_, (_, old))| old.date == update.date);
            let closest =
                same_day.rev().max_by_key(|(_, (_, old))| likeness(old)).map(|(at, _)| at);
            let Some(at) = closest else { continue };
            let (place, old) = open.remove(at);
            if let Some(place) = places.get_mut(place) {
                *place = Some(nth);
            }
            if !self.has_done && update.done.is_none() {
                update.done = old.done;
            }
            let [has_chinese, has_english] = self.has_note;
            if !has_chinese && update.note.zh.is_empty() {
                update.note.zh.clone_from(&old.note.zh);
            }
            if !has_english && update.note.en.is_empty() {
                if update.note.zh == old.note.zh {
                    update.note.en.clone_from(&old.note.en);
                } else {
                    has_dropped |= !old.note.en.is_empty() && !update.note.zh.is_empty();
                }
            }
        }
        if self.adds {
            *new = added(old, std::mem::take(new), &places);
        }
        has_dropped
    }
}

/// Returns the updates `old`, some of them replaced by those of `new` that `places` tells, and the
/// others of `new`; by their days, if the old ones are.
fn added(
    old: &[NewUpdate<'static>],
    new: Vec<NewUpdate<'static>>,
    places: &[Option<usize>],
) -> Vec<NewUpdate<'static>> {
    let mut new: Vec<Option<NewUpdate<'static>>> = new.into_iter().map(Some).collect();
    let mut result: Vec<NewUpdate<'static>> = Vec::new();
    for (old, place) in old.iter().zip(places) {
        let replaced = place.and_then(|nth| new.get_mut(nth)?.take());
        result.push(replaced.unwrap_or_else(|| old.clone()));
    }
    result.extend(new.into_iter().flatten());
    if old.is_sorted_by_key(|update| update.date) {
        result.sort_by_key(|update| update.date);
    }
    result
}
