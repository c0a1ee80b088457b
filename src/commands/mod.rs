//! What the program does without a screen, each with the catalogue and the search of the board.

mod board;
mod bulletin;
mod check;
mod complete;
mod convert;
mod diff;
mod fmt;
mod frame;
mod json;
mod list;
mod lookup;
mod man;
mod open_data;
mod out_of_service;
mod progress_bar;
mod publish;
mod session;
mod show;
mod stats;
mod unknown;

use std::path::{Path, PathBuf};

use self::board::BoardArgs;
use self::lookup::{find_domain, find_domains, find_project};
use crate::app::{Action, Exit, Keymap, Layer, Profile, Scope};
use crate::catalog::{self, Catalog, Day, FileDiagnostics, FileError, FileErrorKind, ProgressCriteria, SaveError, Shortage};
use crate::cli::{BoardOptions, Cli, Task};
use crate::config::{Config, REFERENCE};
use crate::lang::{Lang, fill};
use crate::term::{Multiplexer, Parallel, SystemdEnv};
use crate::text::{clean, pad_end};

/// Nothing went wrong.
pub const OK: u8 = 0;
/// What was asked for is not there, or a file is as it was because its readers could not read the new one.
pub const NOT_FOUND: u8 = 1;
/// The command line, the data or the terminal is at fault.
pub const FAILURE: u8 = 2;

/// What a command has to say, and its exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandOutput {
    /// For stdout, with its line breaks.
    pub out: String,
    /// For stdout as well, behind that: what need not be text.
    pub bytes: Vec<u8>,
    /// For stderr, line by line, each harmless.
    pub err: Vec<String>,
    /// One of [`OK`], [`NOT_FOUND`] and [`FAILURE`], or that of an [`Exit`].
    pub code: u8,
}

impl CommandOutput {
    fn stdout(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// A complaint of one line.
    #[must_use]
    pub fn error(code: u8, text: &str) -> Self {
        Self { err: vec![clean(text).into_owned()], code, ..Self::default() }
    }
}

/// What the program needs to know of the world around it.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Which of the three streams are terminals.
    pub terminals: Terminals,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// Whether `NO_COLOR` is set to something.
    pub no_color: bool,
    /// What stands between us and the terminal.
    pub multiplexer: Multiplexer,
    /// `MINSHENG_AMBIGUOUS`.
    pub ambiguous: String,
    /// Where a person's settings are, if anywhere; there may be no such file.
    pub config: Option<PathBuf>,
    /// Where the board keeps where it was left, if anywhere; there may be no such file.
    pub session_file: Option<PathBuf>,
    /// What day it is, if that can be told.
    pub today: Option<Day>,
    /// Whether the terminal is behind a network.
    pub remote: bool,
    /// What manages us as a service, if something does.
    pub systemd: SystemdEnv,
}

impl Environment {
    /// Whether somebody sits at a terminal: both to type and to look at.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.terminals.stdin && self.terminals.stdout
    }

    /// Whether the terminal is the console of the kernel: its font has room for 512 characters, and none is Chinese.
    #[must_use]
    pub fn is_linux_console(&self) -> bool {
        self.is_interactive() && self.term == "linux"
    }
}

/// Which of the three streams are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminals {
    /// Whether stdin is one.
    pub stdin: bool,
    /// Whether stdout is one.
    pub stdout: bool,
    /// Whether stderr is one.
    pub stderr: bool,
}

/// Does what the command line asks for.
#[must_use]
pub fn run(cli: &Cli, world: &Environment) -> CommandOutput {
    match &cli.task {
        Task::Config { keys: false } => return CommandOutput::stdout(REFERENCE.to_owned()),
        Task::Config { keys: true } => return CommandOutput::stdout(key_table(cli.lang)),
        Task::Completions { shell } => return CommandOutput::stdout(complete::script(shell).to_owned()),
        Task::Man => return CommandOutput::stdout(man::page(cli.lang)),
        Task::Complete { words } => return complete::run(words, cli, world),
        Task::OutOfService { lasting } => {
            return out_of_service::run(*lasting, cli.lang, world).unwrap_or_else(|report| report);
        }
        _ => {}
    }
    let (config, told) = match config(cli, world) {
        Ok(config) => config,
        Err(report) => return report,
    };
    let mut report = run_by(cli, &config, &told, world);
    report.err.splice(0..0, told);
    report
}

