//! A prefilter: finds the positions where a word may match, 64 bytes at a time.
//!
//! The edges of the compiled word give, for each of its states, the symbols that lead past it and
//! those that may come next. Both are few ranges of bytes, because symbols are ordered by sound.
//! The prefilter searches for the state where they are rarest, even in the middle of the word: a
//! text in which nothing is read `o` cannot match `domain`. Positions that pass are then verified
//! by [`CompiledWord::match_at`].

use super::block::{BLOCK_LEN, ByteClass};
use super::compiled_word::{CompiledWord, Edge};
use super::symbol_encoding::{LeadSet, SymbolEncoding, SymbolSet};
use crate::matcher::MatchLevel;

/// The maximum number of patterns of a prefilter.
const PATTERNS_MAX: usize = 6;

/// A prefilter for one word: patterns of the symbols that lead past one of its states, and of those
/// that may come next.
pub(crate) struct Prefilter {
    patterns: Vec<BytePattern>,
    /// The word begins at most this many symbols before a found position.
    pub(crate) lookbehind: usize,
    /// Estimated number of positions that pass, in all texts.
    pub(crate) expected_hits: u64,
}

/// A byte pattern that leads past a state.
pub(crate) enum BytePattern {
    /// A byte of this class; the word may end there, or the next symbol is at an unknown distance.
    Single(ByteClass),
    /// A byte of the first class, and one of the second (next symbol or trail byte) this many bytes
    /// later.
    Pair(ByteClass, ByteClass, usize),
    /// The first byte of a symbol of one or two bytes, and a next symbol right after it.
    PairAnyWidth(ByteClass, ByteClass),
}

/// Symbols that lead past a state to one other state, and the lead bytes of those that may come
/// next.
struct SymbolPattern {
    symbols: SymbolSet,
    next: LeadSet,
}

/// No restriction on the next symbol: the word ends there, or its distance is unknown.
const ANY_NEXT: LeadSet = LeadSet::EMPTY;

impl SymbolPattern {
    /// Estimates how many positions pass, in all texts.
    fn expected_hits(&self, encoding: &SymbolEncoding) -> u64 {
        self.symbols.estimated_count(encoding).min(self.pair_count(encoding))
    }

    /// Estimates how often a symbol with one of the lead bytes is followed by one that may come
    /// next.
    fn pair_count(&self, encoding: &SymbolEncoding) -> u64 {
        let total_count = encoding.total_count();
        let next_count =
            if self.next == ANY_NEXT { total_count } else { self.next.count_in(encoding) };
        self.symbols.leads.count_in(encoding) * next_count / total_count.max(1)
    }

    /// Adds the symbols of `other`.
    fn merge(&mut self, other: &Self) {
        self.symbols.union_with(other.symbols);
        self.next.union_with(other.next);
    }

    /// Returns the symbols that lead past a state of a word with the given edges, and those that
    /// may come next.
    fn for_state(
        state: usize,
        edges: &[Edge],
        word: &CompiledWord,
        encoding: &SymbolEncoding,
    ) -> Vec<Self> {
        // The symbols by the state to which they lead.
        let mut by_target: Vec<(usize, SymbolSet)> = Vec::new();
        for edge in edges.iter().filter(|edge| edge.crosses(state)) {
            // After a blank, or after a very rare symbol, the next one is at an unknown distance.
            let next_is_apart = |lead| word.word.has_blanks() || encoding.width(lead) > 2;
            let to =
                if edge.symbols.leads.iter().any(next_is_apart) { word.len() } else { edge.to };
            match by_target.iter_mut().find(|(other, _)| *other == to) {
                Some((_, symbols)) => symbols.union_with(edge.symbols),
                None => by_target.push((to, edge.symbols)),
            }
        }
        let leads_after = |to| {
            let mut leads = LeadSet::EMPTY;
            edges
                .iter()
                .filter(|edge| edge.from == to)
                .for_each(|edge| leads.union_with(edge.symbols.leads));
            leads
        };
        let mut patterns: Vec<Self> = by_target
            .into_iter()
            .map(|(to, symbols)| Self { symbols, next: leads_after(to) })
            .collect();
        // At most one pattern has no restriction. It comes first, so it is never merged with
        // others.
        patterns.sort_by_key(|pattern| pattern.next != ANY_NEXT);
        while patterns.len() > PATTERNS_MAX {
            let last = patterns.pop();
            if let (Some(pattern), Some(last)) = (patterns.last_mut(), last) {
                pattern.merge(&last);
            }
        }
        patterns
    }
}

