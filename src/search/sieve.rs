//! Where in many texts a word may be, 64 bytes at a time.
//!
//! From what the letters of a catalogue make of a word follows with which codes it comes past each of its places, and with which
//! it goes on. Both are few runs of codes, because codes are in the order of sounds. It is looked for where that is rarest, be it
//! in the midst of the word: nothing is read as `domain` where nothing is read `o`. What passes is then read letter by letter.

use super::block::{BLOCK, Class};
use super::code::{Codes, Codeset, Spellings};
use super::heard::{Heard, Step};
use super::term::Ear;

/// The most ways to begin that are told apart.
const WAYS: usize = 6;

/// What is looked for of a word: the letter that takes it past one of its places, and with which letters it goes on.
pub(super) struct Sieve {
    ways: Vec<Way>,
    /// The word begins up to so many letters before.
    pub(super) behind: usize,
    /// About how often that is anywhere.
    pub(super) expected: u64,
}

/// How a word comes past a place.
pub(super) enum Way {
    /// By one of these letters: the word may end there, or what comes next is not where one looks.
    Alone(Class),
    /// By one of these, where the next is, or a trail, so many bytes on.
    Pair(Class, Class, usize),
    /// By one of these, of one byte or of two, and with one of those behind.
    Either(Class, Class),
}

/// What a word has at one of its places: letters, and with which it goes on, if one knows where those are.
struct Cut {
    place: usize,
    ways: Vec<(Spellings, Codeset)>,
}

/// What a word goes on with where it ends, or where one does not look.
const ANY: Codeset = Codeset::NONE;

impl Cut {
    /// Where a word that is read by those steps comes past a place.
    fn at(place: usize, steps: &[Step], heard: &Heard, codes: &Codes) -> Self {
        // By where the word goes on.
        let mut by: Vec<(usize, Spellings)> = Vec::new();
        for step in steps.iter().filter(|step| step.is_past(place)) {
            let pauses = |lead| heard.may_pause() || codes.width(lead) > 2;
            let to = if step.by.leads.iter().any(pauses) { heard.len() } else { step.to };
            match by.iter_mut().find(|(other, _)| *other == to) {
                Some((_, first)) => first.join(step.by),
                None => by.push((to, step.by)),
            }
        }
        let next = |to| {
            let mut next = Codeset::NONE;
            steps.iter().filter(|step| step.from == to).for_each(|step| next.join(step.by.leads));
            next
        };
        let mut ways: Vec<(Spellings, Codeset)> = by.into_iter().map(|(to, first)| (first, next(to))).collect();
        // Those that go on in no particular way are one of them.
        ways.sort_by_key(|(_, next)| *next != ANY);
        while ways.len() > WAYS {
            let more = ways.pop();
            if let (Some((first, next)), Some((more_first, more_next))) = (ways.last_mut(), more) {
                first.join(more_first);
                next.join(more_next);
            }
        }
        Self { place, ways }
    }

    /// About how often that is anywhere.
    fn expected(&self, codes: &Codes) -> u64 {
        let pair = |(first, next): &(Spellings, Codeset)| first.weight(codes).min(followed(first, *next, codes));
        self.ways.iter().map(pair).sum()
    }
}

/// About how often one of those leads is followed by one of others.
fn followed(first: &Spellings, next: Codeset, codes: &Codes) -> u64 {
    let share = if next == ANY { codes.total() } else { next.weight(codes) };
    first.leads.weight(codes) * share / codes.total().max(1)
}

impl Sieve {
    /// For a word as `ear` hears it; nothing if it is nowhere.
    pub(super) fn new(heard: &Heard, codes: &Codes, ear: Ear) -> Option<Self> {
        let steps = heard.steps(ear);
        if steps.is_empty() {
            return None;
        }
        let cuts = (0..heard.len()).map(|place| Cut::at(place, &steps, heard, codes));
        // To look back takes its time: what is not much rarer is not worth it.
        let (expected, cut) = cuts
            .map(|cut| (cut.expected(codes), cut))
            .min_by_key(|(expected, cut)| if cut.place == 0 { *expected } else { expected * 2 })?;
        let ways = cut.ways.iter().map(|(first, next)| Way::new(first, *next, codes)).collect();
        Some(Self { ways, behind: cut.place, expected })
    }

    /// At which positions of some blocks the word may be, the first of a block in the lowest bit. They begin at `at`, and behind
    /// them are at least [`BEYOND`](super::block::BEYOND) bytes.
    pub(super) fn blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        let mut found = [0; N];
        for way in &self.ways {
            found.iter_mut().zip(way.blocks::<N>(codes, at)).for_each(|(found, also)| *found |= also);
        }
        found
    }
}

impl Way {
    /// By letters, and those that come next.
    fn new(first: &Spellings, next: Codeset, codes: &Codes) -> Self {
        let mut widths = first.leads.iter().map(|lead| codes.width(lead));
        let width = widths.next().unwrap_or_default();
        let is_same = widths.all(|other| other == width);
        let leads = Class::new(first.leads, codes);
        match first.trails(codes) {
            Some(trails) if first.weight(codes) < followed(first, next, codes) => Self::Pair(leads, Class::of(trails), 1),
            _ if next == ANY => Self::Alone(leads),
            _ if is_same => Self::Pair(leads, Class::new(next, codes), width),
            _ => Self::Either(leads, Class::new(next, codes)),
        }
    }

    /// By the letters that take a word past the place where that is rarest, whatever comes next.
    pub(super) fn rarest(steps: &[Step], len: usize, codes: &Codes) -> Option<Self> {
        let past = |place| {
            let mut past = Spellings::NONE;
            steps.iter().filter(|step| step.is_past(place)).for_each(|step| past.join(step.by));
            past
        };
        let rarest = (0..len).map(past).min_by_key(|past| past.weight(codes))?;
        Some(Self::new(&rarest, ANY, codes))
    }

    /// At which positions of some blocks it is.
    pub(super) fn blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        match self {
            Self::Alone(class) => class.blocks(codes, at),
            Self::Pair(first, next, on) => first.pairs(next, *on, codes, at),
            Self::Either(first, next) if first.often => both(first.blocks(codes, at), next.blocks(codes, at + 1).map(on)),
            Self::Either(first, next) => {
                let mut begins = first.blocks(codes, at);
                for (nth, begins) in begins.iter_mut().enumerate().filter(|(_, begins)| **begins != 0) {
                    let [goes_on] = next.blocks(codes, at + nth * BLOCK + 1);
                    *begins &= on(goes_on);
                }
                begins
            }
        }
    }
}

/// Where a letter may be of one byte or of two, if what is behind it is one byte on from there.
fn on(next: u64) -> u64 {
    // What is two bytes behind the last position is not looked at.
    next | next >> 1 | 1 << (BLOCK - 1)
}

fn both<const N: usize>(mut one: [u64; N], other: [u64; N]) -> [u64; N] {
    one.iter_mut().zip(other).for_each(|(one, other)| *one &= other);
    one
}
