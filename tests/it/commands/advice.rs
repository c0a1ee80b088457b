//! Messages advise only options of the command that prints them.

use std::collections::BTreeMap;

use minsheng::cli::command;
use minsheng::lang::Lang;

/// The table of texts, line by line.
const STRINGS: &str = include_str!("../../../src/lang/strings.rs");

/// The commands that print a text with the name of an option, or that it is about; `""` is the
/// board itself.
const PRINTED_BY: [(&str, &[&str]); 31] = [
    ("about_import", &["import"]),
    ("note_title_from_line", &["import"]),
    ("save_exists", &["export", "import", "fmt", "report"]),
    ("publish_where", &["publish"]),
    ("publish_ron_only", &["import"]),
    ("publish_loses_reports", &["import"]),
    ("into_other_year", &["import"]),
    ("into_missing", &["import"]),
    ("into_folder", &["import"]),
    ("into_ron_only", &["import"]),
    ("into_needs_table", &["import"]),
    ("into_needs_file", &["import"]),
    ("into_refused", &["import"]),
    ("one_programme", &["export"]),
    ("fault_long_cell", &["export"]),
    ("fault_not_ron", &["import"]),
    ("fault_no_table", &["export"]),
    ("fault_no_visible_table", &["import"]),
    ("fault_no_visible_projects", &["import"]),
    ("note_hidden_advice", &["import"]),
    ("fault_progress_only", &["import"]),
    ("fault_no_title", &["import", "check"]),
    ("note_years_in_title", &["import"]),
    ("export_needs_file", &["export"]),
    ("export_extension", &["export"]),
    ("export_internal", &["export"]),
    ("config_hint", &["config"]),
    ("man_config", &["config"]),
    ("usage_see_help", &[""]),
    (
        "usage_restricted",
        &["", "check", "import", "fmt", "diff", "publish", "complete", "export", "report"],
    ),
    ("help_after", &[""]),
];

/// Returns the options of a command, global ones included; of the board if `name` is empty.
fn options(name: &str) -> Vec<String> {
    let mut program = command(Lang::En.strings());
    program.build();
    let command =
        if name.is_empty() { &program } else { program.find_subcommand(name).expect(name) };
    let long = command.get_arguments().filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
    long.chain(command.get_arguments().filter_map(|arg| Some(format!("-{}", arg.get_short()?))))
        .collect()
}

/// Returns the options that a text names, without those of other programs such as `ulimit`.
fn option_names(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let is_option = |word: &str| {
        (word.starts_with("--") && word.len() > 2) || (word.starts_with('-') && word.len() == 2)
    };
    let word_before = |at: usize| at.checked_sub(1).and_then(|at| words.get(at)).copied();
    let option_names = words
        .iter()
        .enumerate()
        .filter(|(at, word)| is_option(word) && word_before(*at) != Some("ulimit"));
    option_names.map(|(_, word)| *word).collect()
}

/// Returns the texts that name options, with these options.
fn texts_with_options() -> BTreeMap<&'static str, Vec<&'static str>> {
    let texts_with_options =
        STRINGS.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": \""));
    let texts_with_options = texts_with_options
        .filter(|(name, _)| name.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()));
    texts_with_options
        .map(|(name, text)| (name, option_names(text)))
        .filter(|(_, option_names)| !option_names.is_empty())
        .collect()
}

#[test]
fn an_option_that_a_message_names_is_one_of_its_command() {
    let texts_with_options = texts_with_options();
    assert!(
        texts_with_options.len() > 10
            && texts_with_options["save_exists"] == ["--force", "--force"],
        "{texts_with_options:?}"
    );
    let everywhere: Vec<String> = [""]
        .into_iter()
        .chain(command(Lang::En.strings()).get_subcommands().map(clap::Command::get_name))
        .flat_map(options)
        .collect();
    for (row, option_names) in &texts_with_options {
        let printed_by = PRINTED_BY.iter().find(|(name, _)| name == row);
        let (commands, known_options): (&[&str], _) = match printed_by {
            Some((_, commands)) => (*commands, None),
            // The help text of an option may name any other.
            None if row.starts_with("arg_") => (&[""], Some(&everywhere)),
            None => panic!("{row} names {option_names:?}: which commands say so?"),
        };
        for command in commands {
            let options = known_options.cloned().unwrap_or_else(|| options(command));
            // The examples and the exit codes name options of commands.
            let is_of_command = |option: &str| {
                *row == "help_after" && ["-o", "--strict", "--check"].contains(&option)
            };
            for option in option_names.iter().filter(|option| !is_of_command(option)) {
                assert!(
                    options.iter().any(|known_options| known_options == option),
                    "{row}: {command} has no {option}"
                );
            }
        }
    }
    assert!(
        PRINTED_BY.iter().all(|(row, _)| texts_with_options.contains_key(row)),
        "{texts_with_options:?}"
    );
}
