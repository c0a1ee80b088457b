//! The keypad: search by touch. Words are found by the initials of their syllables, so 36 keys and
//! no input method are enough.

use ratatui::layout::{Rect, Size};

/// The characters that can be typed.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8; 10] = b"0123456789";

/// Maximum number of keys on a page: all characters and delete.
const KEYS_MAX: u16 = 37;

/// Minimum size of a key, in cells: fingers miss smaller ones.
const KEY_MIN: Size = Size { width: 6, height: 3 };

/// Maximum number of keys in a row: the alphabet then takes two rows.
const COLUMNS_MAX: u16 = 13;

/// Minimum height of the list above the keypad, in rows: its heading and an entry.
const LIST_MIN: u16 = 4;

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
    /// The number of pages.
    pub page_count: usize,
}

impl Keypad {
    /// Returns the part of `body` that the keypad takes.
    pub(crate) fn area(body: Rect) -> Rect {
        let rows = (body.height.saturating_sub(LIST_MIN) / KEY_MIN.height)
            .clamp(1, KEYS_MAX.div_ceil(columns(body)));
        let height = (rows * KEY_MIN.height).min(body.height);
        Rect { y: body.bottom() - height, height, ..body }
    }

    /// Lays out a page of keys, all of them enabled.
    pub(crate) fn new(area: Rect, page: usize) -> Self {
        let areas = key_areas(area);
        // Delete and more take two places.
        let page_len = areas.len().saturating_sub(2).max(1);
        let pages: Vec<Vec<u8>> = if LETTERS.len() + DIGITS.len() < areas.len() {
            vec![[&LETTERS[..], DIGITS].concat()]
        } else {
            LETTERS.chunks(page_len).chain(DIGITS.chunks(page_len)).map(<[u8]>::to_vec).collect()
        };
        let page = page % pages.len();
        let typed =
            pages.get(page).into_iter().flatten().map(|byte| KeypadAction::Type(char::from(*byte)));
        let key = |(area, action): (&Rect, KeypadAction)| KeypadKey {
            area: *area,
            action,
            enabled: true,
        };
        let mut keys: Vec<KeypadKey> = areas.iter().zip(typed).map(key).collect();
        // Delete and more are in the same places on every page.
        let more = (pages.len() > 1).then_some(KeypadAction::More);
        let last_keys = std::iter::once(KeypadAction::Delete).chain(more);
        keys.extend(areas.iter().rev().zip(last_keys).map(key));
        Self { keys, page_count: pages.len() }
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
