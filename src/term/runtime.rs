//! The loop: what happens outside becomes a [`Msg`], what [`update`] wants done is done, and the result is drawn once.

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

use super::ambiguous::{Answer, ask, written};
use super::clipboard::copy;
use super::clock::Clock;
use super::date::this_day;
use super::duties::{Duties, Service};
use super::habits::{Habits, Patience, Skill};
use super::job::has_shell;
use super::pace::Pace;
use super::parse::Parser;
use super::screen::Screen;
use super::signals::{Signal, Signals};
use super::threads::Threads;
use super::tty::Session;
use super::worker::Worker;
use crate::app::{Effect, Exit, Model, Msg, Profile, Settings, Spent, update};
use crate::text::Ambiguous;
use crate::view::view;

/// The most bytes that are taken in between two frames: a flood of keys must neither keep signals waiting nor fill the memory.
const BATCH: usize = 8 << 10;

/// How long the loop rests where the system has no memory to wait with.
const BREATH: Duration = Duration::from_millis(100);

/// Runs the board until it ends, the one that `open` makes for a terminal that draws ambiguous characters so wide, and does its
/// `duties` meanwhile.
///
/// # Errors
/// Signals cannot be heard, or nothing can be waited for; nothing else: a terminal that fails is a terminal that is gone.
pub fn run(
    session: &Session,
    habits: Habits,
    duties: Duties,
    open: impl FnOnce(Ambiguous) -> (Model, Settings),
) -> anyhow::Result<(Exit, Model)> {
    let mut signals = Signals::listen(habits.profile, Threads::System).context("cannot listen to signals")?;
    // Signals are heard by now: whoever ends us while the terminal thinks gets it back.
    let answer = habits.ambiguous.map_or_else(|| ask(session, habits.patience.answer), Answer::from);
    let (mut model, settings) = open(answer.ambiguous);
    let settings = &settings;
    let mut worker = Worker::prepared(Threads::System, model.unbuilt());
    let mut service = Service::begin(Threads::System, duties);
    let mut link = Link::new(session, habits);
    let mut screen = if habits.skill == Skill::Vt100 { Screen::basic() } else { Screen::default() };
    screen.forget();
    let mut pace = Pace::default();
    if model.has_mouse() {
        link.mouse = Session::mouse(true).to_vec();
    }
    let mut msgs = vec![Msg::Resize(session.size())];
    msgs.extend(link.hear(&answer.typed));
    let mut stale = true;
    let mut clock = Clock::default();
    loop {
        // What an effect brings about is taken in before what came after it.
        msgs.reverse();
        while let Some(msg) = msgs.pop() {
            let effects = update(&mut model, settings, msg);
            service.look(&model);
            for effect in effects {
                match effect {
                    Effect::Quit(exit) => return Ok((exit, model)),
                    Effect::Redraw => screen.forget(),
                    Effect::Mouse(on) => link.mouse = Session::mouse(on).to_vec(),
                    Effect::Copy(text) => link.clipboard = copy(&text, habits.between),
                    Effect::Halt => service.halt(),
                    Effect::Suspend => msgs.extend(suspend(session)),
                    Effect::Search => worker.ask(model.inquiry(), || model.unbuilt().filter(|_| !model.is_coming())),
                }
            }
        }
        sweep(Threads::System, model.take_spent());
        if link.write().is_err() {
            return Ok((Exit::TerminalGone, model));
        }
        // Here and not before writing: what the last frame waited for may be all that happens for a long time.
        if link.is_idle() && link.send_words() {
            continue;
        }
        if stale && link.is_idle() {
            let mut buf = Buffer::empty(Rect::from(((0, 0).into(), model.size())));
            let cursor = view(&model, settings, &mut buf);
            pace.hold_back(&model, screen.shown(), &mut buf);
            link.send(written(screen.paint(buf, cursor), answer.ambiguous));
            stale = false;
            continue;
        }
        service.attend(&model, link.is_idle(), Instant::now(), worker.short.or(signals.guard()));
        let alarm = clock.set(model.alarm(), Instant::now());
        let due = alarm.into_iter().chain(pace.due()).chain(service.due(link.is_idle())).chain(worker.due()).min();
        let Some(mut news) = link.wait(&mut signals, &mut worker, &mut service, due).context("cannot wait for keys")? else {
            return Ok((Exit::TerminalGone, model));
        };
        // Last: a touch that came with it was in time.
        news.extend(midnight(&model).into_iter().chain(clock.rings(Instant::now()).map(Msg::Alarm)));
        pace.note(&news, Instant::now());
        stale |= !news.is_empty() || pace.is_due(Instant::now());
        msgs = clock.stamped(news, Instant::now());
    }
}

