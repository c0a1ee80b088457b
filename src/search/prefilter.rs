//! A prefilter: finds the positions where a word may match, 64 bytes at a time.
//!
//! The edges of the compiled word give, for each of its states, the symbols that lead past it and
//! those that may come next. Both are few ranges of bytes, because symbols are ordered by sound.
//! The prefilter searches for the state where they are rarest, even in the middle of the word: a
//! text in which nothing is read `o` cannot match `domain`. Positions that pass are then verified
//! by `CompiledWord`.

use super::block::{BLOCK_LEN, ByteClass};
use super::compiled_word::{CompiledWord, Edge};
use super::symbol_encoding::{LeadSet, SymbolEncoding, SymbolSet};
use super::word::MatchLevel;

/// The maximum number of patterns of a prefilter.
const PATTERNS_MAX: usize = 6;

/// A prefilter for one word: patterns of the symbols that lead past one of its states, and of those
/// that may come next.
pub(super) struct Prefilter {
    patterns: Vec<BytePattern>,
    /// The word begins at most this many symbols before a found position.
    pub(super) lookbehind: usize,
    /// Estimated number of positions that pass, in all texts.
    pub(super) expected_hits: u64,
}

/// A byte pattern that leads past a state.
pub(super) enum BytePattern {
    /// A byte of this class; the word may end there, or the next symbol is at an unknown distance.
    Single(ByteClass),
    /// A byte of the first class, and one of the second (next symbol or trail byte) this many bytes
    /// on.
    Pair(ByteClass, ByteClass, usize),
    /// The first byte of a symbol of one or two bytes, and a next symbol right behind it.
    PairAnyWidth(ByteClass, ByteClass),
}

/// A state at which the prefilter could look, with the symbols that lead past it and those that may
/// come next.
struct PrefilterCandidate {
    state: usize,
    patterns: Vec<(SymbolSet, LeadSet)>,
}

/// No restriction on the next symbol: the word ends there, or its distance is unknown.
const ANY_NEXT: LeadSet = LeadSet::EMPTY;

impl PrefilterCandidate {
    /// Returns the candidate for a state, `place`, of a word with the given edges.
    fn for_state(
        place: usize,
        steps: &[Edge],
        heard: &CompiledWord,
        codes: &SymbolEncoding,
    ) -> Self {
        // The symbols by the state to which they lead.
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
            steps
                .iter()
                .filter(|step| step.from == to)
                .for_each(|step| next.union_with(step.symbols.leads));
            next
        };
        let mut ways: Vec<(SymbolSet, LeadSet)> =
            by.into_iter().map(|(to, first)| (first, next(to))).collect();
        // At most one pattern has no restriction. It comes first, so it is never merged with
        // others.
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

    /// Estimates how many positions pass, in all texts.
    fn expected_hits(&self, codes: &SymbolEncoding) -> u64 {
        let pair = |(first, next): &(SymbolSet, LeadSet)| {
            first.estimated_count(codes).min(pair_count(first, *next, codes))
        };
        self.patterns.iter().map(pair).sum()
    }
}

/// Estimates how often one of the symbols is followed by a symbol with a lead byte in `next`.
fn pair_count(first: &SymbolSet, next: LeadSet, codes: &SymbolEncoding) -> u64 {
    let share = if next == ANY_NEXT { codes.total_count() } else { next.count_in(codes) };
    first.leads.count_in(codes) * share / codes.total_count().max(1)
}

impl Prefilter {
    /// Builds the prefilter for a word at level `ear`; `None` if the symbols of the catalogue
    /// cannot form the word.
    pub(super) fn new(
        heard: &CompiledWord,
        codes: &SymbolEncoding,
        ear: MatchLevel,
    ) -> Option<Self> {
        let steps = heard.edges(ear);
        if steps.is_empty() {
            return None;
        }
        let cuts = (0..heard.len())
            .map(|place| PrefilterCandidate::for_state(place, &steps, heard, codes));
        // Looking back takes time: a later state must be at least twice as rare as the first.
        let (expected, cut) = cuts
            .map(|cut| (cut.expected_hits(codes), cut))
            .min_by_key(|(expected, cut)| if cut.state == 0 { *expected } else { expected * 2 })?;
        let ways = cut
            .patterns
            .iter()
            .map(|(first, next)| BytePattern::new(first, *next, codes))
            .collect();
        Some(Self { patterns: ways, lookbehind: cut.state, expected_hits: expected })
    }

    /// Returns, for each of `N` blocks from `at` on, the positions where the word may be, the first
    /// of a block in the lowest bit. At least [`BLOCK_LOOKAHEAD`](super::block::BLOCK_LOOKAHEAD)
    /// bytes must follow the blocks.
    pub(super) fn find_in_blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        let mut found = [0; N];
        for way in &self.patterns {
            found
                .iter_mut()
                .zip(way.find_in_blocks::<N>(codes, at))
                .for_each(|(found, also)| *found |= also);
        }
        found
    }
}

impl BytePattern {
    /// Builds the pattern of the symbols `first`, followed by a symbol with a lead byte in `next`.
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

    /// Builds the pattern of the symbols that lead past the rarest of the first `len` states,
    /// whatever comes next.
    pub(super) fn for_rarest_state(
        steps: &[Edge],
        len: usize,
        codes: &SymbolEncoding,
    ) -> Option<Self> {
        let past = |place| {
            let mut past = SymbolSet::EMPTY;
            steps
                .iter()
                .filter(|step| step.crosses(place))
                .for_each(|step| past.union_with(step.symbols));
            past
        };
        let rarest = (0..len).map(past).min_by_key(|past| past.estimated_count(codes))?;
        Some(Self::new(&rarest, ANY_NEXT, codes))
    }

    /// Returns, for each of `N` blocks from `at` on, the positions where the pattern is.
    pub(super) fn find_in_blocks<const N: usize>(&self, codes: &[u8], at: usize) -> [u64; N] {
        match self {
            Self::Single(class) => class.find_in_blocks(codes, at),
            Self::Pair(first, next, on) => first.find_pairs(next, *on, codes, at),
            Self::PairAnyWidth(first, next) if first.is_frequent => intersect(
                first.find_in_blocks(codes, at),
                next.find_in_blocks(codes, at + 1).map(before_next),
            ),
            Self::PairAnyWidth(first, next) => {
                let mut begins = first.find_in_blocks(codes, at);
                for (nth, begins) in
                    begins.iter_mut().enumerate().filter(|(_, begins)| **begins != 0)
                {
                    let [goes_on] = next.find_in_blocks(codes, at + nth * BLOCK_LEN + 1);
                    *begins &= before_next(goes_on);
                }
                begins
            }
        }
    }
}

/// Returns the positions of symbols of one or two bytes that may have a next symbol right behind
/// them; bit `n` of `next` is set if one begins at byte `n + 1` of the block.
fn before_next(next: u64) -> u64 {
    // Two bytes behind the last position was not searched: assume a next symbol there.
    next | next >> 1 | 1 << (BLOCK_LEN - 1)
}

fn intersect<const N: usize>(mut one: [u64; N], other: [u64; N]) -> [u64; N] {
    one.iter_mut().zip(other).for_each(|(one, other)| *one &= other);
    one
}
