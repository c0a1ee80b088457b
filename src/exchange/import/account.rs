//! The account of an import: each cell of a sheet that is not empty was read, or is told.
//!
//! The importer marks the cells that it reads, and the rows, columns and sheets that a note tells
//! of. [`Account::audit()`] finds the others, so that no rule can lose a cell in silence.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

use super::cell_map::{CellMap, RowRef};
use crate::diagnostics::{Column, UnreadReason};
use crate::exchange::sheet::{CellPlaces, Sheet};
use crate::text::{clean, is_plain};

/// Number of cells in a word of the bitmap.
const BITS: usize = u64::BITS as usize;

/// The cells that were read or told so far.
#[derive(Debug, Default)]
pub(crate) struct Account {
    sheets: Vec<SheetAccount>,
    /// The columns that a note tells of, by the indexes of the header and their own.
    told_columns: HashSet<(usize, usize)>,
}

/// The cells of a sheet that were read or told so far.
#[derive(Debug, Default)]
struct SheetAccount {
    /// Number of words of the bitmap that a row has.
    words: usize,
    /// A bit for each cell that was read, row by row.
    read: Vec<AtomicU64>,
    /// The rows of headers and the indexes of these, in the order of the file.
    headers: Vec<(usize, usize)>,
    rows: HashMap<usize, RowFate>,
    /// The further rows of headers of two rows.
    second_rows: HashSet<usize>,
    /// Index of the note that tells of the whole sheet.
    told: Option<usize>,
}

/// Fate of a row that was not read.
#[derive(Clone, Copy, Debug)]
enum RowFate {
    LeftOut(UnreadReason),
    /// A note or an error tells of it; the index is that of a note which names its cells.
    Told(Option<usize>),
}

/// The result of an audit.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// Cells that no message tells of, by sheet, place and reason.
    pub(crate) unread: BTreeMap<(usize, UnreadPlace, UnreadReason), CellPlaces>,
    /// Cells that a note tells of, by the index of the note.
    pub(crate) told: BTreeMap<usize, CellPlaces>,
    /// Number of cells with content below each header, by the index of the header and the column.
    pub(crate) below: Vec<Vec<usize>>,
    /// Rows that were left out.
    pub(crate) rows: Vec<UnreadRow>,
    /// Read cells that change when they are cleaned, by sheet.
    pub(crate) cleaned: BTreeMap<usize, CellPlaces>,
    /// Read cells whose line breaks become blanks, by sheet.
    pub(crate) joined: BTreeMap<usize, CellPlaces>,
    /// Read cells that lie under merged cells and differ from them, by sheet.
    pub(crate) covered: BTreeMap<usize, CellPlaces>,
}

/// Part of a sheet that has cells which were not read: rows, or a column from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum UnreadPlace {
    Rows,
    Column(usize),
}

/// A row that was left out; it has at least one cell with content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnreadRow {
    pub(crate) sheet: usize,
    pub(crate) row: usize,
    pub(crate) first_column: usize,
    pub(crate) cells: usize,
    /// `None` if a message of its own tells of it.
    pub(crate) reason: Option<UnreadReason>,
}

impl Account {
    /// Creates an account in which no cell was read.
    pub(crate) fn new(sheets: &[Sheet]) -> Self {
        let new = |sheet: &Sheet| {
            let words = sheet.rows.iter().map(Vec::len).max().unwrap_or_default().div_ceil(BITS);
            let read = std::iter::repeat_with(AtomicU64::default).take(words * sheet.rows.len());
            SheetAccount { words, read: read.collect(), ..SheetAccount::default() }
        };
        Self { sheets: sheets.iter().map(new).collect(), ..Self::default() }
    }

    /// Marks a cell as read.
    pub(crate) fn mark_read(&self, row: RowRef, column: usize) {
        let Some(sheet) = self.sheets.get(row.sheet) else { return };
        if column / BITS < sheet.words
            && let Some(word) = sheet.read.get(row.index * sheet.words + column / BITS)
        {
            word.fetch_or(1 << (column % BITS), Ordering::Relaxed);
        }
    }

    /// Marks all cells of a row as read.
    pub(crate) fn mark_row_read(&self, row: RowRef) {
        let Some(sheet) = self.sheets.get(row.sheet) else { return };
        let start = row.index * sheet.words;
        for word in sheet.read.get(start..start + sheet.words).unwrap_or_default() {
            word.store(u64::MAX, Ordering::Relaxed);
        }
    }

    /// Begins a table with the header in `row`, which counts as read.
    pub(crate) fn start_table(&mut self, row: RowRef) {
        self.mark_row_read(row);
        if let Some(sheet) = self.sheets.get_mut(row.sheet) {
            sheet.headers.push((row.index, row.header));
        }
    }

