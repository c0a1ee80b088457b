//! Signals as something to read, in the order of the loop.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::threads::ThreadSource;
use super::tty::exit_now;
use crate::app::Profile;
use crate::catalog::Shortage;

/// Those that end the board.
const TERMINATING: [i32; 4] = [SIGTERM, SIGINT, SIGQUIT, SIGHUP];

/// The others.
const OTHER: [i32; 3] = [SIGTSTP, SIGCONT, SIGWINCH];

/// How long the loop has to end once it is told to, however often: a reboot sends two signals in a row, and what was counted is to be
/// written in between.
const LEAST: Duration = Duration::from_millis(300);

/// How much longer it has if it is not told again.
const GRACE_PERIOD: Timespec = Timespec { tv_sec: 0, tv_nsec: 700_000_000 };

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

/// The signals that the board hears, behind one file descriptor.
pub(super) struct Signals {
    heard: SignalListener,
    /// What the guard is to hear, until there is a thread for it.
    unguarded: Option<SignalListener>,
    threads: ThreadSource,
}

/// Some signals behind one file descriptor.
struct SignalListener(SignalDelivery<UnixStream, SignalOnly>);

impl Signals {
    /// Starts to listen, and to watch: where the loop does not end when told to, because it is stuck, the process ends all the
    /// same, with the terminal given back. Not by the usual way out of the signal's handler, which leaves the terminal as it is,
    /// also where the loop was about to end: `timeout` sends its signal twice. What a kiosk does not heed, is heard and nothing more.
    /// Where no thread can be started, a loop that is stuck stays so until one can.
    ///
    /// # Errors
    /// There are no descriptors left.
    pub(super) fn listen(profile: Profile, threads: ThreadSource) -> io::Result<Self> {
        let heeded: Vec<i32> = TERMINATING.into_iter().filter(|signal| profile.obeys_signal(*signal)).collect();
        let unguarded = Some(SignalListener::new(&heeded)?);
        let mut signals = Self { heard: SignalListener::new(&[&TERMINATING[..], &OTHER].concat())?, unguarded, threads };
        signals.exit_if_stuck();
        Ok(signals)
    }

    /// Starts the thread that sees to the end, if it is not there; why it still is not.
    pub(super) fn exit_if_stuck(&mut self) -> Option<Shortage> {
        if let Some(ending) = self.unguarded.take() {
            // It needs next to nothing, and there may be hundreds of sessions.
            let builder = thread::Builder::new().name("guard".into()).stack_size(64 << 10);
            self.unguarded = self.threads.start(builder, ending, SignalListener::guard).err();
        }
        self.unguarded.as_ref().map(|_| Shortage::Threads)
    }

    /// What came since the last look.
    pub(super) fn pending(&mut self) -> Vec<Signal> {
        let meaning = |signal| match signal {
            SIGTSTP => Signal::Suspend,
            SIGCONT => Signal::Continued,
            SIGWINCH => Signal::Resized,
            signal => Signal::Stop(signal),
        };
        self.heard.0.pending().map(meaning).collect()
    }
}

impl SignalListener {
    fn new(signals: &[i32]) -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        Ok(Self(SignalDelivery::with_pipe(read, write, SignalOnly, signals)?))
    }

    /// Waits for a signal that ends the board, and sees to it that it ends.
    fn guard(mut self) {
        loop {
            let _ = poll(&mut [PollFd::new(&self, PollFlags::IN)], None);
            if let Some(signal) = self.0.pending().next() {
                thread::sleep(LEAST);
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
        self.heard.as_fd()
    }
}
