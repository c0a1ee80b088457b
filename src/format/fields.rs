//! Deserializes the fields between round brackets regardless of their names, so that all unknown,
//! missing and repeated ones are found at once; a derived struct would stop at the first.

use std::fmt;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// The fields of a struct: names and raw values, in the order of the text.
pub struct Fields<'a>(Vec<(FieldName, &'a str)>);

impl<'a> Fields<'a> {
    /// Returns the raw value of the first field called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, raw)| raw)
    }

    /// Iterates over the names and raw values in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, raw)| (name.text.as_str(), *raw))
    }

    /// Iterates over the names, each with its memory address in the source text.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(name, _)| (name.text.as_str(), name.address))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("", &[], FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("fields in round brackets")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = map.next_key()? {
            let raw: &'de RawValue = map.next_value()?;
            fields.push((name, raw.get_ron()));
        }
        Ok(Fields(fields))
    }
}

/// The name of a field, and its memory address in the source text.
pub(crate) struct FieldName {
    pub(crate) text: String,
    pub(crate) address: usize,
}

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_name(deserializer, |name| Some(Self::new(name)))
    }
}

impl FieldName {
    /// Copies a name from the source text.
    pub(crate) fn new(name: &str) -> Self {
        Self { text: name.to_owned(), address: name.as_ptr().addr() }
    }
}

/// Deserializes a name with `parse`; fails if that returns `None`.
pub(crate) fn deserialize_name<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    deserializer.deserialize_identifier(NameVisitor(parse))
}

struct NameVisitor<F>(F);

impl<T, F: FnOnce(&str) -> Option<T>> Visitor<'_> for NameVisitor<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        self.0(name).ok_or_else(|| E::custom("unexpected name"))
    }
}
