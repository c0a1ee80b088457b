//! Lints: content of a file that is valid but hardly intended.

use super::columns::{Column, ProgrammeField};
use crate::lang::{Lang, fill};

/// Maximum width of a title, in cells, on a line of the smallest screen, which is 40 columns wide:
/// the number and the marks beside it take the rest.
pub const TITLE_MAX: usize = 36;

/// Maximum length of a text, in characters: several screens of the largest size, and more than
/// people read on a board.
pub const TEXT_MAX: usize = 5_000;

/// Content that the user should look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lint {
    /// Target without a unit; holds its description.
    NoUnit(String),
    /// Title that does not fit on a narrow screen, and its width in cells.
    LongTitle(usize),
    /// Text that no screen shows as a whole, and its length in characters.
    LongText(usize),
    /// Text in Chinese only, while others are in English, too; holds its bilingual label.
    NoEnglish(&'static str),
    /// Place that is named in the summary but missing in the list.
    UnlistedPlace(String),
    /// Full-width digits; holds the text with plain ones.
    FullWidthDigits(String),
    /// Qualifier among the words of a target, where it has no effect.
    StrayQualifier(String),
    /// Title that another project has, too; holds its number.
    SameTitle(u32),
    /// Domain without projects; holds its id.
    IdleDomain(String),
}

/// Owner of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The programme, and the field.
    Programme(ProgrammeField),
    /// The domain at this position, from 0.
    Domain(usize),
    /// The project at this position, from 0.
    Project(usize),
}

/// Location of a text within a catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Owner of the text.
    pub owner: Owner,
    /// Field and language.
    pub column: Column,
    /// Position within a list, from 0.
    pub nth: usize,
}

impl Lint {
    /// Returns the code for programs and `check: allow` comments; stable across versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoUnit(_) => "no-unit",
            Self::LongTitle(_) => "long-title",
            Self::LongText(_) => "long-text",
            Self::NoEnglish(_) => "no-english",
            Self::UnlistedPlace(_) => "unlisted-place",
            Self::FullWidthDigits(_) => "full-width-digits",
            Self::StrayQualifier(_) => "stray-qualifier",
            Self::SameTitle(_) => "same-title",
            Self::IdleDomain(_) => "idle-domain",
        }
    }

    /// Returns the message: what to look at, and what to do about it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        match self {
            Self::NoUnit(what) => fill(s.lint_no_unit, &[what]),
            Self::LongTitle(width) => {
                fill(s.lint_long_title, &[&width.to_string(), &TITLE_MAX.to_string()])
            }
            Self::LongText(length) => {
                fill(s.lint_long_text, &[&length.to_string(), &TEXT_MAX.to_string()])
            }
            Self::NoEnglish(label) => {
                let (zh, en) = label.split_once(' ').unwrap_or((label, label));
                fill(s.lint_no_english, &[if lang == Lang::Zh { zh } else { en }])
            }
            Self::UnlistedPlace(place) => fill(s.lint_unlisted_place, &[place]),
            Self::FullWidthDigits(plain) => fill(s.lint_full_width_digits, &[plain]),
            Self::StrayQualifier(word) => fill(s.lint_stray_qualifier, &[word]),
            Self::SameTitle(no) => fill(s.lint_same_title, &[&format!("{no:02}")]),
            Self::IdleDomain(id) => fill(s.lint_idle_domain, &[id]),
        }
    }
}
