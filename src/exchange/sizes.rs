//! Checks the sizes that a workbook declares against the bytes it has, before a library allocates
//! memory for them.

use std::io::{BufReader, Cursor, Read, copy, sink};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::diagnostics::FileErrorKind;
use crate::storage::{DataSize, MemoryNeed, check_memory};

/// Maximum number of bytes that a workbook may unpack to: a few kB can be packed so that they
/// unpack to any number.
const UNPACKED_MAX: u64 = 1 << 30;
/// Number of bytes that any workbook may unpack to.
const UNPACKED_MIN: u64 = 24 << 20;
/// Number of bytes that each byte of a workbook may unpack to, besides: cells with the same content
/// have been seen to reach 40.
const UNPACKED_RATIO: u64 = 64;
/// Maximum number of bytes of memory that the cells of a workbook may take.
const CELLS_MAX: u64 = 2 << 30;
/// Bytes of memory that the cells of any workbook may take, and for each of its bytes besides.
const MEMORY_MIN: u64 = 32 << 20;
const MEMORY_RATIO: u64 = 16;
/// Bytes of cells after which the available memory is checked again.
const STEP: u64 = 256 << 20;
/// Bytes of cells after which the limits of the process are checked again, at least.
const LIMITS_STEP: u64 = 256 << 10;
/// Length of the shortest shared string, `<si/>`, in bytes.
const SHORTEST_TEXT: u64 = 5;
/// The numbers of rows and columns of a sheet in Excel.
const ROWS: u64 = 1 << 20;
const COLUMNS: u64 = 1 << 14;
/// Maximum number of columns of a workbook that are read, more than any table of ours has.
pub(crate) const COLUMNS_MAX: u32 = 256;
/// Maximum number of sheets that are read, more than any workbook of ours has: for each sheet
/// calamine searches all of them.
const SHEETS_MAX: usize = 4_096;
/// The words for a line through a text, `<strike/>`, and for raised digits.
const STRIKES: [&[u8]; 2] = [b"strike", b"superscript"];
/// Length of the longest of them.
const STRIKE_MAX: usize = 11;
/// Longest cell reference that is examined, in bytes.
const REFERENCE_MAX: usize = 64;

/// Facts about the parts (packed files) of a workbook.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PartsSummary {
    /// Number of parts.
    pub(crate) count: usize,
    /// True if the shared strings have a word for a line through a text or for raised digits.
    pub(crate) has_strikes: bool,
}

/// Checks the sizes of everything packed in the workbook `bytes`. `visit` is called with the name
/// and the content of each part as it is unpacked.
///
/// # Errors
/// The bytes are no workbook, unpack to too much, declare more than they contain, or need more
/// memory than there is; or the error of `visit`.
pub(crate) fn check(
    bytes: &[u8],
    mut visit: impl FnMut(&str, &mut dyn Read) -> Result<(), FileErrorKind>,
) -> Result<PartsSummary, FileErrorKind> {
    let bad = |error: &dyn std::fmt::Display| FileErrorKind::BadWorkbook(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(&error))?;
    let is_sheet =
        |name: &str| name.strip_prefix("xl/worksheets/").is_some_and(|rest| !rest.starts_with('_'));
    let sheets = archive.file_names().flatten().filter(|name| is_sheet(name)).count();
    check_sheets(sheets, archive.len())?;
    let max = unpacked_max(bytes.len());
    let mut left = max;
    let mut summary = PartsSummary { count: archive.len(), has_strikes: false };
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| bad(&error))?;
        let name = file.name().map_err(|error| bad(&error))?.into_owned();
        let kind = name.replace('\\', "/").to_lowercase();
        let mut part = MeasuredReader::new(file.take(left + 1), kind.contains("sheet"));
        let declared = if kind.ends_with("sharedstrings.xml") {
            part.strike_tail = Some(Vec::new());
            declared_texts(&mut part)
        } else {
            visit(&name, &mut part)?;
            None
        };
        copy(&mut part, &mut sink()).map_err(|error| bad(&error))?;
        left = left.checked_sub(part.size).ok_or(FileErrorKind::Bomb(max))?;
        summary.has_strikes |= part.has_strikes;
        if let Some(reference) = part.outside {
            return Err(FileErrorKind::CellOutsideSheet(format!("{name} {reference}")));
        }
        let max = (part.size / SHORTEST_TEXT).min(part.tags);
        if let Some(declared) = declared.filter(|declared| *declared > max) {
            return Err(FileErrorKind::TooManyTexts { part: name, declared, max });
        }
        if kind.ends_with("sharedstrings.xml") {
            let values = part.texts.max(declared.unwrap_or_default());
            check_memory(values * size_of::<String>() as u64)?;
            let size = DataSize { bytes: part.size, values, rows: 0 };
            MemoryNeed::CELLS.check(usize::try_from(part.size).unwrap_or(usize::MAX), || size)?;
        }
        // Each style is a copy of everything it refers to, such as a font.
        let copied = part.longest.saturating_mul(part.tags);
        if kind.ends_with("styles.xml") && copied > CELLS_MAX {
            return Err(FileErrorKind::TooMuchMemory(CELLS_MAX));
        }
    }
    Ok(summary)
}

