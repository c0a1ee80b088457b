//! One word of a query, and how it matches a text: an automaton over the characters of the text.
//!
//! A state is a set of places in the term, one bit each: "so much of it is matched". A character takes each place further by
//! itself, by a reading in full, by its first letter, or, at the end of the term, by the beginning of a reading that is still
//! being typed. So `医疗`, `yiliao`, `yl`, `yi疗` and `yilia` are all the same kind of thing, and a longer term never matches
//! what its beginning does not.

use super::fold::{PUNCTUATION, SPACE, fold};
use super::pinyin::{readings, similar_sounds};

/// The longest term, in characters: the places in it, and the end, are the bits of a `u64`.
const WORD_LEN_MAX: usize = 63;

#[cfg(test)]
thread_local! {
    /// How often a letter was tried: tests count what would only be felt in a text that nobody has.
    pub(super) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The longest reading: `zhuang`.
const READING_LEN_MAX: usize = 6;

/// A word to look for, folded and without marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SearchWord {
    chars: Vec<char>,
    /// Before these a syllable must not go on: `xi'an`.
    syllable_breaks: u64,
    /// Before these a blank in the text does no harm: a phrase in quotes.
    blanks: u64,
    /// Only itself, no readings: a phrase in quotes.
    literal: bool,
}

/// How far a character may go in standing for its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum MatchLevel {
    /// Whole syllables.
    Syllables,
    /// First letters, too.
    Initials,
    /// First letters, and syllables that sound nearly the same.
    SimilarSound,
}

/// Where one character takes each place of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Transitions {
    /// The places from which it takes 1, 2, … letters of the word.
    by_len: [u64; READING_LEN_MAX],
    /// The places from which it reaches the end of the word in the middle of a syllable.
    to_end: u64,
    /// The places from which it goes anywhere.
    sources: u64,
}

impl MatchLevel {
    pub(super) const ALL: [Self; 3] = [Self::Syllables, Self::Initials, Self::SimilarSound];
}

impl Transitions {
    /// The places after this character, and whether the word (of that length) is complete.
    pub(super) fn step(&self, places: u64, len: usize) -> (u64, bool) {
        #[cfg(test)]
        STEPS.set(STEPS.get() + 1);
        // From nearly everywhere it goes nowhere.
        if places & self.sources == 0 {
            return (0, false);
        }
        let mut next = 0;
        for (letters, from) in self.by_len.iter().enumerate() {
            next |= (places & from) << (letters + 1);
        }
        (next, places & self.to_end != 0 || next >> len & 1 == 1)
    }

    /// How many letters it takes from that place, in each way that it can; `None` where it reaches the end within a syllable.
    pub(super) fn lengths_from(&self, place: usize) -> impl Iterator<Item = Option<usize>> {
        let by = self.by_len.into_iter().enumerate().filter(move |(_, from)| from >> place & 1 == 1);
        let end = (self.to_end >> place & 1 == 1).then_some(None);
        by.map(|(letters, _)| Some(letters + 1)).chain(end)
    }

    /// Takes each place as far as either of the two does.
    pub(super) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.by_len.iter_mut().zip(other.by_len) {
            *mine |= theirs;
        }
        self.to_end |= other.to_end;
        self.sources |= other.sources;
    }

    /// Whether it goes nowhere, from no place.
    pub(super) fn is_empty(&self) -> bool {
        self.sources == 0
    }
}

impl SearchWord {
    /// Of what somebody typed without blanks. Marks are dropped, but an apostrophe between letters parts syllables.
    pub(super) fn new(text: &str) -> Self {
        let mut word = Self::default();
        for c in text.chars() {
            match fold(c) {
                PUNCTUATION if matches!(c, '\'' | '’' | '＇') => word.syllable_breaks |= 1 << word.chars.len(),
                PUNCTUATION | SPACE => {}
                c if word.chars.len() < WORD_LEN_MAX => word.chars.push(c),
                _ => {}
            }
        }
        word
    }

