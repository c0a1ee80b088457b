//! The messages that [`update()`](super::update()) handles, and the effects that it returns.

use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use super::{
    DataStatus, ExportFile, IndexJob, Reload, Retired, SearchRequest, SearchResponse, TopHits,
};
use crate::model::{Catalog, Day};

/// An event that has already happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed, repeated or released.
    Key(KeyEvent),
    /// A mouse event, or one of a touch screen that acts as a mouse.
    Mouse(MouseEvent),
    /// Text was pasted; not cleaned yet.
    Paste(String),
    /// The terminal now has this size; any size, even 0x0.
    Resize(Size),
    /// The process received this signal, which terminates it.
    Terminate(i32),
    /// The process received SIGTSTP.
    Suspend,
    /// The process was continued, and is in the foreground again.
    Resumed,
    /// The input was not valid UTF-8.
    InvalidUtf8,
    /// The board cannot suspend: there is no job control that could continue it.
    CannotSuspend,
    /// An export was saved to this path, or was not for this reason.
    FileSaved(Result<String, String>),
    /// The current day has changed to this one, or is known for the first time.
    Today(Day),
    /// A search request was answered; not necessarily the latest.
    SearchDone(SearchResponse),
    /// The top hits of a search request, before its complete response.
    TopHits(TopHits),
    /// More of the data file has been loaded.
    PartLoaded(Reload),
    /// The data files have changed; holds the new catalog.
    Reloaded(Reload),
    /// The data status has changed; the data shown stays.
    StatusChanged(DataStatus),
    /// The version of the data file that was kept before the present one; `None` if there is none.
    LastGood(Option<Arc<Catalog>>),
    /// The [idle timer](super::Subscriptions::idle_timer) with this id has fired.
    TimerFired(u64),
    /// The time since the board began. Sent before the messages of the same moment, if the board
    /// has an idle timer.
    Now(Duration),
}

/// A side effect that the event loop performs for the board. It carries everything that it needs:
/// after an update the event loop asks the model for no further work.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Quit.
    Quit(Exit),
    /// Restore the terminal and stop the process until it is continued.
    Suspend,
    /// Copy this text to the terminal's clipboard.
    Copy(String),
    /// Save this file, and answer with [`Msg::FileSaved`].
    SaveFile(ExportFile),
    /// Turn mouse reporting on or off.
    MouseCapture(bool),
    /// Redraw the whole screen: its contents may not be what was drawn last.
    Redraw,
    /// Stop loading the data file.
    StopLoading,
    /// Answer this request, with [`Msg::SearchDone`]; earlier requests are outdated.
    Search(SearchRequest),
    /// Read the version of the data file that was kept before the present one, and answer with
    /// [`Msg::LastGood`].
    ReadLastGood,
    /// Build this index, unless that is under way.
    BuildIndex(IndexJob),
    /// Drop this data, which takes long if there is much of it.
    Drop(Retired),
    /// Handle this key after the answers to the effects before it.
    Key(KeyEvent),
}

/// The reason for which the board ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The user quit.
    Quit,
    /// The process received this signal.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
}

impl Exit {
    /// Returns the exit code: 0, 128 + the signal, or 129 (as for SIGHUP) if the terminal is gone.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
            Self::TerminalGone => 129,
        }
    }
}
