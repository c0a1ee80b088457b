//! The list of projects, cut in parts that are read at once.
//!
//! Where a project begins is guessed: on a line of its own, as far in as the first. A guess is good if the projects before it
//! end exactly there, and if it is not, what was read behind it is thrown away: so the guess costs time at worst.

use std::ops::Range;

use ron::Deserializer;
use ron::value::RawValue;
use serde::Deserialize;

use super::fast::{self, ParsedProject, TextForm};
use super::{Domains, parse_project_reference, ron_options};
use crate::catalog::open::valid_utf8_prefix;
use crate::catalog::programmes::ProjectBatch;
use crate::catalog::unknown_fields::UnknownPolicy;
use crate::executor::Executor;

/// So much is read in one go: some hundred projects. Small, so that nobody waits long for whoever has the last part.
const PART_SIZE: usize = 256 << 10;

/// How the list is read.
pub(super) struct Splitter {
    domains: Domains,
    on_unknown: UnknownPolicy,
    /// A line break, and what stands before a project in its line.
    indent: Vec<u8>,
    /// Whether the guesses have been good so far.
    guesses_hold: bool,
    /// How large the parts are.
    part_size: usize,
}

/// What a piece of the list holds.
#[derive(Default)]
pub(super) struct ParsedProjects {
    pub(super) batches: Vec<ProjectBatch>,
    /// How much of the piece that is.
    pub(super) length: usize,
    /// Whether the list ends there, before its bracket.
    pub(super) ended: bool,
}

impl Splitter {
    /// For the list behind `head`, of projects in those domains.
    pub(super) fn new(head: &str, domains: Domains, on_unknown: UnknownPolicy) -> Self {
        let line = head.rfind('\n').map_or("", |at| head.get(at..).unwrap_or_default());
        let blank = line.chars().all(char::is_whitespace);
        let indent = if blank && !line.is_empty() { line.as_bytes().to_vec() } else { b"\n".to_vec() };
        Self { domains, on_unknown, indent, guesses_hold: true, part_size: PART_SIZE }
    }

    /// In parts of another size, for tests.
    pub(super) fn with_part_size(self, part: usize) -> Self {
        Self { part_size: part.max(1), ..self }
    }

    /// Reads the projects that `bytes` begin with, as far as they are there as a whole; `None` if the workers were told to stop.
    pub(super) fn parse(&mut self, bytes: &[u8], workers: &impl Executor) -> Option<ParsedProjects> {
        let parts = if self.guesses_hold { self.split(bytes) } else { std::iter::once(0..bytes.len()).collect() };
        let read = workers.map(parts.len(), |nth| {
            let part = bytes.get(parts[nth].clone()).unwrap_or_default();
            parse_part(valid_utf8_prefix(part), &self.domains, self.on_unknown)
        })?;
        let mut taken = ParsedProjects::default();
        for (part, (mut batch, length, ended)) in parts.iter().zip(read) {
            batch.unknown.shift(part.start);
            taken.batches.push(batch);
            taken.length = part.start + length;
            taken.ended = ended;
            if taken.length != part.end || ended {
                self.guesses_hold &= part.end == bytes.len() || ended;
                break;
            }
        }
        Some(taken)
    }

    /// Where the parts of `bytes` are, as far as one can guess.
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

    /// Where the first project behind `from` seems to begin.
    fn guess_start(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let line = [&self.indent[..], b"("].concat();
        let begins = |at: &usize| bytes.get(..from + at).is_some_and(|before| before.trim_ascii_end().ends_with(b","));
        memchr::memmem::find_iter(rest, &line).find(begins).map(|at| from + at + self.indent.len())
    }
}

/// The projects that `text` begins with, how much of it they are with the commas behind them, and whether the list ends there.
fn parse_part(text: &str, domains: &Domains, on_unknown: UnknownPolicy) -> (ProjectBatch, usize, bool) {
    let mut batch = ProjectBatch::default();
    let mut at = 0;
    let mut spelling = TextForm::default();
    while let Some(start) = skip_space(text, at) {
        let rest = text.get(start..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(']') {
            return (batch, start, !rest.is_empty());
        }
        let read = if rest.starts_with('(') { parse_one(rest, domains, &mut spelling, on_unknown) } else { None };
        let Some(ParsedProject { project, length, unknown }) = read else { break };
        // What stands behind it says that it is there as a whole.
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
    (batch, at, false)
}

/// The project that `text` begins with.
fn parse_one<'a>(
    text: &'a str,
    domains: &Domains,
    spelling: &mut TextForm,
    on_unknown: UnknownPolicy,
) -> Option<ParsedProject<'a>> {
    fast::parse_project(text, domains, spelling).or_else(|| {
        let mut deserializer = Deserializer::from_str_with_options(text, &ron_options()).ok()?;
        let raw = <&RawValue>::deserialize(&mut deserializer).ok()?;
        let (project, unknown) = parse_project_reference(raw.get_ron(), domains, on_unknown)?;
        let length = text.len() - deserializer.remainder().len();
        Some(ParsedProject { project, length, unknown: Some(Box::new(unknown)).filter(|unknown| !unknown.is_empty()) })
    })
}

/// What follows white space and comments; `None` if that is not sure.
fn skip_space(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let solid = rest.trim_start_matches([' ', '\n', '\r', '\t']);
    if !solid.starts_with(|c: char| c == '/' || !c.is_ascii() || c.is_control()) {
        return Some(text.len() - solid.len());
    }
    // The parser itself knows best what a comment is. But it would also take attributes, which begin a file.
    let after = Deserializer::from_str_with_options(solid, &ron_options()).ok()?.remainder();
    let skipped = solid.get(..solid.len() - after.len())?;
    (!skipped.contains('#')).then_some(text.len() - after.len())
}
