//! Other spellings of a word that mean the same in writing: `lyu` for `lv`, `jv` for `ju`, ㎡ for
//! 平方米, `7x24` for `7×24`.

use super::amount::NUMERALS;
use super::spoken_amount::written_amount;
use super::zhuyin::to_pinyin;
use crate::matcher::{fold, is_syllable};

/// Names of one unit. Latin names count only after a digit, or alone if they have one.
const UNITS: [&[&str]; 6] = [
    &["平方公里", "平方千米", "㎢", "km2"],
    &["平方米", "平米", "㎡", "m2"],
    &["立方米", "㎥", "m3"],
    &["公里", "千米", "㎞", "km"],
    &["公斤", "千克", "㎏", "kg"],
    &["℃", "°c"],
];

/// Spellings of ü that no input method has as a syllable of its own, and the usual ones.
const UMLAUTS: [(&str, &str); 6] =
    [("lyu", "lv"), ("nyu", "nv"), ("jv", "ju"), ("qv", "qu"), ("xv", "xu"), ("yv", "yu")];

/// Another spelling of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    pub(crate) text: String,
    /// True if it is to match its characters only, no readings.
    pub(crate) literal: bool,
}

/// Returns the other spellings of a word, given as it was typed; none for nearly all words.
pub(crate) fn other_spellings(typed: &str) -> Vec<Spelling> {
    if !typed.chars().any(may_be_spelled_otherwise) {
        return Vec::new();
    }
    let folded: Vec<Letter> = typed
        .chars()
        .map(|c| Letter { folded: if c == '°' { '°' } else { fold(c) }, raw: c })
        .collect();
    let text: String = folded.iter().map(|letter| letter.folded).collect();
    let readings = [
        with_usual_umlauts(&text),
        to_pinyin(typed),
        without_combining_tones(typed),
        without_tones(&text),
    ];
    let readings = readings.into_iter().flatten();
    let mut spellings: Vec<_> = readings.map(|text| Spelling { text, literal: false }).collect();
    spellings.extend(other_times(&folded).map(|text| Spelling { text, literal: true }));
    let written = written_amount(typed);
    spellings.extend(other_units(written.as_ref().unwrap_or(&text)));
    // Characters of an amount have no readings.
    spellings.extend(written.map(|text| Spelling { text, literal: true }));
    spellings
}

/// Returns true for the characters of which every word with another spelling has one: this runs for
/// each key.
fn may_be_spelled_otherwise(c: char) -> bool {
    match fold(c) {
        'v' | 'y' | '0'..='9' | '里' | '米' | '斤' | '克' => true,
        'a'..='z' => false,
        c @ '\u{4e00}'..='\u{9fff}' => NUMERALS.contains(c),
        _ => !c.is_ascii(),
    }
}

/// A typed character, as typed and folded.
struct Letter {
    folded: char,
    raw: char,
}

/// Returns pinyin without the digits of its tones, ting'che for `ting2che1`; `None` if the word is
/// anything else: `m2` and `a4` are.
fn without_tones(text: &str) -> Option<String> {
    let is_tone = |c: char| ('0'..='5').contains(&c);
    let mut rest = text.trim_end_matches('-');
    let mut syllables = Vec::new();
    while let Some((syllable, after)) = rest.split_once(is_tone) {
        if syllable.len() < 2 || !is_syllable(syllable) || after.starts_with(is_tone) {
            return None;
        }
        syllables.push(syllable);
        rest = after;
    }
    // The tone of the last one may be still missing.
    if !rest.is_empty() {
        syllables.push(Some(rest).filter(|rest| rest.bytes().all(|b| b.is_ascii_lowercase()))?);
    }
    let is_toned = text.contains(is_tone);
    // A syllable ends where its tone stands.
    is_toned.then(|| syllables.join("'"))
}

fn with_usual_umlauts(text: &str) -> Option<String> {
    let usual = UMLAUTS.iter().fold(text.to_owned(), |text, (unusual, usual)| {
        if text.contains(unusual) { text.replace(unusual, usual) } else { text }
    });
    (usual != text).then_some(usual)
}

/// Returns the word without the tone marks that follow their letters as characters of their own;
/// `None` if there are none.
fn without_combining_tones(typed: &str) -> Option<String> {
    let mut plain = String::with_capacity(typed.len());
    let mut has_tones = false;
    for c in typed.chars() {
        match (c, plain.chars().next_back()) {
            ('\u{308}', Some('u' | 'U')) => {
                plain.pop();
                plain.push('v');
                has_tones = true;
            }
            ('\u{300}' | '\u{301}' | '\u{304}' | '\u{30c}', Some('A'..='Z' | 'a'..='z')) => {
                has_tones = true;
            }
            _ => plain.push(c),
        }
    }
    has_tones.then_some(plain)
}

