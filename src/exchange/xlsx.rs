//! Reads and writes Excel workbooks.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Style, Xlsx};
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError as WriteError,
};

use self::cell_style::SheetStyle;
use self::plain_book::PlainBook;
use self::read_error::{file_error, read_error};
use self::sheet_reader::SheetReader;
use self::sheet_scan::SheetScan;
use self::sheet_scans::SheetScans;
use self::workbook_parts::WorkbookParts;
use super::sizes::{COLUMNS_MAX, MemoryBudget};
use super::{MergedBlock, ProgressFn, Sheet, escape_apostrophe, sizes};
use crate::diagnostics::{Diagnostic, FileErrorKind, Location, Shortage};
use crate::text::cells;

mod cell_style;
mod number_format;
mod plain_book;
mod plain_rows;
#[cfg(test)]
mod plain_tests;
mod plain_xml;
mod read_error;
mod shared_texts;
mod sheet_marks;
mod sheet_reader;
mod sheet_scan;
mod sheet_scans;
mod strike;
mod workbook_parts;
mod xml;

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
    // This takes less than half of the time.
    if let Some(plain) = PlainBook::take(bytes)
        && let Ok(sheets) = read_archive(&plain.archive, Some(&plain), on_progress)
    {
        return Ok(sheets);
    }
    read_archive(bytes, None, on_progress)
}

/// Reads the sheets of the workbook `bytes`, whose rows may have been taken out into `plain`.
///
/// # Errors
/// As for [`read()`]; or the rows in `plain` are not plain.
fn read_archive(
    bytes: &[u8],
    plain: Option<&PlainBook>,
    on_progress: ProgressFn,
) -> Result<Vec<Sheet>, Diagnostic> {
    let mut budget = MemoryBudget::default();
    let (mut scans, parts) = scan_parts(bytes, &mut budget).map_err(file_error)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| read_error(&error))?;
    let mut sheets = Vec::new();
    let metadata = book.sheets_metadata();
    let is_hidden = |sheet: &calamine::Sheet| sheet.visible != SheetVisible::Visible;
    let names: Vec<(String, bool)> =
        metadata.iter().map(|sheet| (sheet.name.clone(), is_hidden(sheet))).collect();
    sizes::check_sheets(names.len(), parts).map_err(file_error)?;
    let mut length = |(name, _): &(String, bool)| {
        book.worksheet_cells_reader(name).map_or(0, |reader| reader.dimensions().end.0 as usize + 1)
    };
    let lengths: Vec<usize> = names.iter().map(&mut length).collect();
    let (mut rows_before, total) = (0, lengths.iter().sum());
    let mut styles = None;
    for (nth, ((name, is_hidden), length)) in names.into_iter().zip(lengths).enumerate() {
        let (SheetScan { mut hidden, broken_cells, struck }, has_merged) = scans.take(nth);
        hidden.is_sheet_hidden = is_hidden;
        let mut sheet = Sheet { name, broken_cells, hidden, ..Sheet::default() };
        // To find them takes as long as to read the cells.
        if has_merged {
            sheet.merged = merged_blocks(&mut book, &sheet.name);
        }
        // A sheet that holds a chart has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        let styles: &Vec<SheetStyle> = styles.get_or_insert_with(|| match cells.styles() {
            [] => vec![SheetStyle::from_style(&Style::default())],
            styles => styles.iter().map(SheetStyle::from_style).collect(),
        });
        let mut reader = SheetReader { sheet, styles, struck, budget: &mut budget };
        let on_row = &mut |row: usize| on_progress((rows_before + row).min(total), total);
        match plain.and_then(|plain| Some((plain, plain.rows(nth)?))) {
            Some((plain, rows)) => reader.read_plain(plain, &mut cells, rows, on_row)?,
            None => reader.read(&mut cells, on_row)?,
        }
        rows_before += length;
        sheets.push(reader.into_sheet());
    }
    Ok(sheets)
}

/// Checks the sizes of all parts of the workbook and scans those of its sheets that need it. Also
/// returns the number of parts.
fn scan_parts(
    bytes: &[u8],
    budget: &mut MemoryBudget,
) -> Result<(SheetScans, usize), FileErrorKind> {
    let mut scans = SheetScans::new(WorkbookParts::read(bytes, budget)?);
    let summary = sizes::check(bytes, |name, part| {
        scans.look_at(name, part);
        Ok(())
    })?;
    scans.read(bytes, summary.has_strikes, budget)?;
    Ok((scans, summary.count))
}

/// Returns the blocks of merged cells in a sheet.
fn merged_blocks(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<MergedBlock> {
    let blocks = book.merge_cells_by_sheet_name(name).unwrap_or_default().into_iter();
    let to_block = |block: calamine::Dimensions| MergedBlock {
        first_row: block.start.0 as usize,
        last_row: block.end.0 as usize,
        first_column: block.start.1 as usize,
        last_column: block.end.1 as usize,
    };
    blocks.filter(|block| block.start.1 < COLUMNS_MAX).map(to_block).collect()
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
                let written = if let Some(number) = as_integer(text) {
                    worksheet.write_number_with_format(row_num, col_num, number, format)
                } else {
                    let text = escape_apostrophe(text);
                    worksheet.write_string_with_format(row_num, col_num, text, format)
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
