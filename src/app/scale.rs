//! The scale of the board: for a desk, for touch, or in large print (关怀版).

use ratatui::layout::{Position, Rect};

use super::{Action, Areas, Layer, Model, Pane, Settings};
use crate::lang::Strings;

/// The scale of everything on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// As many panes and rows as fit, operated by keys.
    #[default]
    Desk,
    /// One pane at a time, with touch targets of at least 3 rows by 6 cells.
    Touch,
    /// Like [`Self::Touch`], with large numbers and blank lines between all others.
    Large,
}

impl Scale {
    /// Returns true if buttons take the place of the key hints.
    #[must_use]
    pub fn has_buttons(self) -> bool {
        self != Self::Desk
    }
}

/// The height of a button, in rows.
pub(super) const BUTTON_ROWS: u16 = 3;
/// The width of the scroll buttons, in columns.
pub(super) const PAGER_COLUMNS: u16 = 6;
/// The smallest width of a domain's tile if several are side by side, by scale.
const TILE_MIN: [u16; 3] = [u16::MAX, 24, 34];

/// The grid of a list's entries in its pane: from left to right, then down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tiles {
    area: Rect,
    columns: u16,
    width: u16,
    height: u16,
}

impl Tiles {
    /// Returns the number of tiles that fit; at least one.
    #[must_use]
    pub fn count(self) -> usize {
        (usize::from(self.area.height / self.height) * usize::from(self.columns)).max(1)
    }

    /// Returns the cells of tile `nth`, counted from the first visible one.
    #[must_use]
    pub fn tile(self, nth: usize) -> Rect {
        let nth = u16::try_from(nth).unwrap_or(u16::MAX);
        let x = self.area.x + nth % self.columns * self.width;
        let y = self.area.y.saturating_add((nth / self.columns).saturating_mul(self.height));
        Rect { x, y, width: self.width, height: self.height }.intersection(self.area)
    }

    /// Returns the visible tile that contains the cell `at`.
    pub(super) fn hit(self, at: Position) -> Option<usize> {
        (0..self.count()).find(|nth| self.tile(*nth).contains(at))
    }
}

impl Areas {
    /// Returns the tiles of `pane`, as if it were visible.
    #[must_use]
    pub fn tiles(&self, pane: Pane) -> Tiles {
        let area = self.pane_body(pane);
        let (columns, height) = match (self.scale, pane) {
            (Scale::Desk, _) | (_, Pane::Detail) => (1, 1),
            (scale, Pane::Domains) => {
                ((area.width / TILE_MIN[scale as usize]).clamp(1, 3), BUTTON_ROWS)
            }
            (Scale::Touch, Pane::Projects) => (1, BUTTON_ROWS),
            (Scale::Large, Pane::Projects) => (1, BUTTON_ROWS + 1),
        };
        Tiles { area, columns, width: area.width / columns, height }
    }

    /// Returns the cells of button `nth` in a row of `of` buttons.
    #[must_use]
    pub fn button(&self, nth: usize, of: usize) -> Rect {
        let edge = |nth: usize| {
            self.footer.x
                + u16::try_from(usize::from(self.footer.width) * nth / of.max(1))
                    .unwrap_or_default()
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
        let below =
            |(nth, action)| button(areas.button(nth, actions.len()), action, self.label(action, s));
        let mut buttons: Vec<Button> = actions.into_iter().enumerate().map(below).collect();
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
        let [above, below] = self.can_scroll(settings);
        let upper = Rect { height: area.height / 2, ..area };
        let lower = Rect { y: area.y + upper.height, height: area.height - upper.height, ..area };
        let [up, down] =
            [(upper, Action::PageUp, s.button_up), (lower, Action::PageDown, s.button_down)];
        match [above, below] {
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

    /// Returns the number of domains that are side by side.
    pub(super) fn domain_columns(&self) -> usize {
        self.areas().map_or(1, |areas| usize::from(areas.tiles(Pane::Domains).columns))
    }

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

    fn label(&self, action: Action, s: &Strings) -> &'static str {
        match action {
            Action::Home => s.button_home,
            Action::Back => s.button_back,
            Action::Code => s.button_code,
            Action::Accept => s.button_accept,
            Action::Large if self.scale == Scale::Large => s.button_usual,
            Action::Large => s.button_large,
            action => action.describe(s),
        }
    }

    /// Returns the scale.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Toggles between large print and the default scale.
    pub(super) fn toggle_large(&mut self) {
        self.scale = if self.scale == Scale::Large { self.default_scale } else { Scale::Large };
        // With buttons the sidebar takes the place of the overview.
        if self.scale.has_buttons() && self.overview.take().is_some() {
            self.focus = Pane::Domains;
        }
        self.reveal();
    }
}
