//! What is asked for and what that finds, here or elsewhere.

use std::sync::Arc;

use super::Model;
use crate::app::Renewal;
use crate::app::results::{Answer, Best, Inquiry, LARGE, Results, SMALL, Unbuilt};
use crate::search::{Found, Index, Query};

impl Model {
    /// Works out what is found and listed. A new query selects its best hit; otherwise the selected project stays selected if
    /// it is still listed.
    pub(in crate::app) fn refilter(&mut self) {
        self.go_nowhere();
        let query = self.asked_for(self.search.text());
        if query == self.query {
            return self.list(None);
        }
        self.query = query;
        self.waiting = false;
        if self.pending.is_some() || self.is_unjudged() {
            self.ask();
        }
        let found = match self.index() {
            _ if self.query.is_empty() => Found::all(&self.catalog),
            Some(index) if self.catalog.len() <= LARGE => index.search(&self.catalog, &self.query, None),
            _ => return self.ask(),
        };
        let results = Results::new(&self.catalog, self.query.clone(), found);
        self.list(Some(results));
    }

    /// Has the query looked for elsewhere.
    pub(super) fn ask(&mut self) {
        self.inquiries += 1;
        (self.waiting, self.unasked) = (true, true);
    }

    /// What makes the catalogue quick to search, if it is there by now.
    pub(super) fn index(&self) -> Option<&Index> {
        if self.catalog.len() <= SMALL {
            return Some(self.index.get_or_init(|| Index::new(&self.catalog)));
        }
        self.index.get()
    }

    /// Whether `text` may find something as it is typed: for all one knows, while the index is not there.
    pub(in crate::app) fn may_find(&self, text: &str) -> bool {
        let asked = self.results.asked();
        let (query, before) = (self.asked_for(text), (&asked.0, &asked.1));
        self.index().is_none_or(|index| index.holds(&self.catalog, &query, Some(before)))
    }

    /// Lists what was found, or what was found before in what is now the chosen domain.
    fn list(&mut self, results: Option<Results>) {
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
            self.detail = 0;
        }
    }

    /// Takes in the answer to an inquiry, if it is still wanted.
    pub(in crate::app) fn take_in(&mut self, answer: Answer) {
        if !self.waiting || answer.number != self.inquiries {
            return;
        }
        self.waiting = false;
        if let Some(judged) = answer.judged {
            self.judged = judged;
        }
        match self.pending.take() {
            Some(renewal) if !answer.same => self.put_in_place(renewal, answer.results),
            Some(Renewal { catalog, index, freshness }) => {
                let ours = Arc::ptr_eq(&catalog, &self.catalog);
                self.freshness = freshness;
                if ours {
                    self.query = answer.results.query().clone();
                    self.list(Some(answer.results));
                } else {
                    self.spend(catalog, index, None);
                    // What was found in the other one would keep its index.
                    if *self.results.query() != self.query {
                        self.ask();
                    }
                }
            }
            // More has come since, and nothing is asked for: that is listed already.
            None if answer.results.of() < self.results.of() => {}
            None => {
                self.query = answer.results.query().clone();
                self.list(Some(answer.results));
            }
        }
        self.settle_at_last();
        self.catch_up();
    }

    /// Lists the best of what is asked for, if anybody waits for it and any of it is in what is chosen.
    pub(in crate::app) fn take_in_best(&mut self, best: Best) {
        if !self.is_waiting() || best.number != self.inquiries || self.pending.is_some() {
            return;
        }
        let mut results = Results::best(self.query.clone(), best.found, &self.results);
        results.narrow(&self.catalog, self.scope());
        if results.len() > 0 {
            self.list(Some(results));
        }
    }

    /// Whether there is more to be found than is listed: how much, is to be said soon.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.results.is_part()
    }

    /// Whether the answer to what is asked for is still to come; not where it is only asked again because there is more.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting && *self.results.query() != self.query
    }

    /// Whether there is something to ask elsewhere; from now on it has been asked.
    pub(in crate::app) fn take_unasked(&mut self) -> bool {
        std::mem::take(&mut self.unasked)
    }

    /// What is to be asked elsewhere.
    #[must_use]
    pub fn inquiry(&self) -> Inquiry {
        // What was found among fewer projects says nothing of the others.
        let anything = || Arc::new((Query::default(), Found::all(&self.catalog)));
        let before = if self.results.of() == self.catalog.len() { self.results.asked() } else { anything() };
        let inquiry = Inquiry {
            catalog: Arc::clone(&self.catalog),
            index: Arc::clone(&self.index),
            number: self.inquiries,
            query: self.query.clone(),
            before,
            yardstick: None,
            shown: None,
        };
        if self.pending.is_none() && !self.is_unjudged() {
            return inquiry;
        }
        let yardstick = self.home.yardstick;
        let inquiry = Inquiry { query: Query::parse_by(self.search.text(), yardstick), yardstick: Some(yardstick), ..inquiry };
        let Some(Renewal { catalog, index, .. }) = &self.pending else { return inquiry };
        let anything = Arc::new((Query::default(), Found::all(catalog)));
        let (catalog, index) = (Arc::clone(catalog), Arc::clone(index));
        Inquiry { catalog, index, before: anything, shown: Some(Arc::clone(&self.catalog)), ..inquiry }
    }

    /// Whether that many projects are searched outside the loop.
    pub(super) fn is_large(&self) -> bool {
        self.catalog.len() > LARGE
    }

    /// The index, if it is to be built elsewhere.
    #[must_use]
    pub fn unbuilt(&self) -> Option<Unbuilt> {
        let unbuilt = Unbuilt { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) };
        (self.catalog.len() > SMALL && !unbuilt.is_built()).then_some(unbuilt)
    }
}
