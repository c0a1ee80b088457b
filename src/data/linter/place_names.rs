//! Finds places that a summary names but its project does not list.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

use crate::diagnostics::{ListField, TextField};
use crate::lang::Lang::Zh;
use crate::model::Project;

/// Minimum length of a place name that is searched, in characters: a shorter one may stand for many
/// things.
const PLACE_MIN: usize = 3;
/// Maximum length of a place name that is searched, in characters: a longer one is a description.
const PLACE_MAX: u8 = 100;

/// Number of bits in a word of [`PlaceNames::beginnings`].
const BITS: usize = u64::BITS as usize;

/// Maximum number of unlisted places reported for a summary.
const UNLISTED_MAX: usize = 50;

/// Names of all places that projects list.
pub(super) struct PlaceNames<'a> {
    /// The names by the hashes of all their characters.
    names: HashMap<u64, &'a str, BuildHasherDefault<NoHasher>>,
    /// The length, in characters, of the longest name with a beginning, by the hash of that; 0 if
    /// there is none. The number of them is a power of two. To look for a name at each character of
    /// each summary would take most of the time of a check.
    longest: Vec<u8>,
    /// A bit for the hash of each beginning; the number of bits is a power of two. It fits into a
    /// cache, where `longest` does not, and nearly no text begins a name.
    beginnings: Vec<u64>,
    /// Start of all hashes: names in a file cannot be made to have the same.
    seed: u64,
}

/// No names.
impl Default for PlaceNames<'_> {
    fn default() -> Self {
        let seed = RandomState::new().hash_one(PLACE_MIN);
        let (longest, beginnings) = (Vec::new(), Vec::new());
        Self { names: HashMap::default(), longest, beginnings, seed }
    }
}

impl<'a> PlaceNames<'a> {
    /// Adds the places that a project lists.
    pub(super) fn add_places(&mut self, project: &Project<'a>) {
        listed_names(project).for_each(|name| self.add(name));
    }

    /// Adds a name, unless it is too short or too long.
    fn add(&mut self, name: &'a str) {
        let length = name.chars().take(usize::from(PLACE_MAX) + 1).count();
        if (PLACE_MIN..=PLACE_MAX.into()).contains(&length) {
            self.names.insert(name.chars().fold(self.seed, mix), name);
        }
    }

    /// Indexes the beginnings of the names, after all of them were added.
    pub(super) fn index_beginnings(&mut self) {
        // Few other beginnings than those of names seem to be there.
        self.longest = vec![0; (4 * self.names.len()).next_power_of_two()];
        self.beginnings = vec![0; (16 * self.names.len()).next_power_of_two().div_ceil(BITS)];
        for name in self.names.values() {
            let hash = name.chars().take(PLACE_MIN).fold(self.seed, mix);
            let (place, (word, bit)) = (self.place(hash), self.bit(hash));
            if let Some(word) = self.beginnings.get_mut(word) {
                *word |= bit;
            }
            let length = u8::try_from(name.chars().count()).unwrap_or(PLACE_MAX);
            if let Some(longest) = self.longest.get_mut(place) {
                *longest = length.max(*longest);
            }
        }
    }

