//! Scans one chunk of a haystack for positions where a word may begin.

use std::cell::Cell;

use super::block::{BLOCK_LEN, BLOCKS_PER_STEP, Boundaries, range_mask};
use super::doc::ChunkIx;
use super::haystack::{CachedTextStart, Haystack, Occurrence};
use super::prefilter::Prefilter;
use super::symbol_encoding::{SymbolEncoding, WORD_BREAK};

/// The state of a scan at a reported position.
#[derive(Clone, Copy)]
pub(crate) struct ScanCursor<'a> {
    haystack: &'a Haystack,
    /// The position of the current block.
    block: usize,
    boundaries: Boundaries,
    /// The last position looked up and the start of its text, so that a long text is not searched
    /// backwards again for each position.
    last_lookup: &'a Cell<Option<CachedTextStart>>,
}

impl ScanCursor<'_> {
    /// Returns the occurrence at a position that this scan reported.
    pub(crate) fn occurrence(self, position: usize) -> Occurrence {
        // Looking back may lead into an earlier block.
        let known = self.last_lookup.get();
        let (occurrence, text_start) = if position < self.block {
            self.haystack.occurrence(position, known)
        } else {
            self.haystack.occurrence_in(position, self.boundaries, known)
        };
        self.last_lookup.set(Some(text_start));
        occurrence
    }
}

/// Calls `on_position` with each position of the chunk at which a word may begin according to its
/// prefilter, in order and once each. If `on_position` returns true, the rest of that doc is
/// skipped.
pub(crate) fn scan(
    haystack: &Haystack,
    chunk: ChunkIx,
    prefilter: &Prefilter,
    mut on_position: impl FnMut(ScanCursor, usize) -> bool,
) {
    let bytes = haystack.bytes();
    let chunk = haystack.chunk(chunk);
    let last_lookup = Cell::new(None);
    let mut skips_doc = false;
    // All positions before this one have been reported.
    let mut reported = chunk.start;
    let first_block = chunk.start / BLOCK_LEN * BLOCK_LEN;
    for step in (first_block..chunk.end).step_by(BLOCKS_PER_STEP * BLOCK_LEN) {
        let found = prefilter.find_in_blocks::<BLOCKS_PER_STEP>(bytes, step);
        for (block, mut found) in (step..chunk.end).step_by(BLOCK_LEN).zip(found) {
            if found == 0 && !skips_doc {
                continue;
            }
            found &= range_mask(&chunk, block);
            let boundaries = Boundaries::in_block(bytes, block);
            if skips_doc {
                if boundaries.doc_starts == 0 {
                    continue;
                }
                found &= u64::MAX << boundaries.doc_starts.trailing_zeros();
                skips_doc = false;
            }
            while found != 0 {
                let nth = found.trailing_zeros();
                let last = block + nth as usize;
                let first = first_start(bytes, reported, last, prefilter.lookbehind);
                reported = last + 1;
                if !(first..=last).any(|position| {
                    SymbolEncoding::is_lead(bytes, position)
                        && on_position(
                            ScanCursor { haystack, block, boundaries, last_lookup: &last_lookup },
                            position,
                        )
                }) {
                    found &= found - 1;
                    continue;
                }
                let next_docs = boundaries.doc_starts & u64::MAX << nth;
                if next_docs == 0 {
                    skips_doc = true;
                    break;
                }
                found &= u64::MAX << next_docs.trailing_zeros();
            }
        }
    }
}

/// Returns the position `lookbehind` symbols before `position`, but no further back than the start
/// of the text or `reported`.
fn first_start(bytes: &[u8], reported: usize, mut position: usize, mut lookbehind: usize) -> usize {
    while lookbehind > 0 && position > reported {
        match bytes.get(position - 1) {
            Some(byte) if *byte >= WORD_BREAK => {
                lookbehind -= usize::from(SymbolEncoding::is_lead(bytes, position - 1));
            }
            _ => break,
        }
        position -= 1;
    }
    position
}
