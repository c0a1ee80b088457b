//! The texts of all projects once more, in codes, one after the other: what a search reads.

use std::ops::Range;

use bytes::Bytes;

use super::alphabet::Alphabet;
use super::code::{BLANK, Codes, NOTHING, PROJECT};
use super::hit::Field;
use super::sieve::REACH;
use crate::bulk::Bulk;

/// So many projects are searched at a time: for one thread a fraction of a millisecond, after which it may be told to stop.
pub(super) const PART: usize = 1 << 11;

/// Texts of all projects: their titles, or their other texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arena {
    codes: Bytes,
    /// Where the texts of each part of the projects begin.
    starts: Vec<usize>,
}

/// An [`Arena`] that is being written.
pub(super) struct Writer {
    written: Bulk,
    starts: Vec<usize>,
    /// The last part.
    codes: Vec<u8>,
    projects: usize,
}

impl Writer {
    /// For about so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { written: Bulk::with_room(bytes + REACH), starts: Vec::new(), codes: Vec::new(), projects: 0 }
    }

    /// A project begins; those of its texts that belong here are added next.
    pub(super) fn open(&mut self) {
        if self.projects.is_multiple_of(PART) {
            self.write();
            self.starts.push(self.written.len());
        }
        self.projects += 1;
        self.codes.push(PROJECT);
    }

    fn write(&mut self) {
        self.written.put(&self.codes);
        self.codes.clear();
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
    pub(super) fn finish(mut self) -> Arena {
        self.codes.extend([NOTHING; REACH]);
        self.write();
        Arena { codes: self.written.finish(), starts: self.starts }
    }
}

impl Arena {
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
        self.codes.len()
    }
}
