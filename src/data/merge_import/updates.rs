//! Merges the updates of a project.

use std::collections::{HashMap, HashSet};

use super::{MergedField, Merger};
use crate::diagnostics::Column;
use crate::lang::Lang;
use crate::model::{Day, NewProject, NewUpdate, OwnedText};

impl Merger<'_> {
    /// Completes the updates of `project`, which has the targets and updates of the merge, from
    /// those `before` it.
    pub(crate) fn updates(&mut self, before: &NewProject, project: &mut NewProject<'static>) {
        if self.cells.has_updates() && !self.cells.has_english_notes() {
            self.keep_english_notes(before, project);
        }
        self.record_lost_updates(before, project);
    }

    /// Keeps the English of notes whose Chinese has not changed.
    fn keep_english_notes(&mut self, before: &NewProject, project: &mut NewProject<'static>) {
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
    /// same, also if their target has another name now.
    fn record_lost_updates(&mut self, before: &NewProject, project: &NewProject) {
        let mut counts: HashMap<(String, Day), usize> = HashMap::new();
        for UpdateName { what: [zh, _], date } in update_names(project) {
            *counts.entry((zh, date)).or_default() += 1;
        }
        let missing =
            update_names(before).into_iter().filter(|UpdateName { what: [zh, _], date }| {
                let count = counts.get_mut(&(zh.clone(), *date)).filter(|count| **count > 0);
                count.map(|count| *count -= 1).is_none()
            });
        let missing: Vec<UpdateName> = missing.collect();
        let mut days: HashMap<Day, usize> = HashMap::new();
        for ((_, date), count) in counts {
            *days.entry(date).or_default() += count;
        }
        for UpdateName { what, date } in missing {
            match days.get_mut(&date) {
                Some(count) if *count > 0 => *count -= 1,
                _ => {
                    let names = what.map(|what| format!("{what} {date}").trim_start().to_owned());
                    self.lost_updates.push(MergedField { subject: self.subject.clone(), names });
                }
            }
        }
    }
}

/// Name of an update within its project.
struct UpdateName {
    /// Description of the target in Chinese and English; empty if it is about the whole project.
    what: [String; 2],
    date: Day,
}

/// Returns the names of all updates of a project.
fn update_names(project: &NewProject) -> Vec<UpdateName> {
    let name = |(what, update): (&OwnedText, &NewUpdate)| UpdateName {
        what: Lang::ALL.map(|lang| what.as_text().get(lang).to_owned()),
        date: update.date,
    };
    with_targets(project).map(name).collect()
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
