//! Finds which numbers of an announcement count its projects, and which its domains.

use std::collections::{BTreeMap, BTreeSet};

use super::page_line::{LabelStyle, LineLabel, PageLine, han_number, line_label};

/// Number of projects that an announcement may say that it has, at most.
const COUNT_MAX: u32 = 500;

/// Minimum number of lines of one style that make a list.
const LIST_MIN: usize = 2;

/// A line that begins a list entry: its index among the lines, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub line: usize,
    pub label: LineLabel,
}

/// The styles of the numbers that count projects and domains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Levels {
    /// The entries that are projects.
    pub projects: Vec<Entry>,
    /// The entries that are domains.
    pub domains: Vec<Entry>,
    /// Style of the entries above the projects that are neither.
    pub ends: Vec<Entry>,
}

/// Returns the levels of an announcement; `None` if its projects have no numbers.
pub(super) fn levels(lines: &[PageLine], counts: &BTreeSet<u32>) -> Option<Levels> {
    let lists = lists(lines);
    let has_count =
        |entries: &[Entry]| u32::try_from(entries.len()).is_ok_and(|count| counts.contains(&count));
    let mut styles: Vec<(LabelStyle, &Vec<Entry>)> =
        lists.iter().map(|(style, entries)| (*style, entries)).collect();
    styles.sort_by_key(|(_, entries)| entries.first().map(|entry| entry.line));
    let told = styles.iter().position(|(_, entries)| has_count(entries));
    let at = told.or_else(|| (!styles.is_empty()).then(|| likely_level(lines, &styles)))?;
    let mut projects = styles.get(at)?.1.clone();
    let above = at.checked_sub(1).and_then(|at| styles.get(at)).map(|(_, entries)| *entries);
    let above = above.filter(|above| is_above(above, &projects)).cloned().unwrap_or_default();
    let holding = holders(&above, &projects);
    let domains_hold = holding.len() > 1 || above.len() == 1;
    let are_domains = domains_hold
        && holding.iter().all(|nth| above.get(*nth).is_some_and(|entry| !is_order(lines, entry)));
    if !are_domains {
        // What a notice orders in parts with the numbers of the projects is none.
        let below = |entry: &Entry| {
            let at = above.partition_point(|other| other.line < entry.line);
            at.checked_sub(1).and_then(|at| above.get(at))
        };
        let is_ordered = |entry: &Entry| below(entry).is_some_and(|above| is_demand(lines, above));
        projects.retain(|entry| !is_ordered(entry));
    }
    let (domains, ends) = if are_domains { (above, Vec::new()) } else { (Vec::new(), above) };
    Some(Levels { projects, domains, ends })
}

/// Returns the lists of numbered lines, by style: the numbers run from 1 on, or from 1 again.
fn lists(lines: &[PageLine]) -> BTreeMap<LabelStyle, Vec<Entry>> {
    let mut lists: BTreeMap<LabelStyle, Vec<Entry>> = BTreeMap::new();
    for (line, text) in lines.iter().enumerate() {
        let chars: Vec<char> = text.text.chars().take(16).collect();
        let Some(label) = line_label(&chars) else { continue };
        // A number alone has its title on the next line.
        let has_title = label.style != LabelStyle::Alone
            || lines.get(line + 1).is_some_and(|next| is_title(&next.text));
        let entries = lists.entry(label.style).or_default();
        let expected = entries.last().map_or(1, |entry| entry.label.number + 1);
        // A number that is skipped is a slip of whoever wrote it.
        let is_next = label.number == expected || (label.number == expected + 1 && expected > 1);
        if has_title && (is_next || label.number == 1) {
            entries.push(Entry { line, label });
        }
    }
    lists.retain(|_, entries| entries.len() >= LIST_MIN);
    lists
}

