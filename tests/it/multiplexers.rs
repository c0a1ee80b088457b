//! The board in tmux and GNU screen, as SSH users run it: the output is that of the board, and the
//! board ends with the multiplexer.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use crate::support::pty::{App, Launch, eventually};

/// Starts a shell script with the folder as `$HERE`, in a terminal of 80x24.
fn start_shell(script: &str, folder: &Path) -> App {
    let launch = Launch::shell(script).env("HERE", folder.to_str().unwrap());
    launch.env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8").env("LANG", "").start()
}

/// Returns the number of boards that were started with this folder.
fn count_boards(folder: &Path) -> usize {
    let environment_entry = format!("HERE={}\0", folder.display());
    let is_ours = |pid: &str| {
        let read =
            |file: &str| fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
        read("comm") == "minsheng\n" && read("environ").contains(&environment_entry)
    };
    fs::read_dir("/proc")
        .unwrap()
        .filter(|entry| is_ours(&entry.as_ref().unwrap().file_name().to_string_lossy()))
        .count()
}

/// Asserts that a session works in the multiplexer, after a resize too, and that it ends with the
/// command `kill`.
fn assert_works_in(app: &App, folder: &Path, kill: &str) {
    app.wait_for_frame(&["--lang", "zh"]);
    app.send("/tingche\r");
    app.wait(">20 新增公共停车位项目");
    app.send("\x1b");
    app.wait(" 20/25");
    // Arrow keys as the multiplexer translates them.
    app.send("\x1b[A");
    app.wait(">19 ");
    // By default screen joins Esc and the next key within 300 ms, tmux within 500 ms.
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
    assert_eq!(count_boards(folder), 1);
    let killer = start_shell(kill, folder);
    killer.wait_for_exit();
    eventually("the board is gone", || count_boards(folder) == 0);
}

#[test]
#[ignore = "needs tmux; .ci/run installs it and runs this"]
fn in_tmux_the_board_is_what_it_is_outside_and_ends_with_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let app = start_shell(
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
    let app =
        start_shell(&format!("mkdir -m 700 \"$HERE/screens\"; {screen} \"$0\""), folder.path());
    assert_works_in(&app, folder.path(), &format!("{screen} -X quit"));
}
