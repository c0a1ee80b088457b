//! The table that is being classified.

use super::columns::HeaderRow;
use super::unread::UnreadColumns;
use crate::diagnostics::{Column, Table};
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
    /// Rows that are a signature if no project follows.
    pub footers: Vec<(usize, usize, String)>,
}

impl TableState {
    /// Creates the state below a header.
    pub(super) fn new(header: HeaderRow) -> Self {
        let columns = &header.header.columns;
        let at = |column| columns.iter().position(|other| *other == Some(column));
        Self {
            no: at(Column::No).unwrap_or_default(),
            title: at(Column::Title(Lang::Zh)).unwrap_or_default(),
            domain: at(Column::Domain),
            unread: UnreadColumns::new(columns),
            section: None,
            is_below_project: false,
            footers: Vec::new(),
            header,
        }
    }

    /// Returns the table.
    pub(super) fn table(&self) -> Table {
        self.header.header.table
    }
}
