//! The profile of the board: a desk with one user, or a kiosk with visitors.

use std::time::Duration;

use super::{Action, Effect, Exit, Keymap, Scale};

/// SIGHUP and SIGTERM, which have these numbers on every Unix: the terminal is gone, or the service
/// is being stopped.
const TERMINATING_SIGNALS: [i32; 2] = [1, 15];

/// The actions that have no key in a kiosk: they would leave the board, pass text or the mouse to
/// the terminal, keep something of one visitor for the next, or show what only staff ask for.
const KIOSK_DISABLED: [Action; 15] = [
    Action::Quit,
    Action::Interrupt,
    Action::Suspend,
    Action::Copy,
    Action::Choose,
    Action::ChooseAll,
    Action::Export,
    Action::Save,
    Action::Sort,
    Action::Changes,
    Action::Mouse,
    Action::Mark,
    Action::ToMark,
    Action::Earlier,
    Action::Later,
];

/// The kind of installation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// A user at a desk, who may do everything in the key table.
    #[default]
    Desk,
    /// A public screen, used by one visitor after the other.
    Kiosk(IdleTimeouts),
}

/// The timeouts by which a kiosk decides that a visitor has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimeouts {
    /// The time without intent after which the visitor is asked if they are still there.
    pub idle: Duration,
    /// The time without a reaction after which the visit ends; in whole seconds, counted down on
    /// the screen.
    pub answer: Duration,
    /// The length of a visit after which the visitor gets the challenge, whatever they do.
    pub ceiling: Duration,
}

impl IdleTimeouts {
    /// Returns the time from the last sign of a visitor to the end of the visit.
    pub(crate) fn total(self) -> Duration {
        self.idle.saturating_add(self.answer)
    }
}

impl Default for IdleTimeouts {
    /// 60 s, 15 s and 10 min.
    fn default() -> Self {
        Self {
            idle: Duration::from_secs(60),
            answer: Duration::from_secs(15),
            ceiling: Duration::from_secs(600),
        }
    }
}

impl Profile {
    /// Returns the timeouts of a kiosk; `None` at a desk.
    #[must_use]
    pub fn idle_timeouts(self) -> Option<IdleTimeouts> {
        match self {
            Self::Desk => None,
            Self::Kiosk(timeouts) => Some(timeouts),
        }
    }

    /// Sets the ceiling of a visit, if `ceiling` is given and the profile is a kiosk.
    #[must_use]
    pub fn with_ceiling(self, ceiling: Option<Duration>) -> Self {
        match (self, ceiling) {
            (Self::Kiosk(timeouts), Some(ceiling)) => {
                Self::Kiosk(IdleTimeouts { ceiling, ..timeouts })
            }
            _ => self,
        }
    }

    /// Returns the default scale.
    #[must_use]
    pub fn scale(self) -> Scale {
        match self {
            Self::Desk => Scale::Desk,
            Self::Kiosk(_) => Scale::Touch,
        }
    }

    /// Returns `keymap` without the actions that the profile disables.
    #[must_use]
    pub fn restrict(self, keymap: Keymap) -> Keymap {
        match self {
            Self::Desk => keymap,
            Self::Kiosk(_) => {
                let keymap = keymap.hand_over(Action::Choose, Action::PageDown);
                KIOSK_DISABLED.into_iter().fold(keymap, Keymap::without)
            }
        }
    }

    /// Returns true if the board ends on `signal`.
    #[must_use]
    pub fn obeys_signal(self, signal: i32) -> bool {
        self == Self::Desk || TERMINATING_SIGNALS.contains(&signal)
    }

    /// Returns true if the event loop may perform `effect`. Every effect passes this one gate,
    /// whatever caused it: other programs disabled keys one by one, and the one they forgot led out
    /// (k9s#3435, k9s#3559).
    #[must_use]
    pub fn allows(self, effect: &Effect) -> bool {
        match effect {
            _ if self == Self::Desk => true,
            Effect::Redraw
            | Effect::Search(_)
            | Effect::BuildIndex(_)
            | Effect::Drop(_)
            | Effect::Key(_) => true,
            Effect::MouseCapture(on) => *on,
            Effect::Quit(Exit::Signal(signal)) => self.obeys_signal(*signal),
            Effect::Quit(_)
            | Effect::Suspend
            | Effect::StopLoading
            | Effect::ReadLastGood
            | Effect::Copy(_)
            | Effect::SaveFile(_) => false,
        }
    }
}
