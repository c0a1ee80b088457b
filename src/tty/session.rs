//! The tty: taken over by a [`Session`], restored whatever happens.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::Context;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{
    Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{cursor, queue};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, retry_on_intr};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetwinsize, tcsetattr, ttyname};

use crate::app::Profile;

/// Maximum wait for a terminal that takes no bytes, in nanoseconds.
const WRITE_TIMEOUT_NS: i64 = 200_000_000;

/// The terminal's previous state, for the session or, on any thread, the panic hook: the first to
/// take it restores the terminal.
static SAVED: Mutex<Option<SavedTerminal>> = Mutex::new(None);

struct SavedTerminal {
    tty: OwnedFd,
    termios: Termios,
    /// True if mouse reports were enabled.
    mouse: bool,
}

fn saved_terminal() -> MutexGuard<'static, Option<SavedTerminal>> {
    SAVED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Enables reports of buttons, wheel and drags in the SGR format, whose coordinates have no limit;
/// not every motion, a useless stream of bytes.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Proof that the terminal is in raw mode on its alternate screen; dropping it restores the
/// terminal.
#[derive(Debug)]
pub struct Session {
    tty: OwnedFd,
    /// True if bracketed paste is enabled.
    pastes: bool,
}

impl Session {
    /// Takes over the controlling terminal. Bracketed paste is enabled for a desk only.
    ///
    /// # Errors
    /// There is no terminal, or it is gone.
    pub fn open(profile: Profile) -> anyhow::Result<Self> {
        // A file description of our own: `O_NONBLOCK` set on stdin would persist in the shell.
        let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let tty = retry_on_intr(|| open("/dev/tty", flags, Mode::empty()))
            // A service with `TTYPath=` may have a terminal that does not control it.
            .or_else(|_| open(ttyname(rustix::stdio::stdin(), Vec::new())?, flags, Mode::empty()))
            .context("cannot open the terminal")?;
        let session = Self { tty, pastes: profile == Profile::Desk };
        session.enter()?;
        Ok(session)
    }

    /// Switches to raw mode and the alternate screen, also after another program had the terminal.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn enter(&self) -> anyhow::Result<()> {
        let current = tcgetattr(&self.tty).context("cannot read the state of the terminal")?;
        let mut saved = saved_terminal();
        // If it was entered before without leaving, the state to restore is the first one.
        let termios = saved.take().map_or_else(|| current.clone(), |saved| saved.termios);
        *saved = Some(SavedTerminal {
            tty: self.tty.try_clone().context("cannot copy the terminal's descriptor")?,
            termios,
            mouse: false,
        });
        drop(saved);
        let mut raw = current;
        raw.make_raw();
        tcsetattr(&self.tty, OptionalActions::Now, &raw)
            .context("cannot switch the terminal to raw mode")?;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen)?;
        if self.pastes {
            queue!(bytes, EnableBracketedPaste)?;
        }
        queue!(bytes, cursor::Hide, Clear(ClearType::All))?;
        write_with_timeout(self.tty.as_fd(), &bytes);
        Ok(())
    }

    /// Restores the terminal until the next [`enter`](Self::enter).
    pub fn leave(&self) {
        restore();
    }

    /// Returns the bytes that turn mouse reports on or off, and remembers it for the restore.
    pub(crate) fn set_mouse(on: bool) -> &'static [u8] {
        saved_terminal().iter_mut().for_each(|saved| saved.mouse = on);
        if on { MOUSE_ON } else { MOUSE_OFF }
    }

    /// Writes `bytes`; gives up on a terminal that does not read.
    pub(crate) fn write(&self, bytes: &[u8]) {
        write_with_timeout(self.tty.as_fd(), bytes);
    }

    /// Returns the terminal's size as the kernel knows it: any size, also 0x0.
    #[must_use]
    pub fn size(&self) -> Size {
        tcgetwinsize(&self.tty)
            .map_or(Size::ZERO, |size| Size { width: size.ws_col, height: size.ws_row })
    }
}

impl AsFd for Session {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.tty.as_fd()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        restore();
    }
}

/// Installs a panic hook that restores the terminal, reports and prints the panic, and ends the
/// process, whichever thread panicked: a board that ran on would draw over the shell.
pub fn install_panic_hook(report: impl Fn(&str) + Send + Sync + 'static) {
    let default_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        report(&panic.to_string());
        default_hook(panic);
        exit_now(101);
    }));
}

/// Restores the terminal and ends the process, whatever its other threads do.
pub(crate) fn exit_now(code: i32) -> ! {
    restore();
    #[expect(
        clippy::disallowed_methods,
        reason = "only here: the other threads cannot be stopped"
    )]
    std::process::exit(code);
}

/// Restores the terminal, once. Never fails and never panics.
fn restore() {
    // Locked to the end: a second caller may end the process as soon as it has the lock.
    let mut saved = saved_terminal();
    let Some(SavedTerminal { tty, termios, mouse }) = saved.take() else { return };
    let mut bytes = if mouse { MOUSE_OFF.to_vec() } else { Vec::new() };
    let _ = queue!(
        bytes,
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        SetAttribute(Attribute::Reset),
        // Without an alternate screen (Linux console, GNU screen without altscreen) the shell
        // continues on this one.
        cursor::MoveTo(0, 0),
        Clear(ClearType::All),
        LeaveAlternateScreen,
        // If both screens share one saved cursor, the pen restored with it is one of the board's.
        SetAttribute(Attribute::Reset),
        cursor::Show
    );
    write_with_timeout(tty.as_fd(), &bytes);
    let _ = tcsetattr(&tty, OptionalActions::Now, &termios);
}

/// Writes `bytes`, waiting for a slow terminal but not for a stopped one.
fn write_with_timeout(tty: BorrowedFd<'_>, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        match rustix::io::write(tty, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                let timeout = Timespec { tv_sec: 0, tv_nsec: WRITE_TIMEOUT_NS };
                let ready = poll(&mut [PollFd::new(&tty, PollFlags::OUT)], Some(&timeout));
                if !matches!(ready, Ok(1..)) {
                    return;
                }
            }
            Err(_) => return,
        }
    }
}
