//! The state of a kiosk visit, and of the time between two visits.
//!
//! There is no clock in this module. Time arrives in [`Msg::Now`](super::Msg::Now) and
//! [`Msg::TimerFired`](super::Msg::TimerFired); the model says when its timer is due
//! ([`Subscriptions::idle_timer`](super::Subscriptions::idle_timer)).

use std::time::Duration;

use super::challenge::RecentPresses;
use super::input_history::InputHistory;

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
    /// The [`challenge`](super::Model::challenge) is shown, to tell a person from noise; holds the
    /// seconds left to answer.
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
pub(crate) struct IdleState {
    pub(crate) presence: Presence,
    /// The time since the board began.
    pub(crate) now: Duration,
    /// The number of the current timer, and the time at which it was set.
    pub(crate) timer_id: u64,
    pub(crate) timer_set_at: Duration,
    /// The time at which the visitor gets the challenge whatever they do.
    pub(crate) ceiling: Duration,
    pub(crate) inputs: InputHistory,
    pub(crate) presses: RecentPresses,
    /// True if the last press of a mouse button or finger may be intent; then its release may be,
    /// too.
    pub(crate) press_may_be_intent: bool,
    /// The number of wrong answers to the challenge so far.
    pub(crate) misses: u8,
}

impl IdleState {
    pub(crate) fn new(presence: Presence) -> Self {
        Self {
            presence,
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

    /// Advances the time to `now`; time never goes back.
    pub(crate) fn advance_to(&mut self, now: Duration) {
        self.now = self.now.max(now);
    }

    /// Sets the presence, and a new timer.
    pub(crate) fn set_presence(&mut self, presence: Presence) {
        self.presence = presence;
        self.timer_id += 1;
        self.timer_set_at = self.now;
    }
}
