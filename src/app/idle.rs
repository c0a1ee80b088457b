//! The state of a kiosk visit, and of the time between two visits.
//!
//! There is no clock in this module. Time arrives in [`Msg::Now`](super::Msg::Now) and
//! [`Msg::TimerFired`](super::Msg::TimerFired); the model says when its timer is due
//! ([`Subscriptions::idle_timer`](super::Subscriptions::idle_timer)).

use std::time::Duration;

use crossterm::event::{KeyEvent, KeyEventKind, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Size};

use super::challenge::RecentPresses;
use super::input_history::{Input, InputHistory};
use super::{Challenge, Chord, HitTarget, IdleTimeouts};

/// The time for which each picture of the attract screen is shown: long enough to read it aloud.
const POSTER_TIME: Duration = Duration::from_secs(8);

/// Number of wrong answers that ends the challenge: two slips are forgiven.
const MISSES_MAX: u8 = 3;

/// The timer that the event loop sets for the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimer {
    /// The number of the timer; a higher number replaces a lower one.
    pub id: u64,
    /// The time from setting the timer to its firing.
    pub after: Duration,
}

/// The presence of a visitor, as far as the model can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// A visit is in progress.
    Active,
    /// The visitor is asked if they are still there; holds the seconds left to react.
    Prompted(u64),
    /// The [`challenge`](super::IdleState::challenge) is shown, to tell a person from noise; holds
    /// the seconds left to answer.
    Challenged(u64),
    /// The attract screen is shown; holds the number of pictures shown before this one.
    Attract(usize),
}

/// The role of an input in deciding if a visitor is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputRole {
    /// The input has no other effect: the touch that wakes the board must not also act on the
    /// screen that appears.
    Consumed,
    /// The input takes effect, and counts as intent if it changes the screen.
    MayBeIntent,
    /// The input takes effect and does not count as intent.
    NotIntent,
}

/// The state of the current visit, or of the time between two visits.
#[derive(Clone, Debug, PartialEq)]
pub struct IdleState {
    /// The timeouts of a kiosk; `None` at a desk, where someone is always present.
    pub timeouts: Option<IdleTimeouts>,
    /// The presence of a visitor.
    pub presence: Presence,
    /// The time since the board began.
    pub(crate) now: Duration,
    /// The number of the current timer, and the time at which it was set.
    timer_id: u64,
    timer_set_at: Duration,
    /// The time at which the visitor gets the challenge whatever they do.
    ceiling: Duration,
    pub(crate) inputs: InputHistory,
    presses: RecentPresses,
    /// True if the last press of a mouse button or finger may be intent; then its release may be,
    /// too.
    press_may_be_intent: bool,
    /// The number of wrong answers to the challenge so far.
    misses: u8,
}

impl IdleState {
    /// Returns the state before the first visit; at a desk, that of a visit without end.
    pub(crate) fn new(timeouts: Option<IdleTimeouts>) -> Self {
        Self {
            timeouts,
            presence: if timeouts.is_some() { Presence::Attract(0) } else { Presence::Active },
            now: Duration::ZERO,
            timer_id: 0,
            timer_set_at: Duration::ZERO,
            ceiling: Duration::ZERO,
            inputs: InputHistory::default(),
            presses: RecentPresses::default(),
            press_may_be_intent: false,
            misses: 0,
        }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.presence != Presence::Active
    }

    /// Returns the challenge on a screen of `size`, if there is one.
    #[must_use]
    pub fn challenge(&self, size: Size) -> Option<Challenge> {
        let Presence::Challenged(left) = self.presence else { return None };
        Some(Challenge::new(left, size, &self.presses))
    }

    /// Returns the timer to set; `None` at a desk.
    pub(crate) fn timer(&self) -> Option<IdleTimer> {
        let timeouts = self.timeouts?;
        let after = match self.presence {
            Presence::Active => timeouts.idle.min(self.ceiling.saturating_sub(self.timer_set_at)),
            Presence::Prompted(_) | Presence::Challenged(_) => Duration::from_secs(1),
            Presence::Attract(_) => POSTER_TIME,
        };
        Some(IdleTimer { id: self.timer_id, after })
    }

    /// Advances the time to `now`; time never goes back.
    pub(crate) fn advance_to(&mut self, now: Duration) {
        self.now = self.now.max(now);
    }

    /// Sets the presence, and a new timer.
    fn set_presence(&mut self, presence: Presence) {
        self.presence = presence;
        self.timer_id += 1;
        self.timer_set_at = self.now;
    }

    /// Records intent: sets the presence to active and restarts the idle timer.
    pub(crate) fn set_active(&mut self) {
        self.set_presence(Presence::Active);
    }

    fn begin_visit(&mut self) {
        let ceiling = self.timeouts.map_or(Duration::MAX, |timeouts| timeouts.ceiling);
        self.ceiling = self.now.saturating_add(ceiling);
        self.set_active();
    }

