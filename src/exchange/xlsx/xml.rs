//! Helpers to read the XML of a workbook as calamine reads it.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::BytesStart;

/// Creates a reader that takes the same XML for valid as calamine does. It gives an empty element
/// as a start and an end.
pub(in crate::exchange) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut xml = Reader::from_reader(part);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    xml
}

/// Returns the raw value of an attribute, whose namespace does not matter.
pub(in crate::exchange) fn attribute<'a>(tag: &'a BytesStart, name: &str) -> Option<Cow<'a, str>> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    attributes.find(|other| other.key.local_name().as_ref() == name).map(|other| other.value)
}

/// Returns true if the attribute is there and has a value that means yes.
pub(in crate::exchange) fn flag(tag: &BytesStart, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| is_true(&value))
}

/// Returns true if a boolean value means yes.
pub(in crate::exchange) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Returns true if the attribute is there and is the number 0.
pub(in crate::exchange) fn is_zero(tag: &BytesStart, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| is_zero_number(&value))
}

/// Returns true if the value is a number that is 0.
pub(in crate::exchange) fn is_zero_number(value: &str) -> bool {
    value.parse::<f64>() == Ok(0.0)
}
