//! The index agrees with the naive search, and every hit contains the query.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use minsheng::app::Scope;
use minsheng::executor::Sequential;
use minsheng::index::{SearchResults, naive_search};
use minsheng::lang::Lang;
use minsheng::matcher::fold;
use minsheng::model::ProjectIx;
use minsheng::query::{Hit, MatchMode, Query, SearchField, Tier};
use proptest::prelude::*;

use super::pinyin::{initial, spell};
use super::strategies::{TRICKY, han, large_fixture, query, small_fixtures, texts, word};
use super::{BUILTIN, Fixture, highlighted_in};

static LARGE: LazyLock<Fixture> = LazyLock::new(|| large_fixture(&BUILTIN.catalog));

/// Returns all characters of the texts of a catalog.
fn all_chars_of(fixture: &Fixture) -> Vec<char> {
    texts(&fixture.catalog).join("\n").chars().collect()
}

static BUILTIN_CHARS: LazyLock<Vec<char>> = LazyLock::new(|| all_chars_of(&BUILTIN));
static LARGE_CHARS: LazyLock<Vec<char>> = LazyLock::new(|| all_chars_of(&LARGE));

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Asserts that the index finds the same projects with the same tiers as the naive search, better
/// ones first.
fn assert_agrees_with_naive(fixture: &Fixture, typed: &str) -> Result<(), TestCaseError> {
    let query = Query::parse(typed);
    let found = fixture.index.search(&fixture.catalog, &query, None);
    let mut hits: Vec<Hit> = found.hits().collect();
    prop_assert_eq!(hits.len(), found.len());
    prop_assert!(
        (0..hits.len()).all(|row| found.get(row) == hits.get(row).copied()),
        "{:?}",
        typed
    );
    prop_assert!(
        hits.iter()
            .enumerate()
            .all(|(row, hit)| found.row_of(&fixture.catalog, hit.project) == Some(row)),
        "{:?}",
        typed
    );
    prop_assert!(hits.is_sorted_by_key(|hit| hit.tier), "{hits:?}");
    hits.sort_unstable_by_key(|hit| hit.project);
    let naive = naive_search(&Sequential, &fixture.catalog, &query).unwrap();
    let mut naive_hits: Vec<Hit> = naive.hits().collect();
    naive_hits.sort_unstable_by_key(|hit| hit.project);
    prop_assert_eq!(
        (hits, found.mode, found.rewriting().map(Query::text)),
        (naive_hits, naive.mode, naive.rewriting().map(Query::text)),
        "{:?}",
        typed
    );
    Ok(())
}

/// Asserts that a query typed letter by letter, each search starting from the results of the one
/// before, finds the same hits as a single search.
fn assert_incremental_agrees(fixture: &Fixture, typed: &str) -> Result<(), TestCaseError> {
    let mut before: Option<(Query, SearchResults)> = None;
    for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
        let (typed_so_far, _) = typed.split_at(end);
        let query = Query::parse(typed_so_far);
        let earlier = before.as_ref().map(|(query, found)| (query, found));
        let found = fixture
            .index
            .search_with(&Sequential, &fixture.catalog, &query, None, earlier)
            .unwrap();
        prop_assert_eq!(
            &found,
            &fixture.index.search(&fixture.catalog, &query, None),
            "{:?} of {:?}",
            typed_so_far,
            typed
        );
        before = Some((query, found));
    }
    Ok(())
}

/// Asserts that the positions of each match are in a text of the project, in order, and on no blank
/// or mark.
fn assert_positions_valid(fixture: &Fixture, typed: &str) -> Result<(), TestCaseError> {
    let query = Query::parse(typed);
    let found = fixture.index.search(&fixture.catalog, &query, None);
    for hit in found.hits() {
        let project = &fixture.catalog.project(hit.project);
        let query = found.query(&query);
        let Some(matched) = query.locate(&fixture.catalog, hit.project, found.mode) else {
            // Negated terms and empty queries have no position.
            prop_assert!(matches!(hit.tier, None | Some(Tier::Number)), "{typed:?} {hit:?}");
            continue;
        };
        assert_positions_in(&matched.text(&fixture.catalog, project), &matched.positions)
            .map_err(|e| TestCaseError::fail(format!("{typed:?} {e}")))?;
        for lang in Lang::ALL {
            let title = project.title.get(lang);
            assert_positions_in(title, &query.positions_in(title, found.mode))
                .map_err(|e| TestCaseError::fail(format!("{typed:?} {e}")))?;
        }
    }
    Ok(())
}

