//! Looks up what a header of two rows means.

use super::column::{Column, Table};
use super::extra_field::ExtraField;
use super::header_meaning::{HeaderMeaning, all_meanings, meanings_by_name, normalized_label};
use super::progress_label::ProgressLabel;

/// Words for the planned first day below a header for a time.
const STARTS: &[&str] = &[
    "开工",
    "开始",
    "起",
    "起始",
    "启动",
    "开工时间",
    "开工日期",
    "开始时间",
    "开始日期",
    "起始时间",
    "起始日期",
    "启动时间",
    "计划开工",
    "开工年月",
];

/// Words for the planned last day below a header for a time.
const ENDS: &[&str] = &[
    "完工",
    "竣工",
    "结束",
    "止",
    "终止",
    "截止",
    "完成",
    "完工时间",
    "完工日期",
    "竣工时间",
    "竣工日期",
    "结束时间",
    "结束日期",
    "终止时间",
    "截止时间",
    "截止日期",
    "完成时间",
    "完成日期",
    "完成时限",
    "计划完工",
    "计划竣工",
    "计划完成",
    "竣工年月",
    "建成",
    "建成时间",
    "投用",
    "交付",
];

/// Returns the meanings of a column with a header of two rows.
pub(super) fn two_row_meanings(upper: &str, lower: &str) -> Vec<HeaderMeaning> {
    if lower.trim().is_empty() {
        return all_meanings(upper);
    }
    if upper.trim().is_empty() {
        return all_meanings(lower);
    }
    if normalized_label(upper).starts_with("实际") {
        let column = Column::Extra(ExtraField::Progress);
        return vec![HeaderMeaning::new(Table::Projects, column, false)];
    }
    let both = meanings_by_name(&format!("{upper}{lower}"));
    if !both.is_empty() {
        return both.to_vec();
    }
    let (above, below) = (all_meanings(upper), all_meanings(lower));
    if let Some(column) = planned_day(upper, &above, lower) {
        return vec![HeaderMeaning::new(Table::Projects, column, false)];
    }
    let is_day = |meaning: &HeaderMeaning| {
        matches!(meaning.column, Column::Span | Column::Start | Column::End)
    };
    // 3月底 and 6月底 below 时间节点 are no deadlines: their cells say what is to be done by then.
    if above.iter().any(is_day)
        && ProgressLabel::parse(lower).is_some_and(|label| !label.time.is_empty())
    {
        return Vec::new();
    }
    let meaning = above.iter().find(|meaning| meaning.table == Table::Projects);
    match meaning.map(|meaning| meaning.column) {
        // 投资 above 总投资 and 年度投资, 责任单位 above 牵头 and 配合.
        Some(Column::Extra(_)) if below.iter().copied().any(is_detail) => below,
        // 总投资 above 中央资金 and 合计: a part is not the whole.
        Some(Column::Extra(ExtraField::TotalInvestment | ExtraField::YearInvestment))
            if !is_whole(lower) =>
        {
            vec![HeaderMeaning::new(Table::Projects, Column::Extra(ExtraField::Money), false)]
        }
        Some(Column::Extra(_)) => above,
        Some(Column::Targets(_)) => {
            let column = match normalized_label(lower).as_str() {
                "单位" | "计量单位" => Some(Column::Unit),
                "名称" | "内容" | "指标" | "指标名称" | "项目" => {
                    Some(Column::TargetName)
                }
                _ => None,
            };
            let is_extra = below.iter().any(|meaning| matches!(meaning.column, Column::Extra(_)));
            match column {
                Some(column) => {
                    vec![HeaderMeaning::new(Table::Projects, column, false)]
                }
                None if is_extra => below,
                None => above,
            }
        }
        _ if below.is_empty() => above,
        _ => below,
    }
}

/// Returns true if the words below a header for an investment mean all of it, or give its year or
/// its unit.
fn is_whole(lower: &str) -> bool {
    let lower = normalized_label(lower);
    let words = ["计", "总", "额", "投资", "元", "数", "年"];
    !lower.contains("其中") && words.iter().any(|word| lower.contains(word))
}

/// Returns true for content that is read and may be in several columns.
fn is_detail(meaning: HeaderMeaning) -> bool {
    matches!(meaning.column, Column::Extra(field) if field.column().is_some())
}

/// Returns the planned day that a header means below one for a time: 开工 below 建设时间.
fn planned_day(upper: &str, above: &[HeaderMeaning], lower: &str) -> Option<Column> {
    let upper = normalized_label(upper);
    let is_time = |meaning: &HeaderMeaning| {
        matches!(meaning.column, Column::Span | Column::Start | Column::End)
    };
    let words =
        ["时间", "日期", "年限", "期限", "工期", "周期", "节点", "时限", "进度安排", "起止"];
    let is_planned = !["已", "填报", "报送"].iter().any(|word| upper.contains(word));
    let is_named = above.is_empty() && words.iter().any(|word| upper.contains(word));
    if !is_planned || !(is_named || above.iter().any(is_time)) {
        return None;
    }
    let lower = normalized_label(lower);
    let is_word = |words: &[&str]| words.contains(&lower.as_str());
    let start = is_word(STARTS).then_some(Column::Start);
    start.or_else(|| is_word(ENDS).then_some(Column::End))
}
