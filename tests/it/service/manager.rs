//! The messages to a service manager: ready, alive, ending.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::os::unix::net::UnixDatagram;
use std::thread;
use std::time::Duration;

use crate::support::pty::{App, Launch, eventually};
use rustix::process::Signal;
use tempfile::TempDir;

/// Starts a board with a notification socket, as a service manager does.
fn start_managed(args: &[&str], watchdog: &str) -> (TempDir, UnixDatagram, App) {
    let folder = tempfile::tempdir().unwrap();
    let socket_path = folder.path().join("notify");
    let manager = UnixDatagram::bind(&socket_path).unwrap();
    manager.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let launch = Launch::board(args).env("NOTIFY_SOCKET", socket_path.to_str().unwrap());
    (folder, manager, launch.env("WATCHDOG_USEC", watchdog).start())
}

/// Receives the next message to the service manager.
fn next_message(manager: &UnixDatagram) -> String {
    let mut bytes = [0; 1000];
    let count = manager.recv(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes[..count]).into_owned()
}

#[test]
fn a_manager_hears_that_the_board_is_ready_alive_and_ending() {
    let (_folder, manager, app) = start_managed(&[], "300000");
    app.wait(">01 ");
    assert_eq!(next_message(&manager), "READY=1\nSTATUS=25 个项目\nWATCHDOG=1");
    for _ in 0..3 {
        assert_eq!(next_message(&manager), "WATCHDOG=1");
    }
    app.send("q");
    app.assert_exit(0);
    let last =
        std::iter::from_fn(|| Some(next_message(&manager))).find(|word| word != "WATCHDOG=1");
    assert_eq!(last.as_deref(), Some("STOPPING=1"));
}

/// True if no message arrives in a time in which one would be due.
fn is_quiet(manager: &UnixDatagram) -> bool {
    manager.set_nonblocking(true).unwrap();
    while manager.recv(&mut [0; 1000]).is_ok() {}
    thread::sleep(Duration::from_millis(500));
    let quiet = manager.recv(&mut [0; 1000]).is_err();
    manager.set_nonblocking(false).unwrap();
    quiet
}

#[test]
fn a_board_that_hangs_or_whose_terminal_hangs_says_nothing() {
    let (_folder, manager, app) = start_managed(&[], "100000");
    app.wait(">01 ");
    next_message(&manager);
    app.signal(Signal::STOP);
    eventually("silence", || is_quiet(&manager));
    app.signal(Signal::CONT);
    next_message(&manager);
    let mut app = app;
    app.stop_reading();
    // Each is a whole frame, and the buffer holds a few.
    eventually("silence", || {
        app.send("\x0c");
        is_quiet(&manager)
    });
    app.resume_reading();
    next_message(&manager);
}

#[test]
fn who_is_not_asked_for_signs_of_life_sets_no_timer() {
    for watchdog in ["", "0"] {
        let (_folder, manager, app) = start_managed(&[], watchdog);
        app.wait(">01 ");
        assert_eq!(next_message(&manager), "READY=1\nSTATUS=25 个项目");
        eventually("it sleeps, with no timer set", || app.is_sleeping());
        app.send("q");
        app.assert_exit(0);
    }
}
