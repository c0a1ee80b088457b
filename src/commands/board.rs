//! `minsheng`: the board itself.

use std::path::{Path, PathBuf};

use ratatui::layout::Size;

use super::lookup::find_project;
use super::open_data::{self, OpenedData, Opening};
use super::output::failed;
use super::{CommandOutput, CommandResult, Environment, session, settings, start};
use crate::app::{ColorDepth, Model, Notice, Profile, Settings, Start};
use crate::cli::BoardOptions;
use crate::config::Config;
use crate::host::{Log, ServiceConfig, WatchedFiles, log_unknown_fields, run as run_board};
use crate::lang::{Lang, fill};
use crate::model::{Audience, Catalog, Day, ProgressCriteria};
use crate::text::Ambiguous;
use crate::tty::{Session, TerminalInfo, force_colors, install_panic_hook};

/// Everything that decides how the board opens.
pub(crate) struct BoardArgs<'a> {
    pub(crate) data: &'a [PathBuf],
    pub(crate) options: &'a BoardOptions,
    pub(crate) config: &'a Config,
    pub(crate) as_of: Option<Day>,
    pub(crate) restricted: bool,
    pub(crate) audience: Audience,
    pub(crate) lang: Lang,
    pub(crate) env: &'a Environment,
}

/// Opens the board and returns when it has ended. `warnings` are those about the settings, for the
/// log.
pub(crate) fn run(args: &BoardArgs, warnings: &[String]) -> CommandResult {
    let BoardArgs { data, options, config, audience, lang, env, .. } = *args;
    let s = lang.strings();
    let log = options.log.as_ref().or(config.log.as_ref());
    let log = log.map(|name| Log::from_name(name)).unwrap_or_default();
    // If the command line names a project, loading goes on until that project is there.
    let is_enough = |catalog: &Catalog| {
        options.no.as_deref().is_none_or(|no| find_project(catalog, no, lang).is_ok())
    };
    let is_unattended = options.profile != Profile::Desk;
    let OpenedData { catalog, loader, files, status } =
        open_data::open(data, Opening { is_unattended, audience }, is_enough, &log, lang)?;
    let start = Start { data_status: status, ..start_options(&catalog, args)? };
    let level = env.terminal_level(lang)?;
    let depth = color_depth(args);
    if depth > ColorDepth::None {
        force_colors();
    }
    log_start(args, &log, files.as_ref(), &catalog, warnings);
    let ascii = options.ascii || config.ascii.unwrap_or_default();
    let keymap = settings::keymap(config, options, args.restricted);
    // The catalog may be large, and a reload may replace it: nothing here keeps it alive.
    let open = |ambiguous: Ambiguous, size: Size| {
        let settings = Settings { keymap, glyphs: ambiguous.glyphs(ascii), depth };
        (Model::new(catalog, &Start { size, ambiguous, ..start }), settings)
    };
    let terminal = TerminalInfo {
        profile: options.profile,
        remote: env.remote,
        multiplexer: env.multiplexer,
        ambiguous: ambiguous(args),
        level,
    };
    let services = ServiceConfig {
        files,
        loader,
        log: log.clone(),
        counts: options.count.as_ref().or(config.count.as_ref()).cloned(),
        count_queries: config.count_queries.unwrap_or_default(),
        systemd: env.systemd.clone(),
        lang,
    };
    let panic_log = log.clone();
    install_panic_hook(move |panic| panic_log.critical(panic));
    let result = Session::open(options.profile)
        .and_then(|session| run_board(&session, terminal, services, open));
    match result {
        Ok((exit, model)) => {
            log.info(&fill(s.log_ended, &[&exit.code().to_string()]));
            if let Some(file) = session_file(args) {
                // The saved session is only a convenience: failing to write it is no error.
                let _ = session::save_session(file, data, &model);
            }
            Ok(CommandOutput { code: exit.code(), ..CommandOutput::default() })
        }
        Err(error) => {
            let output = failed(&error, lang);
            output.err.iter().for_each(|line| log.warn(line));
            Err(output)
        }
    }
}

