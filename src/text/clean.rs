//! The only sanitizer. Everything from outside passes through it: catalog texts, pastes,
//! arguments, file names, error messages.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

use super::original_of;

/// Maximum number of combining marks on one base character: languages use up to four; more are an
/// attack on the renderer (CVE-2021-27135).
const MARKS_MAX: usize = 4;

/// Returns `text` on one line and without anything that a terminal obeys instead of showing it.
///
/// Line breaks and tabs become a space; other control characters (C0, DEL, C1) become the
/// replacement character, so that the user sees that something was there. Bidirectional controls
/// (CVE-2021-42574), invisible and tag characters and variation selectors (two cells here, one in
/// tmux) are removed, and so are combining marks without a base and those past the fourth on one
/// base.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) { Cow::Borrowed(text) } else { cleaned(text) }
}

/// Returns true if `text` has only characters that nearly all texts consist of and that never need
/// cleaning; a million projects are full of them. The bytes of these characters in UTF-8 tell.
pub(crate) fn is_plain(text: &str) -> bool {
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            // '\u{4e00}'..='\u{9fff}', ' '..='~', '\u{3001}'..='\u{3029}', '\u{ff01}'..='\u{ff5e}',
            // '“' and '”'; the most frequent first.
            [0xe5..=0xe9, _, _, rest @ ..]
            | [0xe4, 0xb8..=0xbf, _, rest @ ..]
            | [b' '..=b'~', rest @ ..]
            | [0xe3, 0x80, 0x81..=0xa9, rest @ ..]
            | [0xef, 0xbc, 0x81..=0xbf, rest @ ..]
            | [0xef, 0xbd, 0x80..=0x9e, rest @ ..]
            | [0xe2, 0x80, 0x9c..=0x9d, rest @ ..] => rest,
            _ => return false,
        }
    }
}

/// Cleans a text that may need it; borrows it if it does not.
fn cleaned(text: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(text.len());
    // A text must not begin with a mark: ratatui's wrapping panics on it (ratatui#2679).
    let mut marks = MARKS_MAX;
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(' ');
                marks = MARKS_MAX;
            }
            c if c.is_control() => {
                out.push(char::REPLACEMENT_CHARACTER);
                marks = 0;
            }
            c if is_invisible(c) => {}
            // Placeholders for ambiguous characters are unassigned code points: none may come from
            // a file.
            c if original_of(c).is_some() => out.push(char::REPLACEMENT_CHARACTER),
            c if c.width() == Some(0) => {
                if marks < MARKS_MAX {
                    out.push(c);
                    marks += 1;
                }
            }
            c => {
                out.push(c);
                marks = if c.is_whitespace() { MARKS_MAX } else { 0 };
            }
        }
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Returns true for format characters and the like, which change how their neighbours look, or
/// hide.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_terminals_obey_is_taken_out() {
        for (dirty, harmless) in [
            ("停车位 P+R", "停车位 P+R"),
            ("a\u{1b}]52;c;eA==\u{7}b", "a\u{fffd}]52;c;eA==\u{fffd}b"),
            ("a\u{9b}31mb", "a\u{fffd}31mb"),
            ("一\r\n二\t三", "一  二 三"),
            ("左\u{202e}右\u{200b}中\u{feff}", "左右中"),
            ("\u{301}e\u{301}", "e\u{301}"),
            ("z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "z\u{301}\u{302}\u{303}\u{304}"),
            ("❤\u{fe0f}", "❤"),
        ] {
            assert_eq!(clean(dirty), harmless);
        }
    }

    #[test]
    fn what_is_plain_needs_no_cleaning() {
        let is_usual = |c: &char| {
            matches!(
                c,
                '\u{4e00}'..='\u{9fff}'
                    | ' '..='~'
                    | '\u{3001}'..='\u{3029}'
                    | '\u{ff01}'..='\u{ff5e}'
                    | '“'
                    | '”'
            )
        };
        for c in '\0'..=char::MAX {
            let text = format!("{c}{c}");
            assert_eq!(is_plain(&text), is_usual(&c), "{:x}", c as u32);
            assert!(!is_usual(&c) || cleaned(&text) == text, "{:x}", c as u32);
        }
    }

    #[test]
    fn no_code_point_gets_through_that_a_terminal_obeys() {
        for c in '\0'..=char::MAX {
            let text = format!("a{c}b");
            let harmless = clean(&text);
            assert!(!harmless.chars().any(|c| c.is_control() || is_invisible(c)), "{:x}", c as u32);
            assert!(!harmless.chars().any(|c| original_of(c).is_some()), "{:x}", c as u32);
            assert_eq!(
                clean(&harmless),
                harmless,
                "cleaning twice changes nothing: {:x}",
                c as u32
            );
        }
    }
}
