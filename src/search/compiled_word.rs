//! What each letter of a catalogue makes of a word: worked out once a query, and not once a text.

use super::alphabet::Alphabet;
use super::normalized_text::find_subsequence;
use super::symbol_encoding::{LEAD_LIMIT, SymbolEncoding, SymbolSet, WORD_BREAK, trail_bit};
use super::word::{Automaton, MatchLevel, SearchWord, Transitions};

/// What each letter of an alphabet makes of a word.
pub(super) struct CompiledWord<'a> {
    alphabet: &'a Alphabet,
    encoding: &'a SymbolEncoding,
    word: &'a SearchWord,
    table: SymbolTransitions,
    /// For each of these letters, what has been heard when it is the first.
    start_states: Vec<MatchState>,
    /// By lead, and then by what follows: with which letters a match may begin.
    start_masks: Vec<StartMask>,
    /// The word in codes, if it is written in one way only and is read in none.
    literal: Option<Vec<u8>>,
}

/// What letters with one lead are to the beginning of a word: a bit for each trail; all bits for a letter without one.
#[derive(Clone, Copy, Debug, Default)]
struct StartMask {
    /// They may begin it.
    can_start: u64,
    /// They are all of it, by whole syllables.
    is_whole: u64,
}

/// Letters that take a word from one of its places to a later one.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) symbols: SymbolSet,
}

impl Edge {
    /// Whether it comes past a place, or to one further on.
    pub(super) fn crosses(&self, place: usize) -> bool {
        (self.from..self.to).contains(&place)
    }
}

/// How much of a word each ear has heard.
#[derive(Clone, Copy, Debug)]
struct MatchState {
    states: [u64; 3],
    /// The strictest ear that has heard all of it.
    matched: Option<MatchLevel>,
    /// So many ears still listen: those that are stricter.
    live_levels: usize,
}

impl MatchState {
    /// Nothing, up to `most`.
    fn new(most: MatchLevel) -> Self {
        Self { states: [1; 3], matched: None, live_levels: most as usize + 1 }
    }

    /// The next letter of the text.
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

    /// Whether nothing more can come of it.
    fn is_dead(&self) -> bool {
        self.states.iter().take(self.live_levels).all(|places| *places == 0)
    }
}

/// Those letters that make anything of a word: few.
struct SymbolTransitions {
    /// For each letter of the alphabet its place among them, from 1 on; 0 if it has none.
    slots: Vec<u16>,
    /// Their numbers.
    symbols: Vec<u16>,
    /// What they do, for each [`MatchLevel`].
    transitions: Vec<[Transitions; 3]>,
}

impl SymbolTransitions {
    /// These letters also do that.
    fn merge(&mut self, numbers: &[u16], moves: &[Transitions; 3]) {
        for number in numbers {
            let Some(slot) = self.slots.get_mut(usize::from(*number)) else { continue };
            if *slot == 0 {
                self.symbols.push(*number);
                self.transitions.push([Transitions::default(); 3]);
                *slot = u16::try_from(self.symbols.len()).unwrap_or_default();
            }
            let known = self.transitions.get_mut(usize::from(*slot).wrapping_sub(1)).into_iter().flatten();
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
    /// In a piece up to `most`: what is beyond is not worked out, and not heard.
    pub(super) fn new(alphabet: &'a Alphabet, codes: &'a SymbolEncoding, word: &'a SearchWord, most: MatchLevel) -> Self {
        let mut letters = SymbolTransitions { slots: vec![0; alphabet.len()], symbols: Vec::new(), transitions: Vec::new() };
        for c in word.distinct_chars() {
            letters.merge(alphabet.symbols_for(c), &[word.char_transitions(c); 3]);
        }
        // First letters are also heard with others between them.
        let loosest = most.max(MatchLevel::Initials);
        for (syllable, numbers) in alphabet.syllables().filter(|_| word.may_be_pinyin()) {
            let moves = MatchLevel::ALL
                .map(|ear| if ear <= loosest { word.reading_transitions(syllable, ear) } else { Transitions::default() });
            if moves.iter().any(|moves| !moves.is_empty()) {
                letters.merge(numbers, &moves);
            }
        }
        let written = if word.may_be_pinyin() || word.has_blanks() { None } else { encode_literal(alphabet, codes, word) };
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
                begin.can_start |= if start.matched.is_some() || !start.is_dead() { trails } else { 0 };
                // Of the very rare letters with that lead only some may be meant.
                begin.is_whole |=
                    if start.matched == Some(MatchLevel::Syllables) && codes.width(lead) <= 2 { trails } else { 0 };
            }
            heard.start_states.push(start);
        }
        heard
    }

