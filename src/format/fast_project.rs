//! The serde form of a usual project.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Error, IgnoredAny, MapAccess, Visitor};

use super::detail_fields::{CONTACT, INVESTMENT, NOTES};
use super::fast_details::{FastContact, FastInvestment, FastNote};
use super::fast_text::PlainText;
use super::fields::{FieldName, deserialize_name};
use super::validate_programme::PROJECT_FIELDS;
use crate::diagnostics::{ListField, TextField, one_letter_off};
use crate::model::{Day, Qualifier};

/// A project as it is deserialized; `T` is the type of its texts. Fields that it lacks are `None`.
#[derive(Default)]
pub(crate) struct FastProject<'a, T> {
    pub(crate) no: Option<u32>,
    pub(crate) domain: Option<PlainText<'a>>,
    pub(crate) title: Option<T>,
    pub(crate) texts: [Option<T>; TextField::ALL.len()],
    pub(crate) targets: Option<Vec<FastTarget<T>>>,
    pub(crate) lists: [Option<Vec<T>>; ListField::ALL.len()],
    pub(crate) start: Option<FastDay>,
    pub(crate) end: Option<FastDay>,
    pub(crate) updates: Option<Vec<FastUpdate<T>>>,
    pub(crate) contact: Option<FastContact<T>>,
    pub(crate) investment: Option<FastInvestment<'a>>,
    pub(crate) notes: Option<Vec<FastNote<T>>>,
    /// The unknown fields.
    pub(crate) unknown: Vec<FieldName>,
}

impl<'de: 'a, 'a, T: Deserialize<'de> + Default> Deserialize<'de> for FastProject<'a, T> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("", &[], FastProjectVisitor(PhantomData))
    }
}

struct FastProjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for FastProjectVisitor<T> {
    type Value = FastProject<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a project")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut project = FastProject::default();
        while let Some(key) = map.next_key()? {
            match key {
                FieldKey::No => put_next(&mut project.no, &mut map)?,
                FieldKey::Domain => put_next(&mut project.domain, &mut map)?,
                FieldKey::Title => put_next(&mut project.title, &mut map)?,
                FieldKey::Text(field) => put_next(&mut project.texts[field as usize], &mut map)?,
                FieldKey::Targets => put_next(&mut project.targets, &mut map)?,
                FieldKey::List(field) => put_next(&mut project.lists[field as usize], &mut map)?,
                FieldKey::Start => put_next(&mut project.start, &mut map)?,
                FieldKey::End => put_next(&mut project.end, &mut map)?,
                FieldKey::Updates => put_next(&mut project.updates, &mut map)?,
                FieldKey::Contact => put_next(&mut project.contact, &mut map)?,
                FieldKey::Investment => put_next(&mut project.investment, &mut map)?,
                FieldKey::Notes => put_next(&mut project.notes, &mut map)?,
                FieldKey::Unknown(name) => {
                    map.next_value::<IgnoredAny>()?;
                    project.unknown.push(name);
                }
            }
        }
        Ok(project)
    }
}

/// Deserializes the next value of `map` into `slot`, which must be empty.
fn put_next<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    match slot.replace(map.next_value()?) {
        None => Ok(()),
        Some(_) => Err(A::Error::custom("repeated field")),
    }
}

/// The name of a field of a usual project.
enum FieldKey {
    No,
    Domain,
    Title,
    Text(TextField),
    Targets,
    List(ListField),
    Start,
    End,
    Updates,
    Contact,
    Investment,
    Notes,
    /// No field of a project; not a misspelt one either, which is an error.
    Unknown(FieldName),
}

impl<'de> Deserialize<'de> for FieldKey {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_name(deserializer, |name| match name {
            "no" => Some(Self::No),
            "domain" => Some(Self::Domain),
            "title" => Some(Self::Title),
            "targets" => Some(Self::Targets),
            "start" => Some(Self::Start),
            "end" => Some(Self::End),
            "updates" => Some(Self::Updates),
            CONTACT => Some(Self::Contact),
            INVESTMENT => Some(Self::Investment),
            NOTES => Some(Self::Notes),
            _ => {
                let text = TextField::ALL.into_iter().find(|field| field.name() == name);
                let list = || ListField::ALL.into_iter().find(|field| field.name() == name);
                let known = text.map(Self::Text).or_else(|| list().map(Self::List));
                known.or_else(|| unknown_name(name).map(Self::Unknown))
            }
        })
    }
}

/// Returns the name of an unknown field; `None` if the validator must look at the field.
#[cold]
fn unknown_name(name: &str) -> Option<FieldName> {
    let is_known = PROJECT_FIELDS.contains(&name);
    (!is_known && one_letter_off(name, &PROJECT_FIELDS).is_none()).then(|| FieldName::new(name))
}

/// A target as it is deserialized; `T` is the type of its texts.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(crate) struct FastTarget<T> {
    pub(crate) what: T,
    #[serde(default)]
    pub(crate) qualifier: Qualifier,
    pub(crate) amount: f64,
    #[serde(default, deserialize_with = "deserialize_some")]
    pub(crate) max: Option<f64>,
    #[serde(default)]
    pub(crate) unit: T,
    #[serde(default)]
    pub(crate) updates: Vec<FastUpdate<T>>,
}

/// An update of a project or a target as it is deserialized; `T` is the type of its text.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(crate) struct FastUpdate<T> {
    pub(crate) on: FastDay,
    /// Only an update of a project has it.
    #[serde(default, deserialize_with = "deserialize_some")]
    pub(crate) percent: Option<f64>,
    /// Only an update of a target has it.
    #[serde(default, deserialize_with = "deserialize_some")]
    pub(crate) done: Option<f64>,
    #[serde(default)]
    pub(crate) note: T,
}

/// A day of the calendar.
pub(crate) struct FastDay(pub(crate) Day);

impl<'de> Deserialize<'de> for FastDay {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let PlainText(text) = PlainText::deserialize(deserializer)?;
        Day::parse(&text).map(Self).ok_or_else(|| D::Error::custom("no day"))
    }
}

/// Deserializes a number that must be present: as an `Option` it could also be written `None`.
fn deserialize_some<'de, D: de::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    f64::deserialize(deserializer).map(Some)
}
