//! Notifications to the service manager
//! ([sd_notify(3)](https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html)):
//! readiness, status and watchdog.
//!
//! The crate `sd-notify` 0.5.0 does not replace this module. Its socket is a blocking one: with
//! Linux's default queue (`net.unix.max_dgram_qlen`, 10) the 12th message to a manager that does
//! not read blocks its sender for good. It takes an abstract name (`@`) for a path and then
//! reports nothing. It opens a socket for each message, so that a process without a free
//! descriptor would be taken for dead, and it takes `WATCHDOG_USEC=0` for a watchdog.

use std::ffi::OsString;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixDatagram;
use std::time::{Duration, Instant};

/// The service manager's environment variables; empty without one.
#[derive(Clone, Debug, Default)]
pub struct SystemdEnv {
    /// `NOTIFY_SOCKET`: the path of its socket, or `@` and an abstract name.
    pub socket: OsString,
    /// `WATCHDOG_USEC`: the watchdog timeout in microseconds.
    pub watchdog_usec: String,
    /// `WATCHDOG_PID`: the process that must send the watchdog messages.
    pub watchdog_pid: String,
}

impl SystemdEnv {
    /// Returns the interval of watchdog messages: half of the timeout.
    fn watchdog_interval(&self) -> Option<Duration> {
        let is_ours =
            self.watchdog_pid.is_empty() || self.watchdog_pid.parse() == Ok(std::process::id());
        let timeout: u64 = self.watchdog_usec.parse().ok().filter(|usec| *usec > 0 && is_ours)?;
        Some(Duration::from_micros(timeout) / 2)
    }

    fn connect(&self) -> io::Result<UnixDatagram> {
        let socket = UnixDatagram::unbound()?;
        // A service manager that does not read must not block the board.
        socket.set_nonblocking(true)?;
        match self.socket.as_bytes() {
            #[cfg(target_os = "linux")]
            [b'@', name @ ..] => {
                use std::os::linux::net::SocketAddrExt;
                socket.connect_addr(&std::os::unix::net::SocketAddr::from_abstract_name(name)?)?;
            }
            _ => socket.connect(&self.socket)?,
        }
        Ok(socket)
    }
}

/// The connection to the service manager.
pub(crate) struct SdNotify {
    socket: Option<UnixDatagram>,
    /// Watchdog interval, and the time of the next message.
    interval: Option<Duration>,
    deadline: Option<Instant>,
    last_status: String,
}

impl SdNotify {
    pub(crate) fn new(env: &SystemdEnv) -> Self {
        let socket = env.connect().ok();
        let interval = socket.as_ref().and_then(|_| env.watchdog_interval());
        Self { socket, interval, deadline: None, last_status: String::new() }
    }

    /// Reports readiness, a changed `status` and, if due, the watchdog. The loop calls it once all
    /// output is written: a loop that hangs, or whose terminal takes nothing, reports nothing.
    pub(crate) fn notify(&mut self, status: impl FnOnce() -> String, now: Instant) {
        if self.socket.is_none() {
            return;
        }
        let (mut variables, status) = (Vec::new(), status());
        if self.last_status.is_empty() {
            variables.push("READY=1".to_owned());
        }
        if self.last_status != status {
            variables.push(format!("STATUS={status}"));
            self.last_status = status;
        }
        if self.interval.is_some() && self.deadline.is_none_or(|deadline| deadline <= now) {
            variables.push("WATCHDOG=1".to_owned());
            self.deadline = self.interval.map(|interval| now + interval);
        }
        self.send(&variables);
    }

    /// Returns the time of the next watchdog message.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Sends assignments such as `READY=1`.
    fn send(&self, variables: &[String]) {
        if let Some(socket) = self.socket.as_ref().filter(|_| !variables.is_empty()) {
            let _ = socket.send(variables.join("\n").as_bytes());
        }
    }
}

