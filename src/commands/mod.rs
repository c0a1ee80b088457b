//! The commands of the program, one file each, on the same catalog and search as the board.

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
use crate::catalog::{
    self, Catalog, Day, FileDiagnostics, FileError, FileErrorKind, ProgressCriteria, SaveError,
    Shortage,
};
use crate::cli::{BoardOptions, Cli, Task};
use crate::config::{Config, REFERENCE};
use crate::lang::{Lang, fill};
use crate::term::{Multiplexer, Parallel, SystemdEnv};
use crate::text::{clean, pad_end};

/// Exit code for success.
pub const OK: u8 = 0;
/// Exit code if a project was not found, if a comparison or check has findings, or if a file stayed
/// as it was because its readers could not read the new one.
pub const NOT_FOUND: u8 = 1;
/// Exit code for an error in the command line, the data or the terminal.
pub const FAILURE: u8 = 2;

/// Output and exit code of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandOutput {
    /// Text for stdout, with its line breaks.
    pub out: String,
    /// Bytes for stdout after `out`; need not be text.
    pub bytes: Vec<u8>,
    /// Lines for stderr, cleaned of control characters.
    pub err: Vec<String>,
    /// [`OK`], [`NOT_FOUND`], [`FAILURE`], or the code of an [`Exit`].
    pub code: u8,
}

impl CommandOutput {
    fn stdout(out: String) -> Self {
        Self { out, ..Self::default() }
    }

    /// Returns a one-line error message with exit code `code`. `text` is cleaned of control
    /// characters.
    #[must_use]
    pub fn error(code: u8, text: &str) -> Self {
        Self { err: vec![clean(text).into_owned()], code, ..Self::default() }
    }
}

/// The process environment, as far as commands depend on it.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// Standard streams that are terminals.
    pub terminals: Terminals,
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// True if `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// Terminal multiplexer between this program and the terminal.
    pub multiplexer: Multiplexer,
    /// `MINSHENG_AMBIGUOUS`.
    pub ambiguous: String,
    /// Path of the settings file, which need not exist.
    pub config: Option<PathBuf>,
    /// Path of the saved session, which need not exist.
    pub session_file: Option<PathBuf>,
    /// Today's date, if known.
    pub today: Option<Day>,
    /// True if the terminal is at the other end of an SSH connection.
    pub remote: bool,
    /// Variables of systemd, if it runs this program as a service.
    pub systemd: SystemdEnv,
}

impl Environment {
    /// Returns true if both stdin and stdout are terminals.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.terminals.stdin && self.terminals.stdout
    }

    /// Returns true on the Linux console: its font has room for 512 characters, and none is
    /// Chinese.
    #[must_use]
    pub fn is_linux_console(&self) -> bool {
        self.is_interactive() && self.term == "linux"
    }
}

/// Standard streams that are terminals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminals {
    /// True if stdin is a terminal.
    pub stdin: bool,
    /// True if stdout is a terminal.
    pub stdout: bool,
    /// True if stderr is a terminal.
    pub stderr: bool,
}

