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

/// A position, and where its text begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) at: usize,
    pub(super) text: usize,
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

    /// Where the text begins in which that position is: the code before its first letter. It is looked for no further back than needed:
    /// of a position before it may be `known` where its text begins.
    pub(super) fn text_around(&self, at: usize, known: Option<Known>) -> usize {
        self.text_in(at, Marks::at(&self.codes, at / BLOCK * BLOCK).texts, known)
    }

    fn text_in(&self, at: usize, texts: u64, known: Option<Known>) -> usize {
        let (mut block, mut texts) = (at / BLOCK * BLOCK, texts & !(u64::MAX << (at % BLOCK)));
        let last = known.map_or(0, |known| known.at);
        while texts == 0 && block > last {
            #[cfg(test)]
            tests::STEPS.set(tests::STEPS.get() + 1);
            block -= BLOCK;
            texts = Marks::at(&self.codes, block).texts;
        }
        let begin = texts.checked_ilog2().map(|nth| block + nth as usize);
        begin.unwrap_or_else(|| known.map_or(block, |known| known.text))
    }

    fn place_in(&self, at: usize, projects: u64) -> u16 {
        let here = projects & !(u64::MAX << (at % BLOCK));
        let begun = self.begun.as_chunks().0.get(at / BLOCK).map_or(0, |begun| u16::from_le_bytes(*begun));
        let begun = u32::from(begun) + here.count_ones();
        u16::try_from((begun + PART_U32 - 1) % PART_U32).unwrap_or_default()
    }

    /// What is at a position that is of a letter, and where its text begins.
    pub(super) fn spot(&self, at: usize, known: Option<Known>) -> (Spot, Known) {
        self.spot_in(at, Marks::at(&self.codes, at / BLOCK * BLOCK), known)
    }

    /// The same, where the marks of its block are known.
    pub(super) fn spot_in(&self, at: usize, marks: Marks, known: Option<Known>) -> (Spot, Known) {
        let text = self.text_in(at, marks.texts, known.filter(|known| known.at <= at));
        let spot = Spot {
            // 4 GiB of codes are forty times as much as a file may hold.
            at: u32::try_from(at).unwrap_or(u32::MAX),
            place: self.place_in(at, marks.projects),
            field: Codes::begun(self.codes.get(text).copied().unwrap_or_default()),
            first: text + 1 == at,
        };
        (spot, Known { at, text })
    }

    /// Its memory, in bytes, but for what is behind the last text.
    pub(super) fn size(&self) -> usize {
        self.codes.len() - REACH + self.begun.len()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::catalog::parse;
    use crate::search::{Index, Query};

    thread_local! {
        /// The blocks that were gone back over in search of the beginning of a text.
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// The blocks that are gone back over where `query` is searched for in a project of that title and summary.
    fn steps(title: &str, summary: &str, query: &str) -> u64 {
        let project = format!("(no: 1, domain: \"d\", title: \"{title}\", summary: \"{summary}\")");
        let text = format!("(title: \"t\", domains: [(id: \"d\", name: \"n\")], projects: [{project}])");
        let catalog = parse(&text).unwrap();
        STEPS.set(0);
        let _ = Index::new(&catalog).search(&catalog, &Query::parse(query), None);
        STEPS.get()
    }

    #[test]
    fn a_long_text_is_not_gone_through_again_for_each_place_of_a_word() {
        let count = |length: usize| {
            // By first letters only, as better ones may follow; and with others between them, but never near enough.
            let initials = steps("p", &"停a".repeat(length), "tatata");
            let strewn = steps(&format!("停{}", "，一二三四五六七八九十甲乙丙丁车".repeat(length)), "", "停二车x车");
            (initials, strewn)
        };
        let (few, many) = (count(2_000), count(8_000));
        assert!(few.0 > 0 && many.0 <= 5 * few.0, "{few:?} steps, {many:?} for four times as much");
        assert!(many.1 <= 5 * few.1.max(1_000), "{few:?} steps, {many:?} for four times as much");
    }
}
