//! Usage counts, without anything about the users: the projects opened, and the searches without
//! hits.

use std::collections::BTreeSet;

use super::{Model, Pane, Presence};
use crate::lang::Lang;

/// Maximum number of searches that one visit adds by their words, so that one person who types
/// anything does not drive out what many ask for.
const SEARCHES_PER_VISIT_MAX: usize = 50;

/// An event that is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsageEvent {
    /// The detail page of a project was focused, or its copy menu or QR code opened; holds the
    /// project's number.
    Opened(String),
    /// A search had no hits, for the first time in this visit; holds its text, in small letters,
    /// or nothing if there were too many searches.
    NothingFound(String),
}

/// Derives usage events from the model after each update, independent of what caused them.
#[derive(Clone, Debug, Default)]
pub struct UsageTracker {
    opened: Option<String>,
    /// The longest of consecutive queries without hits. A word typed letter by letter and deleted
    /// again counts as one search.
    failed_query: String,
    /// True if that query has been counted.
    counted: bool,
    /// The searches counted in this visit, each once. At a desk a visit lasts as long as the board.
    searches: BTreeSet<String>,
}

impl UsageTracker {
    /// Returns the events since the last call.
    pub fn observe(&mut self, model: &Model) -> Vec<UsageEvent> {
        let mut events = Vec::new();
        let opened = opened_project(model);
        if opened != self.opened {
            self.opened.clone_from(&opened);
            events.extend(opened.map(UsageEvent::Opened));
        }
        // Until the response arrives it is not known if there are hits.
        if model.search.is_searching() {
            return events;
        }
        let text = model.search.input.text().trim();
        let has_failed = !model.search.query.is_empty() && model.search.results.found_len() == 0;
        if has_failed && text.chars().count() > self.failed_query.chars().count() {
            text.clone_into(&mut self.failed_query);
            self.counted = false;
        }
        let has_ended = !has_failed || !model.overlay.has_search();
        if has_ended && !self.counted && !self.failed_query.is_empty() {
            let query = self.failed_query.to_lowercase();
            if self.searches.len() == SEARCHES_PER_VISIT_MAX && !self.searches.contains(&query) {
                events.push(UsageEvent::NothingFound(String::new()));
            } else if self.searches.insert(query.clone()) {
                events.push(UsageEvent::NothingFound(query));
            }
            self.counted = true;
        }
        if !has_failed {
            self.failed_query.clear();
        }
        if matches!(model.idle.presence, Presence::Attract(_)) {
            self.searches.clear();
        }
        events
    }
}

/// Returns the number of the project whose page is being read, not only visible beside the
/// list.
fn opened_project(model: &Model) -> Option<String> {
    let is_reading = model.nav.focus == Pane::Detail || model.overlay.shows_project();
    model
        .selected()
        .filter(|_| is_reading)
        .map(|project| model.catalog().number_label(&project, Lang::Zh))
}
