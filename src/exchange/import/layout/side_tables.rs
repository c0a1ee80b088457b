//! Finds tables that stand side by side on a sheet.

use std::ops::Range;

use super::columns::HeaderRow;
use super::progress_columns::wide_header;
use super::row_text::plain;
use crate::diagnostics::{Column, Table, TableHeader};
use crate::lang::Lang;

/// Maximum number of tables side by side: more than a page has room for.
const TABLES_MAX: usize = 8;

/// The tables that have a header in common.
pub(super) enum SideTables {
    One,
    /// Their columns.
    Several(Vec<Range<usize>>),
    /// They have different columns; holds the headers that occur twice.
    Unclear(String),
}

/// Finds the tables of a header. Several of them repeat the header of the number, and that of the
/// title or at least another one; in a table of two levels, 序号 重点工作 序号 项目名称, neither
/// is so.
pub(super) fn side_tables(header: &HeaderRow) -> SideTables {
    let key = match header.header.table {
        Table::Projects => Column::Title(Lang::Zh),
        Table::Updates => Column::Date,
        Table::Programme | Table::Domains => return SideTables::One,
    };
    let [numbers, keys] = [Column::No, key].map(|column| header.header.cells_that_name(column));
    let text = |nth: usize| plain(header.labels.get(nth).map_or("", String::as_str));
    let is_one_name =
        |cells: &[usize]| cells.windows(2).all(|two| matches!(two, [a, b] if text(*a) == text(*b)));
    if numbers.len() < 2 || keys.len() < 2 || !is_one_name(&numbers) {
        return SideTables::One;
    }
    let unclear = || {
        let name = |cells: &[usize]| cells.first().map(|nth| text(*nth)).unwrap_or_default();
        SideTables::Unclear(format!("“{}”“{}”", name(&numbers), name(&keys)))
    };
    if numbers.len() > TABLES_MAX {
        return unclear();
    }
    let width = header.labels.len();
    let start = (0..width).find(|nth| !text(*nth).is_empty()).unwrap_or_default();
    let offset = numbers.first().and_then(|first| first.checked_sub(start)).unwrap_or_default();
    let starts: Vec<usize> = numbers.iter().map(|nth| nth.saturating_sub(offset)).collect();
    let ends = starts.iter().skip(1).copied().chain([width]);
    let parts: Vec<Range<usize>> =
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    let columns = |part: &Range<usize>| -> Vec<Column> {
        let columns = header.header.part(part).columns.into_iter().flatten();
        columns.filter(|column| !matches!(column, Column::Extra(_))).collect()
    };
    let all: Vec<Vec<Column>> = parts.iter().map(columns).collect();
    let left = all.first().map_or(&[][..], Vec::as_slice);
    // A column that only the right table has would be taken for one of the left.
    let is_alike = |part: &Vec<Column>| part.iter().all(|column| left.contains(column));
    let has_key = |part: &Range<usize>| keys.iter().filter(|nth| part.contains(*nth)).count() == 1;
    let are_parts = parts.iter().all(has_key) && all.iter().all(is_alike);
    let has_more = all.iter().all(|part| part.len() > 2);
    match (are_parts, is_one_name(&keys)) {
        (true, is_one) if is_one || has_more => SideTables::Several(parts),
        (false, true) => unclear(),
        _ => SideTables::One,
    }
}

/// Splits a header into that of a table of projects and that of a table of progress to its right,
/// which begins with a number of its own; `has_time` is true if something beside the header names
/// the day of progress. Returns true if the header is one of two such tables.
pub(super) fn split_progress(header: &mut HeaderRow, has_time: bool) -> bool {
    let numbers = header.header.cells_that_name(Column::No);
    let [_, start] = numbers.as_slice() else { return false };
    let width = header.labels.len();
    if header.length > 1 || *start == 0 {
        return false;
    }
    let labels_in = |part: Range<usize>| -> Vec<String> {
        let label = |(nth, label): (usize, &String)| {
            if part.contains(&nth) { label.clone() } else { String::new() }
        };
        header.labels.iter().enumerate().map(label).collect()
    };
    let (left, right) = (labels_in(0..*start), labels_in(*start..width));
    let is = |header: &TableHeader, table| header.table == table;
    let left = TableHeader::from_row(&left).filter(|left| is(left, Table::Projects));
    let right = TableHeader::from_row(&right).or_else(|| wide_header(&right, || has_time));
    let Some((left, right)) = left.zip(right.filter(|right| is(right, Table::Updates))) else {
        return false;
    };
    let right = HeaderRow {
        part: *start..width,
        ..HeaderRow::new(right, header.row, header.length, header.labels.clone())
    };
    (header.header, header.part, header.right) = (left, 0..*start, vec![right]);
    true
}
