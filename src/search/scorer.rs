//! The only user of `fuzzy-matcher`: it scores what matched.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::fold;

/// How well a term sits in a text.
pub(super) struct Scorer(SkimMatcherV2);

impl Scorer {
    pub(super) fn new() -> Self {
        // Both sides are folded already; "smart" case would miss `YL`.
        Self(SkimMatcherV2::default().respect_case())
    }

    /// How well the characters of `text` at `positions`, which matched, sit in it. What was typed does not matter: 医疗, 醫療,
    /// yiliao and yl are measured alike.
    pub(super) fn score(&self, text: &str, positions: &[usize]) -> i64 {
        let folded: String = text.chars().map(fold).collect();
        let matched: String =
            folded.chars().enumerate().filter(|(at, _)| positions.binary_search(at).is_ok()).map(|(_, c)| c).collect();
        self.0.fuzzy_match(&folded, &matched).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_a_word_scores_higher() {
        let scorer = Scorer::new();
        assert!(scorer.score("家门口设施", &[0, 1]) > scorer.score("设家门口施", &[1, 2]));
        assert!(scorer.score("“家门口”设施", &[1, 2]) > scorer.score("设家门口施", &[1, 2]));
    }
}