/// Does it by the settings, of which something may be `told`.
fn run_by(cli: &Cli, config: &Config, told: &[String], world: &Environment) -> CommandOutput {
    let lang = config.lang.filter(|_| !cli.has_lang).unwrap_or(cli.lang);
    let data = if cli.data.is_empty() { &config.data } else { &cli.data };
    // What is about a file opens it itself.
    let done = match &cli.task {
        Task::Check { files, format, strict } => Some(check::run(files, format, *strict, lang, world)),
        Task::Import { file, output } => Some(convert::import(file, output, lang, world)),
        Task::Fmt { file, check, output } => Some(fmt::run(file, *check, output, lang)),
        Task::Diff { old, new, format } => Some(diff::run(old, new, format, lang)),
        Task::Publish { new, to } => Some(publish::run(new, to.as_ref().map_or(data, std::slice::from_ref), lang)),
        Task::Board(opening) => {
            let board = BoardArgs { data, opening, config, as_of: cli.as_of, restricted: cli.restricted, lang, env: world };
            Some(board::run(&board, told))
        }
        _ => None,
    };
    if let Some(done) = done {
        return done.unwrap_or_else(|report| report);
    }
    let catalog = match load_catalog(data, lang) {
        Ok(catalog) => catalog,
        Err(report) => return report,
    };
    let yardstick = ProgressCriteria { rules: config.rules, day: cli.as_of.or(world.today) };
    let missing = match &cli.task {
        Task::Export { .. } => unknown::told(&catalog, data, lang),
        // It is on the screen.
        Task::Frame { .. } => Vec::new(),
        _ => unknown::told_missing(&catalog, data, lang),
    };
    let report = match &cli.task {
        Task::Frame { opening, options: shot } => {
            frame::run(catalog, opening, (lang, yardstick), keymap(config, opening, cli.restricted), shot)
        }
        Task::List { query, domain, format } => {
            list::run(&catalog, &list::ListArgs { query, domain: domain.as_deref(), criteria: yardstick }, lang, format)
        }
        Task::Show { no, format } => show::run(&catalog, no, yardstick, lang, format),
        Task::Stats { format } => Ok(stats::run(&catalog, yardstick, lang, format)),
        Task::Report { format, output } => unknown::all_there(&catalog, data, lang)
            .and_then(|()| bulletin::run(&catalog, yardstick, lang, (format, output), data)),
        Task::Export { format, output } => unknown::all_there(&catalog, data, lang)
            .and_then(|()| convert::export(&catalog, data, format.as_deref(), output, lang, world)),
        _ => Ok(CommandOutput::default()),
    };
    report.map_or_else(
        |failed| failed,
        |mut report| {
            report.err.extend(missing);
            report
        },
    )
}

/// The keys; a restricted board has no way to a shell, and none to the clipboard of whoever sits at it.
fn keymap(config: &Config, opening: &BoardOptions, restricted: bool) -> Keymap {
    let keymap = opening.profile.restrict(config.keymap());
    if restricted { keymap.without(Action::Suspend).without(Action::Copy) } else { keymap }
}

/// The settings of a person, and what is to be told of them. A restricted board reads no file of theirs; one that is not where it
/// usually is, is none. A hall, where the file is that of whoever looks after it, takes from it how long a visit may be, and nothing
/// else.
fn config(cli: &Cli, world: &Environment) -> Result<(Config, Vec<String>), CommandOutput> {
    let hall = if let Task::Board(opening) = &cli.task { Some(opening) } else { None };
    let hall = hall.filter(|opening| opening.profile != Profile::Desk);
    let (file, wanted) = match (&cli.config, &world.config) {
        _ if cli.restricted && hall.is_none() => return Ok(Default::default()),
        (Some(file), _) => (file, true),
        (None, Some(file)) => (file, false),
        (None, None) => return Ok(Default::default()),
    };
    match Config::load(file) {
        Err(problems) if !wanted && problems.iter().any(|problem| problem.kind == FileErrorKind::Missing) => {
            Ok(Default::default())
        }
        // A slip in a file for everybody must not leave a hall without a board.
        Err(problems) if !wanted && hall.is_some() => {
            Ok((Config::default(), problems.iter().map(|problem| problem.text(&file.to_string_lossy(), cli.lang)).collect()))
        }
        Err(problems) => {
            let mut report = file_errors_output(&problems, &file.to_string_lossy(), cli.lang);
            report.err.push(cli.lang.strings().config_hint.to_owned());
            Err(report)
        }
        Ok(config) => {
            let lang = config.lang.filter(|_| hall.is_none() && !cli.has_lang).unwrap_or(cli.lang);
            let told = config.unknown.iter().map(|finding| finding.text(&file.to_string_lossy(), lang)).collect();
            Ok((if hall.is_some() { config.of_a_hall() } else { config }, told))
        }
    }
}

