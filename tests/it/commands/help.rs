//! The help: what fits on a screen, what each command names, and what it accepts without naming it.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::Arg;
use minsheng::cli::{command, parse};
use minsheng::lang::Lang;
use unicode_width::UnicodeWidthStr;

use super::run;

/// Each command with the words that it needs, and the global options that mean something to it.
const COMMANDS: [(&[&str], &[&str]); 17] = [
    (&["list"], READERS),
    (&["show", "7"], CONTACTS),
    (&["frame"], CONTACTS),
    (&["stats"], READERS),
    (&["report"], READERS),
    (&["config"], &["--lang"]),
    (&["check", "a.ron"], &["--config", "--lang"]),
    (&["fmt", "a.ron"], &["--config", "--lang"]),
    (&["diff", "a.ron", "b.ron"], &["--config", "--lang"]),
    (&["publish", "a.ron"], &["--config", "--data", "--lang"]),
    (&["export"], CONTACTS),
    (&["import", "a.csv"], &["--config", "--lang"]),
    (&["out-of-service"], &["--lang"]),
    (&["counts", "a.csv"], &["--config", "--lang"]),
    (&["completions", "bash"], &["--lang"]),
    (&["man"], &["--lang"]),
    (&["help"], &["--lang"]),
];

const READERS: &[&str] = &["--as-of", "--config", "--data", "--lang", "--restricted"];

const CONTACTS: &[&str] =
    &["--as-of", "--config", "--data", "--lang", "--public-contacts", "--restricted"];

/// Returns the help about `topic` in `lang`.
fn help(topic: &str, lang: &str) -> String {
    run(["help", topic, "--lang", lang]).out()
}

/// Returns the long options that begin a line of `text`.
fn named_options(text: &str) -> BTreeSet<String> {
    let first_words = text.lines().filter_map(|line| {
        let line = line.trim_start();
        let mut words = line.split([' ', ',']).filter(|_| line.starts_with('-'));
        words.find(|word| word.starts_with("--"))
    });
    first_words.map(str::to_owned).collect()
}

/// Returns the long names of the global options.
fn global_options() -> BTreeSet<String> {
    let root = command(Lang::Zh.strings());
    let globals = root.get_arguments().filter(|arg| arg.is_global_set());
    globals.filter_map(Arg::get_long).map(|name| format!("--{name}")).collect()
}

#[test]
fn the_first_help_fits_on_a_screen() {
    for lang in ["zh", "en"] {
        let text = run(["--help", "--lang", lang]).out();
        // The prompt of the shell takes the last of 24 rows.
        assert!(text.lines().count() <= 23, "{text}");
        assert!(text.lines().all(|line| line.width() <= 80), "{text}");
        for (line, _) in COMMANDS {
            assert!(text.contains(&format!("\n  {} ", line[0])), "{line:?}: {text}");
        }
        assert!(text.contains("minsheng help board"), "{text}");
        assert_eq!(run(["help", "--lang", lang]).out(), text);
    }
}

#[test]
fn a_command_names_the_options_that_mean_something_to_it() {
    for (line, meaningful) in COMMANDS {
        for lang in ["zh", "en"] {
            let text = help(line[0], lang);
            assert_eq!(run([line[0], "--help", "--lang", lang]).out(), text);
            let shown = named_options(&text);
            let mut expected: BTreeSet<_> =
                meaningful.iter().map(|name| (*name).to_owned()).collect();
            expected.insert("--help".to_owned());
            let globals: BTreeSet<_> = shown.intersection(&global_options()).cloned().collect();
            assert_eq!(globals, expected, "{line:?}: {text}");
        }
    }
    let list: Vec<_> = named_options(&help("list", "en")).into_iter().collect();
    let expected = [
        "as-of",
        "config",
        "data",
        "domain",
        "format",
        "help",
        "lang",
        "restricted",
        "reverse",
        "sort",
        "status",
    ];
    assert_eq!(list, expected.map(|name| format!("--{name}")));
}

#[test]
fn a_command_accepts_the_options_that_it_does_not_name() {
    let mut checked = 0;
    for (line, meaningful) in COMMANDS.iter().filter(|(line, _)| line[0] != "help") {
        for (option, value) in [
            ("--as-of", Some("2026-05-31")),
            ("--config", Some("a.ron")),
            ("--count", Some("a.csv")),
            ("--data", Some("a.ron")),
            ("--log", Some("a.log")),
        ] {
            if meaningful.contains(&option) {
                continue;
            }
            let words: Vec<OsString> = ["minsheng"]
                .iter()
                .chain(*line)
                .copied()
                .chain([option])
                .chain(value)
                .map(OsString::from)
                .collect();
            assert!(parse(&words, Lang::Zh, None).is_ok(), "{words:?}");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked}");
}

#[test]
fn the_help_about_the_board_names_all_its_options() {
    let root = command(Lang::Zh.strings());
    let all = root.get_arguments().filter_map(Arg::get_long).map(|name| format!("--{name}"));
    let all: BTreeSet<_> = all.collect();
    assert!(all.len() > 18, "{all:?}");
    for lang in ["zh", "en"] {
        let text = help("board", lang);
        assert_eq!(named_options(&text), all, "{text}");
        assert!(text.contains("MINSHENG_DATA") && text.contains("minsheng 7 "), "{text}");
    }
}

#[test]
fn an_unknown_topic_is_refused_with_the_topics() {
    let message = run(["help", "lst", "--lang", "en"]).err(2);
    assert!(message.contains("lst is not valid for [COMMAND]"), "{message}");
    assert!(message.contains("list, show, ") && message.contains("board"), "{message}");
    assert!(!message.contains("complete,"), "{message}");
}
