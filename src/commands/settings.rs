//! The settings as commands use them, and `minsheng config --keys`.

use super::environment::Environment;
use super::output::{CommandResult, file_errors_output};
use crate::app::{Action, Keymap, Layer};
use crate::cli::{BoardOptions, Cli};
use crate::config::Config;
use crate::diagnostics::FileErrorKind;
use crate::lang::Lang;
use crate::text::pad_end;

/// Reads the settings; also returns the warnings about them. A missing file in a usual place is no
/// error. The user's own file takes precedence over the administrator's, but a restricted board
/// reads no file of the user.
pub(crate) fn load(cli: &Cli, env: &Environment) -> CommandResult<(Config, Vec<String>)> {
    let own = env.user_config.as_ref().filter(|file| !cli.restricted && file.exists());
    let (file, is_named) = match (&cli.config, own.or(env.system_config.as_ref())) {
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
        // An error in the administrator's file must not leave a hall or the staff without a board.
        Err(errors) if !is_named && cli.restricted => {
            let warnings = errors.iter().map(|error| error.text(&name, cli.lang)).collect();
            Ok((Config::default(), warnings))
        }
        Err(errors) => {
            let mut output = file_errors_output(&errors, &name, cli.lang);
            output.err.push(cli.lang.strings().config_hint.to_owned());
            Err(output)
        }
        Ok(config) => {
            let lang = config.lang.filter(|_| !cli.has_lang).unwrap_or(cli.lang);
            let warnings = config.unknown.iter().map(|warning| warning.text(&name, lang)).collect();
            Ok((config, warnings))
        }
    }
}

/// Returns the keymap. What the board's profile, a restricted board and the setting `copy` take
/// away is taken away last, so that no key binding gives it back.
pub(crate) fn keymap(config: &Config, options: &BoardOptions, restricted: bool) -> Keymap {
    let mut keymap = options.profile.restrict(config.keymap());
    if restricted {
        keymap = keymap.without(Action::Suspend).without(Action::Save);
    }
    if config.copy == Some(false) {
        keymap = keymap.without(Action::Copy);
    }
    keymap
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::app::{Chord, IdleTimeouts, Profile};
    use crate::cli::parse;

    /// Settings that bind `<F12>` to `action` in every layer.
    fn binding(action: &str) -> String {
        let layers = Layer::NAMES
            .map(|layer| format!("{layer}: [(keys: [\"<F12>\"], action: {action})]"))
            .join(", ");
        format!("(copy: true, keys: ({layers}))")
    }

    fn command_line(words: &str) -> Cli {
        let words = words.split(' ').map(Into::into).collect::<Vec<_>>();
        parse(&words, Lang::En, None).unwrap()
    }

    fn load_from(words: &str, user: &Path, system: &Path) -> (Config, Vec<String>) {
        let env = Environment {
            user_config: Some(user.to_owned()),
            system_config: Some(system.to_owned()),
            ..Environment::default()
        };
        load(&command_line(words), &env).unwrap()
    }

    #[test]
    fn the_file_of_the_user_is_for_the_user_only_and_the_one_of_the_machine_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let [user, system] = ["user.ron", "system.ron"].map(|name| folder.path().join(name));
        fs::write(&system, "(theme: \"dark\", ceiling: 300)").unwrap();
        let theme = |words: &str| {
            load_from(words, &user, &system).0.theme.map(|theme| theme.tag().to_owned())
        };
        for words in ["minsheng", "minsheng --restricted", "minsheng --kiosk"] {
            assert_eq!(theme(words).as_deref(), Some("dark"), "{words}");
        }
        fs::write(&user, "(theme: \"light\")").unwrap();
        assert_eq!(theme("minsheng").as_deref(), Some("light"));
        for words in ["minsheng --restricted", "minsheng --kiosk"] {
            assert_eq!(theme(words).as_deref(), Some("dark"), "{words}");
        }
        // An error there is told, and the board opens.
        fs::write(&system, "(theme: \"drak\")").unwrap();
        for words in ["minsheng --restricted", "minsheng --kiosk"] {
            let (config, warnings) = load_from(words, &user, &system);
            assert_eq!(config, Config::default());
            assert!(warnings[0].contains("system.ron:1:9: "), "{warnings:?}");
        }
    }

    #[test]
    fn no_setting_gives_back_what_a_restricted_board_or_a_kiosk_lacks() {
        let options = |profile| BoardOptions { profile, ..BoardOptions::default() };
        let kiosk = Profile::Kiosk(IdleTimeouts::default());
        let key: Chord = "<F12>".parse().unwrap();
        for (_, action) in Layer::ALL
            .into_iter()
            .flat_map(|layer| Keymap::builtin().bindings(layer).collect::<Vec<_>>())
        {
            let config = Config::parse(&binding(action.name())).unwrap();
            for (profile, restricted) in [(Profile::Desk, true), (kiosk, true)] {
                let options = options(profile);
                let as_shipped = keymap(&Config::default(), &options, restricted);
                let bound = keymap(&config, &options, restricted);
                for layer in Layer::ALL {
                    let expected = as_shipped.has(action).then_some(action);
                    assert_eq!(bound.resolve(layer, key), expected, "{action:?} {profile:?}");
                }
            }
        }
        let refused = Config::parse("(copy: false)").unwrap();
        assert!(!keymap(&refused, &options(Profile::Desk), false).has(Action::Copy));
        assert!(keymap(&Config::default(), &options(Profile::Desk), true).has(Action::Copy));
    }
}
