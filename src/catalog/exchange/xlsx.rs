//! Reads and writes Excel workbooks.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet};

use super::super::diagnostic::{Diagnostic, Location};
use super::super::error::{FileErrorKind, LineCol};
use super::super::shortage::Shortage;
use super::sizes::{self, MemoryBudget, SizeError, is_in_sheet};
use super::{ProgressFn, Sheet};
use crate::text::cells;

/// Most columns that are read, more than any table of ours has.
const COLUMNS_MAX: u32 = 256;
/// The longest text that Excel takes in a cell, in UTF-16 units.
pub(super) const CELL_MAX: usize = 32_767;

/// Reads the sheets of the workbook `bytes`; `tick` is called with the number of rows read and the
/// total.
///
/// # Errors
/// The bytes are no workbook, or none that can be read.
pub(crate) fn read(bytes: &[u8], tick: ProgressFn) -> Result<Vec<Sheet>, Diagnostic> {
    let whole = |fault| Diagnostic::new(Location::Text(LineCol::START), fault);
    // An .xls file of old, or a workbook with a password.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(whole(FileErrorKind::OldWorkbook));
    }
    let parts = sizes::check(bytes).map_err(whole)?;
    let failed = |error: XlsxError| whole(FileErrorKind::BadWorkbook(error.to_string()));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let mut sheets = Vec::new();
    let names = book.sheet_names();
    sizes::check_sheets(names.len(), parts).map_err(whole)?;
    let mut room = MemoryBudget::default();
    let mut lengths = Vec::new();
    for name in &names {
        lengths.push(
            book.worksheet_cells_reader(name)
                .map_or(0, |reader| reader.dimensions().end.0 as usize + 1),
        );
    }
    let (mut above, total) = (0, lengths.iter().sum());
    for (name, length) in names.into_iter().zip(lengths) {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        for block in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
            if block.end.0 > block.start.0 && block.start.1 < COLUMNS_MAX {
                sheet.merged.push((
                    block.start.0 as usize,
                    block.end.0 as usize,
                    block.start.1 as usize,
                ));
            }
        }
        // A sheet that holds a chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            if !is_in_sheet(row, column) {
                return Err(whole(
                    SizeError::CellOutsideSheet(format!(
                        "{name} R{}C{}",
                        u64::from(row) + 1,
                        u64::from(column) + 1
                    ))
                    .into(),
                ));
            }
            if column >= COLUMNS_MAX {
                continue;
            }
            let (row, column) = (row as usize, column as usize);
            let Some(text) = text(cell.get_value()) else {
                if matches!(cell.get_value(), DataRef::Error(_)) {
                    sheet.error_cells.push((row, column));
                }
                continue;
            };
            let refused =
                |fault| Diagnostic::new(Location::cell(&name, row + 1, column + 1), fault);
            if sheet.rows.len() <= row {
                tick((above + row).min(total), total);
            }
            set_cell(&mut sheet.rows, (row, column), text, &mut room).map_err(refused)?;
        }
        above += length;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Returns the text of a cell; `None` if it is empty or an error.
fn text(value: &DataRef) -> Option<String> {
    Some(match value {
        DataRef::Empty | DataRef::Error(_) => return None,
        DataRef::DateTime(when) => date_text(when),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        other => Data::from(other.clone()).to_string(),
    })
}

/// Writes a text into a grid, which grows as needed.
fn set_cell(
    rows: &mut Vec<Vec<String>>,
    (row, column): (usize, usize),
    text: String,
    room: &mut MemoryBudget,
) -> Result<(), FileErrorKind> {
    let before = rows.get(row).map_or(0, Vec::len);
    room.reserve(
        (row + 1).saturating_sub(rows.len()) + (column + 1).saturating_sub(before),
        text.len(),
    )?;
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let Some(cells) = rows.get_mut(row) else { return Ok(()) };
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
    Ok(())
}