/// Returns true if the line after a number can be a title: it has words, and no number of a list.
fn is_title(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(16).collect();
    line_label(&chars).is_none() && text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// Returns the level that counts projects, where the page does not say how many there are.
fn likely_level(lines: &[PageLine], styles: &[(LabelStyle, &Vec<Entry>)]) -> usize {
    let (Some((_, outer)), Some((_, inner))) = (styles.first(), styles.get(1)) else { return 0 };
    if !is_above(outer, inner) {
        // Two lists beside each other: the longer one.
        return usize::from(inner.len() > outer.len());
    }
    let restarts = inner.iter().skip(1).any(|entry| entry.label.number == 1);
    let held = holders(outer, inner);
    let are_orders = held.len() < outer.len() && outer.iter().any(|entry| is_order(lines, entry));
    let are_domains = held.len() == outer.len()
        && outer.iter().all(|entry| is_domain(lines, entry) && !has_text(lines, entry));
    usize::from(!restarts && held.len() == outer.len() || are_orders || are_domains)
}

/// Returns true if all of `inner` stand below one of `outer`.
fn is_above(outer: &[Entry], inner: &[Entry]) -> bool {
    let first = |entries: &[Entry]| entries.first().map(|entry| entry.line);
    let last = inner.last().map(|entry| entry.line);
    first(outer) < first(inner) && (last > outer.last().map(|entry| entry.line) || outer.len() > 1)
}

/// Returns the indexes of the entries of `outer` that have one of `inner` below them.
fn holders(outer: &[Entry], inner: &[Entry]) -> BTreeSet<usize> {
    // Entries are in the order of their lines.
    let below =
        |entry: &Entry| outer.partition_point(|other| other.line < entry.line).checked_sub(1);
    inner.iter().filter_map(below).collect()
}

/// Words of headings that order the work and name no domain.
const ORDERS: [&str; 14] = [
    "要求",
    "原则",
    "思想",
    "组织",
    "保障措施",
    "工作目标",
    "目标任务",
    "主要任务",
    "实事项目",
    "项目清单",
    "工作安排",
    "重点任务",
    "工作内容",
    "项目内容",
];

/// Returns true if the heading of an entry demands something of the offices.
fn is_demand(lines: &[PageLine], entry: &Entry) -> bool {
    let text = lines.get(entry.line).map_or("", |line| &line.text);
    let words = ["要求", "原则", "思想", "组织", "保障措施", "总体"];
    text.chars().count() < 24 && words.iter().any(|word| text.contains(word))
}

fn is_order(lines: &[PageLine], entry: &Entry) -> bool {
    let text = lines.get(entry.line).map_or("", |line| &line.text);
    text.chars().count() < 24 && ORDERS.iter().any(|word| text.contains(word))
}

/// Words at the end of the title of a project.
const PROJECT_ENDS: [&str; 12] = [
    "工程", "项目", "行动", "计划", "建设", "改造", "提升", "任务", "整治", "服务", "改善", "扩建",
];

/// Returns true if the heading of an entry is rather that of a domain than of a project.
fn is_domain(lines: &[PageLine], entry: &Entry) -> bool {
    let text = lines.get(entry.line).map_or("", |line| &line.text);
    let title: String = text.chars().skip(entry.label.length).collect();
    let title = title.trim();
    let bare = title.split(['（', '(']).next().unwrap_or_default();
    let has_size = bare.len() < title.len()
        && title.trim_end_matches(['）', ')']).ends_with(['项', '件', '个']);
    let is_named = ["类", "方面", "领域", "篇"].iter().any(|word| bare.ends_with(word));
    let is_project = PROJECT_ENDS.iter().any(|word| bare.ends_with(word));
    has_size || is_named || (!is_project && bare.chars().count() <= 10)
}

/// Returns true if a line of text, not of a list, follows the heading of an entry.
fn has_text(lines: &[PageLine], entry: &Entry) -> bool {
    let next = lines.get(entry.line + 1).map_or("", |line| &line.text);
    let chars: Vec<char> = next.chars().take(16).collect();
    line_label(&chars).is_none()
}

/// Returns the numbers of projects that the lines say there are: 10件民生实事, 共计25个项目.
pub(super) fn announced_counts<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeSet<u32> {
    const THINGS: [&str; 9] =
        ["民生实事", "实事", "项目", "民生项目", "重点民生", "事项", "惠民", "为民办实事", "民生"];
    let mut counts = BTreeSet::new();
    for line in lines {
        let chars: Vec<char> = line.chars().collect();
        for (at, unit) in chars.iter().enumerate() {
            if !matches!(unit, '个' | '件' | '项' | '大') {
                continue;
            }
            let before: String = number_before(&chars, at);
            let number = before.parse().ok().or_else(|| han_number(&before));
            let after: String = chars.iter().skip(at + 1).take(14).collect();
            let number = number.filter(|number| (2..=COUNT_MAX).contains(number));
            let is_told = THINGS.iter().any(|word| after.contains(word));
            let is_other =
                ["候选", "方面", "领域", "类"].iter().any(|word| after.starts_with(word));
            // 民生实事项目8项
            let start = at.saturating_sub(before.chars().count());
            let head: String = chars.iter().take(start).skip(start.saturating_sub(4)).collect();
            let is_after = ["项目", "实事"].iter().any(|word| head.ends_with(word));
            counts.extend(number.filter(|_| (is_told || is_after) && !is_other));
        }
    }
    counts
}

/// Returns the digits or Han numerals that end at `at`.
fn number_before(chars: &[char], at: usize) -> String {
    let is_digit = |c: &&char| c.is_ascii_digit();
    let is_han = |c: &&char| "一二三四五六七八九十两".contains(**c);
    let before = || chars.iter().take(at).rev();
    let digits = before().take(4).take_while(is_digit).count();
    let length = if digits > 0 { digits } else { before().take(4).take_while(is_han).count() };
    chars.get(at - length..at).unwrap_or_default().iter().collect()
}
