//! Threads, memory and descriptors that run out.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::{programme, start_traced, start_traced_in_folder};

/// Returns the options with which every thread from the nth on fails to start, as with a limit of
/// tasks.
fn no_thread_from(nth: usize) -> String {
    format!("-e trace=clone,clone3 -e inject=clone,clone3:error=EAGAIN:when={nth}+")
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn where_no_thread_can_be_started_the_board_takes_in_new_data_all_the_same() {
    for projects in [3, 12_000] {
        for nth in 1..=4 {
            let folder = tempfile::tempdir().unwrap();
            let data = folder.path().join("a.ron");
            fs::write(&data, programme("旧", projects)).unwrap();
            let arguments = "--data \"$HERE/a.ron\" --log \"$HERE/log\"";
            let app = start_traced(&no_thread_from(nth), &folder, arguments);
            app.wait(">01 旧1");
            app.wait(&format!("1/{projects}"));
            fs::write(folder.path().join("b.ron"), programme("新", projects)).unwrap();
            fs::rename(folder.path().join("b.ron"), &data).unwrap();
            // Changed rows have a mark if there are not too many to compare.
            let mark = if projects < 5_000 { '*' } else { ' ' };
            app.wait(&format!(">01{mark}新1"));
            app.send("/3");
            app.wait("搜索: 3");
            app.wait(&format!(">03{mark}新3"));
            app.send("\x03\x03\x03");
            app.assert_exit(0);
            let log = fs::read_to_string(folder.path().join("log")).unwrap();
            assert!(nth > 1 || log.contains("TasksMax="), "{log}");
        }
    }
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn where_no_thread_can_be_started_a_command_does_all_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ron"), programme("旧", 20_000)).unwrap();
    for command in [
        "list 旧7 --data \"$HERE/a.ron\"",
        "check \"$HERE/a.ron\"",
        "stats --data \"$HERE/a.ron\"",
        "frame --data \"$HERE/a.ron\"",
        "export --data \"$HERE/a.ron\" -o \"$HERE/a.xlsx\"",
        "import \"$HERE/a.xlsx\" -o \"$HERE/b.ron\"",
        "diff \"$HERE/a.ron\" \"$HERE/b.ron\"",
        "publish \"$HERE/b.ron\" --to \"$HERE/c.ron\"",
    ] {
        let app = start_traced(&no_thread_from(1), &folder, command);
        assert_eq!(app.wait_for_exit(), 0, "{command}\n{}", app.screen().join("\n"));
    }
}

/// Returns a programme of short projects with so many places each. For its size it takes much
/// memory.
fn dense_programme(projects: usize, entries: usize) -> String {
    let places = |no: usize| (0..entries).map(|nth| format!("\"{no}-{nth}\",")).collect::<String>();
    let project = |no| format!("(no:{no},domain:\"d\",title:\"{no}\",places:[{}]),\n", places(no));
    let all: String = (1..=projects).map(project).collect();
    format!("(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{all}])")
}

/// Runs the program with a limit of so many KiB on its address space. Returns its exit code, or
/// `None` if a signal ended it, and what it writes.
#[allow(clippy::disallowed_methods, reason = "the board starts no programs; a test does")]
fn run_limited(kib: usize, arguments: &str, folder: &TempDir) -> (Option<i32>, String) {
    let script = format!("ulimit -c 0; ulimit -v {kib}; exec \"$0\" {arguments}");
    let output = Command::new("/bin/sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_minsheng")])
        .env("HERE", folder.path())
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
#[ignore = "takes minutes: the program runs under hundreds of limits; .ci/run runs this"]
fn where_memory_is_limited_a_command_is_done_or_says_that_it_is_too_little() {
    let folder = tempfile::tempdir().unwrap();
    let start = (1..).map(|nth| nth * 1024);
    let start = start.skip_while(|kib| run_limited(*kib, "list", &folder).0 != Some(0));
    let start = start.take(1).next().unwrap();
    for (projects, entries) in [(25_000, 0), (8_000, 6)] {
        let text = dense_programme(projects, entries);
        fs::write(folder.path().join("a.ron"), &text).unwrap();
        for format in ["json", "csv", "xlsx"] {
            let export = format!("--data \"$HERE/a.ron\" export -o \"$HERE/a.{format}\" --force");
            assert_eq!(run_limited(4 << 20, &export, &folder).0, Some(0));
        }
        for command in [
            "check \"$HERE/a.ron\"",
            "fmt \"$HERE/a.ron\" -o \"$HERE/out\" --force",
            "publish \"$HERE/a.ron\" --to \"$HERE/out\"",
            "diff \"$HERE/a.ron\" \"$HERE/a.json\"",
            "import \"$HERE/a.ron\" -o \"$HERE/out\" --force",
            "import \"$HERE/a.json\" -o \"$HERE/out\" --force",
            "import \"$HERE/a.csv\" -o \"$HERE/out\" --force",
            "import \"$HERE/a.xlsx\" -o \"$HERE/out\" --force",
            "--data \"$HERE/a.ron\" show 1",
            "--data \"$HERE/a.ron\" list",
            "--data \"$HERE/a.ron\" list --format json",
            "--data \"$HERE/a.ron\" export --format ron -o \"$HERE/out\" --force",
            "--data \"$HERE/a.ron\" export --format json -o \"$HERE/out\" --force",
            "--data \"$HERE/a.ron\" export --format csv -o \"$HERE/out\" --force",
            "--data \"$HERE/a.ron\" export --format xlsx -o \"$HERE/out\" --force",
        ] {
            let step = (text.len() / 2) >> 10;
            let done = (1..=100).map(|nth| start + nth * step).find(|kib| {
                fs::write(folder.path().join("out"), "old").unwrap();
                let (code, said) = run_limited(*kib, command, &folder);
                let is_refused = code == Some(2) && said.contains("内存不够");
                assert!(
                    is_refused || matches!(code, Some(0 | 1)),
                    "{command} in {kib} KiB: {code:?}\n{said}"
                );
                let out = fs::read_to_string(folder.path().join("out"));
                assert!(!is_refused || out.unwrap() == "old", "{command} in {kib} KiB");
                !is_refused
            });
            assert!(done.is_some(), "{command} is refused in any memory");
        }
    }
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn what_the_system_has_none_left_of_is_named_as_that() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.ron"), programme("旧", 3)).unwrap();
    for (calls, errno, words, code) in [
        ("socketpair", "EMFILE", "ulimit -n", 2),
        ("socketpair", "ENFILE", "fs.file-max", 2),
        ("ppoll -P /dev/tty", "EINVAL", "ulimit -n", 2),
        ("open,openat -P \"$HERE/a.ron\"", "EMFILE", "ulimit -n", 2),
        ("open,openat -P \"$HERE/a.ron\"", "ENOMEM", "ulimit -v", 2),
    ] {
        let (call, only) = calls.split_once(' ').unwrap_or((calls, ""));
        let strace_options = format!("-e trace={call} -e inject={call}:error={errno} {only}");
        let app = start_traced(&strace_options, &folder, "--data \"$HERE/a.ron\"");
        let ended = app.wait_for_exit();
        let screen = app.screen().join("");
        assert!(
            ended == code && screen.contains(words) && !screen.contains("终端出错"),
            "{calls} {errno}: {ended}\n{screen}"
        );
    }
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn memory_that_is_short_for_a_moment_ends_no_board() {
    let (app, _folder) =
        start_traced_in_folder("-P /dev/tty -e trace=ppoll -e inject=ppoll:error=ENOMEM:when=2..5");
    app.wait(">01 ");
    app.send("jj");
    app.wait(">03 ");
    app.send("q");
    app.assert_exit(0);
}