    /// Returns the index in `longest` for the hash of a beginning.
    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash >> 32).unwrap_or_default() & (self.longest.len() - 1)
    }

    /// Returns the index of the word in `beginnings` for the hash of a beginning, and the bit in it.
    fn bit(&self, hash: u64) -> (usize, u64) {
        let nth = usize::try_from(hash >> 24).unwrap_or_default();
        ((nth / BITS) & (self.beginnings.len() - 1), 1 << (nth % BITS))
    }

    /// Returns true if a name may have the beginning with this hash.
    fn may_begin(&self, hash: u64) -> bool {
        let (word, bit) = self.bit(hash);
        self.beginnings.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Returns true if no longer name has the beginning of `name`.
    fn is_longest(&self, name: &str) -> bool {
        let hash = name.chars().take(PLACE_MIN).fold(self.seed, mix);
        let longest = self.longest.get(self.place(hash)).copied().map_or(0, usize::from);
        longest == name.chars().count()
    }

    /// Returns the longest name that `text` begins with. `chars` are the characters of the text.
    fn longest_prefix(&self, text: &str, mut chars: impl Iterator<Item = char>) -> Option<&'a str> {
        let mut hash = chars.by_ref().take(PLACE_MIN).fold(self.seed, mix);
        if !self.may_begin(hash) {
            return None;
        }
        let longest = self.longest.get(self.place(hash)).copied().map_or(0, usize::from);
        let mut found = None;
        for length in PLACE_MIN..=longest {
            let name = self.names.get(&hash).copied();
            found = name.filter(|name| text.starts_with(name)).or(found);
            if length < longest {
                let Some(next) = chars.next() else { break };
                hash = mix(hash, next);
            }
        }
        found
    }

    /// Returns the places that a project's summary names but its own list does not.
    pub(super) fn unlisted_in(&self, project: &Project) -> Vec<&'a str> {
        let summary = project.text(TextField::Summary).exactly(Zh);
        let mut named: Vec<&str> = Vec::new();
        if self.names.is_empty() {
            return named;
        }
        let chars: Vec<(usize, char)> = summary.char_indices().collect();
        let is_long = |name: &&str| name.chars().nth(PLACE_MIN - 1).is_some();
        let own: Vec<&str> = listed_names(project).filter(is_long).collect();
        for (nth, beginning) in chars.windows(PLACE_MIN).enumerate() {
            // Nearly no text begins a name, and the names of its own project are among them.
            if !self.may_begin(beginning.iter().map(|(_, c)| *c).fold(self.seed, mix)) {
                continue;
            }
            let rest = chars.get(nth..).unwrap_or_default();
            let text = rest.first().and_then(|(at, _)| summary.get(*at..)).unwrap_or_default();
            // Usually a summary names the project's own places; they need not be looked up.
            if own.iter().any(|name| text.starts_with(name) && self.is_longest(name)) {
                continue;
            }
            // If two names begin alike, the longer one is meant.
            if let Some(name) = self.longest_prefix(text, rest.iter().map(|(_, c)| *c))
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

/// Returns the names of the places that a project lists. Text in brackets is about a place and no
/// part of its name.
fn listed_names<'a>(project: &Project<'a>) -> impl Iterator<Item = &'a str> {
    let places = project.list(ListField::Places);
    places
        .iter()
        .map(|place| place.exactly(Zh).split(['（', '(']).next().unwrap_or_default().trim())
}

/// Adds a character to a hash.
fn mix(hash: u64, c: char) -> u64 {
    (hash.rotate_left(23) ^ u64::from(c)).wrapping_mul(MIXER)
}

/// Odd number near 2^64 divided by the golden ratio.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hasher of numbers that are hashes already.
#[derive(Default)]
struct NoHasher(u64);

impl Hasher for NoHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        // The low bits of a product are poor, and the table uses them.
        self.0 = number ^ number >> 32;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(names: &[&'static str]) -> PlaceNames<'static> {
        let mut places = PlaceNames { seed: 7, ..PlaceNames::default() };
        for name in names {
            places.add(name);
        }
        places.index_beginnings();
        places
    }

    #[test]
    fn the_longest_name_is_found_however_many_begin_like_it() {
        let places = places(&[
            "菊园新村",
            "菊园新村东",
            "菊园新村东区一号",
            "菊园路",
            "柏庐园",
            "柏庐园路",
            "菊园",
        ]);
        for (text, name) in [
            ("菊园新村东区改造", Some("菊园新村东")),
            ("菊园新村东区一号楼", Some("菊园新村东区一号")),
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
            assert_eq!(places.longest_prefix(text, text.chars()), name, "{text}");
        }
    }

    #[test]
    fn few_texts_that_begin_with_no_name_are_looked_up() {
        let chars: Vec<char> = ('一'..).take(100).collect();
        let beginning = |nth: usize| [chars[nth / 100], chars[nth % 100], chars[nth * 7 % 100]];
        let texts: Vec<String> = (0..10_000).map(|nth| beginning(nth).iter().collect()).collect();
        let names: Vec<&'static str> =
            texts.iter().step_by(10).map(|name| &*String::leak(name.clone())).collect();
        let places = places(&names);
        let is_looked_up = |nth: &usize| {
            let hash = beginning(*nth).into_iter().fold(places.seed, mix);
            places.may_begin(hash) && places.longest[places.place(hash)] > 0
        };
        assert!((0..10_000).step_by(10).all(|nth| is_looked_up(&nth)));
        assert!((0..10_000).filter(|nth| nth % 10 > 0).filter(is_looked_up).count() < 1_000);
    }
}
