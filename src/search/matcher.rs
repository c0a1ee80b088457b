//! How a term matches a text. The only user of `fuzzy-matcher`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::{SEPARATOR, fold};

/// A text ready for matching: one folded character for each of its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Folded {
    chars: Vec<char>,
    /// The same again as the scorer wants it.
    text: String,
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let chars: Vec<char> = text.chars().map(fold).collect();
        Self { text: chars.iter().collect(), chars }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The positions of `term` as typed, from its first occurrence at the start of a word or else anywhere.
    ///
    /// Marks in the text do not count: `管网地块` matches `管网、地块`. But a space between Latin letters does: `spa` is not
    /// in `buses park`.
    pub(super) fn find(&self, term: &[char]) -> Option<Vec<usize>> {
        let mut inside = None;
        for start in 0..self.chars.len() {
            if self.chars.get(start) != term.first() {
                continue;
            }
            if let Some(positions) = self.matched(term, start) {
                if self.is_head(start) {
                    return Some(positions);
                }
                inside.get_or_insert(positions);
            }
        }
        inside
    }

    /// Whether a word begins at `at`: the text does, or a separator stands before.
    pub(super) fn is_head(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.chars.get(before)).is_none_or(|c| *c == SEPARATOR)
    }

    fn matched(&self, term: &[char], start: usize) -> Option<Vec<usize>> {
        let mut positions = Vec::with_capacity(term.len());
        let mut text = self.chars.iter().enumerate().skip(start);
        let mut before: Option<char> = None;
        for wanted in term {
            let mut skipped = false;
            let at = loop {
                match text.next() {
                    Some((at, c)) if c == wanted => break at,
                    Some((_, c)) if *c == SEPARATOR && before.is_some() => skipped = true,
                    _ => return None,
                }
            };
            if skipped && wanted.is_ascii() && before.is_some_and(|c| c.is_ascii()) {
                return None;
            }
            positions.push(at);
            before = Some(*wanted);
        }
        Some(positions)
    }
}

/// The scorer: how well a term sits in a text that it matches, and where else it might.
pub(super) struct Scorer(SkimMatcherV2);

impl Scorer {
    pub(super) fn new() -> Self {
        // Both sides are folded already; "smart" case would miss `YL`.
        Self(SkimMatcherV2::default().respect_case())
    }

    /// How well `term` sits in `text`; 0 if the scorer does not see the match (it knows nothing of skipped marks).
    pub(super) fn score(&self, text: &Folded, term: &[char]) -> i64 {
        self.0.fuzzy_match(&text.text, &term.iter().collect::<String>()).unwrap_or_default()
    }

    /// The positions of `term` scattered over `text`: all its characters in order, not too far apart to be a slip of the hand.
    pub(super) fn scattered(&self, text: &Folded, term: &[char]) -> Option<Vec<usize>> {
        if term.len() < 2 {
            return None;
        }
        let (_, positions) = self.0.fuzzy_indices(&text.text, &term.iter().collect::<String>())?;
        let span = positions.last()? - positions.first()?;
        (span <= 2 * term.len() + 2).then_some(positions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, term: &str) -> Option<Vec<usize>> {
        Folded::new(text).find(&term.chars().collect::<Vec<_>>())
    }

    #[test]
    fn marks_in_the_text_do_not_break_a_match() {
        assert_eq!(find("管网、地块改造工程", "管网地块"), Some(vec![0, 1, 3, 4]));
        assert_eq!(find("“家门口”设施扩容工程", "家门口设施"), Some(vec![1, 2, 3, 5, 6]));
        assert_eq!(find("buses park", "spa"), None);
    }

    #[test]
    fn the_start_of_a_word_is_preferred() {
        assert_eq!(find("carpark and park", "park"), Some(vec![12, 13, 14, 15]));
        assert_eq!(find("改造改建工程", "改建"), Some(vec![2, 3]));
    }

    #[test]
    fn a_scattered_match_stays_close_together() {
        let scorer = Scorer::new();
        let scattered = |text: &str, term: &str| scorer.scattered(&Folded::new(text), &term.chars().collect::<Vec<_>>());
        assert_eq!(scattered("new public parking spaces", "prking"), Some(vec![11, 13, 14, 15, 16, 17]));
        assert_eq!(scattered("区域优质医疗能级提升行动", "区动"), None);
    }
}