impl Drop for SdNotify {
    fn drop(&mut self) {
        self.send(&["STOPPING=1".to_owned()]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the messages received so far.
    fn received(listener: &UnixDatagram) -> Vec<String> {
        listener.set_nonblocking(true).unwrap();
        let next = || {
            let mut bytes = [0; 400];
            let count = listener.recv(&mut bytes).ok()?;
            Some(String::from_utf8_lossy(&bytes[..count]).into_owned())
        };
        std::iter::from_fn(next).collect()
    }

    fn listen(folder: &tempfile::TempDir) -> (UnixDatagram, SystemdEnv) {
        let path = folder.path().join("notify");
        let env = SystemdEnv {
            socket: path.clone().into(),
            watchdog_usec: "2000000".to_owned(),
            ..SystemdEnv::default()
        };
        (UnixDatagram::bind(path).unwrap(), env)
    }

    #[test]
    fn it_hears_once_that_the_board_is_ready_and_again_and_again_that_it_is_alive() {
        let folder = tempfile::tempdir().unwrap();
        let (listener, env) = listen(&folder);
        let (mut sd_notify, start, second) =
            (SdNotify::new(&env), Instant::now(), Duration::from_secs(1));
        assert_eq!(
            (received(&listener), sd_notify.deadline()),
            (Vec::new(), None),
            "nothing before there is a screen"
        );
        sd_notify.notify(|| "25".to_owned(), start);
        assert_eq!(received(&listener), ["READY=1\nSTATUS=25\nWATCHDOG=1"]);
        sd_notify.notify(|| "25".to_owned(), start + second / 2);
        assert_eq!((received(&listener), sd_notify.deadline()), (Vec::new(), Some(start + second)));
        sd_notify.notify(|| "26".to_owned(), start + second / 2);
        sd_notify.notify(|| "26".to_owned(), start + second);
        assert_eq!(received(&listener), ["STATUS=26", "WATCHDOG=1"]);
        drop(sd_notify);
        assert_eq!(received(&listener), ["STOPPING=1"]);
    }

    #[test]
    fn who_does_not_ask_is_not_told_and_sets_no_timer() {
        let folder = tempfile::tempdir().unwrap();
        let (listener, env) = listen(&folder);
        for env in [
            SystemdEnv { watchdog_usec: String::new(), ..env.clone() },
            SystemdEnv { watchdog_usec: "0".to_owned(), ..env.clone() },
            SystemdEnv { watchdog_usec: "soon".to_owned(), ..env.clone() },
            SystemdEnv { watchdog_pid: "1".to_owned(), ..env.clone() },
        ] {
            let mut sd_notify = SdNotify::new(&env);
            sd_notify.notify(|| "25".to_owned(), Instant::now());
            assert_eq!(
                (received(&listener), sd_notify.deadline()),
                (vec!["READY=1\nSTATUS=25".to_owned()], None),
                "{env:?}"
            );
            drop(sd_notify);
            received(&listener);
        }
        for socket in ["", "/proc/no/such", "@no-such-name"] {
            let mut sd_notify = SdNotify::new(&SystemdEnv { socket: socket.into(), ..env.clone() });
            sd_notify.notify(|| "25".to_owned(), Instant::now());
            assert_eq!(sd_notify.deadline(), None);
        }
    }

    #[test]
    fn a_manager_that_does_not_read_holds_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let (listener, env) = listen(&folder);
        let mut sd_notify = SdNotify::new(&env);
        let count = 10_000;
        for nth in 0..count {
            sd_notify.notify(|| nth.to_string(), Instant::now());
        }
        let queued = received(&listener).len();
        assert!((1..count).contains(&queued), "{queued} fit into its queue");
        sd_notify.notify(|| "25".to_owned(), Instant::now());
        assert_eq!(received(&listener).len(), 1, "once it reads, it hears the next message");
        drop(listener);
        sd_notify.notify(|| "26".to_owned(), Instant::now());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn it_may_listen_at_a_name_that_is_no_file() {
        use std::os::linux::net::SocketAddrExt;
        let name = format!("minsheng-test-{}", std::process::id());
        let address = std::os::unix::net::SocketAddr::from_abstract_name(&name).unwrap();
        let listener = UnixDatagram::bind_addr(&address).unwrap();
        let mut sd_notify = SdNotify::new(&SystemdEnv {
            socket: format!("@{name}").into(),
            ..SystemdEnv::default()
        });
        sd_notify.notify(|| "25".to_owned(), Instant::now());
        assert_eq!(received(&listener), ["READY=1\nSTATUS=25"]);
    }
}
