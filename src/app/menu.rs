//! Rows to choose from under headings, in one to three columns: the help page, the sheet of filters
//! and the page of what has changed.

use ratatui::layout::{Rect, Size};

use crate::page::{self, HelpSection, Line};

/// Rows to choose from, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Menu {
    /// The columns, from left to right.
    pub columns: Vec<MenuColumn>,
    /// The index of the first visible line of each column.
    pub offset: usize,
}

/// A column of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuColumn {
    /// The first cell of the column, from the left edge of the menu; a mark stands before it.
    pub x: u16,
    /// The width, in cells.
    pub width: u16,
    /// All lines of the column.
    pub lines: Vec<MenuLine>,
}

/// A line of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    /// The index of the row this line shows, counted through the menu; `None` for headings and
    /// blanks.
    pub row: Option<usize>,
    /// True if that row is selected.
    pub selected: bool,
    /// The text of the line.
    pub line: Line,
}

/// Minimum width of a column beside others, in cells.
const COLUMN_MIN: u16 = 38;

/// Maximum number of columns.
const COLUMNS_MAX: u16 = 3;

/// The number of lines that a column may be longer or shorter than the others so that a group stays
/// together.
const SLACK: usize = 4;

impl Menu {
    /// Lays out `sections` for a window of `size` cells, with the row `selected` in view. There are
    /// several columns if there is room for them and one column does not fit.
    pub(crate) fn new(sections: &[HelpSection], selected: usize, size: Size) -> Self {
        Self::in_columns(sections, selected, size, (size.width / COLUMN_MIN).clamp(1, COLUMNS_MAX))
    }

    /// Lays out `sections` like [`Menu::new`], in one column.
    pub(crate) fn in_one_column(sections: &[HelpSection], selected: usize, size: Size) -> Self {
        Self::in_columns(sections, selected, size, 1)
    }

    fn in_columns(sections: &[HelpSection], selected: usize, size: Size, count: u16) -> Self {
        let height = usize::from(size.height);
        let width = size.width.saturating_sub(2);
        let whole = page::help(sections, usize::from(width));
        let count = if whole.len() <= height { 1 } else { count };
        let width = (size.width / count).saturating_sub(2);
        let lines = if count == 1 { whole } else { page::help(sections, usize::from(width)) };
        let columns = split(lines, usize::from(count)).into_iter().enumerate();
        let columns: Vec<MenuColumn> = columns
            .map(|(nth, lines)| {
                let left = u16::try_from(nth).unwrap_or_default() * (width + 2);
                let line = |(row, line)| MenuLine { row, selected: row == Some(selected), line };
                MenuColumn { x: left + 1, width, lines: lines.into_iter().map(line).collect() }
            })
            .collect();
        let longest = columns.iter().map(|column| column.lines.len()).max().unwrap_or_default();
        let at = columns.iter().find_map(|column| column.lines.iter().position(|it| it.selected));
        // The selected row stays in the middle, except near the ends of the menu.
        let offset = at.unwrap_or_default().saturating_sub(height / 2);
        Self { columns, offset: offset.min(longest.saturating_sub(height)) }
    }

    /// Returns the number of lines of the longest column.
    pub(crate) fn len(&self) -> usize {
        self.columns.iter().map(|column| column.lines.len()).max().unwrap_or_default()
    }

    /// Returns the row that is shown in column `x` of line `y` of the window.
    pub(crate) fn row_at(&self, x: u16, y: u16) -> Option<usize> {
        let column = self.columns.iter().rfind(|column| x + 1 >= column.x)?;
        column.lines.get(usize::from(y) + self.offset)?.row
    }

    /// Returns the row beside the selected one, in the next column or the one before.
    pub(crate) fn row_beside(&self, is_right: bool) -> Option<usize> {
        let position = |column: &MenuColumn| column.lines.iter().position(|line| line.selected);
        let mut columns = self.columns.iter().enumerate();
        let (nth, line) = columns.find_map(|(nth, column)| Some((nth, position(column)?)))?;
        let nth = if is_right { nth + 1 } else { nth.checked_sub(1)? };
        let lines = &self.columns.get(nth)?.lines;
        let rows = lines.iter().enumerate().filter_map(|(at, other)| Some((at, other.row?)));
        rows.min_by_key(|(at, _)| at.abs_diff(line)).map(|(_, row)| row)
    }

    /// Returns the visible lines, each with its cells in `area`.
    pub fn visible(&self, area: Rect) -> impl Iterator<Item = (Rect, &MenuLine)> {
        self.columns.iter().flat_map(move |column| {
            let rows = (area.top()..area.bottom()).zip(column.lines.iter().skip(self.offset));
            rows.map(move |(y, line)| {
                let x = area.x + column.x;
                (Rect { x, y, width: column.width, height: 1 }, line)
            })
        })
    }
}

/// A line of a page with the index of its row.
type RowLine = (Option<usize>, Line);

/// Splits lines into `count` columns of about the same length. A heading stays with its first row,
/// the lines of a row stay together, and so does a group if the columns do not differ much.
fn split(mut lines: Vec<RowLine>, count: usize) -> Vec<Vec<RowLine>> {
    let mut columns = Vec::new();
    for left in (2..=count).rev() {
        let ideal = lines.len().div_ceil(left);
        let is_blank = |at: &usize| lines.get(*at).is_some_and(|(_, line)| *line == Line::BLANK);
        let between_groups = (ideal.saturating_sub(SLACK)..=ideal + SLACK).filter(is_blank);
        let may_break = |at: &usize| match (lines.get(at.wrapping_sub(1)), lines.get(*at)) {
            (Some((Some(before), _)), Some((row, _))) => *row != Some(*before),
            _ => false,
        };
        let at = between_groups
            .min_by_key(|at| at.abs_diff(ideal))
            .or_else(|| (ideal..lines.len()).find(may_break));
        let Some(at) = at else { break };
        let rest = lines.split_off(at);
        columns.push(std::mem::replace(&mut lines, rest));
        if lines.first().is_some_and(|(_, line)| *line == Line::BLANK) {
            lines.remove(0);
        }
    }
    columns.push(lines);
    columns
}
