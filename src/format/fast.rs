//! Parses a usual project in one pass, and leaves everything else to the
//! [validator](crate::format::validator::Validator).

use std::borrow::Cow;
use std::mem;

use ron::Deserializer;
use serde::Deserialize;

use super::detail_fields::has_colon;
use super::domains::Domains;
use super::fast_details::FastNote;
use super::fast_project::{FastDay, FastProject, FastTarget, FastUpdate};
use super::fast_text::{BilingualText, PlainText};
use super::fields::FieldName;
use super::progress::is_percent;
use super::validate_programme::PROJECT_FIELDS;
use super::values::{NUMBER_MAX, ron_options};
use crate::model::{
    Amount, Figure, NewDetails, NewNote, NewProject, NewTarget, NewUpdate, OwnedText, ProjectNo,
    Qualifier, UnknownFields,
};
use crate::text::clean;

/// The richest form of texts seen in the projects so far. Detecting the form of each text would take
/// a third longer than assuming that it is the form of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TextForm {
    /// All texts are in one language.
    #[default]
    Plain,
    /// Some texts are in two languages.
    Bilingual,
}

/// A project that was parsed.
pub(crate) struct ParsedProject<'a> {
    pub(crate) project: NewProject<'a>,
    /// Length of its text in bytes.
    pub(crate) length: usize,
    /// The unknown fields in it, if any.
    pub(crate) unknown: Option<Box<UnknownFields>>,
}

/// Parses the project at the start of `text`; `None` if it is unusual, faulty or incomplete.
/// Updates `form`, since the next project probably has the form of this one.
pub(crate) fn parse_project<'a>(
    text: &'a str,
    domains: &Domains,
    form: &mut TextForm,
) -> Option<ParsedProject<'a>> {
    if *form == TextForm::Plain
        && let Some(parsed) = parse_as::<PlainText>(text, domains)
    {
        return Some(parsed);
    }
    let parsed = parse_as::<BilingualText>(text, domains)?;
    *form = TextForm::Bilingual;
    Some(parsed)
}

/// Parses a project whose texts have the type `T`.
fn parse_as<'a, T: Deserialize<'a> + Default + Into<BilingualText<'a>>>(
    text: &'a str,
    domains: &Domains,
) -> Option<ParsedProject<'a>> {
    let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
    let mut project = FastProject::<T>::deserialize(&mut deserializer).ok()?;
    let length = text.len() - deserializer.remainder().len();
    let unknown = unknown_fields(text, mem::take(&mut project.unknown));
    let source = ProjectSource { text: text.get(..length)?, has_comments: None };
    Some(ParsedProject { project: source.convert(project, domains)?, length, unknown })
}

/// Returns the fields called `names`, which are slices of `text`; `None` if there are none.
fn unknown_fields(text: &str, names: Vec<FieldName>) -> Option<Box<UnknownFields>> {
    if names.is_empty() {
        return None;
    }
    let mut unknown = UnknownFields::default();
    let start = text.as_ptr().addr();
    for FieldName { text: name, address } in names {
        debug_assert!((start..start + text.len()).contains(&address), "a name outside the text");
        unknown.put_field(&name, &PROJECT_FIELDS, address.saturating_sub(start));
    }
    Some(Box::new(unknown))
}

/// The source text of one project.
struct ProjectSource<'a> {
    text: &'a str,
    /// True if the text may contain comments; computed when first needed, which is rare.
    has_comments: Option<bool>,
}

