//! Labels that tell several programmes apart, in as few words as possible.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::project::Programme;
use super::text::OwnedText;
use crate::lang::Lang;

/// Minimum length of a shortened place name, in characters: Chinese, and Latin.
const SHORT_MIN: [usize; 2] = [2, 5];

/// Number of characters of a name that are compared: a later difference gives no short name.
const COMPARED_MAX: usize = 100;

/// Returns a label for each programme, with a shorter form: the year, the place, or both; if all of
/// those are the same, the title.
pub(crate) fn labels(programmes: &[Programme]) -> Vec<(OwnedText<'static>, OwnedText<'static>)> {
    let schemes = Lang::ALL.map(|lang| label_schemes(programmes, lang));
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

/// Returns the possible labels in one language, the shortest first. The last, which are numbered,
/// are always unique.
fn label_schemes(programmes: &[Programme], lang: Lang) -> [LabelScheme; 5] {
    let texts = |text: &dyn Fn(&Programme) -> String| programmes.iter().map(text).collect();
    let places: Vec<String> = texts(&|programme| programme.locality.get(lang).to_owned());
    let titles: Vec<String> = texts(&|programme| programme.title.get(lang).to_owned());
    let year_text = |year: u16, text: String| if year > 0 { text } else { String::new() };
    let years: Vec<String> =
        texts(&|programme| year_text(programme.year, programme.year.to_string()));
    let short_years: Vec<String> =
        texts(&|programme| year_text(programme.year, format!("{:02}", programme.year % 100)));
    let short_places = shorten(&places);
    let join = |years: &[String], places: &[String]| {
        let both = years.iter().zip(places).map(|(year, place)| format!("{year} {place}"));
        both.map(|both| both.trim().to_owned()).collect::<Vec<_>>()
    };
    let numbers: Vec<String> = (1..=titles.len()).map(|nth| format!("({nth})")).collect();
    let numbered = titles.iter().zip(&numbers).map(|(title, number)| format!("{title} {number}"));
    // A year alone hides the place, and a place alone the year: only if the other is the same for
    // all.
    let only = |labels: &[String], others: &[String]| {
        if are_equal(others) { labels.to_vec() } else { Vec::new() }
    };
    [
        LabelScheme { full: only(&years, &places), short: only(&years, &places) },
        LabelScheme { full: only(&places, &years), short: only(&short_places, &years) },
        LabelScheme { full: join(&years, &places), short: join(&short_years, &short_places) },
        LabelScheme { full: titles.clone(), short: shorten(&titles) },
        LabelScheme { full: numbered.collect(), short: numbers.clone() },
    ]
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
