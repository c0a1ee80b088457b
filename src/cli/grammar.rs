//! The commands and options, with their help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use crate::app::{ColorDepth, ThemeName};
use crate::lang::{Lang, Strings};
use crate::model::{Day, Status};
use crate::query::SortKey;
use crate::text::Ambiguous;

/// The formats that `export` writes, also as file name extensions.
pub const FORMATS: [&str; 6] = ["xlsx", "csv", "json", "md", "html", "ron"];

/// The shells with a completion script.
pub const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// Command names, each with the function that builds it: a command line that opens the board builds
/// none of them.
type CommandTable = &'static [(&'static str, fn(&'static str, &'static Strings) -> Command)];

/// Commands for readers of the programme.
const PROJECT_COMMANDS: CommandTable = &[
    ("list", |name, s| {
        base_command(name, s.cli_list, s)
            .arg(Arg::new("query").value_name(s.value_query).num_args(0..).help(s.arg_list_query))
            .arg(domain(s))
            .arg(status(s))
            .arg(sort(s))
            .arg(flag("reverse", s.arg_reverse))
            .arg(format(&["table", "json", "csv", "md", "html"], s.arg_list_format, s))
    }),
    ("show", |name, s| {
        let formats = format(&["text", "json", "md"], s.arg_show_format, s);
        let numbers = no(s).required(true).num_args(1..).help(s.arg_show_no);
        base_command(name, s.cli_show, s).arg(numbers).arg(formats)
    }),
    ("frame", |name, s| {
        let keys = option("keys", s.value_keys, s.arg_keys).allow_hyphen_values(true);
        base_command(name, s.cli_frame, s)
            .args(board_args(s))
            .arg(with_default(keys, ""))
            .arg(with_default(option("size", s.value_size, s.arg_size), "80x24"))
            .arg(flag("styles", s.arg_styles))
    }),
    ("stats", |name, s| {
        let formats = format(&["text", "json", "md"], s.arg_show_format, s);
        base_command(name, s.cli_stats, s).arg(formats)
    }),
    ("report", |name, s| {
        base_command(name, s.cli_report, s)
            .arg(format(&["md", "html"], s.arg_report_format, s))
            .args(output(s))
    }),
    ("config", |name, s| {
        base_command(name, s.cli_config, s)
            .arg(flag("print", s.arg_print))
            .arg(flag("keys", s.arg_config_keys))
    }),
];

/// Commands for editors of the data files.
const FILE_COMMANDS: CommandTable = &[
    ("check", |name, s| {
        base_command(name, s.cli_check, s)
            .arg(file("file", s.value_file, s.arg_check_file).num_args(1..))
            .arg(format(&["text", "json"], s.arg_check_format, s))
            .args(import_args(s))
            .arg(flag("strict", s.arg_strict))
    }),
    ("fmt", |name, s| {
        base_command(name, s.cli_fmt, s)
            .arg(file("file", s.value_file, s.arg_fmt_file))
            .arg(flag("check", s.arg_fmt_check))
            .args(output(s))
    }),
    ("diff", |name, s| {
        base_command(name, s.cli_diff, s)
            .arg(file("old", s.value_old, s.arg_diff_old))
            .arg(file("new", s.value_new, s.arg_diff_new))
            .arg(format(&["text", "md", "json"], s.arg_diff_format, s))
    }),
    ("publish", |name, s| {
        base_command(name, s.cli_publish, s)
            .arg(file("new", s.value_new, s.arg_publish_new))
            .arg(path("to", s.value_file, s.arg_publish_to))
            .arg(flag("allow-removals", s.arg_publish_removals))
    }),
    ("export", |name, s| {
        base_command(name, s.cli_export, s)
            .arg(option("query", s.value_query, s.arg_export_query))
            .arg(domain(s))
            .arg(status(s))
            .arg(choice("format", s.value_format, s.arg_export_format, FORMATS))
            .args(output(s))
    }),
    ("import", |name, s| {
        base_command(name, s.cli_import, s)
            .arg(file("file", s.value_file, s.arg_import_file))
            .args(import_args(s))
            .arg(path("report", s.value_file, s.arg_import_report))
            .arg(flag("strict", s.arg_import_strict))
            .arg(path("into", s.value_file, s.arg_import_into).conflicts_with("output"))
            .arg(flag("allow-removals", s.arg_allow_removals))
            .args(output(s))
    }),
];

