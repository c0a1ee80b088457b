//! What is asked for and what that finds, here or elsewhere.

use std::sync::Arc;

use super::Model;
use crate::app::Reload;
use crate::app::result_list::{
    INLINE_INDEX_MAX, INLINE_SEARCH_MAX, IndexJob, ResultList, SearchRequest, SearchResponse, TopHits,
};
use crate::search::{Index, Query, SearchResults};

impl Model {
    /// Works out what is found and listed. A new query selects its best hit; otherwise the selected project stays selected if
    /// it is still listed.
    pub(in crate::app) fn update_query(&mut self) {
        self.cancel_jump();
        let query = self.parse_query(self.search.text());
        if query == self.query {
            return self.show_results(None);
        }
        self.query = query;
        self.in_flight = false;
        if self.pending_reload.is_some() || self.is_progress_outdated() {
            self.request_search();
        }
        let found = match self.index() {
            _ if self.query.is_empty() => SearchResults::all(&self.catalog),
            Some(index) if self.catalog.len() <= INLINE_SEARCH_MAX => index.search(&self.catalog, &self.query, None),
            _ => return self.request_search(),
        };
        let results = ResultList::new(&self.catalog, self.query.clone(), found);
        self.show_results(Some(results));
    }

    /// Has the query looked for elsewhere.
    pub(super) fn request_search(&mut self) {
        self.request_id += 1;
        (self.in_flight, self.needs_request) = (true, true);
    }

    /// What makes the catalogue quick to search, if it is there by now.
    pub(super) fn index(&self) -> Option<&Index> {
        if self.catalog.len() <= INLINE_INDEX_MAX {
            return Some(self.index.get_or_init(|| Index::new(&self.catalog)));
        }
        self.index.get()
    }

    /// Whether `text` may find something as it is typed: for all one knows, while the index is not there.
    pub(in crate::app) fn has_hits_for(&self, text: &str) -> bool {
        let asked = self.results.last_full();
        let (query, before) = (self.parse_query(text), (&asked.0, &asked.1));
        self.index().is_none_or(|index| index.has_match(&self.catalog, &query, Some(before)))
    }

    /// Lists what was found, or what was found before in what is now the chosen domain.
    fn show_results(&mut self, results: Option<ResultList>) {
        let kept = self.results.get(self.projects.selected());
        let again = results.as_ref().is_some_and(|results| results.query() == self.results.query());
        let anew = results.is_some() && !again && !self.query.is_empty();
        let above = self.projects.selected() - self.projects.offset();
        let scope = self.scope();
        if let Some(results) = results {
            self.results = results;
        }
        self.results.narrow(&self.catalog, scope);
        let row = kept.filter(|_| !anew).and_then(|project| self.results.row_of(&self.catalog, project));
        let row = row.unwrap_or_default();
        self.select_at(row, if again { above } else { row });
        if self.results.get(self.projects.selected()) != kept {
            self.detail_scroll = 0;
        }
    }

    /// Takes in the answer to an inquiry, if it is still wanted.
    pub(in crate::app) fn apply_response(&mut self, answer: SearchResponse) {
        if !self.in_flight || answer.id != self.request_id {
            return;
        }
        self.in_flight = false;
        if let Some(judged) = answer.progress {
            self.progress = judged;
        }
        match self.pending_reload.take() {
            Some(renewal) if !answer.unchanged => self.replace_catalog(renewal, answer.results),
            Some(Reload { catalog, index, status: freshness }) => {
                let ours = Arc::ptr_eq(&catalog, &self.catalog);
                self.data_status = freshness;
                if ours {
                    self.query = answer.results.query().clone();
                    self.show_results(Some(answer.results));
                } else {
                    self.retire(catalog, index, None);
                    // What was found in the other one would keep its index.
                    if *self.results.query() != self.query {
                        self.request_search();
                    }
                }
            }
            // More has come since, and nothing is asked for: that is listed already.
            None if answer.results.searched_len() < self.results.searched_len() => {}
            None => {
                self.query = answer.results.query().clone();
                self.show_results(Some(answer.results));
            }
        }
        self.finish_jump();
        self.search_new_projects();
    }

    /// Lists the best of what is asked for, if anybody waits for it and any of it is in what is chosen.
    pub(in crate::app) fn apply_top_hits(&mut self, best: TopHits) {
        if !self.is_searching() || best.id != self.request_id || self.pending_reload.is_some() {
            return;
        }
        let mut results = ResultList::from_top_hits(self.query.clone(), best.found, &self.results);
        results.narrow(&self.catalog, self.scope());
        if results.len() > 0 {
            self.show_results(Some(results));
        }
    }

    /// Whether there is more to be found than is listed: how much, is to be said soon.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.results.is_partial()
    }

    /// Whether the answer to what is asked for is still to come; not where it is only asked again because there is more.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.in_flight && *self.results.query() != self.query
    }

    /// Whether there is something to ask elsewhere; from now on it has been asked.
    pub(in crate::app) fn take_needs_request(&mut self) -> bool {
        std::mem::take(&mut self.needs_request)
    }

    /// What is to be asked elsewhere.
    #[must_use]
    pub fn search_request(&self) -> SearchRequest {
        // What was found among fewer projects says nothing of the others.
        let anything = || Arc::new((Query::default(), SearchResults::all(&self.catalog)));
        let before = if self.results.searched_len() == self.catalog.len() { self.results.last_full() } else { anything() };
        let inquiry = SearchRequest {
            catalog: Arc::clone(&self.catalog),
            index: Arc::clone(&self.index),
            id: self.request_id,
            query: self.query.clone(),
            previous: before,
            criteria: None,
            shown: None,
        };
        if self.pending_reload.is_none() && !self.is_progress_outdated() {
            return inquiry;
        }
        let yardstick = self.start.criteria;
        let inquiry =
            SearchRequest { query: Query::parse_with(self.search.text(), yardstick), criteria: Some(yardstick), ..inquiry };
        let Some(Reload { catalog, index, .. }) = &self.pending_reload else { return inquiry };
        let anything = Arc::new((Query::default(), SearchResults::all(catalog)));
        let (catalog, index) = (Arc::clone(catalog), Arc::clone(index));
        SearchRequest { catalog, index, previous: anything, shown: Some(Arc::clone(&self.catalog)), ..inquiry }
    }

    /// Whether that many projects are searched outside the loop.
    pub(super) fn is_large(&self) -> bool {
        self.catalog.len() > INLINE_SEARCH_MAX
    }

    /// The index, if it is to be built elsewhere.
    #[must_use]
    pub fn index_job(&self) -> Option<IndexJob> {
        let unbuilt = IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) };
        (self.catalog.len() > INLINE_INDEX_MAX && !unbuilt.is_built()).then_some(unbuilt)
    }
}
