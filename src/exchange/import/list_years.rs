//! The years that a list is for.

use crate::diagnostics::TitleYear;
use crate::text::{to_half_width, with_arabic_dates};

/// The first and the last year that a list is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListYears {
    first: u16,
    last: u16,
}

impl ListYears {
    /// Returns the span of one year.
    pub(crate) fn new(year: u16) -> Self {
        Self { first: year, last: year }
    }

    /// Returns the years in a text, such as a title; `None` if there are none.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        if let TitleYear::One(year) = list_year(text) {
            return Some(Self::new(year));
        }
        let text = with_arabic_dates(text);
        let first = years_in(&text).min()?;
        let last = years_in(&text).max()?;
        Some(Self { first, last })
    }

    /// Returns true if the list is for `year`.
    pub(crate) fn contains(self, year: u16) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

/// Returns the years in a text in digits, in their order.
pub(crate) fn years_in(text: &str) -> impl Iterator<Item = u16> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1949..=2100).contains(year))
}

/// Words of the part of a title that names a list.
const LIST_WORDS: [&str; 8] = ["清单", "计划", "安排", "项目表", "一览", "名单", "任务", "方案"];

/// A year in a title, and the text up to the next one.
struct YearPart {
    year: u16,
    after: String,
}

/// Returns the year of the list that `title` names. Of several years it is the only one before a
/// word for a list; 2025-2026年 has none.
pub(crate) fn list_year(title: &str) -> TitleYear {
    let mut parts = year_parts(title);
    // 2025年12月31日 and 〔2025〕1号 are no years of a list.
    let is_list_year = |part: &YearPart| {
        let rest = part.after.strip_prefix(['年', '-', '.', '/']).unwrap_or_default();
        let is_day = rest.starts_with(|c: char| c.is_ascii_digit()) && !starts_with_year(rest);
        !is_day && !part.after.starts_with([']', '〕', '】'])
    };
    parts.retain(is_list_year);
    let mut years: Vec<u16> = parts.iter().map(|part| part.year).collect();
    years.dedup();
    match years.as_slice() {
        [] => return TitleYear::Missing,
        [year] => return TitleYear::One(*year),
        _ => {}
    }
    let is_range = |part: &YearPart| part.after.chars().all(|c| "年度至到和及与、-—–~".contains(c));
    let is_last = |nth: usize| nth + 1 == parts.len();
    let has_range = parts.iter().enumerate().any(|(nth, part)| !is_last(nth) && is_range(part));
    let is_named = |part: &&YearPart| LIST_WORDS.iter().any(|word| part.after.contains(word));
    let mut named = parts.iter().filter(is_named).map(|part| part.year);
    match (named.next(), named.next()) {
        (Some(year), None) if !has_range => TitleYear::One(year),
        _ => {
            let years: Vec<String> = years.iter().map(u16::to_string).collect();
            TitleYear::Several(years.join("、").into())
        }
    }
}

fn starts_with_year(text: &str) -> bool {
    text.chars().take_while(char::is_ascii_digit).count() == 4
}

fn year_parts(title: &str) -> Vec<YearPart> {
    let title = with_arabic_dates(title);
    let mut parts: Vec<YearPart> = Vec::new();
    let mut digits = String::new();
    let chars = title.chars().map(to_half_width).chain(['\n']);
    for c in chars.filter(|c| *c == '\n' || !c.is_whitespace()) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let year = digits.parse().ok().filter(|year| (1949..=2100).contains(year));
        match year.filter(|_| digits.len() == 4) {
            Some(year) => parts.push(YearPart { year, after: String::new() }),
            None => parts.iter_mut().last().into_iter().for_each(|part| part.after += &digits),
        }
        digits.clear();
        if c != '\n' {
            parts.iter_mut().last().into_iter().for_each(|part| part.after.push(c));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_list_is_that_beside_its_name() {
        let several = |years: &str| TitleYear::Several(years.into());
        for (title, expected) in [
            ("云溪镇2026年民生实事项目清单", TitleYear::One(2026)),
            ("云溪镇二〇二六年民生实事", TitleYear::One(2026)),
            ("云溪镇２０２６年民生实事", TitleYear::One(2026)),
            ("云溪镇2025年民生实事完成情况暨2026年民生实事项目清单", TitleYear::One(2026)),
            ("2025年实事完成情况和2026年实事计划", TitleYear::One(2026)),
            ("2026年民生实事项目清单（2025年12月31日通过）", TitleYear::One(2026)),
            ("云政发〔2025〕1号2026年清单", TitleYear::One(2026)),
            ("云溪镇2025-2026年民生实事项目清单", several("2025、2026")),
            ("云溪镇2025年至2026年民生实事项目清单", several("2025、2026")),
            ("云溪镇2025、2026年民生实事项目清单", several("2025、2026")),
            ("2025年民生实事项目清单和2026年民生实事项目计划", several("2025、2026")),
            ("云溪镇2025年完成情况和2026年民生实事", several("2025、2026")),
            ("云溪镇民生实事项目清单", TitleYear::Missing),
        ] {
            assert_eq!(list_year(title), expected, "{title}");
        }
    }
}
