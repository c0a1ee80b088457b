//! Reads a sheet of an old workbook.

use super::records::{BiffRecord, BiffRecords};
use super::texts::{XlsTextForm, XlsTexts};
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::MemoryBudget;
use crate::exchange::workbook::binary_grid::{BinaryGrid, CellPlace};
use crate::exchange::workbook::binary_styles::BinaryStyles;
use crate::exchange::workbook::bytes::Bytes;
use crate::exchange::workbook::damaged::damaged;
use crate::exchange::workbook::text_runs::SharedText;
use crate::exchange::{BrokenCell, Sheet};

/// Facts about a workbook that a sheet depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct XlsContext<'a> {
    pub(super) styles: &'a BinaryStyles,
    pub(super) texts: &'a [SharedText],
    pub(super) form: XlsTextForm,
    pub(super) is_calculated: bool,
}

/// A sheet that is being read.
struct XlsSheet<'a> {
    context: XlsContext<'a>,
    grid: BinaryGrid<'a>,
    /// Cell and style of a formula whose text comes in a later record.
    open_formula: Option<(CellPlace, usize)>,
    is_filtered: bool,
}

/// Reads the sheet whose records begin at `at`. Also returns the number of bytes that were read.
///
/// # Errors
/// It is damaged, or takes too much memory.
pub(super) fn read_sheet(
    sheet: Sheet,
    stream: &[u8],
    at: usize,
    context: XlsContext,
    budget: &mut MemoryBudget,
) -> Result<(Sheet, usize), FileErrorKind> {
    let name = sheet.name.clone();
    let grid = BinaryGrid::new(sheet, context.styles, budget);
    let mut reader = XlsSheet { context, grid, open_formula: None, is_filtered: false };
    let mut depth = 0_usize;
    let mut records = BiffRecords::new(stream, at);
    while let Some(record) = records.next() {
        match record.kind {
            0x0809 => depth += 1,
            0x000a if depth <= 1 => {
                let sheet = reader.into_sheet();
                return Ok((sheet, record.at.saturating_sub(at)));
            }
            0x000a => depth -= 1,
            // A chart inside of the sheet has cells of its own.
            _ if depth == 1 => {
                let continued = records.continued();
                reader.read(record, continued, &name)?;
            }
            _ => {}
        }
    }
    Err(damaged(&name))
}

