//! What lies under a cell of the screen: what a click there means.

use ratatui::layout::{Position, Rect};

use super::{Action, Cap, Layer, List, Model, Pane, Scope, Settings};
use crate::page::Extract;

/// Something on the screen that can be clicked or scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// The name of a pane.
    Tab(Pane),
    /// A row of the sidebar; 0 is "all".
    Domain(usize),
    /// A row of the list.
    Project(usize),
    /// The rest of a pane.
    Pane(Pane),
    /// The scroll bar of the page about a project.
    ScrollBar,
    /// The search box.
    SearchBox,
    /// A piece of what is asked for.
    Chip(usize),
    /// A key's name in the footer.
    Hint(Action),
    /// A row or a card of the overview.
    Overview(Scope),
    /// A row of the copy menu.
    Extract(usize),
    /// A button.
    Button(Action),
    /// A key of the keypad.
    Key(Cap),
    /// A row of the help page.
    Help(usize),
}

impl Model {
    /// What lies under a cell, if one can do something with it.
    #[must_use]
    pub fn under(&self, settings: &Settings, at: Position) -> Option<Touch> {
        let areas = self.areas()?;
        let mut buttons = self.buttons(settings).into_iter();
        if let Some(button) = buttons.find(|button| button.area.contains(at)) {
            return Some(Touch::Button(button.action));
        }
        if let Some(cap) = self.key_under(at) {
            return Some(Touch::Key(cap));
        }
        if areas.footer.contains(at) {
            return self.hints(settings).into_iter().find(|hint| hint.area.contains(at)).map(|hint| Touch::Hint(hint.action));
        }
        match self.layer() {
            Layer::Help => {
                let page = self.help_page(&settings.keymap)?;
                page.lines.get(row_in(areas.body, at)? + page.offset)?.row.map(Touch::Help)
            }
            Layer::Copy => row_in(areas.body, at)?.checked_sub(1).filter(|row| *row < Extract::ALL.len()).map(Touch::Extract),
            Layer::Code | Layer::Mark | Layer::Nobody => None,
            Layer::Overview => self.under_overview(at),
            Layer::Board | Layer::Search if areas.header.contains(at) => self.under_header(at),
            Layer::Board | Layer::Search => self.under_panes(settings, at),
        }
    }

    fn under_header(&self, at: Position) -> Option<Touch> {
        let bar = self.search_bar()?;
        let chip = bar.chips.iter().position(|chip| chip.area.contains(at));
        Some(chip.filter(|_| !self.search.open).map_or(Touch::SearchBox, Touch::Chip))
    }

    fn under_overview(&self, at: Position) -> Option<Touch> {
        let parts = self.overview_parts();
        let areas = self.areas()?.overview(parts.len());
        let row = row_in(areas.list, at).map(|row| row + self.overview().unwrap_or_default().offset());
        let grid = areas.grid(self.catalog(), &parts);
        let card = || match grid {
            Some(grid) => (0..parts.len()).find(|nth| grid.card(*nth).contains(at)),
            None => self.overview().map(List::selected).filter(|_| areas.cards.contains(at)),
        };
        row.or_else(card).and_then(|row| parts.get(row).copied()).map(Touch::Overview)
    }

    fn under_panes(&self, settings: &Settings, at: Position) -> Option<Touch> {
        let areas = self.areas()?;
        if let Some(row) = areas.strip.and_then(|strip| row_in(strip, at)) {
            return row.checked_sub(1).and_then(|row| self.overview_parts().get(row).copied()).map(Touch::Overview);
        }
        let (pane, area) =
            Pane::ALL.into_iter().filter_map(|pane| Some((pane, areas.pane(pane)?))).find(|(_, area)| area.contains(at))?;
        if at.y == area.y {
            let tabs = areas.tabs(pane, self.lang.strings());
            return Some(
                tabs.into_iter().find(|(_, tab)| tab.contains(at)).map_or(Touch::Pane(pane), |(tab, _)| Touch::Tab(tab)),
            );
        }
        Some(match (pane, areas.tiles(pane).at(at)) {
            (Pane::Domains, Some(row)) if row + self.domains().offset() < self.sidebar_len() => {
                Touch::Domain(row + self.domains().offset())
            }
            (Pane::Projects, Some(row)) if row + self.projects.offset() < self.visible_len() => {
                Touch::Project(row + self.projects.offset())
            }
            (Pane::Detail, _) if at.x + 1 == area.right() && self.detail_len(settings) > self.height(pane) => Touch::ScrollBar,
            _ => Touch::Pane(pane),
        })
    }
}

/// Which row of `area` that is, from its top.
fn row_in(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}
