//! The letters of a catalogue, numbered: what is alike to a reader has one number.

use std::collections::HashMap;

use super::fold::{BLANK, MARK, fold};
use super::sound::readings;

/// The number of a character. 0 is every blank, 1 every mark.
type Number = u16;

/// The number of a character that is not in the alphabet.
pub(super) const UNKNOWN: Number = Number::MAX;

/// Blanks and marks.
const SEPARATORS: [char; 2] = [BLANK, MARK];

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";

/// All characters of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alphabet {
    /// By code point as it stands in texts, not folded; as far as the last one needed.
    numbers: Vec<Number>,
    /// The number of each folded character; all that fold to it have its sounds, the first of them first.
    folded: HashMap<char, Number>,
    letters: Vec<Letter>,
    syllables: Vec<&'static str>,
}

/// A character, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) c: char,
    /// How it is read, as places among the syllables.
    pub(super) sounds: Vec<usize>,
}

impl Default for Alphabet {
    /// With the separators only.
    fn default() -> Self {
        Self {
            numbers: Vec::new(),
            folded: SEPARATORS.into_iter().zip(0..).collect(),
            letters: SEPARATORS.map(|c| Letter { c, ..Letter::default() }).to_vec(),
            syllables: Vec::new(),
        }
    }
}

impl Alphabet {
    /// Takes in the characters of a text.
    pub(super) fn learn(&mut self, text: &str) {
        for c in text.chars() {
            if self.number(c) == usize::from(UNKNOWN) {
                let at = c as usize;
                if at >= self.numbers.len() {
                    self.numbers.resize(at + 1, UNKNOWN);
                }
                self.numbers[at] = self.letter(c);
            }
        }
    }

    /// The number of a character; one that folds to another and is read alike shares its number.
    fn letter(&mut self, c: char) -> Number {
        let (simple, readings) = (fold(c), readings(c));
        let shared = self.folded.get(&simple).copied();
        let alike = |number: &Number| self.of(usize::from(*number)).is_some_and(|letter| letter.sounds.len() == readings.len());
        if let Some(number) = shared.filter(alike) {
            return number;
        }
        let sounds = readings.into_iter().map(|reading| self.syllable(reading)).collect();
        self.letters.push(Letter { c: simple, sounds });
        // A text of more than 65,534 different letters is in no language; what is past them cannot be found.
        let number = Number::try_from(self.letters.len() - 1).unwrap_or(UNKNOWN);
        self.folded.entry(simple).or_insert(number);
        number
    }

    fn syllable(&mut self, reading: &'static str) -> usize {
        self.syllables.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.syllables.push(reading);
            self.syllables.len() - 1
        })
    }

    /// The number of `c` as it stands in a text of the catalogue.
    pub(super) fn number(&self, c: char) -> usize {
        usize::from(self.numbers.get(c as usize).copied().unwrap_or(UNKNOWN))
    }

    /// Whether that number is of a blank or a mark.
    pub(super) fn separates(number: usize) -> bool {
        number < SEPARATORS.len()
    }

    /// Whether that number is of a mark.
    pub(super) fn is_mark(number: usize) -> bool {
        number == 1
    }

    /// The character of that number.
    pub(super) fn of(&self, number: usize) -> Option<&Letter> {
        self.letters.get(number)
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// All letters and separators, in the order of their numbers.
    pub(super) fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// The numbers of all letters.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Number> {
        (0..UNKNOWN).zip(&self.letters).map(|(number, _)| number).skip(SEPARATORS.len())
    }

    /// All syllables, in the order of their places.
    pub(super) fn syllables(&self) -> impl Iterator<Item = &'static str> {
        self.syllables.iter().copied()
    }

    /// What a letter sounds like, and itself: the order of sounds, in which `g` comes before all that begin with it. Those that
    /// are read in quite different ways come last, by themselves.
    pub(super) fn sound(&self, letter: &Letter) -> (bool, &str, char) {
        let mut sounds = letter.sounds.iter().filter_map(|sound| self.syllables.get(*sound)).copied();
        let plain = || LATIN.get(LATIN.find(letter.c).map_or(0..0, |at| at..at + 1)).unwrap_or_default();
        let first = sounds.next().unwrap_or_else(plain);
        (sounds.any(|other| other.get(..1) != first.get(..1)), first, letter.c)
    }

    /// Whether that number is of an ASCII letter or digit.
    pub(super) fn is_latin(&self, number: usize) -> bool {
        self.of(number).is_some_and(|letter| letter.c.is_ascii())
    }
}
