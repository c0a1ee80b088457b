//! Compares this search with others on the same titles and words: `cargo bench --bench peers`, or
//! with a number of titles after `--`. All take turns, query by query and round by round; the
//! median counts. Each uses one thread, except fzf. This search is measured three times: with one
//! thread, with two as on the board, and with two until the best hits can be listed, which is the
//! delay that users see. All others, and the first two, find and count everything.

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

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Corpus;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use minsheng::executor::Parallel;
use minsheng::format::parse;
use minsheng::index::Index;
use minsheng::lang::Lang;
use minsheng::query::Query;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

/// Han words as an input method sends them: one to four characters, frequent, rare, and in no
/// title.
const WORDS: [&str; 8] = ["医", "医疗", "工程", "改造", "改造工程", "老旧小区", "雨污分流", "鹱鹱"];
const ROUNDS: usize = 9;

/// The variants of this search: the number of threads, and whether only the best hits are found.
const OURS: [&str; 3] = ["1 thread", "2 threads", "2 threads, best listed"];

/// A search that is compared: its name, and a function that returns the number of titles it finds
/// for a word.
type Peer<'a> = (&'static str, Box<dyn FnMut(&str) -> usize + 'a>);

fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let catalog = parse(&Corpus::new(20_260_701).titles(count)).expect("the corpus is a catalog");
    let titles: Vec<&str> =
        catalog.projects().map(|(_, project)| project.title.get(Lang::Zh)).collect();
    let file = tempfile::NamedTempFile::new().expect("a file for fzf");
    (&file).write_all(titles.join("\n").as_bytes()).expect("room for the titles");

    let index = Index::new(&catalog);
    let skim = SkimMatcherV2::default();
    let utf32_titles: Vec<Utf32String> =
        titles.iter().map(|title| Utf32String::from(*title)).collect();
    let mut nucleo = Matcher::new(Config::DEFAULT);
    let parallel = Parallel { threads: 2, is_cancelled: &|| false };
    let count_all = |query: &Query| {
        index.search_with(&parallel, &catalog, query, None, None).map_or(0, |results| results.len())
    };
    let mut peers: Vec<Peer> = vec![
        (OURS[0], Box::new(|word| index.search(&catalog, &Query::parse(word), None).len())),
        (OURS[1], Box::new(|word| count_all(&Query::parse(word)))),
        (
            OURS[2],
            Box::new(|word| {
                let query = Query::parse(word);
                index
                    .top_hits(&parallel, &catalog, &query, None)
                    .map_or_else(|| count_all(&query), |hits| hits.len())
            }),
        ),
        (
            "SkimMatcherV2",
            Box::new(|word| count_sorted(titles.iter().map(|title| skim.fuzzy_match(title, word)))),
        ),
        (
            "nucleo-matcher",
            Box::new(|word| {
                let pattern =
                    Pattern::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
                count_sorted(
                    utf32_titles
                        .iter()
                        .map(|title| pattern.score(title.slice(..), &mut nucleo).map(i64::from)),
                )
            }),
        ),
    ];
    if fzf(file.path(), "医").is_some() {
        peers.push(("fzf --filter", Box::new(|word| fzf(file.path(), word).unwrap_or_default())));
    } else {
        println!("fzf: not installed");
    }
    println!("{count} titles; median of {ROUNDS} rounds in ms (found)");
    println!(
        "{:<14} {}",
        "",
        peers.iter().map(|(name, _)| format!("{name:>24}")).collect::<String>()
    );
    let ratios: Vec<Vec<f64>> = WORDS.map(|word| compare(word, &mut peers)).to_vec();
    for (nth_ours, label) in OURS.iter().enumerate() {
        let others = peers.iter().enumerate().skip(OURS.len()).map(|(nth, (name, _))| {
            let mut ratios: Vec<f64> =
                ratios.iter().map(|ratios| ratios[nth] / ratios[nth_ours]).collect();
            ratios.sort_by(f64::total_cmp);
            format!("`{name}` {:.0}x, at least {:.0}x", ratios[ratios.len() / 2], ratios[0])
        });
        let others: Vec<String> = others.collect();
        table_row::print_row(
            &format!("a Han word in {} titles: {label}", table_row::format_count(count)),
            "1x",
            &others.join("; "),
        );
    }
}

/// Returns the number of hits, after sorting them as a result list would be.
fn count_sorted(scores: impl Iterator<Item = Option<i64>>) -> usize {
    let mut hits: Vec<(i64, usize)> =
        scores.enumerate().filter_map(|(nth, score)| Some((-score?, nth))).collect();
    hits.sort_unstable();
    hits.len()
}

/// Measures the peers on a word, prints their medians, and returns the ratios to the first median.
fn compare(word: &str, peers: &mut [Peer]) -> Vec<f64> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); peers.len()];
    let mut counts = vec![0; peers.len()];
    for _ in 0..ROUNDS {
        for (nth, (_, peer)) in peers.iter_mut().enumerate() {
            let start = Instant::now();
            counts[nth] = peer(word);
            times[nth].push(start.elapsed());
        }
    }
    let medians: Vec<f64> =
        times.iter_mut().map(|times| median(times).as_secs_f64() * 1e3).collect();
    let cell = |(ms, count): (&f64, &usize)| {
        let ratio = ms / medians[0];
        let cell = if ratio > 2.0 {
            format!("{ms:.2} = {ratio:.0}x ({count})")
        } else {
            format!("{ms:.3} ({count})")
        };
        format!("{cell:>24}")
    };
    // A Han character takes two cells.
    let blank = " ".repeat(14_usize.saturating_sub(2 * word.chars().count()));
    println!("{word}{blank} {}", medians.iter().zip(&counts).map(cell).collect::<String>());
    medians.iter().map(|ms| ms / medians[0]).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns the number of lines that fzf finds in a file, or `None` if it is not installed. This is
/// a whole process and includes reading the file.
#[expect(clippy::disallowed_methods, reason = "the ban is for the board; this bench starts fzf")]
fn fzf(lines: &Path, word: &str) -> Option<usize> {
    let command = Command::new("fzf")
        .arg("--filter")
        .arg(word)
        .stdin(File::open(lines).ok()?)
        .stderr(Stdio::null())
        .output();
    Some(String::from_utf8_lossy(&command.ok()?.stdout).lines().count())
}