impl Prefilter {
    /// Builds the prefilter for a word at a level; `None` if the symbols of the catalog cannot form
    /// the word.
    pub(crate) fn new(
        word: &CompiledWord,
        encoding: &SymbolEncoding,
        level: MatchLevel,
    ) -> Option<Self> {
        let edges = word.edges(level);
        if edges.is_empty() {
            return None;
        }
        let candidates = (0..word.len()).map(|state| {
            let patterns = SymbolPattern::for_state(state, &edges, word, encoding);
            let hits = patterns.iter().map(|pattern| pattern.expected_hits(encoding)).sum::<u64>();
            (state, patterns, hits)
        });
        // Looking back takes time: a later state must be at least twice as rare as the first.
        let (lookbehind, patterns, expected_hits) =
            candidates.min_by_key(|(state, _, hits)| if *state == 0 { *hits } else { hits * 2 })?;
        let patterns = patterns.iter().map(|pattern| BytePattern::new(pattern, encoding)).collect();
        Some(Self { patterns, lookbehind, expected_hits })
    }

    /// Returns, for each of `N` blocks from `position` on, the positions where the word may be, the
    /// first of a block in the lowest bit. At least
    /// [`BLOCK_LOOKAHEAD`](crate::index::block::BLOCK_LOOKAHEAD) bytes must follow the blocks.
    pub(crate) fn find_in_blocks<const N: usize>(
        &self,
        haystack: &[u8],
        position: usize,
    ) -> [u64; N] {
        let mut found = [0; N];
        for pattern in &self.patterns {
            found
                .iter_mut()
                .zip(pattern.find_in_blocks::<N>(haystack, position))
                .for_each(|(found, also)| *found |= also);
        }
        found
    }
}

impl BytePattern {
    fn new(pattern: &SymbolPattern, encoding: &SymbolEncoding) -> Self {
        let SymbolPattern { symbols, next } = pattern;
        let mut widths = symbols.leads.iter().map(|lead| encoding.width(lead));
        let width = widths.next().unwrap_or_default();
        let is_fixed_width = widths.all(|other| other == width);
        let leads = ByteClass::new(symbols.leads, encoding);
        match symbols.trails(encoding) {
            Some(trails) if symbols.estimated_count(encoding) < pattern.pair_count(encoding) => {
                Self::Pair(leads, ByteClass::from_bytes(trails), 1)
            }
            _ if *next == ANY_NEXT => Self::Single(leads),
            _ if is_fixed_width => Self::Pair(leads, ByteClass::new(*next, encoding), width),
            _ => Self::PairAnyWidth(leads, ByteClass::new(*next, encoding)),
        }
    }

    /// Builds the pattern of the symbols that lead past the rarest of the first `len` states,
    /// whatever comes next.
    pub(crate) fn for_rarest_state(
        edges: &[Edge],
        len: usize,
        encoding: &SymbolEncoding,
    ) -> Option<Self> {
        let symbols_past = |state| {
            let mut symbols = SymbolSet::EMPTY;
            edges
                .iter()
                .filter(|edge| edge.crosses(state))
                .for_each(|edge| symbols.union_with(edge.symbols));
            symbols
        };
        let rarest =
            (0..len).map(symbols_past).min_by_key(|symbols| symbols.estimated_count(encoding))?;
        Some(Self::new(&SymbolPattern { symbols: rarest, next: ANY_NEXT }, encoding))
    }

    /// Returns, for each of `N` blocks from `position` on, the positions where the pattern is.
    pub(crate) fn find_in_blocks<const N: usize>(
        &self,
        haystack: &[u8],
        position: usize,
    ) -> [u64; N] {
        match self {
            Self::Single(class) => class.find_in_blocks(haystack, position),
            Self::Pair(first, next, distance) => {
                first.find_pairs(next, *distance, haystack, position)
            }
            Self::PairAnyWidth(first, next) if first.is_frequent => {
                let mut found = first.find_in_blocks(haystack, position);
                let next = next.find_in_blocks::<N>(haystack, position + 1);
                found.iter_mut().zip(next).for_each(|(found, next)| *found &= before_next(next));
                found
            }
            Self::PairAnyWidth(first, next) => {
                let mut found = first.find_in_blocks(haystack, position);
                for (nth, found) in found.iter_mut().enumerate().filter(|(_, found)| **found != 0) {
                    let [next] = next.find_in_blocks(haystack, position + nth * BLOCK_LEN + 1);
                    *found &= before_next(next);
                }
                found
            }
        }
    }
}

/// Returns the positions of symbols of one or two bytes that may have a next symbol right after
/// them; bit `n` of `next` is set if one begins at byte `n + 1` of the block.
fn before_next(next: u64) -> u64 {
    // Two bytes after the last position was not searched: assume a next symbol there.
    next | next >> 1 | 1 << (BLOCK_LEN - 1)
}
