//! A word compiled for one alphabet: the transitions of every symbol, computed once per query
//! instead of once per text.

use super::alphabet::{Alphabet, SymbolId};
use super::symbol_encoding::{LEAD_LIMIT, SymbolEncoding, SymbolSet, WORD_BREAK, trail_bit};
use crate::matcher::{Automaton, MatchLevel, SearchWord, Transitions, find_subsequence};

/// A word with the transitions of every symbol of an alphabet.
pub(crate) struct CompiledWord<'a> {
    alphabet: &'a Alphabet,
    encoding: &'a SymbolEncoding,
    pub(crate) word: &'a SearchWord,
    table: SymbolTransitions,
    /// By slot of `table`: the match state after that symbol, if a match begins with it.
    start_states: Vec<MatchState>,
    /// By lead byte: the trail bytes with which a match may begin.
    start_masks: Vec<StartMask>,
    /// The encoded word, if every character has one symbol and no readings are involved.
    literal: Option<Vec<u8>>,
}

/// The symbols with one lead byte as beginnings of the word, one bit per trail byte; all bits if
/// the symbol has no trail byte or several.
#[derive(Clone, Copy, Debug, Default)]
struct StartMask {
    /// Symbols that may begin a match.
    can_start: u64,
    /// Symbols that match the whole word by themselves, by whole syllables.
    is_whole: u64,
}

/// A transition of the word from a state to a later one, with all symbols that cause it.
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) symbols: SymbolSet,
}

impl Edge {
    /// Returns true if the edge leads from `state`, or an earlier one, to a later one.
    pub(crate) fn crosses(&self, state: usize) -> bool {
        (self.from..self.to).contains(&state)
    }
}

/// The states of a match in progress, for every [`MatchLevel`].
#[derive(Clone, Copy, Debug)]
struct MatchState {
    /// By level: the states, one bit each.
    states: [u64; 3],
    /// The strictest level at which the word has matched.
    matched: Option<MatchLevel>,
    /// The number of levels that are still live: after a match, only the stricter ones.
    live_levels: usize,
}

impl MatchState {
    /// Starts a match, with the levels up to `max_level`.
    fn new(max_level: MatchLevel) -> Self {
        Self { states: [1; 3], matched: None, live_levels: max_level as usize + 1 }
    }

    /// Advances by the transitions of the next symbol, given by level; `len` is the length of the
    /// word.
    fn step(&mut self, transitions: &[Transitions; 3], len: usize) {
        for (nth, level) in MatchLevel::ALL.into_iter().enumerate().take(self.live_levels) {
            let (next, is_complete) = transitions[nth].step(self.states[nth], len);
            self.states[nth] = next;
            if is_complete {
                (self.matched, self.live_levels) = (Some(level), nth);
                return;
            }
        }
    }

    /// Returns true if no further symbol can improve the match.
    fn is_dead(&self) -> bool {
        self.states.iter().take(self.live_levels).all(|states| *states == 0)
    }
}

/// The symbols with any transitions, which are few, and what these are.
struct SymbolTransitions {
    /// By symbol: its slot in the other two lists, counted from 1; 0 if it has none.
    slots: Vec<u16>,
    /// By slot: the symbol.
    symbols: Vec<SymbolId>,
    /// By slot: the transitions, for each [`MatchLevel`].
    transitions: Vec<[Transitions; 3]>,
}

impl SymbolTransitions {
    fn new(alphabet: &Alphabet) -> Self {
        Self { slots: vec![0; alphabet.len()], symbols: Vec::new(), transitions: Vec::new() }
    }

