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
    /// The numbers of each folded character: one for each way to read what folds to it.
    written: HashMap<char, Vec<Number>>,
    letters: Vec<Letter>,
    syllables: Vec<&'static str>,
    /// For each syllable the letters that are read so.
    read: Vec<Vec<Number>>,
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
            written: SEPARATORS.into_iter().zip((0..).map(|number| vec![number])).collect(),
            letters: SEPARATORS.map(|c| Letter { c, ..Letter::default() }).to_vec(),
            syllables: Vec::new(),
            read: Vec::new(),
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

    /// The number of a character; those that fold to one and are read alike share it.
    fn letter(&mut self, c: char) -> Number {
        let simple = fold(c);
        let sounds: Vec<usize> = readings(c).into_iter().map(|reading| self.syllable(reading)).collect();
        let alike = |number: &&Number| self.of(usize::from(**number)).is_some_and(|letter| letter.sounds == sounds);
        if let Some(number) = self.written(simple).iter().find(alike) {
            return *number;
        }
        // A text of more than 65,534 different letters is in no language; what is past them cannot be found.
        let Some(number) = Number::try_from(self.letters.len()).ok().filter(|number| *number != UNKNOWN) else {
            return UNKNOWN;
        };
        for sound in &sounds {
            self.read[*sound].push(number);
        }
        self.written.entry(simple).or_default().push(number);
        self.letters.push(Letter { c: simple, sounds });
        number
    }

    fn syllable(&mut self, reading: &'static str) -> usize {
        self.syllables.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.syllables.push(reading);
            self.read.push(Vec::new());
            self.syllables.len() - 1
        })
    }

    /// The numbers of what folds to `c`.
    pub(super) fn written(&self, c: char) -> &[Number] {
        self.written.get(&c).map(Vec::as_slice).unwrap_or_default()
    }

    /// All syllables, and the numbers of the letters that are read so.
    pub(super) fn read(&self) -> impl Iterator<Item = (&'static str, &[Number])> {
        self.syllables.iter().copied().zip(self.read.iter().map(Vec::as_slice))
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

    /// The numbers of all letters.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Number> {
        (0..UNKNOWN).zip(&self.letters).map(|(number, _)| number).skip(SEPARATORS.len())
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
