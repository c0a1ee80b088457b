//! How long a keystroke takes: types queries letter by letter over catalogues of several sizes, and prints a table.
//!
//! `cargo bench --bench search` runs 25, 10,000 and 100,000 projects; `cargo bench --bench search -- 1000000` another size, and
//! `-- titles 1000000` titles alone. As on the board, one thread searches up to 10,000 projects, two search more, and each key begins
//! with what the last one found. All is typed in several rounds; of each key the quickest counts, of which there are percentiles:
//! what else the machine does meanwhile is not the search's. The longest that any key took in any round stands beside them.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a bench prints, and has nobody to report to")]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::time::{Duration, Instant};

use corpus::Corpus;
use minsheng::catalog::{Catalog, parse};
use minsheng::search::{Found, Index, Query};
use minsheng::term::Crew;

/// What people type: Han, pinyin, initials, mixed, several words, and what is not there.
const TYPED: [&str; 44] = [
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
struct Key {
    typed: &'static str,
    found: usize,
    times: Vec<Duration>,
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let titles = args.iter().any(|arg| arg == "titles");
    let sizes: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    println!(
        "{:>9} {:>9} {:>6} {:>5} {:>8} {:>8} {:>8} {:>8} {:>8}  slowest keys (found)",
        if titles { "titles" } else { "projects" },
        "index ms",
        "bytes",
        "keys",
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
            type_all(&catalog, &index, &mut keys);
        }
        report((size, titles), (built, index.size() / size), keys);
    }
}

/// Notes for each key how long it took.
fn type_all(catalog: &Catalog, index: &Index, keys: &mut Vec<Key>) {
    let hands = if catalog.projects().len() > 10_000 { 2 } else { 1 };
    let crew = Crew { hands, stop: &|| false };
    let mut nth = 0;
    for typed in TYPED {
        let mut before: Option<(Query, Found)> = None;
        for (at, c) in typed.char_indices() {
            let typed = typed.split_at(at + c.len_utf8()).0;
            let start = Instant::now();
            let query = Query::parse(typed);
            let found = index.search_by(&crew, catalog, &query, None, before.as_ref().map(|(query, found)| (query, found)));
            let time = start.elapsed();
            if nth == keys.len() {
                keys.push(Key { typed, found: found.as_ref().map_or(0, Found::len), times: Vec::new() });
            }
            keys[nth].times.push(time);
            nth += 1;
            before = found.map(|found| (query, found));
        }
    }
}

fn report((size, titles): (usize, bool), (built, bytes): (Duration, usize), mut keys: Vec<Key>) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    for key in &mut keys {
        key.times.sort();
    }
    let any = keys.iter().filter_map(|key| key.times.last()).max().copied().unwrap_or_default();
    let least = |key: &Key| key.times[0];
    keys.sort_by_key(least);
    let at = |percent: usize| ms(least(&keys[(keys.len() - 1) * percent / 100]));
    let slowest: Vec<String> =
        keys.iter().rev().take(6).map(|key| format!("{} {:.2} ({})", key.typed, ms(least(key)), key.found)).collect();
    println!(
        "{size:>9} {:>9.1} {bytes:>6} {:>5} {:>8.3} {:>8.3} {:>8.3} {:>8.3} {:>8.3}  {}",
        ms(built),
        keys.len(),
        at(50),
        at(90),
        at(99),
        at(100),
        ms(any),
        slowest.join(", ")
    );
    let here = format!("p50 {}, p99 {}", row::time(at(50)), row::time(at(99)));
    row::row(&format!("a key of a query, {} {}", row::count(size), if titles { "titles" } else { "projects" }), &here, "");
}
