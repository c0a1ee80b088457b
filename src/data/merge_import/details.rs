//! Merges contact, investment and notes of a project.

use std::collections::HashSet;

use super::Merger;
use crate::diagnostics::{Column, ContactField, InvestmentField, Owner};
use crate::lang::Lang;
use crate::model::{NewDetails, NewNote, NewProject, OwnedText, Project};

impl Merger<'_> {
    /// Keeps the details of `old` for which the table of `new` has no column.
    pub(super) fn details(&mut self, old: &Project, new: &mut NewProject<'static>, owner: Owner) {
        let old = NewDetails::from(old.details());
        let new = &mut new.details;
        for (field, old) in ContactField::ALL.into_iter().zip(old.contact) {
            let [has_zh, has_en] =
                Lang::ALL.map(|lang| self.cells.reads_into(owner, Column::Contact(field, lang)));
            let OwnedText { zh, en } = &mut new.contact[field as usize];
            if !has_zh && zh.is_empty() {
                *zh = old.zh;
            }
            if !has_en && en.is_empty() {
                *en = old.en;
            }
        }
        for (field, old) in InvestmentField::ALL.into_iter().zip(old.investment) {
            let amount = &mut new.investment[field as usize];
            if amount.is_none() && !self.cells.reads_into(owner, Column::Investment(field)) {
                *amount = old;
            }
        }
        let [has_own, has_en] =
            Lang::ALL.map(|lang| self.cells.has_column(owner, Column::Notes(lang)));
        if !has_en {
            for note in &mut new.notes {
                let is_same = |old: &&NewNote| {
                    (&old.label.zh, &old.text.zh) == (&note.label.zh, &note.text.zh)
                };
                if let Some(same) = old.notes.iter().find(is_same) {
                    note.clone_from(same);
                }
            }
        }
        if !has_own {
            // A column of an office has the notes of one label.
            let mut labels: HashSet<String> =
                new.notes.iter().map(|note| note.label.zh.clone().into_owned()).collect();
            // A cell wins, also an empty one.
            let read = self.cells.read_details_of(owner);
            labels.extend(read.into_iter().flat_map(|read| read.note_labels.iter().cloned()));
            let mut notes = old.notes;
            notes.retain(|note| !labels.contains(note.label.zh.as_ref()));
            notes.append(&mut new.notes);
            new.notes = notes;
        }
    }
}
