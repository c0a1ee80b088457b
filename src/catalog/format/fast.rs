//! Reads a usual project in one pass, and leaves everything it is not sure of to the
//! [validator](super::Validator).

use std::borrow::Cow;
use std::fmt;

use ron::Deserializer;
use serde::Deserialize;
use serde::de::{self, Error, MapAccess, Visitor};

use super::extended::Extended;
use super::validator::PROJECT_FIELDS;
use super::{Domains, NUMBER_MAX, ron_options};
use crate::catalog::store::{NewProject, NewTarget, OwnedText};
use crate::catalog::unknown_fields::UnknownFields;
use crate::catalog::{Amount, Figure, ProjectNo, Qualifier};
use crate::text::clean;

/// The fields of a usual project: all but the progress data.
pub(super) const FIELDS: &[&str] =
    &["no", "domain", "title", "summary", "targets", "places", "partners", "facts"];

/// A project as it is deserialized; `T` is the type of its texts.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct FastProject<'a, T> {
    no: u32,
    #[serde(borrow)]
    domain: Cow<'a, str>,
    title: T,
    #[serde(default)]
    summary: T,
    #[serde(default = "Vec::new")]
    targets: Vec<FastTarget<T>>,
    #[serde(default)]
    places: Vec<T>,
    #[serde(default)]
    partners: Vec<T>,
    #[serde(default)]
    facts: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct FastTarget<T> {
    what: T,
    #[serde(default)]
    qualifier: Qualifier,
    amount: f64,
    #[serde(default, deserialize_with = "deserialize_some")]
    max: Option<f64>,
    #[serde(default)]
    unit: T,
}

/// Deserializes a number that must be present: as an `Option` it could also be spelt `None`.
fn deserialize_some<'de, D: de::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    f64::deserialize(deserializer).map(Some)
}

/// The richest form of texts and fields seen in the projects so far. Detecting the form of each
/// text would take a third longer than assuming that it is the form of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TextForm {
    /// All texts are in one language.
    #[default]
    Plain,
    /// Some texts are in two languages.
    Bilingual,
    /// Some texts are in two languages, and some projects have unknown fields.
    Extended,
}

/// A project that was parsed.
pub(super) struct ParsedProject<'a> {
    pub(super) project: NewProject<'a>,
    /// Length of its text in bytes.
    pub(super) length: usize,
    /// The unknown fields in it, if any.
    pub(super) unknown: Option<Box<UnknownFields>>,
}

/// Reason why a project cannot be parsed here.
#[derive(PartialEq)]
enum NotParsed {
    /// It has an unknown field.
    Field,
    Otherwise,
}

/// Parses the project at the start of `text`; `None` if it is unusual, faulty or incomplete.
/// Updates `spelling`, since the next project probably has the form of this one.
pub(super) fn parse_project<'a>(
    text: &'a str,
    domains: &Domains,
    spelling: &mut TextForm,
) -> Option<ParsedProject<'a>> {
    if *spelling == TextForm::Plain
        && let Ok(read) = parse_as::<PlainText>(text, domains)
    {
        return Some(read);
    }
    if *spelling != TextForm::Extended {
        match parse_as::<BilingualText>(text, domains) {
            Ok(read) => {
                *spelling = TextForm::Bilingual;
                return Some(read);
            }
            Err(NotParsed::Otherwise) => return None,
            Err(NotParsed::Field) => {}
        }
    }
    let read = extended(text, domains)?;
    *spelling = TextForm::Extended;
    Some(read)
}

fn parse_as<'a, T: Deserialize<'a> + Default + Into<BilingualText<'a>>>(
    text: &'a str,
    domains: &Domains,
) -> Result<ParsedProject<'a>, NotParsed> {
    let otherwise = NotParsed::Otherwise;
    let Ok(mut deserializer) = Deserializer::from_str_with_options(text, &ron_options()) else {
        return Err(otherwise);
    };
    let draft = FastProject::<T>::deserialize(&mut deserializer).map_err(|error| match error {
        ron::Error::NoSuchStructField { found, .. }
            if !PROJECT_FIELDS.contains(&found.as_str()) =>
        {
            NotParsed::Field
        }
        _ => NotParsed::Otherwise,
    })?;
    finish(text, &deserializer, draft, domains).ok_or(otherwise)
}

/// Parses a project that has unknown fields.
fn extended<'a>(text: &'a str, domains: &Domains) -> Option<ParsedProject<'a>> {
    let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
    let Extended { draft, unknown: names } = Extended::deserialize(&mut deserializer).ok()?;
    let read = finish(text, &deserializer, draft, domains)?;
    let mut unknown = UnknownFields::default();
    for name in names {
        unknown.put_field(
            &name.text,
            PROJECT_FIELDS,
            name.address.saturating_sub(text.as_ptr().addr()),
        );
    }
    Some(ParsedProject {
        unknown: Some(Box::new(unknown)).filter(|unknown| !unknown.is_empty()),
        ..read
    })
}

