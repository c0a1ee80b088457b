//! The administrator's log: starts of the board, the data it showed, and errors.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::retry_on_intr;

use super::syslog::SyslogLevel;
use super::{date, syslog};
use crate::text::clean;

/// The destination of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Log {
    /// No log; but internal errors still go to the system log.
    #[default]
    Off,
    /// The system log: journald or syslog.
    System,
    /// The end of this file, which is opened anew for each line: `logrotate` need not signal the
    /// board.
    File(PathBuf),
}

impl Log {
    /// Returns the log for a setting: `journal`, or the path of a file.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "journal" { Self::System } else { Self::File(name.into()) }
    }

    /// Logs an event.
    pub fn info(&self, text: &str) {
        self.write(SyslogLevel::Info, text);
    }

    /// Logs an event that needs attention.
    pub fn warn(&self, text: &str) {
        self.write(SyslogLevel::Warning, text);
    }

    /// Logs an internal error, to the system log in any case.
    pub fn critical(&self, text: &str) {
        syslog::log(SyslogLevel::Critical, text);
        if *self != Self::System {
            self.write(SyslogLevel::Critical, text);
        }
    }

    /// Writes a line. Never fails: if the file cannot be written (disk full, no permission), the
    /// line goes to the system log.
    fn write(&self, level: SyslogLevel, text: &str) {
        match self {
            Self::Off => {}
            Self::System => syslog::log(level, text),
            Self::File(path) => {
                if let Err(error) = append(path, text) {
                    syslog::log(SyslogLevel::Warning, &format!("{}: {error}", path.display()));
                    syslog::log(level, text);
                }
            }
        }
    }
}

fn append(path: &PathBuf, text: &str) -> io::Result<()> {
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::CLOEXEC;
    // A FIFO without a reader must not block the board.
    let flags = flags | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = retry_on_intr(|| open(path, flags, Mode::from_raw_mode(0o640)))?;
    // A single write, so that several boards can share the file.
    let (time, process) = (date::log_timestamp(), std::process::id());
    let line = format!("{time} minsheng[{process}]: {}\n", clean(text));
    File::from(file).write_all(line.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn lines_are_added_one_by_one_and_are_harmless() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let log = Log::from_name(path.to_str().unwrap());
        log.info("started");
        log.warn("a\n\u{1b}]52;c;停车");
        fs::rename(&path, folder.path().join("log.1")).unwrap();
        log.info("after it was turned over");
        let before = fs::read_to_string(folder.path().join("log.1")).unwrap();
        assert_eq!(before.lines().count(), 2, "{before}");
        assert!(
            before.contains("]: started\n")
                && before.ends_with("]52;c;停车\n")
                && !before.contains('\u{1b}'),
            "{before}"
        );
        assert!(fs::read_to_string(&path).unwrap().ends_with("]: after it was turned over\n"));
    }

    #[test]
    fn a_log_that_cannot_be_written_holds_nothing_up() {
        Log::from_name("/dev/full").info("the disk is full");
        Log::from_name("/proc/no/such/folder").warn("nor is there a folder");
        Log::Off.info("nor a log");
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0)
            .unwrap();
        Log::File(pipe).info("nobody reads");
    }
}
