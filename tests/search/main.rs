//! What people type, and what they get: on the built-in catalogue, on small made-up ones, and whatever is typed.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper that fails is a test that fails")]

use std::sync::LazyLock;

use minsheng::catalog::{Catalog, ProjectIx, ProjectNo, builtin, parse};
use minsheng::lang::Lang;
use minsheng::search::{Found, Index, Manner, Match, Query, Tier};

mod cases;
mod extra;
mod meaning;
mod more;
mod polyphones;
mod properties;
mod spelling;
mod typist;

/// A catalogue that one can search.
struct Desk {
    catalog: Catalog,
    index: Index,
}

/// What a query found there.
struct Answer<'a> {
    desk: &'a Desk,
    query: Query,
    found: Found,
}

static BUILTIN: LazyLock<Desk> = LazyLock::new(|| Desk::on(builtin()));

impl Desk {
    fn on(catalog: Catalog) -> Self {
        let index = Index::new(&catalog);
        Self { catalog, index }
    }

    /// On projects of which only the titles, Chinese and English, are known; their numbers count from 101.
    fn of_titles<'a>(titles: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let titles = titles.into_iter().zip(101..).map(|((zh, en), no)| (no, format!("title: (zh: {zh:?}, en: {en:?})")));
        let projects: String = titles.map(|(no, rest)| format!("(no: {no}, domain: \"d\", {rest}),\n")).collect();
        Self::of(&projects)
    }

    /// On projects as a data file has them; their domain is `d`, 领域.
    fn of(projects: &str) -> Self {
        let text = format!("(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])");
        Self::on(parse(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}")))
    }

    fn ask(&self, typed: &str) -> Answer<'_> {
        let query = Query::parse(typed);
        let found = self.index.search(&self.catalog, &query, None);
        Answer { desk: self, query, found }
    }

    fn ix(&self, no: u32) -> ProjectIx {
        self.catalog.by_no(ProjectNo(no)).unwrap()
    }
}

impl Answer<'_> {
    /// The numbers of the projects, best first.
    fn nos(&self) -> Vec<u32> {
        self.hits().into_iter().map(|(no, _)| no).collect()
    }

    /// The numbers of the projects, best first, and how good they are.
    fn hits(&self) -> Vec<(u32, Option<Tier>)> {
        self.found.hits().map(|hit| (self.desk.catalog.project(hit.project).no.0, hit.tier)).collect()
    }

    /// Those whose title has all that was typed.
    fn in_titles(&self) -> Vec<u32> {
        self.hits().into_iter().filter(|(_, tier)| tier.is_some_and(is_of_title)).map(|(no, _)| no).collect()
    }

    fn place(&self, no: u32) -> Option<Match> {
        Index::place(&self.desk.catalog, &self.query, self.desk.ix(no), self.found.manner)
    }

    /// What is lit in the Chinese title.
    fn lit(&self, no: u32) -> Vec<usize> {
        let title = self.desk.catalog.project(self.desk.ix(no)).title.get(Lang::Zh);
        self.query.positions_in(title, self.found.manner)
    }
}

fn is_of_title(tier: Tier) -> bool {
    matches!(tier, Tier::TitleStart | Tier::Title | Tier::Initials | Tier::Gapped)
}

/// What of any text a query lights that found it as typed.
fn lit_in(text: &str, typed: &str) -> Vec<usize> {
    Query::parse(typed).positions_in(text, Manner::Typed)
}

#[test]
fn a_desk_is_what_it_is_made_of() {
    let desk = Desk::of_titles([("修路", "Road"), ("建桥", "")]);
    let answer = desk.ask("qiao");
    assert_eq!(answer.nos(), [102]);
    assert_eq!(answer.lit(102), [1]);
}
