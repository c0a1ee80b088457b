//! One word of a query, and how it matches a text: an automaton over the characters of the text.
//!
//! A state is a set of places in the term, one bit each: "so much of it is matched". A character takes each place further by
//! itself, by a reading in full, by its first letter, or, at the end of the term, by the beginning of a reading that is still
//! being typed. So `医疗`, `yiliao`, `yl`, `yi疗` and `yilia` are all the same kind of thing, and a longer term never matches
//! what its beginning does not.

use super::fold::{BLANK, MARK, fold};
use super::sound::{near, readings};

/// The longest term, in characters: the places in it, and the end, are the bits of a `u64`.
const LONGEST: usize = 63;

#[cfg(test)]
thread_local! {
    /// How often a letter was tried: tests count what would only be felt in a text that nobody has.
    pub(super) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// The longest reading: `zhuang`.
const READING: usize = 6;

/// A word to look for, folded and without marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    chars: Vec<char>,
    /// Before these a syllable must not go on: `xi'an`.
    cuts: u64,
    /// Before these a blank in the text does no harm: a phrase in quotes.
    blanks: u64,
    /// Only itself, no readings: a phrase in quotes.
    exact: bool,
}

/// How far a character may go in standing for its readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ear {
    /// Whole syllables.
    Whole,
    /// First letters, too.
    Initials,
    /// First letters, and syllables that sound nearly the same.
    Near,
}

/// Where one character takes each place of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moves {
    /// The places from which it takes 1, 2, … letters of the word.
    by: [u64; READING],
    /// The places from which it reaches the end of the word in the middle of a syllable.
    end: u64,
    /// The places from which it goes anywhere.
    any: u64,
}

impl Ear {
    pub(super) const ALL: [Self; 3] = [Self::Whole, Self::Initials, Self::Near];
}

impl Moves {
    /// The places after this character, and whether the word (of that length) is complete.
    pub(super) fn step(&self, places: u64, len: usize) -> (u64, bool) {
        #[cfg(test)]
        STEPS.set(STEPS.get() + 1);
        // From nearly everywhere it goes nowhere.
        if places & self.any == 0 {
            return (0, false);
        }
        let mut next = 0;
        for (letters, from) in self.by.iter().enumerate() {
            next |= (places & from) << (letters + 1);
        }
        (next, places & self.end != 0 || next >> len & 1 == 1)
    }

    /// How many letters it takes from that place, in each way that it can; `None` where it reaches the end within a syllable.
    pub(super) fn from(&self, place: usize) -> impl Iterator<Item = Option<usize>> {
        let by = self.by.into_iter().enumerate().filter(move |(_, from)| from >> place & 1 == 1);
        let end = (self.end >> place & 1 == 1).then_some(None);
        by.map(|(letters, _)| Some(letters + 1)).chain(end)
    }

    /// Takes each place as far as either of the two does.
    pub(super) fn join(&mut self, other: &Self) {
        for (mine, theirs) in self.by.iter_mut().zip(other.by) {
            *mine |= theirs;
        }
        self.end |= other.end;
        self.any |= other.any;
    }

    /// Whether it goes nowhere, from no place.
    pub(super) fn is_stuck(&self) -> bool {
        self.any == 0
    }
}

impl Word {
    /// Of what somebody typed without blanks. Marks are dropped, but an apostrophe between letters parts syllables.
    pub(super) fn typed(text: &str) -> Self {
        let mut word = Self::default();
        for c in text.chars() {
            match fold(c) {
                MARK if matches!(c, '\'' | '’' | '＇') => word.cuts |= 1 << word.chars.len(),
                MARK | BLANK => {}
                c if word.chars.len() < LONGEST => word.chars.push(c),
                _ => {}
            }
        }
        word
    }

