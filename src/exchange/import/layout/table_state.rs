//! The table that is being classified.

use super::columns::HeaderRow;
use super::row_kind::{ProjectCells, RowKind};
use super::unread::UnreadColumns;
use crate::diagnostics::{Column, LeftOutRow, Table};
use crate::lang::Lang;

/// The table that is being classified.
pub(super) struct TableState {
    /// The header.
    pub header: HeaderRow,
    /// The column of the numbers.
    pub no: usize,
    /// The column of the titles.
    pub title: usize,
    /// The column of the domains, if there is one.
    pub domain: Option<usize>,
    /// The cells that are not read.
    pub unread: UnreadColumns,
    /// The index of the current section.
    pub section: Option<usize>,
    /// True if the row above is of the last project.
    pub is_below_project: bool,
    /// The indexes of the rows, if tables stand to the right.
    pub rows: Vec<usize>,
    /// Rows that are a signature if no project follows.
    pub footers: Vec<(usize, usize, String)>,
}

impl TableState {
    /// Creates the state below a header.
    pub(super) fn new(header: HeaderRow) -> Self {
        let columns = &header.header.columns;
        let at = |column| columns.iter().position(|other| *other == Some(column));
        Self {
            no: at(Column::No).or(at(Column::Title(Lang::Zh))).unwrap_or_default(),
            title: at(Column::Title(Lang::Zh)).unwrap_or_default(),
            domain: at(Column::Domain),
            unread: UnreadColumns::new(columns),
            section: None,
            is_below_project: false,
            rows: Vec::new(),
            footers: Vec::new(),
            header,
        }
    }

    /// Returns the cells of a row, as far as they tell what kind of row it is.
    pub(super) fn project_cells<'a>(
        &self,
        texts: &'a [(usize, &'a str)],
        is_wide: bool,
        is_before_digit: bool,
    ) -> ProjectCells<'a> {
        let is_export = self.header.is_export();
        let (no, title) = (self.no, self.title);
        ProjectCells { texts, no, title, is_wide, is_before_digit, is_export }
    }

    /// Returns the reason to leave out a row of a table of updates that has no number, if it is
    /// none of a project.
    pub(super) fn left_out_kind(&self, kind: RowKind) -> Option<LeftOutRow> {
        let is_wide = !self.header.header.columns.contains(&Some(Column::Date));
        match kind {
            RowKind::LeftOut(kind) => Some(kind),
            RowKind::Section(_) if is_wide => Some(LeftOutRow::Section),
            RowKind::Footer if is_wide => Some(LeftOutRow::Signature),
            _ => None,
        }
    }

    /// Returns the table.
    pub(super) fn table(&self) -> Table {
        self.header.header.table
    }
}
