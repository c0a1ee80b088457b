//! Finds titles that contain a word as a subsequence: its letters in order, with others between.
//!
//! Scans 64 bytes at a time, with a bit per position for each state of the word: "the text has
//! reached this state by here". A state, once reached, holds to the end of the text, and one
//! addition spreads it there: `MatchStar` of Cameron's Parabix.

use super::block::{BLOCK_LEN, BLOCKS_PER_STEP, Boundaries, ByteClass, range_mask};
use super::compiled_word::{CompiledWord, Edge};
use super::doc::{ChunkIx, DocInChunk};
use super::haystack::{CachedTextStart, Haystack};
use super::prefilter::BytePattern;
use super::symbol_encoding::{SymbolEncoding, WORD_BREAK};
use crate::matcher::MatchLevel;

/// The maximum number of states that are scanned. A title that reaches the last of them is verified
/// by [`CompiledWord::is_subsequence_of`].
const STATES_MAX: usize = 16;

/// A scanner for titles that may contain a word as a subsequence.
pub(crate) struct SubsequenceMatcher {
    /// By state: the transitions from it.
    transitions: Vec<Vec<ClassTransition>>,
    /// Symbols that lead past the rarest of the scanned states. Every matching text has one, no
    /// later than where the scan reports the match.
    prefilter: BytePattern,
}

/// Symbols that lead from a state to another, or beyond the scanned states (`None`).
struct ClassTransition {
    class: ByteClass,
    to: Option<usize>,
}

/// By state: true if the last text of a block has reached it, carried into the next block.
type Carries = [bool; STATES_MAX];

const NO_CARRY: Carries = [false; STATES_MAX];

impl SubsequenceMatcher {
    /// Builds the scanner for a word; `None` if the symbols of the catalog cannot form it.
    pub(crate) fn new(word: &CompiledWord, encoding: &SymbolEncoding) -> Option<Self> {
        let end = word.len().min(STATES_MAX);
        let edges = word.edges(MatchLevel::Initials);
        if edges.is_empty() {
            return None;
        }
        // States from `end` on do not qualify: the scan reports a match before their symbols have
        // come.
        let prefilter = BytePattern::for_rarest_state(&edges, end, encoding)?;
        let mut transitions: Vec<Vec<ClassTransition>> = (0..end).map(|_| Vec::new()).collect();
        for Edge { from, to, symbols } in &edges {
            if let Some(transitions) = transitions.get_mut(*from) {
                transitions.push(ClassTransition {
                    class: ByteClass::new(symbols.leads, encoding),
                    to: Some(*to).filter(|to| *to < end),
                });
            }
        }
        Some(Self { transitions, prefilter })
    }

    /// Calls `on_title` with the doc and the bytes of each title of the chunk that may contain the
    /// word.
    pub(crate) fn scan(
        &self,
        titles: &Haystack,
        chunk: ChunkIx,
        mut on_title: impl FnMut(DocInChunk, &[u8]),
    ) {
        let bytes = titles.bytes();
        let chunk = titles.chunk(chunk);
        // The position after the last scanned block.
        let mut done = chunk.start / BLOCK_LEN * BLOCK_LEN;
        let mut carries = NO_CARRY;
        // The start of the title reported last: each is reported once.
        let mut last: Option<CachedTextStart> = None;
        for step in (done..chunk.end).step_by(BLOCKS_PER_STEP * BLOCK_LEN) {
            let rarest: [u64; BLOCKS_PER_STEP] = self.prefilter.find_in_blocks(bytes, step);
            for (block, rarest) in (step..chunk.end).step_by(BLOCK_LEN).zip(rarest) {
                if carries == NO_CARRY {
                    if rarest == 0 {
                        continue;
                    }
                    // Blocks already scanned are not scanned again, wherever the text begins.
                    let known = CachedTextStart { position: done, text_start: done };
                    let position = block + rarest.trailing_zeros() as usize;
                    let start = titles.text_start(position, Some(known)) / BLOCK_LEN * BLOCK_LEN;
                    for skipped in (start.max(done)..block).step_by(BLOCK_LEN) {
                        self.scan_block(bytes, skipped, &mut carries);
                    }
                }
                let mut found = self.scan_block(bytes, block, &mut carries);
                done = block + BLOCK_LEN;
                found &= range_mask(&chunk, block);
                while found != 0 {
                    let nth = found.trailing_zeros();
                    let position = block + nth as usize;
                    let text_start = titles.text_start(position, last);
                    let before = last.replace(CachedTextStart { position, text_start });
                    if before.is_none_or(|before| before.text_start != text_start) {
                        let text = bytes
                            .get(text_start + 1..)
                            .and_then(|text| text.split(|byte| *byte < WORD_BREAK).next());
                        let (occurrence, _) = titles.occurrence(position, last);
                        on_title(occurrence.doc, text.unwrap_or_default());
                    }
                    // One position per text is enough.
                    let next_texts = Boundaries::in_block(bytes, block).text_starts;
                    let next_texts = next_texts & u64::MAX << nth;
                    found &=
                        if next_texts == 0 { 0 } else { u64::MAX << next_texts.trailing_zeros() };
                }
            }
        }
    }

    /// Scans one block and returns the positions at which texts reach the end of the scanned
    /// states. `carries` holds the carries from the block before and is set to those of this one.
    fn scan_block(&self, bytes: &[u8], block: usize, carries: &mut Carries) -> u64 {
        // Positions to which a state spreads: all but those where the next text begins.
        let spread = !Boundaries::in_block(bytes, block).text_starts;
        let mut starts = carries.map(u64::from);
        let mut found = 0;
        *carries = NO_CARRY;
        for (from, transitions) in self.transitions.iter().enumerate() {
            let (sum, carry) = (starts[from] & spread).overflowing_add(spread);
            let reached = if from == 0 { u64::MAX } else { sum ^ spread | starts[from] };
            carries[from] |= carry;
            for ClassTransition { class, to } in transitions.iter().filter(|_| reached != 0) {
                let [symbols] = class.find_in_blocks(bytes, block);
                let advanced = symbols & reached;
                match to {
                    None => found |= advanced,
                    Some(to) => {
                        starts[*to] |= advanced << 1;
                        carries[*to] |= advanced >> (BLOCK_LEN - 1) == 1;
                    }
                }
            }
        }
        found
    }
}
