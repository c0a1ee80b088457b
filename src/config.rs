//! The user's settings, read from a RON file. `assets/config.ron` is the reference of the format.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::{Action, Chord, ColorDepth, Keymap, KeymapError, Layer, ThemeName};
use crate::diagnostics::{Diagnostic, FileError, FileErrorKind};
use crate::format::Validator;
use crate::lang::Lang;
use crate::model::{ProgressRules, UnknownPolicy};
use crate::storage::read_text;
use crate::text::Ambiguous;

/// The reference of the format: all settings, commented, with their defaults.
pub const REFERENCE: &str = include_str!("../assets/config.ron");

/// Returns the reference with its explanations in one language.
#[must_use]
pub fn reference(lang: Lang) -> String {
    let is_in_lang = |line: &&str| {
        explanation(line).is_none_or(|text| {
            let is_chinese = text.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
            is_chinese == (lang == Lang::Zh)
        })
    };
    REFERENCE.lines().filter(is_in_lang).map(|line| line.to_owned() + "\n").collect()
}

/// Returns the text of a line of the reference that explains something. It begins with a capital
/// letter or in Chinese; the other comments are settings.
fn explanation(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix("// ")?;
    text.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()).then_some(text)
}

const FIELDS: &[&str] = &[
    "lang",
    "theme",
    "color",
    "ascii",
    "ambiguous",
    "mouse",
    "large",
    "overview",
    "remember",
    "data",
    "log",
    "count",
    "count_queries",
    "progress",
    "ceiling",
    "copy",
    "keys",
];

/// Settings; `None` or empty for those that the file does not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Language of the board.
    pub lang: Option<Lang>,
    /// Colour theme.
    pub theme: Option<ThemeName>,
    /// Number of colours.
    pub depth: Option<ColorDepth>,
    /// True to draw lines and bars in ASCII.
    pub ascii: Option<bool>,
    /// Width at which the terminal draws ambiguous characters: a tag of [`Ambiguous::from_tag`],
    /// or `auto`.
    pub ambiguous: Option<String>,
    /// True to capture the mouse from the start.
    pub mouse: Option<bool>,
    /// True to start in large print.
    pub large: Option<bool>,
    /// True to start with the overview where there is room.
    pub overview: Option<bool>,
    /// True to start where the board was left.
    pub remember: Option<bool>,
    /// Data files, or folders of them.
    pub data: Vec<PathBuf>,
    /// Log of starts, new data and errors: `journal`, or a file.
    pub log: Option<String>,
    /// File in which opened projects and searches without results are counted.
    pub count: Option<PathBuf>,
    /// True to count searches without results by their words, once enough people typed them.
    pub count_queries: Option<bool>,
    /// Rules by which a project is behind plan, and a report stale.
    pub rules: ProgressRules,
    /// Maximum length of a visit to a kiosk until the visitor must answer a challenge, whatever
    /// they do; from one second to one day.
    pub ceiling: Option<Duration>,
    /// False to take the copy menu away.
    pub copy: Option<bool>,
    /// Key table with the user's bindings in place of the built-in ones of their actions.
    keys: Option<Keymap>,
    /// Warnings about settings that this program does not know; a later version may.
    pub unknown: Vec<Diagnostic>,
}

impl Config {
    /// Reads the settings file at `path`.
    ///
    /// # Errors
    /// All errors: of the file itself, or else of its text.
    pub fn load(path: &Path) -> Result<Self, Vec<FileError>> {
        Self::parse(&read_text(path)?)
    }