/// Runs the command that the command line asks for.
#[must_use]
pub fn run(cli: &Cli, world: &Environment) -> CommandOutput {
    match &cli.task {
        Task::Config { keys: false } => return CommandOutput::stdout(REFERENCE.to_owned()),
        Task::Config { keys: true } => return CommandOutput::stdout(key_table(cli.lang)),
        Task::Completions { shell } => {
            return CommandOutput::stdout(complete::script(shell).to_owned());
        }
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

/// Runs the command with the settings `config`; `told` are the warnings about them.
fn run_by(cli: &Cli, config: &Config, told: &[String], world: &Environment) -> CommandOutput {
    let lang = config.lang.filter(|_| !cli.has_lang).unwrap_or(cli.lang);
    let data = if cli.data.is_empty() { &config.data } else { &cli.data };
    // These commands open their files themselves.
    let done = match &cli.task {
        Task::Check { files, format, strict } => {
            Some(check::run(files, format, *strict, lang, world))
        }
        Task::Import { file, output } => Some(convert::import(file, output, lang, world)),
        Task::Fmt { file, check, output } => Some(fmt::run(file, *check, output, lang)),
        Task::Diff { old, new, format } => Some(diff::run(old, new, format, lang)),
        Task::Publish { new, to } => {
            Some(publish::run(new, to.as_ref().map_or(data, std::slice::from_ref), lang))
        }
        Task::Board(opening) => {
            let board = BoardArgs {
                data,
                opening,
                config,
                as_of: cli.as_of,
                restricted: cli.restricted,
                lang,
                env: world,
            };
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
        // The frame itself shows the warning.
        Task::Frame { .. } => Vec::new(),
        _ => unknown::told_missing(&catalog, data, lang),
    };
    let report = match &cli.task {
        Task::Frame { opening, options: shot } => frame::run(
            catalog,
            opening,
            (lang, yardstick),
            keymap(config, opening, cli.restricted),
            shot,
        ),
        Task::List { query, domain, format } => list::run(
            &catalog,
            &list::ListArgs { query, domain: domain.as_deref(), criteria: yardstick },
            lang,
            format,
        ),
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

/// Returns the keymap. A restricted board has no key that suspends to a shell or writes to the
/// user's clipboard.
fn keymap(config: &Config, opening: &BoardOptions, restricted: bool) -> Keymap {
    let keymap = opening.profile.restrict(config.keymap());
    if restricted { keymap.without(Action::Suspend).without(Action::Copy) } else { keymap }
}

/// Reads the settings; also returns the warnings about them. A missing file in the usual place is
/// no error. A restricted board reads no settings, but a kiosk, whose file belongs to the
/// administrator, takes the limit of a visit from it and nothing else.
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
        Err(problems)
            if !wanted && problems.iter().any(|problem| problem.kind == FileErrorKind::Missing) =>
        {
            Ok(Default::default())
        }
        // An error in the usual settings file must not leave a kiosk without a board.
        Err(problems) if !wanted && hall.is_some() => Ok((
            Config::default(),
            problems
                .iter()
                .map(|problem| problem.text(&file.to_string_lossy(), cli.lang))
                .collect(),
        )),
        Err(problems) => {
            let mut report = file_errors_output(&problems, &file.to_string_lossy(), cli.lang);
            report.err.push(cli.lang.strings().config_hint.to_owned());
            Err(report)
        }
        Ok(config) => {
            let lang = config.lang.filter(|_| hall.is_none() && !cli.has_lang).unwrap_or(cli.lang);
            let told = config
                .unknown
                .iter()
                .map(|finding| finding.text(&file.to_string_lossy(), lang))
                .collect();
            Ok((if hall.is_some() { config.of_a_hall() } else { config }, told))
        }
    }
}

/// Lists the layers in which keys can be bound, with their actions and keys.
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

/// Returns the error for the file at `path` that was not written.
fn refused(path: &Path, refusal: &SaveError, lang: Lang) -> CommandOutput {
    let code = if matches!(refusal, SaveError::Readers(_)) { NOT_FOUND } else { FAILURE };
    CommandOutput::error(code, &refusal.text(path, lang))
}

/// Returns the error for a board that cannot be shown: the terminal failed, or the system is short
/// of a resource.
fn failed(error: &anyhow::Error, lang: Lang) -> CommandOutput {
    let s = lang.strings();
    match Shortage::among(error.chain()) {
        Some(shortage) => {
            CommandOutput::error(FAILURE, &fill(s.board_short, &[shortage.text(lang)]))
        }
        None => CommandOutput::error(
            Exit::TerminalGone.code(),
            &fill(s.terminal_failed, &[&format!("{error:#}")]),
        ),
    }
}

/// Loads the data files, or the built-in catalog if `data` is empty.
fn load_catalog(data: &[PathBuf], lang: Lang) -> Result<Catalog, CommandOutput> {
    if data.is_empty() {
        return Ok(catalog::builtin());
    }
    catalog::load_all(data, &Parallel::with_all_cores(&|| false))
        .map_err(|flaws| all_errors_output(&flaws, lang))
}

/// Returns the errors of all files.
fn all_errors_output(flaws: &[FileDiagnostics], lang: Lang) -> CommandOutput {
    let err = flaws
        .iter()
        .flat_map(|flaw| file_errors_output(&flaw.errors, &flaw.file.to_string_lossy(), lang).err);
    CommandOutput { err: err.collect(), code: FAILURE, ..CommandOutput::default() }
}

/// Returns the start options that the command line gives.
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
