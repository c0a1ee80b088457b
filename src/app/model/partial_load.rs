//! Growing the catalog while a large file is being loaded. Projects already shown keep their
//! place.

use super::Model;
use crate::app::result_list::ResultList;
use crate::app::{DataStatus, PartialLoad};
use crate::index::SearchResults;
use crate::query::Query;

impl Model {
    /// Replaces the catalog by a longer one. A query is searched again; until the response, its
    /// earlier results stay.
    pub(crate) fn apply_partial_load(
        &mut self,
        PartialLoad { catalog, index, status }: PartialLoad,
    ) {
        self.data_status = status;
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.index = index;
        self.pending_reload = None;
        if before.programmes().len() != self.catalog.programmes().len() {
            self.remap_from(&before);
        }
        if self.query.is_empty() {
            // Without a query the list is in file order: every row keeps its place.
            self.results =
                ResultList::new(&self.catalog, Query::default(), SearchResults::all(&self.catalog));
            self.results.narrow(&self.catalog, self.scope());
            if let Some(project) =
                self.pending_jump.as_ref().and_then(|project| self.catalog.by_id(project))
            {
                self.pending_jump = None;
                self.open_project(project);
            }
        }
        if !self.in_flight && (self.is_progress_outdated() || !self.query.is_empty()) {
            self.request_search();
        }
    }

    /// Searches again, if more projects have been loaded since the request.
    pub(crate) fn search_new_projects(&mut self) {
        if self.results.searched_len() < self.catalog.len() || self.is_progress_outdated() {
            self.request_search();
        }
    }

    /// Returns true while the file is still being loaded.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        matches!(self.data_status, DataStatus::Loading(_))
    }
}
