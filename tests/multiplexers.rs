//! The board within tmux and GNU screen, as most who work over SSH have it: what comes out of them
//! is the board, and when they end, it ends.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "these are tests, though clippy cannot see that in a helper"
)]

#[path = "support/pty.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod pty;

use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use pty::{App, Launch, eventually};

/// A program that knows our folder as `$HERE`, in a terminal of 80x24.
fn start(script: &str, here: &Path) -> App {
    let launch = Launch::shell(script).env("HERE", here.to_str().unwrap());
    launch.env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8").env("LANG", "").start()
}

/// The boards that were started with that folder.
fn boards(here: &Path) -> usize {
    let mark = format!("HERE={}\0", here.display());
    let ours = |pid: &str| {
        let read =
            |file: &str| fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
        read("comm") == "minsheng\n" && read("environ").contains(&mark)
    };
    fs::read_dir("/proc")
        .unwrap()
        .filter(|entry| ours(&entry.as_ref().unwrap().file_name().to_string_lossy()))
        .count()
}

/// Somebody works in it, gives the window another size, and ends all of it with `kill`.
fn assert_works_in(app: &App, here: &Path, kill: &str) {
    app.wait_for_frame(&["--lang", "zh"]);
    app.send("/tingche\r");
    app.wait(">20 新增公共停车位项目");
    app.send("\x1b");
    app.wait(" 20/25");
    // Arrows as the multiplexer makes them out of those of the terminal outside.
    app.send("\x1b[A");
    app.wait(">19 ");
    // Within 300 ms screen joins Esc and the next key, tmux within 500 ms, if nothing is set.
    app.send("/tingche");
    app.wait("搜索: tingche");
    app.send("\x1b");
    thread::sleep(Duration::from_millis(100));
    app.send("e");
    app.wait("Search: [tingche]");
    app.send("\x1ba\x1b19");
    app.wait_for_frame(&["19", "--lang", "en"]);
    app.resize(100, 30);
    app.wait_for_frame(&["19", "--lang", "en", "--size", "100x30"]);
    app.send("j");
    app.wait(">20 ");
    assert_eq!(boards(here), 1);
    let killer = start(kill, here);
    killer.wait_for_exit();
    eventually("the board is gone", || boards(here) == 0);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn in_tmux_the_board_is_what_it_is_outside_and_ends_with_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let app = start(
        "exec tmux -u -f /dev/null -S \"$HERE/socket\" new \"exec $0\" \\; set status off",
        folder.path(),
    );
    assert_works_in(&app, folder.path(), "tmux -S \"$HERE/socket\" kill-server");
}

#[test]
#[ignore = "needs GNU screen; .ci/run installs it and runs this"]
fn in_screen_the_board_is_what_it_is_outside_and_ends_with_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("screenrc"), "defutf8 on\nstartup_message off\n").unwrap();
    let screen = "SCREENDIR=\"$HERE/screens\" screen -U -c \"$HERE/screenrc\" -S board";
    let app = start(&format!("mkdir -m 700 \"$HERE/screens\"; {screen} \"$0\""), folder.path());
    assert_works_in(&app, folder.path(), &format!("{screen} -X quit"));
}