    /// Parses the text of a settings file.
    ///
    /// # Errors
    /// All errors, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Vec<FileError>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut validator = Validator::new(text, UnknownPolicy::Refuse);
        let config = Self::from_ron(&mut validator, text).unwrap_or_default();
        let (errors, unknown) = validator.finish();
        if errors.is_empty() {
            Ok(Self { unknown: unknown.diagnostics(), ..config })
        } else {
            Err(errors)
        }
    }

    /// Returns the built-in keymap with these key bindings.
    #[must_use]
    pub fn keymap(&self) -> Keymap {
        self.keys.clone().unwrap_or_else(Keymap::builtin)
    }

    fn from_ron<'a>(validator: &mut Validator<'a>, text: &'a str) -> Option<Self> {
        let fields = validator.fields(text, FIELDS, &[])?;
        let tagged =
            |name: &str, tags: &[&'static str], validator: &mut Validator<'a>| -> Option<String> {
                let raw = fields.get(name)?;
                let tag: String = validator.value(raw)?;
                if tags.contains(&tag.as_str()) {
                    Some(tag)
                } else {
                    validator.reject(raw, FileErrorKind::UnknownWord(tag, tags.to_vec()))
                }
            };
        let boolean = |name: &str, validator: &mut Validator<'a>| {
            validator.keyword(fields.get(name)?, &["true", "false"])
        };
        let widths: Vec<&str> =
            Ambiguous::TAGS.iter().map(|(tag, _)| *tag).chain(["auto"]).collect();
        Some(Self {
            lang: tagged("lang", &Lang::ALL.map(Lang::tag), validator)
                .and_then(|tag| Lang::from_name(&tag)),
            theme: tagged("theme", &ThemeName::ALL.map(ThemeName::tag), validator)
                .and_then(|tag| ThemeName::from_tag(&tag)),
            depth: tagged("color", &ColorDepth::TAGS.map(|(tag, _)| tag), validator)
                .and_then(|tag| ColorDepth::from_tag(&tag)),
            ascii: boolean("ascii", validator),
            ambiguous: tagged("ambiguous", &widths, validator),
            mouse: boolean("mouse", validator),
            large: boolean("large", validator),
            overview: boolean("overview", validator),
            remember: boolean("remember", validator),
            data: fields.get("data").map(|raw| paths(validator, raw)).unwrap_or_default(),
            log: fields.get("log").and_then(|raw| validator.value(raw)),
            count: fields.get("count").and_then(|raw| validator.value(raw)),
            count_queries: boolean("count_queries", validator).filter(|_| {
                // It must stand beside the file, where whoever sees one sees the other.
                let lacks_file = fields.get("count").is_none();
                if let Some(raw) = fields.get("count_queries").filter(|_| lacks_file) {
                    let kind = FileErrorKind::MissingField("count".to_owned());
                    let _: Option<()> = validator.reject(raw, kind);
                }
                true
            }),
            rules: fields
                .get("progress")
                .and_then(|raw| progress_rules(validator, raw))
                .unwrap_or_default(),
            ceiling: fields.get("ceiling").and_then(|raw| seconds(validator, raw)),
            copy: boolean("copy", validator),
            keys: fields.get("keys").map(|raw| keymap(validator, raw)),
            unknown: Vec::new(),
        })
    }
}

/// Parses one path, or a list of them.
fn paths<'a>(validator: &mut Validator<'a>, raw: &'a str) -> Vec<PathBuf> {
    let paths =
        if raw.trim_start().starts_with('[') { validator.list(Some(raw)) } else { vec![raw] };
    paths.into_iter().filter_map(|raw| validator.value(raw)).collect()
}

/// Parses the rules by which progress is judged.
fn progress_rules<'a>(validator: &mut Validator<'a>, raw: &'a str) -> Option<ProgressRules> {
    let fields = validator.fields(raw, &["behind", "stale"], &[])?;
    let defaults = ProgressRules::default();
    let number = |name, default, validator: &mut Validator<'a>| {
        fields.get(name).map_or(Some(default), |raw| validator.value::<u32>(raw))
    };
    Some(ProgressRules {
        behind: number("behind", defaults.behind, validator)?,
        stale: number("stale", defaults.stale, validator)?,
    })
}

/// Parses a number of seconds, from 1 to 86,400 (a day).
fn seconds<'a>(validator: &mut Validator<'a>, raw: &'a str) -> Option<Duration> {
    match validator.value::<u64>(raw)? {
        seconds @ 1..=86_400 => Some(Duration::from_secs(seconds)),
        seconds => validator.reject(raw, FileErrorKind::BadSeconds(seconds)),
    }
}

/// Parses the key bindings. Keys bound twice are found at the end, because a later binding may free
/// a key.
fn keymap<'a>(validator: &mut Validator<'a>, raw: &'a str) -> Keymap {
    let mut bindings = Vec::new();
    let layers = validator.fields(raw, &Layer::NAMES, &[]);
    for (layer, name) in Layer::ALL.into_iter().zip(Layer::NAMES) {
        for raw in validator.list(layers.as_ref().and_then(|layers| layers.get(name))) {
            let fields = validator.fields(raw, &["keys", "action"], &["keys", "action"]);
            let Some(fields) = fields else { continue };
            let chords: Vec<(&str, Chord)> = validator
                .list(fields.get("keys"))
                .into_iter()
                .filter_map(|raw| Some((raw, chord(validator, raw)?)))
                .collect();
            let action: Option<Action> = fields.get("action").and_then(|raw| validator.value(raw));
            bindings.extend(action.map(|action| (layer, action, chords)));
        }
    }
    let mut keymap = Keymap::builtin();
    for (layer, action, chords) in &bindings {
        keymap.rebind(*layer, *action, chords.iter().map(|(_, chord)| *chord).collect());
    }
    for (layer, action, chords) in &bindings {
        for (raw, chord) in chords {
            if keymap.is_taken(*layer, *chord, *action) {
                let _: Option<()> =
                    validator.reject(raw, KeymapError::KeyTaken(chord.to_string()).into());
            }
        }
    }
    keymap
}

