//! System calls of the board: none while idle, no started programs, and the reaction to failing
//! calls.
//!
//! `strace` starts the board, which takes no more rights than starting a program.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

mod faults;
mod publishing;
mod shortages;

use std::fs;
use std::thread;
use std::time::Duration;

use crate::support::pty::{App, Launch, eventually};
use tempfile::TempDir;

/// Starts the board under strace with these options; returns the folder of the trace, too.
fn start_traced_in_folder(strace_options: &str) -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (start_traced(strace_options, &folder, ""), folder)
}

/// Starts the board with `arguments`, in which `$HERE` is the folder, under strace.
fn start_traced(strace_options: &str, folder: &TempDir, arguments: &str) -> App {
    let launch = Launch::shell(&format!(
        "exec strace -f -qq -e signal=none -o \"$HERE/trace\" {strace_options} \"$0\" {arguments}"
    ));
    launch
        .env("HERE", folder.path().to_str().unwrap())
        .env("PATH", "/usr/bin:/bin")
        .allow_clipboard()
        .allow_mouse()
        .start()
}

fn trace(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("trace")).unwrap_or_default()
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn without_input_there_is_no_system_call() {
    let (app, folder) = start_traced_in_folder("");
    app.wait(">01 ");
    app.send("j");
    app.wait(">02 ");
    app.wait_for_frame(&["2"]);
    let board = app.child("minsheng").as_raw_nonzero();
    let sleeps = || {
        let call = fs::read_to_string(format!("/proc/{board}/syscall")).unwrap();
        matches!(call.split(' ').collect::<Vec<_>>()[..], [_, _, "0x2", "0x0", ..])
    };
    eventually("it sleeps, with no timer set", sleeps);
    let before = trace(&folder);
    assert!(before.contains("ppoll("), "strace sees it: {before}");
    // The pause is the point; its exact length does not matter.
    thread::sleep(Duration::from_secs(3));
    assert_eq!(trace(&folder).split_at(before.len()).1, "");
    app.send("j");
    app.wait(">03 ");
    assert!(trace(&folder).len() > before.len());
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn it_starts_no_program() {
    let (app, folder) = start_traced_in_folder("-e trace=execve,execveat,fork,vfork,clone,clone3");
    app.wait(">01 ");
    for keys in [
        "j",
        "/tingche\r",
        "\x1b",
        "?",
        "\x1b",
        "o",
        "\x1b",
        "yy",
        "\x1b",
        "v",
        "\x1b",
        "e",
        "\x1a",
        "\x0c",
        "99",
    ] {
        app.send(keys);
    }
    app.resize(100, 30);
    app.send("\x03\x03\x03");
    app.assert_exit(0);
    let trace = trace(&folder);
    let (threads, starts): (Vec<&str>, Vec<&str>) =
        trace.lines().partition(|line| line.contains("CLONE_THREAD"));
    // Itself; and one thread that handles the end.
    assert_eq!(starts.iter().filter(|line| line.contains("execve(")).count(), 1, "{trace}");
    assert!(
        starts.iter().all(|line| line.contains("execve(") || line.contains("resumed>")),
        "{trace}"
    );
    assert_eq!(threads.len(), 1, "{trace}");
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn whatever_call_to_the_terminal_fails_it_ends_as_it_says() {
    for call in ["open,openat", "ioctl", "read", "write", "ppoll"] {
        for (nth, on) in (1..=8).flat_map(|nth| [(nth, ""), (nth, "+")]) {
            let context = format!("{call}, from the {nth}. on: {on}");
            let (app, _folder) = start_traced_in_folder(&format!(
                "-P /dev/tty -e trace={call} -e inject={call}:error=EIO:when={nth}{on}"
            ));
            app.send("jq");
            let code = app.wait_for_exit();
            // Quit; no terminal; the terminal is gone.
            assert!([0, 2, 129].contains(&code), "{context}: {code}\n{}", app.screen().join("\n"));
            // The terminal can be opened in another way, but the board cannot do without one.
            assert!(
                (nth, on) != (1, "+") || call == "open,openat" || code != 0,
                "{context}: nothing failed"
            );
            assert!(!app.screen().join("").contains("panicked"), "{context}");
        }
    }
}

/// Returns a data file of `projects` projects whose titles begin with `word`.
fn programme(word: &str, projects: usize) -> String {
    let projects: String = (1..=projects)
        .map(|no| format!("(no: {no}, domain: \"a\", title: \"{word}{no}\"),\n"))
        .collect();
    format!("(title: \"{word}\", domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])")
}
