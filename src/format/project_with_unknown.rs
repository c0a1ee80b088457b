//! Parses a project with unknown fields in one pass.

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{self, DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};

use super::fast_project::{BilingualText, FIELDS, FastProject};
use super::fields::FieldName;
use super::validate_programme::PROJECT_FIELDS;
use crate::diagnostics::one_letter_off;

/// A project and the names of its unknown fields.
pub(crate) struct ProjectWithUnknown<'a> {
    pub(crate) project: FastProject<'a, BilingualText<'a>>,
    pub(crate) unknown: Vec<FieldName>,
}

impl<'de: 'a, 'a> Deserialize<'de> for ProjectWithUnknown<'a> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("", &[], ProjectVisitor)
    }
}

struct ProjectVisitor;

impl<'de> Visitor<'de> for ProjectVisitor {
    type Value = ProjectWithUnknown<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a project")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let mut unknown = Vec::new();
        let known = KnownOnly { map, unknown: &mut unknown };
        let project = FastProject::deserialize(MapAccessDeserializer::new(known))?;
        Ok(ProjectWithUnknown { project, unknown })
    }
}

/// Passes on the known fields of a map and collects the names of the unknown ones.
struct KnownOnly<'a, A> {
    map: A,
    unknown: &'a mut Vec<FieldName>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for KnownOnly<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(name) = self.map.next_key::<FieldName>()? {
            let text = name.text.as_str();
            if FIELDS.contains(&text) {
                return seed.deserialize(StrDeserializer::new(text)).map(Some);
            }
            if PROJECT_FIELDS.contains(&text) || one_letter_off(text, PROJECT_FIELDS).is_some() {
                return Err(A::Error::custom("left to the validator"));
            }
            self.map.next_value::<IgnoredAny>()?;
            self.unknown.push(name);
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