    /// Adds transitions, given by level, to each of these symbols.
    fn merge(&mut self, symbols: &[SymbolId], transitions: &[Transitions; 3]) {
        for symbol in symbols {
            let slot = self.slots.get_mut(symbol.get());
            debug_assert!(slot.is_some(), "{symbol:?} is of another alphabet");
            let Some(slot) = slot else { continue };
            if *slot == 0 {
                self.symbols.push(*symbol);
                self.transitions.push([Transitions::default(); 3]);
                debug_assert!(u16::try_from(self.symbols.len()).is_ok(), "more slots than symbols");
                *slot = u16::try_from(self.symbols.len()).unwrap_or_default();
            }
            let known = self.transitions.get_mut(usize::from(*slot).wrapping_sub(1));
            known
                .into_iter()
                .flatten()
                .zip(transitions)
                .for_each(|(known, transitions)| known.merge(transitions));
        }
    }

    fn slot(&self, symbol: SymbolId) -> Option<usize> {
        usize::from(*self.slots.get(symbol.get())?).checked_sub(1)
    }

    fn get(&self, symbol: SymbolId) -> Option<&[Transitions; 3]> {
        self.transitions.get(self.slot(symbol)?)
    }

    /// Returns the symbols, each with its transitions by level.
    fn iter(&self) -> impl Iterator<Item = (SymbolId, &[Transitions; 3])> {
        self.symbols.iter().copied().zip(&self.transitions)
    }
}

impl<'a> CompiledWord<'a> {
    /// Compiles `word` for contiguous matches up to `max_level`; looser ones are not computed.
    pub(crate) fn new(
        alphabet: &'a Alphabet,
        encoding: &'a SymbolEncoding,
        word: &'a SearchWord,
        max_level: MatchLevel,
    ) -> Self {
        let mut table = SymbolTransitions::new(alphabet);
        for c in word.own_chars() {
            table.merge(alphabet.symbols_for(c), &[word.char_transitions(c); 3]);
        }
        // Subsequence matches use initials, too.
        let loosest = max_level.max(MatchLevel::Initials);
        for (syllable, symbols) in alphabet.syllables().filter(|_| word.may_be_pinyin()) {
            let transitions = MatchLevel::ALL.map(|level| {
                if level <= loosest {
                    word.reading_transitions(syllable, level)
                } else {
                    Transitions::default()
                }
            });
            if transitions.iter().any(|transitions| !transitions.is_empty()) {
                table.merge(symbols, &transitions);
            }
        }
        let encode = |c: &char| match alphabet.symbols_for(*c) {
            [symbol] => Some(encoding.encode(*symbol)),
            _ => None,
        };
        let may_be_literal = !word.may_be_pinyin() && !word.has_blanks();
        let literal: Option<Vec<&[u8]>> =
            word.chars().iter().map(encode).collect::<Option<_>>().filter(|_| may_be_literal);
        let literal = literal.map(|symbols| symbols.concat());
        let mut start_states = Vec::with_capacity(table.symbols.len());
        let mut start_masks = vec![StartMask::default(); LEAD_LIMIT];
        for (symbol, transitions) in table.iter() {
            let (lead, trails) = encoding.lead_and_trails(symbol);
            let mut start = MatchState::new(max_level);
            start.step(transitions, word.len());
            if let Some(mask) = start_masks.get_mut(usize::from(lead)) {
                if start.matched.is_some() || !start.is_dead() {
                    mask.can_start |= trails;
                }
                // Very rare symbols share one lead byte, so the mask cannot tell them apart.
                if start.matched == Some(MatchLevel::Syllables) && encoding.width(lead) <= 2 {
                    mask.is_whole |= trails;
                }
            }
            start_states.push(start);
        }
        Self { alphabet, encoding, word, table, start_states, start_masks, literal }
    }