/// Gives back the memory of what has gone, which takes long where it is large: where no thread can be started, here.
fn sweep(threads: Threads, spent: Vec<Spent>) {
    if !spent.is_empty() {
        drop(threads.start(thread::Builder::new().name("sweep".to_owned()), spent, drop));
    }
}

/// That it is another day than the board thinks, for one that shows how far things are. Midnight wakes nobody.
fn midnight(model: &Model) -> Option<Msg> {
    let shown = model.catalog().has_progress();
    shown.then(this_day).flatten().filter(|day| model.is_news(*day)).map(Msg::Today)
}

/// The terminal is gone.
struct Gone;

/// Waits until something happens, at most so long; whether nothing has.
///
/// # Errors
/// The system does not let us wait.
pub(super) fn wait_for(fds: &mut [PollFd<'_>], timeout: Option<&Timespec>) -> io::Result<bool> {
    match poll(fds, timeout) {
        Ok(ready) => Ok(ready == 0),
        Err(Errno::INTR) => Ok(false),
        // It may have some soon; nothing is to be heard until then.
        Err(Errno::NOMEM | Errno::AGAIN) => {
            thread::sleep(BREATH);
            Ok(false)
        }
        // Said where the limit on descriptors was lowered below the number of those that we have.
        Err(Errno::INVAL) => Err(Errno::MFILE.into()),
        Err(error) => Err(error.into()),
    }
}

/// The wire to the terminal.
struct Link<'a> {
    session: &'a Session,
    patience: Patience,
    parser: Parser,
    /// When the last bytes came.
    heard: Option<Instant>,
    /// The frame in flight, and how much of it is out.
    out: Vec<u8>,
    sent: usize,
    /// What goes out after it: about the mouse, and for the clipboard. Of each only the last counts. Once they were put behind
    /// the frame one by one, and a key held down in the copy menu filled the memory while the terminal took its time.
    mouse: Vec<u8>,
    clipboard: Vec<u8>,
}

impl<'a> Link<'a> {
    fn new(session: &'a Session, Habits { patience, profile, .. }: Habits) -> Self {
        let (out, mouse, clipboard) = (Vec::new(), Vec::new(), Vec::new());
        let parser = if profile == Profile::Desk { Parser::new() } else { Parser::without_pastes() };
        Self { session, patience, parser, heard: None, out, sent: 0, mouse, clipboard }
    }

    /// Whether the last frame is out, so that the next can be drawn.
    fn is_idle(&self) -> bool {
        self.out.len() == self.sent
    }

    fn send(&mut self, frame: Vec<u8>) {
        (self.out, self.sent) = (frame, 0);
    }

    /// Sends what goes out beside frames; whether there was something.
    fn send_words(&mut self) -> bool {
        let words = [std::mem::take(&mut self.mouse), std::mem::take(&mut self.clipboard)].concat();
        let some = !words.is_empty();
        if some {
            self.send(words);
        }
        some
    }

