//! The real program without a terminal: its output and its exit codes.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "clippy recognises tests, but not their helpers"
)]

use std::ffi::OsStr;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod advice;
mod aliases;
mod check;
mod choice;
mod contacts;
mod convert;
mod counts;
mod data;
mod frame;
mod grammar;
mod handout;
mod help;
mod hostile;
mod import;
mod import_into;
mod list;
mod newer_format;
mod permissions;
mod preserved_comments;
mod progress;
mod publish;
mod restricted;
mod show;
mod usage;

/// The result of a run of the program.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// Returns the output of a successful run without messages.
    fn out(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    fn json(self) -> Value {
        serde_json::from_str(&self.out()).expect("JSON")
    }

    /// Parses the output as JSON, whatever the exit code.
    fn json_of_failure(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }

    /// Returns the messages of a run that failed with `code` and printed nothing else.
    fn err(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(!self.err.is_empty());
        self.err
    }
}

/// Returns the program with an empty environment.
#[expect(clippy::disallowed_methods, reason = "the ban is for the board; this test starts it")]
fn program() -> Command {
    // With the umask of some users, others cannot read new files, and `publish` would warn of that.
    rustix::process::umask(rustix::fs::Mode::from(0o022));
    let mut command = Command::new(env!("CARGO_BIN_EXE_minsheng"));
    command.env_clear().stdin(Stdio::null());
    command
}

fn finish(command: &mut Command) -> Run {
    let output = loop {
        match command.output() {
            // A copy of the program is still open for writing in a child of another test, until
            // that has started.
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => std::thread::yield_now(),
            output => break output.expect("the program runs"),
        }
    };
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn run<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    finish(program().args(args))
}

/// Runs the program with the words of `args`, split at blanks.
fn run_line(args: &str) -> Run {
    run(args.split(' '))
}

/// Creates a folder with a data file; returns both.
fn data_file(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("data.ron");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

/// Returns a data file of one project with these titles.
fn with_title(zh: &str, en: &str) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(
        "(title: \"清单\", domains: [(id: \"roads\", name: \"道路\")], projects: [(no: 1, domain: \"roads\", title: (zh: \"{}\", \
         en: \"{}\"))])",
        quoted(zh),
        quoted(en)
    )
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for args in ["frame --size 400x200 --styles", "show 7 --format json", "--help"] {
        let mut child = program()
            .args(args.split(' '))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // `| head -c 1`, and `| true`.
        let mut first = [0; 1];
        let mut stdout = child.stdout.take().unwrap();
        if args.starts_with("frame") {
            stdout.read_exact(&mut first).unwrap();
        }
        drop(stdout);
        let mut message = String::new();
        child.stderr.take().unwrap().read_to_string(&mut message).unwrap();
        assert_eq!((child.wait().unwrap().code(), message.as_str()), (Some(0), ""), "{args}");
    }
}

#[test]
fn a_disk_that_is_full_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let run = finish(program().args(["show", "7"]).stdout(full));
    assert_eq!(run.code, Some(2));
    assert!(run.err.starts_with("minsheng: ") && run.err.lines().count() == 1, "{}", run.err);
}

#[test]
fn without_a_terminal_the_board_says_what_works_there() {
    assert_eq!(
        run_line("--lang zh").err(2),
        "看板要在终端里打开，而这里的输入或输出不是终端。要文字输出，请用 minsheng list、minsheng show 编号，或 minsheng frame。\n"
    );
    assert_eq!(
        run_line("7 --lang en").err(2),
        "The board needs a terminal, and the input or the output is not one. For text, use \
         minsheng list, minsheng show NO or minsheng frame.\n"
    );
    // A mistake on the command line comes first.
    assert_eq!(
        run_line("99 --lang en").err(1),
        "There is no project 99; the nearest are 23, 24, 25\n"
    );
}