    /// Of a phrase in quotes: just this, blanks included.
    pub(super) fn quoted(text: &str) -> Self {
        let mut word = Self { literal: true, ..Self::default() };
        for c in text.chars().map(fold) {
            match c {
                SPACE => word.blanks |= 1 << word.chars.len(),
                PUNCTUATION => {}
                c if word.chars.len() < WORD_LEN_MAX => word.chars.push(c),
                _ => {}
            }
        }
        word
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether it is `other` with more behind it.
    pub(super) fn starts_with(&self, other: &Self) -> bool {
        // Only below what the other has may be the same in both.
        let below = (1 << other.len()) - 1;
        self.literal == other.literal
            && self.chars.starts_with(&other.chars)
            && (self.syllable_breaks ^ other.syllable_breaks) & below == 0
            && (self.blanks ^ other.blanks) & below == 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Its characters.
    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Its characters, each once.
    pub(super) fn distinct_chars(&self) -> impl Iterator<Item = char> {
        self.chars.iter().enumerate().filter(|(at, c)| !self.chars.iter().take(*at).any(|other| other == *c)).map(|(_, c)| *c)
    }

    /// Whether it has letters that may spell a syllable.
    pub(super) fn may_be_pinyin(&self) -> bool {
        !self.literal && self.chars.iter().any(char::is_ascii_lowercase)
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether it stands for itself only.
    pub(super) fn is_literal(&self) -> bool {
        self.literal
    }

    /// Where `c`, folded, takes each place by itself.
    pub(super) fn char_transitions(&self, c: char) -> Transitions {
        let mut moves = Transitions::default();
        for (at, wanted) in self.chars.iter().enumerate() {
            if *wanted == c {
                moves.by_len[0] |= 1 << at;
            }
        }
        moves.sources = moves.by_len[0];
        moves
    }

    /// Where a character takes each place that is read so.
    pub(super) fn reading_transitions(&self, reading: &str, ear: MatchLevel) -> Transitions {
        let mut moves = Transitions::default();
        if !self.literal {
            self.add_reading(reading, ear >= MatchLevel::Initials, &mut moves);
            if ear == MatchLevel::SimilarSound {
                for reading in similar_sounds(reading) {
                    self.add_reading(&reading, false, &mut moves);
                }
            }
        }
        moves
    }

    /// Adds where `reading` takes each place.
    fn add_reading(&self, reading: &str, initials: bool, moves: &mut Transitions) {
        let initial = if reading.get(1..2) == Some("h") { 2 } else { 1 };
        let first = reading.chars().next();
        for at in 0..self.chars.len() {
            if self.chars.get(at).copied() != first {
                continue;
            }
            let agree = reading.chars().zip(self.chars.iter().skip(at)).take_while(|(heard, typed)| heard == *typed).count();
            // A syllable does not go on past an apostrophe.
            let agree =
                (1..=agree).take_while(|letters| *letters == 1 || self.syllable_breaks >> (at + letters - 1) & 1 == 0).count();
            let from = 1_u64 << at;
            if agree == reading.len() {
                moves.by_len[agree - 1] |= from;
            }
            // The rest of the syllable is not typed yet.
            if at + agree == self.chars.len() {
                moves.to_end |= from;
            }
            if initials {
                moves.by_len[0] |= from;
                if initial == 2 && agree >= 2 {
                    moves.by_len[1] |= from;
                }
            }
        }
        moves.sources = moves.by_len.iter().fold(moves.to_end, |any, from| any | from);
    }

    /// Whether blanks between Latin letters do no harm in some places.
    pub(super) fn has_blanks(&self) -> bool {
        self.blanks != 0
    }

    /// The places that are left when a blank came between two Latin letters.
    pub(super) fn states_after_blank(&self, places: u64) -> u64 {
        places & self.blanks
    }

    /// The places that are left when a blank or mark came before a character: between Latin letters a blank parts words (`spa`
    /// is not in `buses park`), anything else is nothing (`管网地块` is in `管网、地块`).
    pub(super) fn states_after_gap(&self, places: u64, blank: bool, before: char, after: char) -> u64 {
        if blank && before.is_ascii() && after.is_ascii() { self.states_after_blank(places) } else { places }
    }
}

/// Who can say where a character of a text, as it stands and folded, takes each place of a word.
pub(super) trait Automaton {
    /// Where it does.
    fn transitions(&self, raw: char, folded: char, ear: MatchLevel) -> Transitions;
}

/// A word can, for any character.
impl Automaton for SearchWord {
    fn transitions(&self, raw: char, folded: char, ear: MatchLevel) -> Transitions {
        let mut moves = self.char_transitions(folded);
        if self.may_be_pinyin() {
            for reading in readings(raw) {
                moves.merge(&self.reading_transitions(reading, ear));
            }
        }
        moves
    }
}
