//! The place on the board: the focus, and the cursor of each pane.

use super::scope::Sidebar;
use super::{List, Pane, Scope};

/// The place on the board: the focus, and the cursor of each pane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Navigation {
    /// The pane with the focus.
    pub focus: Pane,
    /// True if the detail page takes the full width; only while it has the focus.
    pub(crate) zoomed: bool,
    pub(crate) sidebar: Sidebar,
    /// The selection and the offset of the project list.
    pub projects: List,
    /// The line of the detail page to show first; may lie past the end.
    pub(crate) detail_scroll: usize,
    /// The scope that was opened from the overview, to which Esc leads back.
    pub(crate) from_overview: Option<Scope>,
}

impl Navigation {
    /// Returns the selection and the offset of the sidebar.
    #[must_use]
    pub fn domains(&self) -> List {
        self.sidebar.list
    }

    /// Focuses the list; the detail page loses the full width.
    pub(crate) fn focus_list(&mut self) {
        (self.focus, self.zoomed) = (Pane::Projects, false);
    }

    /// Returns the number of rows of the list that are visible above the selected one.
    pub(crate) fn rows_above(&self) -> usize {
        self.projects.selected() - self.projects.offset()
    }

    /// Changes the selection or the offset of the list. The page of another project starts at its
    /// top.
    pub(crate) fn change_list(&mut self, change: impl FnOnce(&mut List)) {
        let before = self.projects.selected();
        change(&mut self.projects);
        if self.projects.selected() != before {
            self.detail_scroll = 0;
        }
    }
}
