//! Which key means what. `assets/keys.ron` is the one table: bindings, footer, help page and the README's key list come from it.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde::Deserialize;

use super::Action;
use crate::lang::Strings;
use crate::text::half_width;

/// Who has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The three panes.
    Board,
    /// The search box; what is bound to nothing here is text.
    Search,
    /// The overview.
    Overview,
    /// The copy menu.
    Copy,
    /// The code for phones.
    Code,
    /// A letter is asked for, for a mark.
    Mark,
    /// The help page.
    Help,
}

impl Layer {
    /// All of them, the board first.
    pub const ALL: [Self; 7] = [Self::Board, Self::Search, Self::Overview, Self::Copy, Self::Code, Self::Mark, Self::Help];

    /// Where that is, for the help page.
    #[must_use]
    pub fn title(self, s: &Strings) -> &'static str {
        match self {
            Self::Board => s.keys_board,
            Self::Search => s.keys_search,
            Self::Overview => s.keys_overview,
            Self::Copy => s.keys_copy,
            Self::Code => s.keys_code,
            Self::Mark => s.keys_mark,
            Self::Help => s.keys_help,
        }
    }
}

/// A key with its modifiers, in one form whatever terminal it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Stands for all ten digits in the table.
const DIGIT: KeyCode = KeyCode::Char('0');

/// Names of keys, as written between `<` and `>`. The first name of a key is the one that is shown.
const NAMES: [(&str, KeyCode); 20] = [
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("0-9", DIGIT),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Del", KeyCode::Delete),
    ("Return", KeyCode::Enter),
];

impl Chord {
    /// Of a key as the terminal sent it.
    #[must_use]
    pub fn of(key: KeyEvent) -> Self {
        let mut modifiers = key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match key.code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        // A capital letter says itself that Shift was held; some terminals repeat it, some do not.
        if matches!(code, KeyCode::Char(_)) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
    }

    /// The key as a terminal sends it.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The character that it types, if it types one.
    #[must_use]
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// The ASCII digit that it types, full-width ones included.
    #[must_use]
    pub fn digit(self) -> Option<char> {
        self.text().map(half_width).filter(char::is_ascii_digit)
    }

    /// An active input method sends `？`, `／`, `ｊ`, `１`, `、` (the key of `/`) and `‘` (that of `'`): the keys that were meant. Digits are all one.
    fn folded(self) -> Self {
        let code = match self.code {
            KeyCode::Char('、') => KeyCode::Char('/'),
            KeyCode::Char('‘' | '’') => KeyCode::Char('\''),
            KeyCode::Char(c) => KeyCode::Char(half_width(c)),
            code => code,
        };
        match code {
            KeyCode::Char(c) if c.is_ascii_digit() => Self { code: DIGIT, ..self },
            code => Self { code, ..self },
        }
    }
}

impl fmt::Display for Chord {
    /// As the help page shows it: `j`, `Ctrl-d`, `PgDn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(n)) => write!(f, "F{n}"),
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

impl FromStr for Chord {
    type Err = ScriptError;

    /// Reads a single character, or a name in angle brackets: `<Enter>`, `<ctrl-d>`. Case does not matter in names.
    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let unknown = || ScriptError(text.to_owned());
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Self { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE });
        }
        let mut name = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).ok_or_else(unknown)?;
        let mut modifiers = KeyModifiers::NONE;
        for (prefix, modifier) in
            [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
        {
            if let Some((head, rest)) = name.split_at_checked(prefix.len())
                && head.eq_ignore_ascii_case(prefix)
            {
                modifiers |= modifier;
                name = rest;
            }
        }
        let named = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
        let function = || name.strip_prefix(['f', 'F'])?.parse().ok().filter(|n| (1..=12).contains(n)).map(KeyCode::F);
        let letter = || {
            let mut chars = name.chars();
            let only = chars.next().filter(|_| chars.next().is_none() && !modifiers.is_empty())?;
            Some(KeyCode::Char(only.to_ascii_lowercase()))
        };
        let code = named.or_else(function).or_else(letter).ok_or_else(unknown)?;
        Ok(Self { code, modifiers })
    }
}

/// A name in angle brackets that no key has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError(pub String);

/// Keys to be pressed one after the other, as `frame --keys` and the tests write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyScript(pub Vec<Chord>);

impl FromStr for KeyScript {
    type Err = ScriptError;

    /// Tokens are separated by spaces; `<name>` is a named key, anything else is typed character by character.
    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let mut chords = Vec::new();
        for token in text.split_whitespace() {
            if token.len() > 2 && token.starts_with('<') && token.ends_with('>') {
                chords.push(token.parse()?);
            } else {
                let typed = |c| Chord { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE };
                chords.extend(token.chars().map(typed));
            }
        }
        Ok(Self(chords))
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    layer: Layer,
    chords: Vec<Chord>,
    action: Action,
    /// Its place in the footer, if it has one.
    hint: Option<u8>,
}

/// The whole table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap(Vec<Row>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    board: Vec<RowFile>,
    search: Vec<RowFile>,
    overview: Vec<RowFile>,
    copy: Vec<RowFile>,
    code: Vec<RowFile>,
    mark: Vec<RowFile>,
    help: Vec<RowFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowFile {
    keys: Vec<String>,
    action: Action,
    #[serde(default)]
    hint: Option<u8>,
}

