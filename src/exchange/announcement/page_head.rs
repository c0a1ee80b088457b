//! Finds the title, the year and the day of publication of an announcement.

use std::cmp::Reverse;

use super::page_line::PageLine;
use crate::model::Day;
use crate::text::to_half_width;

/// The fields of the programme as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PageHead {
    /// The title, and its line; `None` if no line is one.
    pub title: Option<(String, usize)>,
    /// The year; 0 if there is none.
    pub year: u16,
    /// Day of publication as YYYY-MM-DD; empty if there is none.
    pub published: String,
    /// True if it tells what was done rather than what is to be done.
    pub is_report: bool,
}

/// Maximum number of lines above the projects that are looked at.
const LINES_MAX: usize = 200;
/// Longest line in which the name is looked for, in bytes.
const SENTENCE_MAX: usize = 3000;
/// Words of the titles of reports on what was done.
const REPORTS: [&str; 9] = [
    "完成情况",
    "进展情况",
    "进度情况",
    "推进情况",
    "落实情况",
    "实施情况",
    "办理情况",
    "交卷",
    "收官",
];
/// Least score of a line that is a title for certain.
const SCORE_MIN: i32 = 6;
/// Longest line that can be the title.
const TITLE_MAX: usize = 60;

/// Reads the head of an announcement from the lines that belong to no project; the first `before`
/// of them stand above the projects.
pub(super) fn page_head(others: &[PageLine], before: usize) -> PageHead {
    let above = others.get(..before.min(others.len()).min(LINES_MAX)).unwrap_or_default();
    // The first of the best.
    let best = above.iter().rev().max_by_key(|line| title_score(&line.text));
    let title = best.filter(|line| title_score(&line.text) >= SCORE_MIN);
    let title = title.map(|line| (clean_title(&line.text), line.line));
    // Else the name within a sentence, or whatever comes nearest to a title.
    let named = || {
        let sentences = above.iter().filter(|line| line.text.len() <= SENTENCE_MAX);
        let names = sentences.filter_map(|line| Some((programme_name(&line.text)?, line.line)));
        let mut names: Vec<(String, usize)> = names.collect();
        names.sort_by_key(|(name, _)| Reverse((year_in(name).is_some(), name.chars().count())));
        names.into_iter().next()
    };
    let any = || best.map(|line| (clean_title(&line.text), line.line));
    let title = title.or_else(named).or_else(any).filter(|(title, _)| !title.is_empty());
    let year = title.iter().find_map(|(title, _)| year_in(title));
    let year = year.or_else(|| {
        let mut named = above.iter().filter(|line| line.text.contains("实事"));
        named.find_map(|line| year_in(&line.text))
    });
    let published = published(others);
    let name = title.as_ref().map_or("", |(title, _)| title);
    let is_report = REPORTS.iter().any(|word| name.contains(word));
    PageHead { title, year: year.unwrap_or_default(), published, is_report }
}

/// Returns the name of the programme that a sentence mentions, with its year: 2025年民生实事项目.
fn programme_name(line: &str) -> Option<String> {
    const NAME_MAX: usize = 30;
    const ENDS: [&str; 6] =
        ["为民办实事项目", "民生实事项目", "民生实事", "为民办实事", "惠民实事", "件实事"];
    const MARKS: [char; 22] = [
        '，', ',', '。', '、', '；', ';', '：', ':', '！', '!', '？', '?', '（', '）', '(', ')',
        '【', '】', '《', '》', ' ', '\u{3000}',
    ];
    const LEADS: [&str; 22] = [
        "做好",
        "办好",
        "推进",
        "票选",
        "表决",
        "确定了",
        "确定",
        "选出",
        "票决",
        "产生了",
        "产生",
        "推出",
        "公布",
        "审议",
        "通过",
        "为",
        "是",
        "出",
        "了",
        "将",
        "的",
        "对",
    ];
    let ends = ENDS.iter().flat_map(|word| line.match_indices(word));
    let mut ends: Vec<usize> = ends.map(|(at, word)| at + word.len()).collect();
    ends.sort_unstable();
    let name = |end: &usize| {
        let head = line.get(..*end)?;
        let year = head.char_indices().rev().find_map(|(at, _)| {
            let rest = head.get(at..)?;
            let is_year = rest.get(4..)?.starts_with('年') && year_in(rest.get(..4)?).is_some();
            is_year.then_some(at)
        });
        // Without a year the number of the projects is part of the name: 十件民生实事.
        let thing = ENDS.iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
        let year = year.or_else(|| Some(thing.trim_end_matches(['件', '项', '个', '大']).len()));
        let before = head.get(..year?)?;
        let mark = before.rfind(MARKS);
        let mark = mark.and_then(|at| Some(at + before.get(at..)?.chars().next()?.len_utf8()));
        let lead = LEADS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max();
        let name = head.get(mark.max(lead).unwrap_or_default()..)?.trim();
        let is_name = name.chars().count() <= NAME_MAX && !name.contains(MARKS);
        is_name.then(|| name.to_owned())
    };
    // The longest that is one, of those that end at one place.
    let names = ends.iter().filter_map(name);
    names.max_by_key(|name| (year_in(name).is_some(), name.chars().count()))
}

