//! Project numbers as people say and write them: `7号`, `第二十项`, `No.20`, `编号20`, ⑫, 廿五.

use crate::exchange::number_sign;
use crate::matcher::fold;
use crate::text::han_integer;

/// Words before a number, folded and without marks.
const PREFIXES: [&str; 10] =
    ["项目编号", "编号", "序号", "项目", "№", "number", "project", "item", "no", "nr"];

/// Words after a number that say that it is one.
const SUFFIXES: [&str; 5] = ["号", "号项目", "号工程", "号实事", "号实事项目"];

/// Words of measure between 第 and what is counted.
const MEASURES: [char; 5] = ['项', '个', '件', '号', '条'];

/// Things that 第7项 may go on with.
const THINGS: [&str; 7] = ["", "项目", "实事", "工程", "实事项目", "民生实事", "民生实事项目"];

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
        // A number with its words is short; a text is not.
        if token.len() > 60 || !token.chars().any(is_of_number) {
            return None;
        }
        let plain = plain(token);
        let year = plain.split_once('年').and_then(|(year, rest)| {
            let year = integer(year).filter(|year| (1900..2200).contains(year))?;
            Some((u16::try_from(year).ok()?, rest.trim_start_matches('度')))
        });
        if let Some((year, rest)) = year {
            return Some(Self { year: Some(year), no: marked_number(rest)? });
        }
        let sign = || token.chars().any(|c| number_sign(c).is_some_and(|number| number > 9));
        let no = marked_number(&plain)
            .or_else(|| integer(&plain).filter(|_| sign()))
            .or_else(|| han_integer(&plain).filter(|_| !plain.chars().all(is_simple_numeral)))?;
        Some(Self { year: None, no })
    }
}

/// Parses the number in the value of `no:`, in digits or as people say it.
pub(crate) fn parse_number_value(value: &str) -> Option<u32> {
    let plain = plain(value);
    integer(&plain).or_else(|| marked_number(&plain))
}

/// Parses a number with words that may as well mean something else: `第7`, `7项`, `7个项目`.
pub(crate) fn loose_number(token: &str) -> Option<u32> {
    let plain = Some(token).filter(|token| token.len() <= 60).map(plain)?;
    let bare = plain.strip_prefix('第').unwrap_or(&plain);
    let (number, thing) = bare
        .find(MEASURES)
        .and_then(|at| bare.split_at_checked(at))
        .map_or((bare, ""), |(number, rest)| {
            (number, rest.strip_prefix(MEASURES).unwrap_or_default())
        });
    let is_marked = bare.len() < plain.len() || number.len() < bare.len();
    integer(number).filter(|_| is_marked && THINGS.contains(&thing))
}

/// Returns true for the characters of which every number has one.
fn is_of_number(c: char) -> bool {
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

/// Returns the folded text without marks, with digits in place of signs such as ⑫.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match (number_sign(c), fold(c)) {
            (Some(number), _) => plain.push_str(&number.to_string()),
            (None, ' ' | '-') => {}
            (None, c) => plain.push(c),
        }
    }
    plain
}

/// Parses a number, in digits or in Han numerals.
fn integer(text: &str) -> Option<u32> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { text.parse().ok() } else { han_integer(text) }
}

/// Parses a number that words before or after it mark as such.
fn marked_number(plain: &str) -> Option<u32> {
    if let Some(rest) = plain.strip_prefix('第') {
        let at = rest.find(MEASURES)?;
        let (number, after) = rest.split_at_checked(at)?;
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
        ] {
            let expected = Some(SpokenNumber { year: None, no });
            assert_eq!(SpokenNumber::parse(said), expected, "{said}");
        }
        let said = SpokenNumber::parse("2026年第7项");
        assert_eq!(said, Some(SpokenNumber { year: Some(2026), no: 7 }));
        let said = SpokenNumber::parse("二〇二六年度第七项");
        assert_eq!(said, Some(SpokenNumber { year: Some(2026), no: 7 }));
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
            "7项",
            "600个",
            "第二中学",
            "第7",
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
