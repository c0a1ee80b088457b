//! Mouse events, or those of a touch screen that acts as a mouse: clicks, drags and the wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::board_keys::{board_action, move_in_list};
use super::hit_test::HitTarget;
use super::model::ProjectOverlay;
use super::update::{act, copy, help_action, open_scope};
use super::{Action, Effects, Layer, Model, Motion, Pane, Settings};

/// The rows that one turn of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

/// The state of the mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MouseState {
    /// True if the terminal reports mouse events to the board.
    pub(super) captured: bool,
    /// The left button, while it is held down.
    pressed: Option<PressedButton>,
}

impl MouseState {
    pub(super) fn new(on: bool) -> Self {
        Self { captured: on, pressed: None }
    }

    /// Returns true while the left button is held down.
    pub(super) fn is_held(&self) -> bool {
        self.pressed.is_some()
    }

    /// Forgets the pressed button, so that its release is not a click.
    pub(super) fn let_go(&mut self) {
        self.pressed = None;
    }
}

impl Model {
    /// Returns true if the terminal reports mouse events to the board.
    #[must_use]
    pub fn has_mouse_capture(&self) -> bool {
        self.mouse.captured
    }
}

/// A button that is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PressedButton {
    /// The element under the cell where it was pressed.
    target: Option<HitTarget>,
    /// The row where the mouse is now.
    y: u16,
    /// True if the drag has scrolled something: then the release is not a click.
    moved: bool,
}

/// Handles a mouse event.
pub(super) fn on_mouse(model: &mut Model, settings: &Settings, event: MouseEvent) -> Effects {
    let at = Position { x: event.column, y: event.row };
    let under = model.hit_test(settings, at);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            model.notice = None;
            model.number_input.clear();
            model.mouse.pressed = Some(PressedButton { target: under, y: at.y, moved: false });
            if under == Some(HitTarget::ScrollBar) {
                drag_bar(model, settings, at.y);
            }
        }
        MouseEventKind::Drag(MouseButton::Left) => drag(model, settings, at.y),
        MouseEventKind::Up(MouseButton::Left) => {
            let pressed = model
                .mouse
                .pressed
                .take()
                .filter(|pressed| !pressed.moved && pressed.target == under);
            if let Some(touch) = pressed.and(under) {
                let effects = click(model, settings, touch);
                model.reveal();
                return effects;
            }
        }
        MouseEventKind::ScrollUp => scroll(model, settings, under, -WHEEL_ROWS),
        MouseEventKind::ScrollDown => scroll(model, settings, under, WHEEL_ROWS),
        _ => {}
    }
    Effects::NONE
}

/// Scrolls the focused pane by its height; the detail page by one line less, for orientation.
fn scroll_page(model: &mut Model, settings: &Settings, step: Motion) {
    let kept = usize::from(model.focus == Pane::Detail);
    let page = isize::try_from(model.height(model.focus).saturating_sub(kept).max(1)).unwrap_or(1);
    scroll(
        model,
        settings,
        Some(HitTarget::Pane(model.focus)),
        if step == Motion::Up { -page } else { page },
    );
}

fn drag(model: &mut Model, settings: &Settings, y: u16) {
    let Some(pressed) = model.mouse.pressed else { return };
    if pressed.target == Some(HitTarget::ScrollBar) {
        drag_bar(model, settings, y);
    } else if y != pressed.y {
        // The content follows the finger.
        let by = isize::try_from(i32::from(pressed.y) - i32::from(y)).unwrap_or_default();
        model.mouse.pressed = Some(PressedButton { y, moved: true, ..pressed });
        scroll(model, settings, pressed.target, by);
    }
}

/// Scrolls the detail page to the position that row `y` of the scroll bar stands for.
fn drag_bar(model: &mut Model, settings: &Settings, y: u16) {
    let Some(area) = model.areas().map(|areas| areas.pane_body(Pane::Detail)) else { return };
    let most = model.detail_len(settings).saturating_sub(usize::from(area.height));
    let way = usize::from(area.height.saturating_sub(1)).max(1);
    model.detail_scroll = (usize::from(y.saturating_sub(area.y)) * most).div_ceil(way).min(most);
}

