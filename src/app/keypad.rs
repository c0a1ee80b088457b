//! The keypad: search by touch. Words are found by the initials of their syllables, so 36 keys and
//! no input method are enough.

use ratatui::layout::{Position, Rect, Size};

use super::{Action, Layer, Model};

/// The characters that can be typed.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8; 10] = b"0123456789";

/// The smallest key, in cells: fingers miss smaller ones.
const KEY_MIN: Size = Size { width: 6, height: 3 };

/// The most keys in a row: the alphabet then takes two rows.
const COLUMNS_MAX: u16 = 13;

/// The rows of the list that stay visible above the keypad: its heading and an entry.
const LIST_MIN: u16 = 4;

/// The largest catalogue, in projects, for which keys without hits are disabled. In a larger one
/// the check would take longer than a key may.
const ENABLED_CHECK_MAX: usize = 2_000;

/// The action of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeypadAction {
    /// Types this character.
    Type(char),
    /// Deletes the last character.
    Delete,
    /// Shows the next page of keys, if they do not all fit.
    More,
}

/// A key of the keypad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeypadKey {
    /// The cells of the key.
    pub area: Rect,
    /// The action of the key.
    pub action: KeypadAction,
    /// True if pressing the key leads to hits or does something else, or if that is not known.
    pub enabled: bool,
}

/// The keypad: the keys of the visible page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keypad {
    /// The characters in reading order, then delete and, with several pages, more.
    pub keys: Vec<KeypadKey>,
    /// The page, counted from 0, and the number of pages.
    pub page: (usize, usize),
}

impl Keypad {
    /// Returns the part of `body` that the keypad takes.
    pub(super) fn area(body: Rect) -> Rect {
        let all = u16::try_from(LETTERS.len() + DIGITS.len() + 1).unwrap_or(u16::MAX);
        let rows = (body.height.saturating_sub(LIST_MIN) / KEY_MIN.height)
            .clamp(1, all.div_ceil(columns(body)));
        let height = (rows * KEY_MIN.height).min(body.height);
        Rect { y: body.bottom() - height, height, ..body }
    }

    /// Lays out a page of keys, all of them enabled.
    fn new(area: Rect, page: usize) -> Self {
        let places = key_areas(area);
        let room = places.len().saturating_sub(2).max(1);
        let pages: Vec<Vec<u8>> = if LETTERS.len() + DIGITS.len() < places.len() {
            vec![[&LETTERS[..], DIGITS].concat()]
        } else {
            LETTERS.chunks(room).chain(DIGITS.chunks(room)).map(<[u8]>::to_vec).collect()
        };
        let page = page % pages.len();
        let typed =
            pages.get(page).into_iter().flatten().map(|byte| KeypadAction::Type(char::from(*byte)));
        let key = |(area, cap): (&Rect, KeypadAction)| KeypadKey {
            area: *area,
            action: cap,
            enabled: true,
        };
        let mut keys: Vec<KeypadKey> = places.iter().zip(typed).map(key).collect();
        // Delete and more are in the same places on every page.
        let ends = [(KeypadAction::More, pages.len() > 1), (KeypadAction::Delete, true)]
            .into_iter()
            .filter(|(_, wanted)| *wanted)
            .rev();
        keys.extend(places.iter().rev().zip(ends.map(|(cap, _)| cap)).map(key));
        Self { keys, page: (page, pages.len()) }
    }
}

fn columns(area: Rect) -> u16 {
    (area.width / KEY_MIN.width).clamp(1, COLUMNS_MAX)
}

/// Returns the cells of all key positions, row by row.
fn key_areas(area: Rect) -> Vec<Rect> {
    let columns = columns(area);
    let edge = |nth: u16| area.x + nth * (area.width / columns) + nth.min(area.width % columns);
    let row = |y| {
        (0..columns).map(move |nth| Rect {
            x: edge(nth),
            y,
            width: edge(nth + 1) - edge(nth),
            height: KEY_MIN.height,
        })
    };
    (0..area.height / KEY_MIN.height).flat_map(|nth| row(area.y + nth * KEY_MIN.height)).collect()
}

impl Model {
    /// Returns true if the search box is open and there may be no keyboard.
    pub(super) fn has_keypad(&self) -> bool {
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

    fn is_key_enabled(&self, cap: KeypadAction) -> bool {
        let text = self.search.text();
        match cap {
            KeypadAction::Type(letter) => {
                self.has_hits_for(&format!("{text}{}", letter.to_lowercase()))
            }
            KeypadAction::Delete => !text.is_empty(),
            KeypadAction::More => true,
        }
    }

    /// Returns the action of the key under the cell `at`.
    pub(super) fn keypad_hit(&self, at: Position) -> Option<KeypadAction> {
        self.keypad_layout()?
            .keys
            .into_iter()
            .find(|key| key.area.contains(at))
            .map(|key| key.action)
    }

    pub(super) fn press_keypad_key(&mut self, cap: KeypadAction) {
        match cap {
            KeypadAction::Type(letter) => {
                self.search.insert(letter.to_lowercase().to_string().as_str());
            }
            KeypadAction::Delete => {
                self.search.edit(Action::DeleteBack);
            }
            KeypadAction::More => self.keypad_page = self.keypad_page.wrapping_add(1),
        }
        self.update_query();
    }
}
