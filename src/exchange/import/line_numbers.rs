//! Removes the numbers before the lines of a cell: `1、`, （1）, ①.

use super::number::parse_number;
use crate::text::to_half_width;

/// Maximum number of a line.
const LINES_MAX: u32 = 50;

/// Returns the lines without their numbers, and the first of these as it is written; `None` unless
/// each line has one, each one more than the line above.
pub(super) fn without_numbers(lines: &[[String; 2]]) -> Option<(Vec<[String; 2]>, String)> {
    let mut bare = Vec::with_capacity(lines.len());
    let mut above = None;
    for [zh, en] in lines {
        let (number, rest) = split_number(if zh.is_empty() { en } else { zh })?;
        // Several items on a line are proposed one per line.
        let mut others = rest.split(['；', ';', '。']).skip(1);
        if above.is_some_and(|above| number != above + 1)
            || others.any(|other| split_number(other).is_some())
        {
            return None;
        }
        above = Some(number);
        let rest = rest.to_owned();
        bare.push(if zh.is_empty() {
            [String::new(), rest]
        } else {
            let english = split_number(en).filter(|(other, _)| *other == number);
            [rest, english.map_or_else(|| en.clone(), |(_, rest)| rest.to_owned())]
        });
    }
    let [zh, en] = lines.first()?;
    let first = if zh.is_empty() { en } else { zh };
    let (_, rest) = split_number(first)?;
    let mark = first.strip_suffix(rest).unwrap_or_default().trim().to_owned();
    Some((bare, mark))
}

/// Marks before the lines of a list.
const BULLETS: &str = "·•●○◆◇★☆■□▲△※►➢√✓*＊";

/// Returns the lines without the marks before them, ● or `-`, and the first of these; `None` if
/// none has one.
pub(super) fn without_bullets(lines: &[[String; 2]]) -> Option<(Vec<[String; 2]>, String)> {
    let mut first = None;
    let bare = lines.iter().map(|line| {
        line.each_ref().map(|line| match split_bullet(line) {
            Some((mark, rest)) => {
                first.get_or_insert(mark);
                rest.to_owned()
            }
            None => line.clone(),
        })
    });
    let bare = bare.collect();
    first.map(|mark| (bare, mark.to_string()))
}

/// Splits a line into the mark before it and the rest; a sign of a number is none.
fn split_bullet(line: &str) -> Option<(char, &str)> {
    let mut chars = line.trim_start().chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    let is_dash = "-–—－".contains(mark);
    let is_bullet = BULLETS.contains(mark)
        || is_dash && rest.starts_with(char::is_whitespace)
        || is_dash && rest.starts_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let rest = rest.trim_start();
    (is_bullet && !rest.is_empty()).then_some((mark, rest))
}

/// Splits a line into its number and the rest.
fn split_number(line: &str) -> Option<(u32, &str)> {
    let line = line.trim_start();
    let marks = ['、', '.', '．', ')', '）', ':', '：'];
    let is_han = |c: char| "一二三四五六七八九十".contains(c);
    let is_numeral = |c: char| to_half_width(c).is_ascii_digit() || is_han(c);
    let first = line.chars().next()?;
    let (number, rest) = if is_numeral(first) || matches!(first, '(' | '（') {
        let inside = line.strip_prefix(['(', '（']);
        let bare = inside.unwrap_or(line);
        let end = bare.find(|c: char| !is_numeral(c))?;
        let (number, rest) = bare.split_at_checked(end)?;
        // Only 、 and brackets stand after a Han numeral: 一、.
        let rest = match inside {
            Some(_) => rest.strip_prefix([')', '）'])?,
            None if is_han(first) => rest.strip_prefix('、')?,
            None => rest.strip_prefix(marks)?,
        };
        (parse_number(number)?, rest)
    } else {
        // ①; the number of a project is not written 第1 or #1 here.
        let is_circled = !first.is_ascii() && !first.is_alphabetic() || "㈠㊀".contains(first);
        let number = parse_number(first.encode_utf8(&mut [0; 4])).filter(|_| is_circled)?;
        let rest = line.strip_prefix(first)?;
        (number, rest.strip_prefix(marks).unwrap_or(rest))
    };
    let rest = rest.trim_start();
    // 3.15 and 一、二年级 are no lines with numbers.
    let is_list = rest.starts_with(|c: char| c.is_ascii_digit() || is_han(c));
    ((1..=LINES_MAX).contains(&number) && !rest.is_empty() && !(is_list && is_numeral(first)))
        .then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_lines_are_no_part_of_them() {
        for (line, expected) in [
            ("1、新建学校 2 所", Some((1, "新建学校 2 所"))),
            ("2. 新建学校 2 所", Some((2, "新建学校 2 所"))),
            ("（3）新建学校", Some((3, "新建学校"))),
            ("(10)新建学校", Some((10, "新建学校"))),
            ("①新建学校", Some((1, "新建学校"))),
            ("⑵、新建学校", Some((2, "新建学校"))),
            ("⒊新建学校", Some((3, "新建学校"))),
            ("一、新建学校", Some((1, "新建学校"))),
            ("（二）新建学校", Some((2, "新建学校"))),
            ("3.15维权活动 2 场", None),
            ("一、二年级学位 60 个", None),
            ("24小时图书馆 1 座", None),
            ("1", None),
            ("1、", None),
            ("三所学校", None),
        ] {
            assert_eq!(split_number(line), expected, "{line}");
        }
        let lines = |lines: &[&str]| -> Vec<[String; 2]> {
            lines.iter().map(|line| [(*line).to_owned(), String::new()]).collect()
        };
        let found = without_numbers(&lines(&["1、甲 2 所", "2、乙 3 所"]));
        assert_eq!(found, Some((lines(&["甲 2 所", "乙 3 所"]), "1、".to_owned())));
        assert_eq!(without_numbers(&lines(&["1、甲 2 所", "乙 3 所"])), None);
        assert_eq!(without_numbers(&lines(&["1、甲 2 所", "3、乙 3 所"])), None);
    }
}
