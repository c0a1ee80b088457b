//! Scans one chunk of a haystack for positions where a word may begin.

use std::cell::Cell;

use super::block::{BLOCK_LEN, Boundaries, range_mask};
use super::haystack::{CachedTextStart, Haystack, Occurrence};
use super::prefilter::Prefilter;
use super::symbol_encoding::{SymbolEncoding, WORD_BREAK};

/// True to skip the rest of the current doc.
pub(super) type SkipRest = bool;

/// The state of a scan at a reported position.
#[derive(Clone, Copy)]
pub(super) struct ScanCursor<'a> {
    haystack: &'a Haystack,
    block: usize,
    boundaries: Boundaries,
    /// The last position looked up and the start of its text, so that a long text is not searched
    /// backwards again for each position.
    known: &'a Cell<Option<CachedTextStart>>,
}

impl ScanCursor<'_> {
    /// Returns the occurrence at a position that this scan reported.
    pub(super) fn occurrence(self, at: usize) -> Occurrence {
        // Looking back may lead into an earlier block.
        let known = self.known.get();
        let (spot, known) = if at < self.block {
            self.haystack.occurrence(at, known)
        } else {
            self.haystack.occurrence_in(at, self.boundaries, known)
        };
        self.known.set(Some(known));
        spot
    }
}

/// The number of blocks that are filtered together.
pub(super) const BLOCKS_PER_STEP: usize = 16;

/// Calls `see` with each position at which a word may begin according to the prefilter `sieve`, in
/// order and once each. If `see` returns true, the rest of that doc is skipped.
pub(super) fn scan(
    arena: &Haystack,
    part: usize,
    sieve: &Prefilter,
    mut see: impl FnMut(ScanCursor, usize) -> SkipRest,
) {
    let codes = arena.bytes();
    let part = arena.chunk(part);
    let known = Cell::new(None);
    let mut enough = false;
    // All positions before this one have been reported.
    let mut told = part.start;
    for some in (part.start / BLOCK_LEN * BLOCK_LEN..part.end).step_by(BLOCKS_PER_STEP * BLOCK_LEN)
    {
        let found = sieve.find_in_blocks::<BLOCKS_PER_STEP>(codes, some);
        for (block, mut found) in (some..part.end).step_by(BLOCK_LEN).zip(found) {
            if found == 0 && !enough {
                continue;
            }
            found &= range_mask(&part, block);
            let marks = Boundaries::in_block(codes, block);
            if enough {
                if marks.doc_starts == 0 {
                    continue;
                }
                found &= u64::MAX << marks.doc_starts.trailing_zeros();
                enough = false;
            }
            while found != 0 {
                let nth = found.trailing_zeros();
                let last = block + nth as usize;
                let from = scan_start(codes, told, last, sieve.lookbehind);
                told = last + 1;
                if !(from..=last).any(|at| {
                    SymbolEncoding::is_lead(codes, at)
                        && see(
                            ScanCursor { haystack: arena, block, boundaries: marks, known: &known },
                            at,
                        )
                }) {
                    found &= found - 1;
                    continue;
                }
                let others = marks.doc_starts & u64::MAX << nth;
                if others == 0 {
                    enough = true;
                    break;
                }
                found &= u64::MAX << others.trailing_zeros();
            }
        }
    }
}

/// Returns the position `letters` symbols before `at`, but no further back than the start of the
/// text or `told`.
fn scan_start(codes: &[u8], told: usize, mut at: usize, mut letters: usize) -> usize {
    while letters > 0 && at > told {
        match codes.get(at - 1) {
            Some(code) if *code >= WORD_BREAK => {
                letters -= usize::from(SymbolEncoding::is_lead(codes, at - 1));
            }
            _ => break,
        }
        at -= 1;
    }
    at
}
