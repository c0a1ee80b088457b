//! Every option of every command in every place, and every mistake with it: what is wrong is what
//! is named, in both languages.

use std::ffi::OsString;

use clap::Arg;
use minsheng::cli::{Cli, Task, UsageMessage, command, parse};
use minsheng::lang::Lang;

/// Every command, and the board, with the words that each needs.
const COMMANDS: [&[&str]; 16] = [
    &[],
    &["list"],
    &["show", "7"],
    &["frame"],
    &["stats"],
    &["report"],
    &["config"],
    &["check", "a.ron"],
    &["fmt", "a.ron"],
    &["diff", "a.ron", "b.ron"],
    &["publish", "a.ron"],
    &["export"],
    &["import", "a.csv"],
    &["out-of-service"],
    &["completions", "bash"],
    &["man"],
];

fn parsed(words: &[&str], lang: Lang) -> Result<Cli, UsageMessage> {
    let words: Vec<OsString> =
        [&["minsheng"], words].concat().into_iter().map(OsString::from).collect();
    parse(&words, lang, None)
}

/// Returns the message about a wrong command line.
fn said(words: &[&str], lang: Lang) -> String {
    let answer = parsed(words, lang).expect_err(&words.join(" "));
    assert!(answer.is_error, "{words:?}");
    answer.text
}

/// Parses a command line that is right.
fn task(words: &[&str]) -> Cli {
    parsed(words, Lang::Zh).unwrap_or_else(|answer| panic!("{words:?}: {}", answer.text))
}

