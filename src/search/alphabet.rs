//! The alphabet of a catalogue: its characters, numbered. Characters that fold alike and are read
//! alike share a number.

use std::collections::HashMap;

use super::fold::{PUNCTUATION, SPACE, fold};
use super::pinyin::readings;

/// The number of a character: 0 for every blank, 1 for every punctuation mark.
type SymbolId = u16;

/// The number of a character that is not in the alphabet.
pub(super) const UNKNOWN: SymbolId = SymbolId::MAX;

/// The characters with the first numbers.
const SEPARATORS: [char; 2] = [SPACE, PUNCTUATION];

const LOWERCASE: &str = "abcdefghijklmnopqrstuvwxyz";

/// The characters of a catalogue and their readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alphabet {
    /// The number of each code point, not folded, up to the last one that occurs.
    ids: Vec<SymbolId>,
    /// The numbers of each folded character: one for each set of readings.
    by_folded: HashMap<char, Vec<SymbolId>>,
    symbols: Vec<Symbol>,
    syllables: Vec<&'static str>,
    /// For each syllable, the numbers of the characters with that reading.
    by_syllable: Vec<Vec<SymbolId>>,
}

/// A numbered character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) folded: char,
    /// Its readings, as positions in the list of syllables.
    pub(super) syllables: Vec<usize>,
}

impl Default for Alphabet {
    /// Creates an alphabet of the separators only.
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
    /// Adds the characters of `text`.
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

    /// Returns the number of `c`, assigning a new one unless a character that folds and is read
    /// alike has one.
    fn intern(&mut self, c: char) -> SymbolId {
        let simple = fold(c);
        let sounds: Vec<usize> =
            readings(c).into_iter().map(|reading| self.intern_syllable(reading)).collect();
        let alike = |number: &&SymbolId| {
            self.symbol(usize::from(**number)).is_some_and(|letter| letter.syllables == sounds)
        };
        if let Some(number) = self.symbols_for(simple).iter().find(alike) {
            return *number;
        }
        // No language has more than 65,534 different characters; further ones cannot be found.
        let Some(number) =
            SymbolId::try_from(self.symbols.len()).ok().filter(|number| *number != UNKNOWN)
        else {
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

    /// Returns the numbers of the characters that fold to `c`.
    pub(super) fn symbols_for(&self, c: char) -> &[SymbolId] {
        self.by_folded.get(&c).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns all syllables, each with the numbers of the characters that are read so.
    pub(super) fn syllables(&self) -> impl Iterator<Item = (&'static str, &[SymbolId])> {
        self.syllables.iter().copied().zip(self.by_syllable.iter().map(Vec::as_slice))
    }

    /// Returns the number of `c`, a character as it stands in a text of the catalogue.
    pub(super) fn id(&self, c: char) -> usize {
        usize::from(self.ids.get(c as usize).copied().unwrap_or(UNKNOWN))
    }

    /// Returns true if `number` is that of a blank or a punctuation mark.
    pub(super) fn is_separator(number: usize) -> bool {
        number < SEPARATORS.len()
    }

    /// Returns true if `number` is that of a punctuation mark.
    pub(super) fn is_punctuation(number: usize) -> bool {
        number == 1
    }

    /// Returns the symbol with that number.
    pub(super) fn symbol(&self, number: usize) -> Option<&Symbol> {
        self.symbols.get(number)
    }

    /// Returns the count of numbers, separators included.
    pub(super) fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Returns the numbers of all symbols but the separators.
    pub(super) fn ids(&self) -> impl Iterator<Item = SymbolId> {
        (0..UNKNOWN).zip(&self.symbols).map(|(number, _)| number).skip(SEPARATORS.len())
    }

    /// Returns the key that orders symbols by sound, so that `g` comes before all syllables that
    /// begin with it. Symbols whose readings begin with different letters come last.
    pub(super) fn sort_key(&self, letter: &Symbol) -> (bool, &str, char) {
        let mut sounds =
            letter.syllables.iter().filter_map(|sound| self.syllables.get(*sound)).copied();
        let plain = || {
            LOWERCASE
                .get(LOWERCASE.find(letter.folded).map_or(0..0, |at| at..at + 1))
                .unwrap_or_default()
        };
        let first = sounds.next().unwrap_or_else(plain);
        (sounds.any(|other| other.get(..1) != first.get(..1)), first, letter.folded)
    }

    /// Returns true if `number` is that of an ASCII character, separators included.
    pub(super) fn is_ascii(&self, number: usize) -> bool {
        self.symbol(number).is_some_and(|letter| letter.folded.is_ascii())
    }
}
