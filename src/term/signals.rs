//! Signals as something to read, in the order of the loop.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// Those that end the board.
const ENDING: [i32; 4] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];

/// What a signal means for the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// End, with this signal.
    Stop(i32),
    /// Make room for the shell.
    Suspend,
    /// Back in the foreground.
    Continued,
    /// The terminal has another size.
    Resized,
}

/// All signals that the board hears, behind one file descriptor.
pub(super) struct Signals(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Starts to listen. The second of the same ending signal ends the process at once: it may be stuck.
    pub(super) fn listen() -> io::Result<Self> {
        for signal in ENDING {
            let stuck = Arc::new(AtomicBool::new(false));
            flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&stuck))?;
            flag::register(signal, stuck)?;
        }
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        let signals = ENDING.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]);
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly, signals)?))
    }

    /// What came since the last look.
    pub(super) fn pending(&mut self) -> Vec<Signal> {
        let meaning = |signal| match signal {
            SIGTSTP => Signal::Suspend,
            SIGCONT => Signal::Continued,
            SIGWINCH => Signal::Resized,
            signal => Signal::Stop(signal),
        };
        self.0.pending().map(meaning).collect()
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }
}
