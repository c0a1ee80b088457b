//! Writes workbooks that clerks keep and print.

use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError as WriteError,
};

use super::choice_lists::{ChoiceLists, add_choices};
use super::read_error::file_error;
use super::sheet_design::{SheetDesign, column_number};
use crate::diagnostics::{Column, Diagnostic, FileErrorKind, Location, ProgrammeField, Shortage};
use crate::exchange::{ProgressFn, Sheet, escape_apostrophe};

/// Maximum length of a text in a cell of Excel, in UTF-16 units.
const CELL_MAX: usize = 32_767;
/// The font of offices, which each Chinese Windows and WPS has, and its character set.
const FONT: (&str, u8) = ("宋体", 134);
/// Font size, in points.
const FONT_SIZE: u32 = 11;
/// Height of an empty row and width of a column without a width, in pixels. From the width follows
/// that of a digit of this font: 8 pixels.
const DEFAULT_CELL: (u32, u32) = (20, 72);
/// Height of a line of text in pixels, 15.75 points: enough for the fonts that replace 宋体 where it
/// is missing.
const LINE_HEIGHT: u32 = 21;
/// Number of the paper size A4.
const A4: u8 = 9;
/// Maximum number of characters of the title above each page; Excel allows 255 with its codes.
const PAGE_TITLE_MAX: usize = 100;
/// Maximum number of digits of a percentage that is written as a number: more would be rounded.
const PERCENT_DIGITS_MAX: usize = 12;

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
    let formats = BookFormats::new();
    let (height, width) = DEFAULT_CELL;
    book.set_default_format(&formats.plain, height, width).map_err(|error| write_error(&error))?;
    let total = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut done = 0;
    let title = page_title(sheets);
    let lists = ChoiceLists::new(sheets);
    for sheet in sheets {
        let worksheet = add_sheet(&mut book).map_err(|error| write_error(&error))?;
        let design = SheetDesign::new(sheet);
        let mut writer = SheetWriter { worksheet, sheet, design: &design, formats: &formats };
        let mut tick = || {
            done += 1;
            on_progress(done, total);
        };
        writer.cells(&mut tick)?;
        let cell_error = |error: WriteError| cell_error(sheet, 0, 0, &error);
        writer.columns().map_err(cell_error)?;
        writer.view().map_err(cell_error)?;
        writer.print(&title).map_err(cell_error)?;
        add_choices(writer.worksheet, sheet, &lists).map_err(cell_error)?;
    }
    book.save_to_buffer().map_err(|error| write_error(&error))
}

/// Formats of the cells.
struct BookFormats {
    /// Cells outside of the tables.
    plain: Format,
    header: Format,
    body: Format,
    /// Cells in columns of numbers and days.
    centered: Format,
}

impl BookFormats {
    fn new() -> Self {
        let (name, charset) = FONT;
        let plain =
            Format::new().set_font_name(name).set_font_charset(charset).set_font_size(FONT_SIZE);
        let body = plain
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin);
        let centered = body.clone().set_align(FormatAlign::Center);
        let header = centered
            .clone()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0xE7_E6_E6));
        Self { plain, header, body, centered }
    }
}

/// Writes one sheet.
struct SheetWriter<'a> {
    worksheet: &'a mut Worksheet,
    sheet: &'a Sheet,
    design: &'a SheetDesign,
    formats: &'a BookFormats,
}

