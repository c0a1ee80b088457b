//! Intent detection: tells a person from noise, such as an object lying on a key or a touch screen
//! that triggers itself.

use std::time::Duration;

use crossterm::event::MouseEventKind;
use ratatui::layout::{Position, Rect};

use super::{Chord, HitTarget};

/// Maximum length of a run of equal inputs that still count as intent.
const RUN_LEN_MAX: u32 = 20;

/// The time after which two inputs that alternate faster than [`RATE_MAX`] stop counting as intent.
const ALTERNATION_MAX: Duration = Duration::from_secs(10);

/// Maximum rate of two alternating inputs that still count as intent, in inputs per second.
const RATE_MAX: u128 = 5;

/// A key that comes again within this time is repeated by the keyboard: most repeat every 25 to 40
/// ms, the Linux console every 92 ms.
const REPEAT_INTERVAL_MAX: Duration = Duration::from_millis(200);

/// A key that follows another within this time was not typed by hand: it was pasted, or is noise.
const BURST_INTERVAL_MAX: Duration = Duration::from_millis(2);

/// Keys within this time after invalid bytes come from a faulty line, not from a keyboard.
const LINE_NOISE_TIME: Duration = Duration::from_secs(1);

/// Maximum extent of a jittering touch, in cells in each direction.
const JITTER_MAX: u16 = 3;

/// An input that may be intent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Input {
    /// A key of the keyboard.
    Key(Chord),
    /// A touch or click: the cells touched, and the element under them.
    Touch(Rect, Option<HitTarget>),
    /// A turn of the wheel, with its direction.
    Wheel(MouseEventKind),
}

impl Input {
    /// Returns a touch of the cell at `position`, where `target` is.
    pub(crate) fn touch(Position { x, y }: Position, target: Option<HitTarget>) -> Self {
        Self::Touch(Rect { x, y, width: 1, height: 1 }, target)
    }

    /// Returns both as one input, if they are equal. Touches are equal if they are close to each
    /// other or hit the same element.
    fn merge(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Touch(area, target), Self::Touch(other_area, other_target)) => {
                let both = area.union(other_area);
                let is_near = both.width <= JITTER_MAX && both.height <= JITTER_MAX;
                let is_same_target = target.is_some() && target == other_target;
                let near = is_near.then_some(Self::Touch(both, target));
                near.or_else(|| is_same_target.then_some(other))
            }
            _ => (self == other).then_some(other),
        }
    }
}

/// The history of inputs, as far as it helps to tell a person from noise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct InputHistory {
    latest: Option<Input>,
    /// The last input that differs from `latest`.
    other: Option<Input>,
    /// The time of the latest input, and the length of the run of equal inputs it ends.
    latest_at: Duration,
    run_len: u32,
    /// The time since which there have been only these two inputs, coming faster than [`RATE_MAX`].
    fast_since: Duration,
    /// The time at which the rate count began, and the number of inputs counted since.
    count_since: Duration,
    count: u32,
    /// The time of the last key, or of the start of a paste.
    pub(crate) last_key: Option<Duration>,
    /// The time of the last bytes that were not valid UTF-8.
    pub(crate) last_invalid_utf8: Option<Duration>,
}

impl InputHistory {
    /// Records the time of a key and returns true if it may have been typed by hand: not in a
    /// burst, and not right after invalid bytes.
    pub(crate) fn record_key_time(&mut self, now: Duration) -> bool {
        let last_key = self.last_key.replace(now);
        let is_within = |interval, last: Option<Duration>| {
            last.is_some_and(|last| now.saturating_sub(last) <= interval)
        };
        !is_within(BURST_INTERVAL_MAX, last_key)
            && !is_within(LINE_NOISE_TIME, self.last_invalid_utf8)
    }

    /// Records an input at `now` and returns true if a person may have caused it. After a pause of
    /// `pause_max` the history is cleared, because the next visitor may press the same as the last.
    pub(crate) fn record(&mut self, input: Input, now: Duration, pause_max: Duration) -> bool {
        let pause = now.saturating_sub(self.latest_at);
        if pause >= pause_max {
            (self.latest, self.other) = (None, None);
        }
        let same = self.latest.and_then(|latest| latest.merge(input));
        self.run_len = if same.is_some() { self.run_len.saturating_add(1) } else { 1 };
        if same.is_none() {
            let same_as_other = self.other.and_then(|other| other.merge(input));
            if same_as_other.is_none() {
                (self.fast_since, self.count_since, self.count) = (now, now, 0);
            }
            (self.other, self.latest) = (self.latest, same_as_other.or(Some(input)));
        } else {
            self.latest = same;
        }
        self.latest_at = now;
        self.measure_rate(now);
        let is_repeat =
            same.is_some() && matches!(input, Input::Key(_)) && pause < REPEAT_INTERVAL_MAX;
        !is_repeat
            && self.run_len <= RUN_LEN_MAX
            && now.saturating_sub(self.fast_since) < ALTERNATION_MAX
    }

