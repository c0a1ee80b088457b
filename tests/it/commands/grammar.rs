//! The grammar of the command line: every option of every command in every position, and every
//! mistake with it. The message names the mistake in both languages.

use std::ffi::OsString;

use clap::Arg;
use minsheng::cli::{Cli, Task, UsageMessage, command, parse};
use minsheng::lang::Lang;

/// Every command that runs, and the board, with the words that each needs. `help` only prints, like
/// `--help`.
const COMMANDS: [&[&str]; 17] = [
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
    &["counts", "a.csv"],
    &["completions", "bash"],
    &["man"],
];

fn parse_words(words: &[&str], lang: Lang) -> Result<Cli, UsageMessage> {
    let words: Vec<OsString> =
        [&["minsheng"], words].concat().into_iter().map(OsString::from).collect();
    parse(&words, lang, None)
}

/// Returns the message about a wrong command line.
fn error_text(words: &[&str], lang: Lang) -> String {
    let message = parse_words(words, lang).expect_err(&words.join(" "));
    assert!(message.is_error, "{words:?}");
    message.text
}

/// Parses a valid command line.
fn parse_valid(words: &[&str]) -> Cli {
    parse_words(words, Lang::Zh).unwrap_or_else(|message| panic!("{words:?}: {}", message.text))
}

