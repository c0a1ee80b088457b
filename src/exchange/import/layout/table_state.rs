//! The table that is being classified.

use std::collections::HashSet;

use super::columns::HeaderRow;
use super::row_kind::RowKind;
use super::section_levels::SectionLevels;
use super::unread::UnreadColumns;
use super::wide_rows::WideRow;
use crate::diagnostics::{Column, LeftOutRow, Table};
use crate::exchange::import::number::parse_number;
use crate::lang::Lang;

/// Kind of table that a row below the projects belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OtherTable {
    /// None but that of the projects.
    None,
    /// One whose header has a column of numbers.
    Numbered,
    /// One without numbers.
    Plain,
}

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
    /// Number of rows so far that begin a section, of any level.
    pub part: usize,
    /// True if the row above is of the last project.
    pub is_below_project: bool,
    /// True if the row above is a remark.
    pub is_below_remark: bool,
    /// The numbers of its projects.
    pub numbers: HashSet<u32>,
    /// The sections that the current one is among.
    pub levels: SectionLevels,
    /// The table below the list that the row above belongs to.
    pub other_table: OtherTable,
    /// True if an empty row stands above.
    pub is_below_gap: bool,
    /// The index of the last row with content.
    pub last_row: usize,
    /// Number of projects.
    pub projects: usize,
    /// The rows of projects with more cells than the header.
    pub wide_rows: Vec<WideRow>,
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
            unread: UnreadColumns::new(columns, header.adjusted.clone()),
            section: None,
            part: 0,
            is_below_project: false,
            is_below_remark: false,
            numbers: HashSet::new(),
            levels: SectionLevels::default(),
            other_table: OtherTable::None,
            is_below_gap: false,
            last_row: header.row + header.length - 1,
            projects: 0,
            wide_rows: Vec::new(),
            rows: Vec::new(),
            footers: Vec::new(),
            header,
        }
    }

    /// Returns the reason to leave out a row of a table of updates that has no number, if it is
    /// none of a project.
    pub(super) fn left_out_kind(&self, kind: &RowKind) -> Option<LeftOutRow> {
        let is_wide = !self.header.header.columns.contains(&Some(Column::Date));
        match kind {
            RowKind::LeftOut(kind) => Some(*kind),
            RowKind::Section(_) if is_wide => Some(LeftOutRow::Section),
            RowKind::Footer if is_wide => Some(LeftOutRow::Signature),
            _ => None,
        }
    }

    /// Adds the cells of a project in the row with this index.
    pub(super) fn add_project(&mut self, index: usize, cells: &[String]) {
        self.projects += 1;
        self.wide_rows.extend(WideRow::find(index, cells, self.header.labels.len()));
    }

    /// Returns true if the cells are a row of a table that this program has written: they begin
    /// with a number, and their texts may be any, also those of a header.
    pub(super) fn is_export_row(&self, cells: &[String]) -> bool {
        self.header.is_export() && cells.get(self.no).is_some_and(|no| parse_number(no).is_some())
    }

    /// Returns the table.
    pub(super) fn table(&self) -> Table {
        self.header.header.table
    }
}
