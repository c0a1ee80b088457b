//! Puts the name of a thing that has a number of its own into quotes: “6-18个月婴幼儿接种” 3000 人.

use super::number::{AmountSpan, NumberMeaning, amount_spans};
use super::plain_line::read;
use super::qualifier::split_prefix_qualifier;
use super::reader::TargetLine;
use crate::exchange::units;
use crate::text::to_half_width;

/// Marks that part one figure of a line from the next.
pub(super) const SEPARATORS: [char; 9] = ['；', ';', '，', ',', '、', '。', '（', '）', '和'];

/// Units of time, and those that often say what a thing is like: 2期工程, 3级医院.
pub(super) const NO_UNITS: [&str; 21] = [
    "天",
    "日",
    "周",
    "年",
    "月",
    "个月",
    "小时",
    "分钟",
    "级",
    "期",
    "届",
    "层",
    "类",
    "度",
    "分",
    "倍",
    "班",
    "方",
    "面",
    "%",
    "个百分点",
];

/// Words after a number with a unit that make it a size of what is counted, 30人以下.
const LIMITS: [&str; 7] = ["以上", "以下", "以内", "之内", "及以上", "及以下", "左右"];

/// Marks in a name that part it from nothing else.
const NAME_MARKS: [char; 3] = ['（', '）', '和'];

/// Returns the target of which the last number of a line is the amount, with the words before it,
/// in which there are other numbers, in quotes; `None` if one of these may be an amount, too.
pub(super) fn quoted_name(line: &str) -> Option<TargetLine> {
    let chars: Vec<char> = line.chars().collect();
    let half: Vec<char> = chars.iter().copied().map(to_half_width).collect();
    let spans = amount_spans(&half);
    let (last, others) = spans.split_last()?;
    let is_part = |span: &AmountSpan| match span.meaning(&half) {
        NumberMeaning::Name => true,
        NumberMeaning::Unclear => false,
        NumberMeaning::Amount => is_size(half.get(span.last.end..).unwrap_or_default()),
    };
    if others.is_empty() || !others.iter().all(is_part) {
        return None;
    }
    let before: String = chars.get(..last.start())?.iter().collect();
    let (name, _) = split_prefix_qualifier(before.trim_end());
    let name = name.trim();
    let is_separator = |c: char| SEPARATORS.contains(&c) && !NAME_MARKS.contains(&c) || c == '”';
    let end = name.chars().next_back()?;
    if name.contains(is_separator) || !end.is_alphabetic() {
        return None;
    }
    let rest = line.strip_prefix(name)?;
    read(&format!("“{name}”{rest}")).ok()
}

/// Returns true if the text after a number makes it say how large, how old or how long a thing is,
/// and not how many there are.
fn is_size(after: &[char]) -> bool {
    let after: String = after.iter().take(16).collect();
    match units::split_measure(after.trim_start()) {
        Some((unit, rest)) => {
            NO_UNITS.contains(&unit) || LIMITS.iter().any(|limit| rest.starts_with(limit))
        }
        None => false,
    }
}
