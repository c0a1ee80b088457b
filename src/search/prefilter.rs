//! Where in many texts a word may be, 64 bytes at a time.
//!
//! From what the letters of a catalogue make of a word follows with which codes it comes past each of its places, and with which
//! it goes on. Both are few runs of codes, because codes are in the order of sounds. It is looked for where that is rarest, be it
//! in the midst of the word: nothing is read as `domain` where nothing is read `o`. What passes is then read letter by letter.

use super::block::{BLOCK_LEN, ByteClass};
use super::compiled_word::{CompiledWord, Edge};
use super::symbol_encoding::{LeadSet, SymbolEncoding, SymbolSet};
use super::word::MatchLevel;

/// The most ways to begin that are told apart.
const PATTERNS_MAX: usize = 6;

/// What is looked for of a word: the letter that takes it past one of its places, and with which letters it goes on.
pub(super) struct Prefilter {
    patterns: Vec<BytePattern>,
    /// The word begins up to so many letters before.
    pub(super) lookbehind: usize,
    /// About how often that is anywhere.
    pub(super) expected_hits: u64,
}

/// How a word comes past a place.
pub(super) enum BytePattern {
    /// By one of these letters: the word may end there, or what comes next is not where one looks.
    Single(ByteClass),
    /// By one of these, where the next is, or a trail, so many bytes on.
    Pair(ByteClass, ByteClass, usize),
    /// By one of these, of one byte or of two, and with one of those behind.
    PairAnyWidth(ByteClass, ByteClass),
}

/// What a word has at one of its places: letters, and with which it goes on, if one knows where those are.
struct PrefilterCandidate {
    state: usize,
    patterns: Vec<(SymbolSet, LeadSet)>,
}

/// What a word goes on with where it ends, or where one does not look.
const ANY_NEXT: LeadSet = LeadSet::EMPTY;

impl PrefilterCandidate {
    /// Where a word that is read by those steps comes past a place.
    fn for_state(place: usize, steps: &[Edge], heard: &CompiledWord, codes: &SymbolEncoding) -> Self {
        // By where the word goes on.
        let mut by: Vec<(usize, SymbolSet)> = Vec::new();
        for step in steps.iter().filter(|step| step.crosses(place)) {
            let pauses = |lead| heard.allows_blanks() || codes.width(lead) > 2;
            let to = if step.symbols.leads.iter().any(pauses) { heard.len() } else { step.to };
            match by.iter_mut().find(|(other, _)| *other == to) {
                Some((_, first)) => first.union_with(step.symbols),
                None => by.push((to, step.symbols)),
            }
        }
        let next = |to| {
            let mut next = LeadSet::EMPTY;
            steps.iter().filter(|step| step.from == to).for_each(|step| next.union_with(step.symbols.leads));
            next
        };
        let mut ways: Vec<(SymbolSet, LeadSet)> = by.into_iter().map(|(to, first)| (first, next(to))).collect();
        // Those that go on in no particular way are one of them.
        ways.sort_by_key(|(_, next)| *next != ANY_NEXT);
        while ways.len() > PATTERNS_MAX {
            let more = ways.pop();
            if let (Some((first, next)), Some((more_first, more_next))) = (ways.last_mut(), more) {
                first.union_with(more_first);
                next.union_with(more_next);
            }
        }
        Self { state: place, patterns: ways }
    }

    /// About how often that is anywhere.
    fn expected_hits(&self, codes: &SymbolEncoding) -> u64 {
        let pair = |(first, next): &(SymbolSet, LeadSet)| first.estimated_count(codes).min(pair_count(first, *next, codes));
        self.patterns.iter().map(pair).sum()
    }
}

/// About how often one of those leads is followed by one of others.
fn pair_count(first: &SymbolSet, next: LeadSet, codes: &SymbolEncoding) -> u64 {
    let share = if next == ANY_NEXT { codes.total_count() } else { next.count_in(codes) };
    first.leads.count_in(codes) * share / codes.total_count().max(1)
}

