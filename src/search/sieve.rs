//! Where in many texts a word may begin, 64 bytes at a time.
//!
//! From what the letters of a catalogue make of a word follows with which codes it may begin, and with which it may go on. Both
//! are few runs of codes, because codes are in the order of sounds. What passes is then read letter by letter.

use wide::u8x16;

use super::code::{BLANK, Codes, Codeset, PROJECT};
use super::heard::Heard;
use super::term::Ear;

/// How many bytes are looked at together.
pub(super) const BLOCK: usize = 64;

/// How far past the start of a block it is looked.
pub(super) const REACH: usize = BLOCK + 2;

/// The most ways to begin that are told apart.
const WAYS: usize = 6;

/// With what a word may begin.
pub(super) struct Sieve {
    /// Codes after which it is looked no further: they may be all of the word, or what comes next is not where one looks.
    alone: Class,
    ways: Vec<Way>,
    /// About how often that is anywhere.
    pub(super) expected: u64,
}

/// One letter and the next.
struct Way {
    first: Class,
    next: Class,
    /// Whether the second is the rarer one.
    backwards: bool,
}

impl Sieve {
    /// For a word as `ear` hears it; nothing if it begins nowhere.
    pub(super) fn new(heard: &Heard, codes: &Codes, ear: Ear) -> Option<Self> {
        if !heard.is_possible(ear) {
            return None;
        }
        let mut alone = Codeset::NONE;
        // By the place to which the first letter leads.
        let mut ways = vec![(Codeset::NONE, Codeset::NONE); heard.len()];
        for (number, moves) in heard.letters() {
            let Some(lead) = codes.lead(number) else { continue };
            for to in moves[ear as usize].from(0) {
                match to.and_then(|to| ways.get_mut(to)) {
                    Some((first, _)) if codes.width(lead) <= 2 && !heard.may_pause() => first.add(lead),
                    _ => alone.add(lead),
                }
            }
        }
        for (number, moves) in heard.letters() {
            let Some(lead) = codes.lead(number) else { continue };
            for (from, (first, next)) in ways.iter_mut().enumerate() {
                if *first != Codeset::NONE && moves[ear as usize].from(from).next().is_some() {
                    next.add(lead);
                }
            }
        }
        ways.retain(|(first, next)| *first != Codeset::NONE && *next != Codeset::NONE);
        while ways.len() > WAYS {
            let more = ways.pop();
            if let (Some((first, next)), Some((more_first, more_next))) = (ways.last_mut(), more) {
                first.join(more_first);
                next.join(more_next);
            }
        }
        let pair = |(first, next): &(Codeset, Codeset)| first.weight(codes) * next.weight(codes) / codes.total().max(1);
        let expected = alone.weight(codes) + ways.iter().map(pair).sum::<u64>();
        let way = |(first, next): (Codeset, Codeset)| Way {
            first: Class::new(first, codes),
            next: Class::new(next, codes),
            backwards: next.weight(codes) < first.weight(codes),
        };
        Some(Self { alone: Class::new(alone, codes), ways: ways.into_iter().map(way).collect(), expected })
    }

    /// At which of the [`BLOCK`] positions from `at` on the word may begin, the first in the lowest bit. Behind `at` are at least
    /// [`REACH`] bytes.
    pub(super) fn block(&self, codes: &[u8], at: usize) -> u64 {
        let Some((here, after)) = codes.get(at..at + REACH).and_then(|codes| codes.split_first_chunk::<BLOCK>()) else {
            return 0;
        };
        let Some(one_on) = codes.get(at + 1..).and_then(|codes| codes.first_chunk::<BLOCK>()) else { return 0 };
        let mut passed = if self.alone.is_empty() { 0 } else { self.alone.positions(here) };
        for Way { first, next, backwards } in &self.ways {
            let goes_on = || {
                let one_on = next.positions(one_on);
                // Behind a rare letter, which has two bytes.
                one_on | one_on >> 1 | u64::from(after.get(1).is_some_and(|code| next.all.has(*code))) << (BLOCK - 1)
            };
            // Where there is nothing of the rarer one, there is no need to look for the other.
            passed |= if *backwards {
                let goes_on = goes_on();
                if goes_on == 0 { 0 } else { first.positions(here) & goes_on }
            } else {
                let begins = first.positions(here);
                if begins == 0 { 0 } else { begins & goes_on() }
            };
        }
        passed
    }
}