/// The command line with some words more at each of its places.
fn everywhere<'a>(line: &[&'a str], more: &[&'a str]) -> Vec<Vec<&'a str>> {
    let at = |place: usize| [&line[..place], more, &line[place..]].concat();
    (0..=line.len()).map(at).collect()
}

#[test]
fn the_table_has_every_command() {
    let command = command(Lang::Zh.strings());
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    let mut names: Vec<_> = shown.map(clap::Command::get_name).collect();
    let mut listed: Vec<_> = COMMANDS.iter().filter_map(|line| line.first().copied()).collect();
    names.sort_unstable();
    listed.sort_unstable();
    assert_eq!(names, listed);
}

#[test]
fn an_unknown_option_is_named_wherever_it_stands() {
    for line in COMMANDS {
        for (wrong, named) in
            [("--foo", "--foo"), ("--foo=bar", "--foo"), ("-x", "-x"), ("--exporr", "--exporr")]
        {
            for words in everywhere(line, &[wrong]) {
                for (lang, begins) in [
                    (Lang::Zh, format!("不认识 {named}。")),
                    (Lang::En, format!("{named} is not known. ")),
                ] {
                    let text = said(&words, lang);
                    assert!(text.starts_with(&format!("minsheng: {begins}")), "{words:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_word_too_many_is_named() {
    for line in COMMANDS {
        // What these take has no end.
        if !line.first().is_some_and(|name| ["list", "check"].contains(name)) {
            let first = if line.is_empty() || line == ["frame"] { &["7"][..] } else { &[] };
            let text = said(&[line, first, &["77"]].concat(), Lang::En);
            assert!(text.starts_with("minsheng: 77 is not known. "), "{line:?}: {text}");
        }
    }
    assert_eq!(said(&["7", "stats"], Lang::Zh), "minsheng: 不认识 7。用法见 minsheng --help。");
}

/// Returns a right value for an option and, if there are wrong ones, a wrong one.
fn values(arg: &Arg) -> (Option<String>, Option<&'static str>) {
    let right = match arg.get_id().as_str() {
        _ if !arg.get_action().takes_values() => return (None, None),
        "lang" => "en".to_owned(),
        "as-of" => "2026-05-31".to_owned(),
        "for" | "idle" | "answer" => "30".to_owned(),
        // A value may be the name of a command, and is none.
        _ => arg.get_possible_values().first().map_or("check", |value| value.get_name()).to_owned(),
    };
    let is_any = right == "check";
    (Some(right), (!is_any).then_some("0x"))
}

/// Every option of every command, with the words of the command.
fn options() -> Vec<(&'static [&'static str], Arg)> {
    let root = command(Lang::Zh.strings());
    let mut options = Vec::new();
    for line in COMMANDS {
        let command = line.first().map_or(&root, |name| root.find_subcommand(name).unwrap());
        let own = command.get_arguments().filter(|arg| !arg.is_global_set());
        let all = own.chain(root.get_arguments().filter(|arg| arg.is_global_set()));
        let named = all
            .filter(|arg| arg.get_long().is_some_and(|name| name != "help" && name != "version"));
        options.extend(named.map(|arg| (line, arg.clone())));
    }
    options
}

#[test]
fn an_option_means_the_same_before_and_behind_the_command_and_its_words() {
    let mut seen = 0;
    for (line, arg) in options() {
        let name = format!("--{}", arg.get_long().unwrap());
        let (right, _) = values(&arg);
        // The times of a kiosk go with it.
        let line = if ["--idle", "--answer"].contains(&name.as_str()) {
            &[line, &["--kiosk"]].concat()
        } else {
            line
        };
        let parted: Vec<&str> =
            [Some(name.as_str()), right.as_deref()].into_iter().flatten().collect();
        let joined = right.as_ref().map_or_else(|| name.clone(), |right| format!("{name}={right}"));
        let expected = parsed(&[line, &parted].concat(), Lang::Zh);
        // Some commands are not for a restricted board.
        assert!(expected.is_ok() || name == "--restricted", "{line:?} {name}: {expected:?}");
        for words in everywhere(line, &parted).into_iter().chain(everywhere(line, &[&joined])) {
            assert_eq!(parsed(&words, Lang::Zh), expected, "{words:?}");
            seen += 1;
        }
        if let Some(short) = arg.get_short() {
            let short = format!("-{short}");
            for words in everywhere(line, &[&short, right.as_deref().unwrap()]) {
                assert_eq!(parsed(&words, Lang::Zh), expected, "{words:?}");
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn an_option_is_named_whose_value_is_missing_wrong_or_too_much() {
    for (line, arg) in options() {
        let name = format!("--{}", arg.get_long().unwrap());
        let (right, wrong) = values(&arg);
        let line = if ["--idle", "--answer"].contains(&name.as_str()) {
            &[line, &["--kiosk"]].concat()
        } else {
            line
        };
        let told = |begins: &str, words: &[&str]| {
            let text = said(words, Lang::En);
            assert!(text.starts_with(&format!("minsheng: {begins}")), "{words:?}: {text}");
            let chinese = said(words, Lang::Zh);
            assert!(
                chinese.contains(&name)
                    && !chinese.contains("not known")
                    && !chinese.contains(" in "),
                "{chinese}"
            );
        };
        match right {
            None => told(
                &format!("{name} takes no value, and yes was given. "),
                &[line, &[&format!("{name}=yes")]].concat(),
            ),
            Some(_) => told(&name, &[line, &[&name]].concat()),
        }
        if let Some(wrong) = wrong {
            let joined = format!("{name}={wrong}");
            for words in
                everywhere(line, &[&name, wrong]).into_iter().chain(everywhere(line, &[&joined]))
            {
                told(&format!("{wrong} cannot be the value of {name} <"), &words);
            }
        }
    }
}

/// A name with a letter left out.
fn without(name: &str, nth: usize) -> String {
    name.char_indices().filter(|(at, _)| *at != nth).map(|(_, c)| c).collect()
}

#[test]
fn an_option_that_is_misspelt_is_named_with_the_one_that_was_meant() {
    for (line, arg) in options() {
        let name = arg.get_long().unwrap();
        if name.len() < 4 {
            continue;
        }
        let wrong = format!("--{}", without(name, 2));
        for words in everywhere(line, &[&wrong]) {
            let text = said(&words, Lang::En);
            assert!(
                text.starts_with(&format!(
                    "minsheng: {wrong} is not known. Did you mean --{name}? "
                )),
                "{words:?}: {text}"
            );
        }
    }
}

#[test]
fn a_command_that_is_misspelt_is_named_whatever_stands_around_it() {
    for line in COMMANDS {
        let Some((name, words)) = line.split_first().filter(|(name, _)| name.len() > 3) else {
            continue;
        };
        let wrong = without(name, 1);
        let expected =
            format!("minsheng: 不认识 {wrong}。你是不是想写 {name}？用法见 minsheng --help。");
        for before in [
            &[][..],
            &["--config", "list"],
            &["--lang=zh"],
            &["--format", "json"],
            &["-o", "x", "--kiosk"],
        ] {
            for behind in [&[][..], &["--foo"], &["--format", "json"], &["--strict"]] {
                let words = [before, &[&wrong], words, behind].concat();
                assert_eq!(said(&words, Lang::Zh), expected, "{words:?}");
            }
        }
        assert_eq!(
            said(&[&name.to_uppercase()], Lang::Zh),
            expected.replace(&wrong, &name.to_uppercase())
        );
        // An unknown option before it comes first; behind `--` it is the number of a project.
        assert!(said(&["--foo", &wrong], Lang::Zh).starts_with("minsheng: 不认识 --foo。"));
        assert!(
            matches!(task(&["--", name]).task, Task::Board(opening) if opening.no.as_deref() == Some(name))
        );
    }
}

#[test]
fn settings_come_first_and_the_board_opens() {
    for words in [
        &["--config", "a.ron"][..],
        &["--config=a.ron"],
        &["--config", "a.ron", "7"],
        &["7", "--config", "a.ron"],
    ] {
        let cli = task(words);
        assert_eq!(cli.config.as_deref(), Some("a.ron".as_ref()), "{words:?}");
        assert!(matches!(cli.task, Task::Board(_)), "{words:?}");
    }
    // What begins a board stands in front of a command that knows nothing of it, as an alias puts
    // it there.
    assert!(matches!(task(&["--ascii", "--mouse", "list"]).task, Task::List { .. }));
}