impl XlsSheet<'_> {
    fn read(
        &mut self,
        record: BiffRecord,
        continued: Vec<&[u8]>,
        name: &str,
    ) -> Result<(), FileErrorKind> {
        let data = Bytes(record.data);
        let read = match record.kind {
            0x0208 => self.row(data),
            0x007d => self.columns(data),
            0x009b => {
                self.is_filtered = true;
                Some(Ok(()))
            }
            0x00e5 => self.merged(data),
            0x0006 | 0x0206 | 0x0406 => self.formula(data),
            0x0207 => self.formula_text(data, continued),
            0x0203 | 0x027e | 0x0205 | 0x00fd => self.cell(record.kind, data),
            0x0204 | 0x00d6 => self.label(data, continued),
            0x00bd => self.numbers(data),
            _ => Some(Ok(())),
        };
        read.unwrap_or_else(|| Err(damaged(&format!("{name} +{}", record.at))))
    }

    fn into_sheet(mut self) -> Sheet {
        if self.is_filtered {
            self.grid.filter(0, u32::from(u16::MAX));
        }
        self.grid.into_sheet()
    }

    fn row(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        let row = data.u16()?;
        data.take(10)?;
        let is_hidden = data.u16()? & 0x20 != 0;
        Some(if is_hidden { self.grid.hide_row(row.into()) } else { Ok(()) })
    }

    fn columns(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        let (first, last, width) = (data.u16()?, data.u16()?, data.u16()?);
        data.take(2)?;
        if data.u16()? & 1 != 0 || width == 0 {
            self.grid.hide_columns(first.into(), last.into());
        }
        Some(Ok(()))
    }

    fn merged(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        for _ in 0..data.u16()? {
            let (first, last) = (data.u16()?, data.u16()?);
            let (left, right) = (data.u16()?, data.u16()?);
            let corners = ((first.into(), left.into()), (last.into(), right.into()));
            if let Err(error) = self.grid.merge(corners.0, corners.1) {
                return Some(Err(error));
            }
        }
        Some(Ok(()))
    }

    /// Reads a cell with a value of its own.
    fn cell(&mut self, kind: u16, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        let (place, style) = place(&mut data)?;
        Some(match kind {
            0x0203 => self.grid.number(place, style, data.f64()?),
            0x027e => self.grid.number(place, style, data.packed_number()?),
            0x0205 => {
                let value = data.u8()?;
                self.boolean_or_error(place, style, value, data.u8()? != 0)
            }
            _ => {
                let text = self.context.texts.get(data.u32()? as usize)?;
                self.grid.text(place, style, &text.text, text.strike)
            }
        })
    }

    /// Reads a cell with a text of its own.
    fn label(
        &mut self,
        mut data: Bytes,
        continued: Vec<&[u8]>,
    ) -> Option<Result<(), FileErrorKind>> {
        let (place, style) = place(&mut data)?;
        let text = self.long_text(data, continued)?;
        Some(self.grid.text(place, style, &text, None))
    }

    /// Reads a text that may go on in further records.
    fn long_text(&self, mut data: Bytes, continued: Vec<&[u8]>) -> Option<String> {
        if !self.context.form.is_unicode {
            let all = [data.0, &continued.concat()].concat();
            return self.context.form.text(&mut Bytes(&all), false);
        }
        if data.0.len() < 3 {
            return self.context.form.text(&mut data, false);
        }
        // The runs of a label are after its text, not announced before it.
        XlsTexts::new(data.0, continued).read_plain()
    }

    /// Reads several numbers side by side.
    fn numbers(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        let (row, first) = (data.u16()?, u32::from(data.u16()?));
        let count = data.0.len().checked_sub(2)? / 6;
        for column in (first..).take(count) {
            let style = usize::from(data.u16()?);
            let number = data.packed_number()?;
            if let Err(error) = self.grid.number((row.into(), column), style, number) {
                return Some(Err(error));
            }
        }
        Some(Ok(()))
    }

    /// Reads the result of a formula (MS-XLS 2.5.133).
    fn formula(&mut self, mut data: Bytes) -> Option<Result<(), FileErrorKind>> {
        let (place, style) = place(&mut data)?;
        let mut number = data;
        let result = data.take(8)?;
        self.open_formula = None;
        let (kind, value) = match result {
            [kind, _, value, _, _, _, 0xff, 0xff] => (*kind, *value),
            _ => return Some(self.grid.number(place, style, number.f64()?)),
        };
        Some(match kind {
            0 => {
                self.open_formula = Some((place, style));
                Ok(())
            }
            1 | 2 => self.boolean_or_error(place, style, value, kind == 2),
            // An empty text. A program that does not calculate writes it for any formula.
            _ if self.context.is_calculated => Ok(()),
            _ => self.grid.broken(place, BrokenCell::Formula),
        })
    }

    /// Reads the text that is the result of the last formula.
    fn formula_text(
        &mut self,
        data: Bytes,
        continued: Vec<&[u8]>,
    ) -> Option<Result<(), FileErrorKind>> {
        let Some((place, style)) = self.open_formula.take() else { return Some(Ok(())) };
        let text = self.long_text(data, continued)?;
        Some(self.grid.text(place, style, &text, None))
    }

    fn boolean_or_error(
        &mut self,
        place: CellPlace,
        style: usize,
        value: u8,
        is_error: bool,
    ) -> Result<(), FileErrorKind> {
        if is_error {
            self.grid.broken(place, BrokenCell::Error)
        } else {
            self.grid.boolean(place, style, value != 0)
        }
    }
}

/// Takes the place of a cell and the index of its style.
fn place(data: &mut Bytes) -> Option<(CellPlace, usize)> {
    let (row, column, style) = (data.u16()?, data.u16()?, data.u16()?);
    Some(((row.into(), column.into()), style.into()))
}
