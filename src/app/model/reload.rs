//! Replacing the catalog while keeping the selection, the scope and the jumps.

use std::sync::{Arc, OnceLock};

use super::Model;
use crate::app::overlay::Overlay;
use crate::app::result_list::ResultList;
use crate::app::scope::remap_overview;
use crate::app::{DataStatus, List, Pane, Reload, Retired};
use crate::index::Index;
use crate::model::{Catalog, ProjectId, ProjectIx};

impl Model {
    /// Replaces the catalog once it has been searched.
    pub(crate) fn reload(&mut self, reload: Reload) {
        if let Some(Reload { catalog, index, .. }) = self.pending_reload.replace(reload) {
            self.retire(catalog, index, None);
        }
        self.request_search();
    }

    /// Replaces the catalog. The query stays, and so does the selected project, by its number:
    /// the page must not change under the reader's eyes. If the project is gone, the project of the
    /// same programme with the nearest number is selected.
    pub(crate) fn replace_catalog(
        &mut self,
        Reload { catalog, index, status }: Reload,
        results: ResultList,
    ) {
        self.data_status = status;
        self.cancel_jump();
        let selected = self
            .results
            .get(self.projects.selected())
            .map(|project| self.catalog.project_id(&self.catalog.project(project)));
        let rows_above = self.projects.selected() - self.projects.offset();
        let before = std::mem::replace(&mut self.catalog, catalog);
        let index = std::mem::replace(&mut self.index, index);
        self.remap_from(&before);
        self.query = results.query().clone();
        let results = std::mem::replace(&mut self.results, results);
        let scope = self.scope();
        self.results.narrow(&self.catalog, scope);
        let project = selected.as_ref().and_then(|id| self.catalog.by_id(id));
        let row = project.and_then(|project| self.results.row_of(&self.catalog, project));
        let is_gone = row.is_none();
        let row = row.unwrap_or_else(|| selected.map_or(0, |id| self.nearest_row(&id)));
        self.select_at(row, rows_above);
        if is_gone {
            self.detail_scroll = 0;
            self.overlay.close_project();
        }
        self.reveal();
        self.retire(before, index, Some(results));
    }

    /// Sets the status of the pending reload, or of the data shown if there is none.
    pub(crate) fn set_data_status(&mut self, status: DataStatus) {
        match &mut self.pending_reload {
            Some(reload) => reload.status = status,
            None => self.data_status = status,
        }
    }

    /// Returns the catalog shown as a [`Reload`], so that it can be searched again as a whole.
    pub(crate) fn as_reload(&self) -> Reload {
        let (catalog, index) = (Arc::clone(&self.catalog), Arc::clone(&self.index));
        Reload { catalog, index, status: self.data_status.clone() }
    }

    /// Translates all positions from the catalog `before` to the current one.
    pub(crate) fn remap_from(&mut self, before: &Catalog) {
        let after = &*self.catalog;
        let old_scope = self.sidebar.scope(before);
        self.sidebar = self.sidebar.remap(before, after);
        let scope = self.sidebar.scope(after);
        if let Overlay::Overview(list) = self.overlay.root_mut() {
            *list = remap_overview(*list, old_scope, before, scope, after);
        }
        self.jumps.remap(before, after);
        self.start.scope = self.start.scope.remap(before, after);
        self.start.project =
            self.start.project.and_then(|ix| after.by_id(&before.project_id(&before.project(ix))));
    }

    /// Selects a row of the list, with `rows_above` rows visible above it if possible.
    pub(crate) fn select_at(&mut self, row: usize, rows_above: usize) {
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        self.projects = List::default();
        let offset = isize::try_from(row.saturating_sub(rows_above)).unwrap_or_default();
        self.projects.scroll(offset, len, height);
        self.projects.select(row, len, height);
    }

    /// Keeps replaced data until the update is over and the event loop drops it.
    pub(crate) fn retire(
        &mut self,
        catalog: Arc<Catalog>,
        index: Arc<OnceLock<Index>>,
        results: Option<ResultList>,
    ) {
        self.retired.push(Retired { catalog, index, results });
    }

    /// Returns the row of the listed project whose number is nearest to that of `id`, in the same
    /// programme. If few projects are listed, it scans the list; otherwise it tries the projects of
    /// the catalog by distance, of which many are then listed.
    fn nearest_row(&self, id: &ProjectId) -> usize {
        let Some(programme) = self.catalog.programme_by_file(&id.file) else { return 0 };
        let (no, domains, len) = (id.no, self.catalog.domains_of(programme), self.visible_len());
        let is_in_programme = |project: &ProjectIx| domains.contains(&self.catalog.key(*project).1);
        if len.saturating_mul(len) > self.catalog.len() {
            let mut nearest_first = self.catalog.by_distance(no).filter(is_in_programme);
            return nearest_first
                .find_map(|project| self.results.row_of(&self.catalog, project))
                .unwrap_or_default();
        }
        let rows =
            (0..len).filter_map(|row| Some((row, self.results.get(row).filter(is_in_programme)?)));
        let distance = |project: ProjectIx| self.catalog.key(project).0.0.abs_diff(no.0);
        rows.min_by_key(|(_, project)| distance(*project)).map_or(0, |(row, _)| row)
    }
}
