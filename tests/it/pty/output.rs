//! Output: to a peer that stops reading, and none where nothing has changed.

use std::thread;
use std::time::Duration;

use crate::support::pty::{App, Launch, count, eventually, find, rows};
use rustix::process::Signal;

use super::{board, is_typing};

/// Starts the board in a terminal that has stopped reading and whose buffer is full.
fn stuck_board() -> App {
    stop_terminal(board())
}

fn stop_terminal(mut app: App) -> App {
    app.stop_reading();
    let repaints = || {
        let before = app.proc_counter("io", "wchar");
        app.send_and_settle("\x0c");
        app.proc_counter("io", "wchar") > before
    };
    eventually("no room for another frame", || !repaints());
    app
}

#[test]
fn a_peer_that_stops_reading_does_not_hold_up_the_end() {
    let app = stuck_board();
    app.signal(Signal::TERM);
    app.assert_exit(143);
    assert!(app.is_cooked());
}

#[test]
fn a_peer_that_reads_on_gets_the_last_of_the_texts_that_were_copied_meanwhile() {
    let app = Launch::board(&[]).allow_clipboard().start();
    app.wait("1/25");
    let mut app = stop_terminal(app);
    for keys in ["20y", &"y".repeat(500), "jjj", &"y".repeat(500)] {
        app.send_and_settle(keys);
    }
    app.resume_reading();
    // The number of the project as Base64.
    eventually("the text", || find(&app.raw(), "]52;c;MjA=").is_some());
    assert_eq!(count(&app.raw(), "]52;c;"), 1, "and none of the thousand before it");
    app.send("q");
    app.send("q");
    app.assert_exit(0);
}

#[test]
fn a_peer_that_reads_on_sees_how_things_are_now() {
    let mut app = stuck_board();
    for key in ["j", "j", "?", "?", "G"] {
        app.send_and_settle(key);
    }
    app.resume_reading();
    app.wait_for_frame(&["25"]);
}

#[test]
fn nothing_is_sent_for_a_key_that_changes_nothing_and_nothing_happens_without_input() {
    let app = board();
    eventually("it sleeps, with no timer set", || app.is_sleeping());
    let written = app.proc_counter("io", "wchar");
    let frames = count(&app.raw(), "\x1b[?2026h");
    app.send_and_settle("k");
    assert_eq!(app.proc_counter("io", "wchar"), written);
    app.send("j");
    app.wait(">02 ");
    assert_eq!(count(&app.raw(), "\x1b[?2026h"), frames + 1);
}

#[test]
fn nothing_wakes_it_without_input() {
    let app = board();
    eventually("it sleeps, with no timer set", || app.is_at_rest());
    let (before, written) = (app.wakeups(), app.proc_counter("io", "wchar"));
    // The pause is the point; its exact length does not matter.
    thread::sleep(Duration::from_secs(1));
    assert_eq!((app.wakeups(), app.proc_counter("io", "wchar")), (before, written));
}

#[test]
fn a_whole_session_asks_the_terminal_nothing_and_leaves_the_mouse_alone() {
    let app = board();
    for keys in
        ["j", "?", "?", "/", "停", "\r", "\t", "J", "e", "\x0c", "9", "9", "\x1a", "\x1b[5~", "G"]
    {
        app.send_and_settle(keys);
    }
    app.resize(60, 20);
    app.send("/");
    app.wait_until("the box in the new window", |screen| {
        is_typing(screen) && rows(screen).len() == 20
    });
    app.send("\x03\x03\x03");
    // `assert_exit` checks the same list of sequences in every other test.
    app.assert_exit(0);
}
