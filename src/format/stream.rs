//! Parses a data file while its text is still being read.

use std::sync::Arc;

use super::domains::Domains;
use super::prologue;
use super::split::Splitter;
use crate::executor::Executor;
use crate::model::{Catalog, ProjectBatch, UnknownPolicy};

/// Closes the text before the first project, so that it parses as a file of its own.
const CLOSING: &str = "])";

/// Builds a catalog from a text that arrives in pieces. It gives up at anything unclear; the
/// caller then parses the whole text with the validator.
pub(crate) struct StreamParser {
    /// The text before the first project.
    prologue: String,
    catalog: Catalog,
    /// Parsed batches that are appended to the catalog while the next piece is parsed.
    pending: Vec<ProjectBatch>,
    splitter: Splitter,
    /// Byte offset up to which the text has been parsed.
    offset: usize,
}

impl StreamParser {
    /// Starts with a `text` that contains at least the beginning of a project. Returns the parser
    /// and the number of bytes consumed; `None` if the text before the first project is not
    /// certain.
    pub(crate) fn start(text: &str, on_unknown: UnknownPolicy) -> Option<(Self, usize)> {
        let first = prologue::first_project(text)?;
        let before = text.get(..first)?;
        let (header, unknown) = prologue::parse_header(&[before, CLOSING].concat())?;
        let splitter = Splitter::new(before, Domains::new(&header.domains), on_unknown);
        let mut catalog = Catalog::new(header);
        catalog.absorb(unknown, 0);
        let prologue = before.to_owned();
        let parser = Self { prologue, catalog, pending: Vec::new(), splitter, offset: first };
        Some((parser, first))
    }

    /// Parses the complete projects at the start of `bytes`. Returns the number of bytes consumed,
    /// and true if the list of projects ends there; `None` if `executor` was cancelled.
    pub(crate) fn feed(&mut self, bytes: &[u8], executor: &impl Executor) -> Option<(usize, bool)> {
        let (catalog, splitter) = (&mut self.catalog, &mut self.splitter);
        let pending = std::mem::take(&mut self.pending);
        let append_pending = || catalog.extend(pending);
        let ((), parsed) = executor.join(append_pending, || splitter.parse(bytes, executor));
        let parsed = parsed?;
        self.pending = parsed.batches;
        self.pending.iter_mut().for_each(|batch| batch.unknown.shift(self.offset));
        self.offset += parsed.length;
        Some((parsed.length, parsed.ended))
    }

    /// Appends the pending batches to the catalog.
    fn flush(&mut self) {
        self.catalog.extend(std::mem::take(&mut self.pending));
    }

    /// Returns the number of projects parsed so far.
    pub(crate) fn len(&self) -> usize {
        self.catalog.len() + self.pending.iter().map(ProjectBatch::len).sum::<usize>()
    }

    /// Returns a catalog of the projects parsed so far.
    pub(crate) fn partial_catalog(&mut self) -> Arc<Catalog> {
        self.flush();
        self.catalog.sort();
        Arc::new(self.catalog.clone())
    }

    /// Finishes the catalog; `after` is the text from the bracket after the last project to the
    /// end. Returns `None` if `after` has an error, there is no project, or a number is repeated.
    pub(crate) fn finish(mut self, after: &str) -> Option<Catalog> {
        self.flush();
        if !is_epilogue(after) {
            let (header, mut unknown) = prologue::parse_header(&[&self.prologue, after].concat())?;
            self.catalog.set_header(header);
            // Unknown fields before the projects have been recorded at the start.
            unknown.forget_before(self.prologue.len());
            self.catalog.absorb(unknown, self.offset - self.prologue.len());
        }
        self.catalog.sort();
        (!self.catalog.is_empty() && !self.catalog.has_duplicate_no()).then_some(self.catalog)
    }

    /// Parses a whole text, in parts of `part_size` bytes if given. Returns `None` if the validator
    /// must parse it instead.
    pub(crate) fn parse_all(
        text: &str,
        executor: &impl Executor,
        on_unknown: UnknownPolicy,
        part_size: Option<usize>,
    ) -> Option<Catalog> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut parser, mut at) = Self::start(text, on_unknown)?;
        if let Some(part_size) = part_size {
            parser.splitter = parser.splitter.with_part_size(part_size);
        }
        loop {
            let (length, ended) = parser.feed(text.as_bytes().get(at..)?, executor)?;
            at += length;
            if ended {
                let mut catalog = parser.finish(text.get(at..)?)?;
                catalog.locate(|locator| {
                    locator.feed(text.as_bytes());
                });
                return Some(catalog);
            }
            if length == 0 {
                return None;
            }
        }
    }
}

/// Returns true if `after`, the text after the last project, only closes the file.
fn is_epilogue(after: &str) -> bool {
    let rest = after.strip_prefix(']').map(str::trim_start);
    let rest =
        rest.and_then(|rest| rest.strip_prefix(',').unwrap_or(rest).trim_start().strip_prefix(')'));
    rest.is_some_and(|rest| rest.trim_ascii().is_empty())
}
