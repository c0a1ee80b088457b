//! Replacing the catalogue while keeping the selection, the scope and the jumps.

use std::sync::{Arc, OnceLock};

use super::{Model, ProgressSnapshot};
use crate::app::result_list::{INLINE_SEARCH_MAX, ResultList};
use crate::app::scope::remap_list;
use crate::app::{DataStatus, List, Pane, Reload};
use crate::catalog::{Catalog, ProjectId, ProjectIx};
use crate::search::{Index, SearchResults};

/// Large data that has been replaced. Dropping it takes longer than a key may wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Retired(Arc<Catalog>, Arc<OnceLock<Index>>, Option<ResultList>);

impl Model {
    /// Replaces the catalogue: at once, or for a large one after it has been searched on another
    /// thread.
    pub(crate) fn reload(&mut self, renewal: Reload) {
        let large = self.is_large() || renewal.catalog.len() > INLINE_SEARCH_MAX;
        if let Some(Reload { catalog, index, .. }) = self.pending_reload.take() {
            self.retire(catalog, index, None);
        }
        if large {
            self.pending_reload = Some(renewal);
            return self.request_search();
        }
        if self.in_flight {
            // The pending request searches a catalogue that is not going to be shown.
            self.request_id += 1;
            (self.in_flight, self.needs_request) = (false, false);
        }
        if renewal.catalog == self.catalog {
            self.data_status = renewal.status;
            return;
        }
        let Reload { catalog, index, .. } = &renewal;
        self.progress = ProgressSnapshot::new(self.start.criteria, catalog);
        let found = if self.query.is_empty() {
            SearchResults::all(catalog)
        } else {
            index.get_or_init(|| Index::new(catalog)).search(catalog, &self.query, None)
        };
        let results = ResultList::new(catalog, self.query.clone(), found);
        self.replace_catalog(renewal, results);
    }

    /// Replaces the catalogue. The query stays, and so does the selected project, by its number:
    /// the page must not change under the reader's eyes. If the project is gone, the project of the
    /// same programme with the nearest number is selected.
    pub(super) fn replace_catalog(
        &mut self,
        Reload { catalog, index, status: freshness }: Reload,
        results: ResultList,
    ) {
        self.data_status = freshness;
        self.cancel_jump();
        let kept = self
            .results
            .get(self.projects.selected())
            .map(|project| self.catalog.project_id(&self.catalog.project(project)));
        let above = self.projects.selected() - self.projects.offset();
        let before = std::mem::replace(&mut self.catalog, catalog);
        let index = std::mem::replace(&mut self.index, index);
        self.remap_from(&before);
        self.query = results.query().clone();
        let found = std::mem::replace(&mut self.results, results);
        let scope = self.scope();
        self.results.narrow(&self.catalog, scope);
        let open = kept.as_ref().and_then(|project| self.catalog.by_id(project));
        let (row, stays) =
            match open.and_then(|project| self.results.row_of(&self.catalog, project)) {
                Some(row) => (row, true),
                None => (kept.map_or(0, |project| self.nearest_row(&project)), false),
            };
        self.select_at(row, above);
        if !stays {
            self.detail_scroll = 0;
            self.overlay = None;
        }
        self.reveal();
        self.retire(before, index, Some(found));
    }

    /// Sets the status of the pending reload, or of the data shown if there is none.
    pub(crate) fn set_data_status(&mut self, freshness: DataStatus) {
        *self
            .pending_reload
            .as_mut()
            .map_or(&mut self.data_status, |pending| &mut pending.status) = freshness;
    }

    /// Returns the catalogue shown as a [`Reload`], so that it can be searched again as a whole.
    pub(super) fn as_reload(&self) -> Reload {
        let (catalog, index) = (Arc::clone(&self.catalog), Arc::clone(&self.index));
        Reload { catalog, index, status: self.data_status.clone() }
    }

    /// Translates all positions from the catalogue `before` to the current one.
    pub(super) fn remap_from(&mut self, before: &Catalog) {
        let now = &*self.catalog;
        let (sidebar, parts) = (self.sidebar, self.sidebar.scope(before).children(before));
        self.sidebar = sidebar.remap(before, now);
        let others = self.sidebar.scope(now).children(now);
        self.overview =
            self.overview.map(|list| remap_list(list, (&parts, before), (&others, now)));
        self.jumps.remap(before, now);
        self.start.scope = self.start.scope.remap(before, now);
        self.start.project =
            self.start.project.and_then(|at| now.by_id(&before.project_id(&before.project(at))));
    }

    /// Selects a row of the list, with `above` rows visible above it if possible.
    pub(super) fn select_at(&mut self, row: usize, above: usize) {
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        self.projects = List::default();
        self.projects.scroll(
            isize::try_from(row.saturating_sub(above)).unwrap_or_default(),
            len,
            height,
        );
        self.projects.select(row, len, height);
    }

    /// Keeps replaced data until it is dropped in the background; small catalogues are dropped at
    /// once.
    pub(super) fn retire(
        &mut self,
        catalog: Arc<Catalog>,
        index: Arc<OnceLock<Index>>,
        results: Option<ResultList>,
    ) {
        if catalog.len() > INLINE_SEARCH_MAX {
            self.retired.push(Retired(catalog, index, results));
        }
    }

    /// Returns the data replaced since the last call, to be dropped in the background.
    #[must_use]
    pub fn take_retired(&mut self) -> Vec<Retired> {
        std::mem::take(&mut self.retired)
    }

    /// Returns the row of the listed project of the same programme with the nearest number. If few
    /// projects are listed, it scans the list; otherwise it tries the projects of the catalogue by
    /// distance, of which many are then listed.
    fn nearest_row(&self, gone: &ProjectId) -> usize {
        let Some(programme) = self.catalog.programme_by_file(&gone.file) else { return 0 };
        let (no, domains, len) = (gone.no, self.catalog.domains_of(programme), self.visible_len());
        let is_there = |project: &ProjectIx| domains.contains(&self.catalog.key(*project).1);
        if len.saturating_mul(len) > self.catalog.len() {
            let mut near = self.catalog.by_distance(no).filter(is_there);
            return near
                .find_map(|project| self.results.row_of(&self.catalog, project))
                .unwrap_or_default();
        }
        let rows = (0..len).filter_map(|row| Some((row, self.results.get(row).filter(is_there)?)));
        let distance = |project: ProjectIx| self.catalog.key(project).0.0.abs_diff(no.0);
        rows.min_by_key(|(_, project)| distance(*project)).map_or(0, |(row, _)| row)
    }
}
