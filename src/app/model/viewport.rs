//! The size of the screen, and the numbers of rows that are visible on it.

use ratatui::layout::Size;

use super::Model;
use crate::app::overlay::Overlay;
use crate::app::{Areas, Layer, LayoutOptions, Pane, Scope, clamp_size};

impl Model {
    /// Returns the size of the screen, in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Returns the regions of the screen; `None` if it is too small.
    #[must_use]
    pub fn areas(&self) -> Option<Areas> {
        let options = LayoutOptions {
            scale: self.preferences.scale,
            focus: self.focus,
            zoomed: self.zoomed,
            keypad: self.preferences.is_touch() && self.layer() == Layer::Search,
            overview_rows: self.overview_rows_max(),
        };
        Areas::new(self.size, options)
    }

    /// Returns the largest number of rows the overview can have in any scope, so that the strip
    /// below the list keeps its height.
    fn overview_rows_max(&self) -> usize {
        let catalog = &self.catalog;
        if !catalog.has_several_programmes() {
            return catalog.domains().len();
        }
        let domain_counts = catalog
            .programmes()
            .map(|(programme, _)| Scope::Programme(programme).domains(catalog))
            .map(|domains| domains.end.0 - domains.start.0);
        domain_counts.fold(catalog.programmes().len(), usize::max)
    }

    /// Returns the number of lines, or of list entries, that fit below the heading of `pane`; 1 if
    /// the screen is too small.
    pub(crate) fn height(&self, pane: Pane) -> usize {
        self.areas().map_or(1, |areas| areas.tiles(pane).count())
    }

    /// Returns true if the overview is worth starting with: it is not visible anyway, and has room
    /// for the cards of all domains.
    pub(crate) fn has_room_for_overview(&self) -> bool {
        // With buttons, or in the strip below the list, the overview is visible anyway.
        let areas = self
            .areas()
            .filter(|areas| !self.preferences.scale.has_buttons() && areas.overview_strip.is_none())
            .map(|areas| areas.overview(self.overview_rows().len()));
        areas.is_some_and(|areas| areas.grid(&self.catalog, &self.overview_rows()).is_some())
    }

    /// Returns the number of domains that are side by side in the sidebar.
    pub(crate) fn domain_columns(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.tiles(Pane::Domains).columns()))
    }

    /// Returns the number of list rows of the overview; 1 if the screen is too small.
    pub(crate) fn overview_height(&self) -> usize {
        self.areas()
            .map_or(1, |areas| usize::from(areas.overview(self.overview_rows().len()).list.height))
    }

    /// Returns the number of rows of the body; 1 if the screen is too small.
    pub(crate) fn body_height(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.body.height))
    }

    /// Sets the size of the screen, clamped to what can be drawn. Selections do not change.
    pub(crate) fn resize(&mut self, size: Size) {
        self.size = clamp_size(size);
        self.reveal();
    }

    /// Scrolls each list so that its selection is visible.
    pub(crate) fn reveal(&mut self) {
        self.zoomed &= self.focus == Pane::Detail && !self.preferences.scale.has_buttons();
        let (domains, projects) = (self.height(Pane::Domains), self.height(Pane::Projects));
        let rows = self.sidebar_len();
        self.sidebar.list.select(self.sidebar.list.selected(), rows, domains);
        self.projects.select(self.projects.selected(), self.visible_len(), projects);
        let (len, height) = (self.overview_rows().len(), self.overview_height());
        if let Overlay::Overview(list) = self.overlay.root_mut() {
            list.select(list.selected(), len, height);
        }
    }
}
