//! Lints of whom to ask about a project, and of what is noted.

use super::{Linter, programme_texts};
use crate::diagnostics::{Column, ContactField, Lint, ListField, Owner, TextField};
use crate::lang::Lang::{self, Zh};
use crate::model::{Catalog, Project, Text};
use crate::text::{find_mobile, is_phone, phone_numbers};

impl<'a> Linter<'a> {
    /// Checks texts and phone numbers.
    pub(super) fn check_details(&mut self, owner: Owner, project: &Project<'a>) {
        let details = project.details();
        for field in ContactField::ALL {
            let column = |lang| Column::Contact(field, lang);
            let text = details.contact(field);
            match field {
                ContactField::Office => self.check_text(owner, column, 0, text),
                // Neither numbers nor names of persons are translated.
                _ => self.check_characters(owner, column, 0, text),
            }
        }
        for (nth, note) in details.notes.iter().enumerate() {
            for text in [note.label, note.text] {
                self.check_text(owner, Column::Notes, nth, text);
            }
        }
        self.check_phones(owner, project);
    }

    /// Checks phone numbers, and that no mobile number is where everybody reads it.
    pub(super) fn check_phones(&mut self, owner: Owner, project: &Project<'a>) {
        let details = project.details();
        for field in ContactField::ALL {
            let column = |lang| Column::Contact(field, lang);
            let text = details.contact(field);
            if matches!(field, ContactField::Phone | ContactField::Mobile) {
                let numbers = phone_numbers(text.exactly(Zh));
                for number in numbers.filter(|number| !is_phone(number)) {
                    self.push(owner, column(Zh), 0, Lint::OddPhone(number.to_owned()));
                }
            }
            if !field.is_internal() {
                self.check_public(owner, column, 0, text);
            }
        }
        for (nth, note) in details.notes.iter().enumerate() {
            self.check_public(owner, Column::Notes, nth, note.text);
        }
        self.check_public(owner, Column::Title, 0, project.title);
        for field in TextField::ALL {
            self.check_public(owner, |lang| Column::Text(field, lang), 0, project.text(field));
        }
        for (nth, target) in project.targets.iter().enumerate() {
            self.check_public(owner, Column::Targets, nth, target.what);
            self.check_public(owner, Column::Targets, nth, target.unit);
        }
        let record = project.progress_record();
        for (nth, update) in record.updates.iter().enumerate() {
            self.check_public(owner, Column::Note, nth, update.note);
        }
        // Notes about a target are located by the target.
        for (nth, updates) in record.targets.iter().enumerate() {
            for update in updates.iter() {
                self.check_public(owner, Column::Targets, nth, update.note);
            }
        }
        for field in ListField::ALL {
            for (nth, text) in project.list(field).iter().enumerate() {
                self.check_public(owner, |lang| Column::List(field, lang), nth, text);
            }
        }
    }

    /// Finds mobile numbers in the texts of the programme and its domains.
    pub(super) fn check_public_texts(&mut self, catalog: &'a Catalog) {
        for (field, text) in programme_texts(catalog) {
            let column = |lang| if lang == Zh { Column::ValueZh } else { Column::ValueEn };
            self.check_public(Owner::Programme(field), column, 0, text);
        }
        for (nth, (_, domain)) in catalog.domains().enumerate() {
            self.check_public(Owner::Domain(nth), Column::Name, 0, domain.name);
        }
    }

    /// Finds a mobile number in a text that everybody reads.
    fn check_public(
        &mut self,
        owner: Owner,
        column: impl Fn(Lang) -> Column,
        nth: usize,
        text: Text,
    ) {
        for lang in Lang::ALL {
            if let Some(found) = find_mobile(text.exactly(lang)) {
                self.push(owner, column(lang), nth, Lint::PublicMobile(found));
            }
        }
    }
}