impl SheetWriter<'_> {
    /// Writes all cells of the table, also the empty ones, which have lines around them; `on_row`
    /// is called after each row.
    fn cells(&mut self, on_row: &mut dyn FnMut()) -> Result<(), Diagnostic> {
        let sheet = self.sheet;
        self.worksheet.set_name(&sheet.name).map_err(|error| cell_error(sheet, 0, 0, &error))?;
        for (row, texts) in sheet.rows.iter().enumerate() {
            let row_num = u32::try_from(row).unwrap_or(u32::MAX);
            let height = u32::from(self.design.lines_in_row(row)) * LINE_HEIGHT;
            self.worksheet
                .set_row_height_pixels(row_num, height)
                .map_err(|error| cell_error(sheet, row, 0, &error))?;
            for (column, text) in texts.iter().enumerate() {
                self.cell(row_num, column, text)
                    .map_err(|error| cell_error(sheet, row, column, &error))?;
            }
            on_row();
        }
        Ok(())
    }

    fn cell(&mut self, row: u32, column: usize, text: &str) -> Result<(), WriteError> {
        let col = column_number(column);
        let meaning = self.design.column(column);
        let format = match meaning {
            _ if row == 0 => &self.formats.header,
            Some(Column::No | Column::Start | Column::End | Column::Date) => &self.formats.centered,
            _ => &self.formats.body,
        };
        let is_done = row > 0 && meaning == Some(Column::Done);
        if text.is_empty() {
            self.worksheet.write_blank(row, col, format)?;
        } else if let Some(number) = as_integer(text) {
            // A number that is written as text gets a green corner and does not add up.
            self.worksheet.write_number_with_format(row, col, number, format)?;
        } else if let Some((share, code)) = as_share(text).filter(|_| is_done) {
            let format = format.clone().set_num_format(code);
            self.worksheet.write_number_with_format(row, col, share, &format)?;
        } else {
            let text = escape_apostrophe(text);
            self.worksheet.write_string_with_format(row, col, text, format)?;
        }
        Ok(())
    }

    /// Sets the widths of the columns and hides those that the sheet hides.
    fn columns(&mut self) -> Result<(), WriteError> {
        for (column, width) in self.design.widths().enumerate() {
            let col = column_number(column);
            self.worksheet.set_column_width(col, width)?;
            if self.sheet.hidden.columns.contains_key(&column) {
                self.worksheet.set_column_hidden(col)?;
            }
        }
        Ok(())
    }

    /// Keeps the header and the names in view, and adds the filter.
    fn view(&mut self) -> Result<(), WriteError> {
        let frozen = column_number(self.design.frozen_columns());
        self.worksheet.set_freeze_panes(1, frozen)?;
        let last = self.sheet.rows.first().map_or(0, Vec::len).saturating_sub(1);
        if self.design.has_filter() {
            let rows = u32::try_from(self.sheet.rows.len()).unwrap_or(u32::MAX);
            let last_row = rows.saturating_sub(1).max(1);
            self.worksheet.autofilter(0, 0, last_row, column_number(last))?;
        }
        Ok(())
    }

    /// Makes the sheet print on landscape pages, as wide as the table, with the title of the list
    /// above and the page number below.
    fn print(&mut self, title: &str) -> Result<(), WriteError> {
        self.worksheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
            .set_print_center_horizontally(true)
            .set_footer("&L&A&R&P / &N");
        if !title.is_empty() {
            self.worksheet.set_header(format!("&C&\"{},Bold\"{title}", FONT.0));
        }
        self.worksheet.set_repeat_rows(0, 0)?;
        Ok(())
    }
}

/// Returns the title of the programme for the head of each page.
fn page_title(sheets: &[Sheet]) -> String {
    let label = ProgrammeField::Title.label();
    let mut rows = sheets.iter().filter(|sheet| {
        let first = sheet.rows.first().and_then(|cells| cells.first());
        first.is_some_and(|cell| cell == Column::Field.header())
    });
    let rows = rows.next().map_or(&[][..], |sheet| sheet.rows.as_slice());
    let row = rows.iter().find(|cells| cells.first().is_some_and(|cell| cell == label));
    let title = row.and_then(|cells| cells.iter().skip(1).find(|cell| !cell.is_empty()));
    // `&` begins a code.
    let title = title.map(|title| title.replace('&', "＆").replace('\n', " "));
    title.unwrap_or_default().chars().take(PAGE_TITLE_MAX).collect()
}

/// Parses `text` as a number; `None` if that number would be displayed as another text.
fn as_integer(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// Parses a percentage, as in 12.5%, as its share and the number format that shows it; `None` if it
/// would be shown as another text.
fn as_share(text: &str) -> Option<(f64, String)> {
    let digits = text.strip_suffix('%')?;
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = digits.parse().ok().filter(|_| is_plain)?;
    if digits.len() > PERCENT_DIGITS_MAX || number.to_string() != digits {
        return None;
    }
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let point = if places > 0 { "." } else { "" };
    Some((number / 100.0, format!("0{point}{}%", "0".repeat(places))))
}

fn cell_error(sheet: &Sheet, row: usize, column: usize, error: &WriteError) -> Diagnostic {
    let kind = match error {
        WriteError::MaxStringLengthExceeded => FileErrorKind::LongCell(CELL_MAX),
        other => FileErrorKind::BadWorkbook(other.to_string()),
    };
    Diagnostic::new(Location::cell(&sheet.name, row + 1, column + 1), kind)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_a_number_if_it_is_shown_as_it_is_written() {
        let share = |text| as_share(text).map(|(share, code)| (share.to_string(), code));
        let found = |share: &str, code: &str| Some((share.to_owned(), code.to_owned()));
        assert_eq!(share("40%"), found("0.4", "0%"));
        assert_eq!(share("100%"), found("1", "0%"));
        assert_eq!(share("16.75%"), found("0.1675", "0.00%"));
        for text in ["40", "约40%", "040%", "4.0%", "-1%", "%", "1e2%", "33.333333333333336%"] {
            assert_eq!(share(text), None, "{text}");
        }
    }
}
