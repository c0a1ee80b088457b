//! Places in a text that have one message in common.

use super::error::short;
use crate::lang::{Lang, fill};

/// Maximum number of places that a message names.
const PLACES_MAX: usize = 3;

/// Number of places that a message is about, and the first of them with their words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinePlaces {
    count: usize,
    first: Vec<(usize, String)>,
}

impl LinePlaces {
    /// Adds a place: its line, from 1, and its words.
    pub fn push(&mut self, line: usize, words: &str) {
        self.count += 1;
        if self.first.len() < PLACES_MAX {
            self.first.push((line, words.to_owned()));
        }
    }

    /// Returns the number of places.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns the line of the first place, or the first line.
    #[must_use]
    pub fn first_line(&self) -> usize {
        self.first.first().map_or(1, |(line, _)| *line)
    }

    /// Formats the number of places and the first of them: `2, line 3: …, line 9: …`.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let place = |(line, words): &(usize, String)| {
            fill(s.place_words, &[&line.to_string(), &short(words)])
        };
        let more = (self.first.len() < self.count).then(|| "..".to_owned());
        let places: Vec<String> = self.first.iter().map(place).chain(more).collect();
        fill(s.places_list, &[&self.count.to_string(), &places.join(s.comma)])
    }
}
