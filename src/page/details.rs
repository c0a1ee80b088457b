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
    let line = |first: ContactField, second: ContactField, mark: &str| {
        let one = details.contact(first).get(lang);
        let label = if one.is_empty() { second.label(lang) } else { first.label(lang) };
        (label, join(&[one, &numbers(details.contact(second), lang)], mark))
    };
    // In English a window may end with its number, too.
    let mark = if lang == Lang::En { "; " } else { " " };
    filled([
        line(ContactField::Office, ContactField::Phone, mark),
        line(ContactField::Name, ContactField::Mobile, " "),
    ])
}

/// Returns the phone number to ask, and what else [`contact_lines()`] has.
pub(super) fn phone_and_others(project: &Project, lang: Lang) -> [Vec<LabelledLine>; 2] {
    let details = project.details();
    let line =
        |field: ContactField| (field.label(lang), details.contact(field).get(lang).to_owned());
    let phone = numbers(details.contact(ContactField::Phone), lang);
    let person = [ContactField::Name, ContactField::Mobile].map(line);
    let others = std::iter::once(line(ContactField::Office)).chain(person);
    [filled([(ContactField::Phone.label(lang), phone)]), filled(others)]
}

/// Returns phone numbers with the marks between them that readers of `lang` expect.
fn numbers(text: Text, lang: Lang) -> String {
    let text = text.get(lang);
    if lang == Lang::En { text.replace('、', ", ") } else { text.to_owned() }
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
