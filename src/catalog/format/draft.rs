//! A project as most are written, read in one go. Whatever it is not sure of, it leaves to the [judge](super::Judge).

use std::borrow::Cow;
use std::fmt;

use ron::Deserializer;
use serde::Deserialize;
use serde::de::{self, Error, MapAccess, Visitor};

use super::extended::Extended;
use super::judge::PROJECT;
use super::{Domains, NUMBER_MAX, options};
use crate::catalog::store::{NewProject, NewTarget, Words};
use crate::catalog::unknown::Unknown;
use crate::catalog::{Amount, Figure, ProjectNo, Qualifier};
use crate::text::clean;

/// The fields that are read here.
pub(super) const FIELDS: &[&str] = &["no", "domain", "title", "summary", "targets", "places", "partners", "facts"];

/// A project, its texts each a `T`.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct Draft<'a, T> {
    no: u32,
    #[serde(borrow)]
    domain: Cow<'a, str>,
    title: T,
    #[serde(default)]
    summary: T,
    #[serde(default = "Vec::new")]
    targets: Vec<DraftTarget<T>>,
    #[serde(default)]
    places: Vec<T>,
    #[serde(default)]
    partners: Vec<T>,
    #[serde(default)]
    facts: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(super) struct DraftTarget<T> {
    what: T,
    #[serde(default)]
    qualifier: Qualifier,
    amount: f64,
    #[serde(default, deserialize_with = "there")]
    max: Option<f64>,
    #[serde(default)]
    unit: T,
}

/// A number that is there: an `Option` may be spelt `None`.
fn there<'de, D: de::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    f64::deserialize(deserializer).map(Some)
}

/// How the texts of projects are spelt, as far as one has seen. To ask of each text what it is takes a third longer than to
/// take it for what the others are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Spelling {
    /// All of them in one language.
    #[default]
    Plain,
    /// Some of them in two.
    Mixed,
    /// Some of them in two, and some projects have fields that are unknown.
    Extended,
}

/// A project that was read.
pub(super) struct Drafted<'a> {
    pub(super) project: NewProject<'a>,
    /// How long its text is.
    pub(super) length: usize,
    /// What is unknown in that.
    pub(super) unknown: Option<Box<Unknown>>,
}

/// Why a project is not read here.
#[derive(PartialEq)]
enum Unread {
    /// It has a field that is not known here.
    Field,
    Otherwise,
}

/// The project that `text` begins with; `None` if it is unusual, faulty or not there as a whole. The next one is probably spelt
/// like this one.
pub(super) fn project<'a>(text: &'a str, domains: &Domains, spelling: &mut Spelling) -> Option<Drafted<'a>> {
    if *spelling == Spelling::Plain
        && let Ok(read) = spelt::<Said>(text, domains)
    {
        return Some(read);
    }
    if *spelling != Spelling::Extended {
        match spelt::<Line>(text, domains) {
            Ok(read) => {
                *spelling = Spelling::Mixed;
                return Some(read);
            }
            Err(Unread::Otherwise) => return None,
            Err(Unread::Field) => {}
        }
    }
    let read = extended(text, domains)?;
    *spelling = Spelling::Extended;
    Some(read)
}

fn spelt<'a, T: Deserialize<'a> + Default + Into<Line<'a>>>(text: &'a str, domains: &Domains) -> Result<Drafted<'a>, Unread> {
    let otherwise = Unread::Otherwise;
    let Ok(mut deserializer) = Deserializer::from_str_with_options(text, &options()) else { return Err(otherwise) };
    let draft = Draft::<T>::deserialize(&mut deserializer).map_err(|error| match error {
        ron::Error::NoSuchStructField { found, .. } if !PROJECT.contains(&found.as_str()) => Unread::Field,
        _ => Unread::Otherwise,
    })?;
    finish(text, &deserializer, draft, domains).ok_or(otherwise)
}

/// The same for a project that has fields which are unknown.
fn extended<'a>(text: &'a str, domains: &Domains) -> Option<Drafted<'a>> {
    let mut deserializer = Deserializer::from_str_with_options(text, &options()).ok()?;
    let Extended { draft, unknown: names } = Extended::deserialize(&mut deserializer).ok()?;
    let read = finish(text, &deserializer, draft, domains)?;
    let mut unknown = Unknown::default();
    for name in names {
        unknown.put_field(&name.text, PROJECT, name.address.saturating_sub(text.as_ptr().addr()));
    }
    Some(Drafted { unknown: Some(Box::new(unknown)).filter(|unknown| !unknown.is_empty()), ..read })
}

fn finish<'a, T: Into<Line<'a>>>(
    text: &'a str,
    deserializer: &Deserializer<'a>,
    draft: Draft<'a, T>,
    domains: &Domains,
) -> Option<Drafted<'a>> {
    let length = text.len() - deserializer.remainder().len();
    let source = Source { text: text.get(..length)?, commented: None };
    Some(Drafted { project: source.finish(draft, domains)?, length, unknown: None })
}

/// The text of a project.
struct Source<'a> {
    text: &'a str,
    /// Whether there may be comments in it; nearly nobody asks.
    commented: Option<bool>,
}