/// Returns the number of bytes that a workbook of `size` bytes may unpack to.
pub(crate) fn unpacked_max(size: usize) -> u64 {
    (UNPACKED_MIN + UNPACKED_RATIO * size as u64).min(UNPACKED_MAX)
}

/// Checks the number of `sheets` in a workbook of `parts` packed files.
///
/// # Errors
/// There are more sheets than are read, or more than there are parts.
pub(crate) fn check_sheets(sheets: usize, parts: usize) -> Result<(), FileErrorKind> {
    if sheets > SHEETS_MAX {
        return Err(FileErrorKind::TooManySheets { count: sheets, max: SHEETS_MAX });
    }
    if sheets > parts {
        return Err(FileErrorKind::MoreSheetsThanParts { declared: sheets, max: parts });
    }
    Ok(())
}

/// Returns the number of texts that a part with shared strings declares, parsed as calamine parses
/// it. Invalid XML gives `None`; calamine will report it.
fn declared_texts(part: impl Read) -> Option<u64> {
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => {
                // A repeated attribute is invalid XML, but is read all the same: take the larger
                // value.
                let values = tag.attributes_raw().split("uniqueCount").skip(1);
                let digits = values
                    .map(|value| value.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']));
                return digits.filter_map(leading_number).max();
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn leading_number(text: &str) -> Option<u64> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

/// A reader that measures what passes through it.
struct MeasuredReader<R> {
    bytes: R,
    size: u64,
    /// Number of tags, or of everything that begins like one.
    tags: u64,
    /// Number of tags that begin a shared string.
    texts: u64,
    /// The longest tag with the text after it, in bytes.
    longest: u64,
    last: u64,
    /// The first reference to a cell outside of any sheet.
    outside: Option<String>,
    /// The end of the last read, for references that span two reads; `None` if the part is no
    /// sheet.
    tail: Option<Vec<u8>>,
    /// The end of the last read, for a word that spans two reads; `None` if it is not looked for.
    strike_tail: Option<Vec<u8>>,
    /// True if the word for a line through a text was found.
    has_strikes: bool,
}

impl<R> MeasuredReader<R> {
    fn new(bytes: R, is_sheet: bool) -> Self {
        Self {
            bytes,
            size: 0,
            tags: 0,
            texts: 0,
            longest: 0,
            last: 0,
            outside: None,
            tail: is_sheet.then(Vec::new),
            strike_tail: None,
            has_strikes: false,
        }
    }

    /// Looks for the words for a line through a text and for raised digits.
    fn look_for_strikes(&mut self, read: &[u8]) {
        let Some(tail) = self.strike_tail.as_mut().filter(|_| !self.has_strikes) else { return };
        let longest = STRIKE_MAX - 1;
        let seam = [tail, read.get(..longest).unwrap_or(read)].concat();
        let has =
            |text: &[u8]| STRIKES.iter().any(|word| memchr::memmem::find(text, word).is_some());
        self.has_strikes = has(read) || has(&seam);
        let end = if read.len() < longest { &seam } else { read };
        *tail = end.get(end.len().saturating_sub(longest)..).unwrap_or_default().to_vec();
    }

    /// Looks for references to cells outside of any sheet: calamine computes them in 32 bits
    /// without checking for overflow.
    fn look_for_references(&mut self, read: &[u8]) {
        let Some(tail) = self.tail.as_mut().filter(|_| self.outside.is_none()) else { return };
        let text = [tail, read].concat();
        let mut kept = text.len().saturating_sub(5);
        for at in memchr::memchr_iter(b'=', &text) {
            let (before, after) = text.split_at(at);
            if after.len() < REFERENCE_MAX {
                kept = at.saturating_sub(5).min(kept);
                break;
            }
            let is = |name: &[u8]| {
                let rest = before.strip_suffix(name);
                rest.and_then(<[u8]>::last).is_some_and(u8::is_ascii_whitespace)
            };
            if !is(b"r") && !is(b"ref") {
                continue;
            }
            let value = after.get(2..REFERENCE_MAX).unwrap_or_default().iter();
            let value = value.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':');
            let value: String = value.map(|byte| char::from(*byte)).collect();
            // A cell or a row must be inside the sheet. A range is read only for merged cells, and
            // clipped there.
            let [columns, rows] = if is(b"r") { [COLUMNS, ROWS] } else { [u32::MAX.into(); 2] };
            if value
                .split(':')
                .filter_map(cell_position)
                .any(|(column, row)| column > columns || row > rows)
            {
                self.outside = Some(value);
                return;
            }
        }
        *tail = text.get(kept..).unwrap_or_default().to_vec();
    }
}

/// Returns true if a tag begins a shared string, or may begin one, judging by what follows its `<`
/// (only 16 bytes of it are examined).
fn begins_text(tag: &[u8]) -> bool {
    let name = tag.get(..16).unwrap_or(tag);
    let local = memchr::memchr(b':', name).and_then(|at| name.get(at + 1..)).unwrap_or(name);
    local.starts_with(b"si") || name.len() < 16
}

/// Parses a reference such as `XFD1048576` into column and row, both from 1; the column is 0 if the
/// reference has only a row.
pub(crate) fn cell_position(reference: &str) -> Option<(u64, u64)> {
    let letters = reference.find(|c: char| c.is_ascii_digit())?;
    let (column, row) = reference.split_at(letters);
    let row = row.parse().unwrap_or(u64::MAX);
    let digit = |letter: u8| u64::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1;
    let next = |column: u64, letter| digit(letter).saturating_add(26_u64.saturating_mul(column));
    Some((column.bytes().fold(0, next), row))
}

impl<R: Read> Read for MeasuredReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        let read = buffer.get(..count).unwrap_or_default();
        for at in memchr::memchr_iter(b'<', read) {
            let place = self.size + at as u64;
            self.longest = self.longest.max(place - self.last);
            self.texts += u64::from(read.get(at + 1..).is_some_and(begins_text));
            (self.tags, self.last) = (self.tags + 1, place);
        }
        self.size += count as u64;
        self.longest = self.longest.max(self.size - self.last);
        self.look_for_references(read);
        self.look_for_strikes(read);
        Ok(count)
    }
}

