//! `minsheng out-of-service`: the screen of a kiosk while there is no board. It needs no data, no
//! settings and no disk.

use std::time::Duration;

use super::output::failed;
use super::{CommandOutput, CommandResult, Environment};
use crate::app::Profile;
use crate::host::show_static_screen;
use crate::lang::Lang;
use crate::tty::{Screen, Session, install_panic_hook};
use crate::view::out_of_service;

pub(crate) fn run(duration: Option<Duration>, lang: Lang, env: &Environment) -> CommandResult {
    let screen = Screen::new(env.terminal_level(lang)?);
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
