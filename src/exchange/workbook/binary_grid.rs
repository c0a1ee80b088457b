//! A sheet that is gathered from the records of a binary workbook.

use std::collections::BTreeMap;

use calamine::DataRef;

use super::binary_styles::BinaryStyles;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::{COLUMNS_MAX, MemoryBudget, is_in_sheet};
use crate::exchange::xlsx::{SheetReader, Strike};
use crate::exchange::{BrokenCell, HiddenReason, MergedBlock, Sheet};

/// Place of a cell: row and column, from 0.
pub(super) type CellPlace = (u32, u32);

/// A sheet so far.
pub(super) struct BinaryGrid<'a> {
    reader: SheetReader<'a>,
    styles: &'a BinaryStyles,
    /// The first and the last row that a filter may hide.
    filtered: Option<(usize, usize)>,
}

impl<'a> BinaryGrid<'a> {
    pub(super) fn new(
        sheet: Sheet,
        styles: &'a BinaryStyles,
        budget: &'a mut MemoryBudget,
    ) -> Self {
        let reader = SheetReader { sheet, styles: &styles.styles, struck: BTreeMap::new(), budget };
        Self { reader, styles, filtered: None }
    }

    /// Writes a cell with a number.
    pub(super) fn number(
        &mut self,
        place: CellPlace,
        style: usize,
        number: f64,
    ) -> Result<(), FileErrorKind> {
        self.reader.put(place, style, &self.styles.value(style, number))
    }

    /// Writes a cell with a text, which may be struck through.
    pub(super) fn text(
        &mut self,
        place: CellPlace,
        style: usize,
        text: &str,
        strike: Option<Strike>,
    ) -> Result<(), FileErrorKind> {
        self.reader.put(place, style, &DataRef::SharedString(text))?;
        if let Some(strike) = strike.filter(|_| place.1 < COLUMNS_MAX) {
            self.reader.budget.reserve(2, 0)?;
            self.reader.struck.insert((place.0 as usize, place.1 as usize), strike);
        }
        Ok(())
    }

    pub(super) fn boolean(
        &mut self,
        place: CellPlace,
        style: usize,
        value: bool,
    ) -> Result<(), FileErrorKind> {
        self.reader.put(place, style, &DataRef::Bool(value))
    }

    /// Marks a cell that has no usable value.
    pub(super) fn broken(
        &mut self,
        place: CellPlace,
        broken: BrokenCell,
    ) -> Result<(), FileErrorKind> {
        if is_in_sheet(place.0, place.1) && place.1 < COLUMNS_MAX {
            self.reader.budget.reserve(2, 0)?;
            let place = (place.0 as usize, place.1 as usize);
            self.reader.sheet.broken_cells.insert(place, broken);
        }
        Ok(())
    }

    pub(super) fn hide_row(&mut self, row: u32) -> Result<(), FileErrorKind> {
        if is_in_sheet(row, 0) {
            self.reader.budget.reserve(1, 0)?;
            self.reader.sheet.hidden.rows.insert(row as usize, HiddenReason::Hidden);
        }
        Ok(())
    }

    /// Marks the columns from `first` to `last` as hidden.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        for column in first..=last.min(COLUMNS_MAX - 1) {
            self.reader.sheet.hidden.columns.insert(column as usize, HiddenReason::Hidden);
        }
    }

    /// Adds a block of merged cells.
    pub(super) fn merge(&mut self, first: CellPlace, last: CellPlace) -> Result<(), FileErrorKind> {
        if first.1 < COLUMNS_MAX && is_in_sheet(first.0, first.1) && is_in_sheet(last.0, last.1) {
            self.reader.budget.reserve(2, 0)?;
            self.reader.sheet.merged.push(MergedBlock {
                first_row: first.0 as usize,
                last_row: last.0 as usize,
                first_column: first.1 as usize,
                last_column: last.1 as usize,
            });
        }
        Ok(())
    }

    /// Sets the rows that a filter may hide; the first one is the header.
    pub(super) fn filter(&mut self, first: u32, last: u32) {
        self.filtered = Some((first as usize + 1, last as usize));
    }

    /// Returns the sheet.
    pub(super) fn into_sheet(mut self) -> Sheet {
        if let Some((first, last)) = self.filtered.filter(|(first, last)| first <= last) {
            for (_, reason) in self.reader.sheet.hidden.rows.range_mut(first..=last) {
                *reason = HiddenReason::Filtered;
            }
        }
        self.reader.into_sheet()
    }
}
