//! Searches for each query of a set among its names, for the table of `benches/found/run`:
//! `cargo bench --bench found -- FOLDER SET`. Prints a line for each query: the positions of the
//! names found, best first.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]

use std::fs::read_to_string;

use minsheng::format::parse;
use minsheng::index::Index;
use minsheng::query::Query;

/// Positions that are printed at most: no row of the table asks for more.
const POSITIONS_MAX: usize = 4000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let [folder, set] = &args[..] else { panic!("FOLDER SET") };
    let read = |ending| read_to_string(format!("{folder}/{set}.{ending}")).expect("a set");
    let (names, queries) = (read("names"), read("queries"));
    let projects = names.lines().zip(1..).map(|(line, no)| {
        let name = line.split('\t').next().unwrap_or_default();
        format!("(no: {no}, domain: \"d\", title: \"{name}\"),\n")
    });
    let projects: String = projects.collect();
    let catalog = parse(&format!(
        "(title: \"{set}\", year: 2026, published: \"2026-01-01\",\n\
         domains: [(id: \"d\", name: \"d\")], projects: [\n{projects}])"
    ));
    let catalog = catalog.expect("the names are a list");
    let index = Index::new(&catalog);
    for line in queries.lines() {
        let query = line.rsplit('\t').next().unwrap_or_default();
        let results = index.search(&catalog, &Query::parse(query), None);
        let found = results
            .hits()
            .take(POSITIONS_MAX)
            .map(|hit| (catalog.project(hit.project).no.0 - 1).to_string());
        println!("{}", found.collect::<Vec<_>>().join(" "));
    }
}
