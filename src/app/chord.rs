//! Keys: normalized from the terminal's events, and parsed from their written form.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keymap_error::KeymapError;
use crate::text::{clean, to_half_width};

/// A key with its modifiers, in one form for all terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Stands for all ten digits in the key table.
const DIGIT: KeyCode = KeyCode::Char('0');

/// The names of keys between `<` and `>`. If a key has several names, the first is displayed.
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
    /// Converts a key event from the terminal.
    #[must_use]
    pub fn from_event(key: KeyEvent) -> Self {
        let mut modifiers =
            key.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match key.code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(c.to_ascii_lowercase())
            }
            code => code,
        };
        // A capital letter already implies Shift; some terminals report it as well, some do not.
        if matches!(code, KeyCode::Char(_)) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
    }

    /// Returns true if the key can match a binding as it is written: full-width characters and
    /// single digits are normalized to other keys.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.normalized() == self
    }

    /// Converts the key to the event a terminal would send for it.
    #[must_use]
    pub fn to_event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// Returns the character the key types, if it types one.
    #[must_use]
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            _ => None,
        }
    }

    /// Returns the ASCII digit the key types; a full-width digit is converted.
    #[must_use]
    pub fn digit(self) -> Option<char> {
        self.text().map(to_half_width).filter(char::is_ascii_digit)
    }

    /// Returns the key that was meant while an input method is active, which sends `？`, `／`,
    /// `ｊ`, `１`, `、` (the key of `/`) and `‘` (the key of `'`). All digits become `0`, which
    /// stands for `<0-9>`.
    pub(crate) fn normalized(self) -> Self {
        let code = match self.code {
            KeyCode::Char('、') => KeyCode::Char('/'),
            KeyCode::Char('‘' | '’') => KeyCode::Char('\''),
            KeyCode::Char(c) => KeyCode::Char(to_half_width(c)),
            code => code,
        };
        match code {
            KeyCode::Char(c) if c.is_ascii_digit() => Self { code: DIGIT, ..self },
            code => Self { code, ..self },
        }
    }
}

impl fmt::Display for Chord {
    /// Formats the key as the help page shows it: `j`, `Ctrl-d`, `PgDn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
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
    type Err = KeymapError;

    /// Parses a single character, or a name in angle brackets: `<Enter>`, `<ctrl-d>`. Names are
    /// case-insensitive. Control characters and invisible ones are refused: no terminal sends them
    /// as text.
    fn from_str(text: &str) -> Result<Self, KeymapError> {
        let error = || KeymapError::BadKey(text.to_owned());
        if clean(text) != text {
            return Err(error());
        }
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(Self { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE });
        }
        let mut name =
            text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).ok_or_else(error)?;
        let mut modifiers = KeyModifiers::NONE;
        for (prefix, modifier) in [
            ("ctrl-", KeyModifiers::CONTROL),
            ("alt-", KeyModifiers::ALT),
            ("shift-", KeyModifiers::SHIFT),
        ] {
            if let Some((head, rest)) = name.split_at_checked(prefix.len())
                && head.eq_ignore_ascii_case(prefix)
            {
                modifiers |= modifier;
                name = rest;
            }
        }
        let named =
            NAMES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
        let function_key = || {
            name.strip_prefix(['f', 'F'])?
                .parse()
                .ok()
                .filter(|n| (1..=12).contains(n))
                .map(KeyCode::F)
        };
        let letter = || {
            let mut chars = name.chars();
            let c = chars.next().filter(|_| chars.next().is_none() && !modifiers.is_empty())?;
            Some(KeyCode::Char(c.to_ascii_lowercase()))
        };
        let code = named.or_else(function_key).or_else(letter).ok_or_else(error)?;
        Ok(Self { code, modifiers })
    }
}

/// A sequence of keys, as written for `frame --keys` and in the tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyScript(pub Vec<Chord>);

impl FromStr for KeyScript {
    type Err = KeymapError;

    /// Parses tokens separated by whitespace: `<name>` is a named key, any other token is typed
    /// character by character.
    fn from_str(text: &str) -> Result<Self, KeymapError> {
        let mut chords = Vec::new();
        for token in text.split_whitespace() {
            if token.len() > 2 && token.starts_with('<') && token.ends_with('>') {
                chords.push(token.parse()?);
            } else {
                let chord = |c| Chord { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE };
                chords.extend(token.chars().map(chord));
            }
        }
        Ok(Self(chords))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_token_by_token() {
        let script: KeyScript = "j 医疗 <enter> <Ctrl-D> <".parse().unwrap();
        let shown: Vec<String> = script.0.iter().map(Chord::to_string).collect();
        assert_eq!(shown, ["j", "医", "疗", "Enter", "Ctrl-d", "<"]);
        assert_eq!("<nope>".parse::<KeyScript>(), Err(KeymapError::BadKey("<nope>".into())));
    }

    #[test]
    fn what_no_terminal_sends_is_no_key() {
        for text in ["\u{1}", "\t", "\u{7f}", "\u{85}", "\u{feff}", "\u{202e}", "<Ctrl-\u{1}>"] {
            assert_eq!(text.parse::<Chord>(), Err(KeymapError::BadKey(text.into())), "{text:?}");
        }
        for text in ["中", "\u{a0}", "é", "<Ctrl-i>"] {
            assert!(text.parse::<Chord>().is_ok(), "{text:?}");
        }
    }
}
