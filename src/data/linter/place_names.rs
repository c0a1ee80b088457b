//! Finds places that a summary names but its project does not list.

use crate::diagnostics::{ListField, TextField};
use crate::lang::Lang::Zh;
use crate::model::{Catalog, Project};

/// Minimum length of a place name that is searched, in characters: a shorter one may stand for many
/// things.
const PLACE_MIN: usize = 3;
/// Maximum length of a place name that is searched, in characters: a longer one is a description.
const PLACE_MAX: usize = 100;

/// Maximum number of unlisted places reported for a summary.
const UNLISTED_MAX: usize = 50;

/// Names of all places that projects list, sorted.
pub(super) struct PlaceNames<'a> {
    names: Vec<&'a str>,
    beginnings: BeginningFilter,
}

impl<'a> PlaceNames<'a> {
    pub(super) fn from_catalog(catalog: &'a Catalog) -> Self {
        let mut names: Vec<&str> = Vec::new();
        for (_, project) in catalog.projects() {
            // Text in brackets is about the place and not part of its name.
            let listed = project
                .list(ListField::Places)
                .iter()
                .map(|place| place.exactly(Zh).split(['（', '(']).next().unwrap_or_default());
            let is_searched = |name: &&str| {
                (PLACE_MIN..=PLACE_MAX).contains(&name.chars().take(PLACE_MAX + 1).count())
            };
            names.extend(listed.map(str::trim).filter(is_searched));
        }
        names.sort_unstable();
        names.dedup();
        let beginnings = BeginningFilter::new(&names);
        Self { names, beginnings }
    }

    /// Returns the longest name that `text` begins with, of at least [`PLACE_MIN`] characters.
    fn longest_prefix(&self, mut text: &str) -> Option<&'a str> {
        loop {
            // A prefix of `text` sorts before it, and only longer names with that prefix come in
            // between.
            let last = self.names.partition_point(|name| *name <= text).checked_sub(1)?;
            let name = *self.names.get(last)?;
            let difference =
                name.char_indices().zip(text.chars()).find(|((_, one), other)| one != other);
            match difference {
                Some(((end, _), _)) => text = text.get(..end)?,
                None => return Some(name),
            }
            // No name is shorter.
            if text.chars().take(PLACE_MIN).count() < PLACE_MIN {
                return None;
            }
        }
    }

    /// Returns the places that a project's summary names but its own list does not.
    pub(super) fn unlisted_in(&self, project: &Project) -> Vec<&'a str> {
        let summary = project.text(TextField::Summary).exactly(Zh);
        let mut named: Vec<&str> = Vec::new();
        let (next, after_next) = (summary.chars().skip(1), summary.chars().skip(2));
        for (((at, first), second), third) in summary.char_indices().zip(next).zip(after_next) {
            if !self.beginnings.may_contain([first, second, third]) {
                continue;
            }
            // If two names begin alike, the longer one is meant.
            if let Some(name) = self.longest_prefix(summary.get(at..).unwrap_or_default())
                && !named.contains(&name)
            {
                named.push(name);
                if named.len() == UNLISTED_MAX {
                    break;
                }
            }
        }
        if !named.is_empty() {
            let listed = project.list(ListField::Places);
            let listed: Vec<&str> = listed.iter().map(|place| place.exactly(Zh)).collect();
            named.retain(|name| {
                !listed.iter().any(|place| place.contains(name) || name.contains(place))
            });
        }
        named
    }
}

/// Bloom filter of the first [`PLACE_MIN`] characters of names: searching all names at each
/// character of each summary would take most of the time of a check.
struct BeginningFilter {
    /// A power of two of them.
    bits: Vec<u64>,
}

impl BeginningFilter {
    fn new(names: &[&str]) -> Self {
        // 16 bits per name, so that few other beginnings seem to be there.
        let mut bits = vec![0; names.len().div_ceil(4).next_power_of_two()];
        for name in names {
            let mut chars = name.chars();
            if let (Some(first), Some(second), Some(third)) =
                (chars.next(), chars.next(), chars.next())
            {
                let (word, bit) = Self::place(&bits, [first, second, third]);
                if let Some(word) = bits.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        Self { bits }
    }

    /// Returns false if no name begins with these characters.
    fn may_contain(&self, beginning: [char; PLACE_MIN]) -> bool {
        let (word, bit) = Self::place(&self.bits, beginning);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Returns the index of a word of `bits`, and the bit of it that stands for the characters.
    fn place(bits: &[u64], beginning: [char; PLACE_MIN]) -> (usize, u64) {
        let mix = |hash: u64, c: char| (hash.rotate_left(23) ^ u64::from(c)).wrapping_mul(MIXER);
        let hash = beginning.into_iter().fold(0, mix);
        let word = usize::try_from(hash >> 32).unwrap_or_default() & (bits.len() - 1);
        (word, 1 << (hash >> 26 & 63))
    }
}

/// Odd number near 2^64 divided by the golden ratio.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_however_many_begin_like_it() {
        let mut names =
            vec!["菊园新村", "菊园新村东", "菊园新村东区一号", "菊园路", "柏庐园", "柏庐园路"];
        names.sort_unstable();
        let beginnings = BeginningFilter::new(&names);
        let places = PlaceNames { names, beginnings };
        for (text, name) in [
            ("菊园新村东区改造", Some("菊园新村东")),
            ("菊园新村", Some("菊园新村")),
            ("菊园新村西", Some("菊园新村")),
            ("菊园新", None),
            ("菊园路面", Some("菊园路")),
            ("柏庐园路", Some("柏庐园路")),
            ("柏庐园公园", Some("柏庐园")),
            ("柏庐公园", None),
            ("一号", None),
            ("龙", None),
            ("", None),
        ] {
            assert_eq!(places.longest_prefix(text), name, "{text}");
        }
    }

    #[test]
    fn the_filter_knows_all_beginnings_and_few_others() {
        let chars: Vec<char> = ('一'..).take(100).collect();
        let beginning = |nth: usize| [chars[nth / 100], chars[nth % 100], chars[nth * 7 % 100]];
        let texts: Vec<String> = (0..10_000).map(|nth| beginning(nth).iter().collect()).collect();
        let names: Vec<&str> = texts.iter().step_by(10).map(String::as_str).collect();
        let filter = BeginningFilter::new(&names);
        assert!((0..10_000).step_by(10).all(|nth| filter.may_contain(beginning(nth))));
        let wrong = (0..10_000).filter(|nth| nth % 10 > 0 && filter.may_contain(beginning(*nth)));
        assert!(wrong.count() < 1_000);
        assert!(!BeginningFilter::new(&[]).may_contain(beginning(0)));
    }
}
