//! The board as a service: with a data file that is replaced, a service manager, a log, and usage
//! counts.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

mod counts;
mod data_files;
mod manager;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::pty::{self, App, Launch, eventually, find, run};
use rustix::process::Signal;
use tempfile::TempDir;

/// Returns a programme of seven projects whose titles begin with `word`.
fn programme(word: &str) -> String {
    let projects: String = (1..8)
        .map(|no| format!("(no: {no}, domain: \"a\", title: \"{word}第{no}号\"),\n"))
        .collect();
    format!(
        "(title: \"{word}清单\", domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])"
    )
}

/// A folder with a data file, and a board that shows it.
struct BoardOnFile {
    folder: TempDir,
    data: PathBuf,
    app: App,
}

impl BoardOnFile {
    fn start(args: &[&str]) -> Self {
        Self::start_with(args, |data| {
            fs::create_dir(data.parent().unwrap()).unwrap();
            fs::write(data, programme("旧")).unwrap();
        })
    }

    /// Starts a board on a data file that `put` writes.
    fn start_with(args: &[&str], put: impl Fn(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data/projects.ron");
        put(&data);
        let path = folder.path().to_str().unwrap();
        let args: Vec<String> = args.iter().map(|arg| arg.replace("HERE", path)).collect();
        let args: Vec<&str> = ["--data", data.to_str().unwrap()]
            .into_iter()
            .chain(args.iter().map(String::as_str))
            .collect();
        let app = Launch::board(&args).allow_mouse().start();
        Self { folder, data, app }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

#[test]
fn where_there_is_no_service_that_is_said_until_the_system_says_otherwise() {
    let app = Launch::board(&["out-of-service"]).start();
    app.wait("暂停服务");
    app.wait("Please ask at the counter");
    app.send("q\x03\x1a\x1b[<0;1;1M\x04q");
    app.resize(150, 40);
    app.wait_until("a larger one", |screen| {
        pty::rows(screen).len() == 40 && screen.contents().contains("暂停服务")
    });
    eventually("it sleeps, with no timer set", || app.is_sleeping());
    app.signal(Signal::TERM);
    app.assert_exit(143);
    app.assert_restored();
    // On the kernel's console, which has no Chinese font.
    let app = Launch::board(&["out-of-service", "--for", "1"]).env("TERM", "linux").start();
    app.assert_exit(0);
    let raw = app.raw();
    assert!(
        find(&raw, "Out of service").is_some() && find(&raw, "\x1b[7m").is_some() && raw.is_ascii()
    );
    let mut app = Launch::shell("trap '' HUP; exec \"$0\" out-of-service").start();
    app.wait("暂停服务");
    app.hang_up();
    app.assert_exit(129);
    assert_eq!(run(&["out-of-service"], &[]).status.code(), Some(2));
}
