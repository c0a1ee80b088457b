//! Validates contact, investment and notes of a project.

use super::detail_fields::{CONTACT, INTERNAL, INVESTMENT, NOTES, has_colon};
use super::fields::Fields;
use super::validator::Validator;
use crate::diagnostics::{ContactField, FileErrorKind, InvestmentField};
use crate::lang::Lang;
use crate::model::{NewDetails, NewMoney, NewNote, OwnedText};
use crate::text::clean;

impl<'a> Validator<'a> {
    /// Reads the details in the `fields` of a project.
    pub(crate) fn details(&mut self, fields: &Fields<'a>) -> NewDetails<'static> {
        let contact = fields.get(CONTACT).and_then(|raw| self.contact(raw)).unwrap_or_default();
        let investment =
            fields.get(INVESTMENT).and_then(|raw| self.investment(raw)).unwrap_or_default();
        let notes = self.list(fields.get(NOTES)).into_iter();
        let notes = notes.filter_map(|raw| self.note(raw)).collect();
        NewDetails { contact, investment, notes }
    }

    fn contact(&mut self, raw: &'a str) -> Option<[OwnedText<'static>; ContactField::ALL.len()]> {
        let fields = self.fields(raw, &["office", "phone", INTERNAL], &[])?;
        let internal = fields.get(INTERNAL);
        let internal = internal.and_then(|raw| self.fields(raw, &["name", "mobile"], &[]));
        let mut text = |field: ContactField| {
            let fields = if field.is_internal() { internal.as_ref()? } else { &fields };
            Some(self.optional_text(fields, field.name()))
        };
        Some(ContactField::ALL.map(|field| text(field).unwrap_or_default()))
    }

    fn investment(
        &mut self,
        raw: &'a str,
    ) -> Option<[Option<NewMoney>; InvestmentField::ALL.len()]> {
        let fields = self.fields(raw, &["total", "this_year"], &[])?;
        Some(InvestmentField::ALL.map(|field| {
            let raw = fields.get(field.name())?;
            let fields = self.fields(raw, &["amount", "unit"], &["amount", "unit"])?;
            let amount = fields.get("amount").and_then(|raw| self.amount(raw));
            let unit_raw = fields.get("unit")?;
            let unit: String = self.value(unit_raw)?;
            let unit = clean(&unit).trim().to_owned();
            if unit.is_empty() {
                return self.reject(unit_raw, FileErrorKind::EmptyText("unit"));
            }
            Some(NewMoney { amount: amount?, unit })
        }))
    }

    fn note(&mut self, raw: &'a str) -> Option<NewNote<'static>> {
        let fields = self.fields(raw, &["label", "text"], &["label", "text"])?;
        let [label, text] = ["label", "text"].map(|name| self.required_text(&fields, name));
        let note = NewNote { label, text };
        if has_colon(&note) {
            let label = note.label.as_text().get(Lang::Zh).to_owned();
            return self.reject(fields.get("label")?, FileErrorKind::ColonInLabel(label));
        }
        Some(note)
    }
}
