//! `minsheng out-of-service`: the screen of a kiosk while there is no board. It needs no data, no
//! settings and no disk.

use std::time::Duration;

use super::output::failed;
use super::{CommandOutput, CommandResult, Environment};
use crate::app::Profile;
use crate::host::show_static_screen;
use crate::lang::{Lang, fill};
use crate::tty::{Screen, Session, TermLevel, install_panic_hook};
use crate::view::out_of_service;

pub(crate) fn run(duration: Option<Duration>, lang: Lang, env: &Environment) -> CommandResult {
    let s = lang.strings();
    if !env.is_interactive() {
        return Err(CommandOutput::error(s.no_terminal));
    }
    let screen = match TermLevel::from_term(&env.term) {
        TermLevel::Dumb => return Err(CommandOutput::error(&fill(s.dumb_terminal, &[&env.term]))),
        TermLevel::Vt100 => Screen::vt100(),
        TermLevel::Full => Screen::default(),
    };
    install_panic_hook(|_| {});
    let has_han = !env.is_linux_console();
    let result = Session::open(Profile::Desk).and_then(|session| {
        show_static_screen(&session, &env.systemd, screen, duration, |buf| {
            out_of_service(has_han, buf);
        })
    });
    match result {
        Ok(exit) => Ok(CommandOutput { code: exit.code(), ..CommandOutput::default() }),
        Err(error) => Err(failed(&error, lang)),
    }
}
