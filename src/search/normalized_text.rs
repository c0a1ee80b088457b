//! Texts prepared for matching, and the exact positions of a match in them.

use std::collections::HashMap;
use std::ops::Range;

use super::fold::{SPACE, fold, is_separator};
use super::word::{Automaton, MatchLevel, SearchWord, Transitions};

/// A text without its separators, folded.
#[derive(Clone, Debug)]
pub(super) struct NormalizedText {
    letters: Vec<TextLetter>,
}

#[derive(Clone, Copy, Debug)]
struct TextLetter {
    /// Position in the text, in characters.
    position: usize,
    /// The character as it stands in the text, and folded.
    raw: char,
    folded: char,
    /// True at the start of a word.
    starts_word: bool,
    /// True if a blank was dropped before it.
    after_blank: bool,
}

/// The transitions of each letter of a text.
struct TransitionTable {
    moves: Vec<Transitions>,
    /// In a long text, by letter: the index of its transitions. A language has far fewer different
    /// characters than a long text has letters. Empty in a short text.
    of: Vec<u32>,
}

/// Texts of up to this many letters get transitions for each letter.
const SHORT: usize = 256;

impl TransitionTable {
    fn at(&self, letter: usize) -> &Transitions {
        let nth = self.of.get(letter).map_or(letter, |nth| *nth as usize);
        &self.moves[nth]
    }
}

/// A match of a word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordMatch {
    /// Positions of the matched characters, ascending.
    pub(super) positions: Vec<usize>,
    /// True if the match begins with the first letter of the text.
    pub(super) at_start: bool,
    /// True if some characters match by their initials only.
    pub(super) by_initials: bool,
}

impl NormalizedText {
    pub(super) fn new(text: &str) -> Self {
        let mut letters = Vec::new();
        let (mut head, mut blank) = (true, false);
        for (at, raw) in text.chars().enumerate() {
            let c = fold(raw);
            if is_separator(c) {
                head = true;
                blank |= c == SPACE;
            } else {
                letters.push(TextLetter {
                    position: at,
                    raw,
                    folded: c,
                    starts_word: head,
                    after_blank: blank,
                });
                (head, blank) = (false, false);
            }
        }
        Self { letters }
    }

    /// Finds the best contiguous match of `word`: whole syllables before initials, then the start
    /// of a word before its middle.
    pub(super) fn find(&self, word: &SearchWord, hearing: &impl Automaton) -> Option<WordMatch> {
        let (initials, (from, to)) =
            match self.best_range(word, &self.transitions(hearing, MatchLevel::Syllables)) {
                Some(found) => (false, found),
                None => {
                    (true, self.best_range(word, &self.transitions(hearing, MatchLevel::Initials))?)
                }
            };
        Some(WordMatch {
            positions: self.positions(from, to),
            at_start: from == 0,
            by_initials: initials,
        })
    }

    /// Finds the best contiguous match of `word` by similar sounds; returns its positions.
    pub(super) fn find_similar(
        &self,
        word: &SearchWord,
        hearing: &impl Automaton,
    ) -> Option<Vec<usize>> {
        let (from, to) =
            self.best_range(word, &self.transitions(hearing, MatchLevel::SimilarSound))?;
        Some(self.positions(from, to))
    }

    fn transitions(&self, hearing: &impl Automaton, ear: MatchLevel) -> TransitionTable {
        let moves = |letter: &TextLetter| hearing.transitions(letter.raw, letter.folded, ear);
        if self.letters.len() <= SHORT {
            return TransitionTable {
                moves: self.letters.iter().map(moves).collect(),
                of: Vec::new(),
            };
        }
        let (mut known, mut heard) = (
            HashMap::new(),
            TransitionTable { moves: Vec::new(), of: Vec::with_capacity(self.letters.len()) },
        );
        for letter in &self.letters {
            let nth = *known.entry(letter.raw).or_insert_with(|| {
                heard.moves.push(moves(letter));
                heard.moves.len() - 1
            });
            // There are fewer characters in Unicode than that.
            heard.of.push(u32::try_from(nth).unwrap_or_default());
        }
        heard
    }

    fn positions(&self, from: usize, to: usize) -> Vec<usize> {
        self.letters.iter().take(to + 1).skip(from).map(|letter| letter.position).collect()
    }

