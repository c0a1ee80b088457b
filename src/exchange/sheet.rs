//! The content of a sheet, as every reader of a spreadsheet gives it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A grid of cells as text, from its first row and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name on its tab; empty for a file that has only one sheet.
    pub name: String,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Cells without a usable value, by row and column, from 0.
    pub broken_cells: BTreeMap<(usize, usize), BrokenCell>,
    /// Cells whose number may mislead, by row and column, from 0.
    pub displays: BTreeMap<(usize, usize), NumberDisplay>,
    /// Cells that are struck through in rows that are not, by row and column, from 0.
    pub struck_cells: BTreeSet<(usize, usize)>,
    /// Blocks of cells that were merged into one.
    pub merged: Vec<MergedBlock>,
    /// Parts that the office program does not show.
    pub hidden: HiddenParts,
    /// Cells with content in columns past the last one that is read.
    pub beyond: CellPlaces,
}

/// Maximum number of cells that a message names.
const PLACES_MAX: usize = 3;

/// Number of cells, and the first of them by row and column, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellPlaces {
    /// The number of all cells.
    pub count: usize,
    /// The first cells, at most three.
    pub first: Vec<(usize, usize)>,
}

impl CellPlaces {
    /// Adds a cell.
    pub(crate) fn add(&mut self, row: usize, column: usize) {
        self.count += 1;
        if self.first.len() < PLACES_MAX {
            self.first.push((row, column));
        }
    }
}

/// Reason why a cell has no usable value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenCell {
    /// It holds an error such as `#REF!`.
    Error,
    /// It holds a formula whose result was never calculated.
    Formula,
    /// It holds a formula with a result of 0 from a program that writes 0 without calculating.
    ZeroFormula,
    /// A part of its text is struck through.
    PartlyStruck,
    /// A digit behind another is raised, as a footnote mark is.
    RaisedDigit,
}

/// Way in which a cell shows a number that it holds, where that is of matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberDisplay {
    /// It shows another number by this number format.
    Unclear(Arc<str>),
    /// It shows nothing, and its text is empty; holds the number.
    Hidden(Box<str>),
    /// It shows fewer digits, which are its text; holds the number with all of them.
    Rounded(Box<str>),
    /// It is a number such as 2026.1, which is also what becomes of a typed 2026.10.
    YearAndTenth,
}

/// A block of cells that were merged into its first one: rows and columns, from 0, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedBlock {
    /// First row.
    pub first_row: usize,
    /// Last row.
    pub last_row: usize,
    /// First column.
    pub first_column: usize,
    /// Last column.
    pub last_column: usize,
}

/// The parts of a sheet that the office program does not show or shows as deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HiddenParts {
    /// True if the sheet as a whole is hidden.
    pub is_sheet_hidden: bool,
    /// Rows, from 0, each with the reason.
    pub rows: BTreeMap<usize, HiddenReason>,
    /// Columns, from 0, each with the reason.
    pub columns: BTreeMap<usize, HiddenReason>,
}

/// Reason why a row or a column is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HiddenReason {
    /// A user hid it.
    Hidden,
    /// A filter leaves it out.
    Filtered,
    /// It is struck through.
    StruckThrough,
}
