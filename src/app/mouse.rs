//! Mouse events, or those of a touch screen that acts as a mouse: clicks, drags and the wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::act::{act, close_search, copy, help_action, open_scope};
use super::board_keys::{board_action, expand, move_in_list};
use super::changes::{click_change, move_in_changes};
use super::detail::{detail_len, detail_offset};
use super::filter_sheet::{click_filter, move_in_filter};
use super::help_page::move_in_help;
use super::hit_test::hit_test;
use super::jump_keys::push_jump;
use super::keypad_input::press_keypad_key;
use super::mouse_state::PressedButton;
use super::overlay::Overlay;
use super::sorting::sort_action;
use super::{Action, Effect, HitTarget, Layer, Model, Motion, Pane, Settings};

/// The number of rows that one turn of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

/// Handles a mouse event.
pub(crate) fn on_mouse(model: &mut Model, settings: &Settings, event: MouseEvent) -> Vec<Effect> {
    let position = Position { x: event.column, y: event.row };
    let target = hit_test(model, settings, position);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            model.notice = None;
            model.number_input.clear();
            model.mouse.press(target, position.y);
            if target == Some(HitTarget::ScrollBar) {
                drag_scroll_bar(model, settings, position.y);
            }
        }
        MouseEventKind::Drag(MouseButton::Left) => drag(model, settings, position.y),
        MouseEventKind::Up(MouseButton::Left) => {
            if let Some(target) = model.mouse.click(target) {
                let effects = click(model, settings, target);
                model.reveal();
                return effects;
            }
        }
        MouseEventKind::ScrollUp => scroll(model, settings, target, -WHEEL_ROWS),
        MouseEventKind::ScrollDown => scroll(model, settings, target, WHEEL_ROWS),
        _ => {}
    }
    Vec::new()
}

/// Scrolls the focused pane up or down by its height; the detail page by one line less, for
/// orientation.
fn scroll_page(model: &mut Model, settings: &Settings, motion: Motion) {
    let overlap = usize::from(model.nav.focus == Pane::Detail);
    let height = model.height(model.nav.focus).saturating_sub(overlap).max(1);
    let page = isize::try_from(height).unwrap_or(1);
    let rows = if motion == Motion::Up { -page } else { page };
    scroll(model, settings, Some(HitTarget::Pane(model.nav.focus)), rows);
}

/// Handles a drag to row `y` of the screen.
fn drag(model: &mut Model, settings: &Settings, y: u16) {
    let Some(pressed) = model.mouse.pressed else { return };
    if pressed.target == Some(HitTarget::ScrollBar) {
        drag_scroll_bar(model, settings, y);
    } else if y != pressed.y {
        // The content follows the finger.
        let rows = isize::try_from(i32::from(pressed.y) - i32::from(y)).unwrap_or_default();
        model.mouse.pressed = Some(PressedButton { y, has_scrolled: true, ..pressed });
        scroll(model, settings, pressed.target, rows);
    }
}

/// Scrolls the detail page to the position of its scroll bar that row `y` of the screen stands for.
fn drag_scroll_bar(model: &mut Model, settings: &Settings, y: u16) {
    let Some(area) = model.areas().map(|areas| areas.pane_body(Pane::Detail)) else { return };
    let max = detail_len(model, settings).saturating_sub(usize::from(area.height));
    let track = usize::from(area.height.saturating_sub(1)).max(1);
    model.nav.detail_scroll =
        (usize::from(y.saturating_sub(area.y)) * max).div_ceil(track).min(max);
}

/// Scrolls the element under the mouse by `rows`, down if positive.
fn scroll(model: &mut Model, settings: &Settings, target: Option<HitTarget>, rows: isize) {
    let motion = if rows < 0 { Motion::Up } else { Motion::Down };
    match (model.layer(), target) {
        // Here the wheel moves the selection, and by one row only: each step lays out a page anew.
        (Layer::Help, _) => move_in_help(model, &settings.keymap, motion),
        (Layer::Filter, _) => move_in_filter(model, motion),
        (Layer::Changes, _) => move_in_changes(model, motion),
        (Layer::Code, _) => move_in_list(model, motion),
        (Layer::Overview, _) => {
            let (len, height) = (model.overview_rows().len(), model.overview_height());
            if let Overlay::Overview(list) = &mut model.overlay {
                list.scroll(rows, len, height);
            }
        }
        (
            Layer::Board | Layer::Search,
            Some(
                HitTarget::Domain(_)
                | HitTarget::Tab(Pane::Domains)
                | HitTarget::Pane(Pane::Domains),
            ),
        ) => {
            let selected = model.nav.domains().selected();
            let (len, height) = (model.sidebar_len(), model.height(Pane::Domains));
            model.nav.sidebar.list.scroll(rows, len, height);
            if model.nav.domains().selected() != selected {
                model.update_query();
            }
        }
        (
            Layer::Board | Layer::Search,
            Some(
                HitTarget::Project(_)
                | HitTarget::Tab(Pane::Projects)
                | HitTarget::Pane(Pane::Projects),
            ),
        ) => {
            let (len, height) = (model.visible_len(), model.height(Pane::Projects));
            model.nav.change_list(|list| list.scroll(rows, len, height));
        }
        (
            Layer::Board | Layer::Search,
            Some(
                HitTarget::ScrollBar | HitTarget::Tab(Pane::Detail) | HitTarget::Pane(Pane::Detail),
            ),
        ) => {
            let len = detail_len(model, settings);
            let max = len.saturating_sub(model.height(Pane::Detail));
            model.nav.detail_scroll =
                detail_offset(model, len).saturating_add_signed(rows).min(max);
        }
        _ => {}
    }
}

