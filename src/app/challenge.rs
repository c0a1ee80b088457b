//! The challenge that tells a person from noise: press the button, which moves each time, or type
//! the digit shown.

use ratatui::layout::{Position, Rect, Size};

/// Maximum size of the challenge. On a larger screen it stays this small, so that a person can read
/// it and touch the button without walking.
const REGION_MAX: Size = Size { width: 80, height: 24 };

/// The size of the button: easy to hit, wide enough for its label in both languages.
const BUTTON: Size = Size { width: 14, height: 3 };
/// Minimum distance from one possible place of the button to the next, in columns.
const PITCH_MIN: u16 = 20;

/// Minimum height of the region in which the button has its full height; in a lower one it has one
/// row.
const FULL_BUTTON_MIN: u16 = 9;

/// Minimum distance between the button and a recent touch, in cells. A touch that jitters by one
/// cell does not reach the button.
const DISTANCE_MIN: u16 = 2;

/// The number of recent touches and of recent digits that the answer avoids.
const RECENT_MAX: usize = 8;

/// A challenge, answered by pressing its button or typing its digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// The time left to answer, in seconds.
    pub left: u64,
    /// The digit that answers.
    pub digit: char,
    /// The button that answers; `None` on a screen so small that it would lie under the last
    /// touches.
    pub button: Option<Rect>,
    /// The cells the challenge covers.
    pub region: Rect,
    /// The cells of its text, within `region`.
    pub text: Rect,
}

/// The latest touches and digits, newest first. The answer to the next challenge avoids them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RecentPresses {
    touches: Vec<Position>,
    digits: Vec<char>,
    /// The number of challenges answered or expired so far.
    challenges: usize,
}

impl RecentPresses {
    /// Records a touch. Touches that jitter count as one.
    pub(crate) fn record_touch(&mut self, position: Position) {
        push_recent(&mut self.touches, position, |earlier| {
            earlier.x.abs_diff(position.x) <= DISTANCE_MIN
                && earlier.y.abs_diff(position.y) <= DISTANCE_MIN
        });
    }

    /// Records a digit.
    pub(crate) fn record_digit(&mut self, digit: char) {
        push_recent(&mut self.digits, digit, |earlier| *earlier == digit);
    }

    /// Ends a challenge: the next one has another digit and, if possible, another place.
    pub(crate) fn end_challenge(&mut self) {
        self.record_digit(self.answer());
        self.challenges = self.challenges.wrapping_add(1);
    }

    /// Returns the digit that answers; not one of the recent digits.
    fn answer(&self) -> char {
        let free: Vec<char> = ('0'..='9').filter(|digit| !self.digits.contains(digit)).collect();
        debug_assert!(!free.is_empty(), "fewer digits are recent than there are");
        self.challenges
            .checked_rem(free.len())
            .and_then(|nth| free.get(nth))
            .copied()
            .unwrap_or('0')
    }

    /// Returns the button's place: clear of the last two touches, and of as many earlier ones as
    /// possible.
    fn button(&self, region: Rect) -> Option<Rect> {
        let mut free = button_places(region);
        for (age, touch) in self.touches.iter().enumerate() {
            let clear: Vec<Rect> =
                free.iter().copied().filter(|place| is_clear(*place, *touch)).collect();
            if age < 2 || !clear.is_empty() {
                free = clear;
            }
        }
        self.challenges.checked_rem(free.len()).and_then(|nth| free.get(nth)).copied()
    }
}

/// Puts `latest` first and removes earlier entries for which `is_same` returns true.
fn push_recent<T>(recent: &mut Vec<T>, latest: T, is_same: impl Fn(&T) -> bool) {
    recent.retain(|earlier| !is_same(earlier));
    recent.insert(0, latest);
    recent.truncate(RECENT_MAX);
}

/// Returns the possible places of the button: a row at the top, if there is room for two rows, and
/// then one at the bottom.
fn button_places(region: Rect) -> Vec<Rect> {
    let height = button_height(region);
    let columns = (region.width / PITCH_MIN).max(1);
    let pitch = region.width / columns;
    let width = BUTTON.width.min(pitch);
    let top = (region.height > 2 * height + 1).then_some(region.y);
    let rows = top.into_iter().chain([region.bottom().saturating_sub(height)]);
    let x = |nth: u16| region.x + nth * pitch + (pitch - width) / 2;
    let row = |y| (0..columns).map(move |nth| Rect { x: x(nth), y, width, height });
    rows.flat_map(row).collect()
}

