//! Project numbers as people say and write them: `7号`, `第二十项`, `No.20`, `编号20`, ⑫, 廿五.

use crate::exchange::number_sign;
use crate::matcher::fold;
use crate::text::han_integer;

/// Words before a number, folded and without marks.
const PREFIXES: [&str; 10] =
    ["项目编号", "编号", "序号", "项目", "№", "number", "project", "item", "no", "nr"];

/// Words after a number that say that it is one.
const SUFFIXES: [&str; 11] =
    ["号", "号项目", "号工程", "号实事", "号实事项目", "项", "st", "nd", "rd", "th", "thproject"];

/// Words of measure between 第 and what is counted.
const MEASURES: [char; 5] = ['项', '个', '件', '号', '条'];

/// Things that 第7项 may go on with.
const THINGS: [&str; 7] = ["", "项目", "实事", "工程", "实事项目", "民生实事", "民生实事项目"];

/// The numbers from 1 on in English.
const ENGLISH: &str = "one two three four five six seven eight nine ten eleven twelve thirteen \
    fourteen fifteen sixteen seventeen eighteen nineteen twenty";

/// Maximum length of a number with its words, in bytes; a text is longer.
const SPOKEN_LEN_MAX: usize = 60;

/// A number that a token says, and the year before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpokenNumber {
    /// The year of the programme: 2026 in `2026年第7项`.
    pub(crate) year: Option<u16>,
    /// The number of the project.
    pub(crate) no: u32,
}

impl SpokenNumber {
    /// Parses a token that says a project number; `None` for any other, and for a plain number,
    /// which may be the beginning of one.
    pub(crate) fn parse(token: &str) -> Option<Self> {
        if token.len() > SPOKEN_LEN_MAX {
            return None;
        }
        if !token.chars().any(is_of_number) {
            return english_number(token).map(|no| Self { year: None, no });
        }
        if let Some((year, rest)) = split_year(token) {
            return Some(Self { year: Some(year), no: marked_number(&plain(rest)?)? });
        }
        let plain = plain(token)?;
        let sign = || token.chars().any(|c| number_sign(c).is_some_and(|number| number > 9));
        let no = marked_number(&plain)
            .or_else(|| integer(&plain).filter(|_| sign()))
            .or_else(|| han_integer(&plain).filter(|_| !plain.chars().all(is_simple_numeral)))?;
        Some(Self { year: None, no })
    }
}

/// A number in a list of them.
pub(super) struct MarkedNumber {
    pub(super) no: u32,
    /// True if words around it say that it is a project's.
    pub(super) is_marked: bool,
    /// The number of its digits, if it consists of nothing else.
    pub(super) digits_len: Option<usize>,
}

impl MarkedNumber {
    /// Parses a number with or without words around it; `None` if other words stand there.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let plain = Some(text).filter(|text| text.len() <= SPOKEN_LEN_MAX).and_then(plain)?;
        let bare = plain.strip_prefix('第').unwrap_or(&plain);
        let digits_len = plain.bytes().all(|byte| byte.is_ascii_digit()).then_some(plain.len());
        let no = marked_number(&plain).or_else(|| integer(bare))?;
        let has_sign = text.trim_start().starts_with(['#', '＃']);
        Some(Self { no, is_marked: has_sign || integer(&plain).is_none(), digits_len })
    }
}

/// Splits a year with 年 off the start of a token, 2026 or 26; returns it and the rest.
pub(super) fn split_year(token: &str) -> Option<(u16, &str)> {
    let (year, rest) = token.split_once('年')?;
    let year = integer(&plain(year)?)?;
    let year = if (20..100).contains(&year) { 2000 + year } else { year };
    let year = Some(year).filter(|year| (1900..2200).contains(year))?;
    Some((u16::try_from(year).ok()?, rest.trim_start_matches(['度', '的'])))
}

/// Parses the number in the value of `no:`, in digits or as people say it.
pub(crate) fn parse_number_value(value: &str) -> Option<u32> {
    let plain = plain(value)?;
    integer(&plain).or_else(|| marked_number(&plain))
}

/// Returns true if `word` is one that may begin with a number after a blank: 第 20 项, number 7.
pub(super) fn may_precede_number(word: &str) -> bool {
    word == "第" || PREFIXES.contains(&word)
}

/// Returns true if `word` is also one of those that texts are full of: 项目, project.
pub(super) fn is_weak_prefix(word: &str) -> bool {
    matches!(word, "项目" | "project" | "item" | "number")
}

/// Returns true for the characters of which every number has one.
pub(super) fn is_of_number(c: char) -> bool {
    match fold(c) {
        '0'..='9' => true,
        'a'..='z' => false,
        c => "一二三四五六七八九十百千廿卅两".contains(c) || number_sign(c).is_some(),
    }
}

