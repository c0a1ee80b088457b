//! Finds the first project in the text of a catalogue file.

use std::fmt;

use ron::Deserializer;
use serde::de::{self, DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::ron_options;

/// Returns the byte offset of the first project in `text`, which may be cut off anywhere; `None` if
/// it cannot be found this way.
pub(super) fn first_project(text: &str) -> Option<usize> {
    let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
    // An attribute such as `#![enable(…)]` changes how the rest is parsed.
    if deserializer.extensions() != ron_options().default_extensions {
        return None;
    }
    let mut reached = false;
    let _ = de::Deserializer::deserialize_struct(
        &mut deserializer,
        "",
        &[],
        FirstProjectVisitor(&mut reached),
    );
    let first = text.len() - deserializer.remainder().len();
    reached.then_some(first)
}

/// Skips to the list of projects, then stops before its first item and sets the flag.
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

struct StopSeed<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for StopSeed<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        *self.0 = true;
        Err(D::Error::custom("far enough"))
    }
}
