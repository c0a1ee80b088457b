//! Measures keystrokes: types queries letter by letter over catalogs of several sizes and prints a
//! table.
//!
//! `cargo bench --bench search` runs 25, 10,000 and 100,000 projects; `cargo bench --bench search
//! -- 1000000` another size, and `-- titles 1000000` titles alone. As on the board, one thread
//! searches up to 5,000 projects and two threads search more, and each key starts from the results
//! of the key before. A search with two threads responds twice: `first` is the time until the best
//! hits can be listed (the first 64 or more, or all), `all` the time until all hits are found and
//! counted. The queries are typed in several rounds, and the fastest time of each key counts,
//! because other programs slow some rounds down; the percentiles are over keys. The last time
//! column is the longest of any key in any round.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints its results and panics on failure"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
#[path = "../tests/it/support/corpus.rs"]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod table_row;

use std::time::{Duration, Instant};

use corpus::Corpus;
use minsheng::executor::Parallel;
use minsheng::format::parse;
use minsheng::index::{Index, SearchResults};
use minsheng::model::Catalog;
use minsheng::query::Query;

/// Queries as users type them: Han, pinyin, initials, mixed, several words, and words without a
/// hit.
const QUERIES: [&str; 44] = [
    "工程",
    "改造工程",
    "医疗",
    "老旧小区",
    "停车",
    "养老服务",
    "道路改造",
    "管网",
    "幼儿",
    "消防安全",
    "雨污分流",
    "鹱鹱",
    "不存在的",
    "gongcheng",
    "yiliao",
    "tingche",
    "laojiuxiaoqu",
    "yanglao",
    "daolu",
    "xiaofang",
    "guanwang",
    "gaizao",
    "zhili",
    "xyzzy",
    "gc",
    "yl",
    "tc",
    "ljxq",
    "gzgc",
    "wsfl",
    "zqxj",
    "qw",
    "yi疗",
    "gaizao 泵站",
    "老旧 改造",
    "医疗 学校",
    "停车 公园 村",
    "domain:教育 学校",
    "!工程 医疗",
    "停车 | 泊位",
    "place:路 改造",
    "amount>5000 改造",
    "yilioa",
    "zongyi",
];

/// The number of times that all queries are typed.
const ROUNDS: usize = 9;

/// The typed text, the number of its hits, and its times, round by round.
struct KeyTiming {
    typed: &'static str,
    found: usize,
    /// Times until the best hits are found.
    top_times: Vec<Duration>,
    full_times: Vec<Duration>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let titles = args.iter().any(|arg| arg == "titles");
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    println!(
        "{:>9} {:>9} {:>6} {:>5} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8}  slowest keys (found)",
        if titles { "titles" } else { "projects" },
        "index ms",
        "bytes",
        "keys",
        "answer",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "max ms",
        "any ms"
    );
    for size in if sizes.is_empty() { vec![25, 10_000, 100_000] } else { sizes } {
        let mut corpus = Corpus::new(20_260_701);
        let text = if titles { corpus.titles(size) } else { corpus.ron(size) };
        let catalog = parse(&text).expect("the corpus is a catalog");
        drop(text);
        let start = Instant::now();
        let index = Index::new(&catalog);
        let build_time = start.elapsed();
        let mut keys = Vec::new();
        for _ in 0..ROUNDS {
            time_keys(&catalog, &index, &mut keys);
        }
        let delays = (size > 5_000).then(|| time_cancellations(&catalog, &index, &keys));
        let index = format!(
            "{size:>9} {:>9.1} {:>6} {:>5}",
            ms(build_time),
            index.memory_usage() / size,
            keys.len()
        );
        let label = format!(
            "{} {}",
            table_row::format_count(size),
            if titles { "titles" } else { "projects" }
        );
        let top_time = report(&index, "first", &mut keys, |key| &mut key.top_times);
        table_row::print_row(&format!("a key of a query, {label}: best listed"), &top_time, "");
        let full_time = report(&index, "all", &mut keys, |key| &mut key.full_times);
        table_row::print_row(&format!("a key of a query, {label}: all counted"), &full_time, "");
        if let Some(mut delays) = delays {
            delays.sort();
            let at = |percent: usize| ms(delays[(delays.len() - 1) * percent / 100]);
            println!(
                "{:>67} {:>8.3} {:>8.3} {:>8.3} {:>8.3}",
                "cancelled",
                at(50),
                at(90),
                at(99),
                at(100)
            );
            table_row::print_row(
                &format!("cancelling a search of {label}"),
                &format!(
                    "p50 {}, p99 {}",
                    table_row::format_ms(at(50)),
                    table_row::format_ms(at(99))
                ),
                "",
            );
        }
    }
}

