//! What each letter of a catalogue makes of a word: worked out once a query, and not once a text.

use super::alphabet::Alphabet;
use super::code::{BLANK, Codes, LEADS, Spellings, trail_bit};
use super::letters::gapped;
use super::term::{Ear, Hearing, Moves, Word};

/// What each letter of an alphabet makes of a word.
pub(super) struct Heard<'a> {
    alphabet: &'a Alphabet,
    codes: &'a Codes,
    word: &'a Word,
    letters: Letters,
    /// For each of these letters, what has been heard when it is the first.
    starts: Vec<SoFar>,
    /// By lead, and then by what follows: with which letters a match may begin.
    begin: Vec<Begin>,
    /// The word in codes, if it is written in one way only and is read in none.
    written: Option<Vec<u8>>,
}

/// What letters with one lead are to the beginning of a word: a bit for each trail; all bits for a letter without one.
#[derive(Clone, Copy, Debug, Default)]
struct Begin {
    /// They may begin it.
    may: u64,
    /// They are all of it, by whole syllables.
    is_all: u64,
}

/// Letters that take a word from one of its places to a later one.
pub(super) struct Step {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) by: Spellings,
}

impl Step {
    /// Whether it comes past a place, or to one further on.
    pub(super) fn is_past(&self, place: usize) -> bool {
        (self.from..self.to).contains(&place)
    }
}

/// How much of a word each ear has heard.
#[derive(Clone, Copy, Debug)]
struct SoFar {
    places: [u64; 3],
    /// The strictest ear that has heard all of it.
    heard: Option<Ear>,
    /// So many ears still listen: those that are stricter.
    ears: usize,
}

impl SoFar {
    /// Nothing, up to `most`.
    fn nothing(most: Ear) -> Self {
        Self { places: [1; 3], heard: None, ears: most as usize + 1 }
    }

    /// The next letter of the text.
    fn hear(&mut self, moves: &[Moves; 3], len: usize) {
        for (nth, ear) in Ear::ALL.into_iter().enumerate().take(self.ears) {
            let (next, done) = moves[nth].step(self.places[nth], len);
            self.places[nth] = next;
            if done {
                (self.heard, self.ears) = (Some(ear), nth);
                return;
            }
        }
    }

    /// Whether nothing more can come of it.
    fn is_over(&self) -> bool {
        self.places.iter().take(self.ears).all(|places| *places == 0)
    }
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

    fn slot(&self, number: usize) -> Option<usize> {
        usize::from(*self.slots.get(number)?).checked_sub(1)
    }

    fn moves(&self, number: usize) -> Option<&[Moves; 3]> {
        self.moves.get(self.slot(number)?)
    }
}

impl<'a> Heard<'a> {
    /// In a piece up to `most`: what is beyond is not worked out, and not heard.
    pub(super) fn new(alphabet: &'a Alphabet, codes: &'a Codes, word: &'a Word, most: Ear) -> Self {
        let mut letters = Letters { slots: vec![0; alphabet.len()], live: Vec::new(), moves: Vec::new() };
        for c in word.distinct() {
            letters.join(alphabet.written(c), &[word.moves_of_char(c); 3]);
        }
        // First letters are also heard with others between them.
        let loosest = most.max(Ear::Initials);
        for (syllable, numbers) in alphabet.read().filter(|_| word.is_spelt()) {
            let moves = Ear::ALL.map(|ear| if ear <= loosest { word.moves_of(syllable, ear) } else { Moves::default() });
            if moves.iter().any(|moves| !moves.is_stuck()) {
                letters.join(numbers, &moves);
            }
        }
        let written = if word.is_spelt() || word.has_blanks() { None } else { written(alphabet, codes, word) };
        let begin = vec![Begin::default(); LEADS];
        let mut heard = Self { alphabet, codes, word, letters, starts: Vec::new(), begin, written };
        for (number, moves) in heard.letters.live.iter().zip(&heard.letters.moves) {
            let (lead, trails) = codes.lead_and_trails(usize::from(*number));
            let mut start = SoFar::nothing(most);
            start.hear(moves, word.len());
            if let Some(begin) = heard.begin.get_mut(usize::from(lead)) {
                begin.may |= if start.heard.is_some() || !start.is_over() { trails } else { 0 };
                // Of the very rare letters with that lead only some may be meant.
                begin.is_all |= if start.heard == Some(Ear::Whole) && codes.width(lead) <= 2 { trails } else { 0 };
            }
            heard.starts.push(start);
        }
        heard
    }

