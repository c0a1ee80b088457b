//! A sheet of an `OpenDocument` file as it is read, row by row.

use std::collections::BTreeMap;

use super::cell::OdsContent;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::{COLUMNS_MAX, MemoryBudget, is_in_sheet};
use crate::exchange::xlsx::{SheetReader, Strike};
use crate::exchange::{HiddenReason, MergedBlock, Sheet};

/// Maximum number of cells that are copies of others: a few bytes may stand for any number.
const COPIES_MAX: usize = 1 << 17;

/// A cell of the row that is being read.
#[derive(Debug)]
struct RowCell {
    column: usize,
    content: OdsContent,
    /// Numbers of rows and columns that are merged into it.
    spans: (usize, usize),
}

/// A sheet so far.
pub(super) struct OdsGrid<'a> {
    reader: SheetReader<'a>,
    row: usize,
    column: usize,
    cells: Vec<RowCell>,
    /// Cells that are copies of others.
    copies: usize,
}

impl<'a> OdsGrid<'a> {
    pub(super) fn new(name: String, is_hidden: bool, budget: &'a mut MemoryBudget) -> Self {
        let mut sheet = Sheet { name, ..Sheet::default() };
        sheet.hidden.is_sheet_hidden = is_hidden;
        let reader = SheetReader { sheet, styles: &[], struck: BTreeMap::new(), budget };
        Self { reader, row: 0, column: 0, cells: Vec::new(), copies: 0 }
    }

    /// Returns the column of the next cell, from 0.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Marks columns as hidden.
    pub(super) fn hide_columns(&mut self, columns: std::ops::Range<usize>, reason: HiddenReason) {
        for column in columns.take_while(|column| *column < COLUMNS_MAX as usize) {
            self.reader.sheet.hidden.columns.insert(column, reason);
        }
    }

    /// Adds cells to the row: `copies` with the same content, or as many empty ones.
    pub(super) fn add(
        &mut self,
        content: Option<OdsContent>,
        copies: usize,
        spans: (usize, usize),
    ) -> Result<(), FileErrorKind> {
        let first = self.column;
        self.column = first.saturating_add(copies);
        let is_merged = spans.0 > 1 || spans.1 > 1;
        let Some(content) = content.or_else(|| is_merged.then(OdsContent::empty)) else {
            return Ok(());
        };
        self.copy(copies - 1)?;
        for column in first..self.column {
            self.reader.budget.reserve(4, content.cell.text.len())?;
            self.cells.push(RowCell { column, content: content.clone(), spans });
        }
        Ok(())
    }

    /// Ends a row, which stands for `copies`.
    pub(super) fn end_row(
        &mut self,
        copies: usize,
        hidden: Option<HiddenReason>,
    ) -> Result<(), FileErrorKind> {
        let cells = std::mem::take(&mut self.cells);
        let first = self.row;
        (self.row, self.column) = (first.saturating_add(copies), 0);
        if let Some(reason) = hidden {
            // Rows without an end are hidden below a table.
            for row in (first..self.row).take(COPIES_MAX).take_while(|row| is_row(*row)) {
                self.reader.budget.reserve(1, 0)?;
                self.reader.sheet.hidden.rows.insert(row, reason);
            }
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.copy((copies - 1).saturating_mul(cells.len()))?;
        for row in first..self.row {
            if !is_row(row) {
                let cell = format!("{} R{}C1", self.reader.sheet.name, row + 1);
                return Err(FileErrorKind::CellOutsideSheet(cell));
            }
            for cell in &cells {
                self.write(row, cell)?;
            }
        }
        Ok(())
    }

    fn copy(&mut self, copies: usize) -> Result<(), FileErrorKind> {
        self.copies = self.copies.saturating_add(copies);
        if self.copies > COPIES_MAX {
            return Err(FileErrorKind::TooManyCopies(COPIES_MAX));
        }
        Ok(())
    }

    fn write(&mut self, row: usize, cell: &RowCell) -> Result<(), FileErrorKind> {
        let RowCell { column, content, spans: (rows, columns) } = cell;
        let column = *column;
        let place = (row, column);
        let is_beyond = column >= COLUMNS_MAX as usize;
        if (*rows > 1 || *columns > 1) && !is_beyond {
            self.reader.budget.reserve(2, 0)?;
            self.reader.sheet.merged.push(MergedBlock {
                first_row: row,
                last_row: row.saturating_add(rows.saturating_sub(1)),
                first_column: column,
                last_column: column.saturating_add(columns.saturating_sub(1)),
            });
        }
        if let Some(broken) = content.broken.filter(|_| !is_beyond) {
            self.reader.budget.reserve(2, 0)?;
            self.reader.sheet.broken_cells.insert(place, broken);
            return Ok(());
        }
        if content.cell.text.is_empty() && content.cell.display.is_none() {
            return Ok(());
        }
        let is_struck = content.strike == Some(Strike::Whole);
        self.reader.put_text(place, content.cell.clone(), is_struck)?;
        let strike = content.strike.filter(|strike| *strike != Strike::Whole && !is_beyond);
        if let Some(strike) = strike {
            self.reader.budget.reserve(2, 0)?;
            self.reader.struck.insert(place, strike);
        }
        Ok(())
    }

    /// Returns the sheet, and the budget for the next one.
    pub(super) fn into_sheet(self) -> (Sheet, &'a mut MemoryBudget) {
        let SheetReader { sheet, styles, struck, budget } = self.reader;
        let reader = SheetReader { sheet, styles, struck, budget: &mut *budget };
        (reader.into_sheet(), budget)
    }
}

fn is_row(row: usize) -> bool {
    u32::try_from(row).is_ok_and(|row| is_in_sheet(row, 0))
}
