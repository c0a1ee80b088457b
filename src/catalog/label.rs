//! Labels that tell several programmes apart, in as few words as possible.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Programme;
use super::store::OwnedText;
use crate::lang::Lang;

/// Minimum length of a shortened place name, in characters: Chinese, and Latin.
const SHORT_MIN: [usize; 2] = [2, 5];

/// Number of characters of a name that are compared: a difference further on gives no short name.
const LONGEST: usize = 100;

/// Returns a label for each programme, with a shorter form: the year, the place, or both; if all of
/// those are the same, the title.
pub(super) fn labels(programmes: &[Programme]) -> Vec<(OwnedText<'static>, OwnedText<'static>)> {
    let said = Lang::ALL.map(|lang| LabelParts::new(programmes, lang));
    // A scheme that tells them apart in one language only is no use in the other.
    let ways = [said[0].schemes(), said[1].schemes()];
    let telling = |way: usize| ways.iter().all(|ways| is_unique(&ways[way].0));
    let way = (0..ways[0].len()).find(|way| telling(*way)).unwrap_or(ways[0].len() - 1);
    let short = if ways.iter().all(|ways| is_unique(&ways[way].1)) {
        |way: &LabelScheme| way.1.clone()
    } else {
        |way: &LabelScheme| way.0.clone()
    };
    let words = |texts: [Vec<String>; 2]| {
        let [zh, en] = texts;
        zh.into_iter()
            .zip(en)
            .map(|(zh, en)| OwnedText { zh: Cow::Owned(zh), en: Cow::Owned(en) })
            .collect::<Vec<_>>()
    };
    let full = words(ways.each_ref().map(|ways| ways[way].0.clone()));
    full.into_iter().zip(words(ways.each_ref().map(|ways| short(&ways[way])))).collect()
}

/// Labels of all programmes by one scheme: in full, and in short.
type LabelScheme = (Vec<String>, Vec<String>);

/// Parts that labels are made of, for each programme, in one language.
struct LabelParts {
    years: Vec<u16>,
    places: Vec<String>,
    titles: Vec<String>,
}

impl LabelParts {
    fn new(programmes: &[Programme], lang: Lang) -> Self {
        Self {
            years: programmes.iter().map(|programme| programme.year).collect(),
            places: programmes
                .iter()
                .map(|programme| programme.locality.get(lang).to_owned())
                .collect(),
            titles: programmes
                .iter()
                .map(|programme| programme.title.get(lang).to_owned())
                .collect(),
        }
    }

    /// Returns the possible labels, the shortest first. The last, which are numbered, are always
    /// unique.
    fn schemes(&self) -> [LabelScheme; 5] {
        let year = |year: u16| if year > 0 { year.to_string() } else { String::new() };
        let years: Vec<String> = self.years.iter().map(|at| year(*at)).collect();
        let short = shorten(&self.places);
        let join = |years: Vec<String>, places: &[String]| {
            let both = years
                .into_iter()
                .zip(places)
                .map(|(year, place)| format!("{year} {place}").trim().to_owned());
            both.collect::<Vec<_>>()
        };
        let ends = self
            .years
            .iter()
            .map(|at| if *at > 0 { format!("{:02}", at % 100) } else { String::new() })
            .collect();
        let numbers: Vec<String> = (1..=self.titles.len()).map(|nth| format!("({nth})")).collect();
        let numbered = self
            .titles
            .iter()
            .zip(&numbers)
            .map(|(title, number)| format!("{title} {number}"))
            .collect();
        // A year alone hides the place, and a place alone the year: only if the other is the same
        // for all.
        let only = |one: &[String], other: &[String]| {
            if is_same(other) { one.to_vec() } else { Vec::new() }
        };
        [
            (only(&years, &self.places), only(&years, &self.places)),
            (only(&self.places, &years), only(&short, &years)),
            (join(years.clone(), &self.places), join(ends, &short)),
            (self.titles.clone(), shorten(&self.titles)),
            (numbered, numbers),
        ]
    }
}

fn is_same(texts: &[String]) -> bool {
    texts.windows(2).all(|two| two[0] == two[1])
}

/// True if no text is empty and no two are equal.
fn is_unique(texts: &[String]) -> bool {
    let said: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    !texts.is_empty() && said.len() == texts.len() && !said.contains("")
}

/// Shortens each name to the first characters that tell it from the others, after the characters
/// (of Latin names: words) that all of them begin with.
fn shorten(places: &[String]) -> Vec<String> {
    let distinct: BTreeSet<&str> = places.iter().map(String::as_str).collect();
    let latin = places.iter().any(|place| place.starts_with(|c: char| c.is_ascii()));
    let first = |text: &str, from: usize, count: usize| {
        text.chars().skip(from).take(count).collect::<String>()
    };
    let length = |place: &&str| place.chars().take(LONGEST).count();
    let longest = distinct.iter().map(length).max().unwrap_or_default();
    let least = distinct.iter().map(length).min().unwrap_or_default();
    let shared = |count: usize| {
        distinct.iter().map(|place| first(place, 0, count)).collect::<BTreeSet<_>>().len() == 1
    };
    let is_word =
        |count: usize| !latin || count == 0 || places[0].chars().nth(count - 1) == Some(' ');
    // A Latin word is not split, and if one name is the beginning of all others nothing is cut off:
    // of 昆山市 and 昆山市玉山镇, 市 and 市玉 would be left.
    let begins =
        |count: &usize| distinct.len() > 1 && !shared(least) && is_word(*count) && shared(*count);
    let from = (0..least).rev().find(begins).unwrap_or_default();
    let telling = |count: &usize| {
        distinct.iter().map(|place| first(place, from, *count)).collect::<BTreeSet<_>>().len()
            == distinct.len()
    };
    let count = (SHORT_MIN[usize::from(latin)]..longest).find(telling).unwrap_or(longest);
    places.iter().map(|place| first(place, from, count).trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shortened_to_what_tells_them_apart() {
        let short = |places: &[&str]| {
            shorten(&places.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(short(&["江苏省", "浙江省"]), ["江苏", "浙江"]);
        assert_eq!(
            short(&["苏州市姑苏区", "苏州市吴中区", "苏州市姑苏区"]),
            ["姑苏", "吴中", "姑苏"]
        );
        assert_eq!(short(&["云溪镇", "云溪镇"]), ["云溪", "云溪"]);
        assert_eq!(short(&["苏州", "苏州市吴中区"]), ["苏州", "苏州市"]);
        assert_eq!(short(&["昆山市", "昆山市玉山镇"]), ["昆山市", "昆山市玉"]);
        assert_eq!(short(&["Kunshan", "Yunxi (invented)"]), ["Kunsh", "Yunxi"]);
        assert_eq!(short(&["New Town East", "New Town West"]), ["East", "West"]);
        assert_eq!(short(&["", "甲镇"]), ["", "甲镇"]);
    }
}
