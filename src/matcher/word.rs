//! A word of a query as a bit-parallel NFA over the characters of a text (Shift-And).
//!
//! State `n`, bit `n` of a `u64`, means that the first `n` characters of the word are matched. A
//! character of the text advances a state by itself, by a whole reading, by the initial of a
//! reading or, at the end of the word, by the beginning of a reading that is still being typed. So
//! one word may mix forms: `医疗`, `yiliao`, `yl`, `yi疗` and `yilia` all match 医疗, and a word
//! never matches where one of its prefixes does not.

use super::fold::{PUNCTUATION, SPACE, fold};
use super::pinyin::{readings, similar_sounds};

/// Maximum length of a word in characters: its states and the final state are the bits of a `u64`.
const WORD_LEN_MAX: usize = 63;

#[cfg(test)]
thread_local! {
    /// Calls of `Transitions::step` on this thread: tests count them instead of timing long texts.
    pub(crate) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Length of the longest reading, `zhuang`.
const READING_LEN_MAX: usize = 6;

/// A word to search for: folded characters without punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SearchWord {
    chars: Vec<char>,
    /// Bit `n`: no syllable may continue across the boundary before character `n` (`xi'an`).
    syllable_breaks: u64,
    /// Bit `n`: the text may have a blank before character `n` (a blank in a quoted phrase).
    blanks: u64,
    /// True for a quoted phrase: it matches characters only, no readings.
    literal: bool,
    /// True if the characters are keys of a phone: each matches the letters on it.
    keypad: bool,
}

/// Returns the key of a phone that has the letter `c`.
fn phone_key(c: char) -> Option<char> {
    Some(match c {
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        'w'..='z' => '9',
        _ => return None,
    })
}

/// The looseness with which a character of a text may match by its readings; each level includes
/// those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum MatchLevel {
    /// Whole syllables, and at the end of the word the beginning of one.
    Syllables,
    /// Initials of syllables, too.
    Initials,
    /// Initials, and syllables that sound similar.
    SimilarSound,
}

/// The transitions of one character: from which states it advances, and how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Transitions {
    /// `by_len[n]`: states that advance by `n + 1` characters of the word.
    by_len: [u64; READING_LEN_MAX],
    /// States from which the word ends in the middle of a syllable.
    to_end: u64,
    /// Union of all states above, for an early exit.
    sources: u64,
}

impl MatchLevel {
    /// All levels, strictest first.
    pub(crate) const ALL: [Self; 3] = [Self::Syllables, Self::Initials, Self::SimilarSound];
}

impl Transitions {
    /// Returns the states after this character, and true if the word, of `len` characters, is
    /// complete.
    pub(crate) fn step(&self, states: u64, len: usize) -> (u64, bool) {
        #[cfg(test)]
        STEPS.set(STEPS.get() + 1);
        // Most characters advance no state.
        if states & self.sources == 0 {
            return (0, false);
        }
        let mut next = 0;
        for (nth, sources) in self.by_len.iter().enumerate() {
            next |= (states & sources) << (nth + 1);
        }
        (next, states & self.to_end != 0 || next >> len & 1 == 1)
    }

    /// Returns every number of characters by which `state` advances; `None` stands for reaching the
    /// end of the word within a syllable.
    pub(crate) fn lengths_from(&self, state: usize) -> impl Iterator<Item = Option<usize>> {
        let lengths = self
            .by_len
            .into_iter()
            .enumerate()
            .filter(move |(_, sources)| sources >> state & 1 == 1)
            .map(|(nth, _)| Some(nth + 1));
        let end = (self.to_end >> state & 1 == 1).then_some(None);
        lengths.chain(end)
    }

    /// Adds the transitions of `other`.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.by_len.iter_mut().zip(other.by_len) {
            *mine |= theirs;
        }
        self.to_end |= other.to_end;
        self.sources |= other.sources;
    }

    /// Returns true if no state advances.
    pub(crate) fn is_empty(&self) -> bool {
        self.sources == 0
    }
}

impl SearchWord {
    /// Builds a word from `text`, typed without blanks. Punctuation is dropped, but an apostrophe
    /// marks a syllable boundary. Characters beyond `WORD_LEN_MAX` are ignored.
    pub(crate) fn new(text: &str) -> Self {
        Self::parse(text, false)
    }

    /// Builds a literal word from a quoted phrase, which may contain blanks.
    pub(crate) fn quoted(text: &str) -> Self {
        Self::parse(text, true)
    }

    /// Builds a word of the keys of a phone, which matches whole syllables and English words.
    pub(crate) fn on_keypad(keys: &str) -> Self {
        Self { keypad: true, ..Self::parse(keys, false) }
    }

    fn parse(text: &str, literal: bool) -> Self {
        let mut word = Self { literal, ..Self::default() };
        for c in text.chars() {
            let boundary = 1 << word.chars.len();
            match fold(c) {
                SPACE if literal => word.blanks |= boundary,
                PUNCTUATION if !literal && matches!(c, '\'' | '’' | '＇') => {
                    word.syllable_breaks |= boundary;
                }
                PUNCTUATION | SPACE => {}
                c if word.chars.len() < WORD_LEN_MAX => word.chars.push(c),
                _ => {}
            }
        }
        word
    }

