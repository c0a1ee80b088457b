//! A word compiled for one alphabet: the transitions of every symbol, computed once per query
//! instead of once per text.

use super::alphabet::Alphabet;
use super::normalized_text::find_subsequence;
use super::symbol_encoding::{LEAD_LIMIT, SymbolEncoding, SymbolSet, WORD_BREAK, trail_bit};
use super::word::{Automaton, MatchLevel, SearchWord, Transitions};

/// A word with the transitions of every symbol of an alphabet.
pub(super) struct CompiledWord<'a> {
    alphabet: &'a Alphabet,
    encoding: &'a SymbolEncoding,
    word: &'a SearchWord,
    table: SymbolTransitions,
    /// The match state after each live symbol, if a match begins with it.
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
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) symbols: SymbolSet,
}

impl Edge {
    /// Returns true if the edge leads from `place`, a state, or an earlier one to a later one.
    pub(super) fn crosses(&self, place: usize) -> bool {
        (self.from..self.to).contains(&place)
    }
}

/// The states of a match in progress, for every [`MatchLevel`].
#[derive(Clone, Copy, Debug)]
struct MatchState {
    states: [u64; 3],
    /// The strictest level at which the word has matched.
    matched: Option<MatchLevel>,
    /// The number of levels that are still live: after a match, only the stricter ones.
    live_levels: usize,
}

impl MatchState {
    /// Starts a match, with the levels up to `most`.
    fn new(most: MatchLevel) -> Self {
        Self { states: [1; 3], matched: None, live_levels: most as usize + 1 }
    }

    /// Advances by the transitions of the next symbol.
    fn step(&mut self, moves: &[Transitions; 3], len: usize) {
        for (nth, ear) in MatchLevel::ALL.into_iter().enumerate().take(self.live_levels) {
            let (next, done) = moves[nth].step(self.states[nth], len);
            self.states[nth] = next;
            if done {
                (self.matched, self.live_levels) = (Some(ear), nth);
                return;
            }
        }
    }

    /// Returns true if no further symbol can improve the match.
    fn is_dead(&self) -> bool {
        self.states.iter().take(self.live_levels).all(|places| *places == 0)
    }
}

/// The symbols with any transitions, which are few, and what these are.
struct SymbolTransitions {
    /// By symbol number: its slot in the other two lists, counted from 1; 0 if it has none.
    slots: Vec<u16>,
    /// By slot: the symbol number.
    symbols: Vec<u16>,
    /// By slot: the transitions, for each [`MatchLevel`].
    transitions: Vec<[Transitions; 3]>,
}

impl SymbolTransitions {
    /// Adds transitions to each of these symbols.
    fn merge(&mut self, numbers: &[u16], moves: &[Transitions; 3]) {
        for number in numbers {
            let Some(slot) = self.slots.get_mut(usize::from(*number)) else { continue };
            if *slot == 0 {
                self.symbols.push(*number);
                self.transitions.push([Transitions::default(); 3]);
                *slot = u16::try_from(self.symbols.len()).unwrap_or_default();
            }
            let known =
                self.transitions.get_mut(usize::from(*slot).wrapping_sub(1)).into_iter().flatten();
            known.zip(moves).for_each(|(known, moves)| known.merge(moves));
        }
    }

    fn slot(&self, number: usize) -> Option<usize> {
        usize::from(*self.slots.get(number)?).checked_sub(1)
    }

    fn get(&self, number: usize) -> Option<&[Transitions; 3]> {
        self.transitions.get(self.slot(number)?)
    }
}

impl<'a> CompiledWord<'a> {
    /// Compiles `word` for contiguous matches up to level `most`; looser ones are not computed.
    pub(super) fn new(
        alphabet: &'a Alphabet,
        codes: &'a SymbolEncoding,
        word: &'a SearchWord,
        most: MatchLevel,
    ) -> Self {
        let mut letters = SymbolTransitions {
            slots: vec![0; alphabet.len()],
            symbols: Vec::new(),
            transitions: Vec::new(),
        };
        for c in word.distinct_chars() {
            letters.merge(alphabet.symbols_for(c), &[word.char_transitions(c); 3]);
        }
        // Subsequence matches use initials, too.
        let loosest = most.max(MatchLevel::Initials);
        for (syllable, numbers) in alphabet.syllables().filter(|_| word.may_be_pinyin()) {
            let moves = MatchLevel::ALL.map(|ear| {
                if ear <= loosest {
                    word.reading_transitions(syllable, ear)
                } else {
                    Transitions::default()
                }
            });
            if moves.iter().any(|moves| !moves.is_empty()) {
                letters.merge(numbers, &moves);
            }
        }
        let written = if word.may_be_pinyin() || word.has_blanks() {
            None
        } else {
            encode_literal(alphabet, codes, word)
        };
        let begin = vec![StartMask::default(); LEAD_LIMIT];
        let mut heard = Self {
            alphabet,
            encoding: codes,
            word,
            table: letters,
            start_states: Vec::new(),
            start_masks: begin,
            literal: written,
        };
        for (number, moves) in heard.table.symbols.iter().zip(&heard.table.transitions) {
            let (lead, trails) = codes.lead_and_trails(usize::from(*number));
            let mut start = MatchState::new(most);
            start.step(moves, word.len());
            if let Some(begin) = heard.start_masks.get_mut(usize::from(lead)) {
                begin.can_start |=
                    if start.matched.is_some() || !start.is_dead() { trails } else { 0 };
                // Very rare symbols share one lead byte, so the mask cannot tell them apart.
                begin.is_whole |=
                    if start.matched == Some(MatchLevel::Syllables) && codes.width(lead) <= 2 {
                        trails
                    } else {
                        0
                    };
            }
            heard.start_states.push(start);
        }
        heard
    }

