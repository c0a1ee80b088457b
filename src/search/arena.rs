//! The texts of all projects once more, in codes, one after the other: what a search reads.

use std::ops::Range;

use super::alphabet::Alphabet;
use super::code::{BLANK, Codes, NOTHING};
use super::hit::Field;
use super::sieve::REACH;

/// Texts of all projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Arena {
    codes: Vec<u8>,
    /// Where the texts of each project end.
    ends: Vec<u32>,
}

impl Arena {
    /// Adds a text to the project that is being added.
    pub(super) fn add(&mut self, alphabet: &Alphabet, codes: &Codes, field: Field, text: &str) {
        self.codes.push(Codes::begin(field));
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

    /// The project that was being added is complete.
    pub(super) fn close(&mut self) {
        // 4 GiB of codes are forty times as much as a file may hold.
        self.ends.push(u32::try_from(self.codes.len()).unwrap_or(u32::MAX));
    }

    /// All projects are complete.
    pub(super) fn finish(&mut self) {
        self.codes.extend([NOTHING; REACH]);
        self.codes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// All texts; behind the last are at least [`REACH`] bytes of nothing.
    pub(super) fn codes(&self) -> &[u8] {
        &self.codes
    }

    /// Where the texts of the project at that place end.
    pub(super) fn end(&self, place: usize) -> usize {
        self.ends.get(place).copied().unwrap_or_default() as usize
    }

    /// Where the texts of the projects at those places are.
    pub(super) fn span(&self, places: &Range<usize>) -> Range<usize> {
        let end = |past: usize| past.checked_sub(1).map_or(0, |last| self.end(last));
        end(places.start)..end(places.end)
    }

    /// The field of the text in which a position is.
    pub(super) fn field(&self, at: usize) -> Option<Field> {
        let before = self.codes.get(..at)?;
        before.iter().rev().find(|code| **code < BLANK).and_then(|code| Codes::begun(*code))
    }

    /// Whether a text begins at that position.
    pub(super) fn begins(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.codes.get(before)).is_some_and(|code| Codes::begun(*code).is_some())
    }

    /// Its memory, in bytes.
    pub(super) fn size(&self) -> usize {
        self.codes.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}
