//! Splits the lines of an announcement into its projects.

use std::collections::BTreeSet;

use super::outline::{Entry, Levels, announced_counts, levels};
use super::page_line::{PageLine, split_lists};
use super::section::{ProjectSection, Sections, domain_name, split_title};
use super::unnumbered::unnumbered;

/// Splits the lines into projects.
pub(super) fn sections(lines: Vec<PageLine>) -> Sections {
    let mut lines = split_lists(lines);
    let foot = foot(&lines);
    let mut others = lines.split_off(foot);
    let counts = announced_counts(lines.iter().map(|line| line.text.as_str()));
    let is_told = |count: usize| u32::try_from(count).is_ok_and(|count| counts.contains(&count));
    let levels = levels(&lines, &counts);
    let is_long = |count: usize| count >= 5 || is_told(count);
    let is_sure = counts.is_empty() || levels.as_ref().is_some_and(|l| is_long(l.projects.len()));
    // A few numbers may stand beside a list without any that has as many projects as are told.
    let other = if is_sure { None } else { Some(unnumbered(lines.clone(), &counts)) };
    let mut sections = match (levels, other.filter(|other| is_told(other.projects.len()))) {
        (_, Some(other)) => other,
        (Some(levels), None) => numbered(lines, &levels),
        (None, None) => unnumbered(lines, &counts),
    };
    sections.others.append(&mut others);
    sections
}

/// Words that begin the lines below an announcement: who wrote it, where it is from, what is next.
const FOOT: [&str; 38] = [
    "编辑",
    "责编",
    "责任编",
    "来源",
    "作者",
    "记者",
    "转载",
    "原文",
    "综合|",
    "审核",
    "校对",
    "排版",
    "扫码",
    "扫一扫",
    "分享",
    "打印",
    "关闭",
    "上一篇",
    "下一篇",
    "附件",
    "主办",
    "版权",
    "网站",
    "联系我们",
    "浏览",
    "相关",
    "初审",
    "终审",
    "现予公告",
    "特此公告",
    "您最关注",
    "欢迎在",
    "供稿",
    "监制",
    "稿源",
    "声明",
    "标签",
    "信息来源",
];

/// Returns the index of the first line below the announcement. The head of a page has such words,
/// too, so that only lines in its second half count.
fn foot(lines: &[PageLine]) -> usize {
    let half = lines.len() / 2;
    let is_foot = |line: &PageLine| {
        let text: String = line.text.chars().filter(|c| !c.is_whitespace()).take(12).collect();
        let text = text.trim_start_matches(['（', '(', '[', '【', '〔', '-']);
        let word = text.replace(['｜', '丨'], "|");
        FOOT.iter().any(|foot| word.starts_with(foot)) && line.text.chars().count() < 80
    };
    let found = lines.iter().skip(half).position(is_foot);
    found.map_or(lines.len(), |at| at + half)
}

/// Splits lines whose projects have numbers.
fn numbered(lines: Vec<PageLine>, levels: &Levels) -> Sections {
    let mut sections = Sections::default();
    let (mut domain, mut is_open) = (None, false);
    let mut takes_title = false;
    sections.before = levels.projects.first().map_or(0, |entry| entry.line);
    let headings = domain_lines(&lines, levels);
    for (nth, line) in lines.into_iter().enumerate() {
        if let Some(entry) = entry_at(&levels.projects, nth) {
            let rest: String = line.text.chars().skip(entry.label.length).collect();
            let (title, body) = split_title(rest.trim());
            takes_title = title.is_empty();
            is_open = true;
            let number = Some(entry.label.number);
            let body = body.map(|text| PageLine { text, ..line.clone() });
            let body = Vec::from_iter(body);
            let section =
                ProjectSection { number, title, domain: domain.clone(), line: line.line, body };
            sections.projects.push(section);
        } else if let Some(entry) = entry_at(&levels.domains, nth) {
            let rest: String = line.text.chars().skip(entry.label.length).collect();
            domain = Some(domain_name(&rest));
            is_open = false;
        } else if headings.contains(&nth) {
            domain = Some(domain_name(&line.text));
            is_open = false;
        } else if entry_at(&levels.ends, nth).is_some() {
            is_open = false;
            sections.others.push(line);
        } else {
            match sections.projects.last_mut().filter(|_| is_open) {
                Some(project) if takes_title => {
                    let (title, body) = split_title(&line.text);
                    project.title = title;
                    project.body.extend(body.map(|text| PageLine { text, ..line }));
                    takes_title = false;
                }
                Some(project) => project.body.push(line),
                None => sections.others.push(line),
            }
        }
    }
    sections.projects.retain(|project| !project.title.is_empty());
    close_last(&mut sections);
    sections
}

/// Returns the entry at a line; entries are in the order of their lines.
fn entry_at(entries: &[Entry], line: usize) -> Option<&Entry> {
    entries.binary_search_by_key(&line, |entry| entry.line).ok().and_then(|at| entries.get(at))
}

/// Returns the indexes of the lines without a number that name the domain of the projects below.
fn domain_lines(lines: &[PageLine], levels: &Levels) -> BTreeSet<usize> {
    const DOMAIN_MAX: usize = 24;
    if !levels.domains.is_empty() {
        return BTreeSet::new();
    }
    let above = levels.projects.iter().filter_map(|entry| entry.line.checked_sub(1));
    let is_entry = |nth: &usize| entry_at(&levels.projects, *nth).is_some();
    let is_short = |nth: &usize| {
        let text = lines.get(*nth).map_or("", |line| &line.text);
        (2..=DOMAIN_MAX).contains(&text.chars().count()) && !text.ends_with(['。', '；', '，'])
    };
    let lines_above: Vec<usize> = above.filter(|nth| !is_entry(nth) && is_short(nth)).collect();
    let is_named = |nth: &&usize| {
        let text = lines.get(**nth).map_or("", |line| &line.text);
        let name = domain_name(text);
        name.len() < text.trim_end_matches(['：', ':']).len()
            || ["类", "领域", "方面"].iter().any(|word| name.ends_with(word))
    };
    let by_name: BTreeSet<usize> = lines_above.iter().filter(is_named).copied().collect();
    if by_name.len() > 1 {
        return by_name;
    }
    let is_heading = |nth: &&usize| lines.get(**nth).is_some_and(|line| line.is_heading);
    let by_format: BTreeSet<usize> = lines_above.iter().filter(is_heading).copied().collect();
    if by_format.len() > 1 { by_format } else { BTreeSet::new() }
}

/// Takes lines that sign the announcement off the end of the last project.
fn close_last(sections: &mut Sections) {
    let Some(last) = sections.projects.last_mut() else { return };
    let is_sign = |line: &PageLine| {
        let text = line.text.trim();
        let is_day = text.ends_with('日') && text.contains('年') && text.chars().count() <= 16;
        let ends = ["主席团", "人民政府", "委员会", "办公室", "代表大会", "大会", "常委会"];
        is_day || (text.chars().count() <= 30 && ends.iter().any(|word| text.ends_with(word)))
    };
    while let Some(line) = last.body.pop_if(|line| is_sign(line)) {
        sections.others.push(line);
    }
}
