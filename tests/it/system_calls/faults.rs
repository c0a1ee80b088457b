//! Every system call of a command that writes a file fails once, with each error in turn.
#![allow(clippy::unwrap_used, reason = "clippy recognises tests, but not their helpers")]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::programme;

/// Errors that a system call may return: full disk, broken disk, quota, no more files, interrupted,
/// for the moment none, no memory.
const ERRORS: [&str; 7] = ["ENOSPC", "EIO", "EDQUOT", "EMFILE", "EINTR", "EAGAIN", "ENOMEM"];

/// Errors with which a file system says that it cannot sync a file.
const NO_SYNC: [&str; 3] = ["EINVAL", "ENOSYS", "EOPNOTSUPP"];

/// Calls that do not return these errors, or that the standard library makes before `main` and
/// cannot do without.
const LEFT_OUT: [&str; 25] = [
    "brk",
    "clone",
    "clone3",
    "execve",
    "exit",
    "exit_group",
    "futex",
    "getpid",
    "getrandom",
    "gettid",
    "madvise",
    "mmap",
    "mprotect",
    "munmap",
    "poll",
    "prctl",
    "prlimit64",
    "restart_syscall",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "sched_getaffinity",
    "sched_yield",
    "set_robust_list",
    "sigaltstack",
];

/// A command and the file that it writes.
const COMMANDS: [(&str, &[&str], &str); 5] = [
    ("publish", &["publish", "new.ron", "--to", "live.ron"], "live.ron"),
    ("import", &["import", "new.csv", "-o", "live.ron", "--force"], "live.ron"),
    ("import --into", &["import", "new.csv", "--into", "live.ron", "--allow-removals"], "live.ron"),
    ("fmt", &["fmt", "new.ron", "-o", "live.ron", "--force"], "live.ron"),
    ("export", &["export", "--data", "new.ron", "-o", "out.csv", "--force"], "out.csv"),
];

/// Fills a folder with a live file, its last good version, and the new version in two formats.
fn fill(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    let table = "新,,\n编号,领域,名称\n1,道路,新1\n2,道路,新2\n";
    for (name, text) in [
        ("live.ron", programme("旧", 3)),
        ("live.ron.last-good", programme("更旧", 3)),
        ("new.ron", programme("新", 3)),
        ("new.csv", table.to_owned()),
        ("out.csv", programme("旧", 3)),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// Runs the program in the folder under strace, which writes the trace beside it.
#[allow(clippy::disallowed_methods, reason = "the board starts no programs; a test does")]
fn run(folder: &TempDir, options: &[&str], arguments: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-e", "signal=none", "-o", "../trace"])
        .args(options)
        .arg(env!("CARGO_BIN_EXE_minsheng"))
        .args(arguments)
        .current_dir(folder.path().join("work"))
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("LANG", "zh_CN.UTF-8"), ("HOME", "/nonexistent")])
        .output()
        .unwrap()
}

/// Returns the calls in a trace, each with the number of those before the standard library is set
/// up, whose failure ends any program, and with the number of all.
fn calls(trace: &str) -> BTreeMap<&str, (usize, usize)> {
    let mut calls = BTreeMap::<&str, (usize, usize)>::new();
    let mut is_set_up = false;
    for line in trace.lines() {
        let Some((_, rest)) = line.split_once(' ') else { continue };
        let Some((call, _)) = rest.trim_start().split_once('(') else { continue };
        is_set_up |= call == "sigaltstack";
        let (before, all) = calls.entry(call).or_default();
        *before += usize::from(!is_set_up);
        *all += 1;
    }
    calls.retain(|call, _| call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    calls.retain(|call, _| !LEFT_OUT.contains(call));
    calls
}

/// Runs each command once for each of its system calls and each error. In a quick run, for every
/// fifth only.
#[test]
#[ignore = "needs strace; .ci/run installs it and runs this"]
fn whatever_call_fails_the_file_is_the_old_one_or_the_new_one() {
    let step = if env::var_os("FAULTS_WHOLE").is_some() { 1 } else { 5 };
    let folder = tempfile::tempdir().unwrap();
    let work = folder.path().join("work");
    fs::create_dir(&work).unwrap();
    let read = |name: &str| fs::read_to_string(work.join(name)).unwrap();
    let mut table = String::new();
    for (title, arguments, written) in COMMANDS {
        fill(&work);
        let old = read(written);
        let output = run(&folder, &[], arguments);
        assert!(output.status.success(), "{title}: {output:?}");
        let new = read(written);
        assert_ne!(old, new, "{title}");
        let trace = fs::read_to_string(folder.path().join("trace")).unwrap();
        let faults = calls(&trace).into_iter().flat_map(|(call, (before, all))| {
            let no_sync = if call == "fsync" { &NO_SYNC[..] } else { &[] };
            let errors = ERRORS.iter().chain(no_sync);
            (before + 1..=all)
                .flat_map(move |nth| errors.clone().map(move |error| (call, nth, *error)))
        });
        let (mut done, mut refused) = (0, 0);
        for (call, nth, error) in faults.step_by(step) {
            fill(&work);
            let inject = format!("inject={call}:error={error}:when={nth}");
            let output = run(&folder, &["-e", &format!("trace={call}"), "-e", &inject], arguments);
            let context = format!("{title}: {call} {nth} {error}: {output:?}");
            let (code, live, kept) =
                (output.status.code(), read(written), read("live.ron.last-good"));
            // The result is there, and only printing that it is has failed.
            let is_silent = live == new && call == "write" && code == Some(2);
            match code {
                Some(0) => assert_eq!(live, new, "{context}"),
                Some(1 | 2) => assert!(live == old || is_silent, "{context}"),
                _ => panic!("{context}"),
            }
            assert!(code == Some(0) || is_silent || !output.stderr.is_empty(), "{context}");
            assert!([programme("更旧", 3), programme("旧", 3)].contains(&kept), "{context}");
            let is_needed = NO_SYNC.contains(&error) && code != Some(0);
            assert!(!is_needed, "a file system that cannot sync: {context}");
            // A draft stays where it cannot be removed; the next command removes it.
            let drafts = fs::read_dir(&work).unwrap().count() - 5;
            assert!(drafts == 0 || call.starts_with("unlink"), "{drafts} drafts: {context}");
            if code == Some(0) { done += 1 } else { refused += 1 }
        }
        table.push_str(&format!(
            "{title:14} {:5} faults, {done:5} done all the same, {refused:5} refused, 0 lost\n",
            done + refused
        ));
    }
    println!("{table}");
}
