//! Parses a command line by means of clap.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;
use clap::error::ErrorKind;
use clap::parser::ValueSource;

use super::grammar::{BOARD_OPTIONS, HELP_COMMAND, command, command_with, help};
use super::message::{
    UsageMessage, board_option_error, explain, misspelled_command, restricted_error,
};
use super::order::move_options;
use super::task::{
    BoardOptions, Cli, ExportArgs, FrameOptions, ImportArgs, Output, ProjectChoice, Task,
};
use crate::app::{ColorDepth, IdleTimeouts, Profile, ThemeName};
use crate::exchange::ImportOptions;
use crate::lang::Lang;
use crate::model::{Audience, Day};
use crate::query::{ListOrder, SortKey};

/// Parses a command line, the program's name included.
///
/// `locale` is the language unless `--lang` names another; `data` is the data file from the
/// environment, which a restricted board ignores.
///
/// # Errors
/// The command line is wrong, or asks for help.
pub fn parse(args: &[OsString], locale: Lang, data: Option<PathBuf>) -> Result<Cli, UsageMessage> {
    let requested = requested_lang(args);
    let lang = requested.unwrap_or(locale);
    let s = lang.strings();
    let args = &move_options(args, s)[..];
    // Building all commands takes a twentieth of the time to the first screen, and most command
    // lines name none. Only errors and help need them all.
    let named = command_with(s, |name| args.iter().any(|arg| arg == name));
    let matches =
        named.try_get_matches_from(args).or_else(|_| command(s).try_get_matches_from(args));
    let may_be_misspelled = match &matches {
        Err(error) => error.kind() == ErrorKind::UnknownArgument,
        Ok(matches) => {
            let no = text(matches, "no").filter(|_| matches.subcommand().is_none());
            no.is_some_and(|no| no.starts_with(|c: char| c.is_ascii_alphabetic()))
        }
    };
    if may_be_misspelled && let Some(message) = misspelled_command(args, s) {
        return Err(message);
    }
    let matches = matches.map_err(|error| explain(&error, args, s))?;
    let is_given = |name: &&str| matches.value_source(name) == Some(ValueSource::CommandLine);
    if let Some((command, _)) = matches.subcommand()
        && let Some(name) = BOARD_OPTIONS.iter().copied().find(is_given)
    {
        return Err(board_option_error(&format!("--{name}"), command, s));
    }
    if let Some((HELP_COMMAND, matches)) = matches.subcommand() {
        let text = help(text(matches, "command").as_deref(), s);
        return Err(UsageMessage { text: text.trim_end().to_owned(), is_error: false });
    }
    let (task, matches) = task(&matches);
    let is_kiosk = match &task {
        Task::Board(options) | Task::Frame { board_options: options, .. } => {
            options.profile != Profile::Desk
        }
        _ => false,
    };
    // A kiosk is always restricted.
    let restricted = is_kiosk || matches.get_flag("restricted");
    if restricted && let Some(name) = file_option(&task) {
        return Err(restricted_error(name, lang));
    }
    let data = match matches.get_many("data") {
        Some(named) => named.cloned().collect(),
        None => data.into_iter().filter(|_| !restricted).collect(),
    };
    let config = matches.get_one::<PathBuf>("config").cloned();
    let as_of = matches.get_one::<Day>("as-of").copied();
    let audience = match (matches.get_flag("public-contacts"), is_kiosk) {
        (true, _) => Audience::PublicWithContacts,
        (false, true) => Audience::Public,
        (false, false) => Audience::Staff,
    };
    let has_lang = requested.is_some();
    Ok(Cli { lang, has_lang, config, data, restricted, audience, as_of, task })
}

/// Returns the task, and the matches that hold its options.
fn task(matches: &ArgMatches) -> (Task, &ArgMatches) {
    let Some((name, command)) = matches.subcommand() else {
        return (Task::Board(board_options(matches)), matches);
    };
    let words =
        |name| command.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let format = || text(command, "format").unwrap_or_default();
    let task = match name {
        "list" => Task::List { choice: choice(command), order: order(command), format: format() },
        "show" => Task::Show { numbers: words("no"), format: format() },
        "frame" => Task::Frame {
            board_options: board_options(command),
            options: FrameOptions {
                keys: text(command, "keys").unwrap_or_default(),
                size: text(command, "size").unwrap_or_default(),
                styles: command.get_flag("styles"),
            },
        },
        "export" => Task::Export(ExportArgs {
            choice: choice(command),
            format: text(command, "format"),
            output: output(command),
        }),
        "import" => Task::Import(ImportArgs {
            file: file(command, "file"),
            options: import_options(command),
            output: output(command),
            report: command.get_one::<PathBuf>("report").cloned(),
            strict: command.get_flag("strict"),
            into: command.get_one::<PathBuf>("into").cloned(),
            allow_removals: command.get_flag("allow-removals"),
        }),
        "stats" => Task::Stats { format: format() },
        "report" => Task::Report { format: format(), output: output(command) },
        "config" => Task::Config { keys: command.get_flag("keys") },
        "fmt" => Task::Fmt {
            file: file(command, "file"),
            check: command.get_flag("check"),
            output: output(command),
        },
        "diff" => {
            Task::Diff { old: file(command, "old"), new: file(command, "new"), format: format() }
        }
        "check" => Task::Check {
            files: command.get_many("file").into_iter().flatten().cloned().collect(),
            format: format(),
            options: import_options(command),
            strict: command.get_flag("strict"),
        },
        "counts" => Task::Counts {
            files: command.get_many("file").into_iter().flatten().cloned().collect(),
            format: format(),
        },
        "publish" => Task::Publish {
            new: file(command, "new"),
            to: command.get_one::<PathBuf>("to").cloned(),
            allow_removals: command.get_flag("allow-removals"),
        },
        "out-of-service" => Task::OutOfService {
            duration: command.get_one::<u64>("for").copied().map(Duration::from_secs),
        },
        "completions" => Task::Completions { shell: text(command, "shell").unwrap_or_default() },
        "complete" => Task::Complete { words: words("words") },
        "man" => Task::Man,
        _ => Task::Board(board_options(matches)),
    };
    (task, command)
}

