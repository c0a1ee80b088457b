//! Labels that tell several programmes apart, in as few words as possible.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::new_project::OwnedText;
use super::project::Programme;
use crate::lang::Lang;

/// Minimum length of a shortened place name, in characters: Chinese, and Latin.
const SHORT_MIN: [usize; 2] = [2, 5];

/// Number of characters of a name that are compared: a later difference gives no short name.
const COMPARED_MAX: usize = 100;

/// Returns a label for each programme, with a shorter form: the year, the place, or both; if all of
/// those are the same, the title.
pub(crate) fn labels(programmes: &[Programme]) -> Vec<(OwnedText<'static>, OwnedText<'static>)> {
    let schemes = Lang::ALL.map(|lang| LabelParts::new(programmes, lang).schemes());
    // A scheme that tells them apart in one language only is no use in the other.
    let is_unambiguous =
        |nth: &usize| schemes.iter().all(|schemes| are_distinct(&schemes[*nth].full));
    let last = schemes[0].len() - 1;
    let nth = (0..last).find(is_unambiguous).unwrap_or(last);
    let both_langs = |labels: fn(&LabelScheme) -> &Vec<String>| {
        let [zh, en] = schemes.each_ref().map(|schemes| labels(&schemes[nth]).clone());
        zh.into_iter()
            .zip(en)
            .map(|(zh, en)| OwnedText { zh: Cow::Owned(zh), en: Cow::Owned(en) })
            .collect::<Vec<_>>()
    };
    let full = both_langs(|scheme| &scheme.full);
    let has_short = schemes.iter().all(|schemes| are_distinct(&schemes[nth].short));
    let short = if has_short { both_langs(|scheme| &scheme.short) } else { full.clone() };
    full.into_iter().zip(short).collect()
}

/// Labels of all programmes by one scheme.
struct LabelScheme {
    full: Vec<String>,
    short: Vec<String>,
}

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
        let four_digits = |year: &u16| if *year > 0 { year.to_string() } else { String::new() };
        let years: Vec<String> = self.years.iter().map(four_digits).collect();
        let short_places = shorten(&self.places);
        let join = |years: Vec<String>, places: &[String]| {
            let both = years
                .into_iter()
                .zip(places)
                .map(|(year, place)| format!("{year} {place}").trim().to_owned());
            both.collect::<Vec<_>>()
        };
        let two_digits =
            |year: &u16| if *year > 0 { format!("{:02}", year % 100) } else { String::new() };
        let short_years = self.years.iter().map(two_digits).collect();
        let numbers: Vec<String> = (1..=self.titles.len()).map(|nth| format!("({nth})")).collect();
        let numbered = self
            .titles
            .iter()
            .zip(&numbers)
            .map(|(title, number)| format!("{title} {number}"))
            .collect();
        // A year alone hides the place, and a place alone the year: only if the other is the same
        // for all.
        let only = |labels: &[String], others: &[String]| {
            if are_equal(others) { labels.to_vec() } else { Vec::new() }
        };
        [
            LabelScheme { full: only(&years, &self.places), short: only(&years, &self.places) },
            LabelScheme { full: only(&self.places, &years), short: only(&short_places, &years) },
            LabelScheme {
                full: join(years.clone(), &self.places),
                short: join(short_years, &short_places),
            },
            LabelScheme { full: self.titles.clone(), short: shorten(&self.titles) },
            LabelScheme { full: numbered, short: numbers },
        ]
    }
}

fn are_equal(texts: &[String]) -> bool {
    texts.windows(2).all(|pair| pair[0] == pair[1])
}

/// Returns true if no text is empty and no two are equal.
fn are_distinct(texts: &[String]) -> bool {
    let distinct: BTreeSet<&str> = texts.iter().map(String::as_str).collect();
    !texts.is_empty() && distinct.len() == texts.len() && !distinct.contains("")
}

/// Shortens each name to the first characters that tell it from the others, after the characters
/// (of Latin names: words) that all of them begin with.
fn shorten(names: &[String]) -> Vec<String> {
    let distinct: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let is_latin = names.iter().any(|name| name.starts_with(|c: char| c.is_ascii()));
    let part = |name: &str, from: usize, count: usize| {
        name.chars().skip(from).take(count).collect::<String>()
    };
    let length = |name: &&str| name.chars().take(COMPARED_MAX).count();
    let longest = distinct.iter().map(length).max().unwrap_or_default();
    let shortest = distinct.iter().map(length).min().unwrap_or_default();
    let is_common = |count: usize| {
        distinct.iter().map(|name| part(name, 0, count)).collect::<BTreeSet<_>>().len() == 1
    };
    let ends_word =
        |count: usize| !is_latin || count == 0 || names[0].chars().nth(count - 1) == Some(' ');
    // A Latin word is not split, and if one name is the beginning of all others nothing is cut off:
    // of 昆山市 and 昆山市玉山镇, 市 and 市玉 would be left.
    let can_be_cut = |count: &usize| {
        distinct.len() > 1 && !is_common(shortest) && ends_word(*count) && is_common(*count)
    };
    let from = (0..shortest).rev().find(can_be_cut).unwrap_or_default();
    let is_unambiguous = |count: &usize| {
        distinct.iter().map(|name| part(name, from, *count)).collect::<BTreeSet<_>>().len()
            == distinct.len()
    };
    let count = (SHORT_MIN[usize::from(is_latin)]..longest).find(is_unambiguous).unwrap_or(longest);
    names.iter().map(|name| part(name, from, count).trim_end().to_owned()).collect()
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
