//! The log of the system, where an administrator reads of a fault that somebody at a terminal saw go by.

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::Path;

use crate::text::clean;

/// Where journald and every syslog listens.
const DEV_LOG: &str = "/dev/log";

/// What syslog(3) calls `LOG_USER`.
const LOG_USER: u8 = 8;

/// How much something matters, by the numbers of syslog(3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SyslogLevel {
    /// The program is at fault.
    Critical = 2,
    /// Somebody should look after it.
    Warning = 4,
    /// Good to know.
    Info = 6,
}

/// Tells the log. There may be none, and nobody waits for it.
pub(super) fn log(weight: SyslogLevel, text: &str) {
    let _ = send(Path::new(DEV_LOG), weight, text);
}

fn send(log: &Path, weight: SyslogLevel, text: &str) -> io::Result<()> {
    let socket = UnixDatagram::unbound()?;
    socket.set_nonblocking(true)?;
    let line = format!("<{}>minsheng[{}]: {}", LOG_USER | weight as u8, std::process::id(), clean(text));
    socket.send_to(line.as_bytes(), log).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gets_one_harmless_line() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("log");
        assert!(send(&place, SyslogLevel::Info, "nobody listens").is_err());
        let log = UnixDatagram::bind(&place).unwrap();
        send(&place, SyslogLevel::Critical, "panicked at src/term/mod.rs:1:1:\n\u{1b}]52;c;停车").unwrap();
        let mut bytes = [0; 400];
        let count = log.recv(&mut bytes).unwrap();
        let line = String::from_utf8(bytes[..count].to_vec()).unwrap();
        assert!(line.starts_with("<10>minsheng[") && line.contains("]: panicked at src/term/mod.rs:1:1:"), "{line}");
        assert!(line.ends_with("]52;c;停车") && !line.chars().any(char::is_control), "{line}");
    }
}