impl Keymap {
    /// The table that the board ships with.
    ///
    /// # Panics
    /// Never: a test reads it.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a fault in an embedded asset is a fault of the build, and a test finds it")]
    pub fn builtin() -> Self {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let file: TableFile = options.from_str(include_str!("../../assets/keys.ron")).expect("keys.ron is RON");
        let layers = [
            (Layer::Board, file.board),
            (Layer::Search, file.search),
            (Layer::Overview, file.overview),
            (Layer::Copy, file.copy),
            (Layer::Code, file.code),
            (Layer::Mark, file.mark),
            (Layer::Help, file.help),
        ];
        let rows = layers.into_iter().flat_map(|(layer, rows)| {
            rows.into_iter().map(move |row| Row {
                layer,
                chords: row.keys.iter().map(|key| key.parse().expect("keys.ron names keys that exist")).collect(),
                action: row.action,
                hint: row.hint,
            })
        });
        Self(rows.collect())
    }

    /// The table without the rows for `action`: for places where nobody may do that.
    #[must_use]
    pub fn without(mut self, action: Action) -> Self {
        self.0.retain(|row| row.action != action);
        self
    }

    /// Whether there is a key for `action` anywhere.
    #[must_use]
    pub fn has(&self, action: Action) -> bool {
        self.0.iter().any(|row| row.action == action)
    }

    /// What `chord` means where `layer` has the keyboard.
    #[must_use]
    pub fn resolve(&self, layer: Layer, chord: Chord) -> Option<Action> {
        // In the search box `？` is a character like any other.
        let chord = if layer == Layer::Search { chord } else { chord.folded() };
        self.rows(layer).find(|row| row.chords.contains(&chord)).map(|row| row.action)
    }

    /// The keys of a layer and what they do, in the order of the table.
    pub fn bindings(&self, layer: Layer) -> impl Iterator<Item = (String, Action)> {
        self.rows(layer).map(|row| {
            let keys: Vec<String> = row.chords.iter().map(Chord::to_string).collect();
            (keys.join(" "), row.action)
        })
    }

    /// The first key for `action` in a layer, if there is one.
    #[must_use]
    pub fn key_of(&self, layer: Layer, action: Action) -> Option<String> {
        self.rows(layer).find(|row| row.action == action)?.chords.first().map(Chord::to_string)
    }

    /// What the footer says in a layer: the first key of those actions that have a place there, in that order.
    #[must_use]
    pub fn hints(&self, layer: Layer) -> Vec<(String, Action)> {
        let mut hints: Vec<_> = self.rows(layer).filter_map(|row| Some((row.hint?, row.chords.first()?, row.action))).collect();
        hints.sort_by_key(|(place, ..)| *place);
        hints.into_iter().map(|(_, chord, action)| (chord.to_string(), action)).collect()
    }

    fn rows(&self, layer: Layer) -> impl Iterator<Item = &Row> {
        self.0.iter().filter(move |row| row.layer == layer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn action(layer: Layer, key: &str) -> Option<Action> {
        Keymap::builtin().resolve(layer, Chord::of(key.parse::<Chord>().unwrap().event()))
    }

    #[test]
    fn no_key_means_two_things_in_one_layer() {
        let keymap = Keymap::builtin();
        for layer in Layer::ALL {
            let mut seen = std::collections::HashSet::new();
            for row in keymap.rows(layer) {
                for chord in &row.chords {
                    assert!(seen.insert(*chord), "{chord} twice in {layer:?}");
                    assert_eq!(chord.folded(), *chord, "{chord} can never be pressed");
                }
            }
        }
    }

    #[test]
    fn keys_print_as_they_are_read() {
        for row in Keymap::builtin().0 {
            for chord in row.chords {
                let shown = chord.to_string();
                let text = if shown.chars().count() == 1 { shown } else { format!("<{shown}>") };
                assert_eq!(text.parse(), Ok(chord), "{text}");
            }
        }
    }

    #[test]
    fn an_active_input_method_does_not_lock_the_board() {
        for (typed, meant) in
            [("？", "?"), ("／", "/"), ("、", "/"), ("‘", "'"), ("ｊ", "j"), ("１", "1"), ("Ｇ", "G"), ("　", "<Space>")]
        {
            assert_eq!(action(Layer::Board, typed), action(Layer::Board, meant), "{typed}");
            assert!(action(Layer::Board, typed).is_some(), "{typed}");
            assert_eq!(action(Layer::Search, typed), None, "{typed} is text in the search box");
        }
    }

    #[test]
    fn modifiers_are_matched_exactly() {
        assert_eq!(action(Layer::Board, "q"), Some(Action::Quit));
        assert_eq!(action(Layer::Board, "<Ctrl-q>"), None);
        assert_eq!(action(Layer::Board, "<Alt-q>"), None);
    }

    #[test]
    fn a_script_is_read_token_by_token() {
        let script: KeyScript = "j 医疗 <enter> <Ctrl-D> <".parse().unwrap();
        let shown: Vec<String> = script.0.iter().map(Chord::to_string).collect();
        assert_eq!(shown, ["j", "医", "疗", "Enter", "Ctrl-d", "<"]);
        assert_eq!("<nope>".parse::<KeyScript>(), Err(ScriptError("<nope>".into())));
    }
}