/// Returns the word with an `x` where it has a sign of multiplication between digits, or without
/// the `x` that stands for one.
fn other_times(letters: &[Letter]) -> Option<String> {
    let is_digit = |nth: Option<usize>| {
        nth.and_then(|nth| letters.get(nth)).is_some_and(|letter| letter.folded.is_ascii_digit())
    };
    let mut has_times = false;
    let mut other = String::new();
    for (nth, letter) in letters.iter().enumerate() {
        let is_between = is_digit(nth.checked_sub(1)) && is_digit(Some(nth + 1));
        match letter.raw {
            'x' | 'X' | 'ｘ' | 'Ｘ' if is_between => has_times = true,
            '×' | '*' | '＊' | '✕' | '✖' if is_between => {
                has_times = true;
                other.push('x');
            }
            _ => other.push(letter.folded),
        }
    }
    has_times.then_some(other)
}

/// Returns the word with each other name of the unit in it.
fn other_units(text: &str) -> Vec<Spelling> {
    let found = UNITS.iter().find_map(|names| {
        names.iter().find_map(|name| Some((names, name, split_at_unit(text, name)?)))
    });
    let Some((names, name, (before, after))) = found else { return Vec::new() };
    let spelling = |other: &&str| {
        // In English a blank may stand before it: 470 m2.
        let blank = if is_latin(other) && !before.is_empty() { " " } else { "" };
        let literal = is_latin(other) || is_latin(name);
        Spelling { text: format!("{before}{blank}{other}{after}"), literal }
    };
    // The typed name, too, if a blank may stand before it.
    let is_other = |other: &&&str| *other != name || is_latin(name) && !before.is_empty();
    names.iter().filter(is_other).map(spelling).collect()
}

/// Splits a text at the name of a unit in it; `None` if the name is part of another word.
fn split_at_unit<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let (before, after) = text.split_once(name)?;
    let number = before.trim_end_matches(['十', '百', '千', '万', '亿']);
    let follows_digit = number.ends_with(|c: char| c.is_ascii_digit());
    let is_alone = before.is_empty() && name.contains('2') || name.contains('3');
    let may_end = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    (!is_latin(name) || (follows_digit || is_alone && before.is_empty()) && may_end)
        .then_some((before, after))
}

fn is_latin(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_other_spellings() {
        for (typed, others) in [
            ("lyudi", &["lvdi"][..]),
            ("NYUzi", &["nvzi"]),
            ("jvmin", &["jumin"]),
            ("qvyv", &["quyu"]),
            ("jü", &["ju"]),
            ("ㄊㄧㄥˊ", &["ting"]),
            ("ti\u{301}ngche\u{304}", &["tingche"]),
            ("nu\u{308}\u{30c}", &["nv"]),
            ("7x24", &["724"]),
            ("7×24", &["7x24"]),
            ("7＊24小时", &["7x24小时"]),
            ("m2", &["平方米", "平米", "㎡"]),
            ("470㎡", &["470平方米", "470平米", "470 m2"]),
            ("470平方米", &["470平米", "470㎡", "470 m2"]),
            ("2平方公里", &["2平方千米", "2㎢", "2 km2"]),
            ("10km", &["10公里", "10千米", "10㎞", "10 km"]),
            ("1℃", &["1 °c"]),
            ("ting2che1", &["ting'che"]),
            ("TING2chewei", &["ting'chewei"]),
            ("lu:4", &[]),
            ("三百户", &["300户"]),
            ("11万m2", &["11万平方米", "11万平米", "11万㎡", "11万 m2"]),
            ("1千平方米", &["1000平米", "1000㎡", "1000 m2", "1000平方米"]),
        ] {
            let found: Vec<String> =
                other_spellings(typed).into_iter().map(|spelling| spelling.text).collect();
            assert_eq!(found, others, "{typed}");
        }
        for typed in [
            "停车",
            "tingche",
            "km",
            "kg",
            "cm2",
            "10kmh",
            "xx",
            "x1",
            "lv",
            "ly",
            "7",
            "a4",
            "p2p",
            "ting22",
            "ting7",
            "bus1",
            "一老一小",
        ] {
            assert_eq!(other_spellings(typed), [], "{typed}");
        }
    }
}
