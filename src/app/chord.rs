//! Keys: as terminals send them, as people write them.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::half_width;

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
    pub fn from_event(key: KeyEvent) -> Self {
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

    /// Whether it can be pressed as it is written: full-width forms and single digits mean other keys.
    #[must_use]
    pub fn is_plain(self) -> bool {
        self.normalized() == self
    }

    /// The key as a terminal sends it.
    #[must_use]
    pub fn to_event(self) -> KeyEvent {
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
    pub(super) fn normalized(self) -> Self {
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
    type Err = KeyParseError;

    /// Reads a single character, or a name in angle brackets: `<Enter>`, `<ctrl-d>`. Case does not matter in names.
    fn from_str(text: &str) -> Result<Self, KeyParseError> {
        let unknown = || KeyParseError(text.to_owned());
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
pub struct KeyParseError(pub String);

/// Keys to be pressed one after the other, as `frame --keys` and the tests write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyScript(pub Vec<Chord>);

impl FromStr for KeyScript {
    type Err = KeyParseError;

    /// Tokens are separated by spaces; `<name>` is a named key, anything else is typed character by character.
    fn from_str(text: &str) -> Result<Self, KeyParseError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_read_token_by_token() {
        let script: KeyScript = "j 医疗 <enter> <Ctrl-D> <".parse().unwrap();
        let shown: Vec<String> = script.0.iter().map(Chord::to_string).collect();
        assert_eq!(shown, ["j", "医", "疗", "Enter", "Ctrl-d", "<"]);
        assert_eq!("<nope>".parse::<KeyScript>(), Err(KeyParseError("<nope>".into())));
    }
}