/// Commands for administrators.
const PROGRAM_COMMANDS: CommandTable = &[
    ("out-of-service", |name, s| {
        let duration = option("for", s.value_seconds, s.arg_closed_for);
        base_command(name, s.cli_closed, s).arg(duration.value_parser(parse_seconds))
    }),
    ("counts", |name, s| {
        base_command(name, s.cli_counts, s)
            .arg(file("file", s.value_file, s.arg_counts_file).num_args(1..))
            .arg(format(&["table", "csv", "json"], s.arg_counts_format, s))
    }),
    ("completions", |name, s| {
        let shell = choice("shell", "SHELL", s.arg_shell, SHELLS).long(None).required(true);
        base_command(name, s.cli_completions, s).arg(shell)
    }),
    ("complete", |name, s| {
        let words =
            Arg::new("words").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true);
        base_command(name, s.cli_complete, s).hide(true).arg(words)
    }),
    ("man", |name, s| base_command(name, s.cli_man, s)),
    (HELP_COMMAND, |name, s| {
        let names = command_names().filter(|name| *name == HELP_COMMAND || is_help_topic(name));
        let names = names.chain([BOARD_TOPIC]);
        let topic = choice("command", s.value_command, s.arg_help_command, names);
        base_command(name, s.cli_help, s).arg(topic.long(None))
    }),
];

/// Name of the program, and of its root command.
const PROGRAM: &str = "minsheng";
/// Name of the command that shows help.
pub(crate) const HELP_COMMAND: &str = "help";
/// Topic of the help command for the options of the board.
const BOARD_TOPIC: &str = "board";

/// Options of the board that a command without them refuses, also in front of it. The others, which
/// say how the terminal shows the board, may stand there: an alias puts them there.
pub(crate) const BOARD_OPTIONS: [&str; 5] = ["idle", "answer", "kiosk", "domain", "query"];

/// Returns the names of all commands.
pub(crate) fn command_names() -> impl Iterator<Item = &'static str> {
    [PROJECT_COMMANDS, FILE_COMMANDS, PROGRAM_COMMANDS].into_iter().flatten().map(|(name, _)| *name)
}

/// Returns true if the help command tells more about `command` than its own help does.
pub(crate) fn is_help_topic(command: &str) -> bool {
    ![HELP_COMMAND, "complete"].contains(&command)
}

/// Builds the whole command line, with its help.
#[must_use]
pub fn command(s: &'static Strings) -> Command {
    command_with(s, |_| true)
}

/// Builds the command line with only those commands whose name `is_included`.
pub(crate) fn command_with(s: &'static Strings, is_included: impl Fn(&str) -> bool) -> Command {
    let commands = [PROJECT_COMMANDS, FILE_COMMANDS, PROGRAM_COMMANDS].into_iter().flatten();
    let commands = commands
        .filter(|(name, _)| is_included(name))
        .map(|(name, build)| with_usage(build(name, s), s));
    let root = base_command(PROGRAM, s.cli_about, s)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .args(board_args(s))
        .args(global_args(s))
        .arg(flag("version", s.arg_version).short('V').action(ArgAction::Version))
        .subcommands(commands)
        .after_help(s.help_short);
    // All options of the board would not fit on a screen.
    let commands = format!("{}:\n{{subcommands}}", s.help_commands);
    // Without a blank line after the first, it fits on a screen.
    with_usage(root, s).help_template(help_template(&commands, s).replacen("\n\n", "\n", 1))
}

/// Returns the help about `topic`, the name of a command or [`BOARD_TOPIC`]; without a topic, or
/// about an unknown one, the list of commands.
pub(crate) fn help(topic: Option<&str>, s: &'static Strings) -> String {
    if topic == Some(BOARD_TOPIC) {
        let mut board = with_usage(command_with(s, |_| false), s).after_help(s.help_after);
        return board.render_help().to_string();
    }
    let mut command = command(s);
    // Copies the global options into the commands.
    command.build();
    match topic.and_then(|name| command.find_subcommand_mut(name)) {
        Some(command) => command.render_help().to_string(),
        None => command.render_help().to_string(),
    }
}

/// Returns the options that each command accepts.
fn global_args(s: &'static Strings) -> [Arg; 8] {
    [
        path("config", s.value_file, s.arg_config),
        path("data", s.value_file, s.arg_data).action(ArgAction::Append),
        option("lang", "zh|en", s.arg_lang).value_parser(parse_lang),
        option("as-of", s.value_day, s.arg_as_of).value_parser(parse_day),
        flag("restricted", s.arg_restricted),
        flag("public-contacts", s.arg_public_contacts),
        option("log", s.value_log, s.arg_log),
        option("count", s.value_file, s.arg_count),
    ]
    .map(|arg| arg.global(true))
}

/// Returns the global options that mean something to a command; its help shows only these.
fn meaningful_globals(command: &str) -> &'static [&'static str] {
    match command {
        "show" | "frame" | "export" => {
            &["config", "data", "lang", "as-of", "restricted", "public-contacts"]
        }
        "list" | "stats" | "report" => &["config", "data", "lang", "as-of", "restricted"],
        "publish" => &["config", "data", "lang"],
        "check" | "fmt" | "diff" | "import" | "counts" => &["config", "lang"],
        _ => &["lang"],
    }
}

