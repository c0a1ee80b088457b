//! Splits the list of projects into parts that are parsed in parallel.
//!
//! The start of a project is guessed: a line that begins with the indentation of the first project
//! and `(`, after a comma. A guess is right if the projects before it end exactly there. If it is
//! not, everything parsed after it is discarded, so a wrong guess only costs time.

use std::collections::HashMap;
use std::ops::Range;

use ron::Deserializer;
use ron::value::RawValue;
use serde::Deserialize;

use super::domains::Domains;
use super::fast;
use super::fast::{ParsedProject, TextForm};
use super::validator::Validator;
use super::values::ron_options;
use crate::executor::Executor;
use crate::model::{NewProject, ProjectBatch, UnknownFields, UnknownPolicy};
use crate::storage::valid_utf8_prefix;

/// Size of a part in bytes: some hundred projects. Small, so that no thread waits long for the one
/// that has the last part.
const PART_SIZE: usize = 256 << 10;

/// Parses the list of projects piece by piece.
pub(crate) struct Splitter {
    domains: Domains,
    on_unknown: UnknownPolicy,
    /// A line break, and the indentation of the first project.
    indent: Vec<u8>,
    /// True while all guesses have been right.
    guesses_hold: bool,
    /// Size of a part in bytes.
    part_size: usize,
}

/// The projects parsed from a piece of the list.
#[derive(Default)]
pub(crate) struct ParsedProjects {
    pub(crate) batches: Vec<ProjectBatch>,
    /// Number of bytes of the piece that were parsed.
    pub(crate) length: usize,
    /// True if the list ends there, before its closing bracket.
    pub(crate) ended: bool,
}

/// The projects parsed from one part.
struct ParsedPart {
    batch: ProjectBatch,
    /// Number of bytes parsed, with the comma after the last project.
    length: usize,
    /// True if the list ends there, before its closing bracket.
    ended: bool,
}

impl Splitter {
    /// Creates a splitter for the list after `prologue`, the text before the first project.
    pub(crate) fn new(prologue: &str, domains: Domains, on_unknown: UnknownPolicy) -> Self {
        let line = prologue.rfind('\n').map_or("", |at| prologue.get(at..).unwrap_or_default());
        let is_blank = line.chars().all(char::is_whitespace);
        let indent =
            if is_blank && !line.is_empty() { line.as_bytes().to_vec() } else { b"\n".to_vec() };
        Self { domains, on_unknown, indent, guesses_hold: true, part_size: PART_SIZE }
    }

    /// Sets the size of a part in bytes, for tests.
    pub(crate) fn with_part_size(self, part_size: usize) -> Self {
        Self { part_size: part_size.max(1), ..self }
    }

    /// Parses the complete projects at the start of `bytes`. Returns `None` if `executor` was
    /// cancelled.
    pub(crate) fn parse(
        &mut self,
        bytes: &[u8],
        executor: &impl Executor,
    ) -> Option<ParsedProjects> {
        let parts = if self.guesses_hold {
            self.split(bytes)
        } else {
            std::iter::once(0..bytes.len()).collect()
        };
        let parsed_parts = executor.map(parts.len(), |nth| {
            debug_assert!(parts[nth].end <= bytes.len(), "a part outside the bytes");
            let part = bytes.get(parts[nth].clone()).unwrap_or_default();
            parse_part(valid_utf8_prefix(part), &self.domains, self.on_unknown)
        })?;
        let mut parsed = ParsedProjects::default();
        for (part, ParsedPart { mut batch, length, ended }) in parts.iter().zip(parsed_parts) {
            batch.unknown.shift(part.start);
            parsed.batches.push(batch);
            parsed.length = part.start + length;
            parsed.ended = ended;
            if parsed.length != part.end || ended {
                self.guesses_hold &= part.end == bytes.len() || ended;
                break;
            }
        }
        Some(parsed)
    }

    /// Returns the byte ranges of the parts of `bytes`; the boundaries are guesses.
    fn split(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        while let Some(next) = self.guess_start(bytes, start + self.part_size) {
            parts.push(start..next);
            start = next;
        }
        parts.push(start..bytes.len());
        parts
    }

    /// Returns the guessed byte offset of the first project after byte `from`.
    fn guess_start(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let line = [&self.indent[..], b"("].concat();
        let follows_comma = |at: &usize| {
            bytes.get(..from + at).is_some_and(|before| before.trim_ascii_end().ends_with(b","))
        };
        memchr::memmem::find_iter(rest, &line)
            .find(follows_comma)
            .map(|at| from + at + self.indent.len())
    }
}

/// Parses the projects at the start of `text`.
fn parse_part(text: &str, domains: &Domains, on_unknown: UnknownPolicy) -> ParsedPart {
    let mut batch = ProjectBatch::default();
    let mut at = 0;
    let mut form = TextForm::default();
    while let Some(start) = skip_space(text, at) {
        let rest = text.get(start..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(']') {
            return ParsedPart { batch, length: start, ended: !rest.is_empty() };
        }
        let parsed = if rest.starts_with('(') {
            parse_one(rest, domains, &mut form, on_unknown)
        } else {
            None
        };
        let Some(ParsedProject { project, length, unknown }) = parsed else { break };
        // Only the character after a project shows that the project is complete.
        at = match skip_space(text, start + length) {
            Some(end) if text.as_bytes().get(end) == Some(&b',') => end + 1,
            Some(end) if text.as_bytes().get(end) == Some(&b']') => end,
            _ => break,
        };
        batch.push(&project);
        if let Some(unknown) = unknown {
            batch.unknown.absorb(*unknown, start);
        }
    }
    ParsedPart { batch, length: at, ended: false }
}

/// Parses the project at the start of `text`: fast if it is a usual one, else with the validator.
fn parse_one<'a>(
    text: &'a str,
    domains: &Domains,
    form: &mut TextForm,
    on_unknown: UnknownPolicy,
) -> Option<ParsedProject<'a>> {
    fast::parse_project(text, domains, form).or_else(|| {
        let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
        let raw = <&RawValue>::deserialize(&mut deserializer).ok()?;
        let (project, unknown) = validate_project(raw.get_ron(), domains, on_unknown)?;
        let length = text.len() - deserializer.remainder().len();
        Some(ParsedProject {
            project,
            length,
            unknown: Some(Box::new(unknown)).filter(|unknown| !unknown.is_empty()),
        })
    })
}

/// Parses the project in `raw` and its unknown content with the validator; `None` if there is an
/// error.
fn validate_project(
    raw: &str,
    domains: &Domains,
    on_unknown: UnknownPolicy,
) -> Option<(NewProject<'static>, UnknownFields)> {
    let mut validator = Validator::new(raw, on_unknown);
    let project = validator.project(raw, domains, &mut HashMap::new());
    project.filter(|_| validator.errors.is_empty()).map(|project| (project, validator.unknown))
}

/// Returns the byte offset of the first character from `at` on that is neither white space nor part
/// of a comment; `None` if that is not certain.
fn skip_space(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let token = rest.trim_start_matches([' ', '\n', '\r', '\t']);
    if !token.starts_with(|c: char| c == '/' || !c.is_ascii() || c.is_control()) {
        return Some(text.len() - token.len());
    }
    // Only the parser knows exactly what a comment is. But it would also accept attributes, which
    // are allowed at the start of a file only.
    let after = Deserializer::from_str_with_options(token, &ron_options()).ok()?.remainder();
    let skipped = token.get(..token.len() - after.len())?;
    (!skipped.contains('#')).then_some(text.len() - after.len())
}
