//! Chooses among several columns of targets below one header: 上半年 and 全年 below 目标任务.

use super::adjusted_columns::is_adjusted;
use super::columns::{HeaderRow, LABEL_SEPARATOR};
use super::row_text::plain;
use super::year_columns::UndecidedColumns;
use crate::diagnostics::{Column, Table, TableHeader};
use crate::exchange::import::list_years::years_in;
use crate::lang::Lang;

/// Words for the whole year of the list.
const WHOLE_YEAR: [&str; 12] = [
    "全年",
    "年度",
    "全年度",
    "本年",
    "本年度",
    "当年",
    "12月底",
    "12月末",
    "年底",
    "年末",
    "全年累计",
    "12月底前",
];

/// Words that end the name of a column of targets and say nothing about it.
const GENERIC: [&str; 8] = ["目标", "任务", "指标", "计划", "数量", "数", "量", "值"];

/// Words of a time.
const TIMES: [&str; 6] = ["年", "月", "季", "累计", "总", "合计"];

/// Makes the column of the whole year the one that is read, if several stand below one header of
/// targets. Returns those of which none is known to be that of the list.
pub(super) fn choose(header: &mut HeaderRow) -> Option<UndecidedColumns> {
    if header.header.table != Table::Projects {
        return None;
    }
    let used = targets(header)?;
    let (above, _) = parts(header, used)?;
    let above = above.to_owned();
    let doubles = header.header.doubles.iter().filter(|(_, other)| *other == used);
    let mut all: Vec<usize> = doubles.map(|(nth, _)| *nth).chain([used]).collect();
    all.retain(|nth| parts(header, *nth).is_some_and(|(other, _)| other == above));
    all.sort_unstable();
    all.retain(|nth| !header.other_years.contains(nth));
    let below = |nth: usize| plain(parts(header, nth).map_or("", |(_, below)| below));
    let has_year = |nth: &usize| years_in(&below(*nth)).next().is_some();
    // Those of years have been chosen from; 新建 and 改造 below 2026年目标 have not.
    if all.len() < 2 || all.iter().any(has_year) {
        return None;
    }
    let mut adjusted = all.iter().filter(|nth| is_adjusted(&below(**nth)));
    if adjusted.next().is_some() && adjusted.next().is_none() {
        // They have been chosen from, too.
        return None;
    }
    let mut whole = all.iter().copied().filter(|nth| WHOLE_YEAR.contains(&bare(&below(*nth))));
    if let (Some(nth), None) = (whole.next(), whole.next()) {
        header.header.prefer(nth, used);
        return None;
    }
    let names: Vec<String> = all.iter().map(|nth| below(*nth)).collect();
    header.undecided.clone_from(&all);
    Some((*all.first()?, names.join("、")))
}

/// Returns the thing counted that the lower part of the header of the targets names: 新增床位 below
/// 目标任务.
pub(super) fn target_name(header: &HeaderRow) -> Option<String> {
    let (above, below) = parts(header, targets(header)?)?;
    let name = below.split(['（', '(']).next().unwrap_or_default().trim();
    let known = TableHeader::project_columns(&[above.to_owned(), name.to_owned()]);
    let is_time = TIMES.iter().any(|word| name.contains(word));
    let is_name = !bare(name).is_empty() && !is_time && known.get(1) == Some(&None);
    is_name.then(|| name.to_owned())
}

fn targets(header: &HeaderRow) -> Option<usize> {
    let targets = Some(Column::Targets(Lang::Zh));
    header.header.columns.iter().position(|column| *column == targets)
}

/// Returns the upper and the lower text of a header of two rows.
fn parts(header: &HeaderRow, nth: usize) -> Option<(&str, &str)> {
    header.labels.get(nth)?.split_once(LABEL_SEPARATOR)
}

/// Removes the words that say nothing from the end of a label.
fn bare(label: &str) -> &str {
    let mut rest = label;
    while let Some(shorter) = GENERIC.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    rest
}
