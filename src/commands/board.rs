//! `minsheng`: the board itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::open_data::{self, OpenedData};
use super::{CommandOutput, Environment, FAILURE, failed, session};
use crate::app::{ColorDepth, Model, Notice, Profile, Settings, Start};
use crate::catalog::{Catalog, Day, ProgressCriteria};
use crate::cli::BoardOptions;
use crate::config::Config;
use crate::lang::{Lang, fill};
use crate::term::{
    Log, ServiceConfig, Session, TermLevel, TerminalInfo, Timeouts, force_colors,
    install_panic_hook, run as run_board, tell_unknown,
};
use crate::text::Ambiguous;

/// Everything that decides how the board opens.
pub(super) struct BoardArgs<'a> {
    pub(super) data: &'a [PathBuf],
    pub(super) opening: &'a BoardOptions,
    pub(super) config: &'a Config,
    pub(super) as_of: Option<Day>,
    pub(super) restricted: bool,
    pub(super) lang: Lang,
    pub(super) env: &'a Environment,
}

/// Opens the board and returns when it has ended. `told` are the warnings about the settings, for
/// the log.
#[expect(clippy::too_many_lines, reason = "formatting alone takes it past the limit")]
pub(super) fn run(board: &BoardArgs, told: &[String]) -> Result<CommandOutput, CommandOutput> {
    let BoardArgs { data, opening, config, lang, env: world, .. } = *board;
    let s = lang.strings();
    let log = opening
        .log
        .as_ref()
        .or(config.log.as_ref())
        .map(|name| Log::from_name(name))
        .unwrap_or_default();
    // If the command line names a project, loading goes on until that project is there.
    let enough = |catalog: &Catalog| {
        opening.no.as_deref().is_none_or(|no| super::find_project(catalog, no, lang).is_ok())
    };
    let OpenedData { catalog, loader: rest, source, status: freshness } =
        open_data::open(data, opening.profile != Profile::Desk, enough, &log, lang)?;
    let start = Start { data_status: freshness, ..start_options(&catalog, board)? };
    if !world.is_interactive() {
        return Err(CommandOutput::error(FAILURE, s.no_terminal));
    }
    let skill = TermLevel::from_term(&world.term);
    if skill == TermLevel::Dumb {
        return Err(CommandOutput::error(FAILURE, &fill(s.dumb_terminal, &[&world.term])));
    }
    // An explicit setting overrides NO_COLOR, as no-color.org wants it.
    let said = opening.depth.or(config.depth);
    let depth =
        said.unwrap_or_else(|| ColorDepth::from_env(&world.term, &world.colorterm, world.no_color));
    if depth > ColorDepth::None {
        force_colors();
    }
    let ascii = opening.ascii || config.ascii.unwrap_or_default();
    let keymap = super::keymap(config, opening, board.restricted);
    let projects = catalog.len().to_string();
    let opened = Arc::clone(&catalog);
    let open = |ambiguous: Ambiguous| {
        let settings = Settings { keymap, glyphs: ambiguous.glyphs(ascii), depth };
        (Model::new(catalog, &Start { ambiguous, ..start }), settings)
    };
    let environment = Some(&world.ambiguous).filter(|said| !said.is_empty());
    let ambiguous = opening.ambiguous.as_ref().or(environment).or(config.ambiguous.as_ref());
    let ambiguous = ambiguous.and_then(|tag| Ambiguous::from_tag(tag));
    let habits = TerminalInfo {
        profile: opening.profile,
        timeouts: Timeouts::for_link(world.remote),
        multiplexer: world.multiplexer,
        ambiguous,
        level: skill,
    };
    let names: Vec<_> = data.iter().map(|path| path.to_string_lossy()).collect();
    // The log names the files as the command line does, unless one of them is faulty.
    let shown =
        source.as_ref().filter(|source| source.is_faulty()).map(|source| source.shown(lang));
    let name = shown.unwrap_or_else(|| {
        if names.is_empty() { s.log_builtin.to_owned() } else { names.join(", ") }
    });
    log.info(&fill(s.log_started, &[env!("CARGO_PKG_VERSION"), &name, &projects]));
    for line in told {
        log.warn(line);
    }
    tell_unknown(&log, &opened, &name, lang);
    // The catalog may be large, and a reload may replace it: do not keep it alive here.
    drop(opened);
    let counts = opening.count.as_ref().or(config.count.as_ref()).cloned();
    let duties = ServiceConfig {
        files: source,
        loader: rest,
        log: log.clone(),
        counts,
        systemd: world.systemd.clone(),
        lang,
    };
    install_panic_hook(log.clone());
    let ended = Session::open(opening.profile)
        .and_then(|session| run_board(&session, habits, duties, open));
    match ended {
        Ok((exit, model)) => {
            log.info(&fill(s.log_ended, &[&exit.code().to_string()]));
            if let Some(file) = session_file(board) {
                // The saved session is only a convenience: failing to write it is no error.
                let _ = session::save_session(file, data, &model);
            }
            Ok(CommandOutput { code: exit.code(), ..CommandOutput::default() })
        }
        Err(error) => {
            let report = failed(&error, lang);
            report.err.iter().for_each(|line| log.warn(line));
            Err(report)
        }
    }
}

/// Returns the start options: those of the command line, then the settings. Without a project,
/// domain or query on the command line, the board starts from the saved session.
fn start_options(catalog: &Catalog, board: &BoardArgs) -> Result<Start, CommandOutput> {
    let BoardArgs { data, opening, config, lang, env: world, .. } = *board;
    let yardstick = ProgressCriteria { rules: config.rules, day: board.as_of.or(world.today) };
    let mut start = super::start_options(catalog, opening, yardstick, lang)?;
    start.as_of = board.as_of;
    start.profile = opening.profile.with_ceiling(config.ceiling);
    start.theme = opening.theme.or(config.theme).unwrap_or_default();
    start.mouse |= config.mouse.unwrap_or_default();
    start.large |= config.large.unwrap_or_default();
    let setting =
        || config.unknown.first().map(|finding| Notice::Setting(finding.text("config.ron", lang)));
    start.notice = console_notice(lang, world).or_else(setting);
    let told = opening.no.is_some() || opening.domain.is_some() || opening.query.is_some();
    if !told {
        let left = session_file(board)
            .is_some_and(|file| session::restore_session(file, data, catalog, &mut start));
        start.overview = !left && config.overview.unwrap_or(true);
    }
    Ok(start)
}

/// Returns the file of the saved session; `None` if the board is restricted or must not remember.
fn session_file<'a>(board: &BoardArgs<'a>) -> Option<&'a Path> {
    board
        .env
        .session_file
        .as_deref()
        .filter(|_| !board.restricted && board.config.remember.unwrap_or(true))
}

/// Returns the notice that explains why the board is in English: the font of the Linux console has
/// no Chinese characters.
fn console_notice(lang: Lang, world: &Environment) -> Option<Notice> {
    (lang == Lang::En && world.is_linux_console()).then_some(Notice::NoHan)
}
