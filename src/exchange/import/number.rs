//! Project numbers as offices write them: `7`, `07`, `第7项`, 一, （一）, ①.

use super::cell_text::parse_integer;
use crate::text::{han_number, to_half_width};

/// Marks before a number.
const STARTS: &[char] = &['第', '#', '(', '[', '【', '〔', '〈', '*'];

/// Marks and words after a number.
const ENDS: &[char] =
    &['号', '项', '件', '.', '。', '、', ',', ':', ')', ']', '】', '〕', '〉', '*'];

/// Numerals of one character: the first of a run, the number it means, and the length of the run.
const NUMERALS: &[(char, u32, u32)] = &[
    ('①', 1, 20),
    ('㉑', 21, 15),
    ('㊱', 36, 15),
    ('⑴', 1, 20),
    ('⒈', 1, 20),
    ('❶', 1, 10),
    ('⓫', 11, 10),
    ('➀', 1, 10),
    ('➊', 1, 10),
    ('⓵', 1, 10),
    ('㈠', 1, 10),
    ('㊀', 1, 10),
    ('Ⅰ', 1, 12),
];

/// Parses the number of a project.
pub(crate) fn parse_number(text: &str) -> Option<u32> {
    // A number with its marks is short; a text is not.
    if text.len() > 60 {
        return None;
    }
    // So nearly all numbers are written.
    if (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let plain: String = text.chars().map(to_half_width).filter(|c| !c.is_whitespace()).collect();
    let bare = plain.trim_start_matches(STARTS);
    let bare =
        ["No.", "NO.", "no."].iter().find_map(|start| bare.strip_prefix(start)).unwrap_or(bare);
    let bare = bare.trim_end_matches(ENDS);
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    if bare.is_empty() {
        return None;
    }
    parse_integer(bare).or_else(|| numeral(bare)).or_else(|| han_number(bare))
}

/// Returns true if a number is marked with an asterisk.
pub(crate) fn is_starred(text: &str) -> bool {
    text.contains(['*', '＊'])
}

/// Parses a numeral of one character.
fn numeral(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let (c, None) = (chars.next()?, chars.next()) else { return None };
    number_sign(c)
}

/// Returns the number that a character stands for: 12 for ⑫.
pub(crate) fn number_sign(c: char) -> Option<u32> {
    NUMERALS.iter().find_map(|(first, number, length)| {
        let nth = u32::from(c).checked_sub(u32::from(*first))?;
        (nth < *length).then_some(number + nth)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_offices_write_them() {
        for (text, no) in [
            ("7", 7),
            ("07", 7),
            ("７", 7),
            ("7.0", 7),
            ("No.7", 7),
            ("第7项", 7),
            ("第十二项", 12),
            ("1.", 1),
            ("1、", 1),
            ("(3)", 3),
            ("（三）", 3),
            ("一", 1),
            ("一、", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("九十九", 99),
            ("①", 1),
            ("⑳", 20),
            ("㉑", 21),
            ("㊿", 50),
            ("⑵", 2),
            ("⒊", 3),
            ("㈡", 2),
            ("9*", 9),
            ("10＊", 10),
        ] {
            assert_eq!(parse_number(text), Some(no), "{text}");
        }
        for text in
            ["", "、", "甲", "零", "一百", "十十", "1.5", "1-1", "-1", "教育", "1项目", "一二"]
        {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }
}
