//! Parses the text before the first project of a data file.

use std::fmt;

use ron::Deserializer;
use serde::de::{self, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::validator::Validator;
use super::values::ron_options;
use crate::model::{ProgrammeHeader, UnknownFields, UnknownPolicy};

/// Returns the byte offset of the first project in `text`, which may be cut off anywhere; `None` if
/// it cannot be found this way.
pub(crate) fn first_project(text: &str) -> Option<usize> {
    let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
    // An attribute such as `#![enable(…)]` changes how the rest is parsed.
    if deserializer.extensions() != ron_options().default_extensions {
        return None;
    }
    let mut is_reached = false;
    let _ = de::Deserializer::deserialize_struct(
        &mut deserializer,
        "",
        &[],
        FirstProjectVisitor(&mut is_reached),
    );
    let first = text.len() - deserializer.remainder().len();
    is_reached.then_some(first)
}

/// Parses the header of the programme and its unknown fields from `text`, a file without projects;
/// `None` if there is an error.
pub(crate) fn parse_header(text: &str) -> Option<(ProgrammeHeader, UnknownFields)> {
    let mut validator = Validator::new(text, UnknownPolicy::Refuse);
    let fields = validator.root_fields()?;
    let header = validator.header(&fields);
    validator.errors.is_empty().then_some((header, validator.unknown))
}

/// Skips to the list of projects, then sets the flag and stops before its first item.
struct FirstProjectVisitor<'a>(&'a mut bool);

impl<'de> Visitor<'de> for FirstProjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of projects")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<&str>()? {
            if name == "projects" {
                return map.next_value_seed(self);
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        list.next_element_seed(StopSeed(self.0)).map(drop)
    }
}

impl<'de> DeserializeSeed<'de> for FirstProjectVisitor<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

/// Sets the flag instead of deserializing an item, and stops.
struct StopSeed<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for StopSeed<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        *self.0 = true;
        Err(D::Error::custom("first project reached"))
    }
}
