//! Lints of whom to ask about a project, and of what is noted.

use super::Linter;
use crate::diagnostics::{Column, ContactField, Lint, ListField, Owner};
use crate::lang::Lang::{self, Zh};
use crate::model::{Project, Text};
use crate::text::{has_mobile, is_phone, phone_numbers};

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
        for field in [ListField::Responsible, ListField::Supporting] {
            for (nth, text) in project.list(field).iter().enumerate() {
                self.check_public(owner, |lang| Column::List(field, lang), nth, text);
            }
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
            let found = text.exactly(lang);
            if has_mobile(found) {
                self.push(owner, column(lang), nth, Lint::PublicMobile(found.to_owned()));
            }
        }
    }
}
