//! The characters of a catalogue, numbered, so that what a word makes of each is worked out once a query and not once a text.

use std::collections::HashMap;

use super::fold::{BLANK, MARK, fold};
use super::sound::readings;
use super::term::{Ear, Hearing, Moves, Word};

/// The number of a character. 0 is every blank, 1 every mark.
type Number = u16;

/// The number of a character that is not in the alphabet.
const UNKNOWN: Number = Number::MAX;

/// Blanks and marks.
const SEPARATORS: [char; 2] = [BLANK, MARK];

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
    c: char,
    /// How it is read, as places among the syllables.
    pub(super) sounds: Vec<usize>,
    /// What it begins with, read in any way; itself, if it is read in none.
    pub(super) initials: Vec<char>,
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
        let mut initials: Vec<char> = readings.iter().filter_map(|reading| reading.chars().next()).collect();
        initials.dedup();
        if initials.is_empty() {
            initials.push(simple);
        }
        let sounds = readings.into_iter().map(|reading| self.syllable(reading)).collect();
        self.letters.push(Letter { c: simple, sounds, initials });
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

    /// The number of `c`, folded, if it is in any text.
    pub(super) fn known(&self, c: char) -> Option<usize> {
        self.folded.get(&c).map(|number| usize::from(*number))
    }
}

/// What each character of an alphabet makes of a word.
pub(super) struct Heard<'a> {
    alphabet: &'a Alphabet,
    word: &'a Word,
    /// What each syllable makes of it, for each [`Ear`].
    syllables: Vec<[Moves; 3]>,
    /// For each letter its place in `moves`; 0 is that of those that go nowhere.
    slots: Vec<u16>,
    /// For each [`Ear`].
    moves: Vec<[Moves; 3]>,
}

/// That a word is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Also at its very beginning.
    pub(super) first: bool,
}

impl<'a> Heard<'a> {
    /// Up to `most`: what is beyond is not worked out, and not heard.
    pub(super) fn new(alphabet: &'a Alphabet, word: &'a Word, most: Ear) -> Self {
        let spelt = word.is_spelt();
        let hear =
            |syllable: &&str| Ear::ALL.map(|ear| if ear <= most { word.moves_of(syllable, ear) } else { Moves::default() });
        let syllables: Vec<[Moves; 3]> = alphabet.syllables.iter().filter(|_| spelt).map(hear).collect();
        // Nearly all characters make nothing of the word: they are passed over quickly.
        let live: Vec<bool> = syllables.iter().map(|moves| moves.iter().any(|moves| !moves.is_stuck())).collect();
        let mut slots = Vec::with_capacity(alphabet.letters.len());
        let mut all = vec![[Moves::default(); 3]];
        for Letter { c, sounds, .. } in &alphabet.letters {
            let spells = |sound: &usize| live.get(*sound).copied().unwrap_or_default();
            if !word.chars().contains(c) && !sounds.iter().any(spells) {
                slots.push(0);
                continue;
            }
            let mut moves = [word.moves_of_char(*c); 3];
            for sound in sounds.iter().filter_map(|sound| syllables.get(*sound)) {
                moves.iter_mut().zip(sound).for_each(|(moves, sound)| moves.join(sound));
            }
            slots.push(u16::try_from(all.len()).unwrap_or_default());
            all.push(moves);
        }
        Self { alphabet, word, syllables, slots, moves: all }
    }

    /// The length of the word.
    pub(super) fn len(&self) -> usize {
        self.word.len()
    }

    /// What syllables, by their place in the alphabet, make of the word as `ear` hears it, if they make anything of it.
    pub(super) fn syllables(&self, ear: Ear) -> impl Iterator<Item = (usize, &Moves)> {
        self.syllables.iter().map(move |moves| &moves[ear as usize]).enumerate().filter(|(_, moves)| !moves.is_stuck())
    }

    /// What the letters of the word, by their number, make of it by themselves.
    pub(super) fn letters(&self) -> impl Iterator<Item = (usize, Moves)> {
        self.word.distinct().filter_map(|c| Some((self.alphabet.known(c)?, self.word.moves_of_char(c))))
    }

    /// What each character of the word begins with, read in one of its ways.
    pub(super) fn initials(&self) -> impl Iterator<Item = char> {
        self.word.chars().iter().map(|c| {
            let letter = self.alphabet.known(*c).and_then(|number| self.alphabet.of(number));
            letter.and_then(|letter| letter.initials.first()).copied().unwrap_or(*c)
        })
    }

    /// The alphabet.
    pub(super) fn alphabet(&self) -> &'a Alphabet {
        self.alphabet
    }

    /// Whether the word is in a text, given by the numbers of its characters, in one piece, as `ear` hears it.
    ///
    /// The same answer as [`Letters::find`](super::letters::Letters::find), from one pass over all beginnings at once.
    pub(super) fn scan(&self, text: &[u16], ear: Ear) -> Option<Seen> {
        let len = self.word.len();
        // Places reached from anywhere, and from the first character.
        let (mut places, mut anchored) = (0, 1);
        let (mut before, mut blank) = (None, false);
        let mut found = false;
        for number in text.iter().map(|number| usize::from(*number)) {
            let slot = self.slots.get(number).copied().unwrap_or_default();
            if slot == 0 {
                if Alphabet::separates(number) {
                    blank = true;
                    continue;
                }
                (places, anchored) = (0, 0);
                if found {
                    break;
                }
                blank = false;
                continue;
            }
            let folded = self.alphabet.letters[number].c;
            if let Some(before) = before.filter(|_| blank) {
                places = self.word.over_gap(places, true, before, folded);
                anchored = self.word.over_gap(anchored, true, before, folded);
            }
            let moves = &self.moves[usize::from(slot)][ear as usize];
            if anchored != 0 {
                let (next, first) = moves.step(anchored, len);
                if first {
                    return Some(Seen { first });
                }
                anchored = next;
            }
            let (next, done) = moves.step(places | 1, len);
            found |= done;
            if found && anchored == 0 {
                break;
            }
            (places, before, blank) = (next, Some(folded), false);
        }
        found.then_some(Seen { first: false })
    }
}

/// For the characters of its alphabet.
impl Hearing for Heard<'_> {
    fn moves(&self, raw: char, _: char, ear: Ear) -> Moves {
        let slot = self.slots.get(self.alphabet.number(raw)).copied().unwrap_or_default();
        self.moves[usize::from(slot)][ear as usize]
    }
}
