//! Finds the day of a table of progress that stands below the list.

use std::slice;

use super::lines_above::{LineAbove, LinesAbove};
use super::progress_columns::{is_only_time, time_in_line};
use super::table_state::TableState;
use super::two_rows::{WideBlocks, header_at};
use crate::exchange::Sheet;
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::number::parse_number;

/// Maximum number of cells in a line that gives the day of a table.
const CELLS_MAX: usize = 3;

/// Maximum number of empty rows between such a line and the table.
const GAP_MAX: usize = 3;

/// A line below the projects that gives a day.
#[derive(Debug)]
pub(super) struct DayLine {
    pub(super) line: LineAbove,
    /// True if it says nothing else and stands above a header, whose table it belongs to.
    pub(super) is_apart: bool,
}

/// Returns the lines above the next header: those above the first table, or the last line `below`
/// it that gives a day.
pub(super) fn lines_above<'a>(
    is_below: bool,
    lines: &'a [LineAbove],
    below: Option<&'a DayLine>,
) -> LinesAbove<'a> {
    let lines = below.map_or(lines, |below| slice::from_ref(&below.line));
    LinesAbove { lines, is_below }
}

impl DayLine {
    /// Returns the line that a row below the header of a table is, if it gives a day: 截至2026年6月30日.
    pub(super) fn new(row: RowRef, cells: &[String], table: &TableState) -> Option<Self> {
        let has_word = |cell: &String| ["截至", "截止"].iter().any(|word| cell.contains(word));
        if !cells.iter().any(has_word) {
            return None;
        }
        let is_numbered = cells.get(table.no).is_some_and(|no| parse_number(no.trim()).is_some());
        let texts = cells.iter().enumerate().map(|(column, cell)| (column, cell.trim()));
        let texts: Vec<(usize, &str)> = texts.filter(|(_, text)| !text.is_empty()).collect();
        let line = LineAbove::new(row, &texts);
        let is_day = !is_numbered && texts.len() <= CELLS_MAX && time_in_line(&line.text).is_some();
        is_day.then_some(Self { line, is_apart: false })
    }

    /// Finds out if it stands above a header.
    pub(super) fn find_header(mut self, sheet: &Sheet, blocks: &WideBlocks) -> Self {
        let first = self.line.row.index + 1;
        let is_empty = |cells: &&Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
        let gap = sheet.rows.iter().skip(first).take(GAP_MAX).take_while(is_empty).count();
        let above = LinesAbove { lines: slice::from_ref(&self.line), is_below: true };
        self.is_apart = is_only_time(&self.line.text)
            && header_at(sheet, first + gap, blocks, &above).is_some();
        self
    }
}