/// Where in a block texts begin, and projects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) texts: u64,
    pub(super) projects: u64,
}

impl Marks {
    /// Of the block that begins at `at`.
    pub(super) fn at(codes: &[u8], at: usize) -> Self {
        let Some(block) = codes.get(at..).and_then(|codes| codes.first_chunk()) else { return Self::default() };
        let begins = u8x16::splat(BLANK - 1);
        let project = u8x16::splat(PROJECT);
        Self {
            texts: positions(block, |codes| codes.min(begins).simd_eq(codes)),
            projects: positions(block, |codes| codes.simd_eq(project)),
        }
    }
}

/// Where in a block it is so.
fn positions(block: &[u8; BLOCK], is_so: impl Fn(u8x16) -> u8x16) -> u64 {
    let mut quarters = block.as_chunks::<16>().0.iter().map(|quarter| u64::from(is_so(u8x16::new(*quarter)).to_bitmask()));
    let mut next = || quarters.next().unwrap_or_default();
    next() | next() << 16 | next() << 32 | next() << 48
}

/// A set of codes, to be looked for.
pub(super) struct Class {
    all: Codeset,
    /// Codes that stand alone, 16 times over.
    codes: Vec<u8x16>,
    /// The first code of each run, and how many are behind it.
    runs: Vec<(u8x16, u8x16)>,
}

impl Class {
    pub(super) fn new(all: Codeset, codes: &Codes) -> Self {
        let (alone, runs): (Vec<_>, Vec<_>) = all.runs(codes).into_iter().partition(|(first, last)| first == last);
        let splat = |(first, last): (u8, u8)| (u8x16::splat(first), u8x16::splat(last - first));
        Self {
            all,
            codes: alone.into_iter().map(|(code, _)| u8x16::splat(code)).collect(),
            runs: runs.into_iter().map(splat).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.runs.is_empty()
    }

    /// Where in `block` one of the codes is, or nearly one.
    pub(super) fn positions(&self, block: &[u8; BLOCK]) -> u64 {
        let [a, b, c, d] = block.as_chunks::<16>().0 else { return 0 };
        let (a, b, c, d) = (u8x16::new(*a), u8x16::new(*b), u8x16::new(*c), u8x16::new(*d));
        let mut found = (NONE, NONE, NONE, NONE);
        for code in &self.codes {
            found.0 |= a.simd_eq(*code);
            found.1 |= b.simd_eq(*code);
            found.2 |= c.simd_eq(*code);
            found.3 |= d.simd_eq(*code);
        }
        for run in &self.runs {
            found.0 |= within(a, run);
            found.1 |= within(b, run);
            found.2 |= within(c, run);
            found.3 |= within(d, run);
        }
        let bits = |found: u8x16| u64::from(found.to_bitmask());
        bits(found.0) | bits(found.1) << 16 | bits(found.2) << 32 | bits(found.3) << 48
    }
}

const NONE: u8x16 = u8x16::new([0; 16]);

/// Which codes are in a run: its first, and how many are behind it.
fn within(codes: u8x16, (first, behind): &(u8x16, u8x16)) -> u8x16 {
    // What is below the first wraps around to above the last.
    let from_first = codes - *first;
    from_first.min(*behind).simd_eq(from_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(codes: impl IntoIterator<Item = u8>) -> Class {
        let mut all = Codeset::NONE;
        codes.into_iter().for_each(|code| all.add(code));
        Class::new(all, &Codes::default())
    }

    #[test]
    fn a_class_finds_its_codes_wherever_they_are() {
        for (class, wanted) in [(class([40]), vec![40]), (class(9..=11), vec![9, 10, 11])] {
            for at in 0..BLOCK {
                for code in [0, 8, 9, 11, 12, 39, 40, 41, 127, 128, 191, 255] {
                    let mut block = [254; BLOCK];
                    block[at] = code;
                    assert_eq!(class.positions(&block), u64::from(wanted.contains(&code)) << at, "{code} at {at}");
                }
            }
        }
    }

    #[test]
    fn what_lies_between_may_pass_and_all_else_must() {
        let class = class((10..100).step_by(7));
        for code in 0..=255 {
            let passed = class.positions(&[code; BLOCK]) == u64::MAX;
            assert!(passed || !(10..100).step_by(7).any(|wanted| wanted == code), "{code}");
        }
    }
}
