//! The buttons on the screen, which replace the key hints for touch and in large print.

use ratatui::layout::Rect;

use super::detail::{detail_len, detail_offset};
use super::scale::BUTTON_ROWS;
use super::{Action, Areas, Layer, Model, Pane, Scale, Settings};

impl Areas {
    /// Returns the cells of button `nth` in a row of `count` buttons.
    #[must_use]
    pub fn button(&self, nth: usize, count: usize) -> Rect {
        debug_assert!(nth < count, "button {nth} of {count}");
        let edge = |nth: usize| {
            let x = usize::from(self.footer.width) * nth / count.max(1);
            self.footer.x + u16::try_from(x).unwrap_or_default()
        };
        // A column separates the buttons.
        Rect { x: edge(nth), width: (edge(nth + 1) - edge(nth)).saturating_sub(1), ..self.footer }
    }
}

/// A button on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// The cells of the button.
    pub area: Rect,
    /// The action of the button.
    pub action: Action,
    /// The label.
    pub label: &'static str,
    /// The name of the key with the same action; empty if there is none, or on a touch screen.
    pub key: String,
}

/// Returns the buttons of the current layer; empty if the scale has none. Home, back, language
/// and size are always in the same places; scroll buttons are shown if there is more to see.
#[must_use]
pub fn lay_out_buttons(model: &Model, settings: &Settings) -> Vec<Button> {
    let Some(areas) = model.areas().filter(|_| model.prefs.scale.has_buttons()) else {
        return Vec::new();
    };
    let third = match model.layer() {
        Layer::Search => Action::Accept,
        Layer::Board if model.nav.focus == Pane::Detail => Action::Code,
        _ => Action::Search,
    };
    let actions = [Action::Home, Action::Back, third, Action::Language, Action::Large];
    let footer = actions.into_iter().enumerate();
    let footer = footer.map(|(nth, action)| (areas.button(nth, actions.len()), action));
    let pager = areas.pager.filter(|_| matches!(model.layer(), Layer::Board | Layer::Search));
    let pager = pager.map(|area| pager_actions(model, area, settings)).unwrap_or_default();
    let button = |(area, action)| {
        let (label, key) = (label(model, action), key_of(model, action, settings));
        Button { area, action, label, key }
    };
    footer.chain(pager).map(button).collect()
}

/// Returns the cells and the actions of the scroll buttons: up and down, or if there is no room for
/// both, one that goes down and from the end back to the top.
fn pager_actions(model: &Model, area: Rect, settings: &Settings) -> Vec<(Rect, Action)> {
    let upper = Rect { height: area.height / 2, ..area };
    let lower = Rect { y: area.y + upper.height, height: area.height - upper.height, ..area };
    let (up, down) = ((upper, Action::PageUp), (lower, Action::PageDown));
    match can_scroll(model, settings) {
        [false, false] => Vec::new(),
        [_, true] if upper.height < BUTTON_ROWS => vec![(area, Action::PageDown)],
        [_, false] if upper.height < BUTTON_ROWS => vec![(area, Action::Top)],
        [false, true] => vec![down],
        [true, false] => vec![up],
        [true, true] => vec![up, down],
    }
}

/// Returns true for each direction, up and down, in which the focused pane can scroll.
fn can_scroll(model: &Model, settings: &Settings) -> [bool; 2] {
    let height = model.height(model.nav.focus);
    let (offset, len) = match model.nav.focus {
        Pane::Domains => (model.nav.domains().offset(), model.sidebar_len()),
        Pane::Projects => (model.nav.projects.offset(), model.visible_len()),
        Pane::Detail => {
            let len = detail_len(model, settings);
            (detail_offset(model, len), len)
        }
    };
    [offset > 0, offset + height < len]
}

/// Returns the name of the key with the same action as a button; empty if there is none, or on
/// a touch screen.
fn key_of(model: &Model, action: Action, settings: &Settings) -> String {
    // Home has no key of its own; with buttons the overview key does the same.
    let action = if action == Action::Home { Action::Overview } else { action };
    settings
        .keymap
        .first_key(model.layer(), action)
        .filter(|_| !model.prefs.is_touch())
        .unwrap_or_default()
}

/// Returns the label of the button for `action`.
fn label(model: &Model, action: Action) -> &'static str {
    let s = model.prefs.lang.strings();
    match action {
        Action::Home => s.button_home,
        Action::Back => s.button_back,
        Action::Code => s.button_code,
        Action::Accept => s.button_accept,
        Action::Large if model.prefs.scale == Scale::Large => s.button_usual,
        Action::Large => s.button_large,
        Action::PageUp => s.button_up,
        Action::PageDown => s.button_down,
        Action::Top => s.button_top,
        action => action.describe(model.prefs.lang),
    }
}
