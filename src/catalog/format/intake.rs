//! A catalogue that grows while its text comes in.

use std::sync::Arc;

use super::split::Splitter;
use super::{Domains, head};
use crate::catalog::Catalog;
use crate::catalog::register::Batch;
use crate::catalog::unknown::OnUnknown;
use crate::work::Workers;

/// What closes a text that ends before its first project.
const CLOSING: &str = "])";

/// A catalogue that grows while its text comes in. It gives up at the first doubt: whoever has one reads the text as a whole.
pub struct Intake {
    /// The text before the first project.
    before: String,
    catalog: Catalog,
    /// What is read and is taken in while the next piece is.
    batches: Vec<Batch>,
    splitter: Splitter,
    /// So much of the text is taken in.
    at: usize,
}

impl Intake {
    /// Begins with a text that has at least the beginning of a project; that much of it is no longer wanted.
    pub(in crate::catalog) fn begin(text: &str, on_unknown: OnUnknown) -> Option<(Self, usize)> {
        let first = head::first_project(text)?;
        let before = text.get(..first)?;
        let (head, unknown) = super::head(&[before, CLOSING].concat())?;
        let splitter = Splitter::new(before, Domains::new(&head.domains), on_unknown);
        let mut catalog = Catalog::new(head);
        catalog.absorb(unknown, 0);
        Some((Self { before: before.to_owned(), catalog, batches: Vec::new(), splitter, at: first }, first))
    }

    /// Takes in what follows, as far as it is there: how much of it is no longer wanted, and whether that was all projects.
    /// `None` if the workers were told to stop.
    pub(in crate::catalog) fn take(&mut self, bytes: &[u8], workers: &impl Workers) -> Option<(usize, bool)> {
        let (catalog, splitter) = (&mut self.catalog, &mut self.splitter);
        let earlier = std::mem::take(&mut self.batches);
        let settle = || catalog.extend(earlier);
        let ((), taken) = workers.beside(settle, || splitter.take(bytes, workers));
        let taken = taken?;
        self.batches = taken.batches;
        self.batches.iter_mut().for_each(|batch| batch.unknown.shift(self.at));
        self.at += taken.length;
        Some((taken.length, taken.ended))
    }

    /// Takes in what is read.
    fn settle(&mut self) {
        self.catalog.extend(std::mem::take(&mut self.batches));
    }

    /// How many projects came in so far.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.catalog.len() + self.batches.iter().map(Batch::len).sum::<usize>()
    }

    /// All that came in so far.
    pub(in crate::catalog) fn so_far(&mut self) -> Arc<Catalog> {
        self.settle();
        self.catalog.sort();
        Arc::new(self.catalog.clone())
    }

    /// The catalogue, given the text that begins with the bracket behind the last project; `None` if something is wrong.
    pub(in crate::catalog) fn finish(mut self, after: &str) -> Option<Catalog> {
        self.settle();
        if !is_end(after) {
            let (head, mut unknown) = super::head(&[&self.before, after].concat())?;
            self.catalog.set_head(head);
            // What stands before the projects is known already.
            unknown.forget_before(self.before.len());
            self.catalog.absorb(unknown, self.at - self.before.len());
        }
        self.catalog.sort();
        (!self.catalog.is_empty() && !self.catalog.is_ambiguous()).then_some(self.catalog)
    }

    /// The catalogue of a whole text, in parts of so many bytes if that is said; `None` if it takes the other way to read it.
    pub(super) fn whole(text: &str, workers: &impl Workers, on_unknown: OnUnknown, part: Option<usize>) -> Option<Catalog> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut intake, mut at) = Self::begin(text, on_unknown)?;
        if let Some(part) = part {
            intake.splitter = intake.splitter.in_parts(part);
        }
        loop {
            let (length, ended) = intake.take(text.as_bytes().get(at..)?, workers)?;
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
fn is_end(after: &str) -> bool {
    let rest = after.strip_prefix(']').map(str::trim_start);
    let rest = rest.and_then(|rest| rest.strip_prefix(',').unwrap_or(rest).trim_start().strip_prefix(')'));
    rest.is_some_and(|rest| rest.trim_ascii().is_empty())
}
