//! The invariants of the model.

use super::Model;
use crate::app::Pane;

impl Model {
    /// Checks the invariants of the model; property tests call this after each message.
    ///
    /// # Errors
    /// Returns the first invariant that is broken.
    pub fn check_invariants(&self) -> Result<(), String> {
        let ensure = |holds: bool, invariant: &str| {
            if holds { Ok(()) } else { Err(invariant.to_owned()) }
        };
        let len = self.visible_len();
        ensure(self.projects.selected() < len.max(1), "the selected project is in the list")?;
        ensure(
            self.domains().selected() < self.sidebar_len(),
            "the selected row is in the sidebar",
        )?;
        ensure(
            self.sidebar_len() == self.sidebar_rows().len(),
            "the length of the sidebar is the number of its rows",
        )?;
        ensure(
            self.query == self.parse_query(self.search.text()),
            "the query is the parsed text of the search box",
        )?;
        ensure(
            self.in_flight || *self.results.query() == self.query,
            "the results are those of the query, unless a request is in flight",
        )?;
        ensure(self.results.is_consistent(), "the counts agree with the results")?;
        let rows = self.overview_rows().len();
        ensure(
            self.overlay.overview().is_none_or(|list| list.selected() < rows),
            "the selected row is in the overview",
        )?;
        ensure(
            !self.overlay.shows_project() || len > 0,
            "the copy menu and the QR code are about a project",
        )?;
        ensure(
            !self.zoomed || self.focus == Pane::Detail,
            "only the focused detail page has the full width",
        )?;
        ensure(self.size.width > 0 && self.size.height > 0, "the screen has cells")?;
        let height = self.height(Pane::Projects);
        let visible = self.projects.offset()..self.projects.offset() + height.max(1);
        ensure(
            self.areas().is_none() || visible.contains(&self.projects.selected()),
            "the selected project is visible",
        )
    }
}
