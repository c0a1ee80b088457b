//! Reads and writes Excel workbooks.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, Style, Xlsx, XlsxError};
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError as WriteError,
};

use super::sizes::{MemoryBudget, is_in_sheet};
use super::{BrokenCell, MergedBlock, ProgressFn, Sheet, sizes};
use crate::diagnostics::{Diagnostic, FileErrorKind, LineCol, Location, Shortage};
use crate::text::cells;

/// Maximum number of columns that are read, more than any table of ours has.
const COLUMNS_MAX: u32 = 256;
/// Maximum length of a text in a cell of Excel, in UTF-16 units.
pub(crate) const CELL_MAX: usize = 32_767;

/// Reads the sheets of the workbook `bytes`; `on_progress` is called with the number of rows read
/// and the total.
///
/// # Errors
/// The bytes are no workbook, or none that can be read.
pub(crate) fn read(bytes: &[u8], on_progress: ProgressFn) -> Result<Vec<Sheet>, Diagnostic> {
    // An old .xls file, or a workbook with a password.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(file_error(FileErrorKind::OldWorkbook));
    }
    let parts = sizes::check(bytes).map_err(file_error)?;
    let read_error = |error: XlsxError| file_error(FileErrorKind::BadWorkbook(error.to_string()));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(read_error)?;
    let mut sheets = Vec::new();
    let names = book.sheet_names();
    sizes::check_sheets(names.len(), parts).map_err(file_error)?;
    let mut budget = MemoryBudget::default();
    let mut length = |name: &String| {
        book.worksheet_cells_reader(name).map_or(0, |reader| reader.dimensions().end.0 as usize + 1)
    };
    let lengths: Vec<usize> = names.iter().map(&mut length).collect();
    let (mut rows_before, total) = (0, lengths.iter().sum());
    for (name, length) in names.into_iter().zip(lengths) {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        for block in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
            let ((first_row, first_column), (last_row, last_column)) = (block.start, block.end);
            if first_column < COLUMNS_MAX {
                sheet.merged.push(MergedBlock {
                    first_row: first_row as usize,
                    last_row: last_row as usize,
                    first_column: first_column as usize,
                    last_column: last_column as usize,
                });
            }
        }
        // A sheet that holds a chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        let is_month: Vec<bool> = reader.styles().iter().map(shows_month).collect();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(read_error)? {
            let (row, column) = cell.get_position();
            if !is_in_sheet(row, column) {
                let (row, column) = (u64::from(row) + 1, u64::from(column) + 1);
                let cell = format!("{name} R{row}C{column}");
                return Err(file_error(FileErrorKind::CellOutsideSheet(cell)));
            }
            let is_beyond = column >= COLUMNS_MAX;
            let (row, column) = (row as usize, column as usize);
            let is_month = is_month.get(style).copied().unwrap_or_default();
            let text = text(cell.get_value(), is_month);
            if is_beyond {
                if text.is_some_and(|text| !text.trim().is_empty()) {
                    sheet.beyond.add(row, column);
                }
                continue;
            }
            let Some(text) = text else {
                if matches!(cell.get_value(), DataRef::Error(_)) {
                    sheet.broken_cells.insert((row, column), BrokenCell::Error);
                }
                continue;
            };
            if sheet.rows.len() <= row {
                on_progress((rows_before + row).min(total), total);
            }
            set_cell(&mut sheet.rows, row, column, text, &mut budget).map_err(|kind| {
                Diagnostic::new(Location::cell(&name, row + 1, column + 1), kind)
            })?;
        }
        rows_before += length;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Returns an error of the file as a whole.
fn file_error(kind: FileErrorKind) -> Diagnostic {
    Diagnostic::new(Location::Text(LineCol::START), kind)
}

/// Returns true if cells of this style show a month without its day, 2026年12月.
fn shows_month(style: &Style) -> bool {
    let format = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
    // Quoted words stand between the letters that mean something, and a language before them.
    let mut letters = String::new();
    let (mut is_quoted, mut is_in_brackets) = (false, false);
    for c in format.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '[' | ']' if !is_quoted => is_in_brackets = c == '[',
            _ if is_quoted || is_in_brackets => {}
            _ => letters.push(c.to_ascii_lowercase()),
        }
    }
    letters.contains('y') && letters.contains('m') && !letters.contains(['d', 'h', 's'])
}

/// Returns the text of a cell; `None` if it is empty or an error.
fn text(value: &DataRef, is_month: bool) -> Option<String> {
    Some(match value {
        DataRef::Empty | DataRef::Error(_) => return None,
        DataRef::DateTime(time) => date_text(time, is_month),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        other => Data::from(other.clone()).to_string(),
    })
}

