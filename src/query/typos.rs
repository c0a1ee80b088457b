//! Typing errors in pinyin and English words: letters swapped, one doubled, one missing, a
//! neighbour key or a letter that sounds alike in its place. A correction is whole syllables, or
//! begins an English word.

use std::cell::Cell;

use super::cut::syllables;
use super::extent::Extent;
use super::rewriting::HoldsFn;
use super::syntax::Query;
use crate::matcher::fold;

/// Lengths of words that are corrected, in letters: short ones could be too many others.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=24;

/// Maximum number of other words that are searched for.
const SEARCHES_MAX: usize = 64;

/// Letters of English that are written for each other.
const ALIKE: &str = "dt ck cs sz ae ei iy ou fv gj";

/// The rows of a keyboard.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

impl Query {
    /// Returns the query with words in place of those of letters that no project has, each one
    /// typing error away; `None` if there are none.
    pub(crate) fn corrected(&self, holds: HoldsFn) -> Option<Self> {
        self.rewritten(|token| {
            let letters: String = token.value.chars().map(fold).collect();
            let is_word = letters.bytes().all(|byte| byte.is_ascii_lowercase());
            if !is_word || !LENGTHS.contains(&letters.len()) || !token.field.is_empty() {
                return None;
            }
            // Pinyin that is whole is no typing error: the list lacks what was asked for.
            let is_whole = syllables(&letters).is_some_and(|syllables| {
                // Hardly any word has o, m or n alone.
                syllables.len() > 1 && syllables.iter().all(|syllable| is_common(syllable))
            });
            if is_whole || holds(&self.parse_like(&letters), Extent::Any) {
                return None;
            }
            let searches = Cell::new(0);
            candidates(&letters)
                .find(|candidate| {
                    let is_pinyin =
                        syllables(&candidate.letters).is_some_and(|syllables| syllables.len() > 1);
                    if !is_pinyin && candidate.only_pinyin || searches.get() == SEARCHES_MAX {
                        return false;
                    }
                    searches.set(searches.get() + 1);
                    let (quote, extent) =
                        if is_pinyin { ("", Extent::Whole) } else { ("\"", Extent::FromStart) };
                    let word = format!("{quote}{}{quote}", candidate.letters);
                    holds(&self.parse_like(&word), extent)
                })
                .map(|candidate| candidate.letters)
        })
    }
}

/// Returns true unless the syllable is a single letter with which hardly any word is made.
fn is_common(syllable: &str) -> bool {
    syllable.len() > 1 || matches!(syllable, "a" | "e")
}

/// A word that may have been meant.
struct Candidate {
    letters: String,
    /// True if only pinyin counts: in English there are too many letters that may be missing.
    only_pinyin: bool,
}

/// Returns the words that are one typing error away, the likeliest error first.
fn candidates(typed: &str) -> impl Iterator<Item = Candidate> {
    let letters: Vec<char> = typed.chars().collect();
    let len = letters.len();
    let with = move |edit: &dyn Fn(&mut Vec<char>)| {
        let mut letters = letters.clone();
        edit(&mut letters);
        letters.into_iter().collect::<String>()
    };
    let mut all = Vec::new();
    for nth in 1..len {
        all.push((with(&|letters| letters.swap(nth - 1, nth)), false));
    }
    for nth in 0..len {
        all.push((with(&|letters| _ = letters.remove(nth)), false));
    }
    for nth in 0..=len {
        for letter in 'a'..='z' {
            all.push((with(&|letters| letters.insert(nth, letter)), true));
        }
    }
    for (nth, letter) in typed.chars().enumerate() {
        for other in alike(letter) {
            all.push((with(&|letters| letters[nth] = other), false));
        }
    }
    for (nth, letter) in typed.chars().enumerate() {
        for other in neighbours(letter) {
            all.push((with(&|letters| letters[nth] = other), false));
        }
    }
    let typed = typed.to_owned();
    let is_other = move |(letters, _): &(String, bool)| *letters != typed;
    let all = all.into_iter().filter(is_other);
    all.map(|(letters, only_pinyin)| Candidate { letters, only_pinyin })
}

/// Returns the letters of English that sound like `letter`.
fn alike(letter: char) -> impl Iterator<Item = char> {
    let pairs = ALIKE.split_whitespace().filter(move |pair| pair.contains(letter));
    pairs.filter_map(move |pair| pair.chars().find(|other| *other != letter))
}

/// Returns the letters on the keys around the key of `letter`.
fn neighbours(letter: char) -> impl Iterator<Item = char> {
    let place = |letter: char| {
        ROWS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(letter)?)))
    };
    ('a'..='z').filter(move |other| {
        let (Some((row, column)), Some((other_row, other_column))) = (place(letter), place(*other))
        else {
            return false;
        };
        // A key of the row below stands between two of the row above.
        match other_row.cmp(&row) {
            std::cmp::Ordering::Equal => column.abs_diff(other_column) == 1,
            std::cmp::Ordering::Greater => {
                other_row - row == 1 && (other_column == column || other_column + 1 == column)
            }
            std::cmp::Ordering::Less => {
                row - other_row == 1 && (other_column == column || other_column == column + 1)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_error_is_corrected() {
        let held = ["tingche", "parking", "youeryuan", "kindergarten", "yiliao"];
        for (typed, expected) in [
            ("tingceh", "tingche"),
            ("tngche", "tingche"),
            ("tinggche", "tingche"),
            ("tinfche", "tingche"),
            ("TINGCEH", "tingche"),
            ("parkign", "parking"),
            ("parkking", "parking"),
            ("parkinh", "parking"),
            ("oarking", "parking"),
            ("kindergarden", "kindergarten"),
            ("youeryan", "-"),
            ("ranqi", "-"),
            ("yilaio", "yiliao"),
            ("停车 tingceh", "停车 tingche"),
            ("tingche", "-"),
            ("tgche", "-"),
            ("tinchgeh", "-"),
            ("\"tingceh\"", "-"),
            ("!tingceh", "-"),
            ("place:tingceh", "-"),
        ] {
            let searches = Cell::new(0);
            let holds = |query: &Query, _| {
                searches.set(searches.get() + 1);
                query.words().any(|word| held.contains(&word.text().as_str()))
            };
            let corrected = Query::parse(typed).corrected(&holds);
            let text = corrected.map_or("-".to_owned(), |query| query.text().to_owned());
            assert_eq!(text, expected, "{typed}");
            assert!(searches.get() <= 1 + SEARCHES_MAX, "{typed} {}", searches.get());
        }
    }

    #[test]
    fn keys_have_neighbours() {
        let around = |letter| neighbours(letter).collect::<String>();
        assert_eq!(
            (around('g'), around('q'), around('m')),
            ("bfhtvy".into(), "aw".into(), "jkn".into())
        );
    }
}
