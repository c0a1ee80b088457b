//! RON text to [`Catalog`], with every fault in it and not only the first.
//!
//! The `ron` crate parses; it stops at its first error and knows nothing of what the values mean. So the text is read level by
//! level: a level's values stay raw slices of the source ([`ron::value::RawValue`]) until they are judged one by one, and a
//! slice knows where it came from. Only a fault of syntax ends the reading.
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

/// The largest number a project can have: a nation has a million of them.
pub(super) const NUMBER_MAX: u32 = 9_999_999;

/// The text of a catalogue file as a catalogue.
///
/// # Errors
/// Every problem found, in the order of the text.
pub fn parse(text: &str) -> Result<Catalog, Vec<FileError>> {
    parse_with(text, UnknownPolicy::Refuse)
}

/// The same, for those who can mend a target or report that is not understood, or for those who are to see the rest.
///
/// # Errors
/// Every problem found, in the order of the text.
pub fn parse_with(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    StreamParser::parse_all(text, &Sequential, on_unknown, None).map_or_else(|| parse_reference(text, on_unknown), Ok)
}

/// The problems of a text, and what is unknown in it and no problem.
type ErrorsAndUnknown = Box<(Vec<FileError>, UnknownFields)>;

/// The same, read by `workers` whom nobody tells to stop; beside the problems, what is unknown and no problem.
pub(super) fn judge(text: &str, workers: &impl Executor) -> Result<Catalog, ErrorsAndUnknown> {
    let on_unknown = UnknownPolicy::Refuse;
    StreamParser::parse_all(text, workers, on_unknown, None).map_or_else(|| judge_plainly(text, on_unknown), Ok)
}

/// The same, read level by level: slowly, with every fault. This is what a text means; the other is how to have it soon.
///
/// # Errors
/// Every problem found, in the order of the text.
pub fn parse_reference(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, Vec<FileError>> {
    judge_plainly(text, on_unknown).map_err(|doubts| doubts.0)
}

fn judge_plainly(text: &str, on_unknown: UnknownPolicy) -> Result<Catalog, ErrorsAndUnknown> {
    // Editors on Windows put a byte order mark first, which RON would take for the start of a name.
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

/// The same, read in parts of so many bytes, all of them at once as far as there are `workers`; `None` where it takes the other
/// way to read it. For tests of the one against the other.
#[must_use]
pub fn parse_in_parts(text: &str, part: usize, on_unknown: UnknownPolicy) -> Option<Catalog> {
    StreamParser::parse_all(text, &Sequential, on_unknown, Some(part))
}

/// What `shell`, a text without projects, says of the programme, and what is unknown of that; `None` if anything is wrong with it.
fn parse_prologue(shell: &str) -> Option<(ProgrammeHeader, UnknownFields)> {
    let mut judge = Validator::new(shell, UnknownPolicy::Refuse);
    let fields = judge.root_fields()?;
    let head = judge.header(&fields);
    judge.errors.is_empty().then_some((head, judge.unknown))
}

/// The project that `raw` is, and what is unknown of it; `None` if anything is wrong with it.
fn parse_project_reference(
    raw: &str,
    domains: &Domains,
    on_unknown: UnknownPolicy,
) -> Option<(NewProject<'static>, UnknownFields)> {
    let mut judge = Validator::new(raw, on_unknown);
    let project = judge.project(raw, domains, &mut HashMap::new());
    project.filter(|_| judge.errors.is_empty()).map(|project| (project, judge.unknown))
}

/// The domains of a programme, by their ids.
struct Domains {
    list: Vec<NewDomain>,
    by_id: HashMap<String, DomainIx>,
}

impl Domains {
    fn new(list: &[NewDomain]) -> Self {
        // Of two that are called alike the first counts.
        let places = list.iter().enumerate().rev().map(|(at, domain)| (domain.id.clone(), DomainIx(at))).collect();
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
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b))
}

/// Whether `text` is a day of the calendar, written `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    Day::parse(text).is_some()
}