fn button_height(region: Rect) -> u16 {
    if region.height >= FULL_BUTTON_MIN { BUTTON.height } else { 1 }
}

/// Returns true if `place` is at least [`DISTANCE_MIN`] away from `touch`.
fn is_clear(place: Rect, touch: Position) -> bool {
    let is_beside = touch.x.saturating_add(DISTANCE_MIN) < place.left()
        || touch.x >= place.right().saturating_add(DISTANCE_MIN);
    let is_above_or_below = touch.y.saturating_add(DISTANCE_MIN) < place.top()
        || touch.y >= place.bottom().saturating_add(DISTANCE_MIN);
    is_beside || is_above_or_below
}

impl Challenge {
    /// Lays out the challenge in the middle of a screen of `size`, with `left` seconds to answer.
    pub(crate) fn new(left: u64, size: Size, presses: &RecentPresses) -> Self {
        let (width, height) =
            (size.width.min(REGION_MAX.width), size.height.min(REGION_MAX.height));
        let (x, y) = ((size.width - width) / 2, (size.height - height) / 2);
        let region = Rect { x, y, width, height };
        let button = presses.button(region);
        // A blank row between button and text, if there is room for one.
        let button_rows = (button_height(region) + 1).min(height - 1);
        let is_button_on_top = button.is_some_and(|button| button.y == region.y && height > 1);
        let text = Rect {
            y: region.y + if is_button_on_top { button_rows } else { 0 },
            height: height - button_rows,
            ..region
        };
        Self { left, digit: presses.answer(), button, region, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_button_is_clear_of_the_last_touches_on_any_screen() {
        for (width, height) in
            (1..=100).step_by(3).flat_map(|width| (1..=40).map(move |height| (width, height)))
        {
            let region = Rect { x: 3, y: 2, width, height };
            let places = button_places(region);
            assert!(
                places.iter().all(|place| region.intersection(*place) == *place),
                "{region:?}: {places:?}"
            );
            for (nth, place) in places.iter().enumerate() {
                assert!(
                    places[..nth].iter().all(|other| !other.intersects(*place)),
                    "{region:?}: {places:?}"
                );
                let middle = Position { x: place.x + place.width / 2, y: place.y };
                for near_touch in places
                    .iter()
                    .map(|other| Position { x: other.x.saturating_sub(1), y: other.bottom() })
                {
                    let mut presses = RecentPresses { challenges: nth, ..RecentPresses::default() };
                    presses.record_touch(near_touch);
                    presses.record_touch(middle);
                    let button = presses.button(region);
                    assert!(
                        button.is_none_or(
                            |button| is_clear(button, middle) && !button.contains(near_touch)
                        ),
                        "{region:?}: {button:?} at {middle} and {near_touch}"
                    );
                    assert!(
                        width < 40 || height < 15 || button.is_some(),
                        "{region:?}: none at {middle} and {near_touch}"
                    );
                }
            }
        }
    }

    #[test]
    fn many_recent_touches_and_digits_leave_room_for_a_button_and_an_answer() {
        let region = Rect { x: 0, y: 0, width: 80, height: 24 };
        let mut presses = RecentPresses::default();
        let mut buttons = Vec::new();
        for digit in ('0'..='9').cycle().take(40) {
            presses.record_digit(digit);
            assert_ne!(presses.answer(), digit);
            let button = presses.button(region).unwrap();
            // A touch answers the challenge, and the next one follows.
            let touch = Position { x: button.x + 2, y: button.y + 1 };
            let answer = presses.answer();
            presses.record_touch(touch);
            presses.end_challenge();
            assert_ne!(presses.answer(), answer);
            assert!(is_clear(presses.button(region).unwrap(), touch));
            buttons.push((button.x, button.y));
        }
        buttons.sort_unstable();
        buttons.dedup();
        assert!(buttons.len() > 4, "{buttons:?}");
    }
}
