//! Chooses the title among the lines above a table.

use super::progress_columns::is_only_time;
use super::row_text::{is_day, plain};
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::cell_text::year_in;

/// A line above a table.
#[derive(Debug)]
pub(super) struct LineAbove {
    /// Its row; the header in it has no meaning.
    pub row: RowRef,
    /// Index of its first cell with content.
    pub column: usize,
    /// Its texts.
    pub text: String,
    /// The text that may be the title.
    pub candidate: Option<String>,
    /// The other texts, which may not.
    pub rest: String,
}

/// The lines above a header.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinesAbove<'a> {
    pub(super) lines: &'a [LineAbove],
    /// True if another table stands above on the sheet.
    pub(super) is_below: bool,
}

impl LineAbove {
    /// Creates a line with these cells, each with its column; one of them must exist.
    pub(super) fn new(row: RowRef, texts: &[(usize, &str)]) -> Self {
        let mut named = texts.iter().filter_map(|(_, text)| title_in(text));
        // The cell after 填报单位： is its value.
        let is_labelled =
            texts.len() > 1 && texts.iter().any(|(_, text)| text.ends_with([':', '：']));
        let candidate = named.next().filter(|title| named.all(|other| other == *title));
        let candidate = candidate.filter(|_| !is_labelled);
        let others = texts.iter().filter(|(_, text)| title_in(text).is_none());
        let others: Vec<&str> = others.map(|(_, text)| *text).collect();
        let words: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
        Self {
            row,
            column: texts.first().map_or(0, |(column, _)| *column),
            text: words.join(" "),
            candidate: candidate.map(str::to_owned),
            rest: others.join(" "),
        }
    }

    /// Returns true if it is the first half of the title in `next`, which stands below it and lacks
    /// the year that it has: 云溪镇2026年 above 民生实事项目清单.
    pub(super) fn begins(&self, next: &Self) -> bool {
        let is_above = self.row.sheet == next.row.sheet && self.row.index + 1 == next.row.index;
        let [Some(first), Some(second)] = [&self.candidate, &next.candidate] else { return false };
        let first = plain(first);
        let is_whole =
            ["清单", "表", "计划", "名单", "方案", "通知", "文件", "会议", "号", "）", ")"]
                .iter()
                .any(|end| first.ends_with(end));
        let has_time = ["月", "通过", "印发"].iter().any(|word| first.contains(word));
        let is_half = year_in(&first).is_some() && year_in(second).is_none();
        is_above && self.rest.is_empty() && is_half && !is_whole && !has_time
    }

    /// Returns true if its title says that it is a list of projects.
    pub(super) fn is_list(&self) -> bool {
        self.candidate.as_deref().is_some_and(is_list_title)
    }
}

/// Returns the index of the line with the title: the nearest to the table that says that it is a
/// list, or else the nearest that may be a title.
pub(super) fn title_line(lines: &[LineAbove]) -> Option<usize> {
    let nearest = || lines.iter().rposition(|line| line.candidate.is_some());
    lines.iter().rposition(LineAbove::is_list).or_else(nearest)
}

/// Returns true if a title says that it is that of a list of projects.
pub(super) fn is_list_title(title: &str) -> bool {
    let plain = plain(title);
    let bare = plain.split('(').next().filter(|bare| !bare.is_empty()).unwrap_or(&plain);
    plain.contains("民生实事")
        || ["清单", "项目", "表", "计划", "一览", "名单"].iter().any(|end| bare.ends_with(*end))
}

/// Returns a title without the blanks between its letters: 2026年民生实事 of 2026 年 民 生 实 事.
pub(super) fn without_spacing(title: &str) -> String {
    /// Minimum number of parts of a title that is spaced out.
    const PARTS_MIN: usize = 5;
    let parts: Vec<&str> = title.split_whitespace().collect();
    let singles = parts.iter().filter(|part| part.chars().count() == 1).count();
    let is_spaced = parts.len() >= PARTS_MIN && singles * 3 >= parts.len() * 2;
    if is_spaced { parts.concat() } else { title.to_owned() }
}