fn finish<'a, T: Into<BilingualText<'a>>>(
    text: &'a str,
    deserializer: &Deserializer<'a>,
    draft: FastProject<'a, T>,
    domains: &Domains,
) -> Option<ParsedProject<'a>> {
    let length = text.len() - deserializer.remainder().len();
    let source = ProjectSource { text: text.get(..length)?, has_comments: None };
    Some(ParsedProject { project: source.convert(draft, domains)?, length, unknown: None })
}

/// The source text of one project.
struct ProjectSource<'a> {
    text: &'a str,
    /// True if the text may contain comments; computed when first needed, which is rare.
    has_comments: Option<bool>,
}

impl<'a> ProjectSource<'a> {
    fn convert<T: Into<BilingualText<'a>>>(
        mut self,
        draft: FastProject<'a, T>,
        domains: &Domains,
    ) -> Option<NewProject<'a>> {
        let no = Some(draft.no).filter(|no| (1..=NUMBER_MAX).contains(no)).map(ProjectNo)?;
        Some(NewProject {
            no,
            domain: domains.get(&draft.domain)?,
            title: self.required_text(draft.title.into())?,
            summary: self.text_of(draft.summary.into())?,
            targets: draft
                .targets
                .into_iter()
                .map(|target| self.target(target))
                .collect::<Option<_>>()?,
            places: self.list(draft.places)?,
            partners: self.list(draft.partners)?,
            facts: self.list(draft.facts)?,
            // Projects with progress data are left to the validator.
            start: None,
            end: None,
            updates: Vec::new(),
        })
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
            unit: self.text_of(target.unit.into())?,
            updates: Vec::new(),
        })
    }

    fn list<T: Into<BilingualText<'a>>>(&mut self, lines: Vec<T>) -> Option<Vec<OwnedText<'a>>> {
        lines.into_iter().map(|line| self.required_text(line.into())).collect()
    }

    /// Converts a text that must not be empty.
    fn required_text(&mut self, line: BilingualText<'a>) -> Option<OwnedText<'a>> {
        self.text_of(line).filter(|words| !words.as_text().is_empty())
    }

    fn text_of(&mut self, line: BilingualText<'a>) -> Option<OwnedText<'a>> {
        let BilingualText { zh, en, key_address: key } = line;
        let sure = key.is_none_or(|key| self.is_in_plain_parens(key));
        sure.then(|| OwnedText { zh: sanitized(zh), en: sanitized(en) })
    }

    /// Returns true if the fields whose first name has the memory address `key` are in round
    /// brackets without a name: the parser also accepts `{zh: "…"}` and `Text(zh: "…")`.
    fn is_in_plain_parens(&mut self, key: usize) -> bool {
        let text = self.text;
        if *self.has_comments.get_or_insert_with(|| text.contains("//") || text.contains("/*")) {
            return false;
        }
        let before =
            key.checked_sub(text.as_ptr().addr()).and_then(|at| text.get(..at)).unwrap_or_default();
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

/// A text in one language or two, as written.
#[derive(Default)]
pub(super) struct BilingualText<'a> {
    zh: Cow<'a, str>,
    en: Cow<'a, str>,
    /// Memory address of the first language key if the text is in brackets; 0 if those are empty.
    key_address: Option<usize>,
}

impl<'de: 'a, 'a> Deserialize<'de> for BilingualText<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BilingualTextVisitor)
    }
}

struct BilingualTextVisitor;

#[expect(
    clippy::serde_api_misuse,
    reason = "`visit_str` would take a single character in quotes for a text"
)]
impl<'de> Visitor<'de> for BilingualTextVisitor {
    type Value = BilingualText<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text in one language or two")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(BilingualText { zh: text.into(), ..BilingualText::default() })
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(BilingualText { zh: text.into(), ..BilingualText::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut zh, mut en, mut first) = (None, None, None);
        while let Some(LangKey { is_zh, address }) = map.next_key()? {
            first.get_or_insert(address);
            let PlainText(text) = map.next_value()?;
            if (if is_zh { &mut zh } else { &mut en }).replace(text).is_some() {
                return Err(A::Error::custom("twice"));
            }
        }
        Ok(BilingualText {
            zh: zh.unwrap_or_default(),
            en: en.unwrap_or_default(),
            key_address: first.or(Some(0)),
        })
    }
}

/// A text in one language.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct PlainText<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> From<PlainText<'a>> for BilingualText<'a> {
    fn from(PlainText(zh): PlainText<'a>) -> Self {
        Self { zh, ..Self::default() }
    }
}

/// The key of a language, and its memory address in the source text.
struct LangKey {
    is_zh: bool,
    address: usize,
}

impl<'de> Deserialize<'de> for LangKey {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LangKeyVisitor;
        impl Visitor<'_> for LangKeyVisitor {
            type Value = LangKey;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("zh or en")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<LangKey, E> {
                let is_zh = name == "zh";
                let known = is_zh || name == "en";
                known
                    .then(|| LangKey { is_zh, address: name.as_ptr().addr() })
                    .ok_or_else(|| E::custom("unknown"))
            }
        }
        deserializer.deserialize_identifier(LangKeyVisitor)
    }
}
