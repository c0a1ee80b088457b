//! More of a large file than before: what was there stays where it is.

use super::Model;
use crate::app::result_list::ResultList;
use crate::app::{DataStatus, PartialLoad};
use crate::search::{Query, SearchResults};

impl Model {
    /// Takes in that more has come. What is asked for is asked again; until that is answered, what was found stays.
    pub(in crate::app) fn apply_partial_load(&mut self, PartialLoad { catalog, index, status: freshness }: PartialLoad) {
        self.data_status = freshness;
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.index = index;
        self.pending_reload = None;
        if before.programmes().len() != self.catalog.programmes().len() {
            self.remap_from(&before);
        }
        if !self.is_large() {
            self.update_progress();
        }
        if self.query.is_empty() {
            // In the order of the file: every row is where it was.
            self.results = ResultList::new(&self.catalog, Query::default(), SearchResults::all(&self.catalog));
            self.results.narrow(&self.catalog, self.scope());
            if let Some(project) = self.pending_jump.as_ref().and_then(|project| self.catalog.by_id(project)) {
                self.pending_jump = None;
                self.open_project(project);
            }
        }
        if !self.in_flight && (self.is_progress_outdated() || !self.query.is_empty()) {
            self.request_search();
        }
    }

    /// Asks once more, if more has come since the answer was sought.
    pub(super) fn search_new_projects(&mut self) {
        if self.results.searched_len() < self.catalog.len() || self.is_progress_outdated() {
            self.request_search();
        }
    }

    /// Whether more of the file is still to come.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        matches!(self.data_status, DataStatus::Loading(_))
    }
}
