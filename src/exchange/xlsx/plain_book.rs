//! Takes the rows out of a workbook that is written as office programs write it, so that they can be
//! read in one pass. What is left is a small workbook with the same sheets, names and styles, which
//! calamine reads. `None` always means that calamine must read all of the workbook: it is unusual,
//! faulty or large.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, XlsxCellReader};
use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::plain_rows::PlainRows;
use super::plain_xml::is_plain_head;
use super::shared_texts::SharedTexts;
use super::workbook_parts::{WorkbookParts, normalized};
use crate::exchange::sizes::{MemoryBudget, unpacked_max};
use crate::storage::{DataSize, MemoryNeed, check_memory};

/// Maximum number of unpacked bytes of the sheets and the shared strings, which are all in memory.
const UNPACKED_MAX: u64 = 256 << 20;
/// Maximum number of packed bytes of the other parts, which are copied.
const PACKED_MAX: u64 = 8 << 20;
/// Maximum numbers of parts, of styles, and of the styles of all sheets.
const PARTS_MAX: usize = 1_000;
const STYLES_MAX: usize = 4_096;
const STYLE_CELLS_MAX: usize = 1 << 16;

/// A workbook whose rows were taken out.
pub(super) struct PlainBook {
    /// The workbook without the rows and the shared strings. In their place each sheet has a row
    /// with the number 1 in each style.
    pub(super) archive: Vec<u8>,
    pub(super) texts: SharedTexts,
    /// The sheets whose rows were taken out, by their part.
    sheets: HashMap<String, SheetXml>,
    /// Number of styles that the sheets have.
    styles: usize,
    parts: WorkbookParts,
}

/// The XML of a sheet, in UTF-8, and where its rows are.
struct SheetXml {
    xml: Vec<u8>,
    rows: Range<usize>,
}

/// Meaning of the numbers in cells of a style.
#[derive(Clone, Copy, Debug)]
pub(super) enum NumberStyle {
    Number,
    Time { kind: ExcelDateTimeType, is_1904: bool },
}

impl PlainBook {
    /// Takes the rows out of the workbook `bytes`.
    pub(super) fn take(bytes: &[u8]) -> Option<Self> {
        let parts = WorkbookParts::read(bytes, &mut MemoryBudget::default()).ok()?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let styles = check_parts(&mut archive, &parts, unpacked_max(bytes.len()))?;
        let mut book = Self {
            archive: Vec::new(),
            texts: SharedTexts::default(),
            sheets: HashMap::new(),
            styles,
            parts,
        };
        let mut packed = Vec::new();
        // The writer of rust_xlsxwriter is of the same type; another would be compiled in addition.
        let mut rest = ZipWriter::new_stream(Cursor::new(&mut packed));
        for at in 0..archive.len() {
            let file = archive.by_index(at).ok()?;
            let name = file.name().ok()?.into_owned();
            let part = normalized(&name);
            if part == TEXTS {
                book.texts = SharedTexts::read(text(&unpacked(file)?)?)?;
            } else if book.parts.sheets.contains(&part) {
                let bytes = unpacked(file)?;
                let xml = text(&bytes)?;
                let Some(rows) = rows_in(xml) else {
                    rest.raw_copy_file(archive.by_index_raw(at).ok()?).ok()?;
                    continue;
                };
                let options =
                    SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                // To meet one of these at the end of a large sheet would take time.
                let has_refused = REFUSED.iter().any(|word| {
                    memchr::memmem::find(bytes.get(rows.clone()).unwrap_or_default(), word)
                        .is_some()
                });
                if has_refused {
                    return None;
                }
                rest.start_file(name, options).ok()?;
                let (head, tail) = (xml.get(..rows.start)?, xml.get(rows.end..)?);
                rest.write_all(format!("{head}{}{tail}", style_row(styles)).as_bytes()).ok()?;
                book.sheets.insert(part, SheetXml { xml: bytes, rows });
            } else {
                drop(file);
                rest.raw_copy_file(archive.by_index_raw(at).ok()?).ok()?;
            }
        }
        rest.finish().ok()?;
        book.archive = packed;
        Some(book)
    }

    /// Returns the rows of the sheet with this index, if they were taken out.
    pub(super) fn rows(&self, sheet: usize) -> Option<PlainRows<'_>> {
        let sheet = self.sheets.get(self.parts.sheets.get(sheet)?)?;
        let rows = text(sheet.xml.get(sheet.rows.clone())?)?;
        Some(PlainRows::new(rows, self.parts.is_uncalculated))
    }

    /// Reads the meanings of the numbers in the styles, in place of the rows of a sheet.
    pub(super) fn number_styles(
        &self,
        cells: &mut XlsxCellReader<Cursor<&[u8]>>,
    ) -> Option<Vec<NumberStyle>> {
        let mut styles = Vec::with_capacity(self.styles);
        while styles.len() < self.styles {
            let (cell, style) = cells.next_cell_with_style_id().ok()??;
            let is_expected = style == styles.len();
            styles.push(NumberStyle::from_one(cell.get_value()).filter(|_| is_expected)?);
        }
        Some(styles)
    }
}