/// Formats a day, or a day and a time if there is one.
fn date_text(when: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Returns the number that `text` is, if that number is displayed as the same text.
fn as_integer(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// Writes the sheets as a workbook, in which no cell is ever a formula; `tick` is called with the
/// number of rows written and the total.
///
/// # Errors
/// A text is longer than a cell holds, or there are more rows than a sheet has.
pub fn write(sheets: &[Sheet], tick: ProgressFn) -> Result<Vec<u8>, Diagnostic> {
    write_by(sheets, tick, |book| Ok(book.add_worksheet()))
}

/// Writes a workbook as [`write()`] does, but without a thread for each sheet: each has a file in
/// the folder for temporary files instead.
///
/// # Errors
/// As for [`write()`]; or that folder does not exist or has no room.
pub fn write_alone(sheets: &[Sheet], tick: ProgressFn) -> Result<Vec<u8>, Diagnostic> {
    write_by(sheets, tick, Workbook::add_worksheet_with_low_memory)
}

fn write_by(
    sheets: &[Sheet],
    tick: ProgressFn,
    add: impl Fn(&mut Workbook) -> Result<&mut Worksheet, rust_xlsxwriter::XlsxError>,
) -> Result<Vec<u8>, Diagnostic> {
    let mut book = Workbook::new();
    // A fixed date: one programme always gives one and the same file.
    if let Ok(day) = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let total = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut done = 0;
    for sheet in sheets {
        let page = add(&mut book).map_err(|error| unwritable(&error))?;
        let mut wide: Vec<usize> = Vec::new();
        let refused = |row: usize, column: usize, error: &rust_xlsxwriter::XlsxError| {
            let fault = match error {
                rust_xlsxwriter::XlsxError::MaxStringLengthExceeded => {
                    FileErrorKind::LongCell(CELL_MAX)
                }
                other => FileErrorKind::BadWorkbook(other.to_string()),
            };
            Diagnostic::new(Location::cell(&sheet.name, row + 1, column + 1), fault)
        };
        page.set_name(&sheet.name).map_err(|error| refused(0, 0, &error))?;
        for (row, cells_of_row) in sheet.rows.iter().enumerate() {
            for (column, text) in
                cells_of_row.iter().enumerate().filter(|(_, text)| !text.is_empty())
            {
                let at = (
                    u32::try_from(row).unwrap_or(u32::MAX),
                    u16::try_from(column).unwrap_or(u16::MAX),
                );
                let format = if row == 0 { &head } else { &body };
                // A number that is written as text gets a green corner and does not add up.
                let written = match as_integer(text) {
                    Some(number) => page.write_number_with_format(at.0, at.1, number, format),
                    None => page.write_string_with_format(at.0, at.1, text, format),
                };
                written.map_err(|error| refused(row, column, &error))?;
                if wide.len() <= column {
                    wide.resize(column + 1, 0);
                }
                if let (Some(wide), true) = (wide.get_mut(column), row < 100) {
                    *wide = (*wide).max(text.lines().map(cells).max().unwrap_or_default());
                }
            }
            done += 1;
            tick(done, total);
        }
        for (column, wide) in (0_u16..).zip(wide) {
            let wide = u32::try_from(wide.clamp(8, 48) + 2).unwrap_or(50);
            page.set_column_width(column, wide)
                .map_err(|error| refused(0, column.into(), &error))?;
        }
        page.set_freeze_panes(1, 0).map_err(|error| refused(0, 0, &error))?;
    }
    book.save_to_buffer().map_err(|error| unwritable(&error))
}

/// Converts an error that concerns the file as a whole and no cell of it.
fn unwritable(error: &rust_xlsxwriter::XlsxError) -> Diagnostic {
    let fault = match error {
        rust_xlsxwriter::XlsxError::TempFileError(folder, error) => {
            match Shortage::from_io(error) {
                Some(shortage) => FileErrorKind::Short(shortage),
                None => FileErrorKind::NoDraft(format!("{}: {error}", folder.display())),
            }
        }
        other => FileErrorKind::BadWorkbook(other.to_string()),
    };
    Diagnostic::new(Location::Text(LineCol::START), fault)
}
