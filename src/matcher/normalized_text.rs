//! Texts prepared for matching, and the exact positions of a match in them.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use super::fold::{SPACE, fold, is_separator};
use super::word::{Automaton, MatchLevel, SearchWord, Transitions};

/// A text without its separators, folded.
#[derive(Clone, Debug)]
pub(crate) struct NormalizedText {
    letters: Vec<TextLetter>,
}

/// A character of a text that is no separator.
#[derive(Clone, Copy, Debug)]
struct TextLetter {
    /// Position in the text, in characters.
    position: usize,
    /// The character as it stands in the text.
    raw: char,
    folded: char,
    /// True at the start of a word.
    starts_word: bool,
    /// True if a blank was dropped before it.
    after_blank: bool,
}

/// The transitions of each letter of a text.
struct TransitionTable {
    transitions: Vec<Transitions>,
    /// In a long text, by letter: the index of its transitions. A language has far fewer different
    /// characters than a long text has letters. Empty in a short text.
    indices: Vec<u32>,
}

/// Texts of up to this many letters get transitions for each letter.
const SHORT_LEN_MAX: usize = 256;

impl TransitionTable {
    fn get(&self, letter: usize) -> &Transitions {
        let nth = self.indices.get(letter).map_or(letter, |nth| *nth as usize);
        &self.transitions[nth]
    }
}

/// A match of a word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordMatch {
    /// Positions of the matched characters, ascending.
    pub(crate) positions: Vec<usize>,
    /// True if the match begins with the first letter of the text.
    pub(crate) at_start: bool,
    /// True if some characters match by their initials only.
    pub(crate) by_initials: bool,
}

impl NormalizedText {
    /// Folds `text` and drops its separators.
    pub(crate) fn new(text: &str) -> Self {
        let mut letters = Vec::new();
        let (mut starts_word, mut after_blank) = (true, false);
        for (position, raw) in text.chars().enumerate() {
            let folded = fold(raw);
            if is_separator(folded) {
                starts_word = true;
                after_blank |= folded == SPACE;
            } else {
                letters.push(TextLetter { position, raw, folded, starts_word, after_blank });
                (starts_word, after_blank) = (false, false);
            }
        }
        Self { letters }
    }

    /// Finds the best contiguous match of `word`: whole syllables before initials, then the start
    /// of a word before its middle. `automaton` gives the transitions of the word.
    pub(crate) fn find(&self, word: &SearchWord, automaton: &impl Automaton) -> Option<WordMatch> {
        let range_at =
            |level: MatchLevel| self.best_range(word, &self.transitions(automaton, level));
        let (by_initials, letters) = match range_at(MatchLevel::Syllables) {
            Some(letters) => (false, letters),
            None => (true, range_at(MatchLevel::Initials)?),
        };
        Some(WordMatch {
            at_start: *letters.start() == 0,
            positions: self.positions(letters),
            by_initials,
        })
    }

    /// Finds the best contiguous match of `word` by similar sounds; returns its positions.
    pub(crate) fn find_similar(
        &self,
        word: &SearchWord,
        automaton: &impl Automaton,
    ) -> Option<Vec<usize>> {
        let table = self.transitions(automaton, MatchLevel::SimilarSound);
        self.best_range(word, &table).map(|letters| self.positions(letters))
    }

    fn transitions(&self, automaton: &impl Automaton, level: MatchLevel) -> TransitionTable {
        let transitions_of =
            |letter: &TextLetter| automaton.transitions(letter.raw, letter.folded, level);
        if self.letters.len() <= SHORT_LEN_MAX {
            let transitions = self.letters.iter().map(transitions_of).collect();
            return TransitionTable { transitions, indices: Vec::new() };
        }
        let mut index_by_char = HashMap::new();
        let mut transitions = Vec::new();
        let mut indices = Vec::with_capacity(self.letters.len());
        for letter in &self.letters {
            let nth = *index_by_char.entry(letter.raw).or_insert_with(|| {
                transitions.push(transitions_of(letter));
                transitions.len() - 1
            });
            debug_assert!(u32::try_from(nth).is_ok(), "more characters than in Unicode");
            indices.push(u32::try_from(nth).unwrap_or_default());
        }
        TransitionTable { transitions, indices }
    }

    /// Returns the positions of some letters in the text.
    fn positions(&self, letters: RangeInclusive<usize>) -> Vec<usize> {
        let letters = self.letters.get(letters);
        debug_assert!(letters.is_some(), "a match ends within its text");
        letters.unwrap_or_default().iter().map(|letter| letter.position).collect()
    }

