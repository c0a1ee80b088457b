//! A walk over the texts of a part of the projects, to where a word may begin.

use super::arena::Arena;
use super::code::{BLANK, Codes, PROJECT};
use super::hit::Field;
use super::sieve::{BLOCK, Marks, Sieve};

/// Where a word may begin.
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

/// Whether what is still to come of a project is not wanted.
pub(super) type Enough = bool;

/// Tells `see` each position at which `sieve` says that a word may begin, until it has seen enough of that project.
pub(super) fn walk(arena: &Arena, part: usize, sieve: &Sieve, mut see: impl FnMut(&mut Here, usize) -> Enough) {
    let codes = arena.codes();
    let part = arena.part(part);
    let mut here = Here { codes, block: part.start, until: part.start, marks: Marks::default(), begun: 0 };
    let mut enough = false;
    for at in part.clone().step_by(BLOCK) {
        // What lies behind the end belongs to others.
        let mut wanted = u64::MAX >> BLOCK.saturating_sub(part.end - at);
        if enough {
            let projects = Marks::at(codes, at).projects;
            if projects == 0 {
                continue;
            }
            wanted &= u64::MAX << projects.trailing_zeros();
            enough = false;
        }
        let mut passed = sieve.block(codes, at) & wanted;
        if passed == 0 {
            continue;
        }
        here.enter(at);
        while passed != 0 {
            let nth = passed.trailing_zeros();
            if !see(&mut here, at + nth as usize) {
                passed &= passed - 1;
                continue;
            }
            let others = here.marks.projects & u64::MAX << nth;
            if others == 0 {
                enough = true;
                break;
            }
            passed &= u64::MAX << others.trailing_zeros();
        }
    }
}

/// How far one has come.
pub(super) struct Here<'a> {
    codes: &'a [u8],
    /// Where the block begins in which one is, and where it ends.
    block: usize,
    until: usize,
    /// Its texts, and those of its projects that one has not come to.
    marks: Marks,
    /// So many projects have begun.
    begun: u16,
}

impl Here<'_> {
    /// Comes to the block that begins there.
    fn enter(&mut self, block: usize) {
        let passed = self.codes.get(self.until..block).unwrap_or_default();
        let passed = if passed.is_empty() { 0 } else { memchr::memchr_iter(PROJECT, passed).count() };
        self.begun += u16::try_from(passed).unwrap_or_default();
        self.come_to(BLOCK);
        (self.block, self.until) = (block, block + BLOCK);
        self.marks = Marks::at(self.codes, block);
    }

    /// Counts the projects of this block up to there.
    fn come_to(&mut self, nth: usize) {
        while (self.marks.projects.trailing_zeros() as usize) < nth {
            self.marks.projects &= self.marks.projects - 1;
            self.begun += 1;
        }
    }

    /// What one has come to at that position.
    pub(super) fn spot(&mut self, at: usize) -> Spot {
        let nth = at - self.block;
        self.come_to(nth);
        let begun = self.marks.texts & !(u64::MAX << nth);
        let text = match begun.checked_ilog2() {
            Some(last) => self.block + last as usize,
            None => self.codes.get(..self.block).unwrap_or_default().iter().rposition(|code| *code < BLANK).unwrap_or_default(),
        };
        Spot {
            // 4 GiB of codes are forty times as much as a file may hold.
            at: u32::try_from(at).unwrap_or(u32::MAX),
            place: self.begun.saturating_sub(1),
            field: Codes::begun(self.codes.get(text).copied().unwrap_or_default()),
            first: text + 1 == at,
        }
    }
}
