//! Which projects have a sound or a character in their texts at all: one bit a project, one row a sound.
//!
//! What a word needs, whatever the order, is a few rows; where those do not meet, no text has to be read. A Han character stands
//! under all of its readings, so a row serves 医疗, yiliao and yl alike.

use super::alphabet::{Alphabet, Heard};
use super::term::{Ear, Moves};

/// One bit for each project, in the order of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// All of `len`.
    pub(super) fn all(len: usize) -> Self {
        let mut bits = Self(vec![u64::MAX; len.div_ceil(64)]);
        if let (Some(last), true) = (bits.0.last_mut(), !len.is_multiple_of(64)) {
            *last = (1 << (len % 64)) - 1;
        }
        bits
    }

    pub(super) fn none(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    pub(super) fn set(&mut self, at: usize) {
        if at / 64 >= self.0.len() {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn and(&mut self, other: &Self) {
        for (at, mine) in self.0.iter_mut().enumerate() {
            *mine &= other.0.get(at).copied().unwrap_or_default();
        }
    }

    pub(super) fn or(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= theirs;
        }
    }

    fn or_and(&mut self, one: &Self, two: &Self, three: &Self) {
        for (mine, ((one, two), three)) in self.0.iter_mut().zip(one.0.iter().zip(&two.0).zip(&three.0)) {
            *mine |= one & two & three;
        }
    }

    /// Those that are set, in order.
    pub(super) fn ones(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(at, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                (bits != 0).then(|| {
                    let one = bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    at * 64 + one
                })
            })
        })
    }
}

/// The rows of one kind of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// By syllable, as the alphabet numbers them.
    sounds: Vec<Bits>,
    /// By letter, for those without a reading.
    letters: Vec<Bits>,
    /// By what two characters one after the other begin with: in a long text nearly every initial occurs, but not next to any.
    pairs: Vec<Bits>,
}

/// What a character begins with: a letter, a digit, or anything else.
const INITIALS: usize = 37;

fn initial(c: char) -> usize {
    match c {
        'a'..='z' => c as usize - 'a' as usize,
        '0'..='9' => c as usize - '0' as usize + 26,
        _ => INITIALS - 1,
    }
}

fn pair(one: usize, other: usize) -> usize {
    one * INITIALS + other
}

impl Rows {
    /// Notes down that the project at `at` has a text, given by the numbers of its characters.
    pub(super) fn note(&mut self, alphabet: &Alphabet, at: usize, text: &[u16]) {
        let mut before: &[char] = &[];
        for number in text.iter().map(|number| usize::from(*number)).filter(|number| !Alphabet::separates(*number)) {
            let Some(letter) = alphabet.of(number) else { continue };
            for sound in &letter.sounds {
                row(&mut self.sounds, *sound).set(at);
            }
            if letter.sounds.is_empty() {
                row(&mut self.letters, number).set(at);
            }
            for (one, other) in before.iter().flat_map(|one| letter.initials.iter().map(move |other| (*one, *other))) {
                row(&mut self.pairs, pair(initial(one), initial(other))).set(at);
            }
            before = &letter.initials;
        }
    }

    fn of(&self, alphabet: &Alphabet, number: usize) -> Option<&Bits> {
        match alphabet.of(number)?.sounds.first() {
            None => self.letters.get(number),
            Some(first) => self.sounds.get(*first),
        }
    }

    /// The projects, of `len`, that have what a word needs: all that match it, and some that do not. `in_order` if its initials
    /// must stand side by side as typed, which gaps and near sounds do not ask for.
    pub(super) fn candidates(&self, heard: &Heard, ear: Ear, len: usize, in_order: bool) -> Bits {
        let everyone = Bits::all(len);
        let sounds = heard.syllables(ear).filter_map(|(sound, moves)| Some((*moves, self.sounds.get(sound)?)));
        let letters = heard.letters().filter_map(|(number, moves)| Some((moves, self.of(heard.alphabet(), number)?)));
        let rows: Vec<(Moves, &Bits)> = sounds.chain(letters).collect();
        let initials: Vec<usize> = heard.initials().map(initial).collect();
        // From the end: who has what is needed from each place on.
        let mut from = vec![Bits::none(len); heard.len()];
        from.push(Bits::all(len));
        for at in (0..heard.len()).rev() {
            let (before, after) = from.split_at_mut(at + 1);
            let Some(here) = before.last_mut() else { continue };
            for (moves, row) in &rows {
                for letters in moves.from(at) {
                    let Some(next) = letters.map(|letters| at + letters) else {
                        here.or(row);
                        continue;
                    };
                    let adjacent =
                        initials.get(at).zip(initials.get(next)).map(|(one, other)| self.pairs.get(pair(*one, *other)));
                    match adjacent {
                        // The word ends here.
                        None => here.or(row),
                        Some(_) if !in_order => here.or_and(row, &after[next - at - 1], &everyone),
                        Some(None) => {}
                        Some(Some(pair)) => here.or_and(row, &after[next - at - 1], pair),
                    }
                }
            }
        }
        from.into_iter().next().unwrap_or_default()
    }
}

/// A row of the table; rows end with their last project.
fn row(rows: &mut Vec<Bits>, at: usize) -> &mut Bits {
    if at >= rows.len() {
        rows.resize(at + 1, Bits::default());
    }
    &mut rows[at]
}