    /// What leads from the beginning of the word to its end, as `ear` hears it; nothing, if the letters that there are do not make
    /// up the word.
    pub(super) fn steps(&self, ear: Ear) -> Vec<Step> {
        let end = self.len();
        let mut steps: Vec<Step> = Vec::new();
        for (number, moves) in self.letters() {
            for from in 0..end {
                for to in moves[ear as usize].from(from) {
                    let to = to.map_or(end, |letters| from + letters);
                    let at = steps.iter().position(|step| (step.from, step.to) == (from, to)).unwrap_or_else(|| {
                        steps.push(Step { from, to, by: Spellings::NONE });
                        steps.len() - 1
                    });
                    steps[at].by.add(self.codes, number);
                }
            }
        }
        // They lead on only.
        steps.sort_unstable_by_key(|step| step.from);
        let mut begun = 1_u64;
        steps.retain(|step| {
            let is_reached = begun >> step.from & 1 == 1;
            begun |= u64::from(is_reached) << step.to;
            is_reached
        });
        let mut ends = 1_u64 << end;
        for step in steps.iter().rev() {
            ends |= (ends >> step.to & 1) << step.from;
        }
        steps.retain(|step| ends >> step.to & 1 == 1);
        steps
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

    /// Whether a match begins at that position of texts in codes: the strictest ear that hears one.
    ///
    /// The same answer as [`Letters::find`](super::letters::Letters::find) has for the text.
    pub(super) fn ear_at(&self, texts: &[u8], mut at: usize) -> Option<Ear> {
        if let Some(written) = &self.written {
            return texts.get(at..)?.starts_with(written).then_some(Ear::Whole);
        }
        let begin = self.begin.get(usize::from(*texts.get(at)?))?;
        let next = trail_bit(*texts.get(at + 1)?);
        if begin.is_all & next != 0 {
            return Some(Ear::Whole);
        }
        if begin.may & next == 0 {
            return None;
        }
        let (first, mut width) = self.codes.read(texts, at)?;
        let mut so_far = *self.starts.get(self.letters.slot(first)?)?;
        while !so_far.is_over() {
            at += width;
            if texts.get(at) == Some(&BLANK) {
                so_far.places = so_far.places.map(|places| self.word.over_blank(places));
                at += 1;
            }
            let letter = self.codes.read(texts, at);
            let Some((moves, next)) = letter.and_then(|(number, width)| Some((self.moves(number)?, width))) else { break };
            so_far.hear(moves, self.len());
            width = next;
        }
        so_far.heard
    }

    /// Whether the letters of the word are in a text in codes one after the other and near each other, with others between them or
    /// not.
    ///
    /// The same answer as [`Letters::find_gapped`](super::letters::Letters::find_gapped) has for the text.
    pub(super) fn is_strewn_in(&self, text: &[u8]) -> bool {
        let (mut moves, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let letter = self.codes.read(text, at);
            moves.extend(
                letter.map(|(number, _)| self.moves(number).map(|moves| moves[Ear::Initials as usize]).unwrap_or_default()),
            );
            at += letter.map_or(1, |(_, width)| width);
        }
        gapped(self.word, moves.len(), |at| &moves[at]).is_some()
    }
}

/// A word in codes, if each of its characters is one letter.
fn written(alphabet: &Alphabet, codes: &Codes, word: &Word) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    for c in word.chars() {
        let [number] = alphabet.written(*c) else { return None };
        written.extend_from_slice(codes.spell(usize::from(*number)));
    }
    Some(written)
}

/// For the letters of its alphabet.
impl Hearing for Heard<'_> {
    fn moves(&self, raw: char, _: char, ear: Ear) -> Moves {
        self.moves(self.alphabet.number(raw)).map(|moves| moves[ear as usize]).unwrap_or_default()
    }
}
