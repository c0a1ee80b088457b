//! What has happened, and what the outside must do about it.

use std::time::Duration;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use super::{DataStatus, PartialLoad, Reload, SearchResponse, TopHits};
use crate::catalog::Day;

/// A fact that has already happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// The mouse did something, or a finger.
    Mouse(MouseEvent),
    /// Text was pasted; as it came, not yet cleaned.
    Paste(String),
    /// The terminal now has this size; any size, even 0x0.
    Resize(Size),
    /// The system asks the board to end, with this signal.
    Terminate(i32),
    /// The system asks the board to make room for the shell.
    Suspend,
    /// The board is back in the foreground.
    Resumed,
    /// What was typed is no UTF-8 text.
    InvalidUtf8,
    /// The board was asked to suspend, but nobody is there who could wake it.
    CannotSuspend,
    /// It is that day now.
    Today(Day),
    /// A question was answered; maybe not the last one.
    SearchDone(SearchResponse),
    /// The best of what is to be found, before all of it.
    TopHits(TopHits),
    /// More of the data file has been read.
    PartLoaded(PartialLoad),
    /// The data file says something else now.
    Reloaded(Reload),
    /// The data file is such that what is on the screen has to stay there.
    StatusChanged(DataStatus),
    /// The [idle timer](super::Model::idle_timer) of that number has gone off.
    TimerFired(u64),
    /// It is so long since the board began; comes before what happened then, where the board has an alarm.
    Now(Duration),
}

/// Something that only the outside can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End.
    Quit(Exit),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Hand this text to the terminal's clipboard.
    Copy(String),
    /// Have the terminal tell what the mouse does, or no longer.
    MouseCapture(bool),
    /// Draw everything anew: the terminal shows something else than we think.
    Redraw,
    /// Read no more of the data file.
    StopLoading,
    /// Have the [`Model::search_request`](super::Model::search_request) answered; earlier ones are no longer of interest.
    Search,
}

/// Why the board ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The person wanted it.
    Quit,
    /// The system wanted it, with this signal.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
}

impl Exit {
    /// The exit code: 0, 128 + the signal, or that of a hang-up (129).
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
            Self::TerminalGone => 129,
        }
    }
}

/// The effects of one message, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "an effect that nobody performs is lost"]
pub struct Effects(Vec<Effect>);

impl Effects {
    /// Nothing to do.
    pub const NONE: Self = Self(Vec::new());

    /// One more.
    pub fn push(&mut self, effect: Effect) {
        self.0.push(effect);
    }

    /// These and then those of what came later. What both ask for is done once, when both have happened.
    pub(super) fn and(mut self, later: Self) -> Self {
        self.0.retain(|effect| !later.0.contains(effect));
        self.0.extend(later);
        self
    }

    /// Those that `wanted` wants.
    pub(super) fn retain(mut self, wanted: impl Fn(&Effect) -> bool) -> Self {
        self.0.retain(wanted);
        self
    }
}

impl From<Effect> for Effects {
    fn from(effect: Effect) -> Self {
        Self(vec![effect])
    }
}

impl<const N: usize> From<[Effect; N]> for Effects {
    fn from(effects: [Effect; N]) -> Self {
        Self(effects.into())
    }
}

impl IntoIterator for Effects {
    type Item = Effect;
    type IntoIter = std::vec::IntoIter<Effect>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
