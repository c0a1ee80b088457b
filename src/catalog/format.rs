//! Parsing RON text into a [`Catalog`], with up to 100 errors and not only the first.
//!
//! The `ron` crate stops at its first error and knows nothing of what the values mean. So the
//! reference parser reads the text level by level: the values of a level stay raw slices of the
//! source ([`ron::value::RawValue`]) until they are validated one by one, and the offset of a slice
//! tells where it came from. Only a syntax error ends the parsing.
//!
//! `assets/projects.ron` is the reference of the format.

use std::collections::HashMap;

use ron::Options;
use ron::extensions::Extensions;

use super::Day;
use super::error::{Expected, FileError, FileErrorKind, LineCol};
use super::model::DomainIx;
use super::programmes::{Catalog, NewDomain, ProgrammeHeader};
use super::store::NewProject;
use super::unknown_fields::{UnknownFields, UnknownPolicy};
use crate::executor::{Executor, Sequential};

mod extended;
mod fast;
mod fields;
mod newer_format;
mod progress;
mod prologue;
mod split;
mod stream;
mod syntax;
mod validator;

pub use self::fields::Fields;
pub(super) use self::progress::is_percent;
pub(super) use self::stream::StreamParser;
pub use self::validator::Validator;

/// Largest number a project can have: a nation has a million of them.
pub(super) const NUMBER_MAX: u32 = 9_999_999;

/// Parses the text of a catalogue file; unknown content in a target or an update is an error.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text.
pub fn parse(text: &str) -> Result<Catalog, Vec<FileError>> {
    parse_with(text, UnknownPolicy::Refuse)
}

/// Like [`parse`], but `on_unknown` decides about targets and updates that are not understood.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text.
pub fn parse_with(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    StreamParser::parse_all(text, &Sequential, on_unknown, None)
        .map_or_else(|| parse_reference(text, on_unknown), Ok)
}

/// Errors in a text, and its unknown content that is not an error.
type ErrorsAndUnknown = Box<(Vec<FileError>, UnknownFields)>;

/// Like [`parse`], but read by `workers`, which must not be cancelled. Along with the errors it
/// returns the unknown content that is not an error.
pub(super) fn judge(text: &str, workers: &impl Executor) -> Result<Catalog, ErrorsAndUnknown> {
    let on_unknown = UnknownPolicy::Refuse;
    StreamParser::parse_all(text, workers, on_unknown, None)
        .map_or_else(|| judge_plainly(text, on_unknown), Ok)
}

/// Parses the text level by level: slowly, and with every error. It defines the meaning of a text;
/// the streaming parser only gets the same result sooner.
///
/// # Errors
/// Returns up to 100 errors, in the order of the text.
pub fn parse_reference(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    judge_plainly(text, on_unknown).map_err(|doubts| doubts.0)
}

fn judge_plainly(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, ErrorsAndUnknown> {
    // Editors on Windows write a byte order mark first, which RON would take for the start of a
    // name.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut judge = Validator::new(text, on_unknown);
    if text.trim().is_empty() {
        judge.errors.push(FileError { position: LineCol::START, kind: FileErrorKind::Empty });
    }
    let catalog = if judge.errors.is_empty() { judge.catalog() } else { None };
    let (problems, unknown) = judge.finish();
    match catalog {
        Some(mut catalog) if problems.is_empty() => {
            catalog.absorb(unknown, 0);
            Ok(catalog)
        }
        _ => Err(Box::new((problems, unknown))),
    }
}

/// Parses the text with the streaming parser in parts of `part` bytes; `None` if the text needs
/// [`parse_reference`]. For tests that compare the two.
#[must_use]
pub fn parse_in_parts(text: &str, part: usize, on_unknown: UnknownPolicy) -> Option<Catalog> {
    StreamParser::parse_all(text, &Sequential, on_unknown, Some(part))
}

/// Parses the header of the programme and its unknown fields from `shell`, a text without projects;
/// `None` if there is an error.
fn parse_prologue(shell: &str) -> Option<(ProgrammeHeader, UnknownFields)> {
    let mut judge = Validator::new(shell, UnknownPolicy::Refuse);
    let fields = judge.root_fields()?;
    let head = judge.header(&fields);
    judge.errors.is_empty().then_some((head, judge.unknown))
}

/// Parses the project in `raw` and its unknown content; `None` if there is an error.
fn parse_project_reference(
    raw: &str,
    domains: &Domains,
    on_unknown: UnknownPolicy,
) -> Option<(NewProject<'static>, UnknownFields)> {
    let mut judge = Validator::new(raw, on_unknown);
    let project = judge.project(raw, domains, &mut HashMap::new());
    project.filter(|_| judge.errors.is_empty()).map(|project| (project, judge.unknown))
}

/// Domains of a programme, with an index by id.
struct Domains {
    list: Vec<NewDomain>,
    by_id: HashMap<String, DomainIx>,
}

impl Domains {
    fn new(list: &[NewDomain]) -> Self {
        // Of two domains with the same id the first counts.
        let places = list
            .iter()
            .enumerate()
            .rev()
            .map(|(at, domain)| (domain.id.clone(), DomainIx(at)))
            .collect();
        Self { list: list.to_vec(), by_id: places }
    }

    fn get(&self, id: &str) -> Option<DomainIx> {
        self.by_id.get(id).copied()
    }
}

fn ron_options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
}

/// True if `text` is a calendar day written `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    Day::parse(text).is_some()
}
