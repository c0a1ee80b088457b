//! The alphabet of a catalog: its characters, numbered. Characters that fold alike and are read
//! alike are one symbol.

use std::collections::HashMap;

use crate::matcher::{PUNCTUATION, SPACE, fold, readings};

/// The number of a symbol: 0 stands for every blank, 1 for every punctuation mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct SymbolId(u16);

impl SymbolId {
    /// The number of a character that is not in the alphabet.
    pub(crate) const UNKNOWN: Self = Self(u16::MAX);

    /// Creates the number of the symbol at position `symbol` of its alphabet.
    #[inline]
    pub(crate) fn new(symbol: usize) -> Self {
        debug_assert!(symbol < Self::UNKNOWN.get(), "symbol {symbol}");
        u16::try_from(symbol).map_or(Self::UNKNOWN, Self)
    }

    /// Returns the position of the symbol in its alphabet.
    #[inline]
    pub(crate) const fn get(self) -> usize {
        self.0 as usize
    }
}

/// The characters with the first numbers.
const SEPARATORS: [char; 2] = [SPACE, PUNCTUATION];

const LOWERCASE: &str = "abcdefghijklmnopqrstuvwxyz";

/// The characters of a catalog and their readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alphabet {
    /// By code point, not folded, up to the last one that occurs: its symbol.
    ids: Vec<SymbolId>,
    /// By folded character: its symbols, one for each set of readings.
    by_folded: HashMap<char, Vec<SymbolId>>,
    symbols: Vec<Symbol>,
    syllables: Vec<&'static str>,
    /// By syllable: the symbols with that reading.
    by_syllable: Vec<Vec<SymbolId>>,
}

/// A numbered character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) folded: char,
    /// Its readings, as positions in the list of syllables.
    pub(crate) syllables: Vec<usize>,
}

impl Default for Alphabet {
    /// Creates an alphabet of the separators only.
    fn default() -> Self {
        Self {
            ids: Vec::new(),
            by_folded: SEPARATORS
                .into_iter()
                .zip((0..).map(|symbol| vec![SymbolId(symbol)]))
                .collect(),
            symbols: SEPARATORS.map(|c| Symbol { folded: c, ..Symbol::default() }).to_vec(),
            syllables: Vec::new(),
            by_syllable: Vec::new(),
        }
    }
}

impl Alphabet {
    /// Adds the characters of `text`.
    pub(crate) fn add_text(&mut self, text: &str) {
        for c in text.chars() {
            if self.id(c) == SymbolId::UNKNOWN {
                let code_point = c as usize;
                if code_point >= self.ids.len() {
                    self.ids.resize(code_point + 1, SymbolId::UNKNOWN);
                }
                self.ids[code_point] = self.intern(c);
            }
        }
    }

    /// Returns the symbol of `c`, adding a new one unless a character that folds and is read alike
    /// has one.
    fn intern(&mut self, c: char) -> SymbolId {
        let folded = fold(c);
        let syllables: Vec<usize> =
            readings(c).into_iter().map(|reading| self.intern_syllable(reading)).collect();
        let is_alike =
            |id: &&SymbolId| self.symbol(**id).is_some_and(|symbol| symbol.syllables == syllables);
        if let Some(id) = self.symbols_for(folded).iter().find(is_alike) {
            return *id;
        }
        // No language has more than 65,534 different characters; further ones cannot be found.
        if self.symbols.len() >= SymbolId::UNKNOWN.get() {
            return SymbolId::UNKNOWN;
        }
        let id = SymbolId::new(self.symbols.len());
        for syllable in &syllables {
            self.by_syllable[*syllable].push(id);
        }
        self.by_folded.entry(folded).or_default().push(id);
        self.symbols.push(Symbol { folded, syllables });
        id
    }

    fn intern_syllable(&mut self, reading: &'static str) -> usize {
        self.syllables.iter().position(|known| *known == reading).unwrap_or_else(|| {
            self.syllables.push(reading);
            self.by_syllable.push(Vec::new());
            self.syllables.len() - 1
        })
    }

    /// Returns the symbols of the characters that fold to `c`.
    pub(crate) fn symbols_for(&self, c: char) -> &[SymbolId] {
        self.by_folded.get(&c).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns all syllables, each with the symbols that are read so.
    pub(crate) fn syllables(&self) -> impl Iterator<Item = (&'static str, &[SymbolId])> {
        self.syllables.iter().copied().zip(self.by_syllable.iter().map(Vec::as_slice))
    }

    /// Returns the symbol of `c`, a character as it stands in a text of the catalog;
    /// [`SymbolId::UNKNOWN`] for any other.
    pub(crate) fn id(&self, c: char) -> SymbolId {
        self.ids.get(c as usize).copied().unwrap_or(SymbolId::UNKNOWN)
    }

    /// Returns true if `id` is that of a blank or a punctuation mark.
    pub(crate) fn is_separator(id: SymbolId) -> bool {
        id.get() < SEPARATORS.len()
    }

    /// Returns true if `id` is that of a punctuation mark.
    pub(crate) fn is_punctuation(id: SymbolId) -> bool {
        id.get() == 1
    }

    /// Returns the symbol with that number.
    pub(crate) fn symbol(&self, id: SymbolId) -> Option<&Symbol> {
        self.symbols.get(id.get())
    }

    /// Returns the number of symbols, separators included.
    pub(crate) fn len(&self) -> usize {
        self.symbols.len()
    }

    /// Returns all symbols but the separators.
    pub(crate) fn ids(&self) -> impl Iterator<Item = SymbolId> {
        (SEPARATORS.len()..self.symbols.len()).map(SymbolId::new)
    }

    /// Returns the key that orders symbols by sound, so that `g` comes before all syllables that
    /// begin with it. Symbols whose readings begin with different letters come last.
    pub(crate) fn sort_key(&self, symbol: &Symbol) -> (bool, &str, char) {
        let mut readings =
            symbol.syllables.iter().filter_map(|syllable| self.syllables.get(*syllable)).copied();
        let own_letter = || {
            LOWERCASE
                .get(LOWERCASE.find(symbol.folded).map_or(0..0, |at| at..at + 1))
                .unwrap_or_default()
        };
        let first = readings.next().unwrap_or_else(own_letter);
        let is_mixed = readings.any(|other| other.get(..1) != first.get(..1));
        (is_mixed, first, symbol.folded)
    }

    /// Returns true if `id` is that of an ASCII character, separators included.
    pub(crate) fn is_ascii(&self, id: SymbolId) -> bool {
        self.symbol(id).is_some_and(|symbol| symbol.folded.is_ascii())
    }
}
