//! Hit testing: the element under a cell of the screen.

use ratatui::layout::{Position, Rect};

use super::Model;
use crate::app::{HitTarget, Layer, Pane, Settings};
use crate::page::Extract;

impl Model {
    /// Returns the element under the cell at `position`, if a click or the wheel can do something
    /// with it.
    #[must_use]
    pub fn hit_test(&self, settings: &Settings, position: Position) -> Option<HitTarget> {
        let areas = self.areas()?;
        let mut buttons = self.buttons(settings).into_iter();
        if let Some(button) = buttons.find(|button| button.area.contains(position)) {
            return Some(HitTarget::Button(button.action));
        }
        if let Some(action) = self.keypad_hit(position) {
            return Some(HitTarget::KeypadKey(action));
        }
        if areas.footer.contains(position) {
            return self
                .hints(settings)
                .into_iter()
                .find(|hint| hint.area.contains(position))
                .map(|hint| HitTarget::Hint(hint.action));
        }
        match self.layer() {
            Layer::Help => {
                let page = self.help_page(&settings.keymap)?;
                page.lines
                    .get(row_in(areas.body, position)? + page.offset)?
                    .row
                    .map(HitTarget::Help)
            }
            Layer::Copy => row_in(areas.body, position)?
                .checked_sub(1)
                .filter(|row| *row < Extract::ALL.len())
                .map(HitTarget::Extract),
            Layer::Code | Layer::Mark | Layer::Idle => None,
            Layer::Overview => self.hit_test_overview(position),
            Layer::Board | Layer::Search if areas.header.contains(position) => {
                self.hit_test_header(position)
            }
            Layer::Board | Layer::Search => self.hit_test_panes(settings, position),
        }
    }

    fn hit_test_header(&self, position: Position) -> Option<HitTarget> {
        let bar = self.search_bar()?;
        let chip = bar.chips.iter().position(|chip| chip.area.contains(position));
        Some(chip.filter(|_| !self.search.open).map_or(HitTarget::SearchBox, HitTarget::Chip))
    }

    fn hit_test_overview(&self, position: Position) -> Option<HitTarget> {
        let list = self.overview()?;
        let scopes = self.overview_rows();
        let areas = self.areas()?.overview(scopes.len());
        let row = row_in(areas.list, position).map(|row| row + list.offset());
        let grid = areas.grid(self.catalog(), &scopes);
        let card = || match grid {
            Some(grid) => (0..scopes.len()).find(|nth| grid.card(*nth).contains(position)),
            None => Some(list.selected()).filter(|_| areas.cards.contains(position)),
        };
        row.or_else(card).and_then(|row| scopes.get(row).copied()).map(HitTarget::Overview)
    }

    fn hit_test_panes(&self, settings: &Settings, position: Position) -> Option<HitTarget> {
        let areas = self.areas()?;
        if let Some(row) = areas.overview_strip.and_then(|strip| row_in(strip, position)) {
            return row
                .checked_sub(1)
                .and_then(|row| self.overview_rows().get(row).copied())
                .map(HitTarget::Overview);
        }
        let (pane, area) = Pane::ALL
            .into_iter()
            .filter_map(|pane| Some((pane, areas.pane(pane)?)))
            .find(|(_, area)| area.contains(position))?;
        if position.y == area.y {
            let tabs = areas.tabs(pane, self.lang.strings());
            return Some(
                tabs.into_iter()
                    .find(|(_, tab)| tab.contains(position))
                    .map_or(HitTarget::Pane(pane), |(tab, _)| HitTarget::Tab(tab)),
            );
        }
        Some(match (pane, areas.tiles(pane).hit(position)) {
            (Pane::Domains, Some(row)) if row + self.domains().offset() < self.sidebar_len() => {
                HitTarget::Domain(row + self.domains().offset())
            }
            (Pane::Projects, Some(row)) if row + self.projects.offset() < self.visible_len() => {
                HitTarget::Project(row + self.projects.offset())
            }
            (Pane::Detail, _)
                if position.x + 1 == area.right()
                    && self.detail_len(settings) > self.height(pane) =>
            {
                HitTarget::ScrollBar
            }
            _ => HitTarget::Pane(pane),
        })
    }
}

/// Returns the row of `position` within `area`, counted from its top; `None` if `position` lies
/// outside.
fn row_in(area: Rect, position: Position) -> Option<usize> {
    area.contains(position).then(|| usize::from(position.y - area.y))
}