/// Parses a key.
fn chord<'a>(validator: &mut Validator<'a>, raw: &'a str) -> Option<Chord> {
    let name: String = validator.value(raw)?;
    match name.parse::<Chord>() {
        Ok(chord) if chord.is_plain() => Some(chord),
        _ => validator.reject(raw, KeymapError::BadKey(name).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(text: &str) -> Vec<String> {
        let errors = Config::parse(text).unwrap_err();
        errors.iter().map(|error| error.text("config.ron", Lang::En)).collect()
    }

    #[test]
    fn the_reference_sets_nothing_and_each_of_its_lines_is_right() {
        assert_eq!(Config::parse(REFERENCE), Ok(Config::default()));
        let lines = REFERENCE
            .lines()
            .skip_while(|line| *line != "(")
            .filter(|line| explanation(line).is_none());
        let text: String = lines.map(|line| line.replacen("// ", "", 1) + "\n").collect();
        let config = Config::parse(&text).unwrap();
        assert_eq!(
            (config.lang, config.theme, config.depth),
            (Some(Lang::Zh), Some(ThemeName::Auto16), Some(ColorDepth::Ansi256))
        );
        assert_eq!(config.ceiling, Some(Duration::from_secs(600)));
        assert_eq!(
            (config.mouse, config.overview, config.remember),
            (Some(false), Some(true), Some(true))
        );
        let keymap = config.keymap();
        assert_eq!(keymap.resolve(Layer::Board, "<F12>".parse().unwrap()), Some(Action::Quit));
        assert_eq!(keymap.resolve(Layer::Board, "q".parse().unwrap()), None);
        for field in FIELDS {
            assert!(text.contains(&format!("    {field}: ")), "{field}");
        }
    }

    #[test]
    fn each_language_has_the_whole_reference() {
        let settings = |text: &str| {
            let lines = text.lines().filter(|line| explanation(line).is_none());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        for lang in Lang::ALL {
            let text = reference(lang);
            assert_eq!(settings(&text), settings(REFERENCE));
            assert_eq!(Config::parse(&text), Ok(Config::default()));
            // Each setting is explained.
            for (before, line) in text.lines().zip(text.lines().skip(1)) {
                let is_setting = FIELDS
                    .iter()
                    .any(|field| line.trim_start().starts_with(&format!("// {field}: ")));
                assert!(!is_setting || explanation(before).is_some(), "{lang:?} {line}");
            }
        }
        assert!(!reference(Lang::En).contains("设置"));
        assert!(!reference(Lang::Zh).contains("default"));
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        let text = "(
            theme: \"drak\",
            lnag: \"zh\",
            mouse: yes,
            ceiling: 0,
            keys: (board: [
                (keys: [\"<Hyper-x>\"], action: quit),
                (keys: [\"j\"], action: quitt),
                (keys: [\"j\"], action: theme),
            ]),
        )";
        assert_eq!(
            errors(text),
            [
                "config.ron:2:20: drak is not valid here; did you mean dark?",
                "config.ron:3:13: there is no field lnag; did you mean lang?",
                "config.ron:4:20: yes is not valid here; possible values: true, false",
                "config.ron:5:22: 0 is not a valid number of seconds; use a whole number from 1 to 86400",
                "config.ron:7:25: there is no key <Hyper-x>; write one character, or a name such as <F5> or <Ctrl-d>",
                "config.ron:8:39: quitt is not valid here; did you mean quit?",
                "config.ron:9:25: j is already bound to something else here; choose another key, or bind that action to another key as well",
            ]
        );
    }

    #[test]
    fn unknown_settings_give_warnings_and_the_others_apply() {
        let text = "(share: true, theme: \"dark\", keys: (hall: [1], board: [(keys: [\"<F12>\"], action: quit, when: \"x\")]), progress: (behind: 20, grace: 3))";
        let config = Config::parse(text).unwrap();
        let keymap = config.keymap();
        assert_eq!((config.theme, config.rules.behind), (Some(ThemeName::Dark), 20));
        assert_eq!(keymap.resolve(Layer::Board, "<F12>".parse().unwrap()), Some(Action::Quit));
        let warnings: Vec<String> =
            config.unknown.iter().map(|warning| warning.text("config.ron", Lang::En)).collect();
        assert_eq!(
            warnings,
            [
                "config.ron:1:2: warning: the field share is unknown and was ignored",
                "config.ron:1:37: warning: the field hall is unknown and was ignored",
                "config.ron:1:88: warning: the field when is unknown and was ignored",
                "config.ron:1:125: warning: the field grace is unknown and was ignored",
            ]
        );
    }

    #[test]
    fn words_are_only_counted_beside_the_file_that_they_go_to() {
        let config = Config::parse("(count: \"counts.csv\", count_queries: true)").unwrap();
        assert_eq!(config.count_queries, Some(true));
        assert_eq!(
            errors("(count_queries: true)"),
            ["config.ron:1:17: the field count is missing; add it"]
        );
    }

    #[test]
    fn two_actions_change_keys() {
        let text = "(keys: (board: [(keys: [\"k\", \"<Down>\"], action: down), (keys: [\"j\", \"<Up>\"], action: up)]))";
        let keymap = Config::parse(text).unwrap().keymap();
        assert_eq!(keymap.resolve(Layer::Board, "k".parse().unwrap()), Some(Action::Down));
        assert_eq!(keymap.resolve(Layer::Board, "j".parse().unwrap()), Some(Action::Up));
    }
}