/// Returns true if a list is spare, discarded or a sample by its title or the name of its sheet.
pub(super) fn is_spare(name: &str) -> bool {
    let plain = plain(name);
    let words = [
        "作废",
        "废止",
        "备选",
        "储备项目",
        "示例",
        "样例",
        "样表",
        "模板",
        "底稿",
        "草稿",
        "调出",
        "删除",
        "已删",
        "备份",
        "存档",
    ];
    let is_old = plain.strip_prefix('旧').is_some_and(|rest| {
        rest.is_empty() || ["表", "版", "稿", "清单"].iter().any(|word| rest.starts_with(word))
    });
    is_old || words.iter().any(|word| plain.contains(word))
}

/// Returns the title in a cell above a table; `None` for 附件1, 单位：万元, a day and the like.
fn title_in(cell: &str) -> Option<&str> {
    let cell = strip_annex(cell.trim());
    let plain = plain(cell);
    let has_word = plain.chars().any(char::is_alphabetic);
    let label = plain.split(':').next().filter(|label| label.len() < plain.len());
    // 单位：万元, 填报日期：…, but not a title with a colon further on.
    let is_labelled =
        label.is_some_and(|label| label.chars().count() <= 6) && !plain.contains("民生实事");
    let is_secrecy = ["秘密", "机密", "绝密", "内部", "公开", "保密"]
        .iter()
        .any(|word| plain.starts_with(*word) && plain.chars().count() <= 8);
    let is_document_number = plain.ends_with('号') && plain.contains(['〔', '[', '(', '【']);
    let is_page = plain.starts_with('第') && plain.contains('页') || plain == "目录";
    // 各乡镇人民政府：
    let is_address = plain.ends_with(':') && !plain.contains("民生实事");
    let is_column_unit = plain.starts_with("(单位") || plain.starts_with("单位");
    let is_none = !has_word
        || is_labelled
        || is_secrecy
        || is_document_number
        || is_page
        || is_address
        || is_column_unit
        || is_day(&plain)
        || is_only_time(&plain)
        || plain.to_lowercase().starts_with("sep=");
    (!is_none).then_some(cell)
}

/// Removes 附件1： or 表1 before a title; all of the text if there is nothing else.
fn strip_annex(text: &str) -> &str {
    let found =
        ["附件", "附表", "附录", "附", "表"].iter().find_map(|word| text.strip_prefix(*word));
    let Some(rest) = found else { return text };
    let is_number = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "一二三四五六七八九十-－—.．（）()０１２３４５６７８９".contains(c)
    };
    let number = rest.trim_start_matches(is_number);
    let title = number.trim_start_matches([':', '：', '、']).trim_start();
    let is_annex = number.len() < rest.len() || title.len() < number.len() || rest.is_empty();
    if is_annex { title } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_is_the_nearest_line_that_says_so() {
        let title = "云溪镇2026年民生实事项目清单";
        for (lines, expected) in [
            (&["附件1", title][..], title),
            (&["附件：", title], title),
            (&["附件一", title, "单位：万元"], title),
            (&["表1", title, "（2026年1月27日）"], title),
            (&["表1-2", title, "第1页 共3页"], title),
            (&["机密★1年", "云政发〔2026〕1号", title], title),
            (&["sep=;", title, "打印日期：2026-01-27"], title),
            (&[title, "（第一批）"], title),
            (&["云溪镇人民政府", title], title),
            (&["云溪镇2026年", "十件实事"], "十件实事"),
            (&["附件1：云溪镇2026年民生实事项目清单"], title),
            (&["附件1 云溪镇2026年民生实事项目清单"], title),
            (&["表彰项目"], "表彰项目"),
            (&["清单"], "清单"),
        ] {
            let lines: Vec<LineAbove> =
                lines.iter().map(|line| LineAbove::new(RowRef::default(), &[(0, *line)])).collect();
            let nth = title_line(&lines).unwrap_or(usize::MAX);
            let found = lines.get(nth).and_then(|line| line.candidate.as_deref());
            assert_eq!(found, Some(expected), "{lines:?}");
        }
        for line in
            ["附件1", "附件", "表1", "单位：万元", "（单位：万元）", "2026年1月", "sep=,", "秘密"]
        {
            assert_eq!(title_in(line), None, "{line}");
        }
    }
}
