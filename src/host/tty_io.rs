//! Input from the tty and output to it, without blocking.

use std::io;
use std::os::fd::AsFd;
use std::time::Instant;

use crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::poll::wait_for;
use super::search_worker::SearchWorker;
use super::services::Services;
use super::watcher::FileWatcher;
use crate::app::{Msg, Profile};
use crate::tty::{Parser, Session, Signal, Signals, TerminalInfo};

/// Maximum number of bytes read between two frames: a flood of keys must neither delay signals nor
/// fill memory.
const READ_MAX: usize = 8 << 10;

/// The connection to the terminal: input parser and output buffers.
pub(crate) struct TtyIo<'a> {
    session: &'a Session,
    terminal: TerminalInfo,
    parser: Parser,
    /// Time of the last read.
    last_read: Option<Instant>,
    /// The output in flight, a frame or control sequences, and the number of its bytes that are
    /// sent.
    output: Vec<u8>,
    sent: usize,
    /// Control sequences to send after the output: mouse mode and clipboard. Only the latest of
    /// each is kept. Appending each would let a held key fill memory.
    pub(crate) pending_mouse: Vec<u8>,
    pub(crate) pending_clipboard: Vec<u8>,
}

impl<'a> TtyIo<'a> {
    pub(crate) fn new(session: &'a Session, terminal: TerminalInfo) -> Self {
        let is_desk = terminal.profile == Profile::Desk;
        Self {
            session,
            terminal,
            parser: if is_desk { Parser::new() } else { Parser::without_pastes() },
            last_read: None,
            output: Vec::new(),
            sent: 0,
            pending_mouse: Vec::new(),
            pending_clipboard: Vec::new(),
        }
    }

    /// Returns true if all output is sent, so that the next can be drawn.
    pub(crate) fn is_drained(&self) -> bool {
        self.output.len() == self.sent
    }

    /// Starts sending `output`.
    pub(crate) fn start_output(&mut self, output: Vec<u8>) {
        debug_assert!(self.is_drained(), "output is in flight");
        (self.output, self.sent) = (output, 0);
    }

    /// Starts sending the pending control sequences; returns true if there were any.
    pub(crate) fn flush_control(&mut self) -> bool {
        let mut control = std::mem::take(&mut self.pending_mouse);
        control.append(&mut self.pending_clipboard);
        let has_control = !control.is_empty();
        if has_control {
            self.start_output(control);
        }
        has_control
    }

    /// Waits for input, signals, messages of the threads, or the terminal to take more output,
    /// until `deadline` at the latest. Returns the resulting messages, or `None` if the terminal is
    /// gone.
    pub(crate) fn wait(
        &mut self,
        signals: &mut Signals,
        worker: &mut SearchWorker,
        services: &mut Services,
        deadline: Option<Instant>,
    ) -> io::Result<Option<Vec<Msg>>> {
        let pending = self.parser.pending().zip(self.last_read);
        let input_deadline =
            pending.map(|(pending, last_read)| last_read + self.terminal.input_timeout(pending));
        let watcher = &mut services.watcher;
        let flags = if self.is_drained() { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
        let mut fds = vec![PollFd::new(self.session, flags), PollFd::new(&*signals, PollFlags::IN)];
        let wake_fds = [worker.fd(), watcher.as_ref().and_then(FileWatcher::fd)];
        let wake_fds = wake_fds.into_iter().flatten();
        fds.extend(wake_fds.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
        let timed_out = wait_for(&mut fds, input_deadline.into_iter().chain(deadline).min())?;
        let (tty, signal) = (fds[0].revents(), fds[1].revents());
        let mut msgs = Vec::new();
        if signal.intersects(PollFlags::IN) {
            for signal in signals.pending() {
                msgs.extend(self.on_signal(signal));
            }
        }
        let mut events = Vec::new();
        let is_gone = if tty.intersects(PollFlags::IN) {
            self.read(&mut events).is_err()
        } else {
            tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        };
        if is_gone {
            // A signal that ends the board may arrive with the hangup: it decides the exit status.
            return Ok(Some(msgs).filter(|msgs| !msgs.is_empty()));
        }
        // Expire an unfinished sequence only if poll found no input: after a stall its rest may be
        // waiting.
        if timed_out && input_deadline.is_some_and(|deadline| deadline <= Instant::now()) {
            self.parser.expire(&mut events);
        }
        msgs.extend(events.into_iter().filter_map(to_msg));
        // After the keys, each of which clears the previous notice.
        msgs.extend(std::mem::take(&mut self.parser.invalid_utf8).then_some(Msg::InvalidUtf8));
        msgs.extend(worker.drain());
        msgs.extend(watcher.iter_mut().flat_map(FileWatcher::drain));
        if timed_out && msgs.is_empty() {
            let has_input = self.input_check(signals);
            msgs.extend(worker.run_on_loop(&has_input));
            for msg in watcher.iter_mut().flat_map(|watcher| watcher.run_on_loop(&has_input)) {
                // Loaded on the loop without an index, which is built as soon as a thread can be
                // started.
                worker.lacks_index = true;
                msgs.push(msg);
            }
        }
        Ok(Some(msgs))
    }

    /// Returns a function that returns true if input or a signal waits for the loop.
    fn input_check(&self, signals: &Signals) -> impl Fn() -> bool + Sync {
        let (tty, signals) = (self.session.as_fd(), signals.as_fd());
        move || {
            let mut fds = [tty, signals].map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
            poll(&mut fds, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
        }
    }

    /// Parses bytes that were read during the width probe.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Vec<Msg> {
        let mut events = Vec::new();
        self.last_read = Some(Instant::now());
        self.parser.feed(bytes, &mut events);
        events.into_iter().filter_map(to_msg).collect()
    }

    /// Reads and parses input, up to about [`READ_MAX`] bytes.
    fn read(&mut self, events: &mut Vec<Event>) -> rustix::io::Result<()> {
        let mut bytes = [0; 4096];
        let mut total = 0;
        while total < READ_MAX {
            match rustix::io::read(self.session, &mut bytes) {
                // The terminal is gone.
                Ok(0) => return Err(Errno::PIPE),
                Ok(count) => {
                    total += count;
                    self.last_read = Some(Instant::now());
                    self.parser.feed(bytes.get(..count).unwrap_or_default(), events);
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Writes as much of the output in flight as the terminal takes.
    pub(crate) fn write(&mut self) -> rustix::io::Result<()> {
        while let Some(rest) = self.output.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match rustix::io::write(self.session, rest) {
                Ok(count) => self.sent += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Returns the messages for a signal; takes the terminal over again after a suspend.
    fn on_signal(&self, signal: Signal) -> Vec<Msg> {
        match signal {
            Signal::Stop(signal) => vec![Msg::Terminate(signal)],
            Signal::Suspend => vec![Msg::Suspend],
            Signal::Resized => vec![Msg::Resize(self.session.size())],
            // The shell may have changed the terminal's modes, and a resize while the board was in
            // the background was signalled only to the foreground process group.
            Signal::Continued if self.session.enter().is_ok() => {
                vec![Msg::Resize(self.session.size()), Msg::Resumed]
            }
            Signal::Continued => Vec::new(),
        }
    }
}

fn to_msg(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Key(key)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        // Resizes come as SIGWINCH; focus reports are not enabled.
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}
