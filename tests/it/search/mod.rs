//! Searches by the index: on the built-in catalog, on small ones written for a test, and with
//! random queries.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy recognises tests, but not their helpers"
)]

use std::sync::LazyLock;

use minsheng::format::{builtin, parse};
use minsheng::index::{Index, SearchResults};
use minsheng::lang::Lang;
use minsheng::model::{Catalog, ProjectIx, ProjectNo};
use minsheng::query::{Match, MatchMode, Query, Tier};

mod cases;
mod edge_cases;
mod however_said;
mod lookalikes;
mod naive_agreement;
mod pinyin;
mod polyphones;
mod properties;
mod ranking;
mod strategies;

/// A catalog with its index.
struct Fixture {
    catalog: Catalog,
    index: Index,
}

/// The results of a query on a fixture.
struct FixtureResults<'a> {
    fixture: &'a Fixture,
    query: Query,
    results: SearchResults,
}

static BUILTIN: LazyLock<Fixture> = LazyLock::new(|| Fixture::new(builtin()));

impl Fixture {
    fn new(catalog: Catalog) -> Self {
        let index = Index::new(&catalog);
        Self { catalog, index }
    }

    /// Creates a fixture of projects with only these titles, Chinese and English; their numbers
    /// count from 101.
    fn with_titles<'a>(titles: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let titles = titles
            .into_iter()
            .zip(101..)
            .map(|((zh, en), no)| (no, format!("title: (zh: {zh:?}, en: {en:?})")));
        let projects: String =
            titles.map(|(no, rest)| format!("(no: {no}, domain: \"d\", {rest}),\n")).collect();
        Self::from_projects(&projects)
    }

    /// Creates a fixture of projects in the syntax of a data file; their domain is `d`, 领域.
    fn from_projects(projects: &str) -> Self {
        let text = format!(
            "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])"
        );
        Self::new(parse(&text).unwrap_or_else(|errors| panic!("{errors:?}\n{text}")))
    }

    fn search(&self, typed: &str) -> FixtureResults<'_> {
        let query = Query::parse(typed);
        let results = self.index.search(&self.catalog, &query, None);
        FixtureResults { fixture: self, query, results }
    }

    fn ix(&self, no: u32) -> ProjectIx {
        self.catalog.by_no(ProjectNo(no)).unwrap()
    }
}

impl FixtureResults<'_> {
    /// Returns the numbers of the projects, best first.
    fn numbers(&self) -> Vec<u32> {
        self.hits().into_iter().map(|(no, _)| no).collect()
    }

    /// Returns the numbers and the tiers of the projects, best first.
    fn hits(&self) -> Vec<(u32, Option<Tier>)> {
        self.results
            .hits()
            .map(|hit| (self.fixture.catalog.project(hit.project).no.0, hit.tier))
            .collect()
    }

    /// Returns the numbers of the projects whose title matches.
    fn in_titles(&self) -> Vec<u32> {
        self.hits()
            .into_iter()
            .filter(|(_, tier)| tier.is_some_and(is_of_title))
            .map(|(no, _)| no)
            .collect()
    }

    /// Returns the query whose matches the results have.
    fn matched_query(&self) -> &Query {
        self.results.query(&self.query)
    }

    /// Returns the text that was searched for because nothing was found as typed.
    fn rewriting(&self) -> Option<&str> {
        self.results.rewriting().map(Query::text)
    }

    fn locate(&self, no: u32) -> Option<Match> {
        self.matched_query().locate(&self.fixture.catalog, self.fixture.ix(no), self.results.mode)
    }

    /// Returns the highlighted positions in the Chinese title.
    fn highlighted(&self, no: u32) -> Vec<usize> {
        let title = self.fixture.catalog.project(self.fixture.ix(no)).title.get(Lang::Zh);
        self.matched_query().positions_in(title, self.results.mode)
    }
}

fn is_of_title(tier: Tier) -> bool {
    matches!(tier, Tier::TitleStart | Tier::Title | Tier::Initials | Tier::Subsequence)
}

/// Returns the positions that an exact match of `typed` highlights in `text`.
fn highlighted_in(text: &str, typed: &str) -> Vec<usize> {
    Query::parse(typed).positions_in(text, MatchMode::Exact)
}

#[test]
fn a_desk_is_what_it_is_made_of() {
    let fixture = Fixture::with_titles([("修路", "Road"), ("建桥", "")]);
    let results = fixture.search("qiao");
    assert_eq!(results.numbers(), [102]);
    assert_eq!(results.highlighted(102), [1]);
}
