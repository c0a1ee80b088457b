//! Finds titles that contain a word as a subsequence: its letters in order, with others between
//! them.
//!
//! Scans 64 bytes at a time, with a bit per position for each state of the word: "the text has
//! reached this state by here". A state, once reached, holds to the end of the text, and one
//! addition spreads it there: `MatchStar` of Cameron's Parabix.

use super::block::{BLOCK_LEN, Boundaries, ByteClass, range_mask};
use super::compiled_word::{CompiledWord, Edge};
use super::haystack::{CachedTextStart, Haystack};
use super::prefilter;
use super::scan::BLOCKS_PER_STEP;
use super::symbol_encoding::{SymbolEncoding, WORD_BREAK};
use super::word::MatchLevel;

/// The number of states that are scanned; a longer word is confirmed by
/// `CompiledWord::is_subsequence_of`.
const STATES_MAX: usize = 16;

/// A scanner for titles that may contain a word as a subsequence.
pub(super) struct SubsequenceMatcher {
    /// By state: the transitions from it.
    transitions: Vec<Vec<ClassTransition>>,
    /// Symbols that lead past the rarest of the scanned states. Every matching text has one, no
    /// later than where the scan reports the match.
    prefilter: prefilter::BytePattern,
}

/// Symbols that lead from a state to another, or beyond the scanned states (`None`).
struct ClassTransition {
    class: ByteClass,
    to: Option<usize>,
}

/// The states that the last text of a block has reached, carried into the next block.
type Carries = [bool; STATES_MAX];

const NO_CARRY: Carries = [false; STATES_MAX];

impl SubsequenceMatcher {
    /// Builds the scanner for a word; `None` if the symbols of the catalogue cannot form it.
    pub(super) fn new(heard: &CompiledWord, codes: &SymbolEncoding) -> Option<Self> {
        let end = heard.len().min(STATES_MAX);
        let steps = heard.edges(MatchLevel::Initials);
        if steps.is_empty() {
            return None;
        }
        // States from `end` on do not qualify: the scan reports a match before their symbols have
        // come.
        let rarest = prefilter::BytePattern::for_rarest_state(&steps, end, codes)?;
        let mut ways: Vec<Vec<ClassTransition>> = (0..end).map(|_| Vec::new()).collect();
        for Edge { from, to, symbols: by } in &steps {
            if let Some(ways) = ways.get_mut(*from) {
                ways.push(ClassTransition {
                    class: ByteClass::new(by.leads, codes),
                    to: Some(*to).filter(|to| *to < end),
                });
            }
        }
        Some(Self { transitions: ways, prefilter: rarest })
    }

    /// Calls `see` with the doc (counted from the start of the chunk `part`) and the bytes of each
    /// title that may contain the word.
    pub(super) fn scan(&self, titles: &Haystack, part: usize, mut see: impl FnMut(usize, &[u8])) {
        let codes = titles.bytes();
        let part = titles.chunk(part);
        let (mut reached, mut done) = (NO_CARRY, part.start / BLOCK_LEN * BLOCK_LEN);
        let mut shown = None;
        for some in (done..part.end).step_by(BLOCKS_PER_STEP * BLOCK_LEN) {
            let rarest: [u64; BLOCKS_PER_STEP] = self.prefilter.find_in_blocks(codes, some);
            for (block, rarest) in (some..part.end).step_by(BLOCK_LEN).zip(rarest) {
                if reached == NO_CARRY {
                    if rarest == 0 {
                        continue;
                    }
                    // Blocks already scanned are not scanned again, wherever the text begins.
                    let at = block + rarest.trailing_zeros() as usize;
                    let begin = titles
                        .text_start(at, Some(CachedTextStart { at: done, text: done }))
                        / BLOCK_LEN
                        * BLOCK_LEN;
                    for before in (begin.max(done)..block).step_by(BLOCK_LEN) {
                        self.scan_block(codes, before, &mut reached);
                    }
                }
                let found = self.scan_block(codes, block, &mut reached);
                done = block + BLOCK_LEN;
                report_texts(
                    titles,
                    block,
                    found & range_mask(&part, block),
                    (&mut shown, &mut see),
                );
            }
        }
    }

    /// Scans one block and returns the positions at which texts reach the end of the scanned
    /// states. `reached` holds the carries from the block before and is set to those of this one.
    fn scan_block(&self, codes: &[u8], at: usize, reached: &mut Carries) -> u64 {
        // Positions to which a state spreads: all but those where the next text begins.
        let on = !Boundaries::in_block(codes, at).text_starts;
        let mut starts = reached.map(u64::from);
        let mut found = 0;
        *reached = NO_CARRY;
        for (from, ways) in self.transitions.iter().enumerate() {
            let (ahead, over) = (starts[from] & on).overflowing_add(on);
            let here = if from == 0 { u64::MAX } else { ahead ^ on | starts[from] };
            reached[from] |= over;
            for ClassTransition { class: letters, to } in ways.iter().filter(|_| here != 0) {
                let [there] = letters.find_in_blocks(codes, at);
                let there = there & here;
                match to {
                    None => found |= there,
                    Some(to) => {
                        starts[*to] |= there << 1;
                        reached[*to] |= there >> (BLOCK_LEN - 1) == 1;
                    }
                }
            }
        }
        found
    }
}

/// Calls `see` for each text with a position in `found`, unless it is `shown`, the last one
/// reported.
fn report_texts<S: FnMut(usize, &[u8])>(
    titles: &Haystack,
    block: usize,
    mut found: u64,
    (shown, see): (&mut Option<CachedTextStart>, &mut S),
) {
    let codes = titles.bytes();
    while found != 0 {
        let nth = found.trailing_zeros();
        let at = block + nth as usize;
        let begin = titles.text_start(at, *shown);
        if shown.replace(CachedTextStart { at, text: begin }).is_none_or(|last| last.text != begin)
        {
            let text = codes
                .get(begin + 1..)
                .and_then(|text| text.split(|code| *code < WORD_BREAK).next());
            see(titles.occurrence(at, *shown).0.doc.into(), text.unwrap_or_default());
        }
        // One position per text is enough.
        let behind = Boundaries::in_block(codes, block).text_starts & u64::MAX << nth;
        found &= if behind == 0 { 0 } else { u64::MAX << behind.trailing_zeros() };
    }
}
