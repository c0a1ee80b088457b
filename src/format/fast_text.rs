//! The serde form of a text in a usual project.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Error, MapAccess, Visitor};

use super::fields::deserialize_name;

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
pub(crate) struct PlainText<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

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
        deserialize_name(deserializer, |name| {
            let is_zh = name == "zh";
            (is_zh || name == "en").then(|| Self { is_zh, address: name.as_ptr().addr() })
        })
    }
}