/// Types all queries and adds the times of each key to `keys`.
fn time_keys(catalog: &Catalog, index: &Index, keys: &mut Vec<KeyTiming>) {
    let large = catalog.projects().len() > 5_000;
    let threads = if large { 2 } else { 1 };
    let parallel = Parallel { threads, is_cancelled: &|| false };
    let mut nth = 0;
    for typed in QUERIES {
        let mut previous: Option<(Query, SearchResults)> = None;
        for (at, c) in typed.char_indices() {
            let typed = typed.split_at(at + c.len_utf8()).0;
            let start = Instant::now();
            let query = Query::parse(typed);
            let previous_results = previous.as_ref().map(|(query, found)| (query, found));
            let top_hits = if large {
                index.top_hits(&parallel, catalog, &query, previous_results)
            } else {
                None
            };
            let top_time = start.elapsed();
            let found = index.search_with(&parallel, catalog, &query, None, previous_results);
            let full_time = start.elapsed();
            if nth == keys.len() {
                let found = found.as_ref().map_or(0, SearchResults::len);
                keys.push(KeyTiming {
                    typed,
                    found,
                    top_times: Vec::new(),
                    full_times: Vec::new(),
                });
            }
            keys[nth].top_times.push(if top_hits.is_some() { top_time } else { full_time });
            keys[nth].full_times.push(full_time);
            nth += 1;
            previous = found.map(|found| (query, found));
        }
    }
}

/// Returns the times that searches run on after they are cancelled. The searches of all queries are
/// cancelled after 10, 40 and 70 % of their usual time.
fn time_cancellations(catalog: &Catalog, index: &Index, keys: &[KeyTiming]) -> Vec<Duration> {
    let mut delays = Vec::new();
    for KeyTiming { typed, full_times, .. } in keys {
        let query = Query::parse(typed);
        let usual = full_times.iter().min().copied().unwrap_or_default();
        for tenth in [1, 4, 7] {
            let deadline = Instant::now() + usual * tenth / 10;
            let parallel = Parallel { threads: 2, is_cancelled: &|| Instant::now() >= deadline };
            if index.search_with(&parallel, catalog, &query, None, None).is_none() {
                delays.push(deadline.elapsed());
            }
        }
    }
    delays
}

/// Prints the percentiles of the keys' times and the slowest keys; returns a summary for
/// the table.
fn report(
    index: &str,
    kind: &str,
    keys: &mut [KeyTiming],
    times: impl Fn(&mut KeyTiming) -> &mut Vec<Duration>,
) -> String {
    let mut times: Vec<(Vec<Duration>, &str, usize)> =
        keys.iter_mut().map(|key| (times(key).clone(), key.typed, key.found)).collect();
    for (times, ..) in &mut times {
        times.sort();
    }
    let slowest_any =
        times.iter().filter_map(|(times, ..)| times.last()).max().copied().unwrap_or_default();
    times.sort();
    let at = |percent: usize| ms(times[(times.len() - 1) * percent / 100].0[0]);
    let slowest = times.iter().rev().take(6);
    let slowest: Vec<String> = slowest
        .map(|(times, typed, found)| format!("{typed} {:.2} ({found})", ms(times[0])))
        .collect();
    println!(
        "{index} {kind:>6} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>8.3}  {}",
        at(50),
        at(90),
        at(99),
        at(100),
        ms(slowest_any),
        slowest.join(", ")
    );
    format!("p50 {}, p99 {}", table_row::format_ms(at(50)), table_row::format_ms(at(99)))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
