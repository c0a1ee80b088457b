//! Titles that have the letters of a word one after the other, with others between them.
//!
//! They are looked for in 64 bytes at a time: for each place of the word there is a bit for each position of the block, "the text
//! has all before this place of the word by here". What a letter takes on it takes on to the end of the text, and that is one
//! addition: `MatchStar` of Cameron's Parabix.

use super::arena::Arena;
use super::code::{BLANK, Codes, Codeset};
use super::heard::Heard;
use super::sieve::{BLOCK, Class, Marks};
use super::term::Ear;

/// So many places of a word are looked at; where those are, all may be.
const PLACES: usize = 16;

/// How texts are found that may have a word so.
pub(super) struct Strewn {
    /// By the place of the word from which they go on.
    ways: Vec<Vec<Way>>,
}

/// Letters that take a place of the word to another, or if there is none to the end.
struct Way {
    letters: Class,
    to: Option<usize>,
}

impl Strewn {
    pub(super) fn new(heard: &Heard, codes: &Codes) -> Self {
        let end = heard.len().min(PLACES);
        let way = |from| {
            let mut steps: Vec<(Option<usize>, Codeset)> = Vec::new();
            for (number, moves) in heard.letters() {
                let Some(lead) = codes.lead(number) else { continue };
                for letters in moves[Ear::Initials as usize].from(from) {
                    let to = letters.map(|letters| from + letters).filter(|to| *to < end);
                    match steps.iter_mut().find(|(known, _)| *known == to) {
                        Some((_, set)) => set.add(lead),
                        None => steps.push((to, Codeset::of(lead))),
                    }
                }
            }
            steps.into_iter().map(|(to, set)| Way { letters: Class::new(set, codes), to }).collect()
        };
        Self { ways: (0..end).map(way).collect() }
    }

    /// Shows `see` the place of each project of a part, and each of its texts, that may have the word.
    pub(super) fn look(&self, titles: &Arena, part: usize, mut see: impl FnMut(usize, &[u8])) {
        let codes = titles.codes();
        let part = titles.part(part);
        let (mut passed, mut last) = (0, part.start);
        let mut reached = [false; PLACES];
        for at in part.clone().step_by(BLOCK) {
            let Marks { texts, projects } = Marks::at(codes, at);
            let mut found = self.block(codes, at, !texts, &mut reached);
            // What lies behind the end belongs to others.
            found &= u64::MAX >> BLOCK.saturating_sub(part.end - at);
            while found != 0 {
                let before = !(u64::MAX << found.trailing_zeros());
                let begin = (texts & before).checked_ilog2().map_or(last, |nth| at + nth as usize);
                let place = passed + (projects & before).count_ones() as usize;
                let text = codes.get(begin + 1..).and_then(|text| text.split(|code| *code < BLANK).next());
                see(place.saturating_sub(1), text.unwrap_or_default());
                // One bit is enough of a text.
                let behind = texts & !before;
                found &= if behind == 0 { 0 } else { u64::MAX << behind.trailing_zeros() };
            }
            passed += projects.count_ones() as usize;
            last = texts.checked_ilog2().map_or(last, |nth| at + nth as usize);
        }
    }

    /// At which positions of a block texts have come to the end of the word. `on` is where no text begins. `reached` is what is
    /// left of the block before, and then of this one: the places of the word that the text has come to which goes on.
    fn block(&self, codes: &[u8], at: usize, on: u64, reached: &mut [bool; PLACES]) -> u64 {
        let Some(block) = codes.get(at..).and_then(|codes| codes.first_chunk()) else { return 0 };
        let mut starts = reached.map(u64::from);
        let mut found = 0;
        *reached = [false; PLACES];
        for (from, ways) in self.ways.iter().enumerate() {
            let (ahead, over) = (starts[from] & on).overflowing_add(on);
            let here = if from == 0 { u64::MAX } else { ahead ^ on | starts[from] };
            reached[from] |= over;
            for Way { letters, to } in ways.iter().filter(|_| here != 0) {
                let there = letters.positions(block) & here;
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
