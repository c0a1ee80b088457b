//! Reads and writes CSV files: in UTF-8 with or without a byte order mark, in GBK or in UTF-16 as
//! Excel saves them, separated by commas, semicolons or tabs.

use std::iter::repeat_n;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::{Sheet, escape_formula, unescape_formula};
use crate::diagnostics::{Diagnostic, FileErrorKind, LineCol, Location, Note, Table, TableHeader};

/// Maximum number of columns that are read, more than any table of ours has.
const COLUMNS_MAX: usize = 256;

/// Parses `bytes` as a sheet. Also returns notes for the user on how they were read.
///
/// # Errors
/// The bytes are no text in a known encoding.
pub(crate) fn read(bytes: &[u8]) -> Result<(Sheet, Vec<Diagnostic>), Diagnostic> {
    let (text, note) = decode(bytes)?;
    let note = note.map(|note| Diagnostic::new(Location::Text(LineCol::START), note));
    let mut notes = Vec::from_iter(note);
    // The right delimiter is the one by which a row becomes a header.
    let is_header = |row: &Vec<String>| {
        TableHeader::from_row(row).is_some_and(|header| header.table == Table::Projects)
    };
    let has_header = |sheet: &Sheet| sheet.rows.iter().any(is_header);
    let delimiters = [b',', b'\t', b';'].into_iter();
    let sheet = delimiters.map(|delimiter| parse_delimited(&text, delimiter)).find(has_header);
    let sheet = sheet.unwrap_or_else(|| parse_delimited(&text, b','));
    let open_row = if text.matches('"').count() % 2 == 1 {
        Some(sheet.rows.len())
    } else {
        sheet
            .rows
            .iter()
            .position(|cells| cells.iter().any(|cell| has_swallowed_row(cell)))
            .map(|row| row + 1)
    };
    if let Some(row) = open_row {
        notes.push(Diagnostic::new(Location::cell("", row, 1), FileErrorKind::OpenQuote));
    }
    Ok((sheet, notes))
}

/// Returns true if a line of a cell looks like a row of its own, with a number and two more cells:
/// quotes that do not belong together have made one cell of several rows.
fn has_swallowed_row(cell: &str) -> bool {
    const CELLS_MIN: usize = 2;
    cell.lines().skip(1).any(|line| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len()
            && [',', '\t', ';'].into_iter().any(|delimiter| {
                rest.starts_with(delimiter) && rest.matches(delimiter).count() >= CELLS_MIN
            })
    })
}

/// Decodes `bytes`. Also returns a note on the encoding if it is not UTF-8.
fn decode(bytes: &[u8]) -> Result<(String, Option<Note>), Diagnostic> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        let note =
            (encoding == UTF_16LE || encoding == UTF_16BE).then_some(Note::Encoding("UTF-16"));
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(rest) {
            return Ok((text.into_owned(), note));
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(error) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => Ok((text.into_owned(), Some(Note::Encoding("GBK")))),
            None => Err(Diagnostic::new(
                Location::Text(LineCol::from_offset(bytes, error.valid_up_to())),
                FileErrorKind::NotText,
            )),
        },
    }
}

fn parse_delimited(text: &str, delimiter: u8) -> Sheet {
    let mut sheet = Sheet::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader skips empty lines, but they count as rows for the user.
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or_default();
        debug_assert!(text.is_char_boundary(start), "a record begins inside a character");
        let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
        // The `\n` of a `\r\n` is left over from the row before.
        let rest =
            if before.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
        let skipped = rest.chars().take_while(|c| matches!(c, '\n' | '\r')).filter(|c| *c == '\n');
        sheet.rows.extend(skipped.map(|_| Vec::new()));
        for (column, cell) in record.iter().enumerate().skip(COLUMNS_MAX) {
            if !cell.trim().is_empty() {
                sheet.beyond.add(sheet.rows.len(), column);
            }
        }
        sheet.rows.push(
            record.iter().take(COLUMNS_MAX).map(|cell| unescape_formula(cell).to_owned()).collect(),
        );
    }
    sheet
}

/// Writes the sheets one after the other, with a byte order mark: without it Excel takes Chinese
/// text for GBK.
#[must_use]
pub fn write(sheets: &[Sheet]) -> Vec<u8> {
    let columns =
        sheets.iter().flat_map(|sheet| &sheet.rows).map(Vec::len).max().unwrap_or_default();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for (nth, sheet) in sheets.iter().enumerate() {
        let gap = (nth > 0).then(Vec::new);
        for row in gap.iter().chain(&sheet.rows) {
            let cells = row.iter().map(|cell| escape_formula(cell).into_owned());
            let written =
                writer.write_record(cells.chain(repeat_n(String::new(), columns - row.len())));
            debug_assert!(written.is_ok(), "writing to memory fails");
        }
    }
    writer.into_inner().unwrap_or_default()
}
