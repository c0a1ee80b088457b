//! A picture that stays: no keys, no data, nothing that could fail.

use std::time::{Duration, Instant};

use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

use super::manager::{Manager, Reports};
use super::runtime::wait_for;
use super::screen::Screen;
use super::signals::{Signal, Signals};
use super::threads::Threads;
use super::tty::Session;
use crate::app::{Exit, Idle, Profile, drawn};

/// Shows what `draw` draws until the system asks us to end, the terminal is gone, or so much time has passed. Whatever is typed
/// or touched meanwhile draws it anew, and nothing else.
///
/// # Errors
/// Signals cannot be heard, or nothing can be waited for.
pub fn show(
    session: &Session,
    manager: &Manager,
    mut screen: Screen,
    lasting: Option<Duration>,
    draw: impl Fn(&mut Buffer),
) -> anyhow::Result<Exit> {
    let mut signals = Signals::listen(Profile::Kiosk(Idle::default()), Threads::System).context("cannot listen to signals")?;
    let mut reports = Reports::to(manager);
    let over = lasting.and_then(|lasting| Instant::now().checked_add(lasting));
    screen.forget();
    loop {
        let now = Instant::now();
        if over.is_some_and(|over| over <= now) {
            return Ok(Exit::Quit);
        }
        let mut frame = Buffer::empty(Rect::from(((0, 0).into(), drawn(session.size()))));
        draw(&mut frame);
        session.say(&screen.paint(frame, None));
        reports.alive(|| "out of service".to_owned(), now);
        signals.guard();
        let due = over.into_iter().chain(reports.due()).min();
        let left = due.and_then(|due| Timespec::try_from(due.saturating_duration_since(now)).ok());
        let mut fds = [PollFd::new(session, PollFlags::IN), PollFd::new(&signals, PollFlags::IN)];
        wait_for(&mut fds, left.as_ref()).context("cannot wait for the end")?;
        let told = fds[0].revents();
        if !told.is_empty() {
            if !is_there(session) {
                return Ok(Exit::TerminalGone);
            }
            // Whoever touches it may see what the system has written over it.
            screen.forget();
        }
        for signal in signals.pending() {
            match signal {
                Signal::Stop(signal) => return Ok(Exit::Signal(signal)),
                Signal::Continued if session.enter().is_ok() => screen.forget(),
                _ => {}
            }
        }
    }
}

/// Takes in what was typed, and says whether there is still somebody who could.
fn is_there(session: &Session) -> bool {
    match rustix::io::read(session, &mut [0; 4096]) {
        Ok(count) => count > 0,
        Err(error) => matches!(error, Errno::INTR | Errno::AGAIN),
    }
}
