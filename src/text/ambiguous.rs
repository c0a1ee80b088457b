//! Characters of ambiguous width.
//!
//! `“ ” … — · ℃ ²` and all lines and blocks take one cell on most terminals, and two on many
//! Chinese ones. Where they do, or may, each is laid out as a placeholder that takes two cells
//! everywhere: an unassigned code point in the plane of rare Han characters. The code that writes
//! to the terminal puts the original character back, and makes sure that it takes two cells.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// The width at which the terminal draws characters of ambiguous width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells.
    Wide,
    /// Unknown, or some one cell and some two: the screen is right in either case.
    Safe,
}

impl Ambiguous {
    /// The values on the command line, with their meaning; `auto` is not among them.
    pub const TAGS: [(&str, Self); 3] =
        [("narrow", Self::Narrow), ("wide", Self::Wide), ("safe", Self::Safe)];

    /// Returns the width with that tag on the command line.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::TAGS.into_iter().find(|(known, _)| *known == tag).map(|(_, width)| width)
    }

    /// Returns a row of the screen as plain text, with the original characters; in mode `Safe` each
    /// of them is followed by a space, so that it has two cells in any case.
    #[must_use]
    pub fn to_plain(self, row: &str) -> String {
        let padding = if self == Self::Safe { " " } else { "" };
        let plain = |c| original_of(c).map_or_else(|| String::from(c), |c| format!("{c}{padding}"));
        row.chars().map(plain).collect()
    }

    /// Returns `text` for layout: with placeholders, unless ambiguous characters are known to take
    /// one cell. Each character is replaced by one character, so that positions stay the same.
    #[must_use]
    pub fn with_placeholders(self, text: &str) -> Cow<'_, str> {
        if self == Self::Narrow || !text.chars().any(is_ambiguous) {
            return Cow::Borrowed(text);
        }
        // The replacement character, private-use characters and enclosed letters have no
        // placeholder.
        let placeholder = |c: char| {
            let code = Some(u32::from(c)).filter(|code| *code <= LAST_ORIGINAL);
            code.and_then(|code| char::from_u32(PLACEHOLDERS_START + code)).unwrap_or('?')
        };
        let replace = |c| if is_ambiguous(c) { placeholder(c) } else { c };
        Cow::Owned(text.chars().map(replace).collect())
    }
}

/// The first placeholder. Plane 3 is reserved for Han characters, and therefore wide; its upper
/// part is empty.
const PLACEHOLDERS_START: u32 = 0x3_4000;
/// The last character that has a placeholder.
const LAST_ORIGINAL: u32 = 0x33ff;

/// Returns true for characters that take one cell by Unicode, and two in an East Asian context.
fn is_ambiguous(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(1) && c.width_cjk() == Some(2)
}

/// Returns the character for which `c` is a placeholder, if it is one. It is never one that a
/// terminal obeys, whatever a file contains.
#[must_use]
pub fn original_of(c: char) -> Option<char> {
    let original = u32::from(c)
        .checked_sub(PLACEHOLDERS_START)
        .filter(|code| *code <= LAST_ORIGINAL)
        .and_then(char::from_u32);
    original.filter(|c| is_ambiguous(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells;

    #[test]
    fn an_ambiguous_character_is_laid_out_as_two_cells_and_comes_back() {
        for c in "“”‘’…—·℃²°①─│█●→×".chars() {
            let text = Ambiguous::Safe.with_placeholders(c.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(cells(&text), 2, "{c}");
            assert_eq!(text.chars().next().and_then(original_of), Some(c));
        }
        for mode in [Ambiguous::Narrow, Ambiguous::Wide, Ambiguous::Safe] {
            assert_eq!(
                mode.with_placeholders("停车 P+R，（一）《》m"),
                "停车 P+R，（一）《》m",
                "what is certain stays"
            );
        }
        assert_eq!(Ambiguous::Narrow.with_placeholders("“停车”"), "“停车”");
    }

    #[test]
    fn no_ambiguous_character_gets_through() {
        for c in '\0'..=char::MAX {
            let text = Ambiguous::Wide.with_placeholders(c.encode_utf8(&mut [0; 4])).into_owned();
            let mut chars = text.chars();
            let shown = chars.next().unwrap();
            assert_eq!(chars.next(), None, "character for character: {:x}", c as u32);
            assert!(!is_ambiguous(shown), "{:x}", c as u32);
            // An assigned Han character in this range would come back as another; there is none.
            assert!(original_of(c).is_none() || c.width() == Some(2));
        }
    }
}
