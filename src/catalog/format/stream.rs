//! A catalogue that grows while its text comes in.

use std::sync::Arc;

use super::split::Splitter;
use super::{Domains, prologue};
use crate::catalog::Catalog;
use crate::catalog::programmes::ProjectBatch;
use crate::catalog::unknown_fields::UnknownPolicy;
use crate::executor::Executor;

/// What closes a text that ends before its first project.
const CLOSING: &str = "])";

/// A catalogue that grows while its text comes in. It gives up at the first doubt: whoever has one reads the text as a whole.
pub struct StreamParser {
    /// The text before the first project.
    prologue: String,
    catalog: Catalog,
    /// What is read and is taken in while the next piece is.
    pending: Vec<ProjectBatch>,
    splitter: Splitter,
    /// So much of the text is taken in.
    at: usize,
}

impl StreamParser {
    /// Begins with a text that has at least the beginning of a project; that much of it is no longer wanted.
    pub(in crate::catalog) fn start(text: &str, on_unknown: UnknownPolicy) -> Option<(Self, usize)> {
        let first = prologue::first_project(text)?;
        let before = text.get(..first)?;
        let (head, unknown) = super::parse_prologue(&[before, CLOSING].concat())?;
        let splitter = Splitter::new(before, Domains::new(&head.domains), on_unknown);
        let mut catalog = Catalog::new(head);
        catalog.absorb(unknown, 0);
        Some((Self { prologue: before.to_owned(), catalog, pending: Vec::new(), splitter, at: first }, first))
    }

    /// Takes in what follows, as far as it is there: how much of it is no longer wanted, and whether that was all projects.
    /// `None` if the workers were told to stop.
    pub(in crate::catalog) fn feed(&mut self, bytes: &[u8], workers: &impl Executor) -> Option<(usize, bool)> {
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

    /// Takes in what is read.
    fn flush(&mut self) {
        self.catalog.extend(std::mem::take(&mut self.pending));
    }

    /// How many projects came in so far.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.catalog.len() + self.pending.iter().map(ProjectBatch::len).sum::<usize>()
    }

    /// All that came in so far.
    pub(in crate::catalog) fn partial_catalog(&mut self) -> Arc<Catalog> {
        self.flush();
        self.catalog.sort();
        Arc::new(self.catalog.clone())
    }

    /// The catalogue, given the text that begins with the bracket behind the last project; `None` if something is wrong.
    pub(in crate::catalog) fn finish(mut self, after: &str) -> Option<Catalog> {
        self.flush();
        if !is_epilogue(after) {
            let (head, mut unknown) = super::parse_prologue(&[&self.prologue, after].concat())?;
            self.catalog.set_header(head);
            // What stands before the projects is known already.
            unknown.forget_before(self.prologue.len());
            self.catalog.absorb(unknown, self.at - self.prologue.len());
        }
        self.catalog.sort();
        (!self.catalog.is_empty() && !self.catalog.has_duplicate_no()).then_some(self.catalog)
    }

    /// The catalogue of a whole text, in parts of so many bytes if that is said; `None` if it takes the other way to read it.
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

/// Whether a text that begins behind the last project says nothing more.
fn is_epilogue(after: &str) -> bool {
    let rest = after.strip_prefix(']').map(str::trim_start);
    let rest = rest.and_then(|rest| rest.strip_prefix(',').unwrap_or(rest).trim_start().strip_prefix(')'));
    rest.is_some_and(|rest| rest.trim_ascii().is_empty())
}