    /// Measures the rate about once a second, and restarts `fast_since` if it is not above
    /// [`RATE_MAX`].
    fn measure_rate(&mut self, now: Duration) {
        let elapsed = now.saturating_sub(self.count_since);
        if elapsed >= Duration::from_secs(1) {
            if u128::from(self.count) * 1000 <= RATE_MAX * elapsed.as_millis() {
                self.fast_since = now;
            }
            (self.count_since, self.count) = (now, 0);
        }
        self.count = self.count.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE_MAX: Duration = Duration::from_secs(75);

    fn key(key: &str) -> Input {
        Input::Key(key.parse().unwrap())
    }

    fn touch(x: u16, y: u16) -> Input {
        Input::touch(Position { x, y }, None)
    }

    /// Records `count` inputs, one every `interval` milliseconds; returns for each if it may be
    /// intent.
    fn passed(inputs: &[Input], count: usize, interval: u64) -> Vec<bool> {
        let (mut history, mut now) = (InputHistory::default(), Duration::ZERO);
        let each = inputs.iter().cycle().take(count).map(|input| {
            now += Duration::from_millis(interval);
            history.record(*input, now, PAUSE_MAX)
        });
        each.collect()
    }

    fn last_to_pass(inputs: &[Input], count: usize, interval: u64) -> Option<usize> {
        passed(inputs, count, interval).iter().rposition(|passed| *passed).map(|nth| nth + 1)
    }

    #[test]
    fn more_than_twenty_equal_inputs_in_a_row_are_no_longer_intent() {
        assert_eq!(last_to_pass(&[touch(9, 9)], 100, 1000), Some(20));
        assert_eq!(last_to_pass(&[key("j")], 100, 1000), Some(20));
        assert_eq!(last_to_pass(&[Input::Wheel(MouseEventKind::ScrollUp)], 100, 1000), Some(20));
        // The keyboard repeats a key that is held: only the first was pressed.
        assert_eq!(last_to_pass(&[key("j")], 100, 92), Some(1));
        // A touch that jitters counts as one place.
        assert_eq!(
            last_to_pass(
                &[touch(9, 9), touch(10, 9), touch(11, 9), touch(10, 10), touch(9, 11)],
                100,
                1000
            ),
            Some(20)
        );
        // Touches on one button count as one place.
        let on_target = |x| Input::touch(Position { x, y: 22 }, Some(HitTarget::SearchBox));
        assert_eq!(
            last_to_pass(&[on_target(3), on_target(40), on_target(77)], 100, 1000),
            Some(20)
        );
        // Another input is intent again.
        let mut mixed = vec![touch(9, 9); 30];
        mixed.push(touch(30, 9));
        assert_eq!(passed(&mixed, 62, 1000).iter().filter(|passed| **passed).count(), 42);
    }

    #[test]
    fn two_fast_alternating_inputs_are_no_longer_intent_after_ten_seconds() {
        let two = [touch(9, 9), touch(50, 9)];
        assert_eq!(last_to_pass(&two, 1000, 100), Some(101), "within the first ten seconds");
        assert_eq!(last_to_pass(&two, 1000, 190), Some(54));
        assert_eq!(
            last_to_pass(&two, 1000, 200),
            Some(1000),
            "five a second are not faster than that"
        );
        // In any order.
        let any = ["j", "k", "k", "j", "k", "j", "j", "j", "k", "k", "k"].map(key);
        let last = last_to_pass(&any, 1000, 100).unwrap();
        assert!((95..=101).contains(&last), "{last}");
        // With a pause now and then they still count as intent.
        let (mut inputs, mut now) = (InputHistory::default(), Duration::ZERO);
        for nth in 0..1000 {
            now += Duration::from_millis(if nth % 30 == 0 { 8000 } else { 100 });
            assert!(inputs.record(two[nth % 2], now, PAUSE_MAX), "{nth}");
        }
        // A third input is intent, and then so are the two for a while.
        let (mut inputs, mut now) = (InputHistory::default(), Duration::ZERO);
        let mut press = |input| {
            now += Duration::from_millis(100);
            inputs.record(input, now, PAUSE_MAX)
        };
        assert_eq!((0..200).filter(|nth| press(two[nth % 2])).count(), 101);
        assert!(press(touch(30, 20)) && press(two[0]));
    }

    #[test]
    fn after_a_pause_the_history_is_cleared() {
        let mut inputs = InputHistory::default();
        let mut now = Duration::ZERO;
        for _ in 0..30 {
            now += Duration::from_secs(1);
            inputs.record(touch(40, 12), now, PAUSE_MAX);
        }
        assert!(!inputs.record(touch(40, 12), now + PAUSE_MAX / 2, PAUSE_MAX));
        assert!(inputs.record(touch(40, 12), now + PAUSE_MAX / 2 + PAUSE_MAX, PAUSE_MAX));
    }

    #[test]
    fn keys_faster_than_a_hand_types_are_a_burst() {
        let (mut inputs, second) = (InputHistory::default(), Duration::from_secs(1));
        assert_eq!(
            [0, 0, 1, 2].map(|ms| inputs.record_key_time(second + Duration::from_millis(ms))),
            [true, false, false, false]
        );
        assert!(inputs.record_key_time(2 * second));
        inputs.last_key = Some(3 * second);
        assert!(!inputs.record_key_time(3 * second));
        inputs.last_invalid_utf8 = Some(4 * second);
        assert!(!inputs.record_key_time(5 * second) && inputs.record_key_time(6 * second));
    }
}
