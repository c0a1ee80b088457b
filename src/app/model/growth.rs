//! More of a large file than before: what was there stays where it is.

use super::Model;
use crate::app::results::Results;
use crate::app::{Arrival, Freshness};
use crate::search::{Found, Query};

impl Model {
    /// Takes in that more has come. What is asked for is asked again; until that is answered, what was found stays.
    pub(in crate::app) fn grow(&mut self, Arrival { catalog, index, freshness }: Arrival) {
        self.freshness = freshness;
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.index = index;
        self.pending = None;
        if before.programmes().len() != self.catalog.programmes().len() {
            self.move_from(&before);
        }
        if !self.is_large() {
            self.judge();
        }
        if self.query.is_empty() {
            // In the order of the file: every row is where it was.
            self.results = Results::new(&self.catalog, Query::default(), Found::all(&self.catalog));
            self.results.narrow(&self.catalog, self.scope());
            if let Some(project) = self.awaited.as_ref().and_then(|project| self.catalog.at(project)) {
                self.awaited = None;
                self.open_project(project);
            }
        }
        if !self.waiting && (self.is_unjudged() || !self.query.is_empty()) {
            self.ask();
        }
    }

    /// Asks once more, if more has come since the answer was sought.
    pub(super) fn catch_up(&mut self) {
        if self.results.of() < self.catalog.len() || self.is_unjudged() {
            self.ask();
        }
    }

    /// Whether more of the file is still to come.
    #[must_use]
    pub fn is_coming(&self) -> bool {
        matches!(self.freshness, Freshness::Coming(_))
    }
}