/// Returns the command or option that names a file, which a restricted board refuses.
fn file_option(task: &Task) -> Option<&'static str> {
    match task {
        Task::Check { .. } => Some("check"),
        Task::Import(_) => Some("import"),
        Task::Fmt { .. } => Some("fmt"),
        Task::Diff { .. } => Some("diff"),
        Task::Publish { .. } => Some("publish"),
        Task::Counts { .. } => Some("counts"),
        Task::Complete { .. } => Some("complete"),
        Task::Export(ExportArgs { output, .. }) | Task::Report { output, .. } => {
            output.file.is_some().then_some("--output")
        }
        Task::Board(_)
        | Task::Frame { .. }
        | Task::List { .. }
        | Task::Show { .. }
        | Task::Stats { .. }
        | Task::Config { .. }
        | Task::OutOfService { .. }
        | Task::Completions { .. }
        | Task::Man => None,
    }
}

/// Returns the language that `--lang` names. It is needed before parsing: error messages use it.
fn requested_lang(args: &[OsString]) -> Option<Lang> {
    let mut args =
        args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if let Some(name) = arg.strip_prefix("--lang=") {
            return Lang::from_name(name);
        }
        if arg == "--lang" {
            return Lang::from_name(args.next()?);
        }
    }
    None
}

fn board_options(matches: &ArgMatches) -> BoardOptions {
    BoardOptions {
        no: text(matches, "no"),
        domain: text(matches, "domain"),
        query: text(matches, "query"),
        theme: text(matches, "theme").and_then(|tag| ThemeName::from_tag(&tag)),
        depth: text(matches, "color").and_then(|tag| ColorDepth::from_tag(&tag)),
        ascii: matches.get_flag("ascii"),
        large: matches.get_flag("large"),
        profile: profile(matches),
        mouse: matches.get_flag("mouse"),
        ambiguous: text(matches, "ambiguous"),
        log: board_only(matches, "log"),
        count: board_only(matches, "count").map(PathBuf::from),
    }
}

fn profile(matches: &ArgMatches) -> Profile {
    if !matches.get_flag("kiosk") {
        return Profile::Desk;
    }
    let defaults = IdleTimeouts::default();
    let seconds = |name, default| {
        matches.get_one::<u64>(name).map_or(default, |seconds| Duration::from_secs(*seconds))
    };
    Profile::Kiosk(IdleTimeouts {
        idle: seconds("idle", defaults.idle),
        answer: seconds("answer", defaults.answer),
        ..defaults
    })
}

/// Returns an option that only the board has; `minsheng frame` does not.
fn board_only(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

/// Returns the projects that a command is about. The query is several words of `list`, and an option
/// of `export`.
fn choice(matches: &ArgMatches) -> ProjectChoice {
    let query = matches.get_many::<String>("query").into_iter().flatten();
    ProjectChoice {
        query: query.map(String::as_str).collect::<Vec<_>>().join(" "),
        domain: text(matches, "domain"),
        status: text(matches, "status"),
    }
}

/// Returns the order of a list.
fn order(matches: &ArgMatches) -> ListOrder {
    let key = text(matches, "sort").and_then(|name| SortKey::from_name(&name)).unwrap_or_default();
    ListOrder { key, reversed: matches.get_flag("reverse") }
}

fn import_options(matches: &ArgMatches) -> ImportOptions {
    ImportOptions {
        title: text(matches, "title"),
        with_hidden: matches.get_flag("hidden"),
        ..ImportOptions::default()
    }
}

fn output(matches: &ArgMatches) -> Output {
    let file = matches.get_one::<PathBuf>("output").cloned().filter(|file| file.as_os_str() != "-");
    Output { file, force: matches.get_flag("force") }
}

fn file(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}