/// Returns true for the numerals of which numbers are made that a plain word finds.
fn is_simple_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Returns the folded text without marks, with digits in place of signs such as ⑫; `None` if a mark
/// or a blank stands between two numbers, which are not one.
fn plain(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let (mut after_number, mut after_mark) = (false, false);
    for c in text.chars() {
        if matches!(fold(c), ' ' | '-') && number_sign(c).is_none() {
            after_mark = true;
            continue;
        }
        let is_number = is_of_number(c);
        if after_mark && after_number && is_number {
            return None;
        }
        (after_number, after_mark) = (is_number, false);
        match number_sign(c) {
            Some(number) => plain.push_str(&number.to_string()),
            None => plain.push(fold(c)),
        }
    }
    Some(plain)
}

/// Parses a number, in digits or in Han numerals.
fn integer(text: &str) -> Option<u32> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { text.parse().ok() } else { han_integer(text) }
}

/// Parses a number in English after a word that says that it is one: `number seven`.
fn english_number(text: &str) -> Option<u32> {
    let folded = Some(text).filter(|text| text.is_ascii()).and_then(plain)?;
    let rest = ["number", "project", "item"].iter().find_map(|word| folded.strip_prefix(word))?;
    let nth = ENGLISH.split_whitespace().position(|word| word == rest)?;
    u32::try_from(nth + 1).ok()
}

/// Parses a number that words before or after it mark as such.
fn marked_number(plain: &str) -> Option<u32> {
    if let Some(rest) = plain.strip_prefix('第') {
        let Some((number, after)) = rest.find(MEASURES).and_then(|at| rest.split_at_checked(at))
        else {
            return integer(rest);
        };
        let thing = after.strip_prefix(MEASURES)?;
        return integer(number).filter(|_| THINGS.contains(&thing));
    }
    let prefix = PREFIXES.iter().find_map(|prefix| plain.strip_prefix(prefix));
    if let Some(rest) = prefix {
        let rest = rest.trim_start_matches(['为', '是']);
        return integer(rest).or_else(|| marked_number(rest));
    }
    let suffix = SUFFIXES.iter().rev().find_map(|suffix| plain.strip_suffix(suffix));
    suffix.and_then(integer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_by_the_words_around_them() {
        for (said, no) in [
            ("7号", 7),
            ("七号", 7),
            ("07号", 7),
            ("第7项", 7),
            ("第二十项", 20),
            ("第 ７ 个项目", 7),
            ("第十二件实事", 12),
            ("第①项", 1),
            ("20号项目", 20),
            ("No.20", 20),
            ("NO20", 20),
            ("№20", 20),
            ("编号20", 20),
            ("编号：七", 7),
            ("项目编号为25", 25),
            ("项目7号", 7),
            ("序号7", 7),
            ("⑫", 12),
            ("⑳", 20),
            ("廿五", 25),
            ("一百零五", 105),
            ("七项", 7),
            ("第七", 7),
            ("7th", 7),
            ("project 7", 7),
            ("project no. 7", 7),
            ("Number seven", 7),
            ("编号 20", 20),
        ] {
            let expected = Some(SpokenNumber { year: None, no });
            assert_eq!(SpokenNumber::parse(said), expected, "{said}");
        }
        let said = SpokenNumber::parse("2026年第7项");
        assert_eq!(said, Some(SpokenNumber { year: Some(2026), no: 7 }));
        let said = SpokenNumber::parse("二〇二六年度第七项");
        assert_eq!(said, Some(SpokenNumber { year: Some(2026), no: 7 }));
        let said = SpokenNumber::parse("25年第2项");
        assert_eq!(said, Some(SpokenNumber { year: Some(2025), no: 2 }));
    }

    #[test]
    fn other_words_are_no_numbers() {
        for other in [
            "7",
            "07",
            "二十",
            "①",
            "6号线",
            "3号楼",
            "7个",
            "第1、2项",
            "1~5号",
            "1 5号",
            "十五个",
            "十件实事",
            "3年第7项",
            "no one",
            "600个",
            "第二中学",
            "第一医院",
            "号",
            "no",
            "north",
            "no.",
            "2026年",
            "2026年7月",
            "编号",
            "",
        ] {
            assert_eq!(SpokenNumber::parse(other), None, "{other}");
        }
        for (value, no) in [("7", Some(7)), ("二十五", Some(25)), ("第7项", Some(7)), ("7x", None)]
        {
            assert_eq!(parse_number_value(value), no, "{value}");
        }
    }
}