/// Performs the click on an element. Clicking the selected row opens it.
fn click(model: &mut Model, settings: &Settings, target: HitTarget) -> Vec<Effect> {
    let layer = model.layer();
    match target {
        HitTarget::Button(Action::PageUp) => scroll_page(model, settings, Motion::Up),
        HitTarget::Button(Action::PageDown) => scroll_page(model, settings, Motion::Down),
        HitTarget::Hint(action) | HitTarget::Button(action) => {
            return act(model, settings, layer, action, false);
        }
        HitTarget::KeypadKey(action) => press_keypad_key(model, action),
        HitTarget::Help(row) => return click_help(model, settings, row),
        HitTarget::Filter(row) => click_filter(model, row),
        HitTarget::Change(row) => click_change(model, row),
        HitTarget::Extract(row) if model.overlay == Overlay::Copy(row) => {
            return copy(model, layer);
        }
        HitTarget::Extract(row) => model.overlay = Overlay::Copy(row),
        HitTarget::ListFormat(row) => model.overlay = Overlay::Export(row),
        HitTarget::SortKey(row) => {
            model.overlay = Overlay::Sort(row);
            sort_action(model, Action::Sort);
        }
        HitTarget::Overview(scope) => open_scope(model, scope),
        HitTarget::SearchBox if model.overlay.has_search() => model.search.input.deselect(),
        HitTarget::SearchBox => board_action(model, settings, Action::Search),
        HitTarget::Chip(nth) => {
            push_jump(model);
            model.search.input.remove_term(nth);
            model.update_query();
        }
        HitTarget::Domain(row) => click_domain(model, settings, row),
        HitTarget::Project(row) => click_project(model, settings, row),
        HitTarget::Tab(Pane::Detail) if model.nav.focus == Pane::Detail => {
            board_action(model, settings, Action::Zoom);
        }
        HitTarget::Tab(pane) | HitTarget::Pane(pane) => focus_pane(model, pane),
        HitTarget::ScrollBar => focus_pane(model, Pane::Detail),
    }
    Vec::new()
}

fn click_help(model: &mut Model, settings: &Settings, row: usize) -> Vec<Effect> {
    let is_selected = model.overlay.help().is_some_and(|help| help.selected == row);
    if is_selected {
        return help_action(model, settings, Action::Run);
    }
    if let Some(help) = model.overlay.help_mut() {
        help.selected = row;
    }
    Vec::new()
}

fn click_domain(model: &mut Model, settings: &Settings, row: usize) {
    if model.nav.focus == Pane::Domains && model.nav.domains().selected() == row {
        return board_action(model, settings, Action::Open);
    }
    focus_pane(model, Pane::Domains);
    push_jump(model);
    let scope = model.nav.sidebar.rows(model.catalog()).get(row).copied();
    debug_assert!(scope.is_some(), "a row of the sidebar was hit");
    model.set_scope(scope.unwrap_or_default());
    // With several programmes the user wants to see the domains first.
    if !expand(model) {
        focus_if_hidden(model, Pane::Projects);
    }
}

fn click_project(model: &mut Model, settings: &Settings, row: usize) {
    if model.nav.focus == Pane::Projects
        && !model.overlay.has_search()
        && model.nav.projects.selected() == row
    {
        return board_action(model, settings, Action::Open);
    }
    focus_pane(model, Pane::Projects);
    model.select(row);
    focus_if_hidden(model, Pane::Detail);
}

/// Focuses a pane and closes the search box.
fn focus_pane(model: &mut Model, pane: Pane) {
    close_search(model);
    model.nav.focus = pane;
}

/// Focuses `pane` if it is hidden, because it shows what was clicked.
fn focus_if_hidden(model: &mut Model, pane: Pane) {
    if model.areas().is_some_and(|areas| areas.pane(pane).is_none()) {
        model.nav.focus = pane;
    }
}
