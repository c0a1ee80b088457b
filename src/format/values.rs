//! Single values of the format: how they are parsed, and which of them are valid.

use ron::Options;
use ron::extensions::Extensions;
use ron::value::RawValue;
use serde::Deserialize;

use crate::model::Day;

/// Largest number a project can have: a nation has a million of them.
pub(crate) const NUMBER_MAX: u32 = 9_999_999;

/// Returns the options of the RON parser.
pub(crate) fn ron_options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Parses `raw` as one RON value.
pub(crate) fn from_ron<'a, T: Deserialize<'a>>(raw: &'a str) -> ron::error::SpannedResult<T> {
    ron_options().from_str(raw)
}

/// Returns `raw` without the white space and comments around it.
pub(crate) fn trimmed(raw: &str) -> &str {
    RawValue::from_ron(raw).map_or(raw, |value| value.trim().get_ron())
}

/// Returns true if `id` is made of lower-case letters, digits, `-` and `_`.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
}

/// Returns true if `text` is a calendar day written `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    Day::parse(text).is_some()
}
