//! System calls of the board: none while idle, no started programs, and the reaction to failing
//! calls.
//!
//! `strace` starts the board, which takes no more rights than starting a program.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::support::pty::{self, App, Launch, eventually};
use rustix::fs::{XattrFlags, getxattr, setxattr};
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

/// Returns the owner and group of the live file, if root can set them.
fn file_owner() -> Option<(u32, u32)> {
    rustix::process::geteuid().is_root().then_some((20003, 20002))
}

/// Creates a folder with a new file, the live file, which only its owner and group may read, and
/// the last good one.
fn publish_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, word) in [("live.ron", "旧"), ("live.ron.last-good", "更旧"), ("new.ron", "新")]
    {
        fs::write(folder.path().join(name), programme(word, 1)).unwrap();
    }
    let live = folder.path().join("live.ron");
    if let Some((owner, group)) = file_owner() {
        chown(&live, Some(owner), Some(group)).unwrap();
    }
    for file in [&live, &folder.path().join("live.ron.last-good")] {
        fs::set_permissions(file, Permissions::from_mode(0o640)).unwrap();
    }
    // Not every file system has attributes.
    let _ = setxattr(&live, "user.town", b"kept", XattrFlags::empty());
    folder
}

/// Returns owner, group, mode and attribute of a file.
fn permissions(path: &Path) -> (u32, u32, u32, Option<usize>) {
    let metadata = fs::metadata(path).unwrap();
    (
        metadata.uid(),
        metadata.gid(),
        metadata.mode() & 0o7777,
        getxattr(path, "user.town", &mut [0; 9][..]).ok(),
    )
}

#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn power_that_fails_while_a_file_is_published_leaves_the_old_one_or_the_new_one() {
    let mut killed = 0;
    let calls = [
        "openat",
        "write",
        "fsync",
        "flock",
        "linkat,link",
        "rename,renameat,renameat2",
        "unlink,unlinkat",
        "getdents64",
    ];
    for call in calls.into_iter().chain(["chmod,fchmod", "chown,fchown", "fsetxattr", "flistxattr"])
    {
        for nth in 1.. {
            let context = format!("{call} {nth}");
            let folder = publish_folder();
            let at = |name: &str| folder.path().join(name);
            let before = permissions(&at("live.ron"));
            let strace = format!(
                "strace -f -qq -o /dev/null -e trace={call} -e inject={call}:signal=KILL:when={nth}"
            );
            let app = Launch::shell(&format!(
                "{strace} \"$0\" publish \"$HERE/new.ron\" --to \"$HERE/live.ron\"; exit $?"
            ));
            let here = folder.path().to_str().unwrap();
            let code = app.env("HERE", here).env("PATH", "/usr/bin:/bin").start().wait_for_exit();
            let read = |name: &str| fs::read_to_string(at(name)).unwrap();
            let (live, kept) = (read("live.ron"), read("live.ron.last-good"));
            assert!([programme("旧", 1), programme("新", 1)].contains(&live), "{context}: {live}");
            assert!(
                [programme("更旧", 1), programme("旧", 1)].contains(&kept),
                "{context}: {kept}"
            );
            assert_eq!(permissions(&at("live.ron")), before, "{context}");
            // No draft has more readers than the file.
            let drafts = names(&folder).into_iter().filter(|name| name.starts_with('.'));
            assert!(
                drafts
                    .into_iter()
                    .all(|draft| [0o600, 0o640].contains(&permissions(&at(&draft)).2)),
                "{context}"
            );
            // Left drafts block nothing, and are removed.
            let again = pty::run(
                &[
                    "publish",
                    at("new.ron").to_str().unwrap(),
                    "--to",
                    at("live.ron").to_str().unwrap(),
                ],
                &[],
            );
            assert!(again.status.success(), "{context}: {again:?}");
            assert_eq!(
                (read("live.ron"), permissions(&at("live.ron"))),
                (programme("新", 1), before),
                "{context}"
            );
            assert_eq!(names(&folder), ["live.ron", "live.ron.last-good", "new.ron"], "{context}");
            // There are fewer such calls: nothing was killed.
            if code == 0 {
                break;
            }
            assert_eq!(code, 128 + 9, "{context}");
            killed += 1;
        }
    }
    assert!(killed > 20, "{killed}");
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Returns a data file of `projects` projects whose titles begin with `word`.
fn programme(word: &str, projects: usize) -> String {
    let projects: String = (1..=projects)
        .map(|no| format!("(no: {no}, domain: \"a\", title: \"{word}{no}\"),\n"))
        .collect();
    format!("(title: \"{word}\", domains: [(id: \"a\", name: \"道路\")], projects: [{projects}])")
}

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
            app.wait(">01 新1");
            app.send("/3");
            app.wait("搜索: 3");
            app.wait(">03 新3");
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
