//! Titles that have the letters of a word one after the other, with others between them.
//!
//! They are looked for in 64 bytes at a time: for each place of the word there is a bit for each position of the block, "the text
//! has all before this place of the word by here". What a letter takes on it takes on to the end of the text, and that is one
//! addition: `MatchStar` of Cameron's Parabix.

use super::arena::{Arena, Known};
use super::block::{BLOCK, Class, Marks, inside};
use super::code::{BLANK, Codes};
use super::heard::{Heard, Step};
use super::sieve;
use super::term::Ear;
use super::walk::TOGETHER;

/// So many places of a word are looked at; where those are, all may be.
const PLACES: usize = 16;

/// How texts are found that may have a word so.
pub(super) struct Strewn {
    /// By the place of the word from which they go on.
    ways: Vec<Vec<Way>>,
    /// Letters that take it past the place where that is rarest, of those that are looked at: there is one in each text that has
    /// the word, no later than it is seen there.
    rarest: sieve::Way,
}

/// Letters that take a place of the word to another, or if there is none to the end.
struct Way {
    letters: Class,
    to: Option<usize>,
}

/// The places of a word that the last text of a block has come to, and which goes on.
type Reached = [bool; PLACES];

const NOWHERE: Reached = [false; PLACES];

impl Strewn {
    /// For a word; nothing if the letters that there are do not make it up.
    pub(super) fn new(heard: &Heard, codes: &Codes) -> Option<Self> {
        let end = heard.len().min(PLACES);
        let steps = heard.steps(Ear::Initials);
        if steps.is_empty() {
            return None;
        }
        // A place further on is not looked at: the word would be seen before its letter has come.
        let rarest = sieve::Way::rarest(&steps, end, codes)?;
        let mut ways: Vec<Vec<Way>> = (0..end).map(|_| Vec::new()).collect();
        for Step { from, to, by } in &steps {
            if let Some(ways) = ways.get_mut(*from) {
                ways.push(Way { letters: Class::new(by.leads, codes), to: Some(*to).filter(|to| *to < end) });
            }
        }
        Some(Self { ways, rarest })
    }

    /// Shows `see` the place of each project of a part, and each of its texts, that may have the word.
    pub(super) fn look(&self, titles: &Arena, part: usize, mut see: impl FnMut(usize, &[u8])) {
        let codes = titles.codes();
        let part = titles.part(part);
        let (mut reached, mut done) = (NOWHERE, part.start / BLOCK * BLOCK);
        let mut shown = None;
        for some in (done..part.end).step_by(TOGETHER * BLOCK) {
            let rarest: [u64; TOGETHER] = self.rarest.blocks(codes, some);
            for (block, rarest) in (some..part.end).step_by(BLOCK).zip(rarest) {
                if reached == NOWHERE {
                    if rarest == 0 {
                        continue;
                    }
                    // What is done need not be done again, wherever the text begins.
                    let at = block + rarest.trailing_zeros() as usize;
                    let begin = titles.text_around(at, Some(Known { at: done, text: done })) / BLOCK * BLOCK;
                    for before in (begin.max(done)..block).step_by(BLOCK) {
                        self.block(codes, before, &mut reached);
                    }
                }
                let found = self.block(codes, block, &mut reached);
                done = block + BLOCK;
                show(titles, block, found & inside(&part, block), (&mut shown, &mut see));
            }
        }
    }

    /// At which positions of a block texts have come to the end of the word. `reached` is of the block before, and then of this
    /// one.
    fn block(&self, codes: &[u8], at: usize, reached: &mut Reached) -> u64 {
        // What a letter takes on, it takes on to where the next text begins.
        let on = !Marks::at(codes, at).texts;
        let mut starts = reached.map(u64::from);
        let mut found = 0;
        *reached = NOWHERE;
        for (from, ways) in self.ways.iter().enumerate() {
            let (ahead, over) = (starts[from] & on).overflowing_add(on);
            let here = if from == 0 { u64::MAX } else { ahead ^ on | starts[from] };
            reached[from] |= over;
            for Way { letters, to } in ways.iter().filter(|_| here != 0) {
                let [there] = letters.blocks(codes, at);
                let there = there & here;
                match to {
                    None => found |= there,
                    Some(to) => {
                        starts[*to] |= there << 1;
                        reached[*to] |= there >> (BLOCK - 1) == 1;
                    }
                }
            }
        }
        found
    }
}

/// Shows `see` each text that has one of those positions of a block, unless it was the last that was `shown`.
fn show<S: FnMut(usize, &[u8])>(titles: &Arena, block: usize, mut found: u64, (shown, see): (&mut Option<Known>, &mut S)) {
    let codes = titles.codes();
    while found != 0 {
        let nth = found.trailing_zeros();
        let at = block + nth as usize;
        let begin = titles.text_around(at, *shown);
        if shown.replace(Known { at, text: begin }).is_none_or(|last| last.text != begin) {
            let text = codes.get(begin + 1..).and_then(|text| text.split(|code| *code < BLANK).next());
            see(titles.spot(at, *shown).0.place.into(), text.unwrap_or_default());
        }
        // One position is enough of a text.
        let behind = Marks::at(codes, block).texts & u64::MAX << nth;
        found &= if behind == 0 { 0 } else { u64::MAX << behind.trailing_zeros() };
    }
}