    /// Returns the letters of the best match: the first that begins a word, else the first of all.
    fn best_range(
        &self,
        word: &SearchWord,
        table: &TransitionTable,
    ) -> Option<RangeInclusive<usize>> {
        let mut first = None;
        for start in 0..self.letters.len() {
            let Some(end) = self.match_end(word, table, start) else { continue };
            if self.letters.get(start).is_some_and(|letter| letter.starts_word) {
                return Some(start..=end);
            }
            first.get_or_insert(start..=end);
        }
        first
    }

    /// Returns the last letter of a match that begins at the letter `start`.
    fn match_end(&self, word: &SearchWord, table: &TransitionTable, start: usize) -> Option<usize> {
        let mut states = 1_u64;
        let mut before = None;
        for (nth, letter) in self.letters.iter().enumerate().skip(start) {
            // A blank between Latin letters separates words (`spa` does not match `buses park`);
            // any other separator is ignored (`管网地块` matches `管网、地块`).
            if letter.after_blank && letter.folded.is_ascii() && before.is_some_and(char::is_ascii)
            {
                states = word.states_after_blank(states);
            }
            let (next, is_complete) = table.get(nth).step(states, word.len());
            if is_complete {
                return Some(nth);
            }
            if next == 0 {
                return None;
            }
            (states, before) = (next, Some(&letter.folded));
        }
        None
    }

    /// Finds `word` as a subsequence, by initials and syllables with other letters between (`yllx`
    /// in “银龄幸福”乐享); returns the positions.
    pub(crate) fn find_subsequence(
        &self,
        word: &SearchWord,
        automaton: &impl Automaton,
    ) -> Option<Vec<usize>> {
        let table = self.transitions(automaton, MatchLevel::Initials);
        let letters = find_subsequence(word, self.letters.len(), |nth| table.get(nth))?;
        Some(letters.into_iter().map(|nth| self.letters[nth].position).collect())
    }
}

/// Finds `word` as a subsequence of `len` letters, given by their transitions; returns the indices
/// of the letters that take part.
pub(crate) fn find_subsequence<'a>(
    word: &SearchWord,
    len: usize,
    transitions: impl Fn(usize) -> &'a Transitions,
) -> Option<Vec<usize>> {
    // By letter: the states that are reached before it.
    let mut states_before = vec![1_u64];
    for nth in 0..len {
        let states = states_before[nth];
        let (next, is_complete) = transitions(nth).step(states, word.len());
        // A limit on the span, or the letters of a long title would spell almost anything.
        let span = nth.saturating_sub(2 * word.len() + 2)..nth;
        if is_complete && let Some(path) = trace_back(word, &transitions, &states_before, span) {
            return Some(path);
        }
        states_before.push(states | next);
    }
    None
}

