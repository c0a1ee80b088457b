//! Titles that have the letters of a word one after the other, with others between them.
//!
//! They are looked for in 64 bytes at a time: for each place of the word there is a bit for each position of the block, "the text
//! has all before this place of the word by here". What a letter takes on it takes on to the end of the text, and that is one
//! addition: `MatchStar` of Cameron's Parabix.

use super::block::{BLOCK_LEN, Boundaries, ByteClass, range_mask};
use super::compiled_word::{CompiledWord, Edge};
use super::haystack::{CachedTextStart, Haystack};
use super::prefilter;
use super::scan::BLOCKS_PER_STEP;
use super::symbol_encoding::{SymbolEncoding, WORD_BREAK};
use super::word::MatchLevel;

/// So many places of a word are looked at; where those are, all may be.
const STATES_MAX: usize = 16;

/// How texts are found that may have a word so.
pub(super) struct SubsequenceMatcher {
    /// By the place of the word from which they go on.
    transitions: Vec<Vec<ClassTransition>>,
    /// Letters that take it past the place where that is rarest, of those that are looked at: there is one in each text that has
    /// the word, no later than it is seen there.
    prefilter: prefilter::BytePattern,
}

/// Letters that take a place of the word to another, or if there is none to the end.
struct ClassTransition {
    class: ByteClass,
    to: Option<usize>,
}

/// The places of a word that the last text of a block has come to, and which goes on.
type Carries = [bool; STATES_MAX];

const NO_CARRY: Carries = [false; STATES_MAX];

impl SubsequenceMatcher {
    /// For a word; nothing if the letters that there are do not make it up.
    pub(super) fn new(heard: &CompiledWord, codes: &SymbolEncoding) -> Option<Self> {
        let end = heard.len().min(STATES_MAX);
        let steps = heard.edges(MatchLevel::Initials);
        if steps.is_empty() {
            return None;
        }
        // A place further on is not looked at: the word would be seen before its letter has come.
        let rarest = prefilter::BytePattern::for_rarest_state(&steps, end, codes)?;
        let mut ways: Vec<Vec<ClassTransition>> = (0..end).map(|_| Vec::new()).collect();
        for Edge { from, to, symbols: by } in &steps {
            if let Some(ways) = ways.get_mut(*from) {
                ways.push(ClassTransition { class: ByteClass::new(by.leads, codes), to: Some(*to).filter(|to| *to < end) });
            }
        }
        Some(Self { transitions: ways, prefilter: rarest })
    }

    /// Shows `see` the place of each project of a part, and each of its texts, that may have the word.
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
                    // What is done need not be done again, wherever the text begins.
                    let at = block + rarest.trailing_zeros() as usize;
                    let begin = titles.text_start(at, Some(CachedTextStart { at: done, text: done })) / BLOCK_LEN * BLOCK_LEN;
                    for before in (begin.max(done)..block).step_by(BLOCK_LEN) {
                        self.scan_block(codes, before, &mut reached);
                    }
                }
                let found = self.scan_block(codes, block, &mut reached);
                done = block + BLOCK_LEN;
                report_texts(titles, block, found & range_mask(&part, block), (&mut shown, &mut see));
            }
        }
    }

    /// At which positions of a block texts have come to the end of the word. `reached` is of the block before, and then of this
    /// one.
    fn scan_block(&self, codes: &[u8], at: usize, reached: &mut Carries) -> u64 {
        // What a letter takes on, it takes on to where the next text begins.
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

/// Shows `see` each text that has one of those positions of a block, unless it was the last that was `shown`.
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
        if shown.replace(CachedTextStart { at, text: begin }).is_none_or(|last| last.text != begin) {
            let text = codes.get(begin + 1..).and_then(|text| text.split(|code| *code < WORD_BREAK).next());
            see(titles.occurrence(at, *shown).0.doc.into(), text.unwrap_or_default());
        }
        // One position is enough of a text.
        let behind = Boundaries::in_block(codes, block).text_starts & u64::MAX << nth;
        found &= if behind == 0 { 0 } else { u64::MAX << behind.trailing_zeros() };
    }
}
