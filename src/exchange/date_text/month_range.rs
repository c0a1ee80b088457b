//! Completes ranges of months and quarters: 3月至11月 for 3-11月.

use crate::text::han_number;

/// Marks and words between both numbers.
const MARKS: [&str; 10] = ["至", "到", "——", "--", "—", "–", "~", "-", "、", "和"];

/// Units that stand only after the second number.
const UNITS: [&str; 2] = ["月", "季度"];

/// Returns `text`, in half-width characters, with the unit after both numbers if it begins with
/// such a range, after the year if there is one.
pub(super) fn in_full(text: String) -> String {
    completed(&text).unwrap_or(text)
}

fn completed(text: &str) -> Option<String> {
    let after_year = text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let body = after_year.strip_prefix('年').unwrap_or(text);
    let year = text.strip_suffix(body)?;
    let (first, rest) = number(body)?;
    let rest = rest.trim_start();
    let mark = MARKS.iter().find(|mark| rest.starts_with(**mark))?;
    let (second, rest) = number(rest.strip_prefix(mark)?)?;
    let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
    // 二、三季度 are one time, 一、三季度 are two.
    let is_one = !matches!(*mark, "、" | "和") || first + 1 == second;
    is_one.then(|| format!("{year}{first}{unit}至{second}{rest}"))
}

/// Parses a number from 1 to 99 at the start of `text`, in digits or Han numerals.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix('第').unwrap_or(text);
    let is_numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let end = text.find(|c| !is_numeral(c))?;
    let (number, rest) = text.split_at_checked(end).filter(|_| (1..=9).contains(&end))?;
    let number = number.parse().ok().or_else(|| han_number(number))?;
    Some((number, rest.trim_start())).filter(|_| number < 100)
}