/// Writes `text` into a grid, which grows as needed and as the `budget` allows. `row` and `column`
/// count from 0.
fn set_cell(
    rows: &mut Vec<Vec<String>>,
    row: usize,
    column: usize,
    text: String,
    budget: &mut MemoryBudget,
) -> Result<(), FileErrorKind> {
    let cells_before = rows.get(row).map_or(0, Vec::len);
    let new_cells = (column + 1).saturating_sub(cells_before);
    budget.reserve((row + 1).saturating_sub(rows.len()) + new_cells, text.len())?;
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

/// Formats a day, or a day and a time if there is one; only the month if the cell shows no more.
fn date_text(time: &ExcelDateTime, is_month: bool) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    if is_month {
        format!("{year:04}-{month:02}")
    } else if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Parses `text` as a number; `None` if that number would be displayed as another text.
fn as_integer(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// Writes the sheets as a workbook, in which no cell is ever a formula; `on_progress` is called
/// with the number of rows written and the total.
///
/// # Errors
/// A text is longer than a cell holds, or there are more rows than a sheet has.
pub fn write(sheets: &[Sheet], on_progress: ProgressFn) -> Result<Vec<u8>, Diagnostic> {
    write_with(sheets, on_progress, |book| Ok(book.add_worksheet()))
}

/// Writes a workbook as [`write()`] does, but without a thread for each sheet: each has a file in
/// the folder for temporary files instead.
///
/// # Errors
/// As for [`write()`]; or that folder does not exist or has no space left.
pub fn write_low_memory(sheets: &[Sheet], on_progress: ProgressFn) -> Result<Vec<u8>, Diagnostic> {
    write_with(sheets, on_progress, Workbook::add_worksheet_with_low_memory)
}

/// Writes the sheets as a workbook, to which `add_sheet` adds each of them.
fn write_with(
    sheets: &[Sheet],
    on_progress: ProgressFn,
    add_sheet: impl Fn(&mut Workbook) -> Result<&mut Worksheet, WriteError>,
) -> Result<Vec<u8>, Diagnostic> {
    let mut book = Workbook::new();
    // A fixed date: one programme always gives one and the same file.
    if let Ok(day) = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 1) {
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    }
    let header_format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let body_format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let total = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut done = 0;
    for sheet in sheets {
        let worksheet = add_sheet(&mut book).map_err(|error| write_error(&error))?;
        let mut widths: Vec<usize> = Vec::new();
        let cell_error = |row: usize, column: usize, error: &WriteError| {
            let kind = match error {
                WriteError::MaxStringLengthExceeded => FileErrorKind::LongCell(CELL_MAX),
                other => FileErrorKind::BadWorkbook(other.to_string()),
            };
            Diagnostic::new(Location::cell(&sheet.name, row + 1, column + 1), kind)
        };
        worksheet.set_name(&sheet.name).map_err(|error| cell_error(0, 0, &error))?;
        for (row, texts) in sheet.rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let row_num = u32::try_from(row).unwrap_or(u32::MAX);
                let col_num = u16::try_from(column).unwrap_or(u16::MAX);
                let format = if row == 0 { &header_format } else { &body_format };
                // A number that is written as text gets a green corner and does not add up.
                let written = match as_integer(text) {
                    Some(number) => {
                        worksheet.write_number_with_format(row_num, col_num, number, format)
                    }
                    None => worksheet.write_string_with_format(row_num, col_num, text, format),
                };
                written.map_err(|error| cell_error(row, column, &error))?;
                if widths.len() <= column {
                    widths.resize(column + 1, 0);
                }
                if let (Some(width), true) = (widths.get_mut(column), row < 100) {
                    *width = (*width).max(text.lines().map(cells).max().unwrap_or_default());
                }
            }
            done += 1;
            on_progress(done, total);
        }
        for (column, width) in (0_u16..).zip(widths) {
            let width = u32::try_from(width.clamp(8, 48) + 2).unwrap_or(50);
            worksheet
                .set_column_width(column, width)
                .map_err(|error| cell_error(0, column.into(), &error))?;
        }
        worksheet.set_freeze_panes(1, 0).map_err(|error| cell_error(0, 0, &error))?;
    }
    book.save_to_buffer().map_err(|error| write_error(&error))
}

/// Converts an error that concerns the file as a whole and no cell of it.
fn write_error(error: &WriteError) -> Diagnostic {
    file_error(match error {
        WriteError::TempFileError(folder, error) => match Shortage::from_io(error) {
            Some(shortage) => FileErrorKind::Short(shortage),
            None => FileErrorKind::NoDraft(format!("{}: {error}", folder.display())),
        },
        other => FileErrorKind::BadWorkbook(other.to_string()),
    })
}
