//! Hostile files and arguments: nothing in them reaches the terminal as a command.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::{Run, data_file, finish, program, run};

/// Characters that terminals obey, that are invisible, or that change the reading direction.
const HOSTILE_TEXT: &str =
    "\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{85}\u{8}\u{7f}\r\t\u{202e}\u{200b}\u{feff}\u{2066}\u{ad}";

fn assert_harmless(run: &Run) {
    for text in [&run.out, &run.err] {
        let bad = text.chars().find(|c| {
            c.is_control() && *c != '\n'
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{feff}' | '\u{ad}')
        });
        assert_eq!(bad, None, "{text:?}");
    }
    assert!(matches!(run.code, Some(0..=2)), "{run:?}");
}

#[test]
fn a_nasty_file_prints_nothing_nasty() {
    let both = format!("(zh: \"文字{HOSTILE_TEXT}\", en: \"text{HOSTILE_TEXT}\")");
    let text = "(title: T, locality: T, source: T, note: T, domains: [(id: \"a\", name: T)], projects: [(no: 1, domain: \"a\", title: T, \
         summary: T, targets: [(what: T, amount: 1, unit: T)], places: [ T], partners: [ T], facts: [ T])])";
    let (_folder, path) = data_file(&text.replace(" T", &both));
    let path = path.to_str().unwrap();
    for command in [
        "list",
        "list 文字",
        "list text --format json",
        "list --format csv",
        "list --format md",
        "show 1",
        "show 1 --format json",
        "show 1 --format md",
        "frame",
        "frame --styles",
        "frame --query text",
        "show 2",
        "list --domain b",
        "check",
    ] {
        for lang in ["zh", "en"] {
            let args = command.split(' ').chain(["--lang", lang]);
            let run = if command == "check" {
                run(args.chain([path]))
            } else {
                run(args.chain(["--data", path]))
            };
            assert_harmless(&run);
            assert!(run.code == Some(0) || run.err.lines().count() == 1, "{run:?}");
        }
    }
}

#[test]
fn nasty_arguments_print_nothing_nasty() {
    for nasty in [HOSTILE_TEXT, "{}\u{1b}c", "\n\n"] {
        for args in [
            &["list", nasty][..],
            &["list", nasty, "--format", "json"],
            &["list", "--domain", nasty],
            &["list", "--format", nasty],
            &["show", nasty],
            &["show", "1", nasty],
            &[nasty],
            &["1", nasty],
            &["--lang", nasty],
            &["--data", nasty],
            &["check", nasty],
            &["frame", "--keys", nasty],
            &["frame", "--size", nasty],
            &["frame", "--query", nasty],
            &["frame", "--domain", nasty],
            &["--query", nasty],
        ] {
            for lang in ["zh_CN", "en_US"] {
                let run = finish(program().env("LANG", lang).args(args));
                assert_harmless(&run);
                assert!(run.err.lines().count() <= 1, "{args:?} {:?}", run.err);
            }
            let long = format!("--{nasty}");
            assert_harmless(&run(args.iter().copied().chain([long.as_str()])));
        }
    }
}

#[test]
fn arguments_that_are_no_text_are_an_error_and_no_panic() {
    let bytes = OsStr::from_bytes(b"\xff\xfe\x1b[31m");
    for args in [
        &[bytes][..],
        &[OsStr::new("list"), bytes],
        &[OsStr::new("show"), bytes],
        &[OsStr::new("--lang"), bytes],
        &[OsStr::new("--data"), bytes],
        &[OsStr::new("check"), bytes],
        &[OsStr::new("frame"), OsStr::new("--keys"), bytes],
    ] {
        let run = run(args);
        assert_harmless(&run);
        assert!(
            run.code == Some(2) && run.out.is_empty() && run.err.lines().count() == 1,
            "{run:?}"
        );
    }
    assert_harmless(&finish(program().env("LANG", bytes).env("LC_ALL", bytes).arg("list")));
}
