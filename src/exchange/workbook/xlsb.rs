//! Reads the binary workbooks of Excel since 2007 (MS-XLSB).

use std::collections::HashMap;

use quick_xml::events::Event;

use self::records::BinaryRecords;
use self::sheet::{XlsbContext, read_sheet};
use self::texts::rich_text;
use super::binary_styles::StyleRecords;
use super::damaged::damaged;
use super::packed::PackedFile;
use super::text_runs::SharedText;
use crate::diagnostics::FileErrorKind;
use crate::exchange::sizes::{MemoryBudget, check_sheets};
use crate::exchange::xlsx::xml;
use crate::exchange::{ProgressFn, Sheet};

mod records;
mod sheet;
mod texts;

const BOOK: &str = "xl/workbook.bin";
const SHARED: &str = "xl/sharedStrings.bin";

/// A sheet as the workbook lists it.
#[derive(Debug)]
struct XlsbTab {
    name: String,
    /// Name of its part.
    part: String,
    is_hidden: bool,
}

/// Reads the sheets of the workbook `bytes`.
///
/// # Errors
/// It is damaged, unpacks to too much, or takes too much memory.
pub(super) fn read(bytes: &[u8], on_progress: ProgressFn) -> Result<Vec<Sheet>, FileErrorKind> {
    let mut file = PackedFile::new(bytes)?;
    let mut budget = MemoryBudget::for_size(bytes.len());
    let targets = targets(&mut file)?;
    let book = file.part(BOOK)?.ok_or_else(|| damaged(BOOK))?;
    let (tabs, is_1904) = tabs(&book, &targets).ok_or_else(|| damaged(BOOK))?;
    check_sheets(tabs.len(), bytes.len())?;
    let mut records = styles(&file.part("xl/styles.bin")?.unwrap_or_default());
    records.is_1904 = is_1904;
    let shared = file.part(SHARED)?.unwrap_or_default();
    let texts = shared_texts(&shared, &records, &mut budget)?;
    let styles = records.to_styles();
    let context = XlsbContext { styles: &styles, records: &records, texts: &texts };
    let mut sheets = Vec::new();
    for (nth, tab) in tabs.iter().enumerate() {
        // A sheet that holds a chart has no cells.
        if tab.part.to_lowercase().contains("worksheets/") {
            let part = file.part(&tab.part)?.ok_or_else(|| damaged(&tab.part))?;
            let mut sheet = Sheet { name: tab.name.clone(), ..Sheet::default() };
            sheet.hidden.is_sheet_hidden = tab.is_hidden;
            sheets.push(read_sheet(sheet, &part, context, &mut budget)?);
        }
        on_progress(nth + 1, tabs.len());
    }
    Ok(sheets)
}

/// Reads the parts that the workbook refers to, by their ids.
fn targets(file: &mut PackedFile) -> Result<HashMap<String, String>, FileErrorKind> {
    let mut targets = HashMap::new();
    let part = file.part("xl/_rels/workbook.bin.rels")?.unwrap_or_default();
    let (mut reader, mut buffer) = (xml::reader(part.as_slice()), Vec::new());
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(tag) => {
                let (id, target) = (xml::attribute(&tag, "Id"), xml::attribute(&tag, "Target"));
                if let Some((id, target)) = id.zip(target) {
                    let absolute = target.strip_prefix('/').map(str::to_owned);
                    targets.insert(id.into(), absolute.unwrap_or_else(|| format!("xl/{target}")));
                }
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(targets)
}

/// Reads the list of sheets, and whether days are counted from 1904.
fn tabs(book: &[u8], targets: &HashMap<String, String>) -> Option<(Vec<XlsbTab>, bool)> {
    let (mut tabs, mut is_1904) = (Vec::new(), false);
    for record in BinaryRecords::new(book) {
        let mut data = record.data;
        match record.kind {
            0x99 => is_1904 = data.u32()? & 1 != 0,
            0x9c => {
                let state = data.u32()?;
                data.take(4)?;
                let id = data.wide_text()?;
                let part = targets.get(&*id).cloned().unwrap_or_default();
                let name = data.wide_text()?.into_owned();
                tabs.push(XlsbTab { name, part, is_hidden: state != 0 });
            }
            _ => {}
        }
    }
    Some((tabs, is_1904))
}

/// Reads the records of fonts, number formats and styles.
fn styles(part: &[u8]) -> StyleRecords {
    let mut styles = StyleRecords::default();
    // There are styles of cells, and others before them.
    let mut is_of_cells = false;
    for record in BinaryRecords::new(part) {
        let mut data = record.data;
        match record.kind {
            0x2b => {
                data.take(2);
                styles.struck_fonts.push(data.u16().is_some_and(|flags| flags & 8 != 0));
                data.take(2);
                styles.raised_fonts.push(data.u16() == Some(1));
            }
            0x2c => {
                let number = data.u16();
                if let Some((number, code)) = number.zip(data.wide_text()) {
                    styles.formats.insert(number, code.into_owned());
                }
            }
            0x0269 => is_of_cells = true,
            0x026a => is_of_cells = false,
            0x2f if is_of_cells => {
                data.take(2);
                let format = data.u16().unwrap_or_default();
                styles.styles.push((data.u16().unwrap_or_default(), format));
            }
            _ => {}
        }
    }
    styles
}

fn shared_texts(
    part: &[u8],
    styles: &StyleRecords,
    budget: &mut MemoryBudget,
) -> Result<Vec<SharedText>, FileErrorKind> {
    let mut texts = Vec::new();
    for record in BinaryRecords::new(part).filter(|record| record.kind == 0x13) {
        let text = rich_text(record.data, styles).ok_or_else(|| damaged(SHARED))?;
        budget.reserve(2, text.text.len())?;
        texts.push(text);
    }
    Ok(texts)
}
