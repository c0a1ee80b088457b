//! The command line, in the language of the person who types it.

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

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cli {
    /// In which language.
    pub lang: Lang,
    /// Whether the command line itself says so.
    pub has_lang: bool,
    /// The file of settings, if another one is wanted than usual.
    pub config: Option<PathBuf>,
    /// The catalogue's files, or folders of them; the built-in programme if there are none.
    pub data: Vec<PathBuf>,
    /// Whether no file is read but `data`, and no shell reached.
    pub restricted: bool,
    /// The day that progress is told of; today if none is said.
    pub as_of: Option<Day>,
    /// What to do.
    pub task: Task,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Open the board.
    Board(BoardOptions),
    /// Print one screen of the board.
    Frame {
        /// How the board opens.
        opening: BoardOptions,
        /// What happens to it, and what of it is printed.
        options: FrameOptions,
    },
    /// Print projects.
    List {
        /// Those that match, best first.
        query: String,
        /// Those of that domain.
        domain: Option<String>,
        /// `table`, `json`, `csv` or `md`.
        format: String,
    },
    /// Print one project.
    Show {
        /// Its number, as written.
        no: String,
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the programme in another format.
    Export {
        /// `xlsx`, `csv`, `json`, `md` or `ron`; where it is not said, the name of the file says it.
        format: Option<String>,
        /// Where to.
        output: Output,
    },
    /// Make a data file of a spreadsheet or of JSON.
    Import {
        /// Of which.
        file: PathBuf,
        /// Where to.
        output: Output,
    },
    /// Print how many projects stand how.
    Stats {
        /// `text`, `json` or `md`.
        format: String,
    },
    /// Write the bulletin.
    Report {
        /// `md` or `html`.
        format: String,
        /// Where to.
        output: Output,
    },
    /// Print the settings there can be.
    Config {
        /// The names of places and actions that keys can be given to.
        keys: bool,
    },
    /// Print what a shell needs to complete command lines.
    Completions {
        /// `bash`, `zsh` or `fish`.
        shell: String,
    },
    /// Say what may stand at the end of a command line.
    Complete {
        /// Its words without the program's name, the last maybe unfinished or empty.
        words: Vec<String>,
    },
    /// Print the manual page.
    Man,
    /// Put a data file into the house style.
    Fmt {
        /// Which.
        file: PathBuf,
        /// Only say whether it is in that already.
        check: bool,
        /// Where to.
        output: Output,
    },
    /// Tell what has changed.
    Diff {
        /// From which file.
        old: PathBuf,
        /// To which.
        new: PathBuf,
        /// `text`, `md` or `json`.
        format: String,
    },
    /// Put a data file in the place of another.
    Publish {
        /// Which.
        new: PathBuf,
        /// Of which; of that which the board shows, if none is named.
        to: Option<PathBuf>,
    },
    /// Show that there is no service.
    OutOfService {
        /// For so long; until it is told to end, if nobody says how long.
        lasting: Option<Duration>,
    },
    /// Judge files.
    Check {
        /// Which, or folders of them.
        files: Vec<PathBuf>,
        /// `text` or `json`.
        format: String,
        /// Whether warnings count.
        strict: bool,
    },
}

/// Where a result goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// To that file; to stdout if there is none.
    pub file: Option<PathBuf>,
    /// Even if there is one of that name.
    pub force: bool,
}

/// What one screen of the board is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameOptions {
    /// The keys that are pressed, as written.
    pub keys: String,
    /// The size of the screen, as written.
    pub size: String,
    /// Also print the styles.
    pub styles: bool,
}

/// How the board opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoardOptions {
    /// At the project of that number, as written.
    pub no: Option<String>,
    /// In that domain.
    pub domain: Option<String>,
    /// With that query.
    pub query: Option<String>,
    /// In that theme.
    pub theme: Option<ThemeName>,
    /// With so many colours, whatever the environment says.
    pub depth: Option<ColorDepth>,
    /// With lines and bars of ASCII.
    pub ascii: bool,
    /// In large print.
    pub large: bool,
    /// For whom.
    pub profile: Profile,
    /// With a mouse that clicks.
    pub mouse: bool,
    /// On a terminal that draws ambiguous characters so wide, as written.
    pub ambiguous: Option<String>,
    /// With that log: `journal`, or a file.
    pub log: Option<String>,
    /// Counting what people look for, in that file.
    pub count: Option<PathBuf>,
}

