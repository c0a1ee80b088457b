//! Reads the workbooks of Excel 5 to 2003 and of WPS (MS-XLS).

use std::borrow::Cow;

use encoding_rs::GBK;

use self::records::BiffRecords;
use self::sheet::{XlsContext, read_sheet};
use self::texts::{XlsTextForm, XlsTexts, encoding, font_index};
use super::binary_styles::{BinaryStyles, StyleRecords};
use super::bytes::{Bytes, u16_at};
use super::compound_file::CompoundFile;
use super::damaged::damaged;
use super::text_runs::SharedText;
use crate::diagnostics::{FileErrorKind, ForeignFormat};
use crate::exchange::sizes::{MemoryBudget, check_sheets};
use crate::exchange::{ProgressFn, Sheet};

mod records;
mod sheet;
mod texts;

/// The first bytes of a compound file.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// A sheet as the list of sheets gives it.
#[derive(Debug)]
struct XlsTab {
    name: String,
    at: usize,
    is_hidden: bool,
    /// True for a table; false for a chart or a macro.
    has_cells: bool,
}

/// Facts about a workbook that its sheets depend on.
#[derive(Debug)]
struct XlsGlobals {
    form: XlsTextForm,
    styles: StyleRecords,
    texts: Vec<SharedText>,
    sheets: Vec<XlsTab>,
    /// True if a program that calculates wrote it.
    is_calculated: bool,
}

/// Reads the sheets of the workbook `bytes`.
///
/// # Errors
/// It has a password, is damaged, or takes too much memory.
pub(super) fn read(bytes: &[u8], on_progress: ProgressFn) -> Result<Vec<Sheet>, FileErrorKind> {
    let mut budget = MemoryBudget::for_size(bytes.len());
    let stream = if bytes.starts_with(COMPOUND) {
        // Twice its size: the table of sectors is one more.
        budget.reserve(0, 2 * bytes.len())?;
        let file = CompoundFile::new(bytes).ok_or_else(|| damaged("compound file"))?;
        let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
        Cow::Owned(stream.ok_or_else(|| damaged("stream Workbook"))?)
    } else {
        Cow::Borrowed(bytes)
    };
    let globals = XlsGlobals::read(&stream, &mut budget)?;
    let styles: BinaryStyles = globals.styles.to_styles();
    let context = XlsContext {
        styles: &styles,
        texts: &globals.texts,
        form: globals.form,
        is_calculated: globals.is_calculated,
    };
    let mut sheets = Vec::new();
    let listed: Vec<&XlsTab> = globals.sheets.iter().filter(|sheet| sheet.has_cells).collect();
    check_sheets(listed.len(), stream.len())?;
    // A sheet that is listed many times is read only so often.
    let mut left = 2 * stream.len();
    for (nth, tab) in listed.iter().enumerate() {
        let mut sheet = Sheet { name: tab.name.clone(), ..Sheet::default() };
        sheet.hidden.is_sheet_hidden = tab.is_hidden;
        let read = read_sheet(sheet, &stream, tab.at, context, &mut budget)?;
        left = left.checked_sub(read.1).ok_or_else(|| damaged(&tab.name))?;
        sheets.push(read.0);
        on_progress(nth + 1, listed.len());
    }
    Ok(sheets)
}

impl XlsGlobals {
    /// Reads the records before the sheets.
    fn read(stream: &[u8], budget: &mut MemoryBudget) -> Result<Self, FileErrorKind> {
        let mut globals = Self {
            form: XlsTextForm { is_unicode: true, encoding: GBK },
            styles: StyleRecords::default(),
            texts: Vec::new(),
            sheets: Vec::new(),
            is_calculated: false,
        };
        let mut records = BiffRecords::new(stream, 0);
        let mut shared = None;
        let (mut is_first, mut is_whole) = (true, false);
        while let Some(record) = records.next() {
            let mut data = Bytes(record.data);
            match record.kind {
                0x0809 if is_first => globals.form.is_unicode = data.u16() != Some(0x0500),
                // The end of what is before the sheets.
                0x000a => {
                    is_whole = true;
                    break;
                }
                0x002f if record.data.iter().any(|byte| *byte != 0) => {
                    return Err(FileErrorKind::LockedWorkbook);
                }
                0x0042 => match encoding(data.u16().unwrap_or_default()) {
                    Some(encoding) => globals.form.encoding = encoding,
                    None if globals.form.is_unicode => {}
                    None => return Err(FileErrorKind::Foreign(ForeignFormat::OldestWorkbook)),
                },
                0x0022 => globals.styles.is_1904 = data.u16() == Some(1),
                0x01c1 => globals.is_calculated = true,
                0x0031 => {
                    let flags = u16_at(record.data, 2).unwrap_or_default();
                    globals.styles.struck_fonts.push(flags & 8 != 0);
                    globals.styles.raised_fonts.push(u16_at(record.data, 8) == Some(1));
                }
                0x041e => globals.add_format(data),
                0x00e0 => {
                    let font = font_index(data.u16().unwrap_or_default());
                    globals.styles.styles.push((font, data.u16().unwrap_or_default()));
                }
                0x0085 => globals.add_sheet(data).ok_or_else(|| damaged("BOUNDSHEET"))?,
                0x00fc => shared = Some((record.data, records.continued())),
                _ => {}
            }
            is_first = false;
        }
        if !is_whole {
            return Err(damaged("BOF"));
        }
        if let Some((first, continued)) = shared {
            globals.add_texts(XlsTexts::new(first, continued), budget)?;
        }
        Ok(globals)
    }

    fn add_format(&mut self, mut data: Bytes) {
        let Some(number) = data.u16() else { return };
        // Excel 5 writes the length in one byte.
        let Some(code) = self.form.text(&mut data, !self.form.is_unicode) else { return };
        self.styles.formats.insert(number, code);
    }

    fn add_sheet(&mut self, mut data: Bytes) -> Option<()> {
        let (at, state, kind) = (data.u32()? as usize, data.u8()?, data.u8()?);
        let mut name = self.form.text(&mut data, true)?;
        name.retain(|c| c != '\0');
        let (is_hidden, has_cells) = (state & 3 != 0, kind == 0);
        self.sheets.push(XlsTab { name, at, is_hidden, has_cells });
        Some(())
    }

    fn add_texts(
        &mut self,
        mut shared: XlsTexts,
        budget: &mut MemoryBudget,
    ) -> Result<(), FileErrorKind> {
        shared.skip_counts().ok_or_else(|| damaged("SST"))?;
        while shared.has_more() {
            let text = shared.read(&self.styles).ok_or_else(|| damaged("SST"))?;
            budget.reserve(2, text.text.len())?;
            self.texts.push(text);
        }
        Ok(())
    }
}
