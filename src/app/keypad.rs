//! Letters and digits to touch: search where there is no keyboard. A word is found by the first letters of its characters, so
//! there is no input method, and no more than 36 keys.

use ratatui::layout::{Position, Rect, Size};

use super::{Action, Layer, Model};

/// What can be typed.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8; 10] = b"0123456789";

/// No key is smaller, in cells: less than that and fingers miss.
const KEY_MIN: Size = Size { width: 6, height: 3 };

/// Never more side by side: the alphabet in two rows.
const COLUMNS_MAX: u16 = 13;

/// What stays of the list above: its heading and an entry.
const LIST_MIN: u16 = 4;

/// Of more projects it is not said before each letter whether it leads to something: that would take longer than the letter.
const ENABLED_CHECK_MAX: usize = 2_000;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeypadAction {
    /// Types that.
    Type(char),
    /// Takes the last one back.
    Delete,
    /// Shows the next keys, where not all of them fit.
    More,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeypadKey {
    /// Where it is.
    pub area: Rect,
    /// What it does.
    pub action: KeypadAction,
    /// Whether it leads to something.
    pub enabled: bool,
}

/// The keys that are in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keypad {
    /// In the order of reading.
    pub keys: Vec<KeypadKey>,
    /// Which keys these are, and of how many.
    pub page: (usize, usize),
}

impl Keypad {
    /// The part that the keys take of the body.
    pub(super) fn area(body: Rect) -> Rect {
        let all = u16::try_from(LETTERS.len() + DIGITS.len() + 1).unwrap_or(u16::MAX);
        let rows = (body.height.saturating_sub(LIST_MIN) / KEY_MIN.height).clamp(1, all.div_ceil(columns(body)));
        let height = (rows * KEY_MIN.height).min(body.height);
        Rect { y: body.bottom() - height, height, ..body }
    }

    /// The keys of a page, each of which leads to something for all one knows here.
    fn new(area: Rect, page: usize) -> Self {
        let places = key_areas(area);
        let room = places.len().saturating_sub(2).max(1);
        let pages: Vec<Vec<u8>> = if LETTERS.len() + DIGITS.len() < places.len() {
            vec![[&LETTERS[..], DIGITS].concat()]
        } else {
            LETTERS.chunks(room).chain(DIGITS.chunks(room)).map(<[u8]>::to_vec).collect()
        };
        let page = page % pages.len();
        let typed = pages.get(page).into_iter().flatten().map(|byte| KeypadAction::Type(char::from(*byte)));
        let key = |(area, cap): (&Rect, KeypadAction)| KeypadKey { area: *area, action: cap, enabled: true };
        let mut keys: Vec<KeypadKey> = places.iter().zip(typed).map(key).collect();
        // Always at the same places.
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

/// Where keys can be, row by row.
fn key_areas(area: Rect) -> Vec<Rect> {
    let columns = columns(area);
    let edge = |nth: u16| area.x + nth * (area.width / columns) + nth.min(area.width % columns);
    let row =
        |y| (0..columns).map(move |nth| Rect { x: edge(nth), y, width: edge(nth + 1) - edge(nth), height: KEY_MIN.height });
    (0..area.height / KEY_MIN.height).flat_map(|nth| row(area.y + nth * KEY_MIN.height)).collect()
}

impl Model {
    /// Whether one types by touch.
    pub(super) fn has_keypad(&self) -> bool {
        self.is_touch() && self.layer() == Layer::Search
    }

    /// Where one types by touch, while one does, and which keys lead to something. That is found out for each frame that shows
    /// them, not for each key: noise on the line types more than anybody sees.
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
            KeypadAction::Type(letter) => self.has_hits_for(&format!("{text}{}", letter.to_lowercase())),
            KeypadAction::Delete => !text.is_empty(),
            KeypadAction::More => true,
        }
    }

    /// The key that lies there.
    pub(super) fn keypad_hit(&self, at: Position) -> Option<KeypadAction> {
        self.keypad_layout()?.keys.into_iter().find(|key| key.area.contains(at)).map(|key| key.action)
    }

    pub(super) fn press_keypad_key(&mut self, cap: KeypadAction) {
        match cap {
            KeypadAction::Type(letter) => self.search.insert(letter.to_lowercase().to_string().as_str()),
            KeypadAction::Delete => {
                self.search.edit(Action::DeleteBack);
            }
            KeypadAction::More => self.keypad_page = self.keypad_page.wrapping_add(1),
        }
        self.update_query();
    }
}
