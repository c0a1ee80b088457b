//! What a person typed, ready for matching.

use super::fold::{SEPARATOR, fold};

/// The terms of a query, folded; a text must match all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Vec<char>>,
}

impl Query {
    /// Splits at white space (U+3000, which input methods type, too) and drops marks, of which a query may be full:
    /// `“护蕾”`, `管网、地块`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let terms = text
            .split_whitespace()
            .map(|term| term.chars().map(fold).filter(|c| *c != SEPARATOR).collect::<Vec<_>>())
            .filter(|term| !term.is_empty())
            .collect();
        Self { terms }
    }

    /// Whether it asks for nothing, and so for everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Its terms; none is empty.
    pub(super) fn terms(&self) -> impl Iterator<Item = &[char]> {
        self.terms.iter().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_split_at_any_space_and_folded() {
        let query = Query::parse("  停车　Ｐ+R “护蕾” ");
        let terms: Vec<String> = query.terms().map(|term| term.iter().collect()).collect();
        assert_eq!(terms, ["停车", "pr", "护蕾"]);
    }

    #[test]
    fn marks_and_blanks_alone_ask_for_everything() {
        for text in ["", "  ", "''", "、　。"] {
            assert!(Query::parse(text).is_empty(), "{text:?}");
        }
    }
}
