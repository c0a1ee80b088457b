//! The event loop: turns events into [`Msg`]s, performs the effects that [`dispatch`] returns, and
//! draws once.

use std::thread;
use std::time::Instant;

use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::date::current_day;
use super::dispatch::{dispatch, index_job_at_start};
use super::export_file::save_export;
use super::search_worker::SearchWorker;
use super::services::{ServiceConfig, Services};
use super::throttle::DetailThrottle;
use super::tty_io::TtyIo;
use super::wakeup_timer::WakeupTimer;
use super::watcher::FileWatcher;
use crate::app::{Effect, Exit, Model, Msg, Retired, Settings, Subscriptions};
use crate::executor::ThreadSource;
use crate::text::Ambiguous;
use crate::tty::{
    Multiplexer, ProbeReply, Screen, Session, Signals, TerminalInfo, copy_sequence,
    has_job_control, probe_width, resolve_stand_ins, stop_process,
};
use crate::view::view;

/// Runs the board until it ends; returns why it ended and its final state. `open` creates the model
/// for the width that the terminal gives ambiguous characters, which is probed unless `terminal`
/// names it. `services` configures the background services.
///
/// # Errors
/// Signals cannot be caught, or `poll` fails. A failing terminal is no error: it ends the board
/// with [`Exit::TerminalGone`].
pub fn run(
    session: &Session,
    terminal: TerminalInfo,
    services: ServiceConfig,
    open: impl FnOnce(Ambiguous, Size) -> (Model, Settings),
) -> anyhow::Result<(Exit, Model)> {
    let mut signals = Signals::listen(terminal.profile, ThreadSource::System)
        .context("cannot listen to signals")?;
    // Signals are caught by now: a SIGTERM during the probe still restores the terminal.
    let reply = terminal
        .ambiguous
        .map_or_else(|| probe_width(session, terminal.probe_timeout()), ProbeReply::from);
    let (model, settings) = open(reply.ambiguous, session.size());
    let mut event_loop = EventLoop {
        worker: SearchWorker::prepared(ThreadSource::System, index_job_at_start(&model)),
        services: Services::new(ThreadSource::System, services),
        tty: TtyIo::new(session, terminal),
        screen: Screen::new(terminal.level),
        needs_redraw: true,
        throttle: DetailThrottle::default(),
        timer: WakeupTimer::default(),
        model,
        settings,
        session,
        ambiguous: reply.ambiguous,
        multiplexer: terminal.multiplexer,
    };
    event_loop.screen.invalidate();
    if event_loop.model.subscriptions().mouse {
        event_loop.tty.pending_mouse = Session::set_mouse(true).to_vec();
    }
    let mut msgs = vec![Msg::Resize(session.size())];
    msgs.extend(event_loop.tty.feed(&reply.input));
    let exit = loop {
        if let Some(exit) = event_loop.handle(msgs) {
            break exit;
        }
        if event_loop.write().is_err() {
            break Exit::TerminalGone;
        }
        msgs = match event_loop.wait(&mut signals)? {
            Some(msgs) => msgs,
            None => break Exit::TerminalGone,
        };
    };
    Ok((exit, event_loop.model))
}

/// The running board: its model, and everything that carries out effects and draws frames.
/// Field order is drop order: the services, which tell the service manager that the board stops and
/// save the usage counts, come before the worker.
struct EventLoop<'a> {
    model: Model,
    settings: Settings,
    session: &'a Session,
    ambiguous: Ambiguous,
    multiplexer: Multiplexer,
    timer: WakeupTimer,
    throttle: DetailThrottle,
    screen: Screen,
    /// True if the model may have changed since the last frame.
    needs_redraw: bool,
    tty: TtyIo<'a>,
    services: Services,
    worker: SearchWorker,
}

