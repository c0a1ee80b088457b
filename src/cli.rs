//! The command line, in the language of the person who types it.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::app::{Depth, ThemeName};
use crate::lang::{Lang, Strings, fill};
use crate::text::Ambiguous;

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cli {
    /// In which language.
    pub lang: Lang,
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
    /// Judge a file.
    Check {
        /// Which.
        file: PathBuf,
    },
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
    pub theme: ThemeName,
    /// With so many colours, whatever the environment says.
    pub depth: Option<Depth>,
    /// With lines and bars of ASCII.
    pub ascii: bool,
    /// On a terminal that draws ambiguous characters so wide, as written.
    pub ambiguous: Option<String>,
}

/// A command line that is not understood, or that asks for help: what to print, and whether that is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text.
    pub text: String,
    /// Whether the command line was at fault.
    pub is_error: bool,
}

/// What a person may ask a restricted board for by `ssh host …`. All of it only prints.
const REQUESTS: [&str; 3] = ["list", "show", "frame"];

/// The longest request, in bytes.
const REQUEST_MAX: usize = 4096;

/// Reads a command line and, where that restricts the board, what somebody asked sshd for instead of it
/// (`SSH_ORIGINAL_COMMAND`): one of a few commands that only print. No shell ever sees it. Of which programme is for the command
/// line alone to say, which is the administrator's.
///
/// # Errors
/// As [`parse`]; or such a request is for anything else.
pub fn parse_with_request(
    args: &[OsString],
    locale: Lang,
    data: Option<PathBuf>,
    request: Option<&OsStr>,
) -> Result<Cli, Answer> {
    let cli = parse(args, locale, data)?;
    let request = request.filter(|request| cli.restricted && matches!(cli.task, Task::Board(_)) && !request.is_empty());
    let Some(request) = request else { return Ok(cli) };
    let restricted = ["minsheng", "--restricted"].map(OsString::from);
    let asked = parse(&[&restricted[..], &words(request, cli.lang.strings())?].concat(), cli.lang, None)?;
    if asked.data.is_some() { Err(refused("--data", asked.lang)) } else { Ok(Cli { data: cli.data, ..asked }) }
}

/// The words of a request.
fn words(request: &OsStr, s: &Strings) -> Result<Vec<OsString>, Answer> {
    let text = request.to_str().filter(|text| text.len() <= REQUEST_MAX);
    let words = text.and_then(|text| shell_words::split(text).ok()).unwrap_or_default();
    if words.first().is_some_and(|first| REQUESTS.contains(&first.as_str())) {
        Ok(words.into_iter().map(OsString::from).collect())
    } else {
        Err(Answer { text: format!("minsheng: {}", s.request_refused), is_error: true })
    }
}

/// Reads a command line, the program's name included.
///
/// # Errors
/// The command line is at fault, or asks for help.
pub fn parse(args: &[OsString], locale: Lang, data: Option<PathBuf>) -> Result<Cli, Answer> {
    let lang = wanted_lang(args).unwrap_or(locale);
    let s = lang.strings();
    let command = command(s);
    let misspelt = misspelt(&command, args, s);
    let matches = match (command.try_get_matches_from(args), misspelt) {
        (Err(error), Some(answer)) if error.kind() == ErrorKind::UnknownArgument => return Err(answer),
        (Ok(matches), Some(answer)) if matches.subcommand().is_none() => return Err(answer),
        (matches, _) => matches.map_err(|error| answer(&error, s))?,
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
        Some(("check", matches)) => {
            (Task::Check { file: matches.get_one::<PathBuf>("file").cloned().unwrap_or_default() }, matches)
        }
        _ => (Task::Board(opening(&matches)), &matches),
    };
    let restricted = matches.get_flag("restricted");
    let file = matches.get_one::<PathBuf>("data").cloned();
    if restricted && let Some(what) = names_a_file(&task) {
        return Err(refused(what, lang));
    }
    let data = file.or(data.filter(|_| !restricted));
    Ok(Cli { lang, data, restricted, task })
}

/// The command that a restricted board does not have, because it names a file.
fn names_a_file(task: &Task) -> Option<&'static str> {
    match task {
        Task::Check { .. } => Some("check"),
        Task::Board(_) | Task::Frame { .. } | Task::List { .. } | Task::Show { .. } => None,
    }
}

