//! Matching of words with texts: by characters, by pinyin, by initials, by similar sounds.
//!
//! Texts and queries are compared in folded form ([`fold()`]): one character folds to one, so the
//! position of a match is a position in the text as shown. A word is an automaton that matches
//! characters as they are or by their readings (`word`, `pinyin`). `scorer` orders equal matches.
//! Nothing here knows projects or catalogs.

mod fold;
mod normalized_text;
mod pinyin;
mod scorer;
mod word;

pub use fold::fold;
pub(crate) use fold::{PUNCTUATION, SPACE};
pub(crate) use normalized_text::{NormalizedText, WordMatch, find_subsequence};
pub(crate) use pinyin::{is_syllable, readings};
pub(crate) use scorer::Scorer;
pub(crate) use word::{Automaton, MatchLevel, SearchWord, Transitions};
