//! Reads and writes CSV files: in UTF-8 with or without a byte order mark, in GBK or in UTF-16 as
//! Excel saves them, separated by commas, semicolons, tabs, bars or what a line `sep=` names.

mod encoding;
mod quotes;

pub(crate) use self::encoding::decode as decode_text;

use std::iter::repeat_n;

use self::quotes::HeaderAbove;
use super::import::parse_number;
use super::{Sheet, escape_formula, unescape_formula};
use crate::diagnostics::{
    Column, Diagnostic, FileErrorKind, LineCol, Location, Note, Table, TableHeader,
};

/// Maximum number of columns that are read, more than any table of ours has.
const COLUMNS_MAX: usize = 256;

/// Separators that are tried, the more usual ones first.
const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];

/// A sheet, and the place of the first quote in it that is out of place: row and column, from 0.
type ParsedSheet = (Sheet, Option<(usize, usize)>);

/// Parses `bytes` as a sheet. Also returns notes for the user on how they were read.
///
/// # Errors
/// The bytes are no text in a known encoding.
pub(crate) fn read(bytes: &[u8]) -> Result<(Sheet, Vec<Diagnostic>), Diagnostic> {
    let (text, mut note) = encoding::decode(bytes)?;
    let given = given_delimiter(&text);
    // The right delimiter is the one by which a row becomes a header.
    let is_header = |row: &Vec<String>| {
        TableHeader::from_row(row).is_some_and(|header| header.table == Table::Projects)
    };
    let has_header = |(_, (sheet, _)): &(char, ParsedSheet)| sheet.rows.iter().any(is_header);
    let mut parsed = given
        .into_iter()
        .chain(DELIMITERS)
        .map(|delimiter| (delimiter, parse_delimited(&text, delimiter)));
    let fallback = given.unwrap_or(',');
    let mut wide_commas = None;
    let (delimiter, (mut sheet, stray)) = parsed.find(has_header).unwrap_or_else(|| {
        let with_commas = text.replace('，', ",");
        let wide = (',', parse_delimited(&with_commas, ','));
        if with_commas != text && has_header(&wide) {
            wide_commas = Some(Diagnostic::new(Location::Text(LineCol::START), Note::WideCommas));
            return wide;
        }
        (fallback, parse_delimited(&text, fallback))
    });
    if given.is_some()
        && let Some(row) = sheet.rows.first_mut()
    {
        row.clear();
    }
    if note == Some(Note::Encoding("GBK")) && !has_known_columns(&sheet) {
        note = Some(Note::DoubtfulEncoding("GBK"));
    }
    let note = note.map(|note| Diagnostic::new(Location::Text(LineCol::START), note));
    let mut notes: Vec<_> = note.into_iter().chain(wide_commas).collect();
    notes.extend(quote_error(&sheet, stray, delimiter));
    Ok((sheet, notes))
}

/// Returns true if the text `bytes` is rather a table than an announcement: it has the header of a
/// table of projects, or most of its lines have cells.
pub(crate) fn is_table(bytes: &[u8]) -> bool {
    const LINES: usize = 200;
    let Ok((text, _)) = encoding::decode(bytes) else { return false };
    let is_header = |line: &str| {
        [',', '\t', ';'].into_iter().any(|delimiter| {
            let cells: Vec<String> =
                line.split(delimiter).map(|cell| cell.trim_matches('"').to_owned()).collect();
            TableHeader::from_row(&cells).is_some_and(|header| header.table == Table::Projects)
        })
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    let has_tabs = lines().filter(|line| line.trim().contains('\t')).count();
    has_tabs * 2 > lines().count() || lines().any(is_header)
}

/// Returns the separator that a first line `sep=;` names, as Excel reads and writes it.
fn given_delimiter(text: &str) -> Option<char> {
    let line = text.trim_start_matches('\u{feff}').lines().next()?;
    let line = line.strip_prefix('"').map_or(line, |line| line.trim_end_matches('"'));
    let rest = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    let delimiter = rest.chars().next()?;
    (delimiter.is_ascii_punctuation() || delimiter == '\t').then_some(delimiter)
}

/// Returns true if a row has two headers of projects, so that the text is hardly in another
/// encoding than the one it was read in.
fn has_known_columns(sheet: &Sheet) -> bool {
    const COLUMNS_MIN: usize = 2;
    let count = |row: &[String]| TableHeader::project_columns(row).iter().flatten().count();
    sheet.rows.iter().any(|row| count(row) >= COLUMNS_MIN)
}

/// Returns the error about the first quote that is out of place, or about rows that quotes have
/// joined.
fn quote_error(
    sheet: &Sheet,
    stray: Option<(usize, usize)>,
    delimiter: char,
) -> Option<Diagnostic> {
    let at = |row: usize, column: usize| Location::cell("", row + 1, column + 1);
    let has_lines = sheet.rows.iter().flatten().any(|cell| cell.contains('\n'));
    let mut header = HeaderAbove::default();
    for (nth, row) in sheet.rows.iter().enumerate().take_while(|_| has_lines) {
        // The texts of an export may be those of a header.
        let is_row = header.is_export && row.first().is_some_and(|no| parse_number(no).is_some());
        if !is_row && TableHeader::from_row(row).is_some() {
            let is_export = row.iter().all(|label| Column::from_header(label).is_some());
            header = HeaderAbove { width: row.len(), is_export };
        }
        for column in
            (0..row.len()).filter(|column| row.get(*column).is_some_and(|cell| cell.contains('\n')))
        {
            if let Some(line) = quotes::swallowed_row(row, column, header, delimiter) {
                let kind = FileErrorKind::SwallowedRow(line.to_owned());
                return Some(Diagnostic::new(at(nth, column), kind));
            }
        }
    }
    stray.map(|(row, column)| Diagnostic::new(at(row, column), FileErrorKind::OpenQuote))
}

fn parse_delimited(text: &str, delimiter: char) -> ParsedSheet {
    let (mut sheet, mut stray) = (Sheet::default(), None);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
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
        if stray.is_none() {
            let end = usize::try_from(reader.position().byte()).unwrap_or_default();
            let source = text.get(start..end).unwrap_or_default();
            let column = quotes::stray_quote(source, delimiter);
            stray = column.map(|column| (sheet.rows.len(), column));
        }
        for (column, cell) in record.iter().enumerate().skip(COLUMNS_MAX) {
            if !cell.trim().is_empty() {
                sheet.beyond.add(sheet.rows.len(), column);
            }
        }
        sheet.rows.push(record.iter().take(COLUMNS_MAX).map(shown_text).collect());
    }
    (sheet, stray)
}

/// Returns the text that a spreadsheet shows for a cell: 001 for `="001"`, by which Excel keeps a
/// number as text.
fn shown_text(cell: &str) -> String {
    let inside = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let pieces: Vec<&str> = inside.map(|inside| inside.split("\"\"").collect()).unwrap_or_default();
    if pieces.is_empty() || pieces.iter().any(|piece| piece.contains('"')) {
        return unescape_formula(cell).to_owned();
    }
    pieces.join("\"")
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