/// Returns the number of colours. An explicit setting overrides `NO_COLOR`, as
/// [no-color.org](https://no-color.org/) wants it.
fn color_depth(args: &BoardArgs) -> ColorDepth {
    let BoardArgs { options, config, env, .. } = *args;
    let from_env = || ColorDepth::from_env(&env.term, &env.colorterm, env.no_color);
    options.depth.or(config.depth).unwrap_or_else(from_env)
}

/// Returns the width of ambiguous characters; `None` to probe it.
fn ambiguous(args: &BoardArgs) -> Option<Ambiguous> {
    let BoardArgs { options, config, env, .. } = *args;
    let from_env = Some(&env.ambiguous).filter(|tag| !tag.is_empty());
    let tag = options.ambiguous.as_ref().or(from_env).or(config.ambiguous.as_ref());
    tag.and_then(|tag| Ambiguous::from_tag(tag))
}

/// Logs the start of the board with the data files that it shows, the `warnings` about the
/// settings, and the unknown fields.
fn log_start(
    args: &BoardArgs,
    log: &Log,
    files: Option<&WatchedFiles>,
    catalog: &Catalog,
    warnings: &[String],
) {
    let (lang, s) = (args.lang, args.lang.strings());
    // The log names the files as the command line does, unless one of them is faulty.
    let faulty = files.filter(|files| files.is_faulty()).map(|files| files.describe_shown(lang));
    let names: Vec<_> = args.data.iter().map(|path| path.to_string_lossy()).collect();
    let name = faulty.unwrap_or_else(|| {
        if names.is_empty() { s.log_builtin.to_owned() } else { names.join(", ") }
    });
    let projects = catalog.len().to_string();
    log.info(&fill(s.log_started, &[env!("CARGO_PKG_VERSION"), &name, &projects]));
    for warning in warnings {
        log.warn(warning);
    }
    log_unknown_fields(log, catalog, &name, lang);
}

/// Returns the start options: those of the command line, then the settings. Without a project,
/// domain or query on the command line, the board starts from the saved session.
fn start_options(catalog: &Catalog, args: &BoardArgs) -> CommandResult<Start> {
    let BoardArgs { data, options, config, lang, env, .. } = *args;
    let criteria = ProgressCriteria { rules: config.rules, day: args.as_of.or(env.today) };
    let mut start = start::start_options(catalog, options, criteria, lang)?;
    start.as_of = args.as_of;
    start.profile = options.profile.with_ceiling(config.ceiling);
    start.theme = options.theme.or(config.theme).unwrap_or_default();
    start.mouse |= config.mouse.unwrap_or_default();
    start.large |= config.large.unwrap_or_default();
    // Visitors of a kiosk have no use for it; it stands in the log.
    let settings_notice = || {
        let first = config.unknown.first().filter(|_| options.profile == Profile::Desk)?;
        Some(Notice::Setting(first.text("config.ron", lang)))
    };
    start.notice = console_notice(lang, env).or_else(settings_notice);
    let has_target = options.no.is_some() || options.domain.is_some() || options.query.is_some();
    if !has_target {
        let is_restored = session_file(args)
            .is_some_and(|file| session::restore_session(file, data, catalog, &mut start));
        start.overview = !is_restored && config.overview.unwrap_or(true);
    }
    Ok(start)
}

/// Returns the file of the saved session; `None` if the board is restricted or must not remember.
fn session_file<'a>(args: &BoardArgs<'a>) -> Option<&'a Path> {
    let may_remember = !args.restricted && args.config.remember.unwrap_or(true);
    args.env.session_file.as_deref().filter(|_| may_remember)
}

/// Returns the notice that explains why the board is in English: the font of the Linux console has
/// no Chinese characters.
fn console_notice(lang: Lang, env: &Environment) -> Option<Notice> {
    (lang == Lang::En && env.is_linux_console()).then_some(Notice::NoHan)
}