    /// What leads from the beginning of the word to its end, as `ear` hears it; nothing, if the letters that there are do not make
    /// up the word.
    pub(super) fn edges(&self, ear: MatchLevel) -> Vec<Edge> {
        let end = self.len();
        let mut steps: Vec<Edge> = Vec::new();
        for (number, moves) in self.live_symbols() {
            for from in 0..end {
                for to in moves[ear as usize].lengths_from(from) {
                    let to = to.map_or(end, |letters| from + letters);
                    let at = steps.iter().position(|step| (step.from, step.to) == (from, to)).unwrap_or_else(|| {
                        steps.push(Edge { from, to, symbols: SymbolSet::EMPTY });
                        steps.len() - 1
                    });
                    steps[at].symbols.insert(self.encoding, number);
                }
            }
        }
        // They lead on only.
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

    /// The length of the word.
    pub(super) fn len(&self) -> usize {
        self.word.len()
    }

    /// Whether there may be blanks within a match between Latin letters.
    pub(super) fn allows_blanks(&self) -> bool {
        self.word.has_blanks()
    }

    /// The letters that make anything of the word, by their number, and what they do.
    pub(super) fn live_symbols(&self) -> impl Iterator<Item = (usize, &[Transitions; 3])> {
        self.table.symbols.iter().map(|number| usize::from(*number)).zip(&self.table.transitions)
    }

    /// What a letter makes of the word, if it makes anything of it.
    fn symbol_transitions(&self, number: usize) -> Option<&[Transitions; 3]> {
        self.table.get(number)
    }

    /// Whether a match begins at that position of texts in codes: the strictest ear that hears one.
    ///
    /// The same answer as [`NormalizedText::find`](super::normalized_text::NormalizedText::find) has for the text.
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
            let Some((moves, next)) = letter.and_then(|(number, width)| Some((self.symbol_transitions(number)?, width))) else {
                break;
            };
            so_far.step(moves, self.len());
            width = next;
        }
        so_far.matched
    }

    /// Whether the letters of the word are in a text in codes one after the other and near each other, with others between them or
    /// not.
    ///
    /// The same answer as [`NormalizedText::find_subsequence`](super::normalized_text::NormalizedText::find_subsequence) has for the text.
    pub(super) fn is_subsequence_of(&self, text: &[u8]) -> bool {
        let (mut moves, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let letter = self.encoding.decode(text, at);
            moves.extend(letter.map(|(number, _)| {
                self.symbol_transitions(number).map(|moves| moves[MatchLevel::Initials as usize]).unwrap_or_default()
            }));
            at += letter.map_or(1, |(_, width)| width);
        }
        find_subsequence(self.word, moves.len(), |at| &moves[at]).is_some()
    }
}

/// A word in codes, if each of its characters is one letter.
fn encode_literal(alphabet: &Alphabet, codes: &SymbolEncoding, word: &SearchWord) -> Option<Vec<u8>> {
    let mut written = Vec::new();
    for c in word.chars() {
        let [number] = alphabet.symbols_for(*c) else { return None };
        written.extend_from_slice(codes.encode(usize::from(*number)));
    }
    Some(written)
}

/// For the letters of its alphabet.
impl Automaton for CompiledWord<'_> {
    fn transitions(&self, raw: char, _: char, ear: MatchLevel) -> Transitions {
        self.symbol_transitions(self.alphabet.id(raw)).map(|moves| moves[ear as usize]).unwrap_or_default()
    }
}
