//! Messages advise only options that the command which prints them has.

use std::collections::BTreeMap;

use minsheng::cli::command;
use minsheng::lang::Lang;

/// The table of words, line by line.
const TABLE: &str = include_str!("../../src/lang/strings.rs");

/// The commands that a row with the name of an option is said by, or that it speaks of; none for
/// the board itself.
const SAID_BY: [(&str, &[&str]); 11] = [
    ("save_exists", &["export", "import", "fmt", "report"]),
    ("publish_where", &["publish"]),
    ("one_programme", &["export"]),
    ("fault_long_cell", &["export"]),
    ("fault_no_table", &["export"]),
    ("export_needs_file", &["export"]),
    ("config_hint", &["config"]),
    ("man_config", &["config"]),
    ("usage_see_help", &[""]),
    (
        "usage_restricted",
        &["", "check", "import", "fmt", "diff", "publish", "complete", "export", "report"],
    ),
    ("help_after", &[""]),
];

/// The options of a command, those that all have included; of the board where none is named.
fn options(name: &str) -> Vec<String> {
    let mut program = command(Lang::En.strings());
    program.build();
    let command =
        if name.is_empty() { &program } else { program.find_subcommand(name).expect(name) };
    let long = command.get_arguments().filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
    long.chain(command.get_arguments().filter_map(|arg| Some(format!("-{}", arg.get_short()?))))
        .collect()
}

/// The options that a text names, without those of the programs around it.
fn named(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let is_option = |word: &str| {
        (word.starts_with("--") && word.len() > 2) || (word.starts_with('-') && word.len() == 2)
    };
    let behind = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).copied();
    let named = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_option(word) && behind(*at) != Some("ulimit"));
    named.map(|(_, word)| *word).collect()
}

/// The rows that name options, and which.
fn rows() -> BTreeMap<&'static str, Vec<&'static str>> {
    let rows = TABLE.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": \""));
    let rows = rows.filter(|(name, _)| name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()));
    rows.map(|(name, text)| (name, named(text))).filter(|(_, named)| !named.is_empty()).collect()
}

#[test]
fn an_option_that_a_message_names_is_one_of_its_command() {
    let rows = rows();
    assert!(rows.len() > 10 && rows["save_exists"] == ["--force", "--force"], "{rows:?}");
    let everywhere: Vec<String> = [""]
        .into_iter()
        .chain(command(Lang::En.strings()).get_subcommands().map(clap::Command::get_name))
        .flat_map(options)
        .collect();
    for (row, named) in &rows {
        let said_by = SAID_BY.iter().find(|(name, _)| name == row);
        let (of, known): (&[&str], _) = match said_by {
            Some((_, commands)) => (*commands, None),
            // What explains an option may name any other.
            None if row.starts_with("arg_") => (&[""], Some(&everywhere)),
            None => panic!("{row} names {named:?}: which commands say so?"),
        };
        for command in of {
            let options = known.cloned().unwrap_or_else(|| options(command));
            // The examples name one of `export` and of `import`.
            for option in named.iter().filter(|option| *row != "help_after" || **option != "-o") {
                assert!(
                    options.iter().any(|known| known == option),
                    "{row}: {command} has no {option}"
                );
            }
        }
    }
    assert!(SAID_BY.iter().all(|(row, _)| rows.contains_key(row)), "{rows:?}");
}
