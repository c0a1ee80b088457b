//! `minsheng`: the board itself.

use std::sync::Arc;

use super::{FAULT, Report, World};
use crate::app::{Depth, Exit, Keymap, Model, Notice, Settings, Start};
use crate::catalog::Catalog;
use crate::cli::Opening;
use crate::lang::{Lang, fill};
use crate::term::{Habits, Patience, Session, Skill, end_on_panic, run as run_board, send_colours};
use crate::text::Ambiguous;

pub(super) fn run(catalog: Catalog, opening: &Opening, lang: Lang, keymap: Keymap, world: &World) -> Result<Report, Report> {
    let s = lang.strings();
    let start = Start { notice: console_notice(lang, world), ..super::start(&catalog, opening, lang)? };
    if !world.is_interactive() {
        return Err(Report::complain(FAULT, s.no_terminal));
    }
    let skill = Skill::of(&world.term);
    if skill == Skill::Nothing {
        return Err(Report::complain(FAULT, &fill(s.dumb_terminal, &[&world.term])));
    }
    // What the command line says goes before NO_COLOR, as no-color.org wants it.
    let depth = opening.depth.unwrap_or_else(|| Depth::of(&world.term, &world.colorterm, world.no_color));
    if depth > Depth::None {
        send_colours();
    }
    let open = |ambiguous: Ambiguous| {
        let settings = Settings { keymap, glyphs: ambiguous.glyphs(opening.ascii), depth };
        (Model::new(Arc::new(catalog), &Start { ambiguous, ..start }), settings)
    };
    let ambiguous = Ambiguous::tagged(opening.ambiguous.as_ref().unwrap_or(&world.ambiguous));
    let habits = Habits { patience: Patience::of(world.remote), between: world.between, ambiguous, skill };
    end_on_panic();
    let ended = Session::begin().and_then(|session| run_board(&session, habits, open));
    match ended {
        Ok(exit) => Ok(Report { code: exit.code(), ..Report::default() }),
        Err(error) => {
            let mut report = Report::complain(FAULT, &fill(s.terminal_failed, &[&format!("{error:#}")]));
            report.code = Exit::TerminalGone.code();
            Err(report)
        }
    }
}

/// Why the board is in English on a screen whose font has no Chinese character.
fn console_notice(lang: Lang, world: &World) -> Option<Notice> {
    (lang == Lang::En && world.is_linux_console()).then_some(Notice::NoHan)
}
