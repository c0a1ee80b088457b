//! The event loop: turns events into [`Msg`]s, runs the effects that [`update`] returns, and draws
//! once.

use std::io;
use std::os::fd::AsFd;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use crossterm::event::Event;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use super::clipboard::copy_sequence;
use super::date::current_day;
use super::job_control::has_job_control;
use super::parse::Parser;
use super::screen::Screen;
use super::search_worker::SearchWorker;
use super::services::{ServiceConfig, Services};
use super::signals::{Signal, Signals};
use super::terminal_info::{TermLevel, TerminalInfo, Timeouts};
use super::threads::ThreadSource;
use super::throttle::DetailThrottle;
use super::tty::Session;
use super::wakeup_timer::WakeupTimer;
use super::width_probe::{ProbeReply, probe_width, resolve_stand_ins};
use crate::app::{Effect, Exit, Model, Msg, Profile, Retired, Settings, update};
use crate::text::Ambiguous;
use crate::view::view;

/// Most bytes read between two frames: a flood of keys must neither delay signals nor fill memory.
const READ_MAX: usize = 8 << 10;

/// Pause before `poll` is retried when the kernel has no memory for it.
const BREATH: Duration = Duration::from_millis(100);

/// Runs the board until it ends; returns why it ended and its final state. `open` creates the model
/// for the width that the terminal gives ambiguous characters, which is probed unless `habits`
/// names it. `duties` are the background services.
///
/// # Errors
/// Signals cannot be caught, or `poll` fails. A failing terminal is no error: it ends the board
/// with [`Exit::TerminalGone`].
#[expect(clippy::too_many_lines, reason = "formatting alone takes it past the limit")]
pub fn run(
    session: &Session,
    habits: TerminalInfo,
    duties: ServiceConfig,
    open: impl FnOnce(Ambiguous) -> (Model, Settings),
) -> anyhow::Result<(Exit, Model)> {
    let mut signals = Signals::listen(habits.profile, ThreadSource::System)
        .context("cannot listen to signals")?;
    // Signals are caught by now: a SIGTERM during the probe still restores the terminal.
    let answer = habits
        .ambiguous
        .map_or_else(|| probe_width(session, habits.timeouts.probe), ProbeReply::from);
    let (mut model, settings) = open(answer.ambiguous);
    let settings = &settings;
    let mut worker = SearchWorker::prepared(ThreadSource::System, model.index_job());
    let mut service = Services::new(ThreadSource::System, duties);
    let mut link = TtyIo::new(session, habits);
    let mut screen =
        if habits.level == TermLevel::Vt100 { Screen::vt100() } else { Screen::default() };
    screen.invalidate();
    let mut pace = DetailThrottle::default();
    if model.has_mouse_capture() {
        link.mouse = Session::set_mouse(true).to_vec();
    }
    let mut msgs = vec![Msg::Resize(session.size())];
    msgs.extend(link.feed(&answer.input));
    let mut stale = true;
    let mut clock = WakeupTimer::default();
    loop {
        // Popped from the back: messages that an effect produces are handled before the rest.
        msgs.reverse();
        while let Some(msg) = msgs.pop() {
            let effects = update(&mut model, settings, msg);
            service.observe(&model);
            for effect in effects {
                match effect {
                    Effect::Quit(exit) => return Ok((exit, model)),
                    Effect::Redraw => screen.invalidate(),
                    Effect::MouseCapture(on) => link.mouse = Session::set_mouse(on).to_vec(),
                    Effect::Copy(text) => link.clipboard = copy_sequence(&text, habits.multiplexer),
                    Effect::StopLoading => service.stop_loading(),
                    Effect::Suspend => msgs.extend(suspend(session)),
                    Effect::Search => {
                        worker.submit(model.search_request(), || {
                            model.index_job().filter(|_| !model.is_loading())
                        });
                    }
                }
            }
        }
        drop_in_background(ThreadSource::System, model.take_retired());
        if link.write().is_err() {
            return Ok((Exit::TerminalGone, model));
        }
        // Checked after the write: the frame may just have drained, and nothing else may happen for
        // a long time.
        if link.is_idle() && link.flush_control() {
            continue;
        }
        if stale && link.is_idle() {
            let mut buf = Buffer::empty(Rect::from(((0, 0).into(), model.size())));
            let cursor = view(&model, settings, &mut buf);
            pace.defer_detail(&model, screen.shown(), &mut buf);
            link.start_frame(resolve_stand_ins(screen.paint(buf, cursor), answer.ambiguous));
            stale = false;
            continue;
        }
        service.tick(
            &model,
            link.is_idle(),
            Instant::now(),
            worker.short.or(signals.exit_if_stuck()),
        );
        let alarm = clock.set(model.idle_timer(), Instant::now());
        let due = alarm
            .into_iter()
            .chain(pace.deadline())
            .chain(service.deadline(link.is_idle()))
            .chain(worker.due())
            .min();
        let Some(mut news) = link
            .wait(&mut signals, &mut worker, &mut service, due)
            .context("cannot wait for keys")?
        else {
            return Ok((Exit::TerminalGone, model));
        };
        // The timer comes last: input that arrived together with it was still in time.
        news.extend(
            day_change(&model)
                .into_iter()
                .chain(clock.expired(Instant::now()).map(Msg::TimerFired)),
        );
        pace.observe(&news, Instant::now());
        stale |= !news.is_empty() || pace.take_expired(Instant::now());
        msgs = clock.stamped(news, Instant::now());
    }
}

