//! The command line, in the user's language.

mod grammar;
mod message;
mod order;
mod request;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;
use clap::error::ErrorKind;

pub use self::grammar::{FORMATS, SHELLS, command};
pub use self::message::UsageMessage;
pub use self::order::option_before_value;
pub use self::request::parse_with_request;
use crate::app::{ColorDepth, IdleTimeouts, Profile, ThemeName};
use crate::catalog::Day;
use crate::lang::Lang;

/// A parsed command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cli {
    /// Language of the output.
    pub lang: Lang,
    /// True if the command line itself names the language.
    pub has_lang: bool,
    /// Settings file, if not the usual one.
    pub config: Option<PathBuf>,
    /// Data files or folders of them; empty if neither the command line nor the environment names
    /// any.
    pub data: Vec<PathBuf>,
    /// True if no file but `data` may be read and no shell reached.
    pub restricted: bool,
    /// Day for which progress is judged; `None` for today.
    pub as_of: Option<Day>,
    /// The command to run.
    pub task: Task,
}

/// A command with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Open the board.
    Board(BoardOptions),
    /// Print one screen of the board.
    Frame {
        /// Options for opening the board.
        opening: BoardOptions,
        /// The keys to press, and the form of the output.
        options: FrameOptions,
    },
    /// Print projects.
    List {
        /// Query; the matches are printed best first.
        query: String,
        /// Id or name of the only domain to list.
        domain: Option<String>,
        /// `table`, `json`, `csv` or `md`.
        format: String,
    },
    /// Print one project.
    Show {
        /// Number of the project, as written.
        no: String,
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the programme in another format.
    Export {
        /// `xlsx`, `csv`, `json`, `md` or `ron`; `None` for the one in the output file's name.
        format: Option<String>,
        /// Destination of the result.
        output: Output,
    },
    /// Convert a spreadsheet or a JSON file to a data file.
    Import {
        /// File to convert.
        file: PathBuf,
        /// Destination of the result.
        output: Output,
    },
    /// Print the number of projects by status, for each domain.
    Stats {
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the bulletin about progress.
    Report {
        /// `md` or `html`.
        format: String,
        /// Destination of the result.
        output: Output,
    },
    /// Print the commented settings file.
    Config {
        /// True to print the layers and actions for key bindings instead.
        keys: bool,
    },
    /// Print the completion script of a shell.
    Completions {
        /// `bash`, `zsh` or `fish`.
        shell: String,
    },
    /// Print the completions of a command line.
    Complete {
        /// Words after the program's name; the last may be unfinished or empty.
        words: Vec<String>,
    },
    /// Print the manual page.
    Man,
    /// Format a data file in the house style.
    Fmt {
        /// File to format.
        file: PathBuf,
        /// True to only report if the file is formatted already.
        check: bool,
        /// Destination of the result.
        output: Output,
    },
    /// Print the changes between two data files.
    Diff {
        /// The old file.
        old: PathBuf,
        /// The new file.
        new: PathBuf,
        /// `text`, `md` or `json`.
        format: String,
    },
    /// Replace a data file with a new version.
    Publish {
        /// The new version.
        new: PathBuf,
        /// File or folder to publish to; `None` for the data file that the board shows.
        to: Option<PathBuf>,
    },
    /// Show the out-of-service screen.
    OutOfService {
        /// Time after which it ends; `None` to show it until a signal.
        lasting: Option<Duration>,
    },
    /// Check data files.
    Check {
        /// The files, or folders of them.
        files: Vec<PathBuf>,
        /// `text` or `json`.
        format: String,
        /// True to refuse unknown fields and fail on warnings.
        strict: bool,
    },
}

/// Destination of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Output file; `None` for stdout.
    pub file: Option<PathBuf>,
    /// True to replace an existing file.
    pub force: bool,
}

/// Options of `minsheng frame`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameOptions {
    /// Keys to press, as written.
    pub keys: String,
    /// Size of the screen, as written, such as `80x24`.
    pub size: String,
    /// True to also print the styles.
    pub styles: bool,
}

/// Options for opening the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardOptions {
    /// Number of the project to open, as written.
    pub no: Option<String>,
    /// Id or name of the domain to narrow the list to.
    pub domain: Option<String>,
    /// Query to start with.
    pub query: Option<String>,
    /// Colour theme.
    pub theme: Option<ThemeName>,
    /// Number of colours, overriding the environment.
    pub depth: Option<ColorDepth>,
    /// True to draw lines and bars in ASCII.
    pub ascii: bool,
    /// True for large print.
    pub large: bool,
    /// Desk or kiosk.
    pub profile: Profile,
    /// True to capture the mouse from the start.
    pub mouse: bool,
    /// Width at which the terminal draws ambiguous characters, as written.
    pub ambiguous: Option<String>,
    /// Log: `journal`, or a file.
    pub log: Option<String>,
    /// File in which opened projects and searches in vain are counted.
    pub count: Option<PathBuf>,
}

