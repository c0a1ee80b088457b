//! Intent detection: tells a person from noise, such as an object lying on a key or a touch screen
//! that triggers itself.

use std::time::Duration;

use crossterm::event::MouseEventKind;
use ratatui::layout::Position;

use super::model::ProjectOverlay;
use super::{
    Chord, HelpState, HitTarget, Layer, List, Model, Notice, Pane, Scale, Scope, SearchBox,
    Settings, ThemeName,
};
use crate::lang::Lang;

/// The longest run of equal inputs that still counts as intent.
const RUN: u32 = 20;

/// The time after which two inputs that alternate faster than [`RATE`] stop counting as intent.
const SPELL: Duration = Duration::from_secs(10);

/// In inputs per second.
const RATE: u128 = 5;

/// A key that comes again within this time is repeated by the keyboard: most repeat every 25 to 40
/// ms, the Linux console every 92 ms.
const REPEAT: Duration = Duration::from_millis(200);

/// A key that follows another within this time was not typed by hand: it was pasted, or is noise.
const BURST: Duration = Duration::from_millis(2);

/// Keys within this time after invalid bytes come from a faulty line, not from a keyboard.
const BROKEN: Duration = Duration::from_secs(1);

/// The largest extent of a jittering touch, in cells in each direction.
const JITTER: u16 = 2;

/// An input that may be intent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Input {
    /// A key of the keyboard.
    Key(Chord),
    /// A touch or click, and the element under it.
    Touch(TouchArea, Option<HitTarget>),
    /// The wheel, with its direction.
    Wheel(MouseEventKind),
}

/// The cells touched, from the upper left to the lower right corner, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TouchArea {
    first: Position,
    last: Position,
}

impl From<Position> for TouchArea {
    fn from(at: Position) -> Self {
        Self { first: at, last: at }
    }
}

impl TouchArea {
    /// Returns the area that spans both, if they are close enough to be one jittering finger.
    fn with(self, other: Self) -> Option<Self> {
        let first =
            Position { x: self.first.x.min(other.first.x), y: self.first.y.min(other.first.y) };
        let last = Position { x: self.last.x.max(other.last.x), y: self.last.y.max(other.last.y) };
        (last.x - first.x <= JITTER && last.y - first.y <= JITTER).then_some(Self { first, last })
    }
}

impl Input {
    /// Returns both as one input, if they are equal. Touches are equal if they are close to each
    /// other or hit the same element.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Touch(cells, on), Self::Touch(others, other_on)) => {
                let near = cells.with(others).map(|cells| Self::Touch(cells, on));
                near.or_else(|| (on.is_some() && on == other_on).then_some(other))
            }
            _ => (self == other).then_some(other),
        }
    }
}

/// The history of inputs, as far as it helps to tell a person from noise.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct InputHistory {
    latest: Option<Input>,
    /// The last input that differs from `latest`.
    other: Option<Input>,
    /// The time of the latest input, and the length of the run of equal inputs it ends.
    at: Duration,
    run: u32,
    /// The time since which there have been only these two inputs, coming faster than [`RATE`].
    fast_since: Duration,
    /// The time at which the rate count began, and the inputs counted since.
    counted: (Duration, u32),
    /// The time of the last key, or of the start of a paste.
    typed: Option<Duration>,
    /// The time of the last bytes that were not valid UTF-8.
    garbled: Option<Duration>,
}

impl InputHistory {
    /// Records bytes that are not valid UTF-8.
    pub(super) fn garbled(&mut self, now: Duration) {
        self.garbled = Some(now);
    }

    /// Records the start of a paste.
    pub(super) fn pasted(&mut self, now: Duration) {
        self.typed = Some(now);
    }

    /// Records a key and returns true if it may have been typed by hand: not in a burst, and not
    /// right after invalid bytes.
    pub(super) fn is_typed(&mut self, now: Duration) -> bool {
        let before = self.typed.replace(now);
        let follows = |before: Option<Duration>, within| {
            before.is_some_and(|before| now.saturating_sub(before) <= within)
        };
        !follows(before, BURST) && !follows(self.garbled, BROKEN)
    }

