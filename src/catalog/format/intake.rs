//! A catalogue that grows while its text comes in.

use std::sync::Arc;

use super::split::Splitter;
use super::{Domains, head};
use crate::catalog::Catalog;
use crate::work::Workers;

/// What closes a text that ends before its first project.
const CLOSING: &str = "])";

/// A catalogue that grows while its text comes in. It gives up at the first doubt: whoever has one reads the text as a whole.
pub struct Intake {
    /// The text before the first project.
    before: String,
    catalog: Catalog,
    splitter: Splitter,
}

impl Intake {
    /// Begins with a text that has at least the beginning of a project; that much of it is no longer wanted.
    pub(in crate::catalog) fn begin(text: &str) -> Option<(Self, usize)> {
        let first = head::first_project(text)?;
        let before = text.get(..first)?;
        let head = super::head(&[before, CLOSING].concat())?;
        let splitter = Splitter::new(before, Domains::new(&head.domains));
        Some((Self { before: before.to_owned(), catalog: Catalog::new(head), splitter }, first))
    }

    /// Takes in what follows, as far as it is there: how much of it is no longer wanted, and whether that was all projects.
    /// `None` if the workers were told to stop.
    pub(in crate::catalog) fn take(&mut self, bytes: &[u8], workers: &impl Workers) -> Option<(usize, bool)> {
        let taken = self.splitter.take(bytes, workers)?;
        taken.batches.iter().for_each(|batch| self.catalog.append(batch));
        Some((taken.length, taken.ended))
    }

    /// How many projects came in so far.
    pub(in crate::catalog) fn len(&self) -> usize {
        self.catalog.len()
    }

    /// All that came in so far.
    pub(in crate::catalog) fn so_far(&mut self) -> Arc<Catalog> {
        self.catalog.sort();
        Arc::new(self.catalog.clone())
    }

    /// The catalogue, given the text that begins with the bracket behind the last project; `None` if something is wrong.
    pub(in crate::catalog) fn finish(mut self, after: &str) -> Option<Catalog> {
        let head = super::head(&[&self.before, after].concat())?;
        self.catalog.set_head(head);
        self.catalog.sort();
        (!self.catalog.is_empty() && !self.catalog.is_ambiguous()).then_some(self.catalog)
    }

    /// The catalogue of a whole text, in parts of so many bytes if that is said; `None` if it takes the other way to read it.
    pub(super) fn whole(text: &str, workers: &impl Workers, part: Option<usize>) -> Option<Catalog> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut intake, mut at) = Self::begin(text)?;
        if let Some(part) = part {
            intake.splitter = intake.splitter.in_parts(part);
        }
        loop {
            let (length, ended) = intake.take(text.as_bytes().get(at..)?, workers)?;
            at += length;
            if ended {
                return intake.finish(text.get(at..)?);
            }
            if length == 0 {
                return None;
            }
        }
    }
}
