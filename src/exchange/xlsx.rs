//! Reads and writes Excel workbooks.

use std::io::Cursor;

use calamine::{Reader, SheetVisible, Style, Xlsx};

pub use self::book_writer::{write, write_low_memory};
pub(super) use self::cell_style::{CellText, SheetStyle, clock_text, is_year_and_tenth};
pub(super) use self::digits::{Digits, decimal};
use self::plain_book::PlainBook;
use self::read_error::{file_error, read_error};
pub(super) use self::sheet_reader::SheetReader;
use self::sheet_scan::SheetScan;
use self::sheet_scans::SheetScans;
pub(super) use self::strike::Strike;
use self::workbook_parts::WorkbookParts;
use super::sizes::{COLUMNS_MAX, MemoryBudget};
use super::{MergedBlock, ProgressFn, Sheet, sizes};
use crate::diagnostics::{Diagnostic, FileErrorKind};

mod book_writer;
mod cell_style;
mod choice_lists;
mod digits;
mod number_format;
mod plain_book;
mod plain_rows;
#[cfg(test)]
mod plain_tests;
mod plain_xml;
mod read_error;
mod shared_texts;
mod sheet_design;
mod sheet_marks;
mod sheet_reader;
mod sheet_scan;
mod sheet_scans;
mod strike;
mod workbook_parts;
pub(super) mod xml;

/// Reads the sheets of the workbook `bytes`; `on_progress` is called with the number of rows read
/// and the total.
///
/// # Errors
/// The bytes are no workbook, or none that can be read.
pub(crate) fn read(bytes: &[u8], on_progress: ProgressFn) -> Result<Vec<Sheet>, Diagnostic> {
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
