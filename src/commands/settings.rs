//! The settings as commands use them, and `minsheng config --keys`.

use super::environment::Environment;
use super::output::{CommandResult, file_errors_output};
use crate::app::{Action, Keymap, Layer, Profile};
use crate::cli::{BoardOptions, Cli, Task};
use crate::config::Config;
use crate::diagnostics::FileErrorKind;
use crate::lang::Lang;
use crate::text::pad_end;

/// Reads the settings; also returns the warnings about them. A missing file in the usual place is
/// no error. A restricted board reads no settings, but a kiosk, whose file belongs to the
/// administrator, takes the limit of a visit from it and nothing else.
pub(crate) fn load(cli: &Cli, env: &Environment) -> CommandResult<(Config, Vec<String>)> {
    let is_kiosk = matches!(&cli.task, Task::Board(options) if options.profile != Profile::Desk);
    let (file, is_named) = match (&cli.config, &env.config) {
        _ if cli.restricted && !is_kiosk => return Ok(Default::default()),
        (Some(file), _) => (file, true),
        (None, Some(file)) => (file, false),
        (None, None) => return Ok(Default::default()),
    };
    let name = file.to_string_lossy();
    match Config::load(file) {
        Err(errors)
            if !is_named && errors.iter().any(|error| error.kind == FileErrorKind::Missing) =>
        {
            Ok(Default::default())
        }
        // An error in the usual settings file must not leave a kiosk without a board.
        Err(errors) if !is_named && is_kiosk => {
            let warnings = errors.iter().map(|error| error.text(&name, cli.lang)).collect();
            Ok((Config::default(), warnings))
        }
        Err(errors) => {
            let mut output = file_errors_output(&errors, &name, cli.lang);
            output.err.push(cli.lang.strings().config_hint.to_owned());
            Err(output)
        }
        Ok(config) => {
            let lang = config.lang.filter(|_| !is_kiosk && !cli.has_lang).unwrap_or(cli.lang);
            let warnings = config.unknown.iter().map(|warning| warning.text(&name, lang)).collect();
            Ok((if is_kiosk { config.for_kiosk() } else { config }, warnings))
        }
    }
}

/// Returns the keymap. A restricted board has no key that suspends to a shell or writes to the
/// user's clipboard.
pub(crate) fn keymap(config: &Config, options: &BoardOptions, restricted: bool) -> Keymap {
    let keymap = options.profile.restrict(config.keymap());
    if restricted { keymap.without(Action::Suspend).without(Action::Copy) } else { keymap }
}

/// Returns the table of `minsheng config --keys`: the layers in which keys can be bound, with their
/// actions and keys.
pub(crate) fn key_table(lang: Lang) -> String {
    let mut out = String::new();
    for (layer, name) in Layer::ALL.into_iter().zip(Layer::NAMES) {
        out.push_str(&format!("{name}: {}\n", layer.title(lang.strings())));
        for (keys, action) in Keymap::builtin().bindings(layer) {
            let (action_name, keys) = (pad_end(action.name(), 16), pad_end(&keys, 26));
            out.push_str(&format!("    {action_name} {keys} {}\n", action.explain(lang)));
        }
    }
    out
}
