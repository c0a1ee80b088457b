//! What a mouse does, or a finger on a screen that acts as one: a click does what lies under it, a drag moves it, and so does
//! the wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::model::Sheet;
use super::panes::{board, move_in_list};
use super::touch::Touch;
use super::update::{act, copy, help, open_part};
use super::{Action, Effects, Layer, Model, Pane, Settings, Step};

/// So many rows a turn of the wheel moves what is under it.
const TURN: isize = 3;

/// The mouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mouse {
    /// Whether the terminal tells what it does.
    pub(super) on: bool,
    /// The button, while it is held down.
    pressed: Option<Pressed>,
}

impl Mouse {
    pub(super) fn new(on: bool) -> Self {
        Self { on, pressed: None }
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
    pub fn has_mouse(&self) -> bool {
        self.mouse.on
    }
}

/// A button that is held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pressed {
    /// On what it was pressed.
    on: Option<Touch>,
    /// The row where it is now.
    y: u16,
    /// Whether it has moved something since: then letting go is no click.
    moved: bool,
}

/// Takes in what the mouse did.
pub(super) fn mouse(model: &mut Model, settings: &Settings, event: MouseEvent) -> Effects {
    let at = Position { x: event.column, y: event.row };
    let under = model.under(settings, at);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            model.notice = None;
            model.typed.clear();
            model.mouse.pressed = Some(Pressed { on: under, y: at.y, moved: false });
            if under == Some(Touch::ScrollBar) {
                drag_bar(model, settings, at.y);
            }
        }
        MouseEventKind::Drag(MouseButton::Left) => drag(model, settings, at.y),
        MouseEventKind::Up(MouseButton::Left) => {
            let pressed = model.mouse.pressed.take().filter(|pressed| !pressed.moved && pressed.on == under);
            if let Some(touch) = pressed.and(under) {
                let effects = click(model, settings, touch);
                model.reveal();
                return effects;
            }
        }
        MouseEventKind::ScrollUp => scroll(model, settings, under, -TURN),
        MouseEventKind::ScrollDown => scroll(model, settings, under, TURN),
        _ => {}
    }
    Effects::NONE
}

/// Moves what is in sight by as much as is in sight; of a text one line less, so that the eye finds its place.
fn turn_page(model: &mut Model, settings: &Settings, step: Step) {
    let kept = usize::from(model.focus == Pane::Detail);
    let page = isize::try_from(model.height(model.focus).saturating_sub(kept).max(1)).unwrap_or(1);
    scroll(model, settings, Some(Touch::Pane(model.focus)), if step == Step::Up { -page } else { page });
}

fn drag(model: &mut Model, settings: &Settings, y: u16) {
    let Some(pressed) = model.mouse.pressed else { return };
    if pressed.on == Some(Touch::ScrollBar) {
        drag_bar(model, settings, y);
    } else if y != pressed.y {
        // What is under the finger goes with it.
        let by = isize::try_from(i32::from(pressed.y) - i32::from(y)).unwrap_or_default();
        model.mouse.pressed = Some(Pressed { y, moved: true, ..pressed });
        scroll(model, settings, pressed.on, by);
    }
}

/// Shows the part of the page that the scroll bar stands for at `y`.
fn drag_bar(model: &mut Model, settings: &Settings, y: u16) {
    let Some(area) = model.areas().map(|areas| areas.inside(Pane::Detail)) else { return };
    let most = model.detail_len(settings).saturating_sub(usize::from(area.height));
    let way = usize::from(area.height.saturating_sub(1)).max(1);
    model.detail = (usize::from(y.saturating_sub(area.y)) * most).div_ceil(way).min(most);
}

