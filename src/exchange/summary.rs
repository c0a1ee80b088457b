//! The summary of an import: its columns, rows, figures and days, and how they were understood.

use std::collections::BTreeMap;

use crate::diagnostics::{Column, Location, UnreadReason};
use crate::model::{Amount, Day, Figure, ProjectNo};

/// Number of figures that are kept for a summary without details.
pub(crate) const FIGURES_MAX: usize = 3;

/// Summary of an import: the meaning that the tables of a spreadsheet were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportSummary {
    /// The sheets with projects.
    pub sheets: Vec<SheetRows>,
    /// Number of reports on progress.
    pub updates: usize,
    /// The reports on progress that were read, if details were asked for.
    pub read_updates: Vec<ReadUpdate>,
    /// The columns of all tables, in the order of the file.
    pub columns: Vec<ColumnUse>,
    /// Number of rows that were left out, by reason.
    pub rows_by_reason: BTreeMap<UnreadReason, usize>,
    /// Number of rows that were left out with a message of their own.
    pub told_rows: usize,
    /// The rows that were left out, if details were asked for.
    pub rows: Vec<UnreadRowText>,
    /// Number of figures.
    pub figure_count: usize,
    /// The first figures, or all of them if details were asked for.
    pub figures: Vec<ReadFigure>,
    /// Number of numbers in an announcement that are no figures and stay text.
    pub numbers_left: usize,
    /// Number of days.
    pub day_count: usize,
    /// Number of days that are not written in full.
    pub concluded_day_count: usize,
    /// The days that are not written in full, if details were asked for.
    pub days: Vec<ReadDayCell>,
}

/// The projects of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRows {
    /// Name of the sheet; empty if the file has only one.
    pub name: String,
    /// Number of rows that are projects.
    pub rows: usize,
    /// Number of projects that they gave.
    pub projects: usize,
}

/// A column of a table and its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// The cell of its header.
    pub location: Location,
    /// Its header.
    pub header: String,
    /// Its meaning; `None` if it was left out.
    pub column: Option<Column>,
    /// Number of cells with content below the header.
    pub cells: usize,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadRowText {
    /// Its first cell with content.
    pub location: Location,
    /// Text of that cell.
    pub text: String,
    /// Number of its cells with content.
    pub cells: usize,
    /// The reason; `None` if a message of its own says it.
    pub reason: Option<UnreadReason>,
}

/// A figure, and the words that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadFigure {
    /// The cell.
    pub location: Location,
    /// The line of the cell.
    pub words: String,
    /// Description of what is counted.
    pub what: String,
    /// Amount and qualifier.
    pub figure: Figure,
    /// The unit.
    pub unit: String,
}

/// A day that is not written in full, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDayCell {
    /// The cell.
    pub location: Location,
    /// Text of the cell.
    pub words: String,
    /// The day or days that it was taken as.
    pub days: String,
}

/// A report on progress, and the words that its amount was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadUpdate {
    /// The cell with the amount, or with the note if there is no amount.
    pub location: Location,
    /// Text of that cell.
    pub words: String,
    /// Number of the project.
    pub no: ProjectNo,
    /// Description of the target; empty for a report on the whole project.
    pub target: String,
    /// The day.
    pub date: Day,
    /// The amount done; `None` for a note without an amount.
    pub done: Option<Amount>,
    /// The unit of the amount, `%` for a whole project.
    pub unit: String,
}

impl ImportSummary {
    /// Returns the number of rows that are projects, and that of the projects.
    pub(crate) fn projects(&self) -> (usize, usize) {
        self.sheets
            .iter()
            .fold((0, 0), |(rows, projects), sheet| (rows + sheet.rows, projects + sheet.projects))
    }
}
