//! Words of reports that say no more than that an amount is done, and reports without an amount.

use crate::exchange::target_text::{read, with_digits};
use crate::text::to_half_width;

/// Words before the amount that say no more than that it is done.
const WORDS_BEFORE: [&str; 18] = [
    "截至目前",
    "目前",
    "现已",
    "已经",
    "累计",
    "共计",
    "完成比例",
    "完成率",
    "完成",
    "进度",
    "已",
    "共",
    "建成",
    "交付",
    "竣工",
    "投用",
    "completed",
    "done",
];

/// Words after the amount that say no more than that it is done.
const WORDS_AFTER: [&str; 5] = ["已经完成", "已完成", "完成", "completed", "done"];

/// Words that turn those after the amount into their opposite.
const NEGATIONS: [char; 4] = ['未', '没', '不', '尚'];

/// Marks that may end a text and say nothing.
const FINAL_MARKS: [char; 6] = ['；', ';', '。', '，', ',', '.'];

/// Returns true if a text has no amount at all, 正在施工. 两所 and 过半 are amounts that are not
/// written in digits.
pub(crate) fn is_words(text: &str) -> bool {
    let bare = without_words(text);
    let has_digit = || text.chars().any(|c| to_half_width(c).is_ascii_digit());
    let is_part = || {
        ["百分", "一半", "过半", "大半", "成", "分之", "若干"]
            .iter()
            .any(|word| bare.ends_with(word))
    };
    let is_counted = || with_digits(bare).is_some_and(|line| read(&line).is_ok());
    // 已完成 alone says how much, but not in a number.
    let has_letter = bare.contains(char::is_alphabetic);
    has_letter && !has_digit() && !text.contains(['%', '％']) && !is_part() && !is_counted()
}

/// Removes the words that only say that the amount is done.
pub(super) fn without_words(text: &str) -> &str {
    let mut rest = text.trim().trim_end_matches(FINAL_MARKS).trim_end();
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ':' | '：');
    while let Some(after) = WORDS_BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = after.trim_start_matches(is_separator);
    }
    let before = WORDS_AFTER.iter().find_map(|word| rest.strip_suffix(word));
    let before = before.map(str::trim_end).filter(|before| !before.ends_with(NEGATIONS));
    before.unwrap_or(rest)
}
