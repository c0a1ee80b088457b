//! Splits the header of a column of progress into its time and its words: 截至6月底完成数（个）.

use crate::text::{to_half_width, unified_ideograph};

/// The kind of number that the cells below a header of progress have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProgressMeasure {
    /// A percentage: 完成率.
    Share,
    /// A number of things: 完成数.
    Amount,
    /// Either: 进度.
    Any,
}

/// A header of progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProgressLabel {
    /// The time that it names, as it is written; empty if it names none.
    pub time: String,
    pub measure: ProgressMeasure,
    /// The unit in its bracket; empty if there is none.
    pub unit: String,
    /// True if it has a word of progress, false if it has only a time.
    pub has_words: bool,
    /// True if its words say that it counts all that is done so far: 截至, 累计, 进度.
    pub is_total: bool,
}

/// Words of progress that tell of a state.
const STATES: [&str; 3] = ["进展", "进度", "推进"];

/// Words of progress that tell of what was done.
const DONE: [&str; 4] = ["完成", "落实", "实施", "办理"];

/// Words that make a number a percentage.
const SHARES: [&str; 5] = ["百分比", "百分数", "比例", "占比", "率"];

/// Words that make it a number of things.
const AMOUNTS: [&str; 4] = ["数量", "数", "量", "值"];

/// Words that say that all counts that is done so far.
const TOTALS: [&str; 10] =
    ["截至", "截止", "累计", "已经", "已", "目前", "当前", "最新", "至", "到"];

/// Words beside those of progress that change nothing.
const FILLERS: [&str; 17] = [
    "情况", "说明", "项目", "工程", "工作", "任务", "实事", "建设", "总体", "整体", "形象", "实际",
    "年度", "全年", "的", "止", "总",
];

/// Words at the end of a header that is about these things, not about their progress.
const NOUNS: [&str; 6] = ["项目", "工程", "工作", "任务", "实事", "建设"];

/// Words with which a header is about something else: a plan, money, an office.
const OTHERS: [&str; 21] = [
    "计划", "目标", "预计", "拟", "应完", "下步", "下一", "投资", "资金", "支出", "预算", "问题",
    "责任", "单位", "时限", "节点", "时间", "开工", "打算", "措施", "要求",
];

/// Words and characters of a time.
const TIME_WORDS: [&str; 8] = ["月", "季度", "半年", "年底", "年末", "日", "-", "."];

impl ProgressLabel {
    /// Parses a header; `None` if it has neither words of progress nor a time, or anything else.
    pub(crate) fn parse(header: &str) -> Option<Self> {
        let joined = header.replace(" / ", "");
        let plain: String = joined
            .chars()
            .map(unified_ideograph)
            .map(to_half_width)
            .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '、' | '，' | ','))
            .map(|c| match c {
                '【' | '[' | '〔' => '(',
                '】' | ']' | '〕' => ')',
                c => c,
            })
            .collect();
        let mut words = Words::default();
        let (outside, insides) = split_brackets(&plain)?;
        // 实施项目 are the projects themselves, and 6月底前完成 is a deadline.
        if NOUNS.iter().any(|noun| outside.ends_with(noun)) {
            return None;
        }
        if OTHERS.iter().any(|word| outside.contains(word)) || outside.ends_with("前完成") {
            return None;
        }
        let mut time = words.strip(&outside).to_owned();
        let mut unit = String::new();
        for inside in insides {
            if inside.contains('%') {
                words.measure = Some(ProgressMeasure::Share);
                continue;
            }
            let inside = inside.strip_prefix("单位").unwrap_or(inside);
            let rest = words.strip(inside);
            if is_time(rest) {
                rest.clone_into(&mut time);
            } else if !rest.is_empty() {
                inside.clone_into(&mut unit);
            }
        }
        // A whole year is no day up to which something counts.
        let year = time.strip_suffix('年').unwrap_or_default();
        if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) {
            time.clear();
        }
        let is_known = if time.is_empty() { words.has_core } else { is_time(&time) };
        is_known.then(|| Self {
            time,
            measure: words.measure.unwrap_or(ProgressMeasure::Any),
            unit,
            has_words: words.has_core,
            is_total: words.is_total,
        })
    }
}

/// Returns true if `text` begins like a time and has a word of it.
fn is_time(text: &str) -> bool {
    let is_first = |c: char| c.is_ascii_digit() || "一二三四五六七八九十上前第年".contains(c);
    text.starts_with(is_first) && TIME_WORDS.iter().any(|word| text.contains(word))
}