/// Moves what is `under` the pointer by so many rows, down if that is positive.
fn scroll(model: &mut Model, settings: &Settings, under: Option<Touch>, by: isize) {
    let step = if by < 0 { Step::Up } else { Step::Down };
    match (model.layer(), under) {
        // What is chosen there is what moves, and a page is made to find each next one.
        (Layer::Help, _) => model.step_in_help(&settings.keymap, step),
        (Layer::Code, _) => move_in_list(model, step),
        (Layer::Overview, _) => {
            let (len, height) = (model.overview_parts().len(), model.overview_height());
            model.overview.iter_mut().for_each(|list| list.scroll(by, len, height));
        }
        (Layer::Board | Layer::Search, Some(Touch::Domain(_) | Touch::Tab(Pane::Domains) | Touch::Pane(Pane::Domains))) => {
            let (before, len, height) = (model.domains(), model.sidebar_len(), model.height(Pane::Domains));
            model.sidebar.list.scroll(by, len, height);
            if model.domains().selected() != before.selected() {
                model.refilter();
            }
        }
        (Layer::Board | Layer::Search, Some(Touch::Project(_) | Touch::Tab(Pane::Projects) | Touch::Pane(Pane::Projects))) => {
            let before = model.projects.selected();
            model.projects.scroll(by, model.visible_len(), model.height(Pane::Projects));
            if model.projects.selected() != before {
                model.detail = 0;
            }
        }
        (Layer::Board | Layer::Search, Some(Touch::ScrollBar | Touch::Tab(Pane::Detail) | Touch::Pane(Pane::Detail))) => {
            let len = model.detail_len(settings);
            let most = len.saturating_sub(model.height(Pane::Detail));
            model.detail = model.detail_offset(len).saturating_add_signed(by).min(most);
        }
        _ => {}
    }
}

/// Does what is clicked. What is chosen already is opened.
fn click(model: &mut Model, settings: &Settings, touch: Touch) -> Effects {
    let layer = model.layer();
    match touch {
        Touch::Button(Action::PageUp) => turn_page(model, settings, Step::Up),
        Touch::Button(Action::PageDown) => turn_page(model, settings, Step::Down),
        Touch::Hint(action) | Touch::Button(action) => return act(model, settings, layer, action, false),
        Touch::Key(cap) => model.touch_key(cap),
        Touch::Help(row) => return click_help(model, settings, row),
        Touch::Extract(row) if model.sheet == Some(Sheet::Copy(row)) => return copy(model, layer),
        Touch::Extract(row) => model.sheet = Some(Sheet::Copy(row)),
        Touch::Overview(part) => open_part(model, part),
        Touch::SearchBox if model.search.open => {}
        Touch::SearchBox => board(model, settings, Action::Search),
        Touch::Chip(nth) => {
            model.leave();
            model.search.drop_nth(nth);
            model.refilter();
        }
        Touch::Domain(row) => click_domain(model, settings, row),
        Touch::Project(row) => click_project(model, settings, row),
        Touch::Tab(Pane::Detail) if model.focus == Pane::Detail => board(model, settings, Action::Zoom),
        Touch::Tab(pane) | Touch::Pane(pane) => go_to(model, pane),
        Touch::ScrollBar => go_to(model, Pane::Detail),
    }
    Effects::NONE
}

fn click_help(model: &mut Model, settings: &Settings, row: usize) -> Effects {
    let chosen = model.help.as_ref().is_some_and(|help| help.selected == row);
    if chosen {
        return help(model, settings, Action::Run);
    }
    model.help.iter_mut().for_each(|help| help.selected = row);
    Effects::NONE
}

fn click_domain(model: &mut Model, settings: &Settings, row: usize) {
    if model.focus == Pane::Domains && model.domains().selected() == row {
        return board(model, settings, Action::Open);
    }
    go_to(model, Pane::Domains);
    model.leave();
    model.choose(model.sidebar_rows().get(row).copied().unwrap_or_default());
    // Of several programmes one wants to see the domains first.
    if !model.unfold() {
        show_beside(model, Pane::Projects);
    }
}

fn click_project(model: &mut Model, settings: &Settings, row: usize) {
    if model.focus == Pane::Projects && !model.search.open && model.projects.selected() == row {
        return board(model, settings, Action::Open);
    }
    go_to(model, Pane::Projects);
    model.select(row);
    show_beside(model, Pane::Detail);
}

/// Gives a pane the keyboard; one does not type any more.
fn go_to(model: &mut Model, pane: Pane) {
    if model.search.open {
        model.search.close();
    }
    model.focus = pane;
}

/// Where what was clicked is shown in a pane that is not in sight, one wants to be there.
fn show_beside(model: &mut Model, pane: Pane) {
    if model.areas().is_some_and(|areas| areas.pane(pane).is_none()) {
        model.focus = pane;
    }
}