/// Drops retired catalogues and indexes on a thread, since freeing large ones takes long; on the
/// loop if no thread can be started.
fn drop_in_background(threads: ThreadSource, spent: Vec<Retired>) {
    if !spent.is_empty() {
        drop(threads.start(thread::Builder::new().name("sweep".to_owned()), spent, drop));
    }
}

/// Returns [`Msg::Today`] if the date has changed and the catalogue has progress figures. No timer
/// is set for midnight: the date is checked when something else wakes the loop.
fn day_change(model: &Model) -> Option<Msg> {
    let shown = model.catalog().has_progress();
    shown.then(current_day).flatten().filter(|day| model.is_new_day(*day)).map(Msg::Today)
}

/// The terminal is gone.
struct Disconnected;

/// Waits until a descriptor is ready; returns `true` if `timeout` passed without that.
///
/// # Errors
/// `poll` fails for another reason than an interrupt or a lack of memory.
pub(super) fn wait_for(fds: &mut [PollFd<'_>], timeout: Option<&Timespec>) -> io::Result<bool> {
    match poll(fds, timeout) {
        Ok(ready) => Ok(ready == 0),
        Err(Errno::INTR) => Ok(false),
        // Memory may be free soon; until then no event can be received.
        Err(Errno::NOMEM | Errno::AGAIN) => {
            thread::sleep(BREATH);
            Ok(false)
        }
        // The limit on descriptors (RLIMIT_NOFILE) was lowered below the number that is open.
        Err(Errno::INVAL) => Err(Errno::MFILE.into()),
        Err(error) => Err(error.into()),
    }
}

/// The connection to the terminal: input parser and output buffers.
struct TtyIo<'a> {
    session: &'a Session,
    timeouts: Timeouts,
    parser: Parser,
    /// Time of the last read.
    last_read: Option<Instant>,
    /// The frame in flight, and the number of its bytes that are sent.
    frame: Vec<u8>,
    sent: usize,
    /// Control sequences to send after the frame: mouse mode and clipboard. Only the latest of
    /// each is kept: when they were appended to the frame, a key held down in the copy menu
    /// filled memory while the terminal was slow.
    mouse: Vec<u8>,
    clipboard: Vec<u8>,
}

impl<'a> TtyIo<'a> {
    fn new(
        session: &'a Session,
        TerminalInfo { timeouts: patience, profile, .. }: TerminalInfo,
    ) -> Self {
        let (out, mouse, clipboard) = (Vec::new(), Vec::new(), Vec::new());
        let parser =
            if profile == Profile::Desk { Parser::new() } else { Parser::without_pastes() };
        Self {
            session,
            timeouts: patience,
            parser,
            last_read: None,
            frame: out,
            sent: 0,
            mouse,
            clipboard,
        }
    }

    /// Returns `true` if the last frame is sent completely, so that the next can be drawn.
    fn is_idle(&self) -> bool {
        self.frame.len() == self.sent
    }

    fn start_frame(&mut self, frame: Vec<u8>) {
        (self.frame, self.sent) = (frame, 0);
    }

    /// Starts sending the pending control sequences; returns `true` if there were any.
    fn flush_control(&mut self) -> bool {
        let words = [std::mem::take(&mut self.mouse), std::mem::take(&mut self.clipboard)].concat();
        let some = !words.is_empty();
        if some {
            self.start_frame(words);
        }
        some
    }

