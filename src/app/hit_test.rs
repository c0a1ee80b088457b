//! Hit testing: the element under a cell of the screen.

use ratatui::layout::{Position, Rect};

use super::bar::{lay_out_hints, search_bar};
use super::button::lay_out_buttons;
use super::changes::{changes_area, changes_page};
use super::detail::detail_len;
use super::filter_sheet::{filter_area, filter_page};
use super::help_page::help_page;
use super::keypad_input::keypad_hit;
use super::menu::Menu;
use super::{HitTarget, Layer, Model, Pane, Settings};
use crate::page::{Extract, ListFormat};
use crate::query::SortKey;

/// Returns the element under the cell at `position`, if a click or the wheel can do something
/// with it.
#[must_use]
pub fn hit_test(model: &Model, settings: &Settings, position: Position) -> Option<HitTarget> {
    let areas = model.areas()?;
    let mut buttons = lay_out_buttons(model, settings).into_iter();
    if let Some(button) = buttons.find(|button| button.area.contains(position)) {
        return Some(HitTarget::Button(button.action));
    }
    if let Some(action) = keypad_hit(model, position) {
        return Some(HitTarget::KeypadKey(action));
    }
    if areas.footer.contains(position) {
        return lay_out_hints(model, settings)
            .into_iter()
            .find(|hint| hint.area.contains(position))
            .map(|hint| HitTarget::Hint(hint.action));
    }
    match model.layer() {
        Layer::Help => {
            menu_row(help_page(model, &settings.keymap), areas.body, position).map(HitTarget::Help)
        }
        Layer::Filter => {
            menu_row(filter_page(model), filter_area(areas.body), position).map(HitTarget::Filter)
        }
        Layer::Changes => {
            menu_row(changes_page(model), changes_area(areas.body), position).map(HitTarget::Change)
        }
        Layer::Copy => row_in(areas.body, position)?
            .checked_sub(1)
            .filter(|row| *row < Extract::ALL.len())
            .map(HitTarget::Extract),
        Layer::Export => row_in(areas.body, position)?
            .checked_sub(1)
            .filter(|row| *row < ListFormat::ALL.len())
            .map(HitTarget::ListFormat),
        Layer::Sort => row_in(areas.body, position)?
            .checked_sub(1)
            .filter(|row| *row < SortKey::ALL.len())
            .map(HitTarget::SortKey),
        Layer::Code | Layer::Mark | Layer::Command | Layer::Idle => None,
        Layer::Overview => hit_test_overview(model, position),
        Layer::Board | Layer::Search if areas.header.contains(position) => {
            hit_test_header(model, position)
        }
        Layer::Board | Layer::Search => hit_test_panes(model, settings, position),
    }
}

/// Returns the row of a menu in `area` that is under the cell at `position`.
fn menu_row(menu: Option<Menu>, area: Rect, position: Position) -> Option<usize> {
    let y = u16::try_from(row_in(area, position)?).ok()?;
    menu?.row_at(position.x - area.x, y)
}

fn hit_test_header(model: &Model, position: Position) -> Option<HitTarget> {
    let bar = search_bar(model)?;
    let chip = bar.chips.iter().position(|chip| chip.area.contains(position));
    Some(chip.filter(|_| !model.overlay.has_search()).map_or(HitTarget::SearchBox, HitTarget::Chip))
}

fn hit_test_overview(model: &Model, position: Position) -> Option<HitTarget> {
    let list = model.overlay.overview()?;
    let scopes = model.overview_rows();
    let areas = model.areas()?.overview(scopes.len());
    let row = row_in(areas.list, position).map(|row| row + list.offset());
    let grid = areas.grid(model.catalog(), &scopes);
    let card = || match grid {
        Some(grid) => (0..scopes.len()).find(|nth| grid.card(*nth).contains(position)),
        None => Some(list.selected()).filter(|_| areas.cards.contains(position)),
    };
    row.or_else(card).and_then(|row| scopes.get(row).copied()).map(HitTarget::Overview)
}

fn hit_test_panes(model: &Model, settings: &Settings, position: Position) -> Option<HitTarget> {
    let areas = model.areas()?;
    if let Some(row) = areas.overview_strip.and_then(|strip| row_in(strip, position)) {
        return row
            .checked_sub(1)
            .and_then(|row| model.overview_rows().get(row).copied())
            .map(HitTarget::Overview);
    }
    let (pane, area) = Pane::ALL
        .into_iter()
        .filter_map(|pane| Some((pane, areas.pane(pane)?)))
        .find(|(_, area)| area.contains(position))?;
    if position.y == area.y {
        let tabs = areas.tabs(pane, model.prefs.lang.strings());
        return Some(
            tabs.into_iter()
                .find(|(_, tab)| tab.contains(position))
                .map_or(HitTarget::Pane(pane), |(tab, _)| HitTarget::Tab(tab)),
        );
    }
    Some(match (pane, areas.tiles(pane).hit(position)) {
        (Pane::Domains, Some(row)) if row + model.nav.domains().offset() < model.sidebar_len() => {
            HitTarget::Domain(row + model.nav.domains().offset())
        }
        (Pane::Projects, Some(row)) if row + model.nav.projects.offset() < model.visible_len() => {
            HitTarget::Project(row + model.nav.projects.offset())
        }
        (Pane::Detail, _)
            if position.x + 1 == area.right()
                && detail_len(model, settings) > model.height(pane) =>
        {
            HitTarget::ScrollBar
        }
        _ => HitTarget::Pane(pane),
    })
}

/// Returns the row of `position` within `area`, counted from its top; `None` if `position` lies
/// outside.
fn row_in(area: Rect, position: Position) -> Option<usize> {
    area.contains(position).then(|| usize::from(position.y - area.y))
}
