//! Parses the text before the first project of a data file.

use super::ron_text::lexer::tokenize;
use super::ron_text::tree::Group;
use super::validator::Validator;
use crate::model::{ProgrammeHeader, UnknownFields, UnknownPolicy};

/// Returns the byte offset of the first project in `text`, which may be cut off anywhere; `None` if
/// it cannot be found this way. The text before it is not checked.
pub(crate) fn first_project(text: &str) -> Option<usize> {
    // An attribute such as `#![enable(…)]` changes how the rest is parsed.
    let root = tokenize(text).find(|token| !token.is_comment()).filter(|root| root.text == "(")?;
    let list = Group::at(text, root.offset).field("projects")?;
    text.get(list..).filter(|list| list.starts_with('['))?;
    Group::at(text, list).first()
}

/// Parses the header of the programme and its unknown fields from `text`, a file without projects;
/// `None` if there is an error.
pub(crate) fn parse_header(text: &str) -> Option<(ProgrammeHeader, UnknownFields)> {
    let mut validator = Validator::new(text, UnknownPolicy::Refuse);
    let fields = validator.root_fields()?;
    let header = validator.header(&fields);
    validator.errors.is_empty().then_some((header, validator.unknown))
}
