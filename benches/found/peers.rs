//! Two matchers on the names of a set: `found-peers PEER FOLDER SET`. Prints a line for each query:
//! the positions of the names found, best first. `frizbee` searches names with the pinyin of
//! pinyin-pro after them (`SET.lines`), as it knows none itself.

use std::fs::read_to_string;

use frizbee::{Config, Matcher};
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::PinyinNotation;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [peer, folder, set] = &args[..] else { panic!("PEER FOLDER SET") };
    let read = |ending: &str| read_to_string(format!("{folder}/{set}.{ending}")).expect("a set");
    let queries = read("queries");
    let queries = queries.lines().map(|line| line.rsplit('\t').next().unwrap_or_default());
    let print = |found: Vec<usize>| {
        let found: Vec<String> = found.iter().map(usize::to_string).collect();
        println!("{}", found.join(" "));
    };
    if peer == "frizbee" {
        let lines = read("lines");
        let lines: Vec<&str> = lines.lines().collect();
        let config = Config { max_typos: Some(1), ..Config::default() };
        for query in queries {
            let found = Matcher::new(query, &config).match_list(&lines);
            print(found.iter().map(|found| found.index as usize).collect());
        }
        return;
    }
    let names = read("names");
    let names: Vec<&str> =
        names.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
    for query in queries {
        let notations = PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter;
        let matcher =
            IbMatcher::builder(query).pinyin(PinyinMatchConfig::notations(notations)).build();
        // It does not rank: matches near the start of short names come first here.
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for (nth, name) in names.iter().enumerate() {
            if let Some(matched) = matcher.find(*name) {
                found.push((matched.start(), name.len(), nth));
            }
        }
        found.sort_unstable();
        print(found.into_iter().map(|(.., nth)| nth).collect());
    }
}
