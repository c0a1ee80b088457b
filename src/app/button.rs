//! The buttons on the screen, which replace the key hints for touch and in large print.

use ratatui::layout::Rect;

use super::scale::BUTTON_ROWS;
use super::{Action, Areas, Layer, Model, Pane, Scale, Settings};
use crate::lang::Strings;

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

impl Model {
    /// Returns the buttons of the current layer; empty if the scale has none. Home, back, language
    /// and size are always in the same places; scroll buttons are shown if there is more to see.
    #[must_use]
    pub fn buttons(&self, settings: &Settings) -> Vec<Button> {
        let Some(areas) = self.areas().filter(|_| self.scale.has_buttons()) else {
            return Vec::new();
        };
        let s = self.lang.strings();
        let third = match self.layer() {
            Layer::Search => Action::Accept,
            Layer::Board if self.focus == Pane::Detail => Action::Code,
            _ => Action::Search,
        };
        let actions = [Action::Home, Action::Back, third, Action::Language, Action::Large];
        let button = |area, action, label| Button {
            area,
            action,
            label,
            key: self.key_of(action, settings),
        };
        let in_footer =
            |(nth, action)| button(areas.button(nth, actions.len()), action, self.label(action, s));
        let mut buttons: Vec<Button> = actions.into_iter().enumerate().map(in_footer).collect();
        let pager = areas.pager.filter(|_| matches!(self.layer(), Layer::Board | Layer::Search));
        if let Some(area) = pager {
            buttons.extend(
                self.page_buttons(area, settings)
                    .into_iter()
                    .map(|(area, action, label)| button(area, action, label)),
            );
        }
        buttons
    }

    /// Returns the scroll buttons: up and down, or if there is no room for both, one that goes down
    /// and from the end back to the top.
    fn page_buttons(&self, area: Rect, settings: &Settings) -> Vec<(Rect, Action, &'static str)> {
        let s = self.lang.strings();
        let scrollable = self.can_scroll(settings);
        let upper = Rect { height: area.height / 2, ..area };
        let lower = Rect { y: area.y + upper.height, height: area.height - upper.height, ..area };
        let [up, down] =
            [(upper, Action::PageUp, s.button_up), (lower, Action::PageDown, s.button_down)];
        match scrollable {
            [false, false] => Vec::new(),
            [_, true] if upper.height < BUTTON_ROWS => vec![(area, down.1, down.2)],
            [_, false] if upper.height < BUTTON_ROWS => vec![(area, Action::Top, s.button_top)],
            [false, true] => vec![down],
            [true, false] => vec![up],
            [true, true] => vec![up, down],
        }
    }

    /// Returns true for each direction, up and down, in which the focused pane can scroll.
    fn can_scroll(&self, settings: &Settings) -> [bool; 2] {
        let height = self.height(self.focus);
        let (offset, len) = match self.focus {
            Pane::Domains => (self.domains().offset(), self.sidebar_len()),
            Pane::Projects => (self.projects.offset(), self.visible_len()),
            Pane::Detail => {
                let len = self.detail_len(settings);
                (self.detail_offset(len), len)
            }
        };
        [offset > 0, offset + height < len]
    }

    /// Returns the name of the key with the same action as a button; empty if there is none, or on
    /// a touch screen.
    fn key_of(&self, action: Action, settings: &Settings) -> String {
        // Home has no key of its own; with buttons the overview key does the same.
        let action = if action == Action::Home { Action::Overview } else { action };
        settings
            .keymap
            .first_key(self.layer(), action)
            .filter(|_| !self.is_touch())
            .unwrap_or_default()
    }

    /// Returns true if the board is set up for touch, so that there may be no keyboard.
    #[must_use]
    pub fn is_touch(&self) -> bool {
        self.default_scale != Scale::Desk
    }

    /// Returns the label of the button for `action`.
    fn label(&self, action: Action, s: &Strings) -> &'static str {
        match action {
            Action::Home => s.button_home,
            Action::Back => s.button_back,
            Action::Code => s.button_code,
            Action::Accept => s.button_accept,
            Action::Large if self.scale == Scale::Large => s.button_usual,
            Action::Large => s.button_large,
            action => action.describe(self.lang),
        }
    }

    /// Returns the scale.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Toggles between large print and the default scale.
    pub(crate) fn toggle_large(&mut self) {
        self.scale = if self.scale == Scale::Large { self.default_scale } else { Scale::Large };
        // With buttons the sidebar takes the place of the overview.
        if self.scale.has_buttons() && self.overview.take().is_some() {
            self.focus = Pane::Domains;
        }
        self.reveal();
    }
}
