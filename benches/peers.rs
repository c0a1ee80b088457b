//! The same titles and the same words, through this search and through others: `cargo bench --bench
//! peers`, or with a number of titles behind `--`. All take turns, query by query and round by
//! round; the median counts. One thread each, but for fzf. This search comes three times: by one
//! thread; by two, as on the board; and by two until the best can be listed, which is what somebody
//! waits for. All others, and the first two, find and count everything.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench prints, and has nobody to report to"
)]

#[allow(dead_code, reason = "another bench uses the rest")]
mod corpus;
#[allow(dead_code, reason = "another bench uses the rest")]
mod row;

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use corpus::Corpus;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use minsheng::catalog::parse;
use minsheng::lang::Lang;
use minsheng::search::{Index, Query};
use minsheng::term::Parallel;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

/// Han words, as an input method gives them: one to four characters, frequent, rare, and in no
/// title.
const WORDS: [&str; 8] = ["医", "医疗", "工程", "改造", "改造工程", "老旧小区", "雨污分流", "鹱鹱"];
const ROUNDS: usize = 9;

/// This search: how many threads it is done by, and how far.
const OURS: [&str; 3] = ["1 thread", "2 threads", "2 threads, the best"];

/// One of those that are compared: a name, and how many titles it finds for a word.
type Peer<'a> = (&'static str, Box<dyn FnMut(&str) -> usize + 'a>);

fn main() {
    let count = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100_000);
    let catalog = parse(&Corpus::new(20_260_701).titles(count)).expect("the corpus is a catalogue");
    let titles: Vec<&str> =
        catalog.projects().map(|(_, project)| project.title.get(Lang::Zh)).collect();
    let file = tempfile::NamedTempFile::new().expect("a file for fzf");
    (&file).write_all(titles.join("\n").as_bytes()).expect("room for the titles");

    let index = Index::new(&catalog);
    let skim = SkimMatcherV2::default();
    let wide: Vec<Utf32String> = titles.iter().map(|title| Utf32String::from(*title)).collect();
    let mut nucleo = Matcher::new(Config::DEFAULT);
    let two = Parallel { threads: 2, is_cancelled: &|| false };
    let all = |query: &Query| {
        index.search_with(&two, &catalog, query, None, None).map_or(0, |found| found.len())
    };
    let mut peers: Vec<Peer> = vec![
        (OURS[0], Box::new(|word| index.search(&catalog, &Query::parse(word), None).len())),
        (OURS[1], Box::new(|word| all(&Query::parse(word)))),
        (
            OURS[2],
            Box::new(|word| {
                let query = Query::parse(word);
                index
                    .top_hits(&two, &catalog, &query, None)
                    .map_or_else(|| all(&query), |found| found.len())
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
                    wide.iter()
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
    for (mine, ours) in OURS.iter().enumerate() {
        let beside = peers.iter().enumerate().skip(OURS.len()).map(|(nth, (name, _))| {
            let mut ratios: Vec<f64> =
                ratios.iter().map(|ratios| ratios[nth] / ratios[mine]).collect();
            ratios.sort_by(f64::total_cmp);
            format!("`{name}` {:.0}x, at least {:.0}x", ratios[ratios.len() / 2], ratios[0])
        });
        let beside: Vec<String> = beside.collect();
        row::row(
            &format!("a Han word in {} titles: {ours}", row::count(count)),
            "1x",
            &beside.join("; "),
        );
    }
}

/// How many there are, put in order as a list of hits would be.
fn count_sorted(scores: impl Iterator<Item = Option<i64>>) -> usize {
    let mut hits: Vec<(i64, usize)> =
        scores.enumerate().filter_map(|(at, score)| Some((-score?, at))).collect();
    hits.sort_unstable();
    hits.len()
}

/// How many times longer each of them takes than the first.
fn compare(word: &str, peers: &mut [Peer]) -> Vec<f64> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); peers.len()];
    let mut found = vec![0; peers.len()];
    for _ in 0..ROUNDS {
        for (nth, (_, peer)) in peers.iter_mut().enumerate() {
            let start = Instant::now();
            found[nth] = peer(word);
            times[nth].push(start.elapsed());
        }
    }
    let medians: Vec<f64> =
        times.iter_mut().map(|times| median(times).as_secs_f64() * 1e3).collect();
    let cell = |(ms, found): (&f64, &usize)| {
        let ratio = ms / medians[0];
        let cell = if ratio > 2.0 {
            format!("{ms:.2} = {ratio:.0}x ({found})")
        } else {
            format!("{ms:.3} ({found})")
        };
        format!("{cell:>24}")
    };
    // A Han character takes two cells.
    let blank = " ".repeat(14_usize.saturating_sub(2 * word.chars().count()));
    println!("{word}{blank} {}", medians.iter().zip(&found).map(cell).collect::<String>());
    medians.iter().map(|ms| ms / medians[0]).collect()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How many lines of a file fzf finds, if it is installed: a whole process, reading included.
#[expect(
    clippy::disallowed_methods,
    reason = "the board starts no programs; this compares one with it"
)]
fn fzf(lines: &Path, word: &str) -> Option<usize> {
    let command = Command::new("fzf")
        .arg("--filter")
        .arg(word)
        .stdin(File::open(lines).ok()?)
        .stderr(Stdio::null())
        .output();
    Some(String::from_utf8_lossy(&command.ok()?.stdout).lines().count())
}
