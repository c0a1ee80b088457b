//! Reads the paragraphs and tables of a Word document (.docx).

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::document_lists::{DocumentLists, ListPlace};
use super::document_xml::{PART_MAX, attribute};
use super::page_content::PageContent;
use super::page_line::{PageLine, without_bullet};
use super::page_table::TableWriter;
use crate::diagnostics::FileErrorKind;

/// Maximum number of bytes of text in a document.
const TEXT_MAX: usize = 4 << 20;
/// Maximum depth of tables in each other that is read.
const DEPTH_MAX: usize = 64;
/// Maximum number of elements of a document.
const ELEMENTS_MAX: usize = 1_000_000;

/// Reads a document.
///
/// # Errors
/// It cannot be opened, or is too large.
pub(super) fn read(bytes: &[u8]) -> Result<PageContent, FileErrorKind> {
    let bad = |_| FileErrorKind::BadDocument;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(bad)?;
    let lists = DocumentLists::read(&mut archive);
    let index = archive.index_for_name("word/document.xml").ok_or(FileErrorKind::BadDocument)?;
    let part = archive.by_index(index).map_err(bad)?;
    let mut limited = part.take(PART_MAX + 1);
    let mut xml = Reader::from_reader(BufReader::new(&mut limited));
    xml.config_mut().expand_empty_elements = true;
    let mut reader = DocumentReader::new(lists);
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(|_| FileErrorKind::BadDocument)? {
            Event::Start(tag) => reader.start(&tag),
            Event::End(tag) => reader.end(tag.local_name().as_ref()),
            Event::Text(text) => reader.text(&text.xml10_content()),
            Event::GeneralRef(entity) => reader.text(&character(&entity)),
            Event::Eof => break,
            _ => {}
        }
        if reader.is_over() || buffer.len() > TEXT_MAX {
            return Err(FileErrorKind::HugeAnnouncement);
        }
        buffer.clear();
    }
    drop(xml);
    if limited.limit() == 0 {
        return Err(FileErrorKind::HugeAnnouncement);
    }
    Ok(reader.content)
}

/// Returns the character of a reference; nothing for an entity that the document defines.
fn character(entity: &BytesRef) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default().to_owned(),
    }
}

/// A paragraph while it is read.
#[derive(Default)]
struct WordParagraph {
    text: String,
    list: ListPlace,
    style: String,
    is_heading: bool,
}

/// A cell while it is read.
#[derive(Default)]
struct CellDraft {
    text: String,
    colspan: usize,
    /// True if it is the lower part of the cell above.
    is_continued: bool,
}

/// A table while it is read.
#[derive(Default)]
struct TableDraft {
    rows: Vec<Vec<CellDraft>>,
}

/// State while the elements of a document are read.
struct DocumentReader {
    content: PageContent,
    lists: DocumentLists,
    /// The paragraphs around the text: a text box is in one.
    paragraphs: Vec<WordParagraph>,
    tables: Vec<TableDraft>,
    /// Number of paragraphs so far.
    count: usize,
    /// Number of elements around it whose content is not shown.
    skipped: usize,
    is_text: bool,
    /// Bytes of text so far.
    size: usize,
    /// Number of elements so far.
    elements: usize,
}

/// Elements whose content is not shown, or is there a second time.
const SKIPPED: [&str; 5] = ["Fallback", "del", "moveFrom", "instrText", "delText"];

impl DocumentReader {
    fn new(lists: DocumentLists) -> Self {
        Self {
            content: PageContent::default(),
            lists,
            paragraphs: Vec::new(),
            tables: Vec::new(),
            count: 0,
            skipped: 0,
            is_text: false,
            size: 0,
            elements: 0,
        }
    }

    /// Returns true if the document is larger than any announcement.
    fn is_over(&self) -> bool {
        self.size > TEXT_MAX || self.elements > ELEMENTS_MAX || self.paragraphs.len() > DEPTH_MAX
    }

    fn start(&mut self, tag: &BytesStart) {
        self.elements += 1;
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0 || SKIPPED.contains(&name) {
            self.skipped += usize::from(SKIPPED.contains(&name));
            return;
        }
        match name {
            "p" => {
                self.count += 1;
                self.paragraphs.push(WordParagraph::default());
            }
            "t" => self.is_text = true,
            "tab" | "br" | "cr" => self.text_anyway(if name == "tab" { " " } else { "\n" }),
            "tbl" if self.tables.len() < DEPTH_MAX => self.tables.push(TableDraft::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(CellDraft { colspan: 1, ..CellDraft::default() });
                }
            }
            _ => self.property(name, tag),
        }
    }

    /// Reads a property of a paragraph or a cell.
    fn property(&mut self, name: &str, tag: &BytesStart) {
        let value = || attribute(tag, "val").unwrap_or_default();
        let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut());
        if let Some(cell) = cell {
            match name {
                "gridSpan" => cell.colspan = value().parse().unwrap_or(1),
                "vMerge" => {
                    cell.is_continued = attribute(tag, "val").is_none_or(|v| v != "restart");
                }
                _ => {}
            }
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "numId" => paragraph.list.id = Some(value()),
            "ilvl" => paragraph.list.level = value().parse().unwrap_or_default(),
            "pStyle" => paragraph.style = value(),
            "outlineLvl" => paragraph.is_heading = true,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if SKIPPED.contains(&name) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        match name {
            _ if self.skipped > 0 => {}
            "t" => self.is_text = false,
            "p" => self.end_paragraph(),
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.content.tables.push(table.into_sheet());
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text && self.skipped == 0 {
            self.text_anyway(text);
        }
    }

    fn text_anyway(&mut self, text: &str) {
        self.size += text.len();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let WordParagraph { text, list, style, is_heading } = paragraph;
        if text.trim().is_empty() {
            return;
        }
        let label = self.lists.label(&list, &style);
        let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()?.last_mut());
        if let Some(cell) = cell {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.text.push_str(text.trim());
        }
        let is_heading = is_heading || self.lists.is_heading(&style);
        for (nth, line) in text.lines().enumerate() {
            let label = if nth == 0 { label.as_str() } else { "" };
            let text = format!("{label}{}", without_bullet(line.trim())).trim().to_owned();
            if !text.is_empty() {
                self.content.lines.push(PageLine { text, line: self.count, is_heading });
            }
        }
    }
}

impl TableDraft {
    fn into_sheet(self) -> crate::exchange::Sheet {
        let mut writer = TableWriter::default();
        // Counts from below how many cells go on in a column of the table.
        let mut spans: Vec<Vec<usize>> = Vec::new();
        let mut below: Vec<usize> = Vec::new();
        for row in self.rows.iter().rev() {
            let mut column = 0_usize;
            let mut own = Vec::new();
            let mut now = Vec::new();
            for cell in row {
                let span = 1 + below.get(column).copied().unwrap_or_default();
                own.push(span);
                let width = cell.colspan.clamp(1, 256);
                now.resize(column, 0);
                now.push(if cell.is_continued { span } else { 0 });
                column = (column + width).min(1024);
            }
            below = now;
            spans.push(own);
        }
        spans.reverse();
        for (row, spans) in self.rows.iter().zip(spans) {
            writer.start_row();
            for (cell, span) in row.iter().zip(spans) {
                if !cell.is_continued {
                    writer.cell(&cell.text, cell.colspan, span);
                }
            }
        }
        writer.finish()
    }
}
