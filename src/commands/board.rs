//! `minsheng`: the board itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::shown::{self, Shown};
use super::{FAULT, Report, World, failed, place};
use crate::app::{Depth, Model, Notice, Profile, Settings, Start};
use crate::catalog::{Catalog, Day, Yardstick};
use crate::cli::Opening;
use crate::config::Config;
use crate::lang::{Lang, fill};
use crate::term::{Duties, Habits, Log, Patience, Session, Skill, end_on_panic, run as run_board, send_colours, tell_unknown};
use crate::text::Ambiguous;

/// What the board is opened with.
pub(super) struct Board<'a> {
    pub(super) data: &'a [PathBuf],
    pub(super) opening: &'a Opening,
    pub(super) config: &'a Config,
    pub(super) as_of: Option<Day>,
    pub(super) restricted: bool,
    pub(super) lang: Lang,
    pub(super) world: &'a World,
}

/// Opens the board. Of the settings, something may be `told`.
pub(super) fn run(board: &Board, told: &[String]) -> Result<Report, Report> {
    let Board { data, opening, config, lang, world, .. } = *board;
    let s = lang.strings();
    let log = opening.log.as_ref().or(config.log.as_ref()).map(|name| Log::named(name)).unwrap_or_default();
    // Whoever asks for a project waits for it.
    let enough = |catalog: &Catalog| opening.no.as_deref().is_none_or(|no| super::find_project(catalog, no, lang).is_ok());
    let Shown { catalog, rest, source, freshness } = shown::open(data, opening.profile != Profile::Desk, enough, &log, lang)?;
    let start = Start { freshness, ..start(&catalog, board)? };
    if !world.is_interactive() {
        return Err(Report::complain(FAULT, s.no_terminal));
    }
    let skill = Skill::of(&world.term);
    if skill == Skill::Nothing {
        return Err(Report::complain(FAULT, &fill(s.dumb_terminal, &[&world.term])));
    }
    // What a person says goes before NO_COLOR, as no-color.org wants it.
    let said = opening.depth.or(config.depth);
    let depth = said.unwrap_or_else(|| Depth::of(&world.term, &world.colorterm, world.no_color));
    if depth > Depth::None {
        send_colours();
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
    let ambiguous = ambiguous.and_then(|tag| Ambiguous::tagged(tag));
    let habits =
        Habits { profile: opening.profile, patience: Patience::of(world.remote), between: world.between, ambiguous, skill };
    let names: Vec<_> = data.iter().map(|path| path.to_string_lossy()).collect();
    // Files are named as on the command line where nothing is wrong with any of them.
    let shown = source.as_ref().filter(|source| source.is_faulty()).map(|source| source.shown(lang));
    let name = shown.unwrap_or_else(|| if names.is_empty() { s.log_builtin.to_owned() } else { names.join(", ") });
    log.note(&fill(s.log_started, &[env!("CARGO_PKG_VERSION"), &name, &projects]));
    for line in told {
        log.warn(line);
    }
    tell_unknown(&log, &opened, &name, lang);
    // It may be large, and another may come in its place.
    drop(opened);
    let counts = opening.count.as_ref().or(config.count.as_ref()).cloned();
    let duties = Duties { source, rest, log: log.clone(), counts, manager: world.manager.clone(), lang };
    end_on_panic(log.clone());
    let ended = Session::begin(opening.profile).and_then(|session| run_board(&session, habits, duties, open));
    match ended {
        Ok((exit, model)) => {
            log.note(&fill(s.log_ended, &[&exit.code().to_string()]));
            if let Some(file) = place_file(board) {
                // Where the board was left is a comfort: that it cannot be kept is nothing to complain about.
                let _ = place::keep(file, data, &model);
            }
            Ok(Report { code: exit.code(), ..Report::default() })
        }
        Err(error) => {
            let report = failed(&error, lang);
            report.err.iter().for_each(|line| log.warn(line));
            Err(report)
        }
    }
}

/// Where the board begins: as the command line says, as the person has set, and where it was left unless told otherwise.
fn start(catalog: &Catalog, board: &Board) -> Result<Start, Report> {
    let Board { data, opening, config, lang, world, .. } = *board;
    let yardstick = Yardstick { rules: config.rules, day: board.as_of.or(world.today) };
    let mut start = super::start(catalog, opening, yardstick, lang)?;
    start.as_of = board.as_of;
    start.profile = opening.profile.with_ceiling(config.ceiling);
    start.theme = opening.theme.or(config.theme).unwrap_or_default();
    start.mouse |= config.mouse.unwrap_or_default();
    start.large |= config.large.unwrap_or_default();
    let setting = || config.unknown.first().map(|finding| Notice::Setting(finding.text("config.ron", lang)));
    start.notice = console_notice(lang, world).or_else(setting);
    let told = opening.no.is_some() || opening.domain.is_some() || opening.query.is_some();
    if !told {
        let left = place_file(board).is_some_and(|file| place::find(file, data, catalog, &mut start));
        start.overview = !left && config.overview.unwrap_or(true);
    }
    Ok(start)
}

/// Where the board keeps where it was left, if it is to.
fn place_file<'a>(board: &Board<'a>) -> Option<&'a Path> {
    board.world.place.as_deref().filter(|_| !board.restricted && board.config.remember.unwrap_or(true))
}

/// Why the board is in English on a screen whose font has no Chinese character.
fn console_notice(lang: Lang, world: &World) -> Option<Notice> {
    (lang == Lang::En && world.is_linux_console()).then_some(Notice::NoHan)
}
