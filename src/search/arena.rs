//! The texts of all projects once more, in codes, one after the other: what a search reads.

use std::ops::Range;

use bytes::Bytes;

use super::alphabet::Alphabet;
use super::block::{BEYOND, BLOCK, Marks};
use super::code::{BLANK, Codes, NOTHING, PROJECT};
use super::hit::Field;
use super::walk::TOGETHER;
use crate::bulk::Bulk;

/// So many projects are searched at a time: for one thread a fraction of a millisecond, after which it may be told to stop.
pub(super) const PART: usize = 1 << 11;
const PART_U32: u32 = 1 << 11;

/// How far past the last text it may be looked.
const REACH: usize = TOGETHER * BLOCK + BEYOND;

/// Texts of all projects: their titles, their places, or all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arena {
    codes: Bytes,
    /// Where the texts of each part of the projects begin.
    starts: Vec<usize>,
    /// How many projects begin before each [`BLOCK`] of codes, but for whole parts: numbers of two bytes, the lower one first.
    begun: Bytes,
}

/// An [`Arena`] that is being written.
pub(super) struct Writer {
    written: Bulk,
    starts: Vec<usize>,
    /// The last part.
    codes: Vec<u8>,
    projects: usize,
}

/// Where a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its position in the texts.
    pub(super) at: u32,
    /// In which project of the part.
    pub(super) place: u16,
    pub(super) field: Field,
    /// Whether a text begins there.
    pub(super) first: bool,
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
        let codes = self.written.finish();
        let mut begun = Bulk::with_room(codes.len().div_ceil(BLOCK) * size_of::<u16>());
        let mut projects = 0_u32;
        for block in (0..codes.len()).step_by(BLOCK) {
            // Less than a part, and so than there are of these numbers.
            begun.put(&u16::try_from(projects).unwrap_or_default().to_le_bytes());
            projects = (projects + Marks::at(&codes, block).projects.count_ones()) % PART_U32;
        }
        Arena { codes, starts: self.starts, begun: begun.finish() }
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

    /// Where the text begins in which that position is: the code before its first letter.
    pub(super) fn text_around(&self, at: usize) -> usize {
        self.text_in(at, Marks::at(&self.codes, at / BLOCK * BLOCK).texts)
    }

    fn text_in(&self, at: usize, texts: u64) -> usize {
        let (mut block, mut texts) = (at / BLOCK * BLOCK, texts & !(u64::MAX << (at % BLOCK)));
        while texts == 0 && block > 0 {
            block -= BLOCK;
            texts = Marks::at(&self.codes, block).texts;
        }
        block + texts.checked_ilog2().unwrap_or_default() as usize
    }

    fn place_in(&self, at: usize, projects: u64) -> u16 {
        let here = projects & !(u64::MAX << (at % BLOCK));
        let begun = self.begun.as_chunks().0.get(at / BLOCK).map_or(0, |begun| u16::from_le_bytes(*begun));
        let begun = u32::from(begun) + here.count_ones();
        u16::try_from((begun + PART_U32 - 1) % PART_U32).unwrap_or_default()
    }

    /// What is at a position that is of a letter.
    pub(super) fn spot(&self, at: usize) -> Spot {
        self.spot_in(at, Marks::at(&self.codes, at / BLOCK * BLOCK))
    }

    /// The same, where the marks of its block are known.
    pub(super) fn spot_in(&self, at: usize, marks: Marks) -> Spot {
        let text = self.text_in(at, marks.texts);
        Spot {
            // 4 GiB of codes are forty times as much as a file may hold.
            at: u32::try_from(at).unwrap_or(u32::MAX),
            place: self.place_in(at, marks.projects),
            field: Codes::begun(self.codes.get(text).copied().unwrap_or_default()),
            first: text + 1 == at,
        }
    }

    /// Its memory, in bytes, but for what is behind the last text.
    pub(super) fn size(&self) -> usize {
        self.codes.len() - REACH + self.begun.len()
    }
}