/// Where keys can be given other meanings, and what they can mean.
fn key_table(lang: Lang) -> String {
    let mut out = String::new();
    for (layer, name) in Layer::ALL.into_iter().zip(Layer::NAMES) {
        out.push_str(&format!("{name}: {}\n", layer.title(lang.strings())));
        for (keys, action) in Keymap::builtin().bindings(layer) {
            out.push_str(&format!(
                "    {} {} {}\n",
                pad_end(&action.name(), 16),
                pad_end(&keys, 26),
                action.describe(lang.strings())
            ));
        }
    }
    out
}

fn file_errors_output(problems: &[FileError], name: &str, lang: Lang) -> CommandOutput {
    CommandOutput {
        err: problems.iter().map(|problem| problem.text(name, lang)).collect(),
        code: FAILURE,
        ..CommandOutput::default()
    }
}

/// Why the file at `path` is not written.
fn refused(path: &Path, refusal: &SaveError, lang: Lang) -> CommandOutput {
    let code = if matches!(refusal, SaveError::Readers(_)) { NOT_FOUND } else { FAILURE };
    CommandOutput::error(code, &refusal.text(path, lang))
}

/// Why nothing can be shown: the terminal is at fault, or the system has none left of what a screen takes.
fn failed(error: &anyhow::Error, lang: Lang) -> CommandOutput {
    let s = lang.strings();
    match Shortage::among(error.chain()) {
        Some(shortage) => CommandOutput::error(FAILURE, &fill(s.board_short, &[shortage.text(lang)])),
        None => CommandOutput::error(Exit::TerminalGone.code(), &fill(s.terminal_failed, &[&format!("{error:#}")])),
    }
}

/// The programme at hand.
fn load_catalog(data: &[PathBuf], lang: Lang) -> Result<Catalog, CommandOutput> {
    if data.is_empty() {
        return Ok(catalog::builtin());
    }
    catalog::load_all(data, &Parallel::with_all_cores(&|| false)).map_err(|flaws| all_errors_output(&flaws, lang))
}

/// All that is wrong with any of several files.
fn all_errors_output(flaws: &[FileDiagnostics], lang: Lang) -> CommandOutput {
    let err = flaws.iter().flat_map(|flaw| file_errors_output(&flaw.errors, &flaw.file.to_string_lossy(), lang).err);
    CommandOutput { err: err.collect(), code: FAILURE, ..CommandOutput::default() }
}

/// Where the board opens.
fn start_options(
    catalog: &Catalog,
    opening: &BoardOptions,
    yardstick: ProgressCriteria,
    lang: Lang,
) -> Result<crate::app::Start, CommandOutput> {
    Ok(crate::app::Start {
        lang,
        criteria: yardstick,
        theme: opening.theme.unwrap_or_default(),
        mouse: opening.mouse || opening.profile != Profile::Desk,
        large: opening.large,
        profile: opening.profile,
        overview: opening.profile != Profile::Desk,
        scope: opening
            .domain
            .as_deref()
            .map(|id| find_domain(catalog, id, lang))
            .transpose()?
            .map_or(Scope::All, Scope::Domain),
        query: opening.query.clone().unwrap_or_default(),
        project: opening.no.as_deref().map(|no| find_project(catalog, no, lang)).transpose()?,
        ..crate::app::Start::default()
    })
}