    /// Marks a further row of a header, whose cells are none of its columns.
    pub(crate) fn mark_second_row(&mut self, row: RowRef) {
        if let Some(sheet) = self.sheets.get_mut(row.sheet) {
            sheet.second_rows.insert(row.index);
        }
    }

    /// Leaves out a row; the audit tells of it.
    pub(crate) fn leave_out_row(&mut self, row: RowRef, reason: UnreadReason) {
        if let Some(sheet) = self.sheets.get_mut(row.sheet) {
            sheet.rows.insert(row.index, RowFate::LeftOut(reason));
        }
    }

    /// Marks a row as told: by the note at this index, which is to name its cells, or otherwise.
    pub(crate) fn mark_row_told(&mut self, row: RowRef, note: Option<usize>) {
        if let Some(sheet) = self.sheets.get_mut(row.sheet) {
            sheet.rows.insert(row.index, RowFate::Told(note));
        }
    }

    /// Marks a column, below the header with this index, as told.
    pub(crate) fn mark_column_told(&mut self, header: usize, column: usize) {
        self.told_columns.insert((header, column));
    }

    /// Marks a sheet as told by the note at the index `note`.
    pub(crate) fn mark_sheet_told(&mut self, sheet: usize, note: usize) {
        if let Some(sheet) = self.sheets.get_mut(sheet) {
            sheet.told = Some(note);
        }
    }

    /// Returns the rows of the headers, in the order of the file.
    pub(crate) fn header_rows(&self) -> impl Iterator<Item = RowRef> {
        self.sheets.iter().enumerate().flat_map(|(sheet, account)| {
            account.headers.iter().map(move |(index, header)| RowRef {
                sheet,
                header: *header,
                index: *index,
            })
        })
    }

    /// Finds the cells with content that were not read. `map` has the columns that each header
    /// names.
    pub(crate) fn audit(&self, sheets: &[Sheet], map: &CellMap) -> Audit {
        let headers = &map.headers;
        let stand_ins = map.stand_ins.iter();
        let stand_ins = stand_ins.map(|((sheet, row, _), column)| (*sheet, *row, *column));
        let stand_ins: HashSet<_> = stand_ins.collect();
        let mut audit = Audit {
            below: headers.iter().map(|columns| vec![0; columns.len()]).collect(),
            ..Audit::default()
        };
        for (nth, (sheet, account)) in sheets.iter().zip(&self.sheets).enumerate() {
            let mut tables = account.headers.iter().copied().peekable();
            let mut header = None;
            for (index, cells) in sheet.rows.iter().enumerate() {
                let is_header = tables.next_if(|(row, _)| *row == index);
                header = is_header.map(|(_, header)| header).or(header);
                let row = RowRef { sheet: nth, header: header.unwrap_or(usize::MAX), index };
                match (account.told, account.rows.get(&index)) {
                    (Some(note), _) => audit.tell(note, row, cells),
                    (None, Some(fate)) => audit.leave_out(row, cells, *fate),
                    (None, None) if is_header.is_some() => {}
                    (None, None) if account.second_rows.contains(&index) => {}
                    (None, None) => self.audit_row(row, cells, map, &stand_ins, &mut audit),
                }
            }
            if sheet.beyond.count > 0 {
                let place = sheet.beyond.first.first().map_or(0, |(_, column)| *column);
                let key = (nth, UnreadPlace::Column(place), UnreadReason::BeyondColumns);
                audit.unread.insert(key, sheet.beyond.clone());
            }
            audit.find_covered(nth, sheet, account);
        }
        audit
    }

    /// Audits the cells of a row that was not left out as a whole.
    fn audit_row(
        &self,
        row: RowRef,
        cells: &[String],
        map: &CellMap,
        stand_ins: &HashSet<(usize, usize, usize)>,
        audit: &mut Audit,
    ) {
        let columns = map.headers.get(row.header);
        let Some(account) = self.sheets.get(row.sheet) else { return };
        for (column, cell) in cells.iter().enumerate() {
            if cell.is_empty() || cell.trim().is_empty() {
                continue;
            }
            // A cell that is read in the place of another counts for no column of its own.
            let is_stand_in = stand_ins.contains(&(row.sheet, row.index, column));
            if let Some(counts) = audit.below.get_mut(row.header).filter(|_| !is_stand_in) {
                // Columns past the header have cells, too.
                if counts.len() <= column {
                    counts.resize(column + 1, 0);
                }
                counts.iter_mut().skip(column).take(1).for_each(|count| *count += 1);
            }
            let meaning = columns.and_then(|columns| columns.get(column)).copied().flatten();
            if account.is_read(row.index, column) {
                audit.check_text(row, column, cell, meaning);
                continue;
            }
            if columns.is_none() {
                audit.leave_out(row, cells, RowFate::LeftOut(UnreadReason::AboveTable));
                return;
            }
            if self.told_columns.contains(&(row.header, column)) {
                continue;
            }
            let reason =
                if meaning.is_some() { UnreadReason::NoUse } else { UnreadReason::NoHeader };
            let key = (row.sheet, UnreadPlace::Column(column), reason);
            audit.unread.entry(key).or_default().add(row.index, column);
        }
    }
}

