//! What each letter of a catalogue makes of a word: worked out once a query, and not once a text.

use super::alphabet::Alphabet;
use super::code::{BLANK, Codes, Codeset};
use super::letters::gapped;
use super::term::{Ear, Hearing, Moves, Word};

/// What each letter of an alphabet makes of a word.
pub(super) struct Heard<'a> {
    alphabet: &'a Alphabet,
    codes: &'a Codes,
    word: &'a Word,
    letters: Letters,
    /// Codes of which some letter makes anything of the word.
    live: Codeset,
    /// Codes of which any letter is all of the word, by whole syllables.
    sure: Codeset,
}

/// Those letters that make anything of a word: few.
struct Letters {
    /// For each letter of the alphabet its place among them, from 1 on; 0 if it has none.
    slots: Vec<u16>,
    /// Their numbers.
    live: Vec<u16>,
    /// What they do, for each [`Ear`].
    moves: Vec<[Moves; 3]>,
}

impl Letters {
    /// These letters also do that.
    fn join(&mut self, numbers: &[u16], moves: &[Moves; 3]) {
        for number in numbers {
            let Some(slot) = self.slots.get_mut(usize::from(*number)) else { continue };
            if *slot == 0 {
                self.live.push(*number);
                self.moves.push([Moves::default(); 3]);
                *slot = u16::try_from(self.live.len()).unwrap_or_default();
            }
            let known = self.moves.get_mut(usize::from(*slot).wrapping_sub(1)).into_iter().flatten();
            known.zip(moves).for_each(|(known, moves)| known.join(moves));
        }
    }

    fn moves(&self, number: usize) -> Option<&[Moves; 3]> {
        self.moves.get(usize::from(*self.slots.get(number)?).checked_sub(1)?)
    }
}

impl<'a> Heard<'a> {
    /// Up to `most`: what is beyond is not worked out, and not heard.
    pub(super) fn new(alphabet: &'a Alphabet, codes: &'a Codes, word: &'a Word, most: Ear) -> Self {
        let mut letters = Letters { slots: vec![0; alphabet.len()], live: Vec::new(), moves: Vec::new() };
        for c in word.distinct() {
            letters.join(alphabet.written(c), &[word.moves_of_char(c); 3]);
        }
        for (syllable, numbers) in alphabet.read().filter(|_| word.is_spelt()) {
            let moves = Ear::ALL.map(|ear| if ear <= most { word.moves_of(syllable, ear) } else { Moves::default() });
            if moves.iter().any(|moves| !moves.is_stuck()) {
                letters.join(numbers, &moves);
            }
        }
        let mut heard = Self { alphabet, codes, word, letters, live: Codeset::NONE, sure: Codeset::NONE };
        let mut live = Codeset::NONE;
        heard.letters().filter_map(|(number, _)| codes.lead(number)).for_each(|lead| live.add(lead));
        let is_all = |number: &u16| {
            let moves = heard.moves(usize::from(*number));
            moves.is_some_and(|moves| moves[Ear::Whole as usize].step(1, word.len()).1)
        };
        (heard.live, heard.sure) = (live, codes.all_of(is_all));
        heard
    }

    /// The word in codes, if there is one way only to spell it.
    pub(super) fn spelling(&self) -> Option<Vec<u8>> {
        if self.word.is_spelt() || self.may_pause() {
            return None;
        }
        let mut spelling = Vec::new();
        for c in self.word.chars() {
            let [number] = self.alphabet.written(*c) else { return None };
            spelling.extend_from_slice(self.codes.spell(usize::from(*number)));
        }
        Some(spelling)
    }

    /// Whether the letters that there are make up the word at all, as `ear` hears them.
    pub(super) fn is_possible(&self, ear: Ear) -> bool {
        let mut all = Moves::default();
        self.letters().for_each(|(_, moves)| all.join(&moves[ear as usize]));
        let mut places = 1;
        for _ in 0..self.len() {
            let (next, done) = all.step(places, self.len());
            if done {
                return true;
            }
            places |= next;
        }
        false
    }

