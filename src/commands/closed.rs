//! `minsheng out-of-service`: what a hall sees while there is no board. It needs no data, no settings and no disk.

use std::time::Duration;

use super::{FAULT, Report, World, failed};
use crate::app::Profile;
use crate::lang::{Lang, fill};
use crate::term::{Log, Screen, Session, Skill, end_on_panic, show};
use crate::view::closed;

pub(super) fn run(lasting: Option<Duration>, lang: Lang, world: &World) -> Result<Report, Report> {
    let s = lang.strings();
    if !world.is_interactive() {
        return Err(Report::complain(FAULT, s.no_terminal));
    }
    let screen = match Skill::of(&world.term) {
        Skill::Nothing => return Err(Report::complain(FAULT, &fill(s.dumb_terminal, &[&world.term]))),
        Skill::Vt100 => Screen::basic(),
        Skill::Full => Screen::default(),
    };
    end_on_panic(Log::Nowhere);
    let han = !world.is_linux_console();
    let shown = Session::begin(Profile::Desk)
        .and_then(|session| show(&session, &world.manager, screen, lasting, |buf| closed(han, buf)));
    match shown {
        Ok(exit) => Ok(Report { code: exit.code(), ..Report::default() }),
        Err(error) => Err(failed(&error, lang)),
    }
}