    /// Records an input and returns true if a person may have caused it.
    fn record(&mut self, input: Input) -> bool {
        let pause_max = self.timeouts.map_or(Duration::MAX, IdleTimeouts::total);
        self.inputs.record(input, self.now, pause_max)
    }

    /// Returns the role of an input that arrived in the presence `before`. A press that may be
    /// intent wakes the board.
    pub(crate) fn role(
        &mut self,
        before: Presence,
        is_press: bool,
        may_be_intent: bool,
    ) -> InputRole {
        match before {
            Presence::Active if may_be_intent => return InputRole::MayBeIntent,
            Presence::Active => return InputRole::NotIntent,
            Presence::Prompted(_) if is_press && may_be_intent => self.set_active(),
            Presence::Attract(_) if is_press && may_be_intent => self.begin_visit(),
            Presence::Prompted(_) | Presence::Challenged(_) | Presence::Attract(_) => {}
        }
        InputRole::Consumed
    }

    /// Records a key, which may answer the challenge. Returns true if a person may have pressed it.
    pub(crate) fn record_key(&mut self, key: KeyEvent, size: Size) -> bool {
        if key.kind != KeyEventKind::Press || !self.inputs.record_key_time(self.now) {
            return false;
        }
        let chord = Chord::from_event(key);
        let may_be_intent = self.record(Input::Key(chord));
        let Some(digit) = chord.digit() else { return may_be_intent };
        match self.challenge(size) {
            Some(challenge) => self.answer(challenge.digit == digit, may_be_intent),
            None => self.presses.record_digit(digit),
        }
        may_be_intent
    }

    /// Records a mouse event; for a press, which may answer the challenge, `target` is the element
    /// under it. Returns true if a person may have caused the event with intent.
    pub(crate) fn record_mouse(
        &mut self,
        MouseEvent { kind, column, row, .. }: MouseEvent,
        target: Option<HitTarget>,
        is_held: bool,
        size: Size,
    ) -> bool {
        let position = Position { x: column, y: row };
        match kind {
            MouseEventKind::Down(_) => {
                self.press_may_be_intent = self.record(Input::touch(position, target));
                match self.challenge(size) {
                    Some(challenge) => {
                        let is_right =
                            challenge.button.is_some_and(|button| button.contains(position));
                        if is_right && !self.has_failed() {
                            self.presses.record_touch(position);
                        }
                        self.answer(is_right, self.press_may_be_intent);
                    }
                    None => self.presses.record_touch(position),
                }
                self.press_may_be_intent
            }
            // Without a press a drag is only motion.
            MouseEventKind::Drag(_) if is_held => {
                self.presses.record_touch(position);
                self.record(Input::touch(position, None))
            }
            MouseEventKind::Up(_) => self.press_may_be_intent,
            MouseEventKind::ScrollUp
            | MouseEventKind::ScrollDown
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => self.record(Input::Wheel(kind)),
            MouseEventKind::Drag(_) | MouseEventKind::Moved => false,
        }
    }

    /// Begins a visit if the challenge has been answered right, and otherwise counts a wrong answer
    /// that may be intent. After [`MISSES_MAX`] of them the session resets in a second: presses at
    /// random would find the answer sooner or later.
    fn answer(&mut self, is_right: bool, may_be_intent: bool) {
        if is_right && !self.has_failed() {
            self.presses.end_challenge();
            self.misses = 0;
            self.begin_visit();
        } else if may_be_intent {
            self.misses = self.misses.saturating_add(1);
            if self.misses == MISSES_MAX {
                self.set_presence(Presence::Challenged(1));
            }
        }
    }

    /// Returns true if the challenge can no longer be answered.
    fn has_failed(&self) -> bool {
        self.misses >= MISSES_MAX
    }

    /// Handles the firing of timer `id` and returns the presence before; `None` if the timer has
    /// been replaced since.
    pub(crate) fn fire(&mut self, id: u64) -> Option<Presence> {
        let timeouts = self.timeouts.filter(|_| id == self.timer_id)?;
        let after = self.timer().map_or(Duration::ZERO, |timer| timer.after);
        self.advance_to(self.timer_set_at.saturating_add(after));
        let (before, seconds) = (self.presence, timeouts.answer.as_secs());
        let after = match before {
            Presence::Active if self.now >= self.ceiling => Presence::Challenged(seconds),
            Presence::Active => Presence::Prompted(seconds),
            Presence::Prompted(left) if left > 1 => Presence::Prompted(left - 1),
            Presence::Challenged(left) if left > 1 => Presence::Challenged(left - 1),
            Presence::Prompted(_) | Presence::Challenged(_) => Presence::Attract(0),
            Presence::Attract(turn) => Presence::Attract(turn.wrapping_add(1)),
        };
        if after == Presence::Attract(0) {
            // The input history stays, so that an object lying on a key still counts as noise.
            self.misses = 0;
            if matches!(before, Presence::Challenged(_)) {
                self.presses.end_challenge();
            }
        }
        self.set_presence(after);
        Some(before)
    }
}
