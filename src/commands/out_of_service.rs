//! `minsheng out-of-service`: the screen of a kiosk while there is no board. It needs no data, no
//! settings and no disk.

use std::time::Duration;

use super::{CommandOutput, Environment, FAILURE, failed};
use crate::app::Profile;
use crate::lang::{Lang, fill};
use crate::term::{Log, Screen, Session, TermLevel, install_panic_hook, show_static_screen};
use crate::view::out_of_service;

pub(super) fn run(
    lasting: Option<Duration>,
    lang: Lang,
    world: &Environment,
) -> Result<CommandOutput, CommandOutput> {
    let s = lang.strings();
    if !world.is_interactive() {
        return Err(CommandOutput::error(FAILURE, s.no_terminal));
    }
    let screen = match TermLevel::from_term(&world.term) {
        TermLevel::Dumb => {
            return Err(CommandOutput::error(FAILURE, &fill(s.dumb_terminal, &[&world.term])));
        }
        TermLevel::Vt100 => Screen::vt100(),
        TermLevel::Full => Screen::default(),
    };
    install_panic_hook(Log::Off);
    let han = !world.is_linux_console();
    let shown = Session::open(Profile::Desk).and_then(|session| {
        show_static_screen(&session, &world.systemd, screen, lasting, |buf| {
            out_of_service(han, buf);
        })
    });
    match shown {
        Ok(exit) => Ok(CommandOutput { code: exit.code(), ..CommandOutput::default() }),
        Err(error) => Err(failed(&error, lang)),
    }
}
