//! Parsing RON text into a [`Catalog`], with up to 100 errors and the number of the others.
//!
//! The `ron` crate stops at its first error and knows nothing of what the values mean. So the
//! reference parser reads the text level by level: the values of a level stay raw slices of the
//! source ([`ron::value::RawValue`]) until they are validated one by one, and the offset of a slice
//! tells where it came from. Only a syntax error ends the parsing.
//!
//! `assets/projects.ron` is the reference of the format.

use super::stream::StreamParser;
use super::validator::Validator;
use crate::diagnostics::{FileError, FileErrorKind, LineCol};
use crate::executor::{Executor, Sequential};
use crate::model::{Catalog, UnknownFields, UnknownPolicy};

/// Parses the text of a data file; unknown content in a target or an update is an error.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text, and the number of the others.
pub fn parse(text: &str) -> Result<Catalog, Vec<FileError>> {
    parse_with(text, UnknownPolicy::Refuse)
}

/// Like [`parse`], but `on_unknown` decides about targets and updates that are not understood.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text, and the number of the others.
pub fn parse_with(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    StreamParser::parse_all(text, &Sequential, on_unknown, None)
        .map_or_else(|| parse_reference(text, on_unknown), Ok)
}

/// The errors in a text, and its unknown content that is not an error.
type ErrorsAndUnknown = Box<(Vec<FileError>, UnknownFields)>;

/// Like [`parse`], but in parallel on `executor`, which must not be cancelled. Along with the
/// errors it returns the unknown content that is not an error.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text, and the number of the others.
pub(crate) fn parse_on(text: &str, executor: &impl Executor) -> Result<Catalog, ErrorsAndUnknown> {
    let on_unknown = UnknownPolicy::Refuse;
    StreamParser::parse_all(text, executor, on_unknown, None)
        .map_or_else(|| validate(text, on_unknown), Ok)
}

/// Parses the text level by level: slowly, and with every error. It defines the meaning of a text;
/// the streaming parser only gets the same result sooner.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text, and the number of the others.
pub fn parse_reference(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    validate(text, on_unknown).map_err(|errors_and_unknown| errors_and_unknown.0)
}

/// Parses the text with the validator.
fn validate(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, ErrorsAndUnknown> {
    // Editors on Windows write a byte order mark first, which RON would take for the start of a
    // name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut validator = Validator::new(text, on_unknown);
    if text.trim().is_empty() {
        validator.errors.push(FileError { position: LineCol::START, kind: FileErrorKind::Empty });
    }
    let catalog = if validator.errors.is_empty() { validator.catalog() } else { None };
    let (errors, unknown) = validator.finish();
    match catalog {
        Some(mut catalog) if errors.is_empty() => {
            catalog.absorb(unknown, 0);
            Ok(catalog)
        }
        _ => Err(Box::new((errors, unknown))),
    }
}

/// Parses the text with the streaming parser in parts of `part_size` bytes; `None` if the text
/// needs [`parse_reference`]. For tests that compare the two.
#[must_use]
pub fn parse_in_parts(text: &str, part_size: usize, on_unknown: UnknownPolicy) -> Option<Catalog> {
    StreamParser::parse_all(text, &Sequential, on_unknown, Some(part_size))
}
