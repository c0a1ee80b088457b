//! Proposes how to write a line that was only understood in part.

use super::list_mark::list_mark;
use super::reader::{PartialLine, TargetLine, TargetLineError, read};
use super::writer::line_text;
use crate::exchange::units;
use crate::lang::Lang;

/// Maximum number of targets that are proposed for a line.
const PROPOSED_MAX: usize = 4;

/// Marks that part one figure of a line from the next.
const SEPARATORS: [char; 9] = ['；', ';', '，', ',', '、', '。', '（', '）', '和'];

/// Words at the start of a line that need the words after the amount: 为 in 为200户改造厕所.
const NO_FIRST_WORDS: [&str; 19] = [
    "为", "对", "向", "给", "由", "用", "在", "从", "以", "按", "于", "将", "把", "使", "让", "每",
    "各", "其中", "比",
];

/// Last characters before an amount that do not belong to what is counted: 至 in 增至5所.
const NO_LAST_CHARS: [char; 13] =
    ['的', '于', '至', '到', '达', '为', '在', '给', '对', '和', '与', '及', '第'];

/// First characters after a unit that make it no unit of the thing after it: 内 in 3个月内完成.
const NO_FIRST_CHARS: [char; 10] = ['内', '外', '前', '后', '起', '间', '以', '之', '余', '多'];

/// Words after a unit that make it no unit of the thing after it: 完成 in 100张完成.
const NO_FIRST_THINGS: [&str; 10] =
    ["完成", "达到", "全部", "已", "竣工", "开工", "投入使用", "投用", "半", "工作日"];

/// Characters in words that are more than one thing: 3所学校和医院, 3所学校的操场.
const NO_THING_CHARS: [char; 8] = ['的', '和', '与', '及', '或', '每', '各', '等'];

/// Units of time, and those that often say what a thing is like: 2期工程, 3级医院.
const NO_UNITS: [&str; 21] = [
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

/// Returns the targets that `line` probably means, as they should be written, one per line; empty
/// if a part of it is no target.
pub(crate) fn proposed_lines(line: &str, found: &PartialLine, lang: Lang) -> Vec<String> {
    let text = |target: &TargetLine| line_text(target, lang);
    if let Some(target) = &found.reordered {
        let written = text(target);
        let is_other = NO_FIRST_THINGS.iter().any(|word| found.rest.starts_with(word));
        return if !is_other && read(&written).is_ok() { vec![written] } else { Vec::new() };
    }
    let targets: Option<Vec<TargetLine>> = pieces(without_list_number(line))
        .into_iter()
        .map(without_list_number)
        .filter(|piece| !piece.is_empty())
        .map(|piece| read(piece).ok().filter(|target| !target.what.is_empty()))
        .take(PROPOSED_MAX + 1)
        .collect();
    let min = if without_list_number(line) == line { 2 } else { 1 };
    let targets = targets.filter(|targets| (min..=PROPOSED_MAX).contains(&targets.len()));
    targets.unwrap_or_default().iter().map(text).collect()
}

/// Returns the line in which the thing counted stands before the amount, `新建托儿所 3 所` for
/// 新建3所托儿所, if the line certainly means that.
pub(crate) fn reordered_line(line: &str, lang: Lang) -> Option<String> {
    let (before, target, thing) = match read(line) {
        Err(TargetLineError::Partial(found)) => {
            let before = found.understood.map(|target| target.what).unwrap_or_default();
            let target = found.reordered?;
            let thing = target.what.strip_prefix(before.as_str()).unwrap_or_default().to_owned();
            (before, target, thing)
        }
        // 所幼儿园 in 3所幼儿园 is a unit, but says all that is counted.
        Ok(TargetLine { what, figure, unit }) if what.is_empty() => {
            let (unit, thing) = units::split_measure(&unit)?;
            let (what, unit) = (thing.to_owned(), unit.to_owned());
            (String::new(), TargetLine { what, figure, unit }, thing.to_owned())
        }
        _ => return None,
    };
    let is_uncertain = NO_FIRST_WORDS.iter().any(|word| before.starts_with(word))
        || before.ends_with(NO_LAST_CHARS)
        || NO_UNITS.contains(&target.unit.trim_start_matches(['万', '亿']))
        || thing.is_empty()
        || thing == "次"
        || !thing.chars().all(char::is_alphabetic)
        || NO_FIRST_THINGS.iter().any(|word| thing.starts_with(word))
        || thing.starts_with(NO_FIRST_CHARS)
        || thing.contains(NO_THING_CHARS);
    let written = line_text(&target, lang);
    (!is_uncertain && read(&written).as_ref() == Ok(&target)).then_some(written)
}

/// Removes the number that a line has in a list, `1.` or 1、 or （一）.
fn without_list_number(line: &str) -> &str {
    if let Some(mark) = list_mark(line) {
        return line.trim_start().strip_prefix(mark).unwrap_or(line).trim_start();
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=2).contains(&(line.len() - rest.len()));
    let marks = ['.', '．', '、', ')', '）'];
    let rest = if rest.is_empty() { Some(rest) } else { rest.strip_prefix(marks) };
    rest.filter(|_| is_number).map_or(line, str::trim_start)
}

/// Splits a line at its separators; a comma within a number is none.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut is_after_digit) = (0, false);
    for (at, c) in line.char_indices() {
        let next = line.get(at + c.len_utf8()..).unwrap_or_default();
        let is_in_number =
            c == ',' && is_after_digit && next.starts_with(|c: char| c.is_ascii_digit());
        if SEPARATORS.contains(&c) && !is_in_number {
            pieces.extend(line.get(start..at));
            start = at + c.len_utf8();
        }
        is_after_digit = c.is_ascii_digit();
    }
    pieces.extend(line.get(start..));
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}
