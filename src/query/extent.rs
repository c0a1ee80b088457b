//! The extent of a match: whether its ends are those of syllables and English words.

use super::locate::{field_texts, text_fields};
use super::syntax::Query;
use crate::matcher::{NormalizedText, SearchWord, fold, readings};
use crate::model::{Catalog, Project};

/// The extent that a match must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Any.
    Any,
    /// From the start of a syllable or an English word on.
    FromStart,
    /// Whole syllables or English words.
    Whole,
}

impl Extent {
    /// Returns true if the first word of the query has this extent in some text of the project.
    pub(crate) fn is_in(self, query: &Query, catalog: &Catalog, project: &Project) -> bool {
        let Some(word) = query.words().next() else { return true };
        let is_in_text = |text: &str| {
            let found =
                NormalizedText::new(text).find(word, word).filter(|found| !found.by_initials);
            found.is_some_and(|found| self.allows(MatchEnds::new(word, text, &found.positions)))
        };
        let mut fields = text_fields(None);
        fields.any(|field| field_texts(catalog, project, field).any(|(.., text)| is_in_text(&text)))
    }

    fn allows(self, ends: MatchEnds) -> bool {
        match self {
            Self::Any => true,
            Self::FromStart => !ends.begins_within,
            Self::Whole => ends.unfinished() == 0,
        }
    }
}

/// The ends of a match in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MatchEnds {
    begins_within: bool,
    ends_within: bool,
    is_begun: bool,
}

impl MatchEnds {
    /// Finds the ends of the match of `word` at `positions` of `text`: `taihu` is the whole of 太湖,
    /// but only begins 泰和.
    pub(crate) fn new(word: &SearchWord, text: &str, positions: &[usize]) -> Self {
        let (first, last) = (positions.first().copied(), positions.last().copied());
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let mut around_first = text.chars().skip(first.saturating_sub(1)).take(2);
        let begins_within = first > 0 && around_first.all(|c| c.is_ascii_alphabetic());
        let mut from_last = text.chars().skip(last);
        let last = from_last.next().unwrap_or(' ');
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let ends_within = is_letter(last) && from_last.next().is_some_and(is_letter);
        let is_whole = word.is_keypad() || word.chars().last() == Some(&fold(last)) || {
            let typed = word.text();
            readings(last).into_iter().any(|reading| typed.ends_with(reading))
        };
        Self { begins_within, ends_within, is_begun: !is_whole }
    }

    /// Returns the number of ends that lie within a syllable or an English word.
    pub(crate) fn unfinished(self) -> usize {
        usize::from(self.begins_within) + usize::from(self.ends_within) + usize::from(self.is_begun)
    }
}
