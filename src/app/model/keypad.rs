//! Typing on the keypad, and the keys of it that lead to hits.

use ratatui::layout::Position;

use super::Model;
use crate::app::{Action, Keypad, KeypadAction, Layer};

/// Maximum size of a catalog, in projects, for which keys without hits are disabled. In a larger
/// one the check would take longer than a key may.
const ENABLED_CHECK_MAX: usize = 2_000;

impl Model {
    /// Returns true if the search box is open and there may be no keyboard.
    pub(crate) fn has_keypad(&self) -> bool {
        self.is_touch() && self.layer() == Layer::Search
    }

    /// Returns the keypad while it is shown, with the keys disabled that lead to no hits. This is
    /// checked once per frame, not once per key: noise on a serial line types more keys than are
    /// ever drawn.
    #[must_use]
    pub fn keypad(&self) -> Option<Keypad> {
        let mut keypad = self.keypad_layout()?;
        if self.catalog().len() <= ENABLED_CHECK_MAX {
            for key in &mut keypad.keys {
                key.enabled = self.is_key_enabled(key.action);
            }
        }
        Some(keypad)
    }

    fn keypad_layout(&self) -> Option<Keypad> {
        self.areas()?.keypad.map(|area| Keypad::new(area, self.keypad_page))
    }

    fn is_key_enabled(&self, action: KeypadAction) -> bool {
        let text = self.search.text();
        match action {
            KeypadAction::Type(letter) => {
                self.has_hits_for(&format!("{text}{}", letter.to_lowercase()))
            }
            KeypadAction::Delete => !text.is_empty(),
            KeypadAction::More => true,
        }
    }

    /// Returns the action of the key under the cell at `position`.
    pub(crate) fn keypad_hit(&self, position: Position) -> Option<KeypadAction> {
        self.keypad_layout()?
            .keys
            .into_iter()
            .find(|key| key.area.contains(position))
            .map(|key| key.action)
    }

    /// Performs the action of a key of the keypad.
    pub(crate) fn press_keypad_key(&mut self, action: KeypadAction) {
        match action {
            KeypadAction::Type(letter) => {
                self.search.insert(&letter.to_lowercase().to_string());
            }
            KeypadAction::Delete => {
                self.search.edit(Action::DeleteBack);
            }
            KeypadAction::More => self.keypad_page = self.keypad_page.wrapping_add(1),
        }
        self.update_query();
    }
}