    /// Of a phrase in quotes: just this, blanks included.
    pub(super) fn phrase(text: &str) -> Self {
        let mut word = Self { exact: true, ..Self::default() };
        for c in text.chars().map(fold) {
            match c {
                BLANK => word.blanks |= 1 << word.chars.len(),
                MARK => {}
                c if word.chars.len() < LONGEST => word.chars.push(c),
                _ => {}
            }
        }
        word
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether it is `other` with more behind it.
    pub(super) fn begins_with(&self, other: &Self) -> bool {
        // Only below what the other has may be the same in both.
        let below = (1 << other.len()) - 1;
        self.exact == other.exact
            && self.chars.starts_with(&other.chars)
            && (self.cuts ^ other.cuts) & below == 0
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
    pub(super) fn distinct(&self) -> impl Iterator<Item = char> {
        self.chars.iter().enumerate().filter(|(at, c)| !self.chars.iter().take(*at).any(|other| other == *c)).map(|(_, c)| *c)
    }

    /// Whether it has letters that may spell a syllable.
    pub(super) fn is_spelt(&self) -> bool {
        !self.exact && self.chars.iter().any(char::is_ascii_lowercase)
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether it stands for itself only.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// Where `c`, folded, takes each place by itself.
    pub(super) fn moves_of_char(&self, c: char) -> Moves {
        let mut moves = Moves::default();
        for (at, wanted) in self.chars.iter().enumerate() {
            if *wanted == c {
                moves.by[0] |= 1 << at;
            }
        }
        moves.any = moves.by[0];
        moves
    }

    /// Where a character takes each place that is read so.
    pub(super) fn moves_of(&self, reading: &str, ear: Ear) -> Moves {
        let mut moves = Moves::default();
        if !self.exact {
            self.hear(reading, ear >= Ear::Initials, &mut moves);
            if ear == Ear::Near {
                for reading in near(reading) {
                    self.hear(&reading, false, &mut moves);
                }
            }
        }
        moves
    }

    /// Adds where `reading` takes each place.
    fn hear(&self, reading: &str, initials: bool, moves: &mut Moves) {
        let initial = if reading.get(1..2) == Some("h") { 2 } else { 1 };
        let first = reading.chars().next();
        for at in 0..self.chars.len() {
            if self.chars.get(at).copied() != first {
                continue;
            }
            let agree = reading.chars().zip(self.chars.iter().skip(at)).take_while(|(heard, typed)| heard == *typed).count();
            // A syllable does not go on past an apostrophe.
            let agree = (1..=agree).take_while(|letters| *letters == 1 || self.cuts >> (at + letters - 1) & 1 == 0).count();
            let from = 1_u64 << at;
            if agree == reading.len() {
                moves.by[agree - 1] |= from;
            }
            // The rest of the syllable is not typed yet.
            if at + agree == self.chars.len() {
                moves.end |= from;
            }
            if initials {
                moves.by[0] |= from;
                if initial == 2 && agree >= 2 {
                    moves.by[1] |= from;
                }
            }
        }
        moves.any = moves.by.iter().fold(moves.end, |any, from| any | from);
    }

    /// Whether blanks between Latin letters do no harm in some places.
    pub(super) fn has_blanks(&self) -> bool {
        self.blanks != 0
    }

    /// The places that are left when a blank came between two Latin letters.
    pub(super) fn over_blank(&self, places: u64) -> u64 {
        places & self.blanks
    }

    /// The places that are left when a blank or mark came before a character: between Latin letters a blank parts words (`spa`
    /// is not in `buses park`), anything else is nothing (`管网地块` is in `管网、地块`).
    pub(super) fn over_gap(&self, places: u64, blank: bool, before: char, after: char) -> u64 {
        if blank && before.is_ascii() && after.is_ascii() { self.over_blank(places) } else { places }
    }
}

/// Who can say where a character of a text, as it stands and folded, takes each place of a word.
pub(super) trait Hearing {
    /// Where it does.
    fn moves(&self, raw: char, folded: char, ear: Ear) -> Moves;
}

/// A word can, for any character.
impl Hearing for Word {
    fn moves(&self, raw: char, folded: char, ear: Ear) -> Moves {
        let mut moves = self.moves_of_char(folded);
        if self.is_spelt() {
            for reading in readings(raw) {
                moves.join(&self.moves_of(reading, ear));
            }
        }
        moves
    }
}
