//! Parses days as offices write them: `2026-10-31`, 2026年12月, 10月底前, 四季度, 3月1日至6月30日.

use crate::model::Day;
use crate::text::{to_half_width, with_arabic_dates};

mod month_range;
mod short_forms;

/// The days that a cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateSpan {
    /// The first day.
    pub first: Day,
    /// The last day; that of a single day is the same.
    pub last: Day,
    /// True if the cell has two days, a start and an end.
    pub is_range: bool,
    /// True if the cell has one day with a year of four digits, so that nothing was concluded.
    pub is_literal: bool,
}

impl DateSpan {
    fn is_whole_year(&self) -> bool {
        let year = self.last.year();
        !self.is_range
            && Day::new(year, 1, 1) == Some(self.first)
            && Day::new(year, 12, 31) == Some(self.last)
    }
}

/// Reason why a cell is no day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DateTextError {
    /// It is none, or the calendar does not have it.
    NoDay,
    /// It has no year, and the programme has none.
    NoYear,
    /// Text after the day, and that day.
    Rest(Day, String),
}

/// Words before a day that change nothing.
const STARTS: [&str; 9] =
    ["截至", "截止", "力争", "预计", "计划", "暂定", "不迟于", "原则上", "确保"];

/// Words after a time that make its last day a deadline.
const DEADLINES: [&str; 6] = ["底", "末", "前", "之前", "以前", "内"];

/// Words after a deadline that change nothing.
const ENDS: [&str; 16] = [
    "完成建设",
    "完成任务",
    "完成投用",
    "完成",
    "建成投用",
    "全部完成",
    "全面完成",
    "竣工",
    "完工",
    "建成",
    "投用",
    "投入使用",
    "投入运行",
    "投运",
    "开放",
    "交付使用",
];

/// Words after a first day, 开工 in 3月开工，10月完工.
const BEGINNINGS: [&str; 8] =
    ["开工建设", "开工", "动工", "启动", "开始实施", "开始", "开建", "进场"];

/// Words after a whole year that change nothing: 全年推进.
const ALL_YEAR: [&str; 6] = ["持续推进", "推进", "持续实施", "实施", "持续开展", "开展"];

/// Words at the start of a text that says that there is no day: 长期坚持.
const NO_DAY: [&str; 22] = [
    "长期",
    "常年",
    "长年",
    "常态",
    "持续",
    "每年",
    "每季",
    "每月",
    "每周",
    "每天",
    "每日",
    "逐年",
    "逐月",
    "逐步",
    "定期",
    "不定期",
    "适时",
    "待定",
    "未定",
    "视",
    "根据",
    "按",
];

/// The thirds of a month with their first and last days; the last third ends with the month.
const THIRDS: [(&str, u8, Option<u8>); 3] =
    [("上旬", 1, Some(10)), ("中旬", 11, Some(20)), ("下旬", 21, None)];

/// Marks and words between the first and the last day.
const RANGE_MARKS: [&str; 9] = ["至", "到", "——", "--", "—", "–", "~", "-", "to"];

/// Quarters, and halves of a year, with their first and last months.
const PARTS: [(&str, u8, u8); 17] = [
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("1季度", 1, 3),
    ("2季度", 4, 6),
    ("3季度", 7, 9),
    ("4季度", 10, 12),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("全年", 1, 12),
    ("年底", 1, 12),
    ("年末", 1, 12),
    ("年内", 1, 12),
    ("底", 1, 12),
    ("末", 1, 12),
    ("内", 1, 12),
];

/// Largest difference of a year of two digits from that of the programme, so that 05/06/26 is not
/// taken for a day of 2005. Without a year to compare with, 年 must follow the two digits.
const SHORT_YEAR_MAX: u16 = 10;