/// Scrolls the element `under` the mouse by `by` rows, down if positive.
fn scroll(model: &mut Model, settings: &Settings, under: Option<HitTarget>, by: isize) {
    let step = if by < 0 { Motion::Up } else { Motion::Down };
    match (model.layer(), under) {
        // Here the wheel moves the selection, and by one row only: each step lays out a page anew.
        (Layer::Help, _) => model.move_in_help(&settings.keymap, step),
        (Layer::Code, _) => move_in_list(model, step),
        (Layer::Overview, _) => {
            let (len, height) = (model.overview_rows().len(), model.overview_height());
            model.overview.iter_mut().for_each(|list| list.scroll(by, len, height));
        }
        (
            Layer::Board | Layer::Search,
            Some(
                HitTarget::Domain(_)
                | HitTarget::Tab(Pane::Domains)
                | HitTarget::Pane(Pane::Domains),
            ),
        ) => {
            let (before, len, height) =
                (model.domains(), model.sidebar_len(), model.height(Pane::Domains));
            model.sidebar.list.scroll(by, len, height);
            if model.domains().selected() != before.selected() {
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
            let before = model.projects.selected();
            model.projects.scroll(by, model.visible_len(), model.height(Pane::Projects));
            if model.projects.selected() != before {
                model.detail_scroll = 0;
            }
        }
        (
            Layer::Board | Layer::Search,
            Some(
                HitTarget::ScrollBar | HitTarget::Tab(Pane::Detail) | HitTarget::Pane(Pane::Detail),
            ),
        ) => {
            let len = model.detail_len(settings);
            let most = len.saturating_sub(model.height(Pane::Detail));
            model.detail_scroll = model.detail_offset(len).saturating_add_signed(by).min(most);
        }
        _ => {}
    }
}

/// Performs the click on an element. Clicking the selected row opens it.
fn click(model: &mut Model, settings: &Settings, touch: HitTarget) -> Effects {
    let layer = model.layer();
    match touch {
        HitTarget::Button(Action::PageUp) => scroll_page(model, settings, Motion::Up),
        HitTarget::Button(Action::PageDown) => scroll_page(model, settings, Motion::Down),
        HitTarget::Hint(action) | HitTarget::Button(action) => {
            return act(model, settings, layer, action, false);
        }
        HitTarget::KeypadKey(cap) => model.press_keypad_key(cap),
        HitTarget::Help(row) => return click_help(model, settings, row),
        HitTarget::Extract(row) if model.overlay == Some(ProjectOverlay::Copy(row)) => {
            return copy(model, layer);
        }
        HitTarget::Extract(row) => model.overlay = Some(ProjectOverlay::Copy(row)),
        HitTarget::Overview(part) => open_scope(model, part),
        HitTarget::SearchBox if model.search.open => {}
        HitTarget::SearchBox => board_action(model, settings, Action::Search),
        HitTarget::Chip(nth) => {
            model.push_jump();
            model.search.remove_term(nth);
            model.update_query();
        }
        HitTarget::Domain(row) => click_domain(model, settings, row),
        HitTarget::Project(row) => click_project(model, settings, row),
        HitTarget::Tab(Pane::Detail) if model.focus == Pane::Detail => {
            board_action(model, settings, Action::Zoom);
        }
        HitTarget::Tab(pane) | HitTarget::Pane(pane) => focus_pane(model, pane),
        HitTarget::ScrollBar => focus_pane(model, Pane::Detail),
    }
    Effects::NONE
}

fn click_help(model: &mut Model, settings: &Settings, row: usize) -> Effects {
    let chosen = model.help.as_ref().is_some_and(|help| help.selected == row);
    if chosen {
        return help_action(model, settings, Action::Run);
    }
    model.help.iter_mut().for_each(|help| help.selected = row);
    Effects::NONE
}

fn click_domain(model: &mut Model, settings: &Settings, row: usize) {
    if model.focus == Pane::Domains && model.domains().selected() == row {
        return board_action(model, settings, Action::Open);
    }
    focus_pane(model, Pane::Domains);
    model.push_jump();
    model.set_scope(model.sidebar_rows().get(row).copied().unwrap_or_default());
    // With several programmes the user wants to see the domains first.
    if !model.expand() {
        focus_if_hidden(model, Pane::Projects);
    }
}

fn click_project(model: &mut Model, settings: &Settings, row: usize) {
    if model.focus == Pane::Projects && !model.search.open && model.projects.selected() == row {
        return board_action(model, settings, Action::Open);
    }
    focus_pane(model, Pane::Projects);
    model.select(row);
    focus_if_hidden(model, Pane::Detail);
}

/// Focuses a pane and closes the search box.
fn focus_pane(model: &mut Model, pane: Pane) {
    if model.search.open {
        model.search.close();
    }
    model.focus = pane;
}

/// Focuses `pane` if it is hidden, because it shows what was clicked.
fn focus_if_hidden(model: &mut Model, pane: Pane) {
    if model.areas().is_some_and(|areas| areas.pane(pane).is_none()) {
        model.focus = pane;
    }
}