    /// The length of the word.
    pub(super) fn len(&self) -> usize {
        self.word.len()
    }

    /// Whether there may be blanks within a match between Latin letters.
    pub(super) fn may_pause(&self) -> bool {
        self.word.has_blanks()
    }

    /// The letters that make anything of the word, by their number, and what they do.
    pub(super) fn letters(&self) -> impl Iterator<Item = (usize, &[Moves; 3])> {
        self.letters.live.iter().map(|number| usize::from(*number)).zip(&self.letters.moves)
    }

    /// What a letter makes of the word, if it makes anything of it.
    fn moves(&self, number: usize) -> Option<&[Moves; 3]> {
        self.letters.moves(number)
    }

    /// Whether a match begins at that position of texts in codes: the strictest ear that hears one, up to `most`.
    ///
    /// The same answer as [`Letters::find`](super::letters::Letters::find) has for the text.
    pub(super) fn ear_at(&self, texts: &[u8], mut at: usize, most: Ear) -> Option<Ear> {
        if texts.get(at).is_some_and(|code| self.sure.has(*code)) {
            return Some(Ear::Whole);
        }
        let len = self.word.len();
        let (mut strict, mut loose) = (1, 1);
        let mut heard = None;
        loop {
            if texts.get(at) == Some(&BLANK) {
                (strict, loose) = (self.word.over_blank(strict), self.word.over_blank(loose));
                at += 1;
            }
            let Some((moves, width)) =
                self.codes.read(texts, at).and_then(|(number, width)| Some((self.moves(number)?, width)))
            else {
                return heard;
            };
            let (next, done) = moves[Ear::Whole as usize].step(strict, len);
            if done {
                return Some(Ear::Whole);
            }
            strict = next;
            if heard.is_none() && most != Ear::Whole {
                let (next, done) = moves[most as usize].step(loose, len);
                loose = next;
                heard = done.then_some(most);
            }
            if strict == 0 && (heard.is_some() || most == Ear::Whole || loose == 0) {
                return heard;
            }
            at += width;
        }
    }

    /// Whether the letters of the word are in one of these texts in codes, one after the other, others between them or not.
    ///
    /// The same answer as [`Letters::find_gapped`](super::letters::Letters::find_gapped) has for the text.
    pub(super) fn is_strewn_in(&self, texts: &[u8]) -> bool {
        texts.split(|code| Codes::begun(*code).is_some()).any(|text| self.may_be_strewn_in(text) && self.is_close_in(text))
    }

    /// Whether they are there at all: quick to say, and mostly no.
    fn may_be_strewn_in(&self, text: &[u8]) -> bool {
        let (mut places, mut at) = (1, 0);
        while let Some(code) = text.get(at) {
            at += 1;
            // Nearly all letters make nothing of the word.
            if self.live.has(*code)
                && let Some((number, width)) = self.codes.read(text, at - 1)
            {
                at += width - 1;
                let moves = self.moves(number).map(|moves| moves[Ear::Initials as usize]).unwrap_or_default();
                let (next, done) = moves.step(places, self.word.len());
                if done {
                    return true;
                }
                places |= next;
            }
        }
        false
    }

    /// Whether they are there, and near each other.
    fn is_close_in(&self, text: &[u8]) -> bool {
        let (mut moves, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let letter = self.codes.read(text, at);
            moves.extend(
                letter.map(|(number, _)| self.moves(number).map(|moves| moves[Ear::Initials as usize]).unwrap_or_default()),
            );
            at += letter.map_or(1, |(_, width)| width);
        }
        gapped(self.word, &moves).is_some()
    }
}

/// For the letters of its alphabet.
impl Hearing for Heard<'_> {
    fn moves(&self, raw: char, _: char, ear: Ear) -> Moves {
        self.moves(self.alphabet.number(raw)).map(|moves| moves[ear as usize]).unwrap_or_default()
    }
}
