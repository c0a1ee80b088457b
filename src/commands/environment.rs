//! The process environment, as far as commands depend on it.

use std::path::PathBuf;

use super::output::{CommandOutput, CommandResult};
use crate::host::SystemdEnv;
use crate::lang::{Lang, fill};
use crate::model::Day;
use crate::tty::{Multiplexer, TermLevel};

/// The process environment, as far as commands depend on it.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Standard streams that are terminals.
    pub terminals: Terminals,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// True if `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// Terminal multiplexer between this program and the terminal.
    pub multiplexer: Multiplexer,
    /// `MINSHENG_AMBIGUOUS`.
    pub ambiguous: String,
    /// Path of the user's own settings file, which need not exist.
    pub user_config: Option<PathBuf>,
    /// Path of the administrator's settings file for this machine, which need not exist.
    pub system_config: Option<PathBuf>,
    /// Path of the saved session, which need not exist.
    pub session_file: Option<PathBuf>,
    /// Today's date, if known.
    pub today: Option<Day>,
    /// True if the terminal is at the other end of an SSH connection.
    pub remote: bool,
    /// Variables of systemd, if it runs this program as a service.
    pub systemd: SystemdEnv,
}

impl Environment {
    /// Returns true if both stdin and stdout are terminals.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.terminals.stdin && self.terminals.stdout
    }

    /// Returns the level of the terminal; fails if there is none, or none that can show a board.
    pub(crate) fn terminal_level(&self, lang: Lang) -> CommandResult<TermLevel> {
        let s = lang.strings();
        if !self.is_interactive() {
            return Err(CommandOutput::error(s.no_terminal));
        }
        match TermLevel::from_term(&self.term) {
            TermLevel::Dumb => Err(CommandOutput::error(&fill(s.dumb_terminal, &[&self.term]))),
            level => Ok(level),
        }
    }

    /// Returns true on the Linux console: its font has room for 512 characters, and none is
    /// Chinese.
    #[must_use]
    pub fn is_linux_console(&self) -> bool {
        self.is_interactive() && self.term == "linux"
    }
}

/// Standard streams that are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminals {
    /// True if stdin is a terminal.
    pub stdin: bool,
    /// True if stdout is a terminal.
    pub stdout: bool,
    /// True if stderr is a terminal.
    pub stderr: bool,
}
