//! Chooses between a column and its adjusted version: 年度目标 and 调整后年度目标.

use super::columns::HeaderRow;
use super::row_text::plain;
use crate::diagnostics::{Column, Table, TableHeader};
use crate::exchange::import::placeholders::is_blank_mark;
use crate::lang::Lang;

/// Words of a header for what counts after a change.
const ADJUSTED: [&str; 4] = ["调整后", "变更后", "修订后", "修改后"];

/// Words of a header for what counted before it.
const ORIGINAL: [&str; 4] = ["调整前", "变更前", "修订前", "修改前"];

/// Words in an adjusted cell that say that nothing was changed.
const UNCHANGED: [&str; 7] = ["不变", "未变", "无变化", "未调整", "不调整", "无调整", "同原目标"];

/// Returns true if a header says that its column is the adjusted one of two.
pub(super) fn is_adjusted(label: &str) -> bool {
    let label = plain(label);
    // 新目标, and not 新建.
    let rest = ["现", "新", "最终", "调整"].iter().find_map(|word| label.strip_prefix(word));
    let is_named = |rest: &str| {
        let names = ["", "年度", "计划"].map(|word| format!("{word}{rest}"));
        TableHeader::project_columns(&names).iter().any(Option::is_some)
    };
    ADJUSTED.iter().any(|word| label.contains(word)) || rest.is_some_and(is_named)
}

fn is_original(label: &str) -> bool {
    label.starts_with('原') || ORIGINAL.iter().any(|word| label.contains(word))
}

/// Returns true if an adjusted cell leaves the first one in force.
pub(super) fn is_unchanged(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || is_blank_mark(cell) || UNCHANGED.contains(&cell.trim_end_matches('。'))
}

/// Makes the adjusted columns those that are read. Returns them, each with the one that it replaces
/// and that counts where nothing was adjusted.
pub(super) fn choose(header: &mut HeaderRow) -> Vec<[usize; 2]> {
    let mut pairs = Vec::new();
    if header.header.table != Table::Projects || header.is_export() {
        return pairs;
    }
    name_bare(header);
    for used in 0..header.header.columns.len() {
        let column = header.header.columns.get(used).copied().flatten();
        if !column.is_some_and(may_be_adjusted) {
            continue;
        }
        let doubles = header.header.doubles.iter().filter(|(_, other)| *other == used);
        let mut all: Vec<usize> = doubles.map(|(nth, _)| *nth).chain([used]).collect();
        all.sort_unstable();
        let label = |nth: &usize| header.labels.get(*nth).map_or("", String::as_str);
        let mut adjusted = all.iter().filter(|nth| is_adjusted(label(nth)));
        let others = || all.iter().filter(|nth| !is_adjusted(label(nth)));
        let is_first = |nth: &&usize| is_original(&plain(label(nth)));
        let chosen = match (adjusted.next(), adjusted.next()) {
            (Some(chosen), None) => *chosen,
            // 原目标 beside 目标.
            (None, _) if is_first(&&used) => match others().find(|nth| !is_first(nth)) {
                Some(other) => *other,
                None => continue,
            },
            _ => continue,
        };
        let mut firsts = others().filter(|nth| **nth != chosen);
        if let (Some(first), None) = (firsts.next().copied(), firsts.next()) {
            pairs.push([chosen, first]);
        }
        header.header.prefer(chosen, used);
    }
    pairs
}

/// Gives a column that says only 调整后 the meaning of that to its left, or of targets beside one
/// that says 调整前.
fn name_bare(header: &mut HeaderRow) {
    let words = |nth: usize| {
        let label = plain(header.labels.get(nth).map_or("", String::as_str));
        let bare = label.trim_end_matches(['数', '量', '值']).to_owned();
        (ADJUSTED.contains(&bare.as_str()), ORIGINAL.contains(&bare.as_str()))
    };
    let column = |nth: usize| header.header.columns.get(nth).copied().flatten();
    for nth in 1..header.labels.len() {
        if column(nth).is_some() || !words(nth).0 {
            continue;
        }
        let left = nth - 1;
        let targets = Column::Targets(Lang::Zh);
        let has_targets = header.header.columns.contains(&Some(targets));
        if column(left).is_some_and(may_be_adjusted) {
            header.header.doubles.push((nth, left));
        } else if column(left).is_none() && words(left).1 && !has_targets {
            if let Some(cell) = header.header.columns.get_mut(nth) {
                *cell = Some(targets);
            }
            header.header.doubles.push((left, nth));
        }
        return;
    }
}

/// Returns true for columns that a plan may be changed in.
fn may_be_adjusted(column: Column) -> bool {
    matches!(
        column,
        Column::Targets(_)
            | Column::Text(..)
            | Column::List(..)
            | Column::Start
            | Column::End
            | Column::Span
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_the_adjusted_column() {
        for label in ["调整后年度目标", "年度目标（调整后）", "现目标", "调整计划", "目标 / 变更后"]
        {
            assert!(is_adjusted(label), "{label}");
        }
        for label in ["年度目标", "原目标", "调整前目标", "建设地点", "调整前", "新建"]
        {
            assert!(!is_adjusted(label), "{label}");
        }
        assert!(["", "—", "不变", "未调整。"].iter().all(|cell| is_unchanged(cell)));
        assert!(!is_unchanged("床位 120 张"));
    }
}
