//! Proposes how to write a line that was only understood in part.

use super::amount_pairs::{joined_range, split_amounts};
use super::han_count::with_digits;
use super::list_mark::list_mark;
use super::plain_line::read;
use super::quoted_name::{NO_UNITS, SEPARATORS, quoted_name};
use super::reader::{PartialLine, TargetLine, TargetLineError};
use super::writer::line_text;
use crate::exchange::units;
use crate::lang::Lang;

/// Maximum number of targets that are proposed for a line.
const PROPOSED_MAX: usize = 4;

/// Words at the start of a part of the target before them.
const PARTS: [&str; 6] = ["其中", "其内", "包括", "包含", "内含", "含"];

/// Words before another number of the same thing.
const SAME_AGAIN: [&str; 7] = ["力争", "争取", "累计", "总数", "总计", "同比增长", "达到"];

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

/// Lines to write instead of one that is not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The targets, one per line; empty if there is no proposal.
    pub lines: Vec<String>,
    /// True if a part of a target, 其中120个, is in none of them.
    pub leaves_part: bool,
}

/// Returns the targets that `line` probably means, as they should be written; none if a part of it
/// is no target.
pub(crate) fn proposed_lines(line: &str, found: &PartialLine, lang: Lang) -> Proposal {
    let text = |target: &TargetLine| line_text(target, lang);
    if let Some(target) = &found.reordered {
        let written = text(target);
        let is_other = NO_FIRST_THINGS.iter().any(|word| found.rest.starts_with(word));
        let is_written = !is_other && read(&written).is_ok();
        let lines = if is_written { vec![written] } else { Vec::new() };
        return Proposal { lines, leaves_part: false };
    }
    let bare = without_list_number(line);
    if let Some(target) = joined_range(bare).and_then(|line| read(&line).ok()) {
        return Proposal { lines: vec![text(&target)], leaves_part: false };
    }
    if let Some(target) = quoted_name(bare) {
        return Proposal { lines: vec![text(&target)], leaves_part: false };
    }
    let (targets, leaves_part) = targets_in(bare).unwrap_or_default();
    let min = if bare == line && !leaves_part { 2 } else { 1 };
    let is_proposal = (min..=PROPOSED_MAX).contains(&targets.len());
    let lines = if is_proposal { targets.iter().map(text).collect() } else { Vec::new() };
    Proposal { lines, leaves_part }
}

/// Returns the targets that `line`, which has a Han numeral for an amount, probably means.
pub(crate) fn proposed_with_digits(line: &str, lang: Lang) -> Option<Vec<String>> {
    let digits = with_digits(line)?;
    let lines = match read(&digits) {
        Ok(target) => vec![line_text(&target, lang)],
        Err(TargetLineError::Partial(found)) => proposed_lines(&digits, &found, lang).lines,
        Err(_) => Vec::new(),
    };
    (!lines.is_empty()).then_some(lines)
}

/// Returns the targets of a line with several, and true if it also has parts of them, which are
/// none; `None` if there is something else in it.
fn targets_in(line: &str) -> Option<(Vec<TargetLine>, bool)> {
    let mut targets: Vec<TargetLine> = Vec::new();
    let mut leaves_part = false;
    for LinePart { text, is_in_brackets } in pieces(line) {
        let bare = without_list_number(text);
        let text = match (bare, targets.is_empty()) {
            // 1、2、3号楼.
            ("", true) => return None,
            // 2、 before the second target of a list.
            ("", false) => continue,
            (text, _) => text,
        };
        let is_part = is_in_brackets
            || PARTS.iter().any(|word| text.starts_with(word))
            || is_same_again(text);
        if is_part && !targets.is_empty() {
            leaves_part = true;
            continue;
        }
        let other_order = || read(&reordered_line(text, Lang::Zh)?).ok();
        let mut target =
            read(text).ok().filter(|target| !is_thing_in_unit(target)).or_else(other_order)?;
        if target.what.is_empty() {
            // 改造小区4个、900户 and 7条16公里.
            target.what.clone_from(&targets.last()?.what);
        }
        targets.push(target);
        if targets.len() > PROPOSED_MAX {
            return None;
        }
    }
    Some((targets, leaves_part))
}

/// Returns true if a part of a line has another number of what the target before it counts: 力争150张,
/// 累计达到120张.
fn is_same_again(text: &str) -> bool {
    let after = SAME_AGAIN.iter().find_map(|word| text.strip_prefix(word));
    let digits = after.map(|after| {
        after.trim_start_matches(|c: char| c.is_whitespace() || "达到至为约超".contains(c))
    });
    digits.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns true if the unit has the thing counted in it, 所幼儿园.
fn is_thing_in_unit(target: &TargetLine) -> bool {
    target.what.is_empty() && !units::is_known(&target.unit)
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

/// A part of a line between its separators.
#[derive(Clone, Copy, Debug)]
struct LinePart<'a> {
    text: &'a str,
    is_in_brackets: bool,
}

/// Splits a line at its separators, of which a comma within a number is none, and between two
/// amounts that follow each other, 7条16公里.
fn pieces<'a>(line: &'a str) -> Vec<LinePart<'a>> {
    let mut pieces = Vec::new();
    let (mut start, mut is_after_digit, mut is_in_brackets) = (0, false, false);
    let mut push = |text: Option<&'a str>, is_in_brackets: bool| {
        let texts = text.into_iter().flat_map(split_amounts).map(str::trim);
        let texts = texts.filter(|text| !text.is_empty());
        pieces.extend(texts.map(|text| LinePart { text, is_in_brackets }));
    };
    for (at, c) in line.char_indices() {
        let next = line.get(at + c.len_utf8()..).unwrap_or_default();
        let is_in_number =
            c == ',' && is_after_digit && next.starts_with(|c: char| c.is_ascii_digit());
        if SEPARATORS.contains(&c) && !is_in_number {
            push(line.get(start..at), is_in_brackets);
            start = at + c.len_utf8();
            is_in_brackets = c == '（' || (is_in_brackets && c != '）');
        }
        is_after_digit = c.is_ascii_digit();
    }
    push(line.get(start..), is_in_brackets);
    pieces
}
