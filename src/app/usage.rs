//! What people look for, without anything about them: which project's page they opened, and which search found nothing.

use super::{Model, Pane};
use crate::lang::Lang;

/// Something worth counting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsageEvent {
    /// The page of the project of that number was opened: read with nothing beside it, or scrolled, copied or taken along.
    Opened(String),
    /// That was searched for, and there was nothing.
    NothingFound(String),
}

/// Looks on and counts. It derives all from what the board shows, whatever led there.
#[derive(Clone, Debug, Default)]
pub struct UsageTracker {
    open: Option<String>,
    /// The longest of the queries in a row that found nothing. Whoever types a word letter by letter, and takes it back,
    /// has searched once.
    failed_query: String,
    /// Whether that is counted already.
    counted: bool,
}

impl UsageTracker {
    /// What has happened since the last look.
    pub fn observe(&mut self, model: &Model) -> Vec<UsageEvent> {
        let mut events = Vec::new();
        let open = model.opened_project();
        if open != self.open {
            self.open.clone_from(&open);
            events.extend(open.map(UsageEvent::Opened));
        }
        // While the answer is still to come, nobody knows.
        if model.is_searching() {
            return events;
        }
        let text = model.search.text().trim();
        let unfound = !model.query().is_empty() && model.found_len() == 0;
        if unfound && text.chars().count() > self.failed_query.chars().count() {
            text.clone_into(&mut self.failed_query);
            self.counted = false;
        }
        let over = !unfound || !model.search.open;
        if over && !self.counted && !self.failed_query.is_empty() {
            events.push(UsageEvent::NothingFound(self.failed_query.clone()));
            self.counted = true;
        }
        if !unfound {
            self.failed_query.clear();
        }
        events
    }
}

impl Model {
    /// The project whose page is read, and not only seen beside the list.
    fn opened_project(&self) -> Option<String> {
        let read = self.focus == Pane::Detail || self.overlay.is_some();
        self.selected().filter(|_| read).map(|project| self.catalog().number_label(&project, Lang::Zh))
    }
}