/// Returns the arguments that decide how the board opens.
fn board_args(s: &'static Strings) -> [Arg; 12] {
    let widths = Ambiguous::TAGS.iter().map(|(tag, _)| *tag).chain(["auto"]);
    [
        no(s).required(false),
        domain(s),
        option("query", s.value_query, s.arg_query),
        choice("theme", s.value_theme, s.arg_theme, ThemeName::ALL.map(ThemeName::tag)),
        choice("color", s.value_colours, s.arg_colours, ColorDepth::TAGS.map(|(tag, _)| tag)),
        flag("ascii", s.arg_ascii),
        flag("large", s.arg_large),
        flag("mouse", s.arg_mouse),
        flag("kiosk", s.arg_kiosk),
        seconds("idle", s.value_seconds, s.arg_idle),
        seconds("answer", s.value_seconds, s.arg_answer),
        choice("ambiguous", s.value_width, s.arg_ambiguous, widths),
    ]
}

/// Returns the arguments that decide how a spreadsheet is read.
fn import_args(s: &'static Strings) -> [Arg; 2] {
    [option("title", s.value_title, s.arg_title), flag("hidden", s.arg_hidden)]
}

/// Builds a command with everything that all commands have in common.
fn base_command(name: &'static str, about: &'static str, s: &'static Strings) -> Command {
    let is_root = name == PROGRAM;
    let is_meaningful = |arg: &Arg| meaningful_globals(name).contains(&arg.get_id().as_str());
    // A global option that the command has already is not copied into it.
    let hidden = global_args(s).into_iter().filter(|arg| !is_root && !is_meaningful(arg));
    Command::new(name)
        .args(hidden.map(|arg| arg.hide(true)))
        .about(about)
        .disable_help_flag(true)
        .arg(flag("help", s.arg_help).short('h').global(true).action(ArgAction::Help))
}

/// Adds the usage line and the layout of the help to a command that has all its arguments.
fn with_usage(command: Command, s: &Strings) -> Command {
    let (program, values) = if command.get_name() == PROGRAM {
        (String::new(), format!(" [{}]", s.value_command))
    } else {
        (format!("{PROGRAM} "), String::new())
    };
    let arguments: String = command.get_positionals().map(|arg| format!(" {arg}")).collect();
    let usage = format!("{program}{} [{}]{arguments}{values}", command.get_name(), s.value_options);
    let section = |title: &str, tag: &str| format!("{title}:\n{{{tag}}}");
    let mut middle = section(s.help_options, "options");
    if !arguments.is_empty() {
        middle = format!("{}\n\n{middle}", section(s.help_arguments, "positionals"));
    }
    command.override_usage(usage).help_template(help_template(&middle, s))
}

/// Returns the layout of a help text, with `middle` between the usage and the text at the end.
fn help_template(middle: &str, s: &Strings) -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{middle}{{after-help}}", s.help_usage)
}

/// Returns a required argument that is a path.
fn file(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    path(name, value, help).long(None).required(true)
}

/// Returns an option that takes a path.
fn path(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(name, value, help).value_parser(clap::value_parser!(PathBuf))
}

/// Returns the arguments for the destination of a result.
fn output(s: &'static Strings) -> [Arg; 2] {
    [path("output", s.value_file, s.arg_output).short('o'), flag("force", s.arg_force)]
}

fn no(s: &'static Strings) -> Arg {
    Arg::new("no").value_name(s.value_no).help(s.arg_no)
}

fn domain(s: &'static Strings) -> Arg {
    option("domain", "ID", s.arg_domain)
}

/// Returns the option for the status of projects, by its word in Chinese or its name in JSON.
fn status(s: &'static Strings) -> Arg {
    let words = Status::ALL.map(|status| status.word(Lang::Zh));
    let names = Status::ALL.map(Status::name);
    choice("status", s.value_status, s.arg_status, words.into_iter().chain(names))
}

/// Returns the option for the order of a list.
fn sort(s: &'static Strings) -> Arg {
    choice("sort", s.value_sort, s.arg_sort, SortKey::ALL.map(SortKey::name))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn seconds(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(name, value, help).requires("kiosk").value_parser(parse_seconds)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

/// Returns an option whose value is one of `values`, which its help explains.
fn choice(
    name: &'static str,
    value: &'static str,
    help: &'static str,
    values: impl IntoIterator<Item = &'static str>,
) -> Arg {
    option(name, value, help)
        .value_parser(PossibleValuesParser::new(values))
        .hide_possible_values(true)
}

/// Returns the option `--format`; the first of `values` is the default.
fn format(values: &'static [&'static str], help: &'static str, s: &'static Strings) -> Arg {
    let option = choice("format", s.value_format, help, values.iter().copied());
    with_default(option, values.first().copied().unwrap_or_default())
}

/// Returns the option with a default, which its help explains.
fn with_default(option: Arg, value: &'static str) -> Arg {
    option.default_value(value).hide_default_value(true)
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "2026-05-31".to_owned())
}

/// Parses a number of seconds from 1 to 86,400, a day: a longer wait is a mistake.
fn parse_seconds(text: &str) -> Result<u64, String> {
    let seconds = text.parse().ok().filter(|seconds| (1..=86_400).contains(seconds));
    seconds.ok_or_else(|| "1-86400".to_owned())
}

fn parse_lang(name: &str) -> Result<Lang, String> {
    Lang::from_name(name).ok_or_else(|| "zh, en".to_owned())
}
