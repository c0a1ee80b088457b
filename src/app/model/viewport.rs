//! What of the board is in sight: the size of the screen, and what it leaves room for.

use ratatui::layout::Size;

use super::Model;
use crate::app::Scope;
use crate::app::layout::{Areas, LayoutOptions, Pane, clamp_size};

impl Model {
    /// The screen, in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Where what is on the screen; `None` where it is too small.
    #[must_use]
    pub fn areas(&self) -> Option<Areas> {
        let shape = LayoutOptions {
            scale: self.scale,
            focus: self.focus,
            zoomed: self.zoomed,
            keypad: self.has_keypad(),
            overview_rows: self.overview_rows_max(),
        };
        Areas::new(self.size, shape)
    }

    /// How many rows the overview has at most, whatever is chosen: what is below the list keeps its size.
    fn overview_rows_max(&self) -> usize {
        let catalog = &self.catalog;
        if !catalog.has_several_programmes() {
            return catalog.domains().len();
        }
        let domains = catalog.programmes().map(|(at, _)| Scope::Programme(at).domains(catalog)).map(|at| at.end.0 - at.start.0);
        domains.chain([catalog.programmes().len()]).max().unwrap_or_default()
    }

    /// How many lines, or entries of a list, there are under the heading of a pane.
    pub(in crate::app) fn height(&self, pane: Pane) -> usize {
        self.areas().map_or(1, |areas| areas.tiles(pane).count())
    }

    /// Whether the overview is worth beginning with: all domains with their cards, beside each other.
    pub(in crate::app) fn has_room_for_overview(&self) -> bool {
        // Nor where it is in sight anyway.
        let room = self
            .areas()
            .filter(|areas| !self.scale.has_buttons() && areas.overview_strip.is_none())
            .map(|areas| areas.overview(self.overview_rows().len()));
        room.is_some_and(|areas| areas.grid(&self.catalog, &self.overview_rows()).is_some())
    }

    /// The rows that the overview has for domains.
    pub(in crate::app) fn overview_height(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.overview(self.overview_rows().len()).list.height))
    }

    /// The rows of the body.
    pub(in crate::app) fn body_height(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.body.height))
    }

    /// Takes on the size of the terminal. Nobody's selection moves.
    pub(in crate::app) fn resize(&mut self, size: Size) {
        self.size = clamp_size(size);
        self.reveal();
    }

    /// Brings what is selected into sight.
    pub(in crate::app) fn reveal(&mut self) {
        self.zoomed &= self.focus == Pane::Detail && !self.scale.has_buttons();
        let (domains, projects) = (self.height(Pane::Domains), self.height(Pane::Projects));
        let rows = self.sidebar_len();
        self.sidebar.list.select(self.sidebar.list.selected(), rows, domains);
        self.projects.select(self.projects.selected(), self.visible_len(), projects);
        let (len, height) = (self.overview_rows().len(), self.overview_height());
        if let Some(list) = &mut self.overview {
            list.select(list.selected(), len, height);
        }
    }
}
