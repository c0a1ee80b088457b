//! The list of projects, cut in parts that are read at once.
//!
//! Where a project begins is guessed: on a line of its own, as far in as the first. A guess is good if the projects before it
//! end exactly there, and if it is not, what was read behind it is thrown away: so the guess costs time at worst.

use std::ops::Range;

use ron::Deserializer;
use ron::value::RawValue;
use serde::Deserialize;

use super::draft::{self, Drafted, Spelling};
use super::{Domains, options, unusual};
use crate::catalog::file::valid_part;
use crate::catalog::register::Batch;
use crate::catalog::unknown::OnUnknown;
use crate::work::Workers;

/// So much is read in one go: some hundred projects. Small, so that nobody waits long for whoever has the last part.
const PART: usize = 256 << 10;

/// How the list is read.
pub(super) struct Splitter {
    domains: Domains,
    on_unknown: OnUnknown,
    /// A line break, and what stands before a project in its line.
    indent: Vec<u8>,
    /// Whether the guesses have been good so far.
    lucky: bool,
    /// How large the parts are.
    part: usize,
}

/// What a piece of the list holds.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) batches: Vec<Batch>,
    /// How much of the piece that is.
    pub(super) length: usize,
    /// Whether the list ends there, before its bracket.
    pub(super) ended: bool,
}

impl Splitter {
    /// For the list behind `head`, of projects in those domains.
    pub(super) fn new(head: &str, domains: Domains, on_unknown: OnUnknown) -> Self {
        let line = head.rfind('\n').map_or("", |at| head.get(at..).unwrap_or_default());
        let blank = line.chars().all(char::is_whitespace);
        let indent = if blank && !line.is_empty() { line.as_bytes().to_vec() } else { b"\n".to_vec() };
        Self { domains, on_unknown, indent, lucky: true, part: PART }
    }

    /// In parts of another size, for tests.
    pub(super) fn in_parts(self, part: usize) -> Self {
        Self { part: part.max(1), ..self }
    }

    /// Reads the projects that `bytes` begin with, as far as they are there as a whole; `None` if the workers were told to stop.
    pub(super) fn take(&mut self, bytes: &[u8], workers: &impl Workers) -> Option<Taken> {
        let parts = if self.lucky { self.parts(bytes) } else { std::iter::once(0..bytes.len()).collect() };
        let read = workers.map(parts.len(), |nth| {
            let part = bytes.get(parts[nth].clone()).unwrap_or_default();
            read(valid_part(part), &self.domains, self.on_unknown)
        })?;
        let mut taken = Taken::default();
        for (part, (mut batch, length, ended)) in parts.iter().zip(read) {
            batch.unknown.shift(part.start);
            taken.batches.push(batch);
            taken.length = part.start + length;
            taken.ended = ended;
            if taken.length != part.end || ended {
                self.lucky &= part.end == bytes.len() || ended;
                break;
            }
        }
        Some(taken)
    }

    /// Where the parts of `bytes` are, as far as one can guess.
    fn parts(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = 0;
        while let Some(next) = self.guess(bytes, start + self.part) {
            parts.push(start..next);
            start = next;
        }
        parts.push(start..bytes.len());
        parts
    }

    /// Where the first project behind `from` seems to begin.
    fn guess(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..)?;
        let line = [&self.indent[..], b"("].concat();
        let begins = |at: &usize| bytes.get(..from + at).is_some_and(|before| before.trim_ascii_end().ends_with(b","));
        memchr::memmem::find_iter(rest, &line).find(begins).map(|at| from + at + self.indent.len())
    }
}

/// The projects that `text` begins with, how much of it they are with the commas behind them, and whether the list ends there.
fn read(text: &str, domains: &Domains, on_unknown: OnUnknown) -> (Batch, usize, bool) {
    let mut batch = Batch::default();
    let mut at = 0;
    let mut spelling = Spelling::default();
    while let Some(start) = past_space(text, at) {
        let rest = text.get(start..).unwrap_or_default();
        if rest.is_empty() || rest.starts_with(']') {
            return (batch, start, !rest.is_empty());
        }
        let read = if rest.starts_with('(') { one(rest, domains, &mut spelling, on_unknown) } else { None };
        let Some(Drafted { project, length, unknown }) = read else { break };
        // What stands behind it says that it is there as a whole.
        at = match past_space(text, start + length) {
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
fn one<'a>(text: &'a str, domains: &Domains, spelling: &mut Spelling, on_unknown: OnUnknown) -> Option<Drafted<'a>> {
    draft::project(text, domains, spelling).or_else(|| {
        let mut deserializer = Deserializer::from_str_with_options(text, &options()).ok()?;
        let raw = <&RawValue>::deserialize(&mut deserializer).ok()?;
        let (project, unknown) = unusual(raw.get_ron(), domains, on_unknown)?;
        let length = text.len() - deserializer.remainder().len();
        Some(Drafted { project, length, unknown: Some(Box::new(unknown)).filter(|unknown| !unknown.is_empty()) })
    })
}

/// What follows white space and comments; `None` if that is not sure.
fn past_space(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let solid = rest.trim_start_matches([' ', '\n', '\r', '\t']);
    if !solid.starts_with(|c: char| c == '/' || !c.is_ascii() || c.is_control()) {
        return Some(text.len() - solid.len());
    }
    // The parser itself knows best what a comment is. But it would also take attributes, which begin a file.
    let after = Deserializer::from_str_with_options(solid, &options()).ok()?.remainder();
    let skipped = solid.get(..solid.len() - after.len())?;
    (!skipped.contains('#')).then_some(text.len() - after.len())
}