    /// Returns the first and last letter of the best match: the first that begins a word, else the
    /// first of all.
    fn best_range(&self, word: &SearchWord, moves: &TransitionTable) -> Option<(usize, usize)> {
        let mut inside = None;
        for from in 0..self.letters.len() {
            let Some(to) = self.match_end(word, moves, from) else { continue };
            if self.letters.get(from).is_some_and(|letter| letter.starts_word) {
                return Some((from, to));
            }
            inside.get_or_insert((from, to));
        }
        inside
    }

    /// Returns the last letter of a match that begins at `from`.
    fn match_end(&self, word: &SearchWord, moves: &TransitionTable, from: usize) -> Option<usize> {
        let mut places = 1_u64;
        let mut before = None;
        for (at, letter) in self.letters.iter().enumerate().skip(from) {
            if let Some(before) = before {
                places = word.states_after_gap(places, letter.after_blank, before, letter.folded);
            }
            let (next, done) = moves.at(at).step(places, word.len());
            if done {
                return Some(at);
            }
            if next == 0 {
                return None;
            }
            (places, before) = (next, Some(letter.folded));
        }
        None
    }

    /// Finds `word` as a subsequence, by initials and syllables with other letters between (`yllx`
    /// in “银龄幸福”乐享); returns the positions.
    pub(super) fn find_subsequence(
        &self,
        word: &SearchWord,
        hearing: &impl Automaton,
    ) -> Option<Vec<usize>> {
        let moves = self.transitions(hearing, MatchLevel::Initials);
        let path = find_subsequence(word, self.letters.len(), |at| moves.at(at))?;
        Some(path.into_iter().map(|at| self.letters[at].position).collect())
    }
}

/// Finds `word` as a subsequence of `len` letters, given by their transitions `moves`; returns the
/// indices of the letters that take part.
pub(super) fn find_subsequence<'a>(
    word: &SearchWord,
    len: usize,
    moves: impl Fn(usize) -> &'a Transitions,
) -> Option<Vec<usize>> {
    let mut seen = vec![1_u64];
    for at in 0..len {
        let places = seen[at];
        let (next, done) = moves(at).step(places, word.len());
        // A limit on the span, or the letters of a long title would spell almost anything.
        let close = at.saturating_sub(2 * word.len() + 2)..at;
        if done && let Some(path) = trace_back(word, &moves, &seen, close) {
            return Some(path);
        }
        seen.push(places | next);
    }
    None
}

/// Traces a subsequence match back from its last letter, at `close.end`, within `close`. Returns
/// the letters that take part, or `None` if the match began before.
fn trace_back<'a>(
    word: &SearchWord,
    moves: impl Fn(usize) -> &'a Transitions,
    seen: &[u64],
    close: Range<usize>,
) -> Option<Vec<usize>> {
    let last = close.end;
    let mut path = vec![last];
    // The state from which the last letter completed the word.
    let mut place = (0..word.len()).find(|place| {
        let from = 1 << place;
        seen[last] & from != 0 && moves(last).step(from, word.len()).1
    })?;
    while place > 0 {
        let at = *path.last()?;
        let (before, from) = (close.start..at).rev().find_map(|before| {
            let from = (0..place).rev().find(|from| {
                seen[before] >> from & 1 == 1
                    && moves(before).step(1 << from, word.len()).0 >> place & 1 == 1
            })?;
            Some((before, from))
        })?;
        path.push(before);
        place = from;
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
        NormalizedText::new(text).find(&word, &word).map(|span| span.positions)
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
    fn a_gapped_match_knows_its_letters() {
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
            let most = 4_000 * (word.len() as u64 + 1).pow(2) * 8;
            assert!(more < most, "{word} in {many}: {more}");
        }
    }

    #[test]
    fn in_a_long_text_a_word_is_where_it_is_in_a_short_one() {
        let before = "一，二 three ".repeat(SHORT);
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
            let found = |letters: &NormalizedText, less: usize| {
                let all = [
                    letters.find(&word, &word).map(|span| span.positions),
                    letters.find_similar(&word, &word),
                    letters.find_subsequence(&word, &word),
                ];
                all.map(|found| {
                    found.map(|found| found.into_iter().map(|at| at - less).collect::<Vec<_>>())
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
