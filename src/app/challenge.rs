//! The challenge that tells a person from noise: press the button, which moves each time, or type
//! the digit shown.

use ratatui::layout::{Position, Rect, Size};

use super::{Model, Presence};

/// The largest area of the challenge. On a larger screen it stays this small, so that a person can
/// read it and touch the button without walking.
const REGION: Size = Size { width: 80, height: 24 };

/// The button: easy to hit, wide enough for its label in both languages. `PITCH` is the least
/// distance from one possible place to the next, in columns.
const BUTTON: Size = Size { width: 14, height: 3 };
const PITCH: u16 = 20;

/// The region height from which on the button has its full height; below that it has one row.
const ROOMY: u16 = 9;

/// The least distance between the button and a recent touch, in cells. A touch that jitters by one
/// cell does not reach the button.
const CLEAR: u16 = 2;

/// The number of recent touches and of recent digits that the answer avoids.
const KEPT: usize = 8;

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
pub(super) struct RecentPresses {
    touches: Vec<Position>,
    digits: Vec<char>,
    /// The number of challenges answered or expired so far.
    asked: usize,
}

impl RecentPresses {
    pub(super) fn touch(&mut self, at: Position) {
        // Touches that jitter count as one.
        push_recent(&mut self.touches, at, |before| {
            before.x.abs_diff(at.x) <= CLEAR && before.y.abs_diff(at.y) <= CLEAR
        });
    }

    pub(super) fn digit(&mut self, digit: char) {
        push_recent(&mut self.digits, digit, |before| *before == digit);
    }

    /// Ends a challenge: the next one has another digit and, if possible, another place.
    pub(super) fn turn(&mut self) {
        self.digit(self.answer());
        self.asked = self.asked.wrapping_add(1);
    }

    /// Returns the digit that answers; not one of the recent digits.
    fn answer(&self) -> char {
        let free: Vec<char> = ('0'..='9').filter(|digit| !self.digits.contains(digit)).collect();
        self.asked.checked_rem(free.len()).and_then(|nth| free.get(nth)).copied().unwrap_or('0')
    }

    /// Returns the button's place: clear of the last two touches, and of as many earlier ones as
    /// possible.
    fn button(&self, region: Rect) -> Option<Rect> {
        let mut free = places(region);
        for (age, at) in self.touches.iter().enumerate() {
            let clear: Vec<Rect> =
                free.iter().copied().filter(|place| is_clear(*place, *at)).collect();
            if age < 2 || !clear.is_empty() {
                free = clear;
            }
        }
        self.asked.checked_rem(free.len()).and_then(|nth| free.get(nth)).copied()
    }
}

/// Puts `latest` first and removes earlier entries that are the `same`.
fn push_recent<T>(kept: &mut Vec<T>, latest: T, same: impl Fn(&T) -> bool) {
    kept.retain(|before| !same(before));
    kept.insert(0, latest);
    kept.truncate(KEPT);
}

/// Returns the possible places of the button: a row at the top, if there is room for two rows, and
/// then one at the bottom.
fn places(region: Rect) -> Vec<Rect> {
    let height = button_height(region);
    let columns = (region.width / PITCH).max(1);
    let pitch = region.width / columns;
    let width = BUTTON.width.min(pitch);
    let top = (region.height > 2 * height + 1).then_some(region.y);
    let rows = top.into_iter().chain([region.bottom().saturating_sub(height)]);
    let x = |nth: u16| region.x + nth * pitch + (pitch - width) / 2;
    let row = |y| (0..columns).map(move |nth| Rect { x: x(nth), y, width, height });
    rows.flat_map(row).collect()
}

fn button_height(region: Rect) -> u16 {
    if region.height >= ROOMY { BUTTON.height } else { 1 }
}

fn is_clear(place: Rect, at: Position) -> bool {
    let beside =
        at.x.saturating_add(CLEAR) < place.left() || at.x >= place.right().saturating_add(CLEAR);
    let apart =
        at.y.saturating_add(CLEAR) < place.top() || at.y >= place.bottom().saturating_add(CLEAR);
    beside || apart
}

impl Model {
    /// Returns the challenge on the screen, if there is one.
    #[must_use]
    pub fn challenge(&self) -> Option<Challenge> {
        let Presence::Challenged(left) = self.presence() else { return None };
        let Size { width, height } = self.size();
        let (across, down) = (width.min(REGION.width), height.min(REGION.height));
        let region =
            Rect { x: (width - across) / 2, y: (height - down) / 2, width: across, height: down };
        let presses = self.presses();
        let button = presses.button(region);
        // A blank row between button and text, if there is room for one.
        let taken = (button_height(region) + 1).min(down - 1);
        let above = button.is_some_and(|button| button.y == region.y && down > 1);
        let text =
            Rect { y: region.y + if above { taken } else { 0 }, height: down - taken, ..region };
        Some(Challenge { left, digit: presses.answer(), button, region, text })
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
            let places = places(region);
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
                for beside in places
                    .iter()
                    .map(|other| Position { x: other.x.saturating_sub(1), y: other.bottom() })
                {
                    let mut presses = RecentPresses { asked: nth, ..RecentPresses::default() };
                    presses.touch(beside);
                    presses.touch(middle);
                    let button = presses.button(region);
                    assert!(
                        button.is_none_or(
                            |button| is_clear(button, middle) && !button.contains(beside)
                        ),
                        "{region:?}: {button:?} at {middle} and {beside}"
                    );
                    assert!(
                        width < 40 || height < 15 || button.is_some(),
                        "{region:?}: none at {middle} and {beside}"
                    );
                }
            }
        }
    }

    #[test]
    fn many_places_of_late_leave_room_for_a_button_and_digits_for_an_answer() {
        let region = Rect { x: 0, y: 0, width: 80, height: 24 };
        let mut presses = RecentPresses::default();
        let mut buttons = Vec::new();
        for digit in ('0'..='9').cycle().take(40) {
            presses.digit(digit);
            assert_ne!(presses.answer(), digit);
            let button = presses.button(region).unwrap();
            // A touch answers the challenge, and the next one follows.
            let at = Position { x: button.x + 2, y: button.y + 1 };
            let answer = presses.answer();
            presses.touch(at);
            presses.turn();
            assert_ne!(presses.answer(), answer);
            assert!(is_clear(presses.button(region).unwrap(), at));
            buttons.push((button.x, button.y));
        }
        buttons.sort_unstable();
        buttons.dedup();
        assert!(buttons.len() > 4, "{buttons:?}");
    }
}