    /// Waits for input, signals, messages of the workers, or room to write, until `deadline` at the
    /// latest. Returns the resulting messages, or `None` if the terminal is gone.
    fn wait(
        &mut self,
        signals: &mut Signals,
        worker: &mut SearchWorker,
        service: &mut Services,
        deadline: Option<Instant>,
    ) -> io::Result<Option<Vec<Msg>>> {
        let due = self
            .parser
            .pending()
            .zip(self.last_read)
            .map(|(held, heard)| heard + self.timeouts.for_pending(held));
        let timeout = due
            .into_iter()
            .chain(deadline)
            .min()
            .map(|due| due.saturating_duration_since(Instant::now()));
        let timeout = timeout.and_then(|left| Timespec::try_from(left).ok());
        let wanted = if self.is_idle() { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
        let mut fds =
            vec![PollFd::new(self.session, wanted), PollFd::new(&*signals, PollFlags::IN)];
        fds.extend(
            [worker.fd(), service.fd()]
                .into_iter()
                .flatten()
                .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)),
        );
        let silence = wait_for(&mut fds, timeout.as_ref())?;
        let ready = |at: usize| fds.get(at).map_or(PollFlags::empty(), PollFd::revents);
        let (tty, signal) = (ready(0), ready(1));
        let mut msgs = Vec::new();
        if signal.intersects(PollFlags::IN) {
            for signal in signals.pending() {
                msgs.extend(self.on_signal(signal));
            }
        }
        let mut events = Vec::new();
        let gone = if tty.intersects(PollFlags::IN) {
            self.read(&mut events).is_err()
        } else {
            tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        };
        if gone {
            // A signal that ends the board may arrive with the hangup: it decides the exit status.
            return Ok(Some(msgs).filter(|msgs| !msgs.is_empty()));
        }
        // Only after an empty poll: after a stall, the rest of the sequence may already be
        // readable.
        if silence && due.is_some_and(|due| due <= Instant::now()) {
            self.parser.expire(&mut events);
        }
        msgs.extend(events.into_iter().filter_map(to_msg));
        // After the keys, each of which clears the previous notice.
        msgs.extend(std::mem::take(&mut self.parser.invalid_utf8).then_some(Msg::InvalidUtf8));
        msgs.extend(worker.drain());
        msgs.extend(service.drain_messages());
        if silence && msgs.is_empty() {
            let wanted = self.is_wanted(signals);
            msgs.extend(worker.work_here(&wanted));
            let found = service.work_here(&wanted);
            // Loaded on the loop without an index, which is built as soon as a thread can be
            // started.
            worker.lacks_index |= !found.is_empty();
            msgs.extend(found);
        }
        Ok(Some(msgs))
    }

    /// Returns a check for input or a signal that waits for the loop.
    fn is_wanted(&self, signals: &Signals) -> impl Fn() -> bool + Sync {
        let (tty, signals) = (self.session.as_fd(), signals.as_fd());
        move || {
            let mut fds = [tty, signals].map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
            poll(&mut fds, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
        }
    }

    /// Parses bytes that were read during the width probe.
    fn feed(&mut self, bytes: &[u8]) -> Vec<Msg> {
        let mut events = Vec::new();
        self.last_read = Some(Instant::now());
        self.parser.feed(bytes, &mut events);
        events.into_iter().filter_map(to_msg).collect()
    }

    /// Reads and parses input, up to about [`READ_MAX`] bytes.
    fn read(&mut self, events: &mut Vec<Event>) -> Result<(), Disconnected> {
        let mut bytes = [0; 4096];
        let mut taken = 0;
        while taken < READ_MAX {
            match rustix::io::read(self.session, &mut bytes) {
                Ok(0) => return Err(Disconnected),
                Ok(count) => {
                    taken += count;
                    self.last_read = Some(Instant::now());
                    self.parser.feed(bytes.get(..count).unwrap_or_default(), events);
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(_) => return Err(Disconnected),
            }
        }
        Ok(())
    }

    /// Writes as much of the frame in flight as the terminal takes.
    fn write(&mut self) -> Result<(), Disconnected> {
        while let Some(rest) = self.frame.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match rustix::io::write(self.session, rest) {
                Ok(count) => self.sent += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(_) => return Err(Disconnected),
            }
        }
        Ok(())
    }

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

/// Suspends the process if a job-control shell can resume it; otherwise returns the message for the
/// user.
fn suspend(session: &Session) -> Option<Msg> {
    if !has_job_control() {
        return Some(Msg::CannotSuspend);
    }
    session.leave();
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    // The SIGCONT that resumed the process is handled by `on_signal`, which takes the terminal
    // back.
    None
}
