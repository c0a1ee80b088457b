//! Words for whom to ask about a project, what is invested in it, and what is noted.

use crate::diagnostics::{Column, ContactField, InvestmentField, ListField};
use crate::lang::Lang;
use crate::model::{Project, Text};
use crate::text::join;

/// A label and a text.
pub(super) type LabelledLine = (&'static str, String);

/// Returns the offices that are responsible and those that support them, each with its label.
pub(super) fn office_lines(project: &Project, lang: Lang) -> Vec<LabelledLine> {
    let fields = ListField::ALL.into_iter().filter(|field| field.is_office());
    let lines = fields.map(|field| {
        let texts: Vec<&str> = project.list(field).iter().map(|text| text.get(lang)).collect();
        (field.label(lang), texts.join(lang.strings().semicolon))
    });
    filled(lines)
}

/// Returns whom to ask: the window with its phone number, and as far as the readers may see them,
/// persons with their mobile numbers.
pub(super) fn contact_lines(project: &Project, lang: Lang) -> Vec<LabelledLine> {
    let details = project.details();
    let line = |first: ContactField, second: ContactField| {
        let [one, other] = [first, second].map(|field| details.contact(field));
        let label = if one.is_empty() { second.label(lang) } else { first.label(lang) };
        (label, join(&[one, other].map(|text: Text| text.get(lang)), " "))
    };
    filled([
        line(ContactField::Office, ContactField::Phone),
        line(ContactField::Name, ContactField::Mobile),
    ])
}

/// Returns the amounts that are invested, each with its label.
pub(super) fn investment_lines(project: &Project, lang: Lang) -> Vec<LabelledLine> {
    let details = project.details();
    let line = |field: InvestmentField| {
        let text = details.investment(field).map(|money| money.text(lang));
        (field.label(lang), text.unwrap_or_default())
    };
    filled(InvestmentField::ALL.map(line))
}

/// Returns the notes, each with its label.
pub(super) fn note_lines(project: &Project, lang: Lang) -> Vec<String> {
    project.details().notes.iter().map(|note| note.line(lang)).collect()
}

/// Returns the heading of the notes.
pub(super) fn notes_heading(lang: Lang) -> &'static str {
    Column::Notes(Lang::Zh).name(lang)
}

/// Writes a label before its text.
pub(super) fn labelled((label, text): &LabelledLine, lang: Lang) -> String {
    format!("{label}{}{text}", lang.strings().colon)
}

/// Returns the lines that have a text.
fn filled(lines: impl IntoIterator<Item = LabelledLine>) -> Vec<LabelledLine> {
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}
