//! Reads a sheet of a binary workbook.

use super::records::{BinaryRecord, BinaryRecords};
use super::texts::rich_text;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;
use crate::exchange::workbook::binary_grid::{BinaryGrid, CellPlace};
use crate::exchange::workbook::binary_styles::{BinaryStyles, StyleRecords};
use crate::exchange::workbook::bytes::Bytes;
use crate::exchange::workbook::damaged::damaged;
use crate::exchange::workbook::text_runs::SharedText;
use crate::exchange::{BrokenCell, Sheet};

/// Facts about a workbook that a sheet depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct XlsbContext<'a> {
    pub(super) styles: &'a BinaryStyles,
    pub(super) records: &'a StyleRecords,
    pub(super) texts: &'a [SharedText],
}

/// A sheet that is being read.
struct XlsbSheet<'a> {
    context: XlsbContext<'a>,
    grid: BinaryGrid<'a>,
    row: u32,
    /// Column of the next cell that does not tell its own.
    column: u32,
}

/// Reads the sheet in a part.
///
/// # Errors
/// It is damaged, or takes too much memory.
pub(super) fn read_sheet(
    sheet: Sheet,
    part: &[u8],
    context: XlsbContext,
    budget: &mut MemoryBudget,
) -> Result<Sheet, FileErrorKind> {
    let name = sheet.name.clone();
    let grid = BinaryGrid::new(sheet, context.styles, budget);
    let mut reader = XlsbSheet { context, grid, row: 0, column: 0 };
    for record in BinaryRecords::new(part) {
        // The end of the sheet.
        if record.kind == 0x82 {
            return Ok(reader.grid.into_sheet());
        }
        reader.read(record).unwrap_or_else(|| Err(damaged(&name)))?;
    }
    Err(damaged(&name))
}

impl XlsbSheet<'_> {
    fn read(&mut self, record: BinaryRecord) -> Option<Result<(), FileErrorKind>> {
        let mut data = record.data;
        match record.kind {
            0x00 => self.row(data),
            0x01..=0x0b | 0x3e => {
                let column = data.u32()?;
                self.cell(record.kind, column, data)
            }
            // Cells beside the one before them, which one common writer writes.
            0x0c..=0x12 => self.cell(long_kind(record.kind), self.column, data),
            0x3c => {
                let (first, last, width) = (data.u32()?, data.u32()?, data.u32()?);
                data.take(4)?;
                if data.u16()? & 1 != 0 || width == 0 {
                    self.grid.hide_columns(first, last);
                }
                Some(Ok(()))
            }
            0xa1 => {
                self.grid.filter(data.u32()?, data.u32()?);
                Some(Ok(()))
            }
            0xb0 => {
                let (first, last) = (data.u32()?, data.u32()?);
                let (left, right) = (data.u32()?, data.u32()?);
                Some(self.grid.merge((first, left), (last, right)))
            }
            _ => Some(Ok(())),
        }
    }

    fn row(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        (self.row, self.column) = (data.u32()?, 0);
        data.take(7)?;
        let is_hidden = data.u8()? & 0x10 != 0;
        Some(if is_hidden { self.grid.hide_row(self.row) } else { Ok(()) })
    }

    /// Reads a cell from its style on.
    fn cell(
        &mut self,
        kind: u16,
        column: u32,
        mut data: Bytes,
    ) -> Option<Result<(), FileErrorKind>> {
        // The last byte is for phonetic texts.
        let style = (data.u32()? & 0x00ff_ffff) as usize;
        self.column = column.saturating_add(1);
        let place: CellPlace = (self.row, column);
        Some(match kind {
            0x02 => self.grid.number(place, style, data.packed_number()?),
            0x03 | 0x0b => self.grid.broken(place, BrokenCell::Error),
            0x04 | 0x0a => self.grid.boolean(place, style, data.u8()? != 0),
            0x05 | 0x09 => self.grid.number(place, style, data.f64()?),
            0x06 | 0x08 => self.grid.text(place, style, &data.wide_text()?, None),
            0x07 => {
                let text = self.context.texts.get(data.u32()? as usize)?;
                self.grid.text(place, style, &text.text, text.strike)
            }
            0x3e => {
                let text = rich_text(data, self.context.records)?;
                self.grid.text(place, style, &text.text, text.strike)
            }
            _ => Ok(()),
        })
    }
}

/// Returns the type of the cell that has the same value as a short one.
fn long_kind(short: u16) -> u16 {
    match short {
        0x0d => 0x02,
        0x0e => 0x03,
        0x0f => 0x04,
        0x10 => 0x05,
        0x11 => 0x06,
        0x12 => 0x07,
        _ => 0x01,
    }
}
