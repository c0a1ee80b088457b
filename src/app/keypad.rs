//! Letters and digits to touch: search where there is no keyboard. A word is found by the first letters of its characters, so
//! there is no input method, and no more than 36 keys.

use ratatui::layout::{Position, Rect, Size};

use super::{Action, Layer, Model};

/// What can be typed.
const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &[u8; 10] = b"0123456789";

/// No key is smaller, in cells: less than that and fingers miss.
const KEY: Size = Size { width: 6, height: 3 };

/// Never more side by side: the alphabet in two rows.
const COLUMNS: u16 = 13;

/// What stays of the list above: its heading and an entry.
const LIST: u16 = 4;

/// Of more projects it is not known before each letter what it leads to: that would take longer than the letter itself.
const KNOWN: usize = 2_000;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Types that.
    Type(char),
    /// Takes the last one back.
    Delete,
    /// Shows the next keys, where not all of them fit.
    More,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where it is.
    pub area: Rect,
    /// What it does.
    pub cap: Cap,
    /// Whether it leads to something.
    pub leads: bool,
}

/// The keys that are in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keypad {
    /// In the order of reading.
    pub keys: Vec<Key>,
    /// Which keys these are, and of how many.
    pub page: (usize, usize),
}

/// What is to be remembered of a keypad.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pad {
    page: usize,
    /// What is typed, and what could be typed next to find something.
    leads: Option<(String, Vec<char>)>,
}

impl Pad {
    /// What led to something may not any more.
    pub(super) fn forget(&mut self) {
        self.leads = None;
    }
}

impl Keypad {
    /// The part that the keys take of the body.
    pub(super) fn area(body: Rect) -> Rect {
        let all = u16::try_from(LETTERS.len() + DIGITS.len() + 1).unwrap_or(u16::MAX);
        let rows = (body.height.saturating_sub(LIST) / KEY.height).clamp(1, all.div_ceil(columns(body)));
        let height = (rows * KEY.height).min(body.height);
        Rect { y: body.bottom() - height, height, ..body }
    }

    fn new(area: Rect, pad: &Pad) -> Self {
        let places = places(area);
        let room = places.len().saturating_sub(2).max(1);
        let pages: Vec<Vec<u8>> = if LETTERS.len() + DIGITS.len() < places.len() {
            vec![[&LETTERS[..], DIGITS].concat()]
        } else {
            LETTERS.chunks(room).chain(DIGITS.chunks(room)).map(<[u8]>::to_vec).collect()
        };
        let page = pad.page % pages.len();
        let typed = pages.get(page).into_iter().flatten().map(|byte| Cap::Type(char::from(*byte)));
        let leads = |cap| match (cap, &pad.leads) {
            (Cap::Type(letter), Some((_, next))) => next.contains(&letter),
            (Cap::Delete, Some((text, _))) => !text.is_empty(),
            _ => true,
        };
        let mut keys: Vec<Key> =
            places.iter().zip(typed).map(|(area, cap)| Key { area: *area, cap, leads: leads(cap) }).collect();
        // Always at the same places.
        let ends = [(Cap::More, pages.len() > 1), (Cap::Delete, true)].into_iter().filter(|(_, wanted)| *wanted).rev();
        keys.extend(places.iter().rev().zip(ends).map(|(area, (cap, _))| Key { area: *area, cap, leads: leads(cap) }));
        Self { keys, page: (page, pages.len()) }
    }
}

fn columns(area: Rect) -> u16 {
    (area.width / KEY.width).clamp(1, COLUMNS)
}

/// Where keys can be, row by row.
fn places(area: Rect) -> Vec<Rect> {
    let columns = columns(area);
    let edge = |nth: u16| area.x + nth * (area.width / columns) + nth.min(area.width % columns);
    let row = |y| (0..columns).map(move |nth| Rect { x: edge(nth), y, width: edge(nth + 1) - edge(nth), height: KEY.height });
    (0..area.height / KEY.height).flat_map(|nth| row(area.y + nth * KEY.height)).collect()
}

impl Model {
    /// Whether one types by touch.
    pub(super) fn has_keypad(&self) -> bool {
        self.is_touched() && self.layer() == Layer::Search
    }

    /// Where one types by touch, while one does.
    #[must_use]
    pub fn keypad(&self) -> Option<Keypad> {
        self.areas()?.keypad.map(|area| Keypad::new(area, &self.pad))
    }

    /// The key that lies there.
    pub(super) fn key_under(&self, at: Position) -> Option<Cap> {
        self.keypad()?.keys.into_iter().find(|key| key.area.contains(at)).map(|key| key.cap)
    }

    pub(super) fn touch_key(&mut self, cap: Cap) {
        match cap {
            Cap::Type(letter) => self.search.insert(letter.to_lowercase().to_string().as_str()),
            Cap::Delete => {
                self.search.edit(Action::DeleteBack);
            }
            Cap::More => self.pad.page = self.pad.page.wrapping_add(1),
        }
        self.refilter();
    }

    /// Finds out which keys lead to something, if that is to be seen and not known yet.
    pub(super) fn look_ahead(&mut self) {
        if !self.has_keypad() {
            self.pad = Pad::default();
            return;
        }
        let text = self.search.text().to_owned();
        if self.catalog().projects().len() > KNOWN || self.pad.leads.as_ref().is_some_and(|(known, _)| *known == text) {
            return;
        }
        let keys = LETTERS.iter().chain(DIGITS).map(|byte| char::from(*byte));
        let next = keys.filter(|key| self.would_find(&format!("{text}{}", key.to_lowercase()))).collect();
        self.pad.leads = Some((text, next));
    }
}