/// Parses a command line, the program's name included.
///
/// `locale` is the language unless `--lang` names another; `data` is the data file from the
/// environment, which a restricted board ignores.
///
/// # Errors
/// The command line is wrong, or asks for help.
pub fn parse(args: &[OsString], locale: Lang, data: Option<PathBuf>) -> Result<Cli, UsageMessage> {
    let wanted = requested_lang(args);
    let lang = wanted.unwrap_or(locale);
    let s = lang.strings();
    let args = &order::sorted(args, s)[..];
    // Building all commands takes a twentieth of the time to the first screen, and most command
    // lines name none. Only errors and help need them all.
    let named = grammar::command_with(s, |name| args.iter().any(|arg| arg == name));
    let matches =
        named.try_get_matches_from(args).or_else(|_| command(s).try_get_matches_from(args));
    let may_be_misspelt = match &matches {
        Err(error) => error.kind() == ErrorKind::UnknownArgument,
        Ok(matches) => {
            let no = text(matches, "no").filter(|_| matches.subcommand().is_none());
            no.is_some_and(|no| no.starts_with(|c: char| c.is_ascii_alphabetic()))
        }
    };
    if may_be_misspelt && let Some(answer) = message::misspelled_command(args, s) {
        return Err(answer);
    }
    let matches = matches.map_err(|error| message::explain(&error, args, s))?;
    let (task, matches) = task(&matches);
    // A kiosk is always restricted.
    let kiosk = matches!(&task, Task::Board(opening) | Task::Frame { opening, .. } if opening.profile != Profile::Desk);
    let restricted = kiosk || matches.get_flag("restricted");
    let said: Vec<PathBuf> = matches.get_many("data").into_iter().flatten().cloned().collect();
    if restricted && let Some(what) = file_option(&task) {
        return Err(request::restricted_error(what, lang));
    }
    let data =
        if said.is_empty() { data.into_iter().filter(|_| !restricted).collect() } else { said };
    let config = matches.get_one::<PathBuf>("config").cloned();
    let as_of = matches.get_one::<Day>("as-of").copied();
    Ok(Cli { lang, has_lang: wanted.is_some(), config, data, restricted, as_of, task })
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
        "list" => Task::List {
            query: words("query").join(" "),
            domain: text(command, "domain"),
            format: format(),
        },
        "show" => Task::Show { no: text(command, "no").unwrap_or_default(), format: format() },
        "frame" => Task::Frame {
            opening: board_options(command),
            options: FrameOptions {
                keys: text(command, "keys").unwrap_or_default(),
                size: text(command, "size").unwrap_or_default(),
                styles: command.get_flag("styles"),
            },
        },
        "export" => Task::Export { format: text(command, "format"), output: output(command) },
        "import" => Task::Import { file: file(command, "file"), output: output(command) },
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
            files: files(command),
            format: format(),
            strict: command.get_flag("strict"),
        },
        "publish" => Task::Publish {
            new: file(command, "new"),
            to: command.get_one::<PathBuf>("to").cloned(),
        },
        "out-of-service" => Task::OutOfService {
            lasting: command.get_one::<u64>("for").copied().map(Duration::from_secs),
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
        Task::Import { .. } => Some("import"),
        Task::Fmt { .. } => Some("fmt"),
        Task::Diff { .. } => Some("diff"),
        Task::Publish { .. } => Some("publish"),
        Task::Complete { .. } => Some("complete"),
        Task::Export { output, .. } | Task::Report { output, .. } => {
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
    let usual = IdleTimeouts::default();
    let seconds = |name, usual| {
        matches.get_one::<u64>(name).map_or(usual, |seconds| Duration::from_secs(*seconds))
    };
    Profile::Kiosk(IdleTimeouts {
        prompt: seconds("idle", usual.prompt),
        reset: seconds("answer", usual.reset),
        ..usual
    })
}

/// Returns an option that only the board has; `minsheng frame` does not.
fn board_only(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.try_get_one::<String>(name).ok().flatten().cloned()
}

fn output(matches: &ArgMatches) -> Output {
    let file = matches.get_one::<PathBuf>("output").cloned().filter(|file| file.as_os_str() != "-");
    Output { file, force: matches.get_flag("force") }
}

fn file(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

fn files(matches: &ArgMatches) -> Vec<PathBuf> {
    matches.get_many("file").into_iter().flatten().cloned().collect()
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}