/// Returns true if a label, without marks and blanks, names progress in some time: 截至6月底进展,
/// 1-8月实际完成情况, 第二季度完成情况.
pub(super) fn is_dated_progress(label: &str) -> bool {
    let has_time =
        ["月", "季度", "半年", "截至", "截止", "年底"].iter().any(|time| label.contains(time));
    let is_progress = ["进展", "进度", "完成情况", "完成率", "进展情况", "推进情况", "完成数"]
        .iter()
        .any(|word| label.ends_with(word));
    has_time && is_progress
}

/// Splits a text into what is outside of its brackets, and what is inside of each. `None` if they
/// do not match.
fn split_brackets(text: &str) -> Option<(String, Vec<&str>)> {
    let (mut outside, mut insides) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (inside, behind) = after.split_once(')')?;
        outside.push_str(before);
        insides.push(inside);
        rest = behind;
    }
    outside.push_str(rest);
    Some((outside, insides))
}

/// The words of a header that were found so far.
#[derive(Debug, Default)]
struct Words {
    has_core: bool,
    is_total: bool,
    measure: Option<ProgressMeasure>,
}

impl Words {
    /// Removes the words of progress from both ends of a text.
    fn strip<'a>(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        while let Some(shorter) = self.strip_word(rest) {
            rest = shorter;
        }
        rest
    }

    /// Removes a word from either end of a text; `None` if there is none.
    fn strip_word<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let ends = |words: &[&str]| {
            let mut rests = words
                .iter()
                .filter_map(|word| text.strip_suffix(word).or_else(|| text.strip_prefix(word)));
            rests.next()
        };
        if let Some(rest) = ends(&STATES) {
            (self.has_core, self.is_total) = (true, true);
            return Some(rest);
        }
        if let Some(rest) = ends(&DONE) {
            self.has_core = true;
            return Some(rest);
        }
        if let Some(rest) = ends(&SHARES).or_else(|| text.strip_suffix('%')) {
            self.measure = Some(ProgressMeasure::Share);
            return Some(rest);
        }
        if let Some(rest) = ends(&TOTALS) {
            self.is_total = true;
            return Some(rest);
        }
        if let Some(rest) = AMOUNTS.iter().find_map(|word| text.strip_suffix(word)) {
            self.measure.get_or_insert(ProgressMeasure::Amount);
            return Some(rest);
        }
        ends(&FILLERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_progress_has_a_time_and_words() {
        use ProgressMeasure::{Amount, Any, Share};
        for (header, time, measure, unit, is_total) in [
            ("截至6月底进展", "6月底", Any, "", true),
            ("截至2026年6月30日完成情况", "2026年6月30日", Any, "", true),
            ("6月进度", "6月", Any, "", true),
            ("上半年完成情况", "上半年", Any, "", false),
            ("当前进度（%）", "", Share, "", true),
            ("完成比例", "", Share, "", false),
            ("已完成数量", "", Amount, "", true),
            ("1-8月实际完成情况", "1-8月", Any, "", false),
            ("1-8月实际完成率%", "1-8月", Share, "", false),
            ("第二季度完成情况", "第二季度", Any, "", false),
            ("进展情况(7月)", "7月", Any, "", true),
            ("完成数（个）", "", Amount, "个", false),
            ("截至 6 月底 / 完成数量（单位：公里）", "6月底", Amount, "公里", true),
            ("进展情况 / 6月底", "6月底", Any, "", true),
            ("截止2026-06-30累计完成数", "2026-06-30", Amount, "", true),
            ("2026年完成情况", "", Any, "", false),
        ] {
            let expected = ProgressLabel {
                time: time.into(),
                measure,
                unit: unit.into(),
                has_words: true,
                is_total,
            };
            assert_eq!(ProgressLabel::parse(header), Some(expected), "{header}");
        }
        let label = ProgressLabel::parse("6月底").unwrap();
        assert_eq!((label.time.as_str(), label.has_words), ("6月底", false));
        for header in [
            "6月底计划完成数",
            "年度目标",
            "完成时限",
            "6月底完成投资（万元）",
            "开工率",
            "责任单位",
            "项目名称",
            "单位",
            "数量",
            "项目",
            "实施项目",
            "推进工作",
            "建设进度安排",
            "",
            "完成（",
        ] {
            assert_eq!(ProgressLabel::parse(header), None, "{header}");
        }
    }
}