/// Returns the columns, from 0, of the cells that have content.
fn filled_columns(cells: &[String]) -> impl Iterator<Item = usize> {
    cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()).map(|(at, _)| at)
}

/// Returns true for the characters that end a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl SheetAccount {
    fn is_read(&self, row: usize, column: usize) -> bool {
        let word = self.read.get(row * self.words + column / BITS);
        word.is_some_and(|word| word.load(Ordering::Relaxed) & (1 << (column % BITS)) != 0)
    }
}

impl Audit {
    /// Adds the cells of a row to those that a note tells of.
    fn tell(&mut self, note: usize, row: RowRef, cells: &[String]) {
        for column in filled_columns(cells) {
            self.told.entry(note).or_default().add(row.index, column);
        }
    }

    /// Adds a row that was left out as a whole.
    fn leave_out(&mut self, row: RowRef, cells: &[String], fate: RowFate) {
        let Some(first_column) = filled_columns(cells).next() else { return };
        let reason = match fate {
            RowFate::LeftOut(reason) => {
                let key = (row.sheet, UnreadPlace::Rows, reason);
                let places = self.unread.entry(key).or_default();
                filled_columns(cells).for_each(|column| places.add(row.index, column));
                Some(reason)
            }
            RowFate::Told(note) => {
                if let Some(note) = note {
                    self.tell(note, row, cells);
                }
                None
            }
        };
        let (sheet, row, cells) = (row.sheet, row.index, filled_columns(cells).count());
        self.rows.push(UnreadRow { sheet, row, first_column, cells, reason });
    }

    /// Remembers a cell that changes when it is read; `meaning` is that of its column.
    fn check_text(&mut self, row: RowRef, column: usize, cell: &str, meaning: Option<Column>) {
        if is_plain(cell) {
            return;
        }
        let text = cell.trim();
        let is_clean = |line| matches!(clean(line), Cow::Borrowed(_));
        let meaning = meaning.and_then(Column::read_as);
        let is_list =
            matches!(meaning, Some(Column::Targets(_) | Column::List(..) | Column::Notes(_)));
        let is_joined = if text.split('\n').all(is_clean) {
            text.contains('\n')
        } else {
            let with_blanks = text.chars().map(|c| if is_break(c) || c == '\t' { ' ' } else { c });
            if !with_blanks.eq(clean(text).chars()) {
                self.cleaned.entry(row.sheet).or_default().add(row.index, column);
                return;
            }
            text.contains(is_break)
        };
        if is_joined && !is_list {
            self.joined.entry(row.sheet).or_default().add(row.index, column);
        }
    }

    /// Remembers the read cells under merged cells that have another text than these.
    fn find_covered(&mut self, nth: usize, sheet: &Sheet, account: &SheetAccount) {
        // Blocks do not overlap, unless a file is made to take time.
        let cells: usize = sheet.rows.iter().map(Vec::len).sum();
        let mut budget = cells + sheet.rows.len() + sheet.merged.len();
        for block in &sheet.merged {
            let text = |row: usize, column: usize| {
                sheet
                    .rows
                    .get(row)
                    .and_then(|cells| cells.get(column))
                    .map_or("", |cell| cell.trim())
            };
            let shown = text(block.first_row, block.first_column);
            let last_row = block.last_row.min(sheet.rows.len().saturating_sub(1));
            for row in block.first_row..=last_row {
                let Some(rest) = budget.checked_sub(1) else { return };
                budget = rest;
                let length = sheet.rows.get(row).map_or(0, Vec::len);
                for column in block.first_column..=block.last_column.min(length.saturating_sub(1)) {
                    let Some(rest) = budget.checked_sub(1) else { return };
                    budget = rest;
                    let text = text(row, column);
                    let is_first = (row, column) == (block.first_row, block.first_column);
                    if !is_first
                        && !text.is_empty()
                        && text != shown
                        && account.is_read(row, column)
                    {
                        self.covered.entry(nth).or_default().add(row, column);
                    }
                }
            }
        }
    }
}