impl Prefilter {
    /// For a word as `ear` hears it; nothing if it is nowhere.
    pub(super) fn new(heard: &CompiledWord, codes: &SymbolEncoding, ear: MatchLevel) -> Option<Self> {
        let steps = heard.edges(ear);
        if steps.is_empty() {
            return None;
        }
        let cuts = (0..heard.len()).map(|place| PrefilterCandidate::for_state(place, &steps, heard, codes));
        // To look back takes its time: what is not much rarer is not worth it.
        let (expected, cut) = cuts
            .map(|cut| (cut.expected_hits(codes), cut))
            .min_by_key(|(expected, cut)| if cut.state == 0 { *expected } else { expected * 2 })?;
        let ways = cut.patterns.iter().map(|(first, next)| BytePattern::new(first, *next, codes)).collect();
        Some(Self { patterns: ways, lookbehind: cut.state, expected_hits: expected })
    }

    /// At which positions of some blocks the word may be, the first of a block in the lowest bit. They begin at `at`, and behind
    /// them are at least [`BLOCK_LOOKAHEAD`](super::block::BLOCK_LOOKAHEAD) bytes.
    pub(super) fn find_in_blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        let mut found = [0; N];
        for way in &self.patterns {
            found.iter_mut().zip(way.find_in_blocks::<N>(codes, at)).for_each(|(found, also)| *found |= also);
        }
        found
    }
}

impl BytePattern {
    /// By letters, and those that come next.
    fn new(first: &SymbolSet, next: LeadSet, codes: &SymbolEncoding) -> Self {
        let mut widths = first.leads.iter().map(|lead| codes.width(lead));
        let width = widths.next().unwrap_or_default();
        let is_same = widths.all(|other| other == width);
        let leads = ByteClass::new(first.leads, codes);
        match first.trails(codes) {
            Some(trails) if first.estimated_count(codes) < pair_count(first, next, codes) => {
                Self::Pair(leads, ByteClass::from_bytes(trails), 1)
            }
            _ if next == ANY_NEXT => Self::Single(leads),
            _ if is_same => Self::Pair(leads, ByteClass::new(next, codes), width),
            _ => Self::PairAnyWidth(leads, ByteClass::new(next, codes)),
        }
    }

    /// By the letters that take a word past the place where that is rarest, whatever comes next.
    pub(super) fn for_rarest_state(steps: &[Edge], len: usize, codes: &SymbolEncoding) -> Option<Self> {
        let past = |place| {
            let mut past = SymbolSet::EMPTY;
            steps.iter().filter(|step| step.crosses(place)).for_each(|step| past.union_with(step.symbols));
            past
        };
        let rarest = (0..len).map(past).min_by_key(|past| past.estimated_count(codes))?;
        Some(Self::new(&rarest, ANY_NEXT, codes))
    }

    /// At which positions of some blocks it is.
    pub(super) fn find_in_blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        match self {
            Self::Single(class) => class.find_in_blocks(codes, at),
            Self::Pair(first, next, on) => first.find_pairs(next, *on, codes, at),
            Self::PairAnyWidth(first, next) if first.is_frequent => {
                intersect(first.find_in_blocks(codes, at), next.find_in_blocks(codes, at + 1).map(before_next))
            }
            Self::PairAnyWidth(first, next) => {
                let mut begins = first.find_in_blocks(codes, at);
                for (nth, begins) in begins.iter_mut().enumerate().filter(|(_, begins)| **begins != 0) {
                    let [goes_on] = next.find_in_blocks(codes, at + nth * BLOCK_LEN + 1);
                    *begins &= before_next(goes_on);
                }
                begins
            }
        }
    }
}

/// Where a letter may be of one byte or of two, if what is behind it is one byte on from there.
fn before_next(next: u64) -> u64 {
    // What is two bytes behind the last position is not looked at.
    next | next >> 1 | 1 << (BLOCK_LEN - 1)
}

fn intersect<const N: usize>(mut one: [u64; N], other: [u64; N]) -> [u64; N] {
    one.iter_mut().zip(other).for_each(|(one, other)| *one &= other);
    one
}