/// Traces a subsequence match back from its last letter, at `span.end`, within `span`. Returns the
/// letters that take part, or `None` if the match began before.
fn trace_back<'a>(
    word: &SearchWord,
    transitions: impl Fn(usize) -> &'a Transitions,
    states_before: &[u64],
    span: Range<usize>,
) -> Option<Vec<usize>> {
    let last = span.end;
    let mut path = vec![last];
    // The state from which the last letter completed the word.
    let mut state = (0..word.len()).find(|state| {
        let source = 1 << state;
        states_before[last] & source != 0 && transitions(last).step(source, word.len()).1
    })?;
    while state > 0 {
        let letter = *path.last()?;
        let (earlier, source) = (span.start..letter).rev().find_map(|earlier| {
            let source = (0..state).rev().find(|source| {
                states_before[earlier] >> source & 1 == 1
                    && transitions(earlier).step(1 << source, word.len()).0 >> state & 1 == 1
            })?;
            Some((earlier, source))
        })?;
        path.push(earlier);
        state = source;
    }
    path.reverse();
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::super::word::STEPS;
    use super::*;

    fn find(text: &str, word: &str) -> Option<Vec<usize>> {
        let word = SearchWord::new(word);
        NormalizedText::new(text).find(&word, &word).map(|found| found.positions)
    }

    #[test]
    fn however_it_is_typed_it_is_the_same() {
        for typed in
            ["医疗", "醫療", "yiliao", "yl", "yil", "yilia", "yi疗", "医l", "YL", "ｙｌ", "yi'liao"]
        {
            assert_eq!(find("区域优质医疗能级提升行动", typed), Some(vec![4, 5]), "{typed}");
        }
        assert_eq!(find("区域优质医疗能级提升行动", "yiliaofuwu"), None);
    }

    #[test]
    fn marks_in_the_text_do_not_break_a_match() {
        assert_eq!(find("管网、地块改造工程", "gwdk"), Some(vec![0, 1, 3, 4]));
        assert_eq!(find("“家门口”设施扩容工程", "家门口设施"), Some(vec![1, 2, 3, 5, 6]));
        assert_eq!(find("buses park", "spa"), None);
        assert_eq!(find("7×24 小时", "7*24"), Some(vec![0, 2, 3]));
    }

    #[test]
    fn the_start_of_a_word_is_preferred() {
        assert_eq!(find("carpark and park", "park"), Some(vec![12, 13, 14, 15]));
    }

    #[test]
    fn an_apostrophe_parts_syllables() {
        assert_eq!(find("先行", "xi'an"), None);
        assert_eq!(find("西安", "xi'an"), Some(vec![0, 1]));
        assert_eq!(find("西安", "xian"), Some(vec![0, 1]));
        assert_eq!(find("先行", "xian"), Some(vec![0]));
    }

    #[test]
    fn u_and_v_are_both_the_umlaut() {
        for typed in ["lv", "lu", "LV"] {
            assert_eq!(find("绿地", typed), Some(vec![0]), "{typed}");
        }
        for typed in ["zhanlue", "zhanlve"] {
            assert_eq!(find("战略", typed), Some(vec![0, 1]), "{typed}");
        }
    }

    #[test]
    fn a_phrase_in_quotes_is_just_that() {
        let find = |text: &str, phrase: &str| {
            let word = SearchWord::quoted(phrase);
            NormalizedText::new(text).find(&word, &word)
        };
        assert!(find("New public parking spaces", "public parking").is_some());
        assert!(find("New public parking spaces", "publicparking").is_none());
        assert!(find("医疗服务", "yl").is_none());
    }

    #[test]
    fn a_subsequence_match_knows_its_letters() {
        let word = SearchWord::new("yllx");
        assert_eq!(
            NormalizedText::new("“银龄幸福”乐享工程").find_subsequence(&word, &word),
            Some(vec![1, 2, 6, 7])
        );
    }

    /// Counts the transitions tried to find `word` in `text` in every mode.
    fn steps(text: &str, word: &str) -> u64 {
        STEPS.set(0);
        let (text, word) = (NormalizedText::new(text), SearchWord::new(word));
        let _ = (
            text.find(&word, &word),
            text.find_similar(&word, &word),
            text.find_subsequence(&word, &word),
        );
        STEPS.get()
    }

    #[test]
    fn no_text_takes_more_steps_than_it_has_letters_times_what_a_word_has() {
        let longest = "a".repeat(63);
        // Words that begin everywhere and end nowhere, or end everywhere and begin far away.
        let bait = [
            ("a", "ab"),
            ("一", "yiy"),
            ("a", longest.as_str()),
            ("停", "tingtingtingche"),
            ("b", "ab"),
            ("车", "tingche"),
        ];
        for (many, word) in bait {
            let text = |length: usize| format!("a停{}{}", "。x".repeat(200), many.repeat(length));
            let (few, more) = (steps(&text(1_000), word), steps(&text(4_000), word));
            assert!(
                more <= 5 * few,
                "{word} in {many}: {few} steps, {more} for four times as much"
            );
            let max = 4_000 * (word.len() as u64 + 1).pow(2) * 8;
            assert!(more < max, "{word} in {many}: {more}");
        }
    }

    #[test]
    fn in_a_long_text_a_word_is_where_it_is_in_a_short_one() {
        let before = "一，二 three ".repeat(SHORT_LEN_MAX);
        let count = before.chars().count();
        for (text, word) in [
            ("区域优质医疗能级", "yiliao"),
            ("西安", "xian"),
            ("银龄幸福乐享", "yllx"),
            ("高标准农田", "gaobiaozun"),
        ] {
            let word = SearchWord::new(word);
            let (short, long) =
                (NormalizedText::new(text), NormalizedText::new(&format!("{before}{text}")));
            let found = |text: &NormalizedText, offset: usize| {
                let all = [
                    text.find(&word, &word).map(|found| found.positions),
                    text.find_similar(&word, &word),
                    text.find_subsequence(&word, &word),
                ];
                all.map(|found| {
                    found.map(|found| {
                        found.into_iter().map(|position| position - offset).collect::<Vec<_>>()
                    })
                })
            };
            assert_eq!(found(&short, 0), found(&long, count), "{text}");
        }
    }

    #[test]
    fn similar_sounds_match_if_asked_for() {
        let text = NormalizedText::new("高标准农田建设工程");
        let word = SearchWord::new("gaobiaozunlongtian");
        assert_eq!(text.find(&word, &word), None);
        assert_eq!(text.find_similar(&word, &word), Some(vec![0, 1, 2, 3, 4]));
    }
}
