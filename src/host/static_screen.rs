//! A static screen: no keys, no data, nothing that can fail.

use std::time::{Duration, Instant};

use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

use super::poll::wait_for;
use super::systemd::{SdNotify, SystemdEnv};
use crate::app::{Exit, IdleTimeouts, Profile, clamp_size};
use crate::executor::ThreadSource;
use crate::tty::{Screen, Session, Signal, Signals};

/// Shows the frame that `draw` draws until a signal arrives, the terminal is gone, or `duration`
/// has passed. Input only repaints the screen.
///
/// # Errors
/// Signals cannot be caught, or `poll` fails.
pub fn show_static_screen(
    session: &Session,
    systemd: &SystemdEnv,
    mut screen: Screen,
    duration: Option<Duration>,
    draw: impl Fn(&mut Buffer),
) -> anyhow::Result<Exit> {
    let mut signals =
        Signals::listen(Profile::Kiosk(IdleTimeouts::default()), ThreadSource::System)
            .context("cannot listen to signals")?;
    let mut sd_notify = SdNotify::new(systemd);
    let end = duration.and_then(|duration| Instant::now().checked_add(duration));
    screen.invalidate();
    loop {
        let now = Instant::now();
        if end.is_some_and(|end| end <= now) {
            return Ok(Exit::Quit);
        }
        let mut frame = Buffer::empty(Rect::from(((0, 0).into(), clamp_size(session.size()))));
        draw(&mut frame);
        session.write(&screen.paint(frame, None));
        sd_notify.notify(|| "out of service".to_owned(), now);
        signals.start_guard();
        let deadline = end.into_iter().chain(sd_notify.deadline()).min();
        let mut fds = [PollFd::new(session, PollFlags::IN), PollFd::new(&signals, PollFlags::IN)];
        wait_for(&mut fds, deadline).context("cannot wait for the end")?;
        if !fds[0].revents().is_empty() {
            if !drain_input(session) {
                return Ok(Exit::TerminalGone);
            }
            // A touch repaints: kernel messages may have been written over the picture.
            screen.invalidate();
        }
        for signal in signals.pending() {
            match signal {
                Signal::Stop(signal) => return Ok(Exit::Signal(signal)),
                Signal::Continued if session.enter().is_ok() => screen.invalidate(),
                _ => {}
            }
        }
    }
}

/// Discards pending input; returns false if the terminal is gone.
fn drain_input(session: &Session) -> bool {
    match rustix::io::read(session, &mut [0; 4096]) {
        Ok(count) => count > 0,
        Err(error) => matches!(error, Errno::INTR | Errno::AGAIN),
    }
}
