//! Typing on the keypad, and the keys of it that lead to hits.

use ratatui::layout::Position;

use super::overlay::Overlay;
use super::{Action, Keypad, KeypadAction, Model};

/// Maximum size of a catalog, in projects, for which keys without hits are disabled. In a larger
/// one the check would take longer than a key may.
const ENABLED_CHECK_MAX: usize = 2_000;

/// Returns the keypad while it is shown, with the keys disabled that lead to no hits. This is
/// checked once per frame, not once per key: noise on a serial line types more keys than are
/// ever drawn.
#[must_use]
pub fn lay_out_keypad(model: &Model) -> Option<Keypad> {
    let mut keypad = keypad_layout(model)?;
    if model.catalog().len() <= ENABLED_CHECK_MAX {
        for key in &mut keypad.keys {
            key.enabled = is_key_enabled(model, key.action);
        }
    }
    Some(keypad)
}

fn keypad_layout(model: &Model) -> Option<Keypad> {
    let Overlay::Search { keypad_page } = model.overlay else { return None };
    model.areas()?.keypad.map(|area| Keypad::new(area, keypad_page))
}

fn is_key_enabled(model: &Model, action: KeypadAction) -> bool {
    let text = model.search.input.text();
    match action {
        KeypadAction::Type(letter) => {
            has_hits_for(model, &format!("{text}{}", letter.to_lowercase()))
        }
        KeypadAction::Delete => !text.is_empty(),
        KeypadAction::More => true,
    }
}

/// Returns the action of the key under the cell at `position`.
pub(crate) fn keypad_hit(model: &Model, position: Position) -> Option<KeypadAction> {
    keypad_layout(model)?
        .keys
        .into_iter()
        .find(|key| key.area.contains(position))
        .map(|key| key.action)
}

/// Performs the action of a key of the keypad.
pub(crate) fn press_keypad_key(model: &mut Model, action: KeypadAction) {
    match action {
        KeypadAction::Type(letter) => {
            model.search.input.insert(&letter.to_lowercase().to_string());
        }
        KeypadAction::Delete => {
            model.search.input.edit(Action::DeleteBack);
        }
        KeypadAction::More => {
            if let Overlay::Search { keypad_page } = &mut model.overlay {
                *keypad_page = keypad_page.wrapping_add(1);
            }
        }
    }
    model.update_query();
}

/// Returns true if `text` has hits, or if that is unknown because the index is not built yet.
fn has_hits_for(model: &Model, text: &str) -> bool {
    let last_full = model.search.results.last_full();
    let (query, previous) = (model.data.parse_query(text), (&last_full.0, &last_full.1));
    let Some(index) = model.data.shown.index.get() else { return true };
    let catalog = model.catalog();
    // Digits are also the keys of a phone.
    let by_keys = || query.on_keypad().is_some_and(|keys| index.has_match(catalog, &keys, None));
    index.has_match(catalog, &query, Some(previous)) || by_keys()
}