/// Removes what only leads to the list from the end of a title.
fn clean_title(line: &str) -> String {
    let ends = ['：', ':', '。', '；', ';', '，', ','];
    let title = line.trim().trim_end_matches(ends).trim();
    let title = title.strip_suffix("如下").unwrap_or(title).trim();
    let after = title.strip_prefix('为').filter(|title| !title.starts_with('民'));
    after.unwrap_or(title).to_owned()
}

/// Returns how much a line looks like the title of a programme.
fn title_score(line: &str) -> i32 {
    const ENDS: [&str; 9] =
        ["项目", "清单", "公告", "事项", "实事", "公示", "名单", "工程", "项目公布"];
    let title = clean_title(line);
    let length = title.chars().count();
    if !(4..=TITLE_MAX).contains(&length) {
        return -100;
    }
    let count = |found: bool, points: i32| if found { points } else { 0 };
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    count(has(&["民生实事", "实事项目", "惠民实事", "为民办实事", "民生项目"]), 4)
        + count(year_in(&title).is_some(), 2)
        + count(ENDS.iter().any(|word| title.ends_with(word)), 2)
        - count(has(&["!", "！", "~", "～", "?", "？", "来啦", "【", "…"]), 2)
        - count(has(&["，", ",", "。", "；"]), 3)
        - count(has(&["票决", "确定", "选出", "表决通过"]), 3)
        - count(has(&["据介绍", "记者", "字体", "来源", "编辑", "首页", ">"]), 6)
}

/// Returns the first year in a text.
pub(super) fn year_in(text: &str) -> Option<u16> {
    let text: String = text.chars().map(to_half_width).collect();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).find(|year| (1990..=2100).contains(year))
}

/// Returns the day of publication: one after a word for it, or else one alone on a line.
fn published(others: &[PageLine]) -> String {
    const WORDS: [&str; 6] =
        ["发布日期", "发布时间", "发布时期", "成文日期", "公开日期", "发文日期"];
    let after_word = |line: &PageLine| {
        let after = WORDS.iter().find_map(|word| line.text.split_once(word))?.1;
        day_at(after.trim_start_matches(['：', ':', ' ', '\u{3000}']), false)
    };
    let alone = |line: &PageLine| day_at(line.text.trim(), true);
    let found = others.iter().find_map(after_word);
    found
        .or_else(|| others.iter().rev().find_map(alone))
        .map_or_else(String::new, |day| day.to_string())
}

/// Parses the day at the start of a text; with `is_whole`, there must be nothing else.
fn day_at(text: &str, is_whole: bool) -> Option<Day> {
    let text: String = text.chars().take(24).map(to_half_width).filter(|c| *c != ' ').collect();
    let (year, rest) = digits(&text, 4)?;
    let (month, rest) = digits(rest.strip_prefix(['-', '年', '/', '.'])?, 2)?;
    let (day, rest) = digits(rest.strip_prefix(['-', '月', '/', '.'])?, 2)?;
    if is_whole && !matches!(rest, "" | "日") {
        return None;
    }
    Day::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// Parses at most `max` digits at the start of a text.
fn digits(text: &str, max: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take(max).take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}
