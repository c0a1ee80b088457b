//! Titles that are near to a search that found nothing: by the characters they share, or by letters
//! that sound alike.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use strsim::osa_distance;

use crate::diagnostics::ListField;
use crate::lang::Lang;
use crate::matcher::{fold, readings};
use crate::model::{Catalog, Project, ProjectIx};
use crate::query::Query;
use crate::text::cells;

/// Maximum number of titles.
const TITLES_MAX: usize = 3;

/// Maximum number of projects among which they are looked for: it reads all titles.
const PROJECTS_MAX: usize = 2000;

/// Maximum number of characters that are compared, of a query and of a title.
const CHARS_MAX: usize = 40;

/// Minimum number of letters of a query in letters.
const LETTERS_MIN: usize = 4;

/// The parts, in percent, that a title must share with a query to be near: of its characters, or of
/// its letters.
const SHARED_MIN: usize = 34;
const ALIKE_MIN: usize = 60;

/// Returns the projects with the titles nearest to the words of a query, the nearest first; none
/// for filters, and none in a very large catalog.
pub(crate) fn nearest_titles(catalog: &Catalog, query: &Query) -> Vec<ProjectIx> {
    let typed: String = query.text().chars().map(fold).filter(|c| c.is_alphanumeric()).collect();
    let typed: Vec<char> = typed.chars().take(CHARS_MAX).collect();
    if catalog.len() > PROJECTS_MAX || !query.is_words_only() || typed.is_empty() {
        return Vec::new();
    }
    let names: Vec<(ProjectIx, Vec<String>)> =
        catalog.projects().map(|(at, project)| (at, names(&project))).collect();
    let closeness: Vec<usize> = if typed.iter().all(char::is_ascii) {
        let typed: String = typed.iter().collect();
        names.iter().map(|(_, names)| alike(&typed, names)).collect()
    } else {
        shared(&typed.into_iter().collect(), &names)
    };
    let mut near: Vec<(Reverse<usize>, usize, ProjectIx)> = names
        .iter()
        .zip(closeness)
        .filter(|(_, closeness)| *closeness > 0)
        .map(|((at, _), closeness)| {
            (Reverse(closeness), cells(catalog.project(*at).title.get(Lang::Zh)), *at)
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(TITLES_MAX).map(|(.., at)| at).collect()
}

/// Returns the titles and other names of a project in both languages, folded.
fn names(project: &Project) -> Vec<String> {
    let texts = std::iter::once(project.title).chain(project.list(ListField::Aliases).iter());
    let texts = texts.flat_map(|text| Lang::ALL.map(|lang| text.exactly(lang)));
    let folded = texts.map(|text| text.chars().take(CHARS_MAX).map(fold).collect::<String>());
    folded.filter(|text| !text.is_empty()).collect()
}

/// Returns for each project how close it is to a query by the characters that they share, or 0. A
/// character of few titles says more than one of many, such as 工.
fn shared(typed: &BTreeSet<char>, names: &[(ProjectIx, Vec<String>)]) -> Vec<usize> {
    let sets: Vec<BTreeSet<char>> = names
        .iter()
        .map(|(_, names)| names.iter().flat_map(|name| name.chars()).collect())
        .collect();
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in sets.iter().flat_map(|set| typed.intersection(set)) {
        *counts.entry(*c).or_default() += 1;
    }
    let weight = |c: &char| 100 * names.len() / counts.get(c).copied().unwrap_or(1);
    let closeness = |set: &BTreeSet<char>| {
        let common: Vec<&char> = typed.intersection(set).collect();
        let is_near = common.len() * 100 >= typed.len() * SHARED_MIN;
        if is_near { common.into_iter().map(weight).sum() } else { 0 }
    };
    sets.iter().map(closeness).collect()
}

/// Returns in percent how much letters are like the syllables or words of one of `names` that
/// stand together, or 0 if they are too different.
fn alike(typed: &str, names: &[String]) -> usize {
    if typed.len() < LETTERS_MIN {
        return 0;
    }
    let spellings = |name: &String| {
        let mut parts: Vec<String> = Vec::new();
        let mut is_word = false;
        for c in name.chars() {
            let reading = readings(c).first().copied();
            match (reading, parts.last_mut()) {
                (Some(reading), _) => parts.push(reading.to_owned()),
                (None, Some(word)) if is_word && c.is_alphanumeric() => word.push(c),
                (None, _) if c.is_alphanumeric() => parts.push(c.to_string()),
                _ => {}
            }
            is_word = reading.is_none() && c.is_alphanumeric();
        }
        parts
    };
    let mut best = 0;
    for parts in names.iter().map(spellings) {
        for start in 0..parts.len() {
            let mut joined = String::new();
            for part in parts.iter().skip(start) {
                joined.push_str(part);
                let longest = joined.len().max(typed.len());
                if joined.len() > typed.len() + 2 {
                    break;
                }
                if joined.len() + 2 >= typed.len() {
                    let distance = osa_distance(typed, &joined);
                    best = best.max(100 * longest.saturating_sub(distance) / longest);
                }
            }
        }
    }
    if best >= ALIKE_MIN { best } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::builtin;

    fn nearest(query: &str) -> Vec<String> {
        let catalog = builtin();
        let near = nearest_titles(&catalog, &Query::parse(query));
        near.into_iter().map(|at| catalog.project(at).title.get(Lang::Zh).to_owned()).collect()
    }

    #[test]
    fn near_titles_share_rare_characters_or_sounds() {
        for (query, shared) in [("公交", "公"), ("xiaofamg", "消防")] {
            let titles = nearest(query);
            assert!(titles.first().is_some_and(|title| title.contains(shared)), "{titles:?}");
        }
        assert!(nearest("消防站的车").len() <= TITLES_MAX);
        for query in ["", "鹱鹱", "zzzzzz", "qq", "status:done", "amount>9"] {
            assert!(nearest(query).is_empty(), "{query}");
        }
    }
}