impl<'a> ProjectSource<'a> {
    fn convert<T: Default + Into<BilingualText<'a>>>(
        mut self,
        project: FastProject<'a, T>,
        domains: &Domains,
    ) -> Option<NewProject<'a>> {
        let no = project.no.filter(|no| (1..=NUMBER_MAX).contains(no)).map(ProjectNo)?;
        let PlainText(domain) = project.domain?;
        let mut new = NewProject {
            no,
            domain: domains.get(&domain)?,
            title: self.required_text(project.title?.into())?,
            texts: Default::default(),
            targets: project
                .targets
                .unwrap_or_default()
                .into_iter()
                .map(|target| self.target(target))
                .collect::<Option<_>>()?,
            lists: Default::default(),
            start: project.start.map(|FastDay(day)| day),
            end: project.end.map(|FastDay(day)| day),
            updates: project
                .updates
                .unwrap_or_default()
                .into_iter()
                .map(|update| self.project_update(update))
                .collect::<Option<_>>()?,
            details: NewDetails::default(),
        };
        if let Some(contact) = project.contact {
            for (text, parsed) in new.details.contact.iter_mut().zip(contact.into_texts()) {
                *text = self.text(parsed)?;
            }
        }
        if let Some(investment) = project.investment {
            new.details.investment = investment.convert()?;
        }
        for note in project.notes.unwrap_or_default() {
            new.details.notes.push(self.note(note)?);
        }
        if new.start.zip(new.end).is_some_and(|(start, end)| end < start) {
            return None;
        }
        for (text, parsed) in new.texts.iter_mut().zip(project.texts) {
            *text = self.text(parsed.unwrap_or_default().into())?;
        }
        for (list, parsed) in new.lists.iter_mut().zip(project.lists) {
            *list = self.texts(parsed.unwrap_or_default())?;
        }
        Some(new)
    }

    fn note<T: Into<BilingualText<'a>>>(&mut self, note: FastNote<T>) -> Option<NewNote<'a>> {
        let label = self.required_text(note.label.into())?;
        let text = self.required_text(note.text.into())?;
        Some(NewNote { label, text }).filter(|note| !has_colon(note))
    }

    fn target<T: Into<BilingualText<'a>>>(
        &mut self,
        target: FastTarget<T>,
    ) -> Option<NewTarget<'a>> {
        let amount = Amount::new(target.amount)?;
        let figure = match (target.qualifier, target.max) {
            (Qualifier::Exact, None) => Figure::Exact(amount),
            (Qualifier::About, None) => Figure::About(amount),
            (Qualifier::AtLeast, None) => Figure::AtLeast(amount),
            (Qualifier::MoreThan, None) => Figure::MoreThan(amount),
            (Qualifier::Range, Some(max)) => {
                Figure::Range(amount, Amount::new(max).filter(|max| *max >= amount)?)
            }
            _ => return None,
        };
        Some(NewTarget {
            what: self.required_text(target.what.into())?,
            figure,
            unit: self.text(target.unit.into())?,
            updates: target
                .updates
                .into_iter()
                .map(|update| self.target_update(update))
                .collect::<Option<_>>()?,
        })
    }

    /// Converts an update of the project as a whole.
    fn project_update<T: Into<BilingualText<'a>>>(
        &mut self,
        update: FastUpdate<T>,
    ) -> Option<NewUpdate<'a>> {
        if update.done.is_some() {
            return None;
        }
        let percent = update.percent;
        self.update(update, percent).filter(|update| update.done.is_none_or(is_percent))
    }

    /// Converts an update of a target.
    fn target_update<T: Into<BilingualText<'a>>>(
        &mut self,
        update: FastUpdate<T>,
    ) -> Option<NewUpdate<'a>> {
        if update.percent.is_some() {
            return None;
        }
        let done = update.done;
        self.update(update, done)
    }

    /// Converts an update whose number is `amount`.
    fn update<T: Into<BilingualText<'a>>>(
        &mut self,
        update: FastUpdate<T>,
        amount: Option<f64>,
    ) -> Option<NewUpdate<'a>> {
        let FastDay(date) = update.on;
        let done = amount.and_then(Amount::new);
        let note = self.text(update.note.into())?;
        let is_valid =
            done.is_some() == amount.is_some() && (done.is_some() || !note.as_text().is_empty());
        is_valid.then_some(NewUpdate { date, done, note })
    }

    fn texts<T: Into<BilingualText<'a>>>(&mut self, texts: Vec<T>) -> Option<Vec<OwnedText<'a>>> {
        texts.into_iter().map(|text| self.required_text(text.into())).collect()
    }

    /// Converts a text that must not be empty.
    fn required_text(&mut self, text: BilingualText<'a>) -> Option<OwnedText<'a>> {
        self.text(text).filter(|text| !text.as_text().is_empty())
    }

    /// Converts a text; `None` if the validator must decide whether it is one.
    fn text(&mut self, text: BilingualText<'a>) -> Option<OwnedText<'a>> {
        let BilingualText { zh, en, key_address } = text;
        let is_plain = key_address.is_none_or(|address| self.is_in_plain_parens(address));
        is_plain.then(|| OwnedText { zh: sanitized(zh), en: sanitized(en) })
    }

    /// Returns true if the fields whose first name is at memory address `key_address` are in round
    /// brackets without a name: the parser also accepts `{zh: "…"}` and `Text(zh: "…")`.
    fn is_in_plain_parens(&mut self, key_address: usize) -> bool {
        let text = self.text;
        if *self.has_comments.get_or_insert_with(|| text.contains("//") || text.contains("/*")) {
            return false;
        }
        let before = key_address
            .checked_sub(text.as_ptr().addr())
            .and_then(|at| text.get(..at))
            .unwrap_or_default();
        let before = before.trim_end().strip_suffix('(').unwrap_or_default();
        before.trim_end().ends_with([':', ',', '['])
    }
}

/// Returns `text` sanitized and trimmed, as by the validator.
fn sanitized(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => match clean(text) {
            Cow::Borrowed(text) => text.trim().into(),
            Cow::Owned(text) => text.trim().to_owned().into(),
        },
        Cow::Owned(text) => clean(&text).trim().to_owned().into(),
    }
}