    /// Waits until something happens, or there is room for the rest of the frame in flight, and says what happened; at most
    /// until `deadline`. `None` where the terminal is gone.
    fn wait(
        &mut self,
        signals: &mut Signals,
        worker: &mut Worker,
        service: &mut Service,
        deadline: Option<Instant>,
    ) -> io::Result<Option<Vec<Msg>>> {
        let due = self.parser.held().zip(self.heard).map(|(held, heard)| heard + self.patience.with(held));
        let timeout = due.into_iter().chain(deadline).min().map(|due| due.saturating_duration_since(Instant::now()));
        let timeout = timeout.and_then(|left| Timespec::try_from(left).ok());
        let wanted = if self.is_idle() { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
        let mut fds = vec![PollFd::new(self.session, wanted), PollFd::new(&*signals, PollFlags::IN)];
        fds.extend([worker.fd(), service.fd()].into_iter().flatten().map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN)));
        let silence = wait_for(&mut fds, timeout.as_ref())?;
        let ready = |at: usize| fds.get(at).map_or(PollFlags::empty(), PollFd::revents);
        let (tty, signal) = (ready(0), ready(1));
        let mut msgs = Vec::new();
        if signal.intersects(PollFlags::IN) {
            for signal in signals.pending() {
                msgs.extend(self.heed(signal));
            }
        }
        let mut events = Vec::new();
        let gone = if tty.intersects(PollFlags::IN) {
            self.read(&mut events).is_err()
        } else {
            tty.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        };
        if gone {
            // Somebody who ends us says so with a signal; that counts.
            return Ok(Some(msgs).filter(|msgs| !msgs.is_empty()));
        }
        // Not by the clock alone: after a stall the rest may be there, whatever the time is.
        if silence && due.is_some_and(|due| due <= Instant::now()) {
            self.parser.expire(&mut events);
        }
        msgs.extend(events.into_iter().filter_map(message));
        // After the keys, each of which clears what was said before.
        msgs.extend(std::mem::take(&mut self.parser.garbled).then_some(Msg::Garbled));
        msgs.extend(worker.replies());
        msgs.extend(service.news());
        if silence && msgs.is_empty() {
            let wanted = self.is_wanted(signals);
            msgs.extend(worker.work_here(&wanted));
            let found = service.work_here(&wanted);
            // What came without an index: it is built as soon as a thread can be started.
            worker.lacks_index |= !found.is_empty();
            msgs.extend(found);
        }
        Ok(Some(msgs))
    }

    /// Asks whether a key or a signal waits for the loop.
    fn is_wanted(&self, signals: &Signals) -> impl Fn() -> bool + Sync {
        let (tty, signals) = (self.session.as_fd(), signals.as_fd());
        move || {
            let mut fds = [tty, signals].map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN));
            poll(&mut fds, Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
        }
    }

    /// Takes in what was read before.
    fn hear(&mut self, bytes: &[u8]) -> Vec<Msg> {
        let mut events = Vec::new();
        self.heard = Some(Instant::now());
        self.parser.feed(bytes, &mut events);
        events.into_iter().filter_map(message).collect()
    }

    /// Takes in what there is, up to [`BATCH`].
    fn read(&mut self, events: &mut Vec<Event>) -> Result<(), Gone> {
        let mut bytes = [0; 4096];
        let mut taken = 0;
        while taken < BATCH {
            match rustix::io::read(self.session, &mut bytes) {
                Ok(0) => return Err(Gone),
                Ok(count) => {
                    taken += count;
                    self.heard = Some(Instant::now());
                    self.parser.feed(bytes.get(..count).unwrap_or_default(), events);
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(_) => return Err(Gone),
            }
        }
        Ok(())
    }

    /// Sends what the terminal takes of the frame in flight.
    fn write(&mut self) -> Result<(), Gone> {
        while let Some(rest) = self.out.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match rustix::io::write(self.session, rest) {
                Ok(count) => self.sent += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => break,
                Err(_) => return Err(Gone),
            }
        }
        Ok(())
    }

    fn heed(&self, signal: Signal) -> Vec<Msg> {
        match signal {
            Signal::Stop(signal) => vec![Msg::Stop(signal)],
            Signal::Suspend => vec![Msg::Suspend],
            Signal::Resized => vec![Msg::Resize(self.session.size())],
            // The shell may have set the terminal as it likes it; and what a window does while we are in the background is told
            // to the shell alone.
            Signal::Continued if self.session.enter().is_ok() => vec![Msg::Resize(self.session.size()), Msg::Resumed],
            Signal::Continued => Vec::new(),
        }
    }
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) => Some(Msg::Key(key)),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(mouse) => Some(Msg::Mouse(mouse)),
        // The size comes with its signal; the board does not ask for the focus.
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Stops until somebody continues us, if there is somebody; what to tell the board otherwise.
fn suspend(session: &Session) -> Option<Msg> {
    if !has_shell() {
        return Some(Msg::CannotSuspend);
    }
    session.leave();
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    // SIGCONT has been sent by whoever continued us, and brings the board back.
    None
}