/// Reads a command line, the program's name included.
///
/// # Errors
/// The command line is at fault, or asks for help.
pub fn parse(args: &[OsString], locale: Lang, data: Option<PathBuf>) -> Result<Cli, UsageMessage> {
    let wanted = requested_lang(args);
    let lang = wanted.unwrap_or(locale);
    let s = lang.strings();
    let args = &order::sorted(args, s)[..];
    // To make all the commands is a twentieth of what there is to do before the first screen, and most command lines name none:
    // only a mistake and a help text need them then.
    let named = grammar::command_with(s, |name| args.iter().any(|arg| arg == name));
    let matches = named.try_get_matches_from(args).or_else(|_| command(s).try_get_matches_from(args));
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
    // A kiosk is restricted, whatever else is said.
    let kiosk = matches!(&task, Task::Board(opening) | Task::Frame { opening, .. } if opening.profile != Profile::Desk);
    let restricted = kiosk || matches.get_flag("restricted");
    let said: Vec<PathBuf> = matches.get_many("data").into_iter().flatten().cloned().collect();
    if restricted && let Some(what) = file_option(&task) {
        return Err(request::restricted_error(what, lang));
    }
    let data = if said.is_empty() { data.into_iter().filter(|_| !restricted).collect() } else { said };
    let config = matches.get_one::<PathBuf>("config").cloned();
    let as_of = matches.get_one::<Day>("as-of").copied();
    Ok(Cli { lang, has_lang: wanted.is_some(), config, data, restricted, as_of, task })
}

/// What is asked for, and where the options stand that come with it.
fn task(matches: &ArgMatches) -> (Task, &ArgMatches) {
    let Some((name, command)) = matches.subcommand() else { return (Task::Board(board_options(matches)), matches) };
    let words = |name| command.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>();
    let format = || text(command, "format").unwrap_or_default();
    let task = match name {
        "list" => Task::List { query: words("query").join(" "), domain: text(command, "domain"), format: format() },
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
        "fmt" => Task::Fmt { file: file(command, "file"), check: command.get_flag("check"), output: output(command) },
        "diff" => Task::Diff { old: file(command, "old"), new: file(command, "new"), format: format() },
        "check" => Task::Check { files: files(command), format: format(), strict: command.get_flag("strict") },
        "publish" => Task::Publish { new: file(command, "new"), to: command.get_one::<PathBuf>("to").cloned() },
        "out-of-service" => Task::OutOfService { lasting: command.get_one::<u64>("for").copied().map(Duration::from_secs) },
        "completions" => Task::Completions { shell: text(command, "shell").unwrap_or_default() },
        "complete" => Task::Complete { words: words("words") },
        "man" => Task::Man,
        _ => Task::Board(board_options(matches)),
    };
    (task, command)
}

/// The command that a restricted board does not have, because it names a file.
fn file_option(task: &Task) -> Option<&'static str> {
    match task {
        Task::Check { .. } => Some("check"),
        Task::Import { .. } => Some("import"),
        Task::Fmt { .. } => Some("fmt"),
        Task::Diff { .. } => Some("diff"),
        Task::Publish { .. } => Some("publish"),
        Task::Complete { .. } => Some("complete"),
        Task::Export { output, .. } | Task::Report { output, .. } => output.file.is_some().then_some("--output"),
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

/// The language that `--lang` asks for, before anything else is understood: errors are told in it, too.
fn requested_lang(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
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
    let seconds = |name, usual| matches.get_one::<u64>(name).map_or(usual, |seconds| Duration::from_secs(*seconds));
    Profile::Kiosk(IdleTimeouts { prompt: seconds("idle", usual.prompt), reset: seconds("answer", usual.reset), ..usual })
}

/// What only the board is told, and no picture of it.
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
