//! Properties of search for every character and any text.

use minsheng::diagnostics::TextField;
use minsheng::lang::Lang;
use minsheng::matcher::fold;
use minsheng::query::{MatchMode, Query};
use proptest::prelude::*;

use super::strategies::texts;
use super::{BUILTIN, highlighted_in};

/// Returns every code point except surrogates.
fn all_chars() -> impl Iterator<Item = char> {
    '\0'..=char::MAX
}

/// Returns the ranges with nearly all assigned characters.
fn assigned() -> impl Iterator<Item = char> {
    all_chars().filter(|c| matches!(*c as u32, 0..0x3_2000 | 0xe_0000..0xe_0200))
}

#[test]
fn folding_twice_is_folding_once() {
    for c in all_chars() {
        assert_eq!(fold(fold(c)), fold(c), "{c:?}");
    }
}

#[test]
fn whatever_stands_before_a_word_is_one_position_a_character() {
    let chars: Vec<char> = assigned().filter(|c| !matches!(fold(*c), '停' | '车')).collect();
    for before in chars.chunks(997) {
        let text: String = before.iter().collect::<String>() + "停车位";
        assert_eq!(
            highlighted_in(&text, "停车"),
            [before.len(), before.len() + 1],
            "after {:?}..",
            before.first()
        );
    }
}

#[test]
fn every_character_that_is_no_mark_finds_itself() {
    for c in assigned().filter(|c| (*c as u32) < 0x1_0000 || (*c as u32).is_multiple_of(7)) {
        let typed = c.to_string();
        let query = Query::parse(&typed);
        let separates = matches!(fold(c), ' ' | '-');
        assert_eq!(query.is_empty(), separates, "{c:?}");
        let highlighted = if separates { vec![] } else { vec![0] };
        assert_eq!(query.positions_in(&typed, MatchMode::Exact), highlighted, "{c:?}");
    }
}

#[test]
fn a_word_as_long_as_words_get_runs_over_the_whole_catalog() {
    let row: Vec<char> =
        texts(&BUILTIN.catalog).concat().chars().filter(|c| c.is_alphanumeric()).collect();
    let pieces = row.chunks(64).step_by(20).map(|piece| piece.iter().collect::<String>());
    for typed in pieces.chain([
        "gong".repeat(16),
        "g".repeat(64),
        "'".repeat(64),
        "工".repeat(64),
        "zh".repeat(32) + "'",
    ]) {
        exercise(&typed);
    }
}

/// Does everything that the board does with a query; it must return without a panic.
fn exercise(typed: &str) {
    let query = Query::parse(typed);
    let found = BUILTIN.index.search(&BUILTIN.catalog, &query, None);
    let matched_query = found.query(&query);
    for hit in found.hits().take(5) {
        let _ = matched_query.locate(&BUILTIN.catalog, hit.project, found.mode);
        let project = BUILTIN.catalog.project(hit.project);
        let summary = project.text(TextField::Summary).get(Lang::Zh);
        let _ = matched_query.positions_in(summary, found.mode);
    }
    for range in query.term_ranges() {
        assert!(
            typed.get(range.clone()).is_some_and(|term| !term.is_empty()),
            "{range:?} of {typed:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_may_be_typed(typed in any::<String>()) {
        exercise(&typed);
    }

    #[test]
    fn anything_may_be_typed_that_looks_like_a_query(typed in "([!！|｜\"＂“”'’：: ><=≥《》、，²㎡ˊㄊㄧㄥ]|第|项|号|年|2026|x|九键|no|domain|place|amount|数量|编号|[0-9]|[a-z]|[一-龥]){0,20}") {
        exercise(&typed);
    }

    #[test]
    fn any_text_may_be_lit(typed in "[a-z停车 ']{1,6}", text in any::<String>()) {
        for mode in [MatchMode::Exact, MatchMode::Subsequence, MatchMode::SimilarSound] {
            let highlighted = Query::parse(&typed).positions_in(&text, mode);
            prop_assert!(highlighted.is_sorted_by(|a, b| a < b));
            prop_assert!(highlighted.last().is_none_or(|last| *last < text.chars().count()));
        }
    }
}