/// The memory that the cells of a workbook take. A single stray cell allocates all cells before it,
/// and one shared text may be used in any number of cells.
#[derive(Default)]
pub(crate) struct MemoryBudget {
    /// Maximum of `used`, if it is lower than for any workbook.
    max: Option<u64>,
    used: u64,
    /// Value of `used` when the available memory was checked last.
    checked: u64,
    /// Value of `used` when the limits of the process were checked last.
    limits_checked: u64,
}

impl MemoryBudget {
    /// Creates the budget of a workbook of `size` bytes. A few bytes may refer to a long text any
    /// number of times.
    pub(crate) fn for_size(size: usize) -> Self {
        let max = MEMORY_MIN + MEMORY_RATIO * size as u64;
        Self { max: Some(max.min(CELLS_MAX)), ..Self::default() }
    }

    /// Reserves memory for `slots` cells or rows and `text` bytes of text.
    pub(crate) fn reserve(&mut self, slots: usize, text: usize) -> Result<(), FileErrorKind> {
        self.used += (slots * size_of::<String>() + text) as u64;
        let max = self.max.unwrap_or(CELLS_MAX);
        if self.used > max {
            return Err(FileErrorKind::TooMuchMemory(max));
        }
        if self.used >= self.checked + STEP {
            self.checked = self.used;
            check_memory(STEP)?;
        }
        // What is reserved now is not allocated yet; neither is what comes before the next check.
        let step = LIMITS_STEP.max(self.used / 8);
        let unchecked = self.used - self.limits_checked;
        if unchecked >= step {
            self.limits_checked = self.used;
            let used = usize::try_from(self.used).unwrap_or(usize::MAX);
            let size = || DataSize { bytes: unchecked + step, ..DataSize::default() };
            MemoryNeed::CELLS.check(used, size)?;
        }
        Ok(())
    }
}

/// Returns true if the row and column, from 0, are inside a sheet.
pub(crate) fn is_in_sheet(row: u32, column: u32) -> bool {
    u64::from(row) < ROWS && u64::from(column) < COLUMNS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_for_cells_is_limited() {
        assert_eq!(MemoryBudget::default().reserve(1000, 1000), Ok(()));
        let error = Err(FileErrorKind::TooMuchMemory(CELLS_MAX));
        assert_eq!(MemoryBudget::default().reserve(1 << 27, 0), error);
        assert_eq!(MemoryBudget::default().reserve(0, 3 << 30), error);
        let error_of_small = Err(FileErrorKind::TooMuchMemory(MEMORY_MIN + MEMORY_RATIO));
        assert_eq!(MemoryBudget::for_size(1).reserve(0, 65 << 20), error_of_small);
        let mut budget = MemoryBudget::default();
        budget.used = CELLS_MAX - 24;
        budget.checked = budget.used;
        assert_eq!((budget.reserve(1, 0), budget.reserve(1, 0)), (Ok(()), error));
    }

    #[test]
    fn what_is_read_is_measured_in_pieces_of_any_size() {
        let text = format!(
            "<row r=\"7\">{}<x:si/><si ><c r=\"A{}\"/>{}",
            " ".repeat(200),
            1 << 21,
            " ".repeat(100)
        );
        for size in 1..150 {
            let mut part = MeasuredReader::new(text.as_bytes(), true);
            let mut piece = vec![0; size];
            while part.read(&mut piece).unwrap() > 0 {}
            assert_eq!((part.size, part.tags, part.longest), (text.len() as u64, 4, 211), "{size}");
            assert_eq!(part.outside.as_deref(), Some("A2097152"), "{size}");
            assert!(part.texts >= 2);
        }
        assert_eq!(
            ["XFD1048576", "12", "A", ""].map(cell_position),
            [Some((COLUMNS, ROWS)), Some((0, 12)), None, None]
        );
    }
}
