//! What a mouse does, or a finger on a screen that acts as one: a click does what lies under it, a drag moves it, and so does
//! the wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::board_keys::{board_action, move_in_list};
use super::hit_test::HitTarget;
use super::model::ProjectOverlay;
use super::update::{act, copy, help_action, open_scope};
use super::{Action, Effects, Layer, Model, Motion, Pane, Settings};

/// So many rows a turn of the wheel moves what is under it.
const WHEEL_ROWS: isize = 3;

/// The mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MouseState {
    /// Whether the terminal tells what it does.
    pub(super) captured: bool,
    /// The button, while it is held down.
    pressed: Option<PressedButton>,
}

impl MouseState {
    pub(super) fn new(on: bool) -> Self {
        Self { captured: on, pressed: None }
    }

    /// True while the button is held down.
    pub(super) fn is_held(&self) -> bool {
        self.pressed.is_some()
    }

    /// Forgets that it is: letting go of it is no click any more.
    pub(super) fn let_go(&mut self) {
        self.pressed = None;
    }
}

impl Model {
    /// Whether the terminal is to tell what the mouse does.
    #[must_use]
    pub fn has_mouse_capture(&self) -> bool {
        self.mouse.captured
    }
}

/// A button that is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PressedButton {
    /// On what it was pressed.
    target: Option<HitTarget>,
    /// The row where it is now.
    y: u16,
    /// Whether it has moved something since: then letting go is no click.
    moved: bool,
}

/// Takes in what the mouse did.
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
            let pressed = model.mouse.pressed.take().filter(|pressed| !pressed.moved && pressed.target == under);
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

/// Moves what is in sight by as much as is in sight; of a text one line less, so that the eye finds its place.
fn scroll_page(model: &mut Model, settings: &Settings, step: Motion) {
    let kept = usize::from(model.focus == Pane::Detail);
    let page = isize::try_from(model.height(model.focus).saturating_sub(kept).max(1)).unwrap_or(1);
    scroll(model, settings, Some(HitTarget::Pane(model.focus)), if step == Motion::Up { -page } else { page });
}

fn drag(model: &mut Model, settings: &Settings, y: u16) {
    let Some(pressed) = model.mouse.pressed else { return };
    if pressed.target == Some(HitTarget::ScrollBar) {
        drag_bar(model, settings, y);
    } else if y != pressed.y {
        // What is under the finger goes with it.
        let by = isize::try_from(i32::from(pressed.y) - i32::from(y)).unwrap_or_default();
        model.mouse.pressed = Some(PressedButton { y, moved: true, ..pressed });
        scroll(model, settings, pressed.target, by);
    }
}

/// Shows the part of the page that the scroll bar stands for at `y`.
fn drag_bar(model: &mut Model, settings: &Settings, y: u16) {
    let Some(area) = model.areas().map(|areas| areas.pane_body(Pane::Detail)) else { return };
    let most = model.detail_len(settings).saturating_sub(usize::from(area.height));
    let way = usize::from(area.height.saturating_sub(1)).max(1);
    model.detail_scroll = (usize::from(y.saturating_sub(area.y)) * most).div_ceil(way).min(most);
}

/// Moves what is `under` the pointer by so many rows, down if that is positive.
fn scroll(model: &mut Model, settings: &Settings, under: Option<HitTarget>, by: isize) {
    let step = if by < 0 { Motion::Up } else { Motion::Down };
    match (model.layer(), under) {
        // What is chosen there is what moves, and a page is made to find each next one.
        (Layer::Help, _) => model.move_in_help(&settings.keymap, step),
        (Layer::Code, _) => move_in_list(model, step),
        (Layer::Overview, _) => {
            let (len, height) = (model.overview_rows().len(), model.overview_height());
            model.overview.iter_mut().for_each(|list| list.scroll(by, len, height));
        }
        (
            Layer::Board | Layer::Search,
            Some(HitTarget::Domain(_) | HitTarget::Tab(Pane::Domains) | HitTarget::Pane(Pane::Domains)),
        ) => {
            let (before, len, height) = (model.domains(), model.sidebar_len(), model.height(Pane::Domains));
            model.sidebar.list.scroll(by, len, height);
            if model.domains().selected() != before.selected() {
                model.update_query();
            }
        }
        (
            Layer::Board | Layer::Search,
            Some(HitTarget::Project(_) | HitTarget::Tab(Pane::Projects) | HitTarget::Pane(Pane::Projects)),
        ) => {
            let before = model.projects.selected();
            model.projects.scroll(by, model.visible_len(), model.height(Pane::Projects));
            if model.projects.selected() != before {
                model.detail_scroll = 0;
            }
        }
        (
            Layer::Board | Layer::Search,
            Some(HitTarget::ScrollBar | HitTarget::Tab(Pane::Detail) | HitTarget::Pane(Pane::Detail)),
        ) => {
            let len = model.detail_len(settings);
            let most = len.saturating_sub(model.height(Pane::Detail));
            model.detail_scroll = model.detail_offset(len).saturating_add_signed(by).min(most);
        }
        _ => {}
    }
}

/// Does what is clicked. What is chosen already is opened.
fn click(model: &mut Model, settings: &Settings, touch: HitTarget) -> Effects {
    let layer = model.layer();
    match touch {
        HitTarget::Button(Action::PageUp) => scroll_page(model, settings, Motion::Up),
        HitTarget::Button(Action::PageDown) => scroll_page(model, settings, Motion::Down),
        HitTarget::Hint(action) | HitTarget::Button(action) => return act(model, settings, layer, action, false),
        HitTarget::KeypadKey(cap) => model.press_keypad_key(cap),
        HitTarget::Help(row) => return click_help(model, settings, row),
        HitTarget::Extract(row) if model.overlay == Some(ProjectOverlay::Copy(row)) => return copy(model, layer),
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
        HitTarget::Tab(Pane::Detail) if model.focus == Pane::Detail => board_action(model, settings, Action::Zoom),
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
    // Of several programmes one wants to see the domains first.
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

/// Gives a pane the keyboard; one does not type any more.
fn focus_pane(model: &mut Model, pane: Pane) {
    if model.search.open {
        model.search.close();
    }
    model.focus = pane;
}

/// Where what was clicked is shown in a pane that is not in sight, one wants to be there.
fn focus_if_hidden(model: &mut Model, pane: Pane) {
    if model.areas().is_some_and(|areas| areas.pane(pane).is_none()) {
        model.focus = pane;
    }
}