fn assert_positions_in(text: &str, positions: &[usize]) -> Result<(), TestCaseError> {
    let chars: Vec<char> = text.chars().collect();
    prop_assert!(positions.is_sorted_by(|a, b| a < b), "{positions:?} in {text}");
    prop_assert!(
        positions.iter().all(|at| chars.get(*at).is_some_and(|c| !is_blank_or_mark(*c))),
        "{positions:?} in {text}"
    );
    Ok(())
}

fn is_blank_or_mark(c: char) -> bool {
    matches!(fold(c), ' ' | '-')
}

/// Returns the hits of a query as it was typed.
fn exact_hits(fixture: &Fixture, typed: &str) -> Vec<Hit> {
    let found = fixture.index.search(&fixture.catalog, &Query::parse(typed), None);
    let is_as_typed = found.mode == MatchMode::Exact && found.rewriting().is_none();
    if is_as_typed { found.hits().collect() } else { Vec::new() }
}

/// Returns true for a hit by a figure that is said in words or with a sign: 一处 is also `1 处`, yichu
/// is not; 十 and 十一 are other numbers than 11 in `11米`; `0m²` is 平方米, too, `0m` is not.
fn is_by_figure(fixture: &Fixture, typed: &str, hit: Hit) -> bool {
    let is_said = typed.contains(|c| "一二三四五六七八九十百千万²".contains(c));
    let is_written = || {
        let catalog = &fixture.catalog;
        let matched = Query::parse(typed).locate(catalog, hit.project, MatchMode::Exact);
        let project = catalog.project(hit.project);
        matched.is_some_and(|matched| matched.text(catalog, &project).contains(typed))
    };
    is_said && hit.tier == Some(Tier::In(SearchField::Target)) && !is_written()
}

/// Returns the exact hits except those by number: 二 is also the second project, er is not; and
/// except those by a figure.
fn exact_in_texts(fixture: &Fixture, typed: &str) -> BTreeSet<ProjectIx> {
    exact_hits(fixture, typed)
        .into_iter()
        .filter(|hit| hit.tier != Some(Tier::Number) && !is_by_figure(fixture, typed, *hit))
        .map(|hit| hit.project)
        .collect()
}

/// Asserts that each further letter of a word finds no new project, but for one whose number the
/// word then says, or whose amount.
fn assert_narrows(fixture: &Fixture, word: &str) -> Result<(), TestCaseError> {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut before: Option<BTreeSet<ProjectIx>> = None;
    for length in 1..=letters.len() {
        let typed: String = letters[..length].iter().collect();
        let found = exact_hits(fixture, &typed).into_iter();
        let found = found.filter(|hit| hit.tier != Some(Tier::Number) || before.is_none());
        let found = found.filter(|hit| !is_by_figure(fixture, &typed, *hit) || before.is_none());
        let found = found.map(|hit| hit.project).collect();
        if let Some(before) = before {
            prop_assert!(
                before.is_superset(&found),
                "{typed:?} finds {:?}",
                found.difference(&before).collect::<Vec<_>>()
            );
        }
        before = Some(found);
    }
    Ok(())
}

