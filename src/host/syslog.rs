//! The system log, where an administrator finds an error that flashed by on some terminal.

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::Path;

use crate::text::clean;

/// The socket of journald and every syslog.
const DEV_LOG: &str = "/dev/log";

/// The facility `LOG_USER` of syslog(3).
const LOG_USER: u8 = 8;

/// Log levels, with the numbers of syslog(3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyslogLevel {
    /// An internal error.
    Critical = 2,
    /// An event that needs attention.
    Warning = 4,
    /// An event.
    Info = 6,
}

/// Sends one line to the system log. Never blocks, and ignores errors: there may be no log.
pub(crate) fn log(level: SyslogLevel, text: &str) {
    let _ = send(Path::new(DEV_LOG), level, text);
}

fn send(log: &Path, level: SyslogLevel, text: &str) -> io::Result<()> {
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(true)?;
    let line =
        format!("<{}>minsheng[{}]: {}", LOG_USER | level as u8, std::process::id(), clean(text));
    socket.send_to(line.as_bytes(), log).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_one_harmless_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        assert!(send(&path, SyslogLevel::Info, "nobody listens").is_err());
        let log = UnixDatagram::bind(&path).unwrap();
        send(&path, SyslogLevel::Critical, "panicked at src/term/mod.rs:1:1:\n\u{1b}]52;c;停车")
            .unwrap();
        let mut bytes = [0; 400];
        let count = log.recv(&mut bytes).unwrap();
        let line = String::from_utf8(bytes[..count].to_vec()).unwrap();
        assert!(
            line.starts_with("<10>minsheng[")
                && line.contains("]: panicked at src/term/mod.rs:1:1:"),
            "{line}"
        );
        assert!(line.ends_with("]52;c;停车") && !line.chars().any(char::is_control), "{line}");
    }
}
