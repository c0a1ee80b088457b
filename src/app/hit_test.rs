//! Hit testing: the element under a cell of the screen.

use ratatui::layout::{Position, Rect};

use super::{Action, KeypadAction, Layer, List, Model, Pane, Scope, Settings};
use crate::page::Extract;

/// An element of the screen that can be clicked or scrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitTarget {
    /// The name of a pane, in its heading.
    Tab(Pane),
    /// A row of the sidebar; row 0 is "all".
    Domain(usize),
    /// A row of the project list.
    Project(usize),
    /// The rest of a pane.
    Pane(Pane),
    /// The scroll bar of the detail page.
    ScrollBar,
    /// The search box.
    SearchBox,
    /// A term of the query in the header; holds its index.
    Chip(usize),
    /// A key hint in the footer.
    Hint(Action),
    /// A row or a card of the overview.
    Overview(Scope),
    /// A row of the copy menu; holds its index in [`Extract::ALL`].
    Extract(usize),
    /// A button.
    Button(Action),
    /// A key of the keypad.
    KeypadKey(KeypadAction),
    /// A row of the help page.
    Help(usize),
}

impl Model {
    /// Returns the element under the cell `at`, if a click or the wheel can do something with it.
    #[must_use]
    pub fn hit_test(&self, settings: &Settings, at: Position) -> Option<HitTarget> {
        let areas = self.areas()?;
        let mut buttons = self.buttons(settings).into_iter();
        if let Some(button) = buttons.find(|button| button.area.contains(at)) {
            return Some(HitTarget::Button(button.action));
        }
        if let Some(cap) = self.keypad_hit(at) {
            return Some(HitTarget::KeypadKey(cap));
        }
        if areas.footer.contains(at) {
            return self
                .hints(settings)
                .into_iter()
                .find(|hint| hint.area.contains(at))
                .map(|hint| HitTarget::Hint(hint.action));
        }
        match self.layer() {
            Layer::Help => {
                let page = self.help_page(&settings.keymap)?;
                page.lines.get(row_in(areas.body, at)? + page.offset)?.row.map(HitTarget::Help)
            }
            Layer::Copy => row_in(areas.body, at)?
                .checked_sub(1)
                .filter(|row| *row < Extract::ALL.len())
                .map(HitTarget::Extract),
            Layer::Code | Layer::Mark | Layer::Idle => None,
            Layer::Overview => self.hit_test_overview(at),
            Layer::Board | Layer::Search if areas.header.contains(at) => self.hit_test_header(at),
            Layer::Board | Layer::Search => self.hit_test_panes(settings, at),
        }
    }

    fn hit_test_header(&self, at: Position) -> Option<HitTarget> {
        let bar = self.search_bar()?;
        let chip = bar.chips.iter().position(|chip| chip.area.contains(at));
        Some(chip.filter(|_| !self.search.open).map_or(HitTarget::SearchBox, HitTarget::Chip))
    }

    fn hit_test_overview(&self, at: Position) -> Option<HitTarget> {
        let parts = self.overview_rows();
        let areas = self.areas()?.overview(parts.len());
        let row =
            row_in(areas.list, at).map(|row| row + self.overview().unwrap_or_default().offset());
        let grid = areas.grid(self.catalog(), &parts);
        let card = || match grid {
            Some(grid) => (0..parts.len()).find(|nth| grid.card(*nth).contains(at)),
            None => self.overview().map(List::selected).filter(|_| areas.cards.contains(at)),
        };
        row.or_else(card).and_then(|row| parts.get(row).copied()).map(HitTarget::Overview)
    }

    fn hit_test_panes(&self, settings: &Settings, at: Position) -> Option<HitTarget> {
        let areas = self.areas()?;
        if let Some(row) = areas.overview_strip.and_then(|strip| row_in(strip, at)) {
            return row
                .checked_sub(1)
                .and_then(|row| self.overview_rows().get(row).copied())
                .map(HitTarget::Overview);
        }
        let (pane, area) = Pane::ALL
            .into_iter()
            .filter_map(|pane| Some((pane, areas.pane(pane)?)))
            .find(|(_, area)| area.contains(at))?;
        if at.y == area.y {
            let tabs = areas.tabs(pane, self.lang.strings());
            return Some(
                tabs.into_iter()
                    .find(|(_, tab)| tab.contains(at))
                    .map_or(HitTarget::Pane(pane), |(tab, _)| HitTarget::Tab(tab)),
            );
        }
        Some(match (pane, areas.tiles(pane).hit(at)) {
            (Pane::Domains, Some(row)) if row + self.domains().offset() < self.sidebar_len() => {
                HitTarget::Domain(row + self.domains().offset())
            }
            (Pane::Projects, Some(row)) if row + self.projects.offset() < self.visible_len() => {
                HitTarget::Project(row + self.projects.offset())
            }
            (Pane::Detail, _)
                if at.x + 1 == area.right() && self.detail_len(settings) > self.height(pane) =>
            {
                HitTarget::ScrollBar
            }
            _ => HitTarget::Pane(pane),
        })
    }
}

/// Returns the row of `at` within `area`, counted from its top; `None` if it lies outside.
fn row_in(area: Rect, at: Position) -> Option<usize> {
    area.contains(at).then(|| usize::from(at.y - area.y))
}