    /// Records an input at `now` and returns true if a person may have caused it. After a pause of
    /// `silence` the history is cleared, because the next visitor may press the same as the last
    /// one.
    pub(super) fn note(&mut self, input: Input, now: Duration, silence: Duration) -> bool {
        let pause = now.saturating_sub(self.at);
        if pause >= silence {
            (self.latest, self.other) = (None, None);
        }
        let again = self.latest.and_then(|latest| latest.with(input));
        self.run = if again.is_some() { self.run.saturating_add(1) } else { 1 };
        if again.is_none() {
            let in_turn = self.other.and_then(|other| other.with(input));
            if in_turn.is_none() {
                (self.fast_since, self.counted) = (now, (now, 0));
            }
            (self.other, self.latest) = (self.latest, in_turn.or(Some(input)));
        } else {
            self.latest = again;
        }
        self.at = now;
        self.keep_pace(now);
        let repeated = again.is_some() && matches!(input, Input::Key(_)) && pause < REPEAT;
        !repeated && self.run <= RUN && now.saturating_sub(self.fast_since) < SPELL
    }

    /// Measures the rate about once a second, and restarts `fast_since` if it is not above
    /// [`RATE`].
    fn keep_pace(&mut self, now: Duration) {
        let (from, count) = self.counted;
        let elapsed = now.saturating_sub(from);
        if elapsed >= Duration::from_secs(1) {
            if u128::from(count) * 1000 <= RATE * elapsed.as_millis() {
                self.fast_since = now;
            }
            self.counted = (now, 0);
        }
        self.counted.1 = self.counted.1.saturating_add(1);
    }
}

/// A snapshot of everything on the screen that an input can change.
#[derive(Debug)]
pub(super) struct VisibleState {
    layer: Layer,
    looks: (Lang, ThemeName, Scale),
    panes: (Pane, bool),
    scope: Scope,
    domains: Option<List>,
    projects: Option<List>,
    /// The selected row and the scroll offset of the detail page, if that is visible.
    page: Option<(usize, usize)>,
    search: SearchBox,
    typed: String,
    key_page: usize,
    overlays: (Option<List>, Option<ProjectOverlay>, Option<HelpState>),
    notice: Option<Notice>,
}

impl VisibleState {
    /// Returns true if the screen differs in `after`, the snapshot after an input. A notice that
    /// disappears does not count: any key dismisses it.
    pub(super) fn differs_from(&self, after: &Self) -> bool {
        let parts = |sight: &Self| {
            (
                sight.layer,
                sight.looks,
                sight.panes,
                sight.scope,
                sight.domains,
                sight.projects,
                sight.page,
            )
        };
        let texts = |sight: &Self| {
            (
                sight.search == after.search,
                sight.typed == after.typed,
                sight.overlays == after.overlays,
            )
        };
        parts(self) != parts(after)
            || self.key_page != after.key_page
            || texts(self) != (true, true, true)
            || after.notice.is_some() && self.notice != after.notice
    }
}

