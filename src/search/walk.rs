//! A walk over the texts of a part of the projects, to where a word may begin.

use std::cell::Cell;

use super::arena::{Arena, Known, Spot};
use super::block::{BLOCK, Marks, inside};
use super::code::{BLANK, Codes};
use super::sieve::Sieve;

/// Whether what is still to come of a project is not wanted.
pub(super) type Enough = bool;

/// Where one has come to.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    arena: &'a Arena,
    block: usize,
    marks: Marks,
    /// The last position that one was told of, and where its text begins: a long text is not gone through again for each.
    known: &'a Cell<Option<Known>>,
}

impl Here<'_> {
    /// What is at a position that one was told of.
    pub(super) fn spot(self, at: usize) -> Spot {
        // A word that is seen here may have begun before.
        let known = self.known.get();
        let (spot, known) =
            if at < self.block { self.arena.spot(at, known) } else { self.arena.spot_in(at, self.marks, known) };
        self.known.set(Some(known));
        spot
    }
}

/// So many blocks are looked through together.
pub(super) const TOGETHER: usize = 16;

/// Tells `see` each position at which `sieve` says that a word may begin, in order and each once, until it has seen enough of that
/// project.
pub(super) fn walk(arena: &Arena, part: usize, sieve: &Sieve, mut see: impl FnMut(Here, usize) -> Enough) {
    let codes = arena.codes();
    let part = arena.part(part);
    let known = Cell::new(None);
    let mut enough = false;
    // Up to there all beginnings were told.
    let mut told = part.start;
    for some in (part.start / BLOCK * BLOCK..part.end).step_by(TOGETHER * BLOCK) {
        let found = sieve.blocks::<TOGETHER>(codes, some);
        for (block, mut found) in (some..part.end).step_by(BLOCK).zip(found) {
            if found == 0 && !enough {
                continue;
            }
            found &= inside(&part, block);
            let marks = Marks::at(codes, block);
            if enough {
                if marks.projects == 0 {
                    continue;
                }
                found &= u64::MAX << marks.projects.trailing_zeros();
                enough = false;
            }
            while found != 0 {
                let nth = found.trailing_zeros();
                let last = block + nth as usize;
                let from = begin(codes, told, last, sieve.behind);
                told = last + 1;
                if !(from..=last).any(|at| Codes::is_letter(codes, at) && see(Here { arena, block, marks, known: &known }, at))
                {
                    found &= found - 1;
                    continue;
                }
                let others = marks.projects & u64::MAX << nth;
                if others == 0 {
                    enough = true;
                    break;
                }
                found &= u64::MAX << others.trailing_zeros();
            }
        }
    }
}

/// Up to so many letters before a position of the same text, but not before `told`.
fn begin(codes: &[u8], told: usize, mut at: usize, mut letters: usize) -> usize {
    while letters > 0 && at > told {
        match codes.get(at - 1) {
            Some(code) if *code >= BLANK => letters -= usize::from(Codes::is_letter(codes, at - 1)),
            _ => break,
        }
        at -= 1;
    }
    at
}
