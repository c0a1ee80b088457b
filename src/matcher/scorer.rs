//! Scores matches; the only user of `fuzzy-matcher`.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::fold::fold;

/// Scores how well a match sits in its text.
pub(crate) struct Scorer(SkimMatcherV2);

impl Scorer {
    /// Creates a scorer.
    pub(crate) fn new() -> Self {
        // Both sides are folded already; "smart" case would not match `YL`.
        Self(SkimMatcherV2::default().respect_case())
    }

    /// Returns the score of the characters of `text` at `positions`, in ascending order; higher is
    /// better. What the user typed does not matter: 医疗, 醫療, yiliao and yl score alike.
    pub(crate) fn score(&self, text: &str, positions: &[usize]) -> i64 {
        let folded: String = text.chars().map(fold).collect();
        let matched: String = folded
            .chars()
            .enumerate()
            .filter(|(position, _)| positions.binary_search(position).is_ok())
            .map(|(_, c)| c)
            .collect();
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