impl Model {
    /// Takes a snapshot of everything on the screen that an input can change.
    pub(super) fn visible_state(&self, settings: &Settings) -> VisibleState {
        let areas = self.areas();
        let shown = |pane| areas.is_some_and(|areas| areas.pane(pane).is_some());
        let page = (shown(Pane::Detail) || self.overlay.is_some()).then(|| {
            // A page scrolled past its end is shown at its end.
            let offset = if self.detail_scroll == 0 {
                0
            } else {
                self.detail_offset(self.detail_len(settings))
            };
            (self.projects.selected(), offset)
        });
        VisibleState {
            layer: self.layer(),
            looks: (self.lang, self.theme, self.scale),
            panes: (self.focus, self.zoomed),
            scope: self.scope(),
            domains: Some(self.domains()).filter(|_| shown(Pane::Domains)),
            projects: Some(self.projects).filter(|_| shown(Pane::Projects)),
            page,
            search: self.search.clone(),
            typed: self.number_input.clone(),
            key_page: self.keypad_page,
            overlays: (self.overview, self.overlay, self.help.clone()),
            notice: self.notice.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SILENCE: Duration = Duration::from_secs(75);

    fn key(key: &str) -> Input {
        Input::Key(key.parse().unwrap())
    }

    fn touch(x: u16, y: u16) -> Input {
        Input::Touch(Position { x, y }.into(), None)
    }

    /// Records `count` inputs, `apart` milliseconds from each other; returns for each if it may be
    /// a person's.
    fn passed(inputs: &[Input], count: usize, apart: u64) -> Vec<bool> {
        let (mut noted, mut now) = (InputHistory::default(), Duration::ZERO);
        let each = inputs.iter().cycle().take(count).map(|input| {
            now += Duration::from_millis(apart);
            noted.note(*input, now, SILENCE)
        });
        each.collect()
    }

    fn last_to_pass(inputs: &[Input], count: usize, apart: u64) -> Option<usize> {
        passed(inputs, count, apart).iter().rposition(|passed| *passed).map(|at| at + 1)
    }

    #[test]
    fn more_than_twenty_equal_ones_in_a_row_are_no_longer_intent() {
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
        let on = |x| Input::Touch(Position { x, y: 22 }.into(), Some(HitTarget::SearchBox));
        assert_eq!(last_to_pass(&[on(3), on(40), on(77)], 100, 1000), Some(20));
        // Another input is intent again.
        let mut mixed = vec![touch(9, 9); 30];
        mixed.push(touch(30, 9));
        assert_eq!(passed(&mixed, 62, 1000).iter().filter(|passed| **passed).count(), 42);
    }

    #[test]
    fn two_by_turns_are_no_longer_intent_after_ten_seconds_if_they_come_fast() {
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
        // With a pause now and then they count as a person's.
        let (mut inputs, mut now) = (InputHistory::default(), Duration::ZERO);
        for nth in 0..1000 {
            now += Duration::from_millis(if nth % 30 == 0 { 8000 } else { 100 });
            assert!(inputs.note(two[nth % 2], now, SILENCE), "{nth}");
        }
        // A third input is intent, and then so are the two for a while.
        let (mut inputs, mut now) = (InputHistory::default(), Duration::ZERO);
        let mut press = |input| {
            now += Duration::from_millis(100);
            inputs.note(input, now, SILENCE)
        };
        assert_eq!((0..200).filter(|nth| press(two[nth % 2])).count(), 101);
        assert!(press(touch(30, 20)) && press(two[0]));
    }

    #[test]
    fn after_a_silence_there_is_somebody_else() {
        let mut inputs = InputHistory::default();
        let mut now = Duration::ZERO;
        for _ in 0..30 {
            now += Duration::from_secs(1);
            inputs.note(touch(40, 12), now, SILENCE);
        }
        assert!(!inputs.note(touch(40, 12), now + SILENCE / 2, SILENCE));
        assert!(inputs.note(touch(40, 12), now + SILENCE / 2 + SILENCE, SILENCE));
    }

    #[test]
    fn what_comes_faster_than_a_hand_types_is_a_burst() {
        let (mut inputs, second) = (InputHistory::default(), Duration::from_secs(1));
        assert_eq!(
            [0, 0, 1, 2].map(|ms| inputs.is_typed(second + Duration::from_millis(ms))),
            [true, false, false, false]
        );
        assert!(inputs.is_typed(2 * second));
        inputs.pasted(3 * second);
        assert!(!inputs.is_typed(3 * second));
        inputs.garbled(4 * second);
        assert!(!inputs.is_typed(5 * second) && inputs.is_typed(6 * second));
    }
}
