//! Finds headers of one or two rows.

use std::collections::HashMap;

use super::columns::{HeaderRow, LABEL_SEPARATOR};
use super::lines_above::LinesAbove;
use super::progress_columns::{is_about_projects, is_time_label, time_of_table, wide_header};
use super::row_text::{is_remark, is_signature, is_sum, plain};
use crate::diagnostics::{Column, TableHeader};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::import::number::parse_number;
use crate::exchange::{MergedBlock, Sheet};
use crate::lang::Lang;

/// Maximum length, in characters, of a text in the second row of a header.
const SECOND_ROW_MAX: usize = 20;

/// Name that a column of numbers gets that has none.
const UNNAMED_NUMBERS: &str = "序号";

/// The merged blocks of a sheet by their first row.
#[derive(Debug, Default)]
pub(super) struct WideBlocks(HashMap<usize, Vec<MergedBlock>>);

impl WideBlocks {
    /// Creates the index.
    pub(super) fn new(blocks: &[MergedBlock]) -> Self {
        let mut rows: HashMap<usize, Vec<MergedBlock>> = HashMap::new();
        for block in blocks {
            rows.entry(block.first_row).or_default().push(*block);
        }
        Self(rows)
    }

    fn in_row(&self, row: usize) -> &[MergedBlock] {
        self.0.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Returns true if the cell in `column` is merged with others to its right as far as `other`.
    pub(super) fn covers(&self, row: usize, column: usize, other: usize) -> bool {
        self.in_row(row).iter().any(|block| {
            block.first_column == column
                && block.last_column > column
                && (block.first_column..=block.last_column).contains(&other)
        })
    }
}

/// Returns the header that begins in row `index` of a sheet, if one does.
pub(super) fn header_at(
    sheet: &Sheet,
    index: usize,
    blocks: &WideBlocks,
    above: &LinesAbove,
) -> Option<HeaderRow> {
    let cells = sheet.rows.get(index)?;
    let named = if above.is_below { None } else { unnamed_numbers(sheet, index) };
    let cells = named.as_ref().unwrap_or(cells);
    let single = TableHeader::from_row(cells).or_else(|| {
        let texts = || above.lines.iter().map(|line| line.text.as_str());
        // Below a list a table of progress without a day is told.
        let has_time = || above.is_below || time_of_table(texts(), &sheet.name).is_some();
        wide_header(cells, has_time)
    });
    let blocks = blocks.in_row(index);
    let is_parent =
        |block: &MergedBlock| block.last_column > block.first_column && block.last_row == index;
    if (single.is_some() || blocks.iter().any(is_parent))
        && let Some(next) = sheet.rows.get(index + 1)
        && let Some(header) = two_row_header(cells, next, single.as_ref(), blocks)
    {
        return Some(HeaderRow { row: index, ..header });
    }
    let header = single?;
    let labels = cells.iter().map(|cell| clean_line(cell)).collect();
    let header = HeaderRow::new(header, index, 1, labels);
    (!above.is_below || is_about_projects(&header)).then_some(header)
}

/// Returns the cells of a header with a name for the column of numbers, if that has none: an empty
/// cell before that of the titles, with 1 and 2 below it.
fn unnamed_numbers(sheet: &Sheet, index: usize) -> Option<Vec<String>> {
    /// Maximum number of rows above the header.
    const ROWS_MAX: usize = 50;
    let cells = sheet.rows.get(index).filter(|_| index < ROWS_MAX)?;
    let columns = TableHeader::project_columns(cells);
    let at = |column| columns.iter().position(|other| *other == Some(column));
    let title = at(Column::Title(Lang::Zh)).filter(|_| at(Column::No).is_none())?;
    let is_numbered = |nth: &usize| {
        let rows = sheet.rows.iter().skip(index + 1);
        let numbers = rows.filter_map(|cells| parse_number(cells.get(*nth)?.trim()));
        let first: Vec<u32> = numbers.take(2).collect();
        matches!(first.as_slice(), [1] | [1, 2])
    };
    let is_empty = |nth: &usize| cells.get(*nth).is_some_and(|cell| cell.trim().is_empty());
    let nth = (0..title).filter(is_empty).find(is_numbered)?;
    let mut named = cells.clone();
    named.get_mut(nth)?.push_str(UNNAMED_NUMBERS);
    Some(named)
}

/// Returns true if a text has no digits but those of a year: 2026年数量.
fn has_no_number(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let year = text.trim_start_matches(is_digit);
    let rest = year.strip_prefix('年').filter(|_| text.len() - year.len() == 4);
    !rest.unwrap_or(text).contains(is_digit)
}

/// Returns the header that two rows are; `blocks` are the merged cells that begin in the first.
fn two_row_header(
    cells: &[String],
    next: &[String],
    single: Option<&TableHeader>,
    blocks: &[MergedBlock],
) -> Option<HeaderRow> {
    let text = |cells: &'_ [String], column: usize| {
        cells.get(column).map(|cell| cell.trim()).unwrap_or_default().to_owned()
    };
    let position = |column| {
        single.and_then(|header| header.columns.iter().position(|other| *other == Some(column)))
    };
    // A title that is merged over the table is no part of its header.
    if cells.iter().filter(|cell| !cell.trim().is_empty()).count() < 2 {
        return None;
    }
    let (no, title) = (position(Column::No), position(Column::Title(Lang::Zh)));
    let lower: Vec<usize> = (0..next.len()).filter(|nth| !text(next, *nth).is_empty()).collect();
    let first = *lower.first()?;
    let parent = |column: usize| {
        let block = blocks.iter().find(|block| {
            (block.first_column..=block.last_column).contains(&column)
                && block.last_column > block.first_column
        });
        block.map(|block| block.first_column)
    };
    let is_word = |nth: &usize| {
        let text = text(next, *nth);
        let is_part = blocks.is_empty() || parent(*nth).is_some();
        text.chars().count() <= SECOND_ROW_MAX
            && (has_no_number(&text) || is_part && is_time_label(&text))
    };
    let words = plain(&text(next, first));
    let is_other_row = is_remark(&words) || is_sum(&words) || is_signature(&words);
    if lower.contains(&no.unwrap_or(0)) || !lower.iter().all(is_word) || is_other_row {
        return None;
    }
    let is_split = if blocks.is_empty() {
        // Without merged cells a part of a header stands below an empty cell.
        title.is_some_and(|title| !lower.contains(&title))
            && lower.iter().any(|nth| {
                let above = text(cells, *nth);
                // The text of cells that were merged may be filled in.
                let left = nth.checked_sub(1).filter(|left| lower.binary_search(left).is_ok());
                above.is_empty() || left.is_some_and(|left| text(cells, left) == above)
            })
    } else {
        lower.iter().any(|nth| parent(*nth).is_some())
            || blocks.iter().any(|block| block.last_row > block.first_row)
    };
    if !is_split {
        return None;
    }
    let upper = |column: usize| {
        let own = text(cells, column);
        if !own.is_empty() {
            return own;
        }
        if let Some(first) = parent(column) {
            return text(cells, first);
        }
        let is_part = blocks.is_empty() && lower.contains(&column);
        let left = (0..column).rev().map(|nth| text(cells, nth)).find(|text| !text.is_empty());
        left.filter(|_| is_part).unwrap_or_default()
    };
    let width = cells.len().max(next.len());
    let parts: Vec<[String; 2]> = (0..width).map(|nth| [upper(nth), text(next, nth)]).collect();
    let borrowed: Vec<[&str; 2]> =
        parts.iter().map(|[upper, lower]| [upper.as_str(), lower.as_str()]).collect();
    let header = TableHeader::from_two_rows(&borrowed)?;
    let label = |[upper, lower]: &[String; 2]| {
        let parts = [clean_line(upper), clean_line(lower)];
        crate::text::join(&parts, LABEL_SEPARATOR)
    };
    Some(HeaderRow::new(header, 0, 2, parts.iter().map(label).collect()))
}
