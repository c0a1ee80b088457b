//! The search: the box, the query in effect, its results, and the request for them.

use std::sync::Arc;

use super::result_list::{ResultList, SearchRequest};
use super::shown_data::ShownData;
use super::{Reload, SearchBox};
use crate::index::SearchResults;
use crate::model::Catalog;
use crate::query::Query;

/// The state of the latest search request, with its id. The first request has the id 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RequestState {
    /// No response is awaited: it has arrived, or another query has made it needless.
    Settled(u64),
    /// The request is sent at the end of this update.
    Unsent(u64),
    /// The response is awaited.
    Sent(u64),
}

impl RequestState {
    fn id(self) -> u64 {
        match self {
            Self::Settled(id) | Self::Unsent(id) | Self::Sent(id) => id,
        }
    }
}

/// The query, its results, and the request for them.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The text of the query.
    pub input: SearchBox,
    /// The parsed query.
    pub query: Query,
    /// The results of the query; while a response is awaited, those of an earlier query.
    pub results: ResultList,
    request: RequestState,
}

impl Search {
    /// Lists all projects of `catalog`. The ids of requests follow that of `before`.
    pub(crate) fn new(catalog: &Catalog, before: Option<&Self>) -> Self {
        Self {
            input: SearchBox::default(),
            query: Query::default(),
            results: ResultList::all_of(catalog),
            request: RequestState::Settled(before.map_or(0, |before| before.request.id())),
        }
    }

    /// Sets the query, which makes an earlier request needless.
    pub(crate) fn set_query(&mut self, query: Query) {
        self.query = query;
        self.request = RequestState::Settled(self.request.id());
    }

    /// Requests a search of the query.
    pub(crate) fn request(&mut self) {
        self.request = RequestState::Unsent(self.request.id() + 1);
    }

    /// Returns true if a request is to be sent or its response is awaited.
    pub(crate) fn is_requested(&self) -> bool {
        !matches!(self.request, RequestState::Settled(_))
    }

    /// Returns true while the list shows another query's results; not while the same query is
    /// searched again because more projects have been loaded.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.is_requested() && *self.results.query() != self.query
    }

    /// Returns the query to highlight in texts: that of the results, as soon as they are known.
    #[must_use]
    pub fn matched_query(&self) -> &Query {
        if *self.results.query() == self.query { self.results.matched_query() } else { &self.query }
    }

    /// Returns true if the response to the latest request is awaited and has this id.
    pub(crate) fn awaits(&self, id: u64) -> bool {
        self.request == RequestState::Sent(id)
    }

    /// Notes that the awaited response has arrived.
    pub(crate) fn settle(&mut self) {
        self.request = RequestState::Settled(self.request.id());
    }

    /// Returns the request to send, once.
    pub(crate) fn take_request(&mut self, data: &ShownData) -> Option<SearchRequest> {
        let RequestState::Unsent(id) = self.request else { return None };
        self.request = RequestState::Sent(id);
        let criteria = data.needs_search().then_some(data.criteria);
        let query = match criteria {
            Some(criteria) => Query::parse_with(self.input.text(), criteria),
            None => self.query.clone(),
        };
        let (Reload { catalog, index, .. }, shown) = match &data.pending_reload {
            Some(reload) => (reload, Some(Arc::clone(&data.shown.catalog))),
            None => (&data.shown, None),
        };
        // Results among other projects say nothing about these.
        let is_same = shown.is_none() && self.results.searched_len() == catalog.len();
        let previous = if is_same {
            self.results.last_full()
        } else {
            Arc::new((Query::default(), SearchResults::all(catalog)))
        };
        Some(SearchRequest {
            catalog: Arc::clone(catalog),
            index: Arc::clone(index),
            is_loading: shown.is_none() && data.is_loading(),
            id,
            query,
            previous,
            criteria,
            shown,
        })
    }
}
