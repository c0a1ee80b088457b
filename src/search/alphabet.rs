//! The letters of a catalogue, numbered: what is alike to a reader has one number.

use std::collections::HashMap;

use super::fold::{PUNCTUATION, SPACE, fold};
use super::pinyin::readings;

/// The number of a character. 0 is every blank, 1 every mark.
type SymbolId = u16;

/// The number of a character that is not in the alphabet.
pub(super) const UNKNOWN: SymbolId = SymbolId::MAX;

/// Blanks and marks.
const SEPARATORS: [char; 2] = [SPACE, PUNCTUATION];

const LOWERCASE: &str = "abcdefghijklmnopqrstuvwxyz";

/// All characters of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alphabet {
    /// By code point as it stands in texts, not folded; as far as the last one needed.
    ids: Vec<SymbolId>,
    /// The numbers of each folded character: one for each way to read what folds to it.
    by_folded: HashMap<char, Vec<SymbolId>>,
    symbols: Vec<Symbol>,
    syllables: Vec<&'static str>,
    /// For each syllable the letters that are read so.
    by_syllable: Vec<Vec<SymbolId>>,
}

/// A character, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) folded: char,
    /// How it is read, as places among the syllables.
    pub(super) syllables: Vec<usize>,
}

impl Default for Alphabet {
    /// With the separators only.
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            by_folded: SEPARATORS.into_iter().zip((0..).map(|number| vec![number])).collect(),
            symbols: SEPARATORS.map(|c| Symbol { folded: c, ..Symbol::default() }).to_vec(),
            syllables: Vec::new(),
            by_syllable: Vec::new(),
        }
    }
}

impl Alphabet {
    /// Takes in the characters of a text.
    pub(super) fn add_text(&mut self, text: &str) {
        for c in text.chars() {
            if self.id(c) == usize::from(UNKNOWN) {
                let at = c as usize;
                if at >= self.ids.len() {
                    self.ids.resize(at + 1, UNKNOWN);
                }
                self.ids[at] = self.intern(c);
            }
        }
    }

    /// The number of a character; those that fold to one and are read alike share it.
    fn intern(&mut self, c: char) -> SymbolId {
        let simple = fold(c);
        let sounds: Vec<usize> = readings(c).into_iter().map(|reading| self.intern_syllable(reading)).collect();
        let alike = |number: &&SymbolId| self.symbol(usize::from(**number)).is_some_and(|letter| letter.syllables == sounds);
        if let Some(number) = self.symbols_for(simple).iter().find(alike) {
            return *number;
        }
        // A text of more than 65,534 different letters is in no language; what is past them cannot be found.
        let Some(number) = SymbolId::try_from(self.symbols.len()).ok().filter(|number| *number != UNKNOWN) else {
            return UNKNOWN;
        };
        for sound in &sounds {
            self.by_syllable[*sound].push(number);
        }
        self.by_folded.entry(simple).or_default().push(number);
        self.symbols.push(Symbol { folded: simple, syllables: sounds });
        number
    }

    fn intern_syllable(&mut self, reading: &'static str) -> usize {
        self.syllables.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.syllables.push(reading);
            self.by_syllable.push(Vec::new());
            self.syllables.len() - 1
        })
    }

    /// The numbers of what folds to `c`.
    pub(super) fn symbols_for(&self, c: char) -> &[SymbolId] {
        self.by_folded.get(&c).map(Vec::as_slice).unwrap_or_default()
    }

    /// All syllables, and the numbers of the letters that are read so.
    pub(super) fn syllables(&self) -> impl Iterator<Item = (&'static str, &[SymbolId])> {
        self.syllables.iter().copied().zip(self.by_syllable.iter().map(Vec::as_slice))
    }

    /// The number of `c` as it stands in a text of the catalogue.
    pub(super) fn id(&self, c: char) -> usize {
        usize::from(self.ids.get(c as usize).copied().unwrap_or(UNKNOWN))
    }

    /// Whether that number is of a blank or a mark.
    pub(super) fn is_separator(number: usize) -> bool {
        number < SEPARATORS.len()
    }

    /// Whether that number is of a mark.
    pub(super) fn is_punctuation(number: usize) -> bool {
        number == 1
    }

    /// The character of that number.
    pub(super) fn symbol(&self, number: usize) -> Option<&Symbol> {
        self.symbols.get(number)
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.symbols.len()
    }

    /// The numbers of all letters.
    pub(super) fn ids(&self) -> impl Iterator<Item = SymbolId> {
        (0..UNKNOWN).zip(&self.symbols).map(|(number, _)| number).skip(SEPARATORS.len())
    }

    /// What a letter sounds like, and itself: the order of sounds, in which `g` comes before all that begin with it. Those that
    /// are read in quite different ways come last, by themselves.
    pub(super) fn sort_key(&self, letter: &Symbol) -> (bool, &str, char) {
        let mut sounds = letter.syllables.iter().filter_map(|sound| self.syllables.get(*sound)).copied();
        let plain = || LOWERCASE.get(LOWERCASE.find(letter.folded).map_or(0..0, |at| at..at + 1)).unwrap_or_default();
        let first = sounds.next().unwrap_or_else(plain);
        (sounds.any(|other| other.get(..1) != first.get(..1)), first, letter.folded)
    }

    /// Whether that number is of an ASCII letter or digit.
    pub(super) fn is_ascii(&self, number: usize) -> bool {
        self.symbol(number).is_some_and(|letter| letter.folded.is_ascii())
    }
}
