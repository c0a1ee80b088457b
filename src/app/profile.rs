//! Whom the board is for: somebody at a desk, or anyone who walks into a hall.

use std::time::Duration;

use super::{Action, Effect, Exit, Keymap, Scale};

/// SIGHUP and SIGTERM, which have these numbers on every Unix: the terminal is gone, and the service is stopped.
const TERMINATING_SIGNALS: [i32; 2] = [1, 15];

/// What no key of a kiosk does: it would leave the board, hand something to the terminal, or keep something for the next visitor.
const KIOSK_DISABLED: [Action; 9] = [
    Action::Quit,
    Action::Interrupt,
    Action::Suspend,
    Action::Copy,
    Action::Mouse,
    Action::Mark,
    Action::ToMark,
    Action::Earlier,
    Action::Later,
];

/// Whom the board is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Somebody who may do all that the key table has.
    #[default]
    Desk,
    /// Anyone, one after the other.
    Kiosk(IdleTimeouts),
}

/// When a visitor is taken to have gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleTimeouts {
    /// After so long without intent they are asked.
    pub prompt: Duration,
    /// After so long without an answer they have; in whole seconds, which are counted down.
    pub reset: Duration,
    /// After so long they are asked whatever they do, by a question that has to be read.
    pub ceiling: Duration,
}

impl IdleTimeouts {
    /// The time from the last sign of a visitor until the board begins anew.
    pub(super) fn reset(self) -> Duration {
        self.prompt.saturating_add(self.reset)
    }
}

impl Default for IdleTimeouts {
    /// A minute, a quarter of one, and ten.
    fn default() -> Self {
        Self { prompt: Duration::from_secs(60), reset: Duration::from_secs(15), ceiling: Duration::from_secs(600) }
    }
}

impl Profile {
    /// When a visitor is taken to have gone; at a desk nobody is.
    #[must_use]
    pub fn idle_timeouts(self) -> Option<IdleTimeouts> {
        match self {
            Self::Desk => None,
            Self::Kiosk(idle) => Some(idle),
        }
    }

    /// Sets the ceiling of a visit, if there is one to set and the board is for a hall.
    #[must_use]
    pub fn with_ceiling(self, ceiling: Option<Duration>) -> Self {
        match (self, ceiling) {
            (Self::Kiosk(idle), Some(ceiling)) => Self::Kiosk(IdleTimeouts { ceiling, ..idle }),
            _ => self,
        }
    }

    /// How large things usually are.
    #[must_use]
    pub fn scale(self) -> Scale {
        match self {
            Self::Desk => Scale::Desk,
            Self::Kiosk(_) => Scale::Touch,
        }
    }

    /// The keys that there are, of those in `keymap`.
    #[must_use]
    pub fn restrict(self, keymap: Keymap) -> Keymap {
        match self {
            Self::Desk => keymap,
            Self::Kiosk(_) => KIOSK_DISABLED.into_iter().fold(keymap, Keymap::without),
        }
    }

    /// Whether the board ends when the system asks it to by that signal.
    #[must_use]
    pub fn obeys_signal(self, signal: i32) -> bool {
        self == Self::Desk || TERMINATING_SIGNALS.contains(&signal)
    }

    /// Whether the outside may do that: the one gate that everything passes, whatever it came from. Other programs closed the
    /// keys one by one, and the one that was forgotten led out (k9s#3435, k9s#3559).
    #[must_use]
    pub fn allows(self, effect: &Effect) -> bool {
        match (self, effect) {
            (Self::Desk, _) | (Self::Kiosk(_), Effect::MouseCapture(true) | Effect::Redraw | Effect::Search) => true,
            (Self::Kiosk(_), Effect::Quit(Exit::Signal(signal))) => self.obeys_signal(*signal),
            (
                Self::Kiosk(_),
                Effect::Quit(_) | Effect::Suspend | Effect::StopLoading | Effect::Copy(_) | Effect::MouseCapture(false),
            ) => false,
        }
    }
}
