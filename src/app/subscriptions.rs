//! The subscriptions of the model: what the event loop watches for it besides input, data files
//! and answers.

use super::IdleTimer;
use crate::model::Day;

/// The events that the event loop watches for the model. It asks for them before each wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscriptions {
    /// The timer to set; `None` at a desk. It is set anew, with a new id, whenever the model sees
    /// intent. Leads to [`Msg::TimerFired`](super::Msg::TimerFired), and to
    /// [`Msg::Now`](super::Msg::Now) before other messages.
    pub idle_timer: Option<IdleTimer>,
    /// True if the board shows progress and follows the calendar: a new day leads to
    /// [`Msg::Today`](super::Msg::Today).
    pub follows_day: bool,
    /// The day that the board shows.
    pub day: Option<Day>,
    /// True if the terminal is to report mouse events. Needed at the start only: later changes are
    /// an [`Effect::MouseCapture`](super::Effect::MouseCapture).
    pub mouse: bool,
}

impl Subscriptions {
    /// Returns true if [`Msg::Today`](super::Msg::Today) with `day` would change the board.
    #[must_use]
    pub fn is_new_day(&self, day: Day) -> bool {
        self.follows_day && self.day != Some(day)
    }
}
