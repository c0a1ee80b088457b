//! The texts of all projects once more, in codes, one after the other: what a search reads.

use std::ops::Range;

use super::alphabet::Alphabet;
use super::code::{BLANK, Codes, NOTHING, PROJECT};
use super::hit::Field;
use super::sieve::REACH;

/// So many projects are searched at a time: for one thread a fraction of a millisecond, after which it may be told to stop.
pub(super) const PART: usize = 1 << 11;

/// Texts of all projects: their titles, or their other texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arena {
    codes: Vec<u8>,
    /// Where the texts of each part of the projects begin.
    starts: Vec<usize>,
    projects: usize,
}

impl Arena {
    /// A project begins; those of its texts that belong here are added next.
    pub(super) fn open(&mut self) {
        if self.projects.is_multiple_of(PART) {
            self.starts.push(self.codes.len());
        }
        self.projects += 1;
        self.codes.push(PROJECT);
    }

    /// Adds a text to the project that was opened last.
    pub(super) fn add(&mut self, alphabet: &Alphabet, codes: &Codes, field: Field, text: &str) {
        if field != Field::Title || self.codes.last() != Some(&PROJECT) {
            self.codes.push(Codes::begin(field));
        }
        let (mut before, mut blank) = (None, false);
        for number in text.chars().map(|c| alphabet.number(c)) {
            if Alphabet::separates(number) {
                blank |= !Alphabet::is_mark(number);
                continue;
            }
            // Anywhere else a blank parts nothing.
            let latin = alphabet.is_latin(number);
            if blank && latin && before == Some(true) {
                self.codes.push(BLANK);
            }
            self.codes.extend_from_slice(codes.spell(number));
            (before, blank) = (Some(latin), false);
        }
    }

    /// All projects are there.
    pub(super) fn finish(&mut self) {
        self.codes.extend([NOTHING; REACH]);
        self.codes.shrink_to_fit();
    }

    /// All texts; behind the last are at least [`REACH`] bytes of nothing.
    pub(super) fn codes(&self) -> &[u8] {
        &self.codes
    }

    /// Where the texts of a part of the projects are.
    pub(super) fn part(&self, nth: usize) -> Range<usize> {
        let end = self.codes.len() - REACH;
        let start = |nth: usize| self.starts.get(nth).copied().unwrap_or(end);
        start(nth)..start(nth + 1)
    }

    /// Its memory, in bytes.
    pub(super) fn size(&self) -> usize {
        self.codes.capacity()
    }
}