/// Parses the days in `text`; `year` is that of the programme, for days without one.
pub(crate) fn read(text: &str, year: Option<u16>) -> Result<DateSpan, DateTextError> {
    let plain: String = with_arabic_dates(text.trim()).chars().map(to_half_width).collect();
    let plain = month_range::in_full(short_forms::with_quarters(plain));
    let mut rest = plain.as_str();
    let start = STARTS.iter().find_map(|word| rest.strip_prefix(word));
    rest = start.unwrap_or(rest).trim_start();
    let digits = compact_day(rest).or_else(|| short_forms::short_month(rest, year));
    rest = digits.as_deref().unwrap_or(rest);
    let start = start.or(digits.as_deref());
    let (mut span, after, found_year) = parse_time(rest, year)?;
    span.is_literal &= start.is_none();
    rest = after.trim_start();
    if span.is_whole_year()
        && let Some(after) = ALL_YEAR.iter().find_map(|word| rest.strip_prefix(word))
    {
        rest = after;
    }
    let mark = RANGE_MARKS.iter().find_map(|mark| rest.strip_prefix(mark));
    let last = mark.or_else(|| after_beginning(rest));
    if let Some(last) = last.filter(|last| !last.trim().is_empty())
        && let Ok((last, after, _)) = parse_time(last.trim_start(), Some(found_year))
        && (mark.is_some() || ENDS.iter().any(|word| after.trim_start().starts_with(word)))
    {
        span = DateSpan { last: last.last, is_range: true, is_literal: false, ..span };
        rest = after.trim_start();
    }
    if span.last < span.first {
        return Err(DateTextError::NoDay);
    }
    let rest = ENDS.iter().find_map(|word| rest.strip_prefix(word)).map_or(rest, |rest| {
        span.is_literal = false;
        rest
    });
    let rest = rest.trim_end_matches(['。', '；', ';', '.']);
    if rest.is_empty() { Ok(span) } else { Err(DateTextError::Rest(span.last, rest.to_owned())) }
}

/// Returns a day of eight digits with its marks, 2026-12-31 for 20261231.
fn compact_day(text: &str) -> Option<String> {
    let is_day = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest) = text.split_at_checked(4).filter(|_| is_day)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(format!("{year}-{month}-{day}"))
}

/// Returns the text after a word that makes the day before it the first one, and a mark.
fn after_beginning(rest: &str) -> Option<&str> {
    let rest = BEGINNINGS.iter().find_map(|word| rest.strip_prefix(word))?;
    let marked = rest.trim_start_matches([',', '、', ';', ' ', '至', '并', '-', '—', '~']);
    (marked.len() < rest.len()).then_some(marked)
}

/// Returns true if a text says that there is no day, such as 长期 or 每季度.
pub(crate) fn has_no_day(text: &str) -> bool {
    NO_DAY.iter().any(|word| text.starts_with(word)) && !text.contains(|c: char| c.is_ascii_digit())
}

/// Parses a day or a time at the start of `text`. Returns it, the rest of the text, and the year.
fn parse_time(text: &str, year: Option<u16>) -> Result<(DateSpan, &str, u16), DateTextError> {
    let (given, rest) = parse_year(text).map_or((None, text), |(year, rest)| (Some(year), rest));
    let is_full_year = given.is_some_and(|(_, is_full)| is_full);
    let is_year = |short: u16| match year {
        Some(year) => short.abs_diff(year) <= SHORT_YEAR_MAX,
        None => {
            text.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start().starts_with('年')
        }
    };
    if let Some((given, false)) = given
        && !is_year(given)
    {
        return Err(DateTextError::NoDay);
    }
    let has_word_year = given.is_some()
        && text.strip_suffix(rest).is_some_and(|year| year.trim_end().ends_with('年'));
    let year = given.map(|(year, _)| year).or(year);
    let part = rest.strip_prefix('第').unwrap_or(rest);
    let part = PARTS.iter().find_map(|(word, first, last)| {
        // 底 alone follows a year: 2026年底.
        let is_word = word.chars().count() > 1 || given.is_some();
        let rest = part.strip_prefix(word).filter(|_| is_word)?;
        let is_end = word.ends_with(['底', '末', '内']);
        Some((if is_end { *last } else { *first }, *last, is_end, rest))
    });
    let (first, last, day, is_end, rest) = if let Some((first, last, is_end, rest)) = part {
        (first, last, None, is_end, rest)
    } else if has_word_year && is_end_of_time(rest) {
        (1, 12, None, false, rest)
    } else {
        let (month, rest) = parse_number(rest).ok_or(DateTextError::NoDay)?;
        // 2026.3-12 is March to December, and 2026.3.12 a day.
        let next = rest.chars().next().filter(|mark| ['-', '.', '/'].contains(mark));
        let is_number = rest.get(1..).and_then(parse_number).is_some();
        let has_mixed_marks = is_number
            && next
                .zip(mark_before(text, rest))
                .is_some_and(|(next, first)| first != '年' && (next == '-') != (first == '-'));
        if has_mixed_marks {
            return Err(DateTextError::NoDay);
        }
        let (day, rest) = parse_day(rest, given.is_some()).ok_or(DateTextError::NoDay)?;
        (month, month, day, false, rest)
    };
    let year = year.ok_or(DateTextError::NoYear)?;
    let new_day = |month, day| Day::new(year, month, day).ok_or(DateTextError::NoDay);
    let third =
        THIRDS.iter().find_map(|(word, from, to)| Some((from, to, rest.strip_prefix(word)?)));
    let month_end = || Day::last_of_month(year, last).ok_or(DateTextError::NoDay);
    let (first, last, rest) = match (day, third) {
        (Some(day), _) => (new_day(first, day)?, new_day(last, day)?, rest),
        (None, Some((from, to, rest))) if first == last => {
            (new_day(first, *from)?, to.map_or_else(month_end, |to| new_day(last, to))?, rest)
        }
        (None, _) => (new_day(first, 1)?, month_end()?, rest),
    };
    let first = if is_end { last } else { first };
    let (mut rest, has_time) = strip_time(rest);
    let is_literal = is_full_year && day.is_some() && !has_time;
    let mut span = DateSpan { first, last, is_range: false, is_literal };
    while let Some(after) = DEADLINES.iter().find_map(|word| rest.strip_prefix(word)) {
        span = DateSpan { first: last, is_literal: false, ..span };
        rest = after;
    }
    Ok((span, rest, year))
}

