//! What an administrator reads the next morning: that the board was started, which data it showed, and what went wrong.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use rustix::fs::OFlags;

use super::date;
use super::syslog::{self, SyslogLevel};
use crate::text::clean;

/// Where that is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Log {
    /// Nowhere; but for a fault of the program, of which the log of the system is always told.
    #[default]
    Off,
    /// To the log of the system: journald, or a syslog.
    System,
    /// To the end of that file. It is opened anew for each line: whoever turns it over (`logrotate`) need not tell us.
    File(PathBuf),
}

impl Log {
    /// The log of that name: `journal`, or a file.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        if name == "journal" { Self::System } else { Self::File(name.into()) }
    }

    /// That something has happened.
    pub fn info(&self, text: &str) {
        self.write(SyslogLevel::Info, text);
    }

    /// That somebody should look after something.
    pub fn warn(&self, text: &str) {
        self.write(SyslogLevel::Warning, text);
    }

    /// A fault of the program itself.
    pub(super) fn critical(&self, text: &str) {
        syslog::log(SyslogLevel::Critical, text);
        if *self != Self::System {
            self.write(SyslogLevel::Critical, text);
        }
    }

    /// A board goes on, whatever becomes of its log: the disk may be full, or not be written to at all.
    fn write(&self, weight: SyslogLevel, text: &str) {
        match self {
            Self::Off => {}
            Self::System => syslog::log(weight, text),
            Self::File(path) => {
                if let Err(error) = append(path, text) {
                    syslog::log(SyslogLevel::Warning, &format!("{}: {error}", path.display()));
                    syslog::log(weight, text);
                }
            }
        }
    }
}

fn append(path: &PathBuf, text: &str) -> io::Result<()> {
    // A pipe without a reader must not hold up the board.
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).unwrap_or_default();
    let mut file = OpenOptions::new().append(true).create(true).mode(0o640).custom_flags(flags).open(path)?;
    // One call, so that several boards can write the same file.
    file.write_all(format!("{} minsheng[{}]: {}\n", date::log_timestamp(), std::process::id(), clean(text)).as_bytes())
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
        assert!(before.contains("]: started\n") && before.ends_with("]52;c;停车\n") && !before.contains('\u{1b}'), "{before}");
        assert!(fs::read_to_string(&path).unwrap().ends_with("]: after it was turned over\n"));
    }

    #[test]
    fn a_log_that_cannot_be_written_holds_nothing_up() {
        Log::from_name("/dev/full").info("the disk is full");
        Log::from_name("/proc/no/such/folder").warn("nor is there a folder");
        Log::Off.info("nor a log");
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        Log::File(pipe).info("nobody reads");
    }
}