    /// Returns the edges on paths from the first to the final state at level `ear`, ordered by
    /// start; empty if the symbols of the catalogue cannot form the word.
    pub(super) fn edges(&self, ear: MatchLevel) -> Vec<Edge> {
        let end = self.len();
        let mut steps: Vec<Edge> = Vec::new();
        for (number, moves) in self.live_symbols() {
            for from in 0..end {
                for to in moves[ear as usize].lengths_from(from) {
                    let to = to.map_or(end, |letters| from + letters);
                    let at = steps
                        .iter()
                        .position(|step| (step.from, step.to) == (from, to))
                        .unwrap_or_else(|| {
                            steps.push(Edge { from, to, symbols: SymbolSet::EMPTY });
                            steps.len() - 1
                        });
                    steps[at].symbols.insert(self.encoding, number);
                }
            }
        }
        // Edges only lead forward, so one pass in this order finds the reachable states.
        steps.sort_unstable_by_key(|step| step.from);
        let mut begun = 1_u64;
        steps.retain(|step| {
            let is_reached = begun >> step.from & 1 == 1;
            begun |= u64::from(is_reached) << step.to;
            is_reached
        });
        let mut ends = 1_u64 << end;
        for step in steps.iter().rev() {
            ends |= (ends >> step.to & 1) << step.from;
        }
        steps.retain(|step| ends >> step.to & 1 == 1);
        steps
    }

    /// Returns the length of the word in characters.
    pub(super) fn len(&self) -> usize {
        self.word.len()
    }

    /// Returns true if a match may contain blanks between Latin letters.
    pub(super) fn allows_blanks(&self) -> bool {
        self.word.has_blanks()
    }

    /// Returns the symbols that have any transitions, by number, with these for each level.
    pub(super) fn live_symbols(&self) -> impl Iterator<Item = (usize, &[Transitions; 3])> {
        self.table.symbols.iter().map(|number| usize::from(*number)).zip(&self.table.transitions)
    }

    /// Returns the transitions of a symbol, if it has any.
    fn symbol_transitions(&self, number: usize) -> Option<&[Transitions; 3]> {
        self.table.get(number)
    }

    /// Returns the strictest level at which a match begins at `at` in encoded texts, if one does.
    ///
    /// Agrees with [`NormalizedText::find`](super::normalized_text::NormalizedText::find).
    pub(super) fn match_at(&self, texts: &[u8], mut at: usize) -> Option<MatchLevel> {
        if let Some(written) = &self.literal {
            return texts.get(at..)?.starts_with(written).then_some(MatchLevel::Syllables);
        }
        let begin = self.start_masks.get(usize::from(*texts.get(at)?))?;
        let next = trail_bit(*texts.get(at + 1)?);
        if begin.is_whole & next != 0 {
            return Some(MatchLevel::Syllables);
        }
        if begin.can_start & next == 0 {
            return None;
        }
        let (first, mut width) = self.encoding.decode(texts, at)?;
        let mut so_far = *self.start_states.get(self.table.slot(first)?)?;
        while !so_far.is_dead() {
            at += width;
            if texts.get(at) == Some(&WORD_BREAK) {
                so_far.states = so_far.states.map(|places| self.word.states_after_blank(places));
                at += 1;
            }
            let letter = self.encoding.decode(texts, at);
            let Some((moves, next)) =
                letter.and_then(|(number, width)| Some((self.symbol_transitions(number)?, width)))
            else {
                break;
            };
            so_far.step(moves, self.len());
            width = next;
        }
        so_far.matched
    }

    /// Returns true if an encoded text contains the word as a subsequence with limited gaps.
    ///
    /// Agrees with
    /// `NormalizedText::find_subsequence`.
    pub(super) fn is_subsequence_of(&self, text: &[u8]) -> bool {
        let (mut moves, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let letter = self.encoding.decode(text, at);
            moves.extend(letter.map(|(number, _)| {
                self.symbol_transitions(number)
                    .map(|moves| moves[MatchLevel::Initials as usize])
                    .unwrap_or_default()
            }));
            at += letter.map_or(1, |(_, width)| width);
        }
        find_subsequence(self.word, moves.len(), |at| &moves[at]).is_some()
    }
}

/// Encodes a word; `None` unless each of its characters has exactly one symbol.
fn encode_literal(
    alphabet: &Alphabet,
    codes: &SymbolEncoding,
    word: &SearchWord,
) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    for c in word.chars() {
        let [number] = alphabet.symbols_for(*c) else { return None };
        written.extend_from_slice(codes.encode(usize::from(*number)));
    }
    Some(written)
}

/// Knows the symbols of its alphabet only; any other character has no transitions.
impl Automaton for CompiledWord<'_> {
    fn transitions(&self, raw: char, _: char, ear: MatchLevel) -> Transitions {
        self.symbol_transitions(self.alphabet.id(raw))
            .map(|moves| moves[ear as usize])
            .unwrap_or_default()
    }
}
