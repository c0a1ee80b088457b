//! The real binary in a real terminal, with input and failures of users, shells, networks and
//! systems.
//!
//! No test waits for time to pass, but for a screen, a state of the process, or its end. Where a
//! real pause is part of the test (a slow link, a pause at the keyboard), the result does not
//! depend on its exact length.
#![cfg(target_os = "linux")]

mod ends;
mod input;
mod noise;
mod output;
mod session;
mod terminals;

use crate::support::pty::{App, Launch};

/// Starts the board and waits for project 01.
fn board() -> App {
    let app = Launch::board(&[]).start();
    app.wait(">01 ");
    app
}

/// True if the hardware cursor is visible, as in a text box.
fn is_typing(screen: &vt100::Screen) -> bool {
    !screen.hide_cursor()
}