    /// Returns the edges on paths from the first to the final state at a level, ordered by start;
    /// empty if the symbols of the catalog cannot form the word.
    pub(crate) fn edges(&self, level: MatchLevel) -> Vec<Edge> {
        let end = self.len();
        let mut edges: Vec<Edge> = Vec::new();
        for (symbol, transitions) in self.table.iter() {
            for from in 0..end {
                for len in transitions[level as usize].lengths_from(from) {
                    let to = len.map_or(end, |len| from + len);
                    let nth = edges
                        .iter()
                        .position(|edge| (edge.from, edge.to) == (from, to))
                        .unwrap_or_else(|| {
                            edges.push(Edge { from, to, symbols: SymbolSet::EMPTY });
                            edges.len() - 1
                        });
                    edges[nth].symbols.insert(self.encoding, symbol);
                }
            }
        }
        // Edges only lead forward, so one pass in this order finds the reachable states.
        edges.sort_unstable_by_key(|edge| edge.from);
        let mut reachable = 1_u64;
        edges.retain(|edge| {
            let is_reachable = reachable >> edge.from & 1 == 1;
            reachable |= u64::from(is_reachable) << edge.to;
            is_reachable
        });
        let mut leading_to_end = 1_u64 << end;
        for edge in edges.iter().rev() {
            leading_to_end |= (leading_to_end >> edge.to & 1) << edge.from;
        }
        edges.retain(|edge| leading_to_end >> edge.to & 1 == 1);
        edges
    }

    /// Returns the length of the word in characters.
    pub(crate) fn len(&self) -> usize {
        self.word.len()
    }

    /// Returns the strictest level at which a match begins at `position` of a haystack, if one
    /// does.
    ///
    /// Agrees with [`NormalizedText::find`](crate::matcher::NormalizedText::find).
    pub(crate) fn match_at(&self, haystack: &[u8], mut position: usize) -> Option<MatchLevel> {
        if let Some(literal) = &self.literal {
            let is_there = haystack.get(position..)?.starts_with(literal);
            return is_there.then_some(MatchLevel::Syllables);
        }
        let mask = self.start_masks.get(usize::from(*haystack.get(position)?))?;
        let trail = trail_bit(*haystack.get(position + 1)?);
        if mask.is_whole & trail != 0 {
            return Some(MatchLevel::Syllables);
        }
        if mask.can_start & trail == 0 {
            return None;
        }
        let (first, mut width) = self.encoding.decode(haystack, position)?;
        let mut state = *self.start_states.get(self.table.slot(first)?)?;
        while !state.is_dead() {
            position += width;
            if haystack.get(position) == Some(&WORD_BREAK) {
                state.states = state.states.map(|states| self.word.states_after_blank(states));
                position += 1;
            }
            let symbol = self.encoding.decode(haystack, position);
            let Some((transitions, next_width)) =
                symbol.and_then(|(symbol, width)| Some((self.table.get(symbol)?, width)))
            else {
                break;
            };
            state.step(transitions, self.len());
            width = next_width;
        }
        state.matched
    }

    /// Returns true if an encoded text contains the word as a subsequence with limited gaps.
    ///
    /// Agrees with `NormalizedText::find_subsequence`.
    pub(crate) fn is_subsequence_of(&self, text: &[u8]) -> bool {
        let (mut transitions, mut position) = (Vec::new(), 0);
        while position < text.len() {
            let symbol = self.encoding.decode(text, position);
            transitions.extend(
                symbol.map(|(symbol, _)| self.symbol_transitions(symbol, MatchLevel::Initials)),
            );
            // A word break is no symbol.
            position += symbol.map_or(1, |(_, width)| width);
        }
        find_subsequence(self.word, transitions.len(), |nth| &transitions[nth]).is_some()
    }

    /// Returns the transitions of a symbol at a level; none if it has none.
    fn symbol_transitions(&self, symbol: SymbolId, level: MatchLevel) -> Transitions {
        self.table.get(symbol).map(|transitions| transitions[level as usize]).unwrap_or_default()
    }
}

/// Knows the symbols of its alphabet only; any other character has no transitions.
impl Automaton for CompiledWord<'_> {
    fn transitions(&self, raw: char, _folded: char, level: MatchLevel) -> Transitions {
        self.symbol_transitions(self.alphabet.id(raw), level)
    }
}