    /// Returns the length in characters.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Returns true if this word is `other`, possibly with more characters after it.
    pub(crate) fn starts_with(&self, other: &Self) -> bool {
        // Boundaries before the end of `other` must agree; a later one may have been typed since.
        let before_end = (1 << other.len()) - 1;
        (self.literal, self.keypad) == (other.literal, other.keypad)
            && self.chars.starts_with(&other.chars)
            && (self.syllable_breaks ^ other.syllable_breaks) & before_end == 0
            && (self.blanks ^ other.blanks) & before_end == 0
    }

    /// Returns true if the word has no characters.
    pub(crate) fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Returns the folded characters.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Returns true if the word has Latin letters that may spell a syllable.
    pub(crate) fn may_be_pinyin(&self) -> bool {
        self.keypad || !self.literal && self.chars.iter().any(char::is_ascii_lowercase)
    }

    /// Returns true if the word is typed on the keys of a phone.
    pub(crate) fn is_keypad(&self) -> bool {
        self.keypad
    }

    /// Returns the folded characters that match a character of the word by themselves.
    pub(crate) fn own_chars(&self) -> impl Iterator<Item = char> {
        let letters = ('a'..='z').filter(|c| self.keypad && self.is_own(*c));
        self.chars.iter().copied().chain(letters)
    }

    /// Returns true if some character of the word matches the folded character `c`.
    fn is_own(&self, c: char) -> bool {
        self.chars.iter().any(|own| self.matches(*own, c))
    }

    /// Returns true if `own`, a character of the word, matches the folded character `c`.
    fn matches(&self, own: char, c: char) -> bool {
        own == c || self.keypad && phone_key(c) == Some(own)
    }

    /// Returns the folded characters as a string.
    pub(crate) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Returns true if the word matches characters only, no readings.
    pub(crate) fn is_literal(&self) -> bool {
        self.literal
    }

    /// Returns the transitions of the folded character `c` itself, without its readings.
    pub(crate) fn char_transitions(&self, c: char) -> Transitions {
        let mut transitions = Transitions::default();
        for (state, own) in self.chars.iter().enumerate() {
            if self.matches(*own, c) {
                transitions.by_len[0] |= 1 << state;
            }
        }
        transitions.sources = transitions.by_len[0];
        transitions
    }

    /// Returns the transitions of a character with the given reading, at the given level.
    pub(crate) fn reading_transitions(&self, reading: &str, level: MatchLevel) -> Transitions {
        let mut transitions = Transitions::default();
        if !self.literal {
            // Eight keys are too few for initials.
            let by_initials = level >= MatchLevel::Initials && !self.keypad;
            self.add_reading(reading, by_initials, &mut transitions);
            if level == MatchLevel::SimilarSound {
                for reading in similar_sounds(reading) {
                    self.add_reading(&reading, false, &mut transitions);
                }
            }
        }
        transitions
    }

    /// Adds the transitions of `reading`, and those of its initial if `by_initials` is true.
    fn add_reading(&self, reading: &str, by_initials: bool, transitions: &mut Transitions) {
        let initial_len = if reading.get(1..2) == Some("h") { 2 } else { 1 };
        let first = reading.chars().next().unwrap_or_default();
        for state in 0..self.chars.len() {
            if !self.chars.get(state).is_some_and(|own| self.matches(*own, first)) {
                continue;
            }
            let common = reading
                .chars()
                .zip(self.chars.iter().skip(state))
                .take_while(|(letter, own)| self.matches(**own, *letter))
                .count();
            // A syllable does not continue past an apostrophe.
            let common = (1..=common)
                .take_while(|len| *len == 1 || self.syllable_breaks >> (state + len - 1) & 1 == 0)
                .count();
            let source = 1_u64 << state;
            if common == reading.len() {
                transitions.by_len[common - 1] |= source;
            }
            // The rest of the syllable is not typed yet.
            if state + common == self.chars.len() {
                transitions.to_end |= source;
            }
            if by_initials {
                transitions.by_len[0] |= source;
                if initial_len == 2 && common >= 2 {
                    transitions.by_len[1] |= source;
                }
            }
        }
        transitions.sources =
            transitions.by_len.iter().fold(transitions.to_end, |all, sources| all | sources);
    }

    /// Returns true if blanks between Latin letters are allowed somewhere in the word.
    pub(crate) fn has_blanks(&self) -> bool {
        self.blanks != 0
    }

    /// Returns the states that survive a blank between two Latin letters.
    pub(crate) fn states_after_blank(&self, states: u64) -> u64 {
        states & self.blanks
    }
}

/// A source of the transitions of characters for one word.
pub(crate) trait Automaton {
    /// Returns the transitions of a character, given as it stands in the text (`raw`) and folded.
    fn transitions(&self, raw: char, folded: char, level: MatchLevel) -> Transitions;
}

/// Looks up the readings of any character.
impl Automaton for SearchWord {
    fn transitions(&self, raw: char, folded: char, level: MatchLevel) -> Transitions {
        let mut transitions = self.char_transitions(folded);
        if self.may_be_pinyin() {
            for reading in readings(raw) {
                transitions.merge(&self.reading_transitions(reading, level));
            }
        }
        transitions
    }
}