/// Asserts that all spellings of a word of the catalog find the projects that contain it, and that
/// its initials find what its syllables find.
fn assert_spellings_agree(
    fixture: &Fixture,
    word: &[char],
    salt: usize,
) -> Result<(), TestCaseError> {
    // 乾 finds 干, which is not qian.
    let word: Vec<char> = word.iter().map(|c| fold(*c)).collect();
    let syllables: Vec<String> =
        word.iter().enumerate().map(|(at, c)| spell(*c, salt >> at)).collect();
    let initials: String = word.iter().enumerate().map(|(at, c)| initial(*c, salt >> at)).collect();
    let (exact, by_initials) = (
        exact_in_texts(fixture, &word.iter().collect::<String>()),
        exact_in_texts(fixture, &initials),
    );
    prop_assert!(!exact.is_empty());
    prop_assert!(exact.is_subset(&by_initials), "{initials}");
    prop_assert!(exact.is_subset(&exact_in_texts(fixture, &syllables.concat())), "{syllables:?}");
    // Without apostrophes xian is also 先, which begins with x but does not have xa.
    let separated = syllables.join("'");
    let query = Query::parse(&separated);
    for project in exact_in_texts(fixture, &separated) {
        let matched = query.locate(&fixture.catalog, project, MatchMode::Exact).unwrap();
        if matched.positions.len() == word.len() {
            prop_assert!(
                by_initials.contains(&project),
                "{separated} is in {matched:?}, {initials} is not"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(25))]

    #[test]
    fn the_index_finds_in_the_built_in_catalog_what_reading_it_finds(typed in query(&BUILTIN_CHARS)) {
        assert_agrees_with_naive(&BUILTIN, &typed)?;
    }

    #[test]
    fn the_index_finds_in_many_projects_what_reading_them_finds(typed in query(&LARGE_CHARS)) {
        assert_agrees_with_naive(&LARGE, &typed)?;
    }

    #[test]
    fn what_was_found_before_is_a_good_beginning(typed in query(&LARGE_CHARS)) {
        assert_incremental_agrees(&LARGE, &typed)?;
    }

    #[test]
    fn another_letter_finds_nothing_new(word in word(&BUILTIN_CHARS)) {
        assert_narrows(&BUILTIN, &word)?;
    }

    #[test]
    fn what_is_lit_is_in_the_text(typed in query(&BUILTIN_CHARS)) {
        assert_positions_valid(&BUILTIN, &typed)?;
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn first_letters_find_what_syllables_find(word in han(&BUILTIN_CHARS), salt in any::<u32>()) {
        assert_spellings_agree(&BUILTIN, &word, salt as usize)?;
    }

    #[test]
    fn a_word_lights_itself(word in han(&BUILTIN_CHARS)) {
        let typed: String = word.iter().collect();
        for text in texts(&BUILTIN.catalog).iter().filter(|text| text.contains(&typed)) {
            let highlighted: String = highlighted_in(text, &typed).into_iter().filter_map(|at| text.chars().nth(at)).collect();
            prop_assert_eq!(&highlighted, &typed);
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn the_index_finds_in_tricky_texts_what_reading_them_finds(projects in small_fixtures(), queries in prop::collection::vec(query(TRICKY), 4)) {
        let fixture = Fixture::from_projects(&projects);
        for typed in queries {
            assert_agrees_with_naive(&fixture, &typed)?;
            assert_incremental_agrees(&fixture, &typed)?;
            assert_positions_valid(&fixture, &typed)?;
        }
    }

    #[test]
    fn another_letter_finds_nothing_new_in_tricky_texts(projects in small_fixtures(), word in word(TRICKY)) {
        assert_narrows(&Fixture::from_projects(&projects), &word)?;
    }

    #[test]
    fn first_letters_find_what_syllables_find_in_tricky_texts(projects in small_fixtures(), word in han(TRICKY), salt in any::<u32>()) {
        let fixture = Fixture::from_projects(&projects);
        let typed: String = word.iter().collect();
        if !exact_in_texts(&fixture, &typed).is_empty() {
            assert_spellings_agree(&fixture, &word, salt as usize)?;
        }
    }
}

#[test]
fn what_is_found_in_a_domain_is_what_is_found_everywhere_in_that_domain() {
    for typed in
        ["yl", "gaizao", "改造 工程", "!改造", "7", "place:路", "amount>100", "消防|停车", ""]
    {
        let query = Query::parse(typed);
        let everywhere = BUILTIN.index.search(&BUILTIN.catalog, &query, None);
        for (domain, _) in BUILTIN.catalog.domains() {
            let inside: Vec<Hit> = everywhere
                .hits()
                .filter(|hit| BUILTIN.catalog.key(hit.project).1 == domain)
                .collect();
            assert_eq!(
                everywhere
                    .in_domains(&BUILTIN.catalog, &Scope::Domain(domain).domains(&BUILTIN.catalog))
                    .hits()
                    .collect::<Vec<_>>(),
                inside,
                "{typed}"
            );
            let found = BUILTIN.index.search(&BUILTIN.catalog, &query, Some(domain));
            if found.mode == everywhere.mode {
                assert_eq!(found.hits().collect::<Vec<_>>(), inside, "{typed}");
            } else {
                assert!(inside.is_empty(), "{typed}");
            }
        }
    }
}

#[test]
fn a_subsequence_across_two_titles_is_no_match() {
    let fixture = Fixture::with_titles([("安全", ""), ("停公车", ""), ("养老", "")]);
    assert_eq!(fixture.search("停车").numbers(), [102]);
    assert_agrees_with_naive(&fixture, "停车").unwrap();
}

#[test]
fn a_tier_says_where_a_word_is() {
    for typed in [
        "医疗", "yl", "gaizao", "路", "fudan", "600", "7", "hongxing", "parkng", "longtian",
        "center",
    ] {
        let results = BUILTIN.search(typed);
        assert!(!results.results.is_empty(), "{typed}");
        for (no, tier) in results.hits() {
            let matched = results.locate(no).unwrap();
            match tier.unwrap() {
                Tier::Number => assert_eq!(matched.field, SearchField::Number),
                Tier::In(field) | Tier::InitialsIn(field) => assert_eq!(matched.field, field),
                Tier::SimilarSound => assert_eq!(results.results.mode, MatchMode::SimilarSound),
                _ => assert_eq!(matched.field, SearchField::Title),
            }
            assert_eq!(
                tier == Some(Tier::TitleStart),
                matched.field == SearchField::Title && starts_at_title(&results, no, typed),
                "{typed} {no}"
            );
        }
    }
}

/// True if a title begins with the typed text, in whole syllables.
fn starts_at_title(results: &super::FixtureResults, no: u32, typed: &str) -> bool {
    let matched = results.locate(no).unwrap();
    let text = matched
        .text(&results.fixture.catalog, &results.fixture.catalog.project(results.fixture.ix(no)));
    let first = text.chars().position(|c| !is_blank_or_mark(c));
    matched.positions.first() == first.as_ref() && !matches!(typed, "yl" | "parkng")
}

/// A subsequence of more letters than are scanned one by one: the rarest of them are the last.
#[test]
fn a_long_word_is_found_with_gaps_wherever_its_title_stands() {
    let word = "停车场地改造工程老旧小区道路养老服务";
    let (first, last) = word.split_at("停车场地改造工程老旧小区道路".len() + "养老".len());
    let title = format!("{first}{}{last}", "中".repeat(18));
    let others: String = first.chars().rev().filter(|c| !last.contains(*c)).collect();
    for length in 1..70 {
        let before: String = others.chars().cycle().take(length.min(34)).collect();
        let behind: String =
            others.chars().cycle().take(length.saturating_sub(34).max(1)).collect();
        let fixture = Fixture::with_titles([
            (before.as_str(), ""),
            (behind.as_str(), ""),
            (title.as_str(), ""),
        ]);
        assert_agrees_with_naive(&fixture, word).unwrap();
        let found = fixture.index.search(&fixture.catalog, &Query::parse(word), None);
        assert_eq!((found.len(), found.mode), (1, MatchMode::Subsequence), "{length}");
    }
}
