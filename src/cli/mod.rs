//! The command line, in the language of the person who types it.

mod answer;
mod grammar;
mod request;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use clap::error::ErrorKind;

pub use self::answer::Answer;
pub use self::grammar::{FORMATS, command};
pub use self::request::parse_with_request;
use crate::app::{Depth, ThemeName};
use crate::lang::Lang;

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cli {
    /// In which language.
    pub lang: Lang,
    /// Whether the command line itself says so.
    pub says_lang: bool,
    /// The file of settings, if another one is wanted than usual.
    pub config: Option<PathBuf>,
    /// The catalogue's file; the built-in programme if there is none.
    pub data: Option<PathBuf>,
    /// Whether no file is read but `data`, and no shell reached.
    pub restricted: bool,
    /// What to do.
    pub task: Task,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Open the board.
    Board(Opening),
    /// Print one screen of the board.
    Frame {
        /// How the board opens.
        opening: Opening,
        /// What happens to it, and what of it is printed.
        shot: Shot,
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
    /// Print the settings there can be.
    Config {
        /// The names of places and actions that keys can be given to.
        keys: bool,
    },
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
    /// Judge a file.
    Check {
        /// Which.
        file: PathBuf,
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
pub struct Shot {
    /// The keys that are pressed, as written.
    pub keys: String,
    /// The size of the screen, as written.
    pub size: String,
    /// Also print the styles.
    pub styles: bool,
}

/// How the board opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// At the project of that number, as written.
    pub no: Option<String>,
    /// In that domain.
    pub domain: Option<String>,
    /// With that query.
    pub query: Option<String>,
    /// In that theme.
    pub theme: Option<ThemeName>,
    /// With so many colours, whatever the environment says.
    pub depth: Option<Depth>,
    /// With lines and bars of ASCII.
    pub ascii: bool,
    /// In large print.
    pub large: bool,
    /// With a mouse that clicks.
    pub mouse: bool,
    /// On a terminal that draws ambiguous characters so wide, as written.
    pub ambiguous: Option<String>,
}

/// Reads a command line, the program's name included.
///
/// # Errors
/// The command line is at fault, or asks for help.
pub fn parse(args: &[OsString], locale: Lang, data: Option<PathBuf>) -> Result<Cli, Answer> {
    let wanted = wanted_lang(args);
    let lang = wanted.unwrap_or(locale);
    let s = lang.strings();
    let command = command(s);
    let misspelt = answer::misspelt(&command, args, s);
    let matches = match (command.try_get_matches_from(args), misspelt) {
        (Err(error), Some(answer)) if error.kind() == ErrorKind::UnknownArgument => return Err(answer),
        (Ok(matches), Some(answer)) if matches.subcommand().is_none() => return Err(answer),
        (matches, _) => matches.map_err(|error| answer::explain(&error, s))?,
    };
    let (task, matches) = match matches.subcommand() {
        Some(("list", matches)) => (
            Task::List {
                query: matches.get_many::<String>("query").into_iter().flatten().cloned().collect::<Vec<_>>().join(" "),
                domain: text(matches, "domain"),
                format: text(matches, "format").unwrap_or_default(),
            },
            matches,
        ),
        Some(("show", matches)) => {
            let format = text(matches, "format").unwrap_or_default();
            (Task::Show { no: text(matches, "no").unwrap_or_default(), format }, matches)
        }
        Some(("frame", matches)) => (
            Task::Frame {
                opening: opening(matches),
                shot: Shot {
                    keys: text(matches, "keys").unwrap_or_default(),
                    size: text(matches, "size").unwrap_or_default(),
                    styles: matches.get_flag("styles"),
                },
            },
            matches,
        ),
        Some(("export", matches)) => (Task::Export { format: text(matches, "format"), output: output(matches) }, matches),
        Some(("import", matches)) => (Task::Import { file: file(matches, "file"), output: output(matches) }, matches),
        Some(("config", matches)) => (Task::Config { keys: matches.get_flag("keys") }, matches),
        Some(("fmt", matches)) => {
            (Task::Fmt { file: file(matches, "file"), check: matches.get_flag("check"), output: output(matches) }, matches)
        }
        Some(("diff", matches)) => {
            let format = text(matches, "format").unwrap_or_default();
            (Task::Diff { old: file(matches, "old"), new: file(matches, "new"), format }, matches)
        }
        Some(("check", matches)) => {
            let format = text(matches, "format").unwrap_or_default();
            (Task::Check { file: file(matches, "file"), format, strict: matches.get_flag("strict") }, matches)
        }
        _ => (Task::Board(opening(&matches)), &matches),
    };
    let restricted = matches.get_flag("restricted");
    let file = matches.get_one::<PathBuf>("data").cloned();
    if restricted && let Some(what) = names_a_file(&task) {
        return Err(request::refused(what, lang));
    }
    let data = file.or(data.filter(|_| !restricted));
    let config = matches.get_one::<PathBuf>("config").cloned();
    Ok(Cli { lang, says_lang: wanted.is_some(), config, data, restricted, task })
}

/// The command that a restricted board does not have, because it names a file.
fn names_a_file(task: &Task) -> Option<&'static str> {
    match task {
        Task::Check { .. } => Some("check"),
        Task::Import { .. } => Some("import"),
        Task::Fmt { .. } => Some("fmt"),
        Task::Diff { .. } => Some("diff"),
        Task::Export { output, .. } => output.file.is_some().then_some("--output"),
        Task::Board(_) | Task::Frame { .. } | Task::List { .. } | Task::Show { .. } | Task::Config { .. } => None,
    }
}

/// The language that `--lang` asks for, before anything else is understood: errors are told in it, too.
fn wanted_lang(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        if let Some(name) = arg.strip_prefix("--lang=") {
            return Lang::named(name);
        }
        if arg == "--lang" {
            return Lang::named(args.next()?);
        }
    }
    None
}

fn opening(matches: &ArgMatches) -> Opening {
    Opening {
        no: text(matches, "no"),
        domain: text(matches, "domain"),
        query: text(matches, "query"),
        theme: text(matches, "theme").and_then(|tag| ThemeName::tagged(&tag)),
        depth: text(matches, "color").and_then(|tag| Depth::tagged(&tag)),
        ascii: matches.get_flag("ascii"),
        large: matches.get_flag("large"),
        mouse: matches.get_flag("mouse"),
        ambiguous: text(matches, "ambiguous"),
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