/// Returns the mark after the year of a date of which `rest` follows the month.
fn mark_before(text: &str, rest: &str) -> Option<char> {
    let head = text.strip_suffix(rest)?;
    head.trim_end_matches(|c: char| c.is_ascii_digit()).chars().next_back()
}

/// Returns true if no more belongs to the year before `text`: it is the whole time.
fn is_end_of_time(text: &str) -> bool {
    text.is_empty() || RANGE_MARKS.iter().any(|mark| text.starts_with(mark))
}

/// Parses a year of four or two digits and the mark after it. Returns it, true if it has four, and
/// the rest of the text.
fn parse_year(text: &str) -> Option<((u16, bool), &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    let marks: &[char] = if length == 2 && text.matches(['-', '/', '.']).count() < 2 {
        &['年']
    } else {
        &['年', '-', '/', '.']
    };
    let rest = rest.trim_start().strip_prefix(marks)?.trim_start();
    let year: u16 = digits.parse().ok()?;
    match length {
        4 => Some(((year, true), rest)),
        2 => Some(((2000 + year, false), rest)),
        _ => None,
    }
}

/// Parses what follows a month: a mark and a day, or the end of the month. Returns the day, if any.
fn parse_day(text: &str, has_year: bool) -> Option<(Option<u8>, &str)> {
    let text = text.trim_start();
    let Some(rest) = text.strip_prefix(['月', '-', '/', '.']) else {
        // 2026-12 is a month; a number alone is none.
        return has_year.then_some((None, text));
    };
    let is_month = text.starts_with('月');
    let rest = rest.strip_prefix('份').unwrap_or(rest).trim_start();
    match parse_number(rest) {
        Some((day, rest)) if is_month || has_year => {
            Some((Some(day), rest.trim_start().strip_prefix(['日', '号']).unwrap_or(rest)))
        }
        None if is_month => Some((None, rest)),
        // A range of months: 2026.3-2026.12.
        None if has_year && rest.starts_with(|c: char| c.is_ascii_digit()) => Some((None, text)),
        _ => None,
    }
}

/// Parses a number of one or two digits at the start of `text`.
fn parse_number(text: &str) -> Option<(u8, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| length <= 2)?;
    digits.parse().ok().map(|number| (number, rest))
}

/// Removes a time of day as databases write it. Returns true if it was not midnight.
fn strip_time(text: &str) -> (&str, bool) {
    let Some(time) = text.strip_prefix(['T', ' ']) else { return (text, false) };
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
    if !time.contains(':') || !time.chars().all(is_time) {
        return (text, false);
    }
    let clock = time.split(['+', '-', 'Z']).next().unwrap_or_default();
    ("", clock.contains(|c: char| ('1'..='9').contains(&c)))
}

#[cfg(test)]
mod tests;