impl EventLoop<'_> {
    /// Handles messages and carries out their effects; returns `Some` if the board ends.
    fn handle(&mut self, mut msgs: Vec<Msg>) -> Option<Exit> {
        // Popped from the back: messages that an effect produces are handled before the rest.
        msgs.reverse();
        while let Some(msg) = msgs.pop() {
            let effects = dispatch(&mut self.model, &self.settings, msg);
            // After each message, since the next one may hide what happened.
            self.services.usage_log.observe(&self.model);
            for effect in effects {
                match effect {
                    Effect::Quit(exit) => return Some(exit),
                    Effect::Redraw => self.screen.invalidate(),
                    Effect::MouseCapture(on) => {
                        self.tty.pending_mouse = Session::set_mouse(on).to_vec();
                    }
                    Effect::Copy(text) => {
                        self.tty.pending_clipboard = copy_sequence(&text, self.multiplexer);
                    }
                    Effect::SaveFile(export) => {
                        let lang = self.model.prefs.lang;
                        msgs.push(Msg::FileSaved(save_export(&export, lang)));
                    }
                    Effect::StopLoading => {
                        self.services.watcher.iter().for_each(FileWatcher::stop_loading);
                    }
                    Effect::ReadLastGood => msgs.push(Msg::LastGood(self.services.last_good())),
                    Effect::Suspend => msgs.extend(suspend(self.session)),
                    Effect::Search(request) => self.worker.submit(request),
                    Effect::BuildIndex(index_job) => self.worker.build_missing(index_job),
                    Effect::Drop(retired) => drop_in_background(ThreadSource::System, retired),
                    Effect::Key(key) => msgs.push(Msg::Key(key)),
                }
            }
        }
        None
    }

    /// Writes as much as the terminal takes: the frame in flight, pending control sequences, and
    /// then a new frame if one is needed.
    fn write(&mut self) -> rustix::io::Result<()> {
        loop {
            self.tty.write()?;
            // The write may have finished the output; send pending sequences now, since no event
            // may wake the loop.
            if self.tty.is_drained() && self.tty.flush_control() {
                continue;
            }
            if !self.needs_redraw || !self.tty.is_drained() {
                return Ok(());
            }
            self.draw();
        }
    }

    /// Draws the next frame.
    fn draw(&mut self) {
        let mut buf = Buffer::empty(Rect::from(((0, 0).into(), self.model.size())));
        let cursor = view(&self.model, &self.settings, &mut buf);
        self.throttle.defer_detail(&self.model, self.screen.shown(), &mut buf);
        self.tty.start_output(resolve_stand_ins(self.screen.paint(buf, cursor), self.ambiguous));
        self.needs_redraw = false;
    }

    /// Waits for the next messages; returns `None` if the terminal is gone.
    fn wait(&mut self, signals: &mut Signals) -> anyhow::Result<Option<Vec<Msg>>> {
        let shortage = self.worker.shortage.or(signals.start_guard());
        self.services.tick(&self.model, self.tty.is_drained(), Instant::now(), shortage);
        let deadlines = [
            self.timer.set(self.model.subscriptions().idle_timer, Instant::now()),
            self.throttle.deadline(),
            self.services.deadline(self.tty.is_drained()),
            self.worker.deadline(),
        ];
        let deadline = deadlines.into_iter().flatten().min();
        let msgs = self.tty.wait(signals, &mut self.worker, &mut self.services, deadline);
        let Some(mut msgs) = msgs.context("cannot wait for keys")? else { return Ok(None) };
        // The timer comes last: input that arrived together with it was still in time.
        msgs.extend(day_change(self.model.subscriptions()));
        msgs.extend(self.timer.expired(Instant::now()).map(Msg::TimerFired));
        self.throttle.observe(&msgs, Instant::now());
        self.needs_redraw |= !msgs.is_empty() || self.throttle.take_expired(Instant::now());
        Ok(Some(self.timer.with_timestamp(msgs, Instant::now())))
    }
}

/// Drops a large catalog and its index on a thread, since that takes long; on the loop if no
/// thread can be started.
fn drop_in_background(threads: ThreadSource, retired: Retired) {
    drop(threads.start(thread::Builder::new().name("sweep".to_owned()), retired, drop));
}

/// Returns [`Msg::Today`] if the date has changed and the model follows it. No timer is set for
/// midnight: the date is checked when something else wakes the loop.
fn day_change(subscriptions: Subscriptions) -> Option<Msg> {
    let day = subscriptions.follows_day.then(current_day).flatten();
    day.filter(|day| subscriptions.is_new_day(*day)).map(Msg::Today)
}

/// Suspends the process if a job-control shell can resume it; otherwise returns the message for the
/// user.
fn suspend(session: &Session) -> Option<Msg> {
    if !has_job_control() {
        return Some(Msg::CannotSuspend);
    }
    session.leave();
    stop_process();
    // The SIGCONT that resumed the process is handled by `on_signal`, which takes the terminal
    // back.
    None
}