/// Returns the command line with `more` inserted at each position.
fn insert_everywhere<'a>(line: &[&'a str], extra: &[&'a str]) -> Vec<Vec<&'a str>> {
    let insert_at = |index: usize| [&line[..index], extra, &line[index..]].concat();
    (0..=line.len()).map(insert_at).collect()
}

#[test]
fn the_table_has_every_command() {
    let command = command(Lang::Zh.strings());
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    let mut names: Vec<_> =
        shown.map(clap::Command::get_name).filter(|name| *name != "help").collect();
    let mut listed: Vec<_> = COMMANDS.iter().filter_map(|line| line.first().copied()).collect();
    names.sort_unstable();
    listed.sort_unstable();
    assert_eq!(names, listed);
}

#[test]
fn an_unknown_option_is_named_wherever_it_stands() {
    for line in COMMANDS {
        for (invalid, named) in
            [("--foo", "--foo"), ("--foo=bar", "--foo"), ("-x", "-x"), ("--exporr", "--exporr")]
        {
            for words in insert_everywhere(line, &[invalid]) {
                for (lang, start) in [
                    (Lang::Zh, format!("未知的参数：{named}。")),
                    (Lang::En, format!("Unknown argument: {named}. ")),
                ] {
                    let text = error_text(&words, lang);
                    assert!(text.starts_with(&format!("minsheng: {start}")), "{words:?}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_word_too_many_is_named() {
    for line in COMMANDS {
        // These take any number of words.
        if !line.first().is_some_and(|name| ["list", "check", "show", "counts"].contains(name)) {
            let first = if line.is_empty() || line == ["frame"] { &["7"][..] } else { &[] };
            let text = error_text(&[line, first, &["77"]].concat(), Lang::En);
            assert!(text.starts_with("minsheng: Unknown argument: 77. "), "{line:?}: {text}");
        }
    }
    assert_eq!(
        error_text(&["7", "stats"], Lang::Zh),
        "minsheng: 未知的参数：7。用法见 minsheng help stats。"
    );
}

/// Returns a valid value for an option and, if there is one, an invalid value.
fn values(arg: &Arg) -> (Option<String>, Option<&'static str>) {
    let valid = match arg.get_id().as_str() {
        _ if !arg.get_action().takes_values() => return (None, None),
        "lang" => "en".to_owned(),
        "as-of" => "2026-05-31".to_owned(),
        "for" | "idle" | "answer" => "30".to_owned(),
        // A value may be spelled like a command without being one.
        _ => arg.get_possible_values().first().map_or("check", |value| value.get_name()).to_owned(),
    };
    let is_any = valid == "check";
    (Some(valid), (!is_any).then_some("0x"))
}

/// Returns every option of every command, with the words of the command.
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
    let mut checked = 0;
    for (line, arg) in options() {
        let name = format!("--{}", arg.get_long().unwrap());
        let (valid, _) = values(&arg);
        // The timeouts of a kiosk need `--kiosk`.
        let line = if ["--idle", "--answer"].contains(&name.as_str()) {
            &[line, &["--kiosk"]].concat()
        } else if name == "--allow-removals" && line.first() == Some(&"import") {
            &[line, &["--into=b.ron"]].concat()
        } else {
            line
        };
        let separate: Vec<&str> =
            [Some(name.as_str()), valid.as_deref()].into_iter().flatten().collect();
        let joined = valid.as_ref().map_or_else(|| name.clone(), |valid| format!("{name}={valid}"));
        let expected = parse_words(&[line, &separate].concat(), Lang::Zh);
        // A restricted board refuses some commands.
        assert!(expected.is_ok() || name == "--restricted", "{line:?} {name}: {expected:?}");
        for words in insert_everywhere(line, &separate)
            .into_iter()
            .chain(insert_everywhere(line, &[&joined]))
        {
            assert_eq!(parse_words(&words, Lang::Zh), expected, "{words:?}");
            checked += 1;
        }
        if let Some(short) = arg.get_short() {
            let short = format!("-{short}");
            for words in insert_everywhere(line, &[&short, valid.as_deref().unwrap()]) {
                assert_eq!(parse_words(&words, Lang::Zh), expected, "{words:?}");
            }
        }
    }
    assert!(checked > 500, "{checked}");
}

#[test]
fn an_option_is_named_whose_value_is_missing_wrong_or_too_much() {
    for (line, arg) in options() {
        let name = format!("--{}", arg.get_long().unwrap());
        let (valid, invalid) = values(&arg);
        let line = if ["--idle", "--answer"].contains(&name.as_str()) {
            &[line, &["--kiosk"]].concat()
        } else {
            line
        };
        let assert_message = |start: &str, words: &[&str]| {
            let text = error_text(words, Lang::En);
            assert!(text.starts_with(&format!("minsheng: {start}")), "{words:?}: {text}");
            let chinese = error_text(words, Lang::Zh);
            assert!(
                chinese.contains(&name)
                    && !chinese.contains("Unknown")
                    && !chinese.contains(" in "),
                "{chinese}"
            );
        };
        match valid {
            None => assert_message(
                &format!("{name} takes no value, but yes was given. "),
                &[line, &[&format!("{name}=yes")]].concat(),
            ),
            Some(_) => assert_message(&name, &[line, &[&name]].concat()),
        }
        if let Some(invalid) = invalid {
            let joined = format!("{name}={invalid}");
            for words in insert_everywhere(line, &[&name, invalid])
                .into_iter()
                .chain(insert_everywhere(line, &[&joined]))
            {
                assert_message(&format!("{invalid} is not valid for {name} <"), &words);
            }
        }
    }
}

#[test]
fn an_option_that_only_the_board_has_is_named_in_front_of_and_behind_a_command() {
    // An alias may carry these: they only say how a terminal shows the board.
    let of_terminal = ["ascii", "ambiguous", "color", "large", "mouse", "theme"];
    let root = command(Lang::Zh.strings());
    let mut checked = 0;
    for (_, arg) in options().into_iter().filter(|(line, _)| line.is_empty()) {
        let (id, name) = (arg.get_id(), format!("--{}", arg.get_long().unwrap()));
        let value = values(&arg).0;
        let option: Vec<&str> =
            [Some(name.as_str()), value.as_deref()].into_iter().flatten().collect();
        let is_known = |command: &clap::Command| {
            arg.is_global_set() || command.get_arguments().any(|other| other.get_id() == id)
        };
        for line in COMMANDS.into_iter().filter(|line| {
            line.first().is_some_and(|name| !is_known(root.find_subcommand(name).unwrap()))
        }) {
            for (at, words) in insert_everywhere(line, &option).into_iter().enumerate() {
                if at == 0 && of_terminal.contains(&id.as_str()) {
                    parse_valid(&words);
                    continue;
                }
                for (lang, text) in [
                    (Lang::Zh, "是看板的选项，对 COMMAND 没有意义。用法见 minsheng help COMMAND。"),
                    (
                        Lang::En,
                        "is an option of the board and has no meaning for COMMAND. \
                         See minsheng help COMMAND.",
                    ),
                ] {
                    let text = text.replace("COMMAND", line[0]);
                    assert_eq!(
                        error_text(&words, lang),
                        format!("minsheng: {name} {text}"),
                        "{words:?}"
                    );
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 200, "{checked}");
    // The wrapper of a station gives these to the board and to commands alike.
    for option in ["--log", "--count"] {
        parse_valid(&["list", option, "a"]);
        parse_valid(&[option, "a", "list"]);
    }
}

#[test]
fn an_option_of_the_board_is_the_mistake_whatever_else_it_lacks() {
    for words in [
        &["--idle", "3", "list"][..],
        &["--idle", "often", "list"],
        &["--idle", "3", "--kiosk", "list"],
        &["--ascii", "--idle", "3", "--format", "xml", "list"],
        &["list", "--idle", "3"],
        &["list", "--format", "csv", "--idle=3"],
    ] {
        assert_eq!(
            error_text(words, Lang::En),
            "minsheng: --idle is an option of the board and has no meaning for list. \
             See minsheng help list.",
            "{words:?}"
        );
    }
    assert_eq!(
        error_text(&["--answer", "3", "export"], Lang::Zh),
        "minsheng: --answer 是看板的选项，对 export 没有意义。用法见 minsheng help export。"
    );
    // These have the option, and then it lacks the other.
    for words in [&["--idle", "3"][..], &["frame", "--idle", "3"], &["--idle", "3", "frame"]] {
        let text = error_text(words, Lang::En);
        assert!(text.starts_with("minsheng: --kiosk is missing. "), "{words:?}: {text}");
    }
    // Help is given, whatever stands before it.
    let help = parse_words(&["--idle", "3", "list", "--help"], Lang::En).unwrap_err();
    assert!(!help.is_error && help.text.contains("Usage: minsheng list"), "{}", help.text);
}

#[test]
fn a_mistake_with_a_command_leads_to_the_help_about_it() {
    for line in COMMANDS.into_iter().filter(|line| !line.is_empty()) {
        let words = [line, &["--no-such-option"]].concat();
        for (lang, hint) in [
            (Lang::Zh, format!("用法见 minsheng help {}。", line[0])),
            (Lang::En, format!("See minsheng help {}.", line[0])),
        ] {
            let text = error_text(&words, lang);
            assert!(text.ends_with(&hint), "{words:?}: {text}");
        }
        let help = parse_words(&["help", line[0]], Lang::En).unwrap_err();
        assert!(!help.is_error, "{}", help.text);
    }
    // The help about these says no more than the list of commands.
    for words in [&["help", "no-such-command"][..], &["complete", "--kiosk"], &["--foo"]] {
        if let Err(message) = parse_words(words, Lang::En) {
            assert!(message.text.ends_with("See minsheng --help."), "{}", message.text);
        }
    }
}

/// Returns a name without its `nth` letter.
fn without_letter(name: &str, nth: usize) -> String {
    name.char_indices().filter(|(insert_at, _)| *insert_at != nth).map(|(_, c)| c).collect()
}

#[test]
fn an_option_that_is_misspelt_is_named_with_the_one_that_was_meant() {
    for (line, arg) in options() {
        let name = arg.get_long().unwrap();
        if name.len() < 4 {
            continue;
        }
        let invalid = format!("--{}", without_letter(name, 2));
        for words in insert_everywhere(line, &[&invalid]) {
            let text = error_text(&words, Lang::En);
            assert!(
                text.starts_with(&format!(
                    "minsheng: Unknown argument: {invalid}. Did you mean --{name}? "
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
        let invalid = without_letter(name, 1);
        let expected = format!(
            "minsheng: 未知的参数：{invalid}。你是不是想写 {name}？用法见 minsheng --help。"
        );
        for before in [
            &[][..],
            &["--config", "list"],
            &["--lang=zh"],
            &["--format", "json"],
            &["-o", "x", "--kiosk"],
        ] {
            for after in [&[][..], &["--foo"], &["--format", "json"], &["--strict"]] {
                let words = [before, &[&invalid], words, after].concat();
                assert_eq!(error_text(&words, Lang::Zh), expected, "{words:?}");
            }
        }
        assert_eq!(
            error_text(&[&name.to_uppercase()], Lang::Zh),
            expected.replace(&invalid, &name.to_uppercase())
        );
        // An unknown option before it comes first; after `--` it is the number of a project.
        assert!(
            error_text(&["--foo", &invalid], Lang::Zh).starts_with("minsheng: 未知的参数：--foo。")
        );
        assert!(
            matches!(parse_valid(&["--", name]).task, Task::Board(opening) if opening.no.as_deref() == Some(name))
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
        let cli = parse_valid(words);
        assert_eq!(cli.config.as_deref(), Some("a.ron".as_ref()), "{words:?}");
        assert!(matches!(cli.task, Task::Board(_)), "{words:?}");
    }
    // Options of the board before a command without such options, as an alias puts them there.
    assert!(matches!(parse_valid(&["--ascii", "--mouse", "list"]).task, Task::List { .. }));
}
