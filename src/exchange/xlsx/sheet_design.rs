//! The look of a sheet: the widths of its columns, and the heights of its rows that follow.

use crate::diagnostics::{Column, ListField};
use crate::exchange::Sheet;
use crate::text::{cells, wrap};

/// Maximum number of lines that a row is made for: it can have 409 points.
const LINES_MAX: usize = 25;
/// Minimum width of a column, in digits.
const WIDTH_MIN: usize = 5;
/// Maximum width of a column whose texts would need too many lines.
const WIDTH_MAX: usize = 90;
/// Maximum width of a column that is not known.
const WIDTH_UNKNOWN: usize = 60;
/// Digits of a line that stay free: the distance to the edges, and fonts that are wider.
const SLACK: usize = 1;

/// Widths, heights and kinds of the columns and rows of a sheet.
#[derive(Debug)]
pub(super) struct SheetDesign {
    columns: Vec<ColumnDesign>,
    /// The number of lines of each row.
    lines: Vec<u16>,
}

#[derive(Clone, Debug)]
struct ColumnDesign {
    column: Option<Column>,
    /// Width in digits.
    width: usize,
    /// Width of its longest line.
    content: usize,
    is_hidden: bool,
}

impl SheetDesign {
    pub(super) fn new(sheet: &Sheet) -> Self {
        let header = sheet.rows.first().map_or(&[][..], Vec::as_slice);
        let is_hidden = |nth: usize| sheet.hidden.columns.contains_key(&nth);
        let columns = header
            .iter()
            .enumerate()
            .map(|(nth, cell)| ColumnDesign::new(cell, is_hidden(nth)))
            .collect();
        let mut design = Self { columns, lines: Vec::new() };
        let highest = design.measure(sheet);
        let mut is_wider = false;
        for (column, lines) in design.columns.iter_mut().zip(highest) {
            column.content = column.content.min(WIDTH_MAX);
            if lines > LINES_MAX {
                let width = (column.width * lines).div_ceil(LINES_MAX) + SLACK;
                column.width = width.min(WIDTH_MAX).min(column.content + SLACK);
                is_wider = true;
            }
        }
        if is_wider {
            design.measure(sheet);
        }
        // A table without rows is there to be filled in.
        if sheet.rows.len() > 1 {
            for column in &mut design.columns {
                column.width = column.width.min(column.content + SLACK).max(WIDTH_MIN);
            }
        }
        design
    }

    /// Counts the lines of all rows at the present widths. Returns the number of lines of the
    /// highest cell of each column.
    fn measure(&mut self, sheet: &Sheet) -> Vec<usize> {
        let mut highest = vec![0; self.columns.len()];
        self.lines.clear();
        for texts in &sheet.rows {
            let mut row_lines = 1;
            for ((text, column), highest) in texts.iter().zip(&mut self.columns).zip(&mut highest) {
                let lines = column.lines(text);
                *highest = lines.max(*highest);
                if !column.is_hidden {
                    row_lines = lines.max(row_lines);
                }
            }
            self.lines.push(u16::try_from(row_lines.min(LINES_MAX)).unwrap_or(1));
        }
        highest
    }

    /// Returns the number of lines that a row is made for.
    pub(super) fn lines_in_row(&self, row: usize) -> u16 {
        self.lines.get(row).copied().unwrap_or(1)
    }

    /// Returns the meaning of a column that `export` writes.
    pub(super) fn column(&self, column: usize) -> Option<Column> {
        self.columns.get(column)?.column
    }

    /// Returns the widths of the columns, in digits.
    pub(super) fn widths(&self) -> impl Iterator<Item = u32> {
        self.columns.iter().map(|column| u32::try_from(column.width).unwrap_or(u32::MAX))
    }

    /// Returns the number of columns that stay in view: those up to the title, or else the first.
    pub(super) fn frozen_columns(&self) -> usize {
        let is_name = |column: &ColumnDesign| {
            matches!(column.column, Some(Column::Title(_) | Column::Target))
        };
        self.columns.iter().position(is_name).map_or(1, |at| at + 1)
    }

    /// Returns true if the rows of the sheet can be filtered.
    pub(super) fn has_filter(&self) -> bool {
        self.columns.iter().any(|column| column.column == Some(Column::No))
    }
}

impl ColumnDesign {
    fn new(header: &str, is_hidden: bool) -> Self {
        let column = Column::from_header(header);
        Self { column, width: width(column), content: 0, is_hidden }
    }

    /// Returns the number of lines that a text takes, and remembers its longest line.
    fn lines(&mut self, text: &str) -> usize {
        let width = self.width.saturating_sub(SLACK);
        let mut count = 0;
        for line in text.split('\n') {
            let line_width = cells(line);
            self.content = self.content.max(line_width);
            count += if line_width <= width { 1 } else { wrap(line, width).len() };
        }
        count
    }
}

/// Returns the number of a column; one that Excel lacks causes an error when it is written to.
pub(super) fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Returns the maximum width of a column, in digits. All columns of the projects that are shown are
/// about as wide as a landscape page at three quarters of the size.
fn width(column: Option<Column>) -> usize {
    let Some(column) = column else { return WIDTH_UNKNOWN };
    if let Some(translated) = column.translated() {
        // About as many lines as the Chinese, which is shorter.
        return width(Some(translated)) * 2;
    }
    match column {
        Column::No => 7,
        Column::Domain | Column::Start | Column::End | Column::Date => 12,
        Column::Id | Column::Name(_) | Column::Origin | Column::Field => 24,
        Column::Title(_) => 20,
        Column::Targets(_) | Column::Target => 28,
        Column::List(ListField::Facts, _) | Column::Notes(_) => 26,
        Column::List(..) | Column::Done => 15,
        Column::Contact(..) | Column::Investment(_) => 16,
        Column::Text(..) => 38,
        Column::Note(_) => 60,
        Column::ValueZh => 80,
        _ => WIDTH_UNKNOWN,
    }
}
