//! Reads the cells of a sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, XlsxCellReader, XlsxError};

use super::cell_style::{CellText, SheetStyle};
use super::plain_book::{NumberStyle, PlainBook};
use super::plain_rows::{PlainRows, PlainValue};
use super::plain_xml::NotPlain;
use super::read_error::{file_error, read_error};
use super::sheet_scan::Position;
use super::strike::Strike;
use crate::diagnostics::{Diagnostic, FileErrorKind, Location};
use crate::exchange::sizes::{COLUMNS_MAX, MemoryBudget, is_in_sheet};
use crate::exchange::{BrokenCell, HiddenReason, Sheet};

/// Reads the cells of a sheet into a grid.
pub(in crate::exchange) struct SheetReader<'a> {
    pub(in crate::exchange) sheet: Sheet,
    /// The styles of the workbook, at least one.
    pub(in crate::exchange) styles: &'a [SheetStyle],
    /// Cells with runs of text that are struck through.
    pub(in crate::exchange) struck: BTreeMap<Position, Strike>,
    pub(in crate::exchange) budget: &'a mut MemoryBudget,
}

impl SheetReader<'_> {
    /// Reads all `cells`; `on_row` is called with the index of each new row.
    ///
    /// # Errors
    /// The XML is invalid, a cell is outside of the sheet, or the cells take too much memory.
    pub(super) fn read(
        &mut self,
        cells: &mut XlsxCellReader<Cursor<&[u8]>>,
        on_row: &mut dyn FnMut(usize),
    ) -> Result<(), Diagnostic> {
        loop {
            let (cell, style) = match cells.next_cell_with_style_id() {
                Ok(Some(cell)) => cell,
                Ok(None) => return Ok(()),
                // An error value that calamine does not know: the scan of the sheet has it.
                Err(XlsxError::CellError(_)) => continue,
                Err(error) => return Err(read_error(&error)),
            };
            self.read_cell(cell.get_position(), style, cell.get_value(), on_row)?;
        }
    }

    /// Reads all `rows` that were taken out of the workbook `plain`; in their place the sheet has
    /// `cells`.
    ///
    /// # Errors
    /// The rows are not plain, or as for [`read()`](Self::read).
    pub(super) fn read_plain(
        &mut self,
        plain: &PlainBook,
        cells: &mut XlsxCellReader<Cursor<&[u8]>>,
        mut rows: PlainRows,
        on_row: &mut dyn FnMut(usize),
    ) -> Result<(), Diagnostic> {
        // The caller reads the workbook in another way.
        let not_plain = || file_error(FileErrorKind::BadWorkbook(String::new()));
        let styles = plain.number_styles(cells).ok_or_else(not_plain)?;
        while let Some(cell) = rows.next().map_err(|NotPlain| not_plain())? {
            let style =
                cell.style.map_or(Some(NumberStyle::Number), |nth| styles.get(nth).copied());
            let style = style.ok_or_else(not_plain)?;
            let value = match &cell.value {
                PlainValue::Number(number) => style.value(*number),
                PlainValue::Shared(index) => {
                    DataRef::SharedString(plain.texts.get(*index).ok_or_else(not_plain)?)
                }
                PlainValue::Text(text) => DataRef::SharedString(text),
            };
            self.read_cell(cell.position, cell.style.unwrap_or(0), &value, on_row)?;
        }
        Ok(())
    }

    /// Reads a cell with the style at the index `style`.
    fn read_cell(
        &mut self,
        position: (u32, u32),
        style: usize,
        value: &DataRef,
        on_row: &mut dyn FnMut(usize),
    ) -> Result<(), Diagnostic> {
        let rows = self.sheet.rows.len();
        self.put(position, style, value).map_err(|kind| match kind {
            FileErrorKind::CellOutsideSheet(_) => file_error(kind),
            kind => {
                let (row, column) = (position.0 as usize + 1, position.1 as usize + 1);
                Diagnostic::new(Location::cell(&self.sheet.name, row, column), kind)
            }
        })?;
        if self.sheet.rows.len() > rows {
            on_row(position.0 as usize);
        }
        Ok(())
    }

    /// Writes a cell, given by its row and column, from 0, the index of its style, and its value.
    ///
    /// # Errors
    /// The cell is outside of the sheet, or the cells take too much memory.
    pub(in crate::exchange) fn put(
        &mut self,
        (row, column): (u32, u32),
        style: usize,
        value: &DataRef,
    ) -> Result<(), FileErrorKind> {
        if !is_in_sheet(row, column) {
            let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
            let cell = format!("{} R{row}C{column}", self.sheet.name);
            return Err(FileErrorKind::CellOutsideSheet(cell));
        }
        let position = (row as usize, column as usize);
        let is_beyond = column >= COLUMNS_MAX;
        if !is_beyond && self.sheet.broken_cells.contains_key(&position) {
            return Ok(());
        }
        let styles = self.styles;
        let Some(style) = styles.get(style).or(styles.first()) else { return Ok(()) };
        let Some(read) = style.text(value) else { return Ok(()) };
        self.put_text(position, read, style.is_struck)
    }

    /// Writes the text of a cell inside of the sheet.
    ///
    /// # Errors
    /// The cells take too much memory.
    pub(in crate::exchange) fn put_text(
        &mut self,
        position: Position,
        cell: CellText,
        is_struck: bool,
    ) -> Result<(), FileErrorKind> {
        if position.1 < COLUMNS_MAX as usize {
            return self.set_cell(position, cell, is_struck);
        }
        if !cell.text.trim().is_empty() {
            self.sheet.beyond.add(position.0, position.1);
        }
        Ok(())
    }

    /// Writes `cell` into the grid, which grows as needed and as the budget allows.
    fn set_cell(
        &mut self,
        (row, column): Position,
        cell: CellText,
        is_struck: bool,
    ) -> Result<(), FileErrorKind> {
        let CellText { text, display } = cell;
        let rows = &mut self.sheet.rows;
        let cells_before = rows.get(row).map_or(0, Vec::len);
        let new_cells = (column + 1).saturating_sub(cells_before);
        self.budget.reserve((row + 1).saturating_sub(rows.len()) + new_cells, text.len())?;
        if is_struck && !text.trim().is_empty() {
            self.budget.reserve(2, 0)?;
            self.struck.insert((row, column), Strike::Whole);
        }
        if let Some(display) = display {
            self.budget.reserve(2, text.len())?;
            self.sheet.displays.insert((row, column), display);
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        debug_assert!(row < rows.len(), "the grid has not grown");
        let Some(cells) = rows.get_mut(row) else { return Ok(()) };
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    /// Returns the sheet. Rows whose cells are all struck through are hidden parts of it.
    pub(in crate::exchange) fn into_sheet(self) -> Sheet {
        let (mut sheet, struck) = (self.sheet, self.struck);
        let rows: BTreeSet<usize> = struck.keys().map(|(row, _)| *row).collect();
        for row in rows {
            let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
            let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
            let is_broken = sheet.broken_cells.range((row, 0)..(row + 1, 0)).next().is_some();
            let is_struck = |column| struck.get(&(row, column)) == Some(&Strike::Whole);
            if !is_broken && filled.all(|(column, _)| is_struck(column)) {
                sheet.hidden.rows.entry(row).or_insert(HiddenReason::StruckThrough);
                continue;
            }
            for (position, strike) in struck.range((row, 0)..(row + 1, 0)) {
                match strike {
                    Strike::Whole => _ = sheet.struck_cells.insert(*position),
                    Strike::Part => {
                        sheet.broken_cells.entry(*position).or_insert(BrokenCell::PartlyStruck);
                    }
                    Strike::RaisedDigit => {
                        sheet.broken_cells.entry(*position).or_insert(BrokenCell::RaisedDigit);
                    }
                }
            }
        }
        sheet
    }
}
