//! The invariants of the model.

use super::Model;
use crate::app::Pane;

impl Model {
    /// Checks the invariants of the model; property tests call this after each message.
    ///
    /// # Errors
    /// Returns the first invariant that is broken.
    pub fn check_invariants(&self) -> Result<(), String> {
        let ensure = |holds: bool, what: &str| if holds { Ok(()) } else { Err(what.to_owned()) };
        let len = self.visible_len();
        ensure(self.projects.selected() < len.max(1), "the selected project is in the list")?;
        ensure(
            self.domains().selected() < self.sidebar_len(),
            "the selected domain is in the sidebar",
        )?;
        ensure(
            self.sidebar_len() == self.sidebar_rows().len(),
            "the rows of the sidebar are counted",
        )?;
        ensure(
            self.query == self.parse_query(self.search.text()),
            "the query is what the box says",
        )?;
        ensure(
            self.in_flight || *self.results.query() == self.query,
            "the list shows what the query found",
        )?;
        ensure(
            self.results.is_consistent(),
            "the list keeps the order of the search, and the counts add up",
        )?;
        let parts = self.overview_rows().len();
        ensure(
            self.overview.is_none_or(|list| list.selected() < parts),
            "what the overview has chosen exists",
        )?;
        ensure(
            self.overview.is_none() || !self.search.open,
            "one types on the board, not on the overview",
        )?;
        ensure(self.jumps.mark_prompt.is_none() || !self.search.open, "one letter is no query")?;
        ensure(
            !self.zoomed || self.focus == Pane::Detail,
            "what has the whole width has the keyboard",
        )?;
        ensure(self.size.width > 0 && self.size.height > 0, "there is a screen")?;
        let height = self.height(Pane::Projects);
        let sight = self.projects.offset()..self.projects.offset() + height.max(1);
        ensure(
            self.areas().is_none() || sight.contains(&self.projects.selected()),
            "the selected project is in sight",
        )
    }
}