fn refused(what: &str, lang: Lang) -> Answer {
    Answer { text: format!("minsheng: {}", fill(lang.strings().usage_restricted, &[what])), is_error: true }
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

/// A first word that is nearly a command: it would be taken for the number of a project, and blamed for what follows it.
fn misspelt(command: &Command, args: &[OsString], s: &Strings) -> Option<Answer> {
    let word = args.get(1)?.to_str()?;
    let names = command.get_subcommands().map(|command| (strsim::jaro_winkler(command.get_name(), word), command.get_name()));
    let (_, name) = names.filter(|(likeness, _)| (0.8..1.0).contains(likeness)).max_by(|a, b| a.0.total_cmp(&b.0))?;
    let text = fill(s.usage_unknown, &[word]) + &fill(s.usage_did_you_mean, &[name]) + s.usage_see_help;
    Some(Answer { text: format!("minsheng: {text}"), is_error: true })
}

fn opening(matches: &ArgMatches) -> Opening {
    Opening {
        no: text(matches, "no"),
        domain: text(matches, "domain"),
        query: text(matches, "query"),
        theme: text(matches, "theme").and_then(|tag| ThemeName::tagged(&tag)).unwrap_or_default(),
        depth: text(matches, "color").and_then(|tag| Depth::tagged(&tag)),
        ascii: matches.get_flag("ascii"),
        ambiguous: text(matches, "ambiguous"),
    }
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// The whole command line, with its help.
#[must_use]
pub fn command(s: &'static Strings) -> Command {
    let board = [no(s).required(false), domain(s), query(s), theme(s), colours(s), ascii(s), ambiguous(s)];
    let commands = [
        base("list", &[s.value_query], s.cli_list, s)
            .arg(Arg::new("query").value_name(s.value_query).num_args(0..).help(s.arg_list_query))
            .arg(domain(s))
            .arg(format(&["table", "json", "csv", "md"], s.arg_list_format, s)),
        base("show", &[s.value_no], s.cli_show, s).arg(no(s).required(true)).arg(format(
            &["text", "json", "md"],
            s.arg_show_format,
            s,
        )),
        base("frame", &[s.value_no], s.cli_frame, s)
            .args(board.clone())
            .arg(option("keys", s.value_keys, s.arg_keys).default_value("").hide_default_value(true).allow_hyphen_values(true))
            .arg(option("size", s.value_size, s.arg_size).default_value("80x24").hide_default_value(true))
            .arg(Arg::new("styles").long("styles").action(ArgAction::SetTrue).help(s.arg_styles)),
        base("check", &[s.value_file], s.cli_check, s).arg(
            Arg::new("file")
                .value_name(s.value_file)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(s.arg_check_file),
        ),
    ];
    base("minsheng", &[s.value_no, s.value_command], s.cli_about, s)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading(s.help_commands)
        .subcommand_value_name(s.value_command)
        .args(board)
        .arg(option("data", s.value_file, s.arg_data).global(true).value_parser(clap::value_parser!(PathBuf)))
        .arg(option("lang", "zh|en", s.arg_lang).global(true).value_parser(known_lang))
        .arg(Arg::new("restricted").long("restricted").global(true).action(ArgAction::SetTrue).help(s.arg_restricted))
        .arg(Arg::new("version").long("version").short('V').action(ArgAction::Version).help(s.arg_version))
        .subcommands(commands)
        .after_help(s.help_after)
}

/// What all commands have in common.
fn base(name: &'static str, values: &[&str], about: &'static str, s: &'static Strings) -> Command {
    let program = if name == "minsheng" { String::new() } else { "minsheng ".to_owned() };
    let values: String = values.iter().map(|value| format!(" [{value}]")).collect();
    Command::new(name)
        .override_usage(format!("{program}{name} [{}]{values}", s.value_options))
        .about(about)
        .disable_help_flag(true)
        .next_help_heading(s.help_options)
        .help_template(format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", s.help_usage))
        .arg(Arg::new("help").long("help").short('h').global(true).action(ArgAction::Help).help(s.arg_help))
}

fn no(s: &'static Strings) -> Arg {
    Arg::new("no").value_name(s.value_no).help(s.arg_no)
}

fn domain(s: &'static Strings) -> Arg {
    option("domain", "ID", s.arg_domain)
}

fn query(s: &'static Strings) -> Arg {
    option("query", s.value_query, s.arg_query)
}

fn theme(s: &'static Strings) -> Arg {
    option("theme", s.value_theme, s.arg_theme)
        .value_parser(PossibleValuesParser::new(ThemeName::ALL.map(ThemeName::tag)))
        .hide_possible_values(true)
}

fn colours(s: &'static Strings) -> Arg {
    option("color", s.value_colours, s.arg_colours)
        .value_parser(PossibleValuesParser::new(Depth::TAGS.map(|(tag, _)| tag)))
        .hide_possible_values(true)
}

fn ascii(s: &'static Strings) -> Arg {
    Arg::new("ascii").long("ascii").action(ArgAction::SetTrue).help(s.arg_ascii)
}

fn ambiguous(s: &'static Strings) -> Arg {
    let tags = Ambiguous::TAGS.iter().map(|(tag, _)| *tag).chain(["auto"]).collect::<Vec<_>>();
    option("ambiguous", s.value_width, s.arg_ambiguous).value_parser(PossibleValuesParser::new(tags)).hide_possible_values(true)
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn format(values: &'static [&'static str], help: &'static str, s: &'static Strings) -> Arg {
    option("format", s.value_format, help)
        .value_parser(PossibleValuesParser::new(values))
        .default_value(values.first().copied().unwrap_or_default())
        .hide_default_value(true)
        .hide_possible_values(true)
}

fn known_lang(name: &str) -> Result<Lang, String> {
    Lang::named(name).ok_or_else(|| "zh, en".to_owned())
}

/// clap's answer in the person's language. clap knows what is wrong but says it in English only.
fn answer(error: &clap::Error, s: &'static Strings) -> Answer {
    let kind = error.kind();
    if matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Answer { text: error.to_string().trim_end().to_owned(), is_error: false };
    }
    let of = |kind| context(error, kind);
    let arg = of(ContextKind::InvalidArg);
    let what = match kind {
        ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand => fill(s.usage_unknown, &[&arg]),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_empty() => fill(s.usage_missing_value, &[&arg]),
        ErrorKind::InvalidValue => {
            fill(s.usage_bad_value, &[&of(ContextKind::InvalidValue), &arg, &of(ContextKind::ValidValue)])
        }
        ErrorKind::ValueValidation => fill(s.usage_bad_value, &[&of(ContextKind::InvalidValue), &arg, "zh, en"]),
        ErrorKind::MissingRequiredArgument => fill(s.usage_missing, &[&arg]),
        ErrorKind::ArgumentConflict => fill(s.usage_repeated, &[&arg]),
        _ => s.usage_other.to_owned(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue].map(of);
    let near = near.iter().find(|near| !near.is_empty());
    let near = near.map(|near| fill(s.usage_did_you_mean, &[near])).unwrap_or_default();
    Answer { text: format!("minsheng: {what}{near}{}", s.usage_see_help), is_error: true }
}

fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
