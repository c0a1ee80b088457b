//! How long a keystroke takes: types queries letter by letter over catalogues of several sizes, and
//! prints a table.
//!
//! `cargo bench --bench search` runs 25, 10,000 and 100,000 projects; `cargo bench --bench search
//! -- 1000000` another size, and `-- titles 1000000` titles alone. As on the board, one thread
//! searches up to 5,000 projects, two search more, and each key begins with what the last one
//! found. Two of them answer twice: `first` is when the best hits can be listed, the first 64 or
//! more or all that there are; `all` is when everything is found and counted. All is typed in
//! several rounds; of each key the quickest counts, of which there are percentiles: what else the
//! machine does meanwhile is not the search's. The longest that any key took in any round
//! stands beside them.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints, and has nobody to report to"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::time::{Duration, Instant};

use corpus::Corpus;
use minsheng::catalog::{Catalog, parse};
use minsheng::search::{Index, Query, SearchResults};
use minsheng::term::Parallel;

/// What people type: Han, pinyin, initials, mixed, several words, and what is not there.
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

/// So often everything is typed.
const ROUNDS: usize = 9;

/// What was typed, how many it found, and how long that took, round by round.
struct KeyTiming {
    typed: &'static str,
    found: usize,
    /// Until the best is found, and until everything is.
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
        let catalog = parse(&text).expect("the corpus is a catalogue");
        drop(text);
        let start = Instant::now();
        let index = Index::new(&catalog);
        let built = start.elapsed();
        let mut keys = Vec::new();
        for _ in 0..ROUNDS {
            time_keys(&catalog, &index, &mut keys);
        }
        let late = (size > 5_000).then(|| time_cancellations(&catalog, &index, &keys));
        let index = format!(
            "{size:>9} {:>9.1} {:>6} {:>5}",
            ms(built),
            index.memory_usage() / size,
            keys.len()
        );
        let what = format!("{} {}", row::count(size), if titles { "titles" } else { "projects" });
        let first = report(&index, "first", &mut keys, |key| &mut key.top_times);
        row::row(&format!("a key of a query, {what}: the best listed"), &first, "");
        let all = report(&index, "all", &mut keys, |key| &mut key.full_times);
        row::row(&format!("a key of a query, {what}: all counted"), &all, "");
        if let Some(mut late) = late {
            late.sort();
            let at = |percent: usize| ms(late[(late.len() - 1) * percent / 100]);
            println!(
                "{:>67} {:>8.3} {:>8.3} {:>8.3} {:>8.3}",
                "cancelled",
                at(50),
                at(90),
                at(99),
                at(100)
            );
            row::row(
                &format!("a search of {what} ends after it is cancelled"),
                &format!("p50 {}, p99 {}", row::time(at(50)), row::time(at(99))),
                "",
            );
        }
    }
}

/// Notes for each key how long it took.
fn time_keys(catalog: &Catalog, index: &Index, keys: &mut Vec<KeyTiming>) {
    let large = catalog.projects().len() > 5_000;
    let hands = if large { 2 } else { 1 };
    let crew = Parallel { threads: hands, is_cancelled: &|| false };
    let mut nth = 0;
    for typed in QUERIES {
        let mut before: Option<(Query, SearchResults)> = None;
        for (at, c) in typed.char_indices() {
            let typed = typed.split_at(at + c.len_utf8()).0;
            let start = Instant::now();
            let query = Query::parse(typed);
            let earlier = before.as_ref().map(|(query, found)| (query, found));
            let best = if large { index.top_hits(&crew, catalog, &query, earlier) } else { None };
            let first = start.elapsed();
            let found = index.search_with(&crew, catalog, &query, None, earlier);
            let all = start.elapsed();
            if nth == keys.len() {
                let found = found.as_ref().map_or(0, SearchResults::len);
                keys.push(KeyTiming {
                    typed,
                    found,
                    top_times: Vec::new(),
                    full_times: Vec::new(),
                });
            }
            keys[nth].top_times.push(if best.is_some() { first } else { all });
            keys[nth].full_times.push(all);
            nth += 1;
            before = found.map(|found| (query, found));
        }
    }
}

/// How long after it is told to stop a search of each of those queries ends: told so at several
/// moments of it.
fn time_cancellations(catalog: &Catalog, index: &Index, keys: &[KeyTiming]) -> Vec<Duration> {
    let mut late = Vec::new();
    for KeyTiming { typed, full_times: all, .. } in keys {
        let query = Query::parse(typed);
        let takes = all.iter().min().copied().unwrap_or_default();
        for tenth in [1, 4, 7] {
            let moment = Instant::now() + takes * tenth / 10;
            let crew = Parallel { threads: 2, is_cancelled: &|| Instant::now() >= moment };
            if index.search_with(&crew, catalog, &query, None, None).is_none() {
                late.push(moment.elapsed());
            }
        }
    }
    late
}

/// Prints how long keys took, and says it in short.
fn report(
    index: &str,
    answer: &str,
    keys: &mut [KeyTiming],
    times: impl Fn(&mut KeyTiming) -> &mut Vec<Duration>,
) -> String {
    let mut times: Vec<(Vec<Duration>, &str, usize)> =
        keys.iter_mut().map(|key| (times(key).clone(), key.typed, key.found)).collect();
    for (times, ..) in &mut times {
        times.sort();
    }
    let any =
        times.iter().filter_map(|(times, ..)| times.last()).max().copied().unwrap_or_default();
    times.sort();
    let at = |percent: usize| ms(times[(times.len() - 1) * percent / 100].0[0]);
    let slowest = times.iter().rev().take(6);
    let slowest: Vec<String> = slowest
        .map(|(times, typed, found)| format!("{typed} {:.2} ({found})", ms(times[0])))
        .collect();
    println!(
        "{index} {answer:>6} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>8.3}  {}",
        at(50),
        at(90),
        at(99),
        at(100),
        ms(any),
        slowest.join(", ")
    );
    format!("p50 {}, p99 {}", row::time(at(50)), row::time(at(99)))
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
