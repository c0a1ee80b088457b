//! How long a keystroke takes: types queries letter by letter over catalogues of several sizes, and prints a table.
//!
//! `cargo bench --bench search` runs 25, 10,000 and 100,000 projects; `cargo bench --bench search -- 1000000` another size. As on
//! the board, one thread searches up to 10,000 projects, two search more, and each key begins with what the last one found.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a bench prints, and has nobody to report to")]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;

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

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![25, 10_000, 100_000] } else { sizes };
    println!(
        "{:>9} {:>9} {:>5} {:>9} {:>9} {:>9} {:>9}  slowest",
        "projects", "index ms", "keys", "p50 ms", "p90 ms", "p99 ms", "max ms"
    );
    for size in sizes {
        let catalog = parse(&Corpus::new(20_260_701).ron(size)).expect("the corpus is a catalogue");
        let start = Instant::now();
        let index = Index::new(&catalog);
        let built = start.elapsed();
        report(size, built, &type_all(&catalog, &index));
        println!("{:>9} {} bytes of index a project", "", index.size() / size);
    }
}

/// Each keystroke and how long it took.
fn type_all(catalog: &Catalog, index: &Index) -> Vec<(Duration, String, usize)> {
    let mut strokes = Vec::new();
    let hands = if catalog.projects().len() > 10_000 { 2 } else { 1 };
    let crew = Crew { hands, stop: &|| false };
    for typed in TYPED {
        let mut before: Option<(Query, Found)> = None;
        for (at, c) in typed.char_indices() {
            let text = &typed.split_at(at + c.len_utf8()).0;
            let start = Instant::now();
            let query = Query::parse(text);
            let found = index.search_by(&crew, catalog, &query, None, before.as_ref().map(|(query, found)| (query, found)));
            strokes.push((start.elapsed(), (*text).to_owned(), found.as_ref().map_or(0, Found::len)));
            before = found.map(|found| (query, found));
        }
    }
    strokes.sort();
    strokes
}

fn report(size: usize, built: Duration, strokes: &[(Duration, String, usize)]) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let at = |percent: usize| ms(strokes[(strokes.len() - 1) * percent / 100].0);
    let slowest: Vec<String> =
        strokes.iter().rev().take(4).map(|(time, text, hits)| format!("{text} {:.2} ({hits})", ms(*time))).collect();
    println!(
        "{size:>9} {:>9.1} {:>5} {:>9.3} {:>9.3} {:>9.3} {:>9.3}  {}",
        ms(built),
        strokes.len(),
        at(50),
        at(90),
        at(99),
        at(100),
        slowest.join(", ")
    );
}