impl NumberStyle {
    /// Returns the meaning of numbers where the number 1 is read as `value`.
    fn from_one(value: &DataRef) -> Option<Self> {
        match value {
            DataRef::Float(_) => Some(Self::Number),
            DataRef::DateTime(time) => {
                let kinds = [ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta];
                let all = kinds.into_iter().flat_map(|kind| [(kind, false), (kind, true)]);
                let mut all = all.map(|(kind, is_1904)| Self::Time { kind, is_1904 });
                all.find(|style| style.value(1.0) == DataRef::DateTime(*time))
            }
            _ => None,
        }
    }

    /// Returns the value of a number.
    pub(super) fn value(self, number: f64) -> DataRef<'static> {
        match self {
            Self::Number => DataRef::Float(number),
            Self::Time { kind, is_1904 } => {
                DataRef::DateTime(ExcelDateTime::new(number, kind, is_1904))
            }
        }
    }
}

/// Attributes in rows that are not plain: of cells with an error, and of hidden rows.
const REFUSED: [&[u8]; 2] = [b" t=\"e\"", b" hidden=\"1\""];

/// The part with the shared strings, and the one with the styles.
const TEXTS: &str = "xl/sharedstrings.xml";
const STYLES: &str = "xl/styles.xml";

/// Checks names and sizes of the parts, which may unpack to `max` bytes; returns a number of styles
/// that no sheet has more of.
fn check_parts(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    parts: &WorkbookParts,
    max: u64,
) -> Option<usize> {
    let (mut unpacked_size, mut packed_size, mut styles) = (0_u64, 0_u64, 0);
    let mut names = Vec::new();
    if !parts.is_usual || archive.len() > PARTS_MAX || parts.sheets.len() > PARTS_MAX {
        return None;
    }
    for at in 0..archive.len() {
        let file = archive.by_index(at).ok()?;
        let name = normalized(&file.name().ok()?);
        if parts.sheets.contains(&name) || name == TEXTS {
            unpacked_size = unpacked_size.checked_add(file.size())?;
        } else if name.ends_with("sharedstrings.xml") {
            return None;
        } else {
            packed_size = packed_size.checked_add(file.compressed_size())?;
        }
        if name == STYLES {
            styles = count_styles(file)?;
        }
        names.push(name);
    }
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last())
        || unpacked_size > UNPACKED_MAX.min(max)
        || packed_size > PACKED_MAX
        || styles * parts.sheets.len() > STYLE_CELLS_MAX
        || check_memory(unpacked_size).is_err()
    {
        return None;
    }
    let size = DataSize { bytes: unpacked_size, ..DataSize::default() };
    MemoryNeed::CELLS.check(usize::try_from(unpacked_size).ok()?, || size).ok()?;
    Some(styles)
}

/// Returns a number of styles that is at least that of the part with the styles.
fn count_styles(file: ZipFile<Cursor<&[u8]>>) -> Option<usize> {
    let xml = if file.size() > PACKED_MAX { None } else { unpacked(file) }?;
    let count = 1 + memchr::memmem::find_iter(&xml, b"<xf").count();
    (count <= STYLES_MAX).then_some(count)
}

/// Unpacks a part.
fn unpacked(file: ZipFile<Cursor<&[u8]>>) -> Option<Vec<u8>> {
    let size = usize::try_from(file.size()).ok()?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size + 1).ok()?;
    file.take(size as u64 + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() == size).then_some(bytes)
}

/// Returns the text that the bytes are in UTF-8.
fn text(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// Returns the place of the rows in the XML of a sheet.
fn rows_in(xml: &str) -> Option<Range<usize>> {
    const START: &[u8] = b"<sheetData>";
    const END: &[u8] = b"</sheetData>";
    let start = memchr::memmem::find(xml.as_bytes(), START)? + START.len();
    let end = memchr::memmem::rfind(xml.as_bytes(), END)?;
    let (head, tail) = (xml.get(..start)?, xml.get(end.max(start)..)?);
    (is_plain_head(head) && !tail.contains("<!")).then_some(start..end.max(start))
}

/// Returns a row with the number 1 in each of the styles.
fn style_row(styles: usize) -> String {
    let cells = (0..styles).map(|style| format!("<c s=\"{style}\"><v>1</v></c>"));
    format!("<row>{}</row>", cells.collect::<String>())
}