impl<'a> Source<'a> {
    fn finish<T: Into<Line<'a>>>(mut self, draft: Draft<'a, T>, domains: &Domains) -> Option<NewProject<'a>> {
        let no = Some(draft.no).filter(|no| (1..=NUMBER_MAX).contains(no)).map(ProjectNo)?;
        Some(NewProject {
            no,
            domain: domains.get(&draft.domain)?,
            title: self.named(draft.title.into())?,
            summary: self.words(draft.summary.into())?,
            targets: draft.targets.into_iter().map(|target| self.target(target)).collect::<Option<_>>()?,
            places: self.list(draft.places)?,
            partners: self.list(draft.partners)?,
            facts: self.list(draft.facts)?,
            // Whoever says how far a project is says it to the judge.
            start: None,
            end: None,
            updates: Vec::new(),
        })
    }

    fn target<T: Into<Line<'a>>>(&mut self, target: DraftTarget<T>) -> Option<NewTarget<'a>> {
        let amount = Amount::new(target.amount)?;
        let figure = match (target.qualifier, target.max) {
            (Qualifier::Exact, None) => Figure::Exact(amount),
            (Qualifier::About, None) => Figure::About(amount),
            (Qualifier::AtLeast, None) => Figure::AtLeast(amount),
            (Qualifier::MoreThan, None) => Figure::MoreThan(amount),
            (Qualifier::Range, Some(max)) => Figure::Range(amount, Amount::new(max).filter(|max| *max >= amount)?),
            _ => return None,
        };
        Some(NewTarget {
            what: self.named(target.what.into())?,
            figure,
            unit: self.words(target.unit.into())?,
            updates: Vec::new(),
        })
    }

    fn list<T: Into<Line<'a>>>(&mut self, lines: Vec<T>) -> Option<Vec<Words<'a>>> {
        lines.into_iter().map(|line| self.named(line.into())).collect()
    }

    /// A text that must say something.
    fn named(&mut self, line: Line<'a>) -> Option<Words<'a>> {
        self.words(line).filter(|words| !words.as_text().is_empty())
    }

    fn words(&mut self, line: Line<'a>) -> Option<Words<'a>> {
        let Line { zh, en, key } = line;
        let sure = key.is_none_or(|key| self.stands_in_brackets(key));
        sure.then(|| Words { zh: harmless(zh), en: harmless(en) })
    }

    /// Whether the fields that begin with `key`, an address in the text, stand in round brackets that have no name: the parser
    /// takes `{zh: "…"}` and `Text(zh: "…")` as well.
    fn stands_in_brackets(&mut self, key: usize) -> bool {
        let text = self.text;
        if *self.commented.get_or_insert_with(|| text.contains("//") || text.contains("/*")) {
            return false;
        }
        let before = key.checked_sub(text.as_ptr().addr()).and_then(|at| text.get(..at)).unwrap_or_default();
        let before = before.trim_end().strip_suffix('(').unwrap_or_default();
        before.trim_end().ends_with([':', ',', '['])
    }
}

/// `text` as the judge makes it harmless.
fn harmless(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => match clean(text) {
            Cow::Borrowed(text) => text.trim().into(),
            Cow::Owned(text) => text.trim().to_owned().into(),
        },
        Cow::Owned(text) => clean(&text).trim().to_owned().into(),
    }
}

/// A text in one language or two, as it is written.
#[derive(Default)]
pub(super) struct Line<'a> {
    zh: Cow<'a, str>,
    en: Cow<'a, str>,
    /// The address of the first of two languages.
    key: Option<usize>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Line<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LineReader)
    }
}

struct LineReader;

#[expect(clippy::serde_api_misuse, reason = "`visit_str` would take a single character in quotes for a text")]
impl<'de> Visitor<'de> for LineReader {
    type Value = Line<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text in one language or two")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Line { zh: text.into(), ..Line::default() })
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Line { zh: text.into(), ..Line::default() })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut zh, mut en, mut first) = (None, None, None);
        while let Some(Key { is_zh, address }) = map.next_key()? {
            first.get_or_insert(address);
            let Said(text) = map.next_value()?;
            if (if is_zh { &mut zh } else { &mut en }).replace(text).is_some() {
                return Err(A::Error::custom("twice"));
            }
        }
        Ok(Line { zh: zh.unwrap_or_default(), en: en.unwrap_or_default(), key: first.or(Some(0)) })
    }
}

/// A text in one language.
#[derive(Default, Deserialize)]
#[serde(transparent)]
struct Said<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> From<Said<'a>> for Line<'a> {
    fn from(Said(zh): Said<'a>) -> Self {
        Self { zh, ..Self::default() }
    }
}

/// The name of a language, and where it stands.
struct Key {
    is_zh: bool,
    address: usize,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyReader;
        impl Visitor<'_> for KeyReader {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("zh or en")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
                let is_zh = name == "zh";
                let known = is_zh || name == "en";
                known.then(|| Key { is_zh, address: name.as_ptr().addr() }).ok_or_else(|| E::custom("unknown"))
            }
        }
        deserializer.deserialize_identifier(KeyReader)
    }
}
