//! Tables of web pages and Word documents as sheets.

use crate::diagnostics::{Table, TableHeader};
use crate::exchange::{MergedBlock, Sheet};

/// Maximum number of columns that are read.
const COLUMNS_MAX: usize = 256;

/// Returns true if a sheet has the header of a table of projects.
pub(super) fn has_projects(sheet: &Sheet) -> bool {
    let is_header = |row: &Vec<String>| {
        TableHeader::from_row(row).is_some_and(|header| header.table == Table::Projects)
    };
    sheet.rows.iter().any(is_header)
}

/// Names the tables and puts the title of the page above the first, unless a row stands there.
pub(super) fn with_title(mut tables: Vec<Sheet>, title: Option<String>) -> Vec<Sheet> {
    if let (Some(first), Some(title)) = (tables.first_mut(), title)
        && first.rows.first().is_some_and(|row| TableHeader::from_row(row).is_some())
    {
        first.rows.insert(0, vec![title]);
        for block in &mut first.merged {
            block.first_row += 1;
            block.last_row += 1;
        }
    }
    if tables.len() > 1 {
        for (nth, table) in tables.iter_mut().enumerate() {
            table.name = format!("表{}", nth + 1);
        }
    }
    tables
}

/// Builds a sheet cell by cell, in the order of the file.
#[derive(Default)]
pub(super) struct TableWriter {
    sheet: Sheet,
    /// For each column the first row that no cell above reaches into.
    free_from: Vec<usize>,
    column: usize,
    /// Rowspans to be cut to the rows that there are: indexes into `sheet.merged`.
    has_row: bool,
}

impl TableWriter {
    pub(super) fn start_row(&mut self) {
        self.sheet.rows.push(Vec::new());
        self.column = 0;
        self.has_row = true;
    }

    /// Adds a cell over several columns and rows.
    pub(super) fn cell(&mut self, text: &str, colspan: usize, rowspan: usize) {
        if !self.has_row {
            self.start_row();
        }
        let row = self.sheet.rows.len() - 1;
        while self.free_from.get(self.column).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        let first_column = self.column;
        let columns = colspan.clamp(1, COLUMNS_MAX);
        let end = (first_column + columns).min(COLUMNS_MAX);
        if first_column >= end {
            self.sheet.beyond.add(row, first_column);
            return;
        }
        // A span to the end of the table is written as 0 or as a large number.
        let last_row = row.saturating_add(if rowspan == 0 { usize::MAX } else { rowspan - 1 });
        if self.free_from.len() < end {
            self.free_from.resize(end, 0);
        }
        let free = self.free_from.get_mut(first_column..end).unwrap_or_default();
        free.fill(last_row.saturating_add(1));
        if let Some(cells) = self.sheet.rows.last_mut() {
            cells.resize(first_column.max(cells.len()), String::new());
            cells.push(text.trim().to_owned());
            cells.resize(end, String::new());
        }
        if last_row > row || end > first_column + 1 {
            let last_column = end - 1;
            let first_row = row;
            self.sheet.merged.push(MergedBlock { first_row, last_row, first_column, last_column });
        }
        self.column = end;
    }

    /// Returns the sheet; spans end with the table.
    pub(super) fn finish(mut self) -> Sheet {
        let last = self.sheet.rows.len().saturating_sub(1);
        for block in &mut self.sheet.merged {
            block.last_row = block.last_row.min(last);
        }
        let is_block = |b: &MergedBlock| b.last_row > b.first_row || b.last_column > b.first_column;
        self.sheet.merged.retain(is_block);
        self.sheet
    }
}
