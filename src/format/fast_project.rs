//! The serde form of a usual project: all its fields but the progress data.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Error, MapAccess, Visitor};

use crate::model::Qualifier;

/// The fields of a usual project: all but the progress data.
pub(crate) const FIELDS: &[&str] =
    &["no", "domain", "title", "summary", "targets", "places", "partners", "facts"];

/// A project as it is deserialized; `T` is the type of its texts.
#[derive(Deserialize)]
#[serde(rename = "", deny_unknown_fields, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub(crate) struct FastProject<'a, T> {
    pub(crate) no: u32,
    #[serde(borrow)]
    pub(crate) domain: Cow<'a, str>,
    pub(crate) title: T,
    #[serde(default)]
    pub(crate) summary: T,
    #[serde(default = "Vec::new")]
    pub(crate) targets: Vec<FastTarget<T>>,
    #[serde(default)]
    pub(crate) places: Vec<T>,
    #[serde(default)]
    pub(crate) partners: Vec<T>,
    #[serde(default)]
    pub(crate) facts: Vec<T>,
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
}

/// Deserializes a number that must be present: as an `Option` it could also be written `None`.
fn deserialize_some<'de, D: de::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    f64::deserialize(deserializer).map(Some)
}

/// A text in one language or two, as written.
#[derive(Default)]
pub(crate) struct BilingualText<'a> {
    pub(crate) zh: Cow<'a, str>,
    pub(crate) en: Cow<'a, str>,
    /// Memory address of the first language key if the text is in brackets; 0 if those are empty.
    pub(crate) key_address: Option<usize>,
}

impl<'de: 'a, 'a> Deserialize<'de> for BilingualText<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(BilingualTextVisitor)
    }
}

struct BilingualTextVisitor;

#[expect(
    clippy::serde_api_misuse,
    reason = "`visit_str` would also accept a character literal as a text"
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
        let (mut zh, mut en, mut key_address) = (None, None, None);
        while let Some(LangKey { is_zh, address }) = map.next_key()? {
            key_address.get_or_insert(address);
            let PlainText(text) = map.next_value()?;
            if (if is_zh { &mut zh } else { &mut en }).replace(text).is_some() {
                return Err(A::Error::custom("repeated language"));
            }
        }
        Ok(BilingualText {
            zh: zh.unwrap_or_default(),
            en: en.unwrap_or_default(),
            key_address: key_address.or(Some(0)),
        })
    }
}

/// A text in one language.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct PlainText<'a>(#[serde(borrow)] Cow<'a, str>);

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
                let is_known = is_zh || name == "en";
                is_known
                    .then(|| LangKey { is_zh, address: name.as_ptr().addr() })
                    .ok_or_else(|| E::custom("unknown language"))
            }
        }
        deserializer.deserialize_identifier(LangKeyVisitor)
    }
}
