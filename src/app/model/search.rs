//! Searching: by requests, which the event loop answers at once if the catalog is small.

use std::sync::Arc;

use super::Model;
use crate::app::result_list::{IndexJob, ResultList, SearchRequest, SearchResponse, TopHits};
use crate::app::{Effect, Layer, Reload};
use crate::index::SearchResults;
use crate::query::Query;

impl Model {
    /// Updates the list after a change of the query or the scope. A new query selects its best hit;
    /// otherwise the selected project stays selected if it is still in the list.
    pub(crate) fn update_query(&mut self) {
        self.cancel_jump();
        let query = self.parse_query(self.search.text());
        if query == self.query {
            return self.show_results(None);
        }
        self.query = query;
        (self.in_flight, self.needs_request) = (false, false);
        let is_empty = self.query.is_empty();
        if !is_empty || self.pending_reload.is_some() || self.is_progress_outdated() {
            self.request_search();
        }
        if is_empty {
            let results = SearchResults::all(&self.catalog);
            let results = ResultList::new(&self.catalog, Query::default(), results);
            self.show_results(Some(results));
        }
    }

    /// Requests a search of the query.
    pub(crate) fn request_search(&mut self) {
        self.request_id += 1;
        (self.in_flight, self.needs_request) = (true, true);
    }

    /// Returns true if `text` has hits, or if that is unknown because the index is not built yet.
    pub(crate) fn has_hits_for(&self, text: &str) -> bool {
        let last_full = self.results.last_full();
        let (query, previous) = (self.parse_query(text), (&last_full.0, &last_full.1));
        self.index.get().is_none_or(|index| index.has_match(&self.catalog, &query, Some(previous)))
    }

    /// Shows new results, or with `None` the current ones in the current scope.
    fn show_results(&mut self, results: Option<ResultList>) {
        let selected = self.results.get(self.projects.selected());
        let is_same_query =
            results.as_ref().is_some_and(|results| results.query() == self.results.query());
        let selects_best = results.is_some() && !is_same_query && !self.query.is_empty();
        let rows_above = self.projects.selected() - self.projects.offset();
        let scope = self.scope();
        if let Some(results) = results {
            self.results = results;
        }
        self.results.narrow(&self.catalog, scope);
        let row = selected
            .filter(|_| !selects_best)
            .and_then(|project| self.results.row_of(&self.catalog, project))
            .unwrap_or_default();
        self.select_at(row, if is_same_query { rows_above } else { row });
        let now_selected = self.results.get(self.projects.selected());
        if now_selected != selected {
            self.detail_scroll = 0;
        }
        if now_selected.is_none() {
            self.overlay.close_project();
        }
    }

    /// Shows the response to a search request, unless the request is outdated.
    pub(crate) fn apply_response(&mut self, response: SearchResponse) {
        if !self.in_flight || response.id != self.request_id {
            return;
        }
        self.in_flight = false;
        if let Some(progress) = response.progress {
            self.progress = progress;
        }
        match self.pending_reload.take() {
            Some(reload) if !response.unchanged => self.replace_catalog(reload, response.results),
            Some(Reload { catalog, index, status }) => {
                let is_shown = Arc::ptr_eq(&catalog, &self.catalog);
                self.data_status = status;
                if is_shown {
                    self.query = response.results.query().clone();
                    self.show_results(Some(response.results));
                } else {
                    // Equal catalogs have equal indexes.
                    let has_index = self.index.get().is_some();
                    let unused =
                        if has_index { index } else { std::mem::replace(&mut self.index, index) };
                    self.retire(catalog, unused, None);
                    // Results that refer to the discarded catalog would keep its index alive.
                    if *self.results.query() != self.query {
                        self.request_search();
                    }
                }
            }
            // More projects have been loaded since and there is no query: they are listed already.
            None if response.results.searched_len() < self.results.searched_len() => {}
            None => {
                self.query = response.results.query().clone();
                self.show_results(Some(response.results));
            }
        }
        self.finish_jump();
        // A project that was given together with the query.
        if self.start.project.is_some()
            && let Some(id) = self.pending_jump.take()
            && let Some(project) = self.catalog.by_id(&id)
        {
            self.open_project(project);
        }
        self.search_new_projects();
    }

    /// Shows the top hits of the pending request, if any of them are in the scope.
    pub(crate) fn apply_top_hits(&mut self, top_hits: TopHits) {
        if !self.is_searching() || top_hits.id != self.request_id || self.pending_reload.is_some() {
            return;
        }
        let mut results =
            ResultList::from_top_hits(self.query.clone(), top_hits.results, &self.results);
        results.narrow(&self.catalog, self.scope());
        if results.len() > 0 {
            self.show_results(Some(results));
        }
    }

    /// Returns true if the list has only the top hits; their total number is not known yet.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.results.is_partial()
    }

    /// Returns true while the list shows another query's results; not while the same query is
    /// searched again because more projects have been loaded.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.in_flight && *self.results.query() != self.query
    }

    /// Returns the work that an update has left for the event loop, once.
    pub(crate) fn take_work(&mut self) -> impl Iterator<Item = Effect> {
        let retired = std::mem::take(&mut self.retired).into_iter().map(Effect::Drop);
        // The keys of the keypad that lead nowhere are known by the index.
        let has_keypad = self.preferences.is_touch() && self.layer() == Layer::Search;
        let index_job = self.index_job().filter(|_| has_keypad && !self.is_loading());
        let needs_request = std::mem::take(&mut self.needs_request);
        let request = needs_request.then(|| self.search_request()).map(Effect::Search);
        retired.chain(index_job.map(Effect::BuildIndex)).chain(request)
    }

    /// Returns the request that searches the query.
    fn search_request(&self) -> SearchRequest {
        // Results among fewer projects say nothing about the others.
        let previous = if self.results.searched_len() == self.catalog.len() {
            self.results.last_full()
        } else {
            Arc::new((Query::default(), SearchResults::all(&self.catalog)))
        };
        let request = SearchRequest {
            catalog: Arc::clone(&self.catalog),
            index: Arc::clone(&self.index),
            is_loading: self.is_loading(),
            id: self.request_id,
            query: self.query.clone(),
            previous,
            criteria: None,
            shown: None,
        };
        if self.pending_reload.is_none() && !self.is_progress_outdated() {
            return request;
        }
        let criteria = self.start.criteria;
        let request = SearchRequest {
            query: Query::parse_with(self.search.text(), criteria),
            criteria: Some(criteria),
            ..request
        };
        let Some(Reload { catalog, index, .. }) = &self.pending_reload else { return request };
        let previous = Arc::new((Query::default(), SearchResults::all(catalog)));
        let (catalog, index) = (Arc::clone(catalog), Arc::clone(index));
        SearchRequest {
            catalog,
            index,
            is_loading: false,
            previous,
            shown: Some(Arc::clone(&self.catalog)),
            ..request
        }
    }

    /// Returns the job that builds the index; `None` if it is built.
    #[must_use]
    pub fn index_job(&self) -> Option<IndexJob> {
        let job = IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) };
        (!job.is_built()).then_some(job)
    }
}
