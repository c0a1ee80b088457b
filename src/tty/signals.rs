//! Signals through a file descriptor, handled in order by the event loop.

use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;
use std::{io, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::session::exit_now;
use crate::app::Profile;
use crate::diagnostics::Shortage;
use crate::executor::ThreadSource;

/// Signals that end the board.
const TERMINATING: [i32; 4] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];

/// Suspend, resume and resize.
const OTHER: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

/// Minimum time that the loop has to finish after a signal to end, however many follow: a reboot
/// sends two in a row, and usage counts must be written in between.
const GRACE_MIN: Duration = Duration::from_millis(300);

/// Additional time if no second signal arrives.
const GRACE_PERIOD: Timespec = Timespec { tv_sec: 0, tv_nsec: 700_000_000 };

/// A signal's meaning for the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// End, because of this signal.
    Stop(i32),
    /// Suspend.
    Suspend,
    /// Resumed.
    Continued,
    /// The terminal's size changed.
    Resized,
}

/// The signals that the board catches, behind one file descriptor.
pub(crate) struct Signals {
    listener: SignalListener,
    /// The guard's listener, until its thread can be started.
    guard_listener: Option<SignalListener>,
    threads: ThreadSource,
}

/// Some signals behind one file descriptor.
struct SignalListener(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Starts catching signals, and the guard thread: if the loop is stuck and does not end after a
    /// signal, the guard restores the terminal and ends the process. signal-hook's own shutdown
    /// handlers would leave the terminal as it is, even when the loop is about to end: `timeout`
    /// sends its signal twice. Signals that a kiosk ignores are caught without the guard. If no
    /// thread can be started, a stuck loop stays stuck until one can.
    ///
    /// # Errors
    /// No descriptors are left.
    pub(crate) fn listen(profile: Profile, threads: ThreadSource) -> io::Result<Self> {
        let obeyed: Vec<i32> =
            TERMINATING.into_iter().filter(|signal| profile.obeys_signal(*signal)).collect();
        let guard_listener = Some(SignalListener::new(&obeyed)?);
        let listener = SignalListener::new(&[&TERMINATING[..], &OTHER].concat())?;
        let mut signals = Self { listener, guard_listener, threads };
        signals.start_guard();
        Ok(signals)
    }

    /// Starts the guard thread if it is not running; returns the shortage if it still cannot be
    /// started.
    pub(crate) fn start_guard(&mut self) -> Option<Shortage> {
        if let Some(listener) = self.guard_listener.take() {
            // It needs little stack, and there may be hundreds of sessions.
            let builder = thread::Builder::new().name("guard".into()).stack_size(64 << 10);
            self.guard_listener =
                self.threads.start(builder, listener, SignalListener::guard).err();
        }
        self.guard_listener.as_ref().map(|_| Shortage::Threads)
    }

    /// Returns the signals since the last call.
    pub(crate) fn pending(&mut self) -> Vec<Signal> {
        let to_signal = |number| match number {
            SIGTSTP => Signal::Suspend,
            SIGCONT => Signal::Continued,
            SIGWINCH => Signal::Resized,
            number => Signal::Stop(number),
        };
        self.listener.0.pending().map(to_signal).collect()
    }
}

impl SignalListener {
    fn new(signals: &[i32]) -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly, signals)?))
    }

    /// Waits for a signal that ends the board, and ends the process after the grace period.
    fn guard(mut self) {
        loop {
            let _ = poll(&mut [PollFd::new(&self, PollFlags::IN)], None);
            if let Some(signal) = self.0.pending().next() {
                thread::sleep(GRACE_MIN);
                let _ = poll(&mut [PollFd::new(&self, PollFlags::IN)], Some(&GRACE_PERIOD));
                exit_now(128 + signal);
            }
        }
    }
}

impl AsFd for SignalListener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.get_read().as_fd()
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.listener.as_fd()
    }
}
