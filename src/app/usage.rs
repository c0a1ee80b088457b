//! Usage counts, without anything about the users: the projects opened, and the searches without
//! hits.

use super::{Model, Pane};
use crate::lang::Lang;

/// An event that is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsageEvent {
    /// The detail page of a project was focused, or its copy menu or QR code opened; holds the
    /// project's number.
    Opened(String),
    /// A search had no hits; holds its text.
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
            events.push(UsageEvent::NothingFound(self.failed_query.clone()));
            self.counted = true;
        }
        if !has_failed {
            self.failed_query.clear();
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
