//! Parses a catalogue file while its text is still being read.

use std::sync::Arc;

use super::split::Splitter;
use super::{Domains, prologue};
use crate::catalog::Catalog;
use crate::catalog::programmes::ProjectBatch;
use crate::catalog::unknown_fields::UnknownPolicy;
use crate::executor::Executor;

/// Closes the text before the first project, so that it parses as a file of its own.
const CLOSING: &str = "])";

/// Builds a catalogue from a text that arrives in pieces. It gives up at the first doubt; the
/// caller then parses the whole text with the validator.
pub(crate) struct StreamParser {
    /// The text before the first project.
    prologue: String,
    catalog: Catalog,
    /// Parsed batches that are appended to the catalogue while the next piece is parsed.
    pending: Vec<ProjectBatch>,
    splitter: Splitter,
    /// Number of bytes parsed so far.
    at: usize,
}

impl StreamParser {
    /// Starts with a `text` that contains at least the beginning of a project. Returns the parser
    /// and the number of bytes consumed; `None` if there is any doubt about the text before the
    /// first project.
    pub(crate) fn start(text: &str, on_unknown: UnknownPolicy) -> Option<(Self, usize)> {
        let first = prologue::first_project(text)?;
        let before = text.get(..first)?;
        let (head, unknown) = super::parse_prologue(&[before, CLOSING].concat())?;
        let splitter = Splitter::new(before, Domains::new(&head.domains), on_unknown);
        let mut catalog = Catalog::new(head);
        catalog.absorb(unknown, 0);
        Some((
            Self { prologue: before.to_owned(), catalog, pending: Vec::new(), splitter, at: first },
            first,
        ))
    }

    /// Parses the complete projects at the start of `bytes`. Returns the number of bytes consumed,
    /// and true if the list of projects ends there; `None` if `workers` was cancelled.
    pub(crate) fn feed(&mut self, bytes: &[u8], workers: &impl Executor) -> Option<(usize, bool)> {
        let (catalog, splitter) = (&mut self.catalog, &mut self.splitter);
        let earlier = std::mem::take(&mut self.pending);
        let settle = || catalog.extend(earlier);
        let ((), taken) = workers.join(settle, || splitter.parse(bytes, workers));
        let taken = taken?;
        self.pending = taken.batches;
        self.pending.iter_mut().for_each(|batch| batch.unknown.shift(self.at));
        self.at += taken.length;
        Some((taken.length, taken.ended))
    }

    /// Appends the pending batches to the catalogue.
    fn flush(&mut self) {
        self.catalog.extend(std::mem::take(&mut self.pending));
    }

    /// Returns the number of projects parsed so far.
    pub(crate) fn len(&self) -> usize {
        self.catalog.len() + self.pending.iter().map(ProjectBatch::len).sum::<usize>()
    }

    /// Returns a catalogue of the projects parsed so far.
    pub(crate) fn partial_catalog(&mut self) -> Arc<Catalog> {
        self.flush();
        self.catalog.sort();
        Arc::new(self.catalog.clone())
    }

    /// Finishes the catalogue; `after` is the text from the bracket behind the last project to the
    /// end. Returns `None` if `after` has an error, there is no project, or a number is repeated.
    pub(crate) fn finish(mut self, after: &str) -> Option<Catalog> {
        self.flush();
        if !is_epilogue(after) {
            let (head, mut unknown) = super::parse_prologue(&[&self.prologue, after].concat())?;
            self.catalog.set_header(head);
            // Unknown fields before the projects have been recorded at the start.
            unknown.forget_before(self.prologue.len());
            self.catalog.absorb(unknown, self.at - self.prologue.len());
        }
        self.catalog.sort();
        (!self.catalog.is_empty() && !self.catalog.has_duplicate_no()).then_some(self.catalog)
    }

    /// Parses a whole text, in parts of `part` bytes if given. Returns `None` if the validator must
    /// parse it instead.
    pub(super) fn parse_all(
        text: &str,
        workers: &impl Executor,
        on_unknown: UnknownPolicy,
        part: Option<usize>,
    ) -> Option<Catalog> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut intake, mut at) = Self::start(text, on_unknown)?;
        if let Some(part) = part {
            intake.splitter = intake.splitter.with_part_size(part);
        }
        loop {
            let (length, ended) = intake.feed(text.as_bytes().get(at..)?, workers)?;
            at += length;
            if ended {
                let mut catalog = intake.finish(text.get(at..)?)?;
                catalog.locate(|locator| {
                    locator.pass(text.as_bytes());
                });
                return Some(catalog);
            }
            if length == 0 {
                return None;
            }
        }
    }
}

/// Returns true if `after`, the text behind the last project, only closes the file.
fn is_epilogue(after: &str) -> bool {
    let rest = after.strip_prefix(']').map(str::trim_start);
    let rest =
        rest.and_then(|rest| rest.strip_prefix(',').unwrap_or(rest).trim_start().strip_prefix(')'));
    rest.is_some_and(|rest| rest.trim_ascii().is_empty())
}
