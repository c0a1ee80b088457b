//! Leaves out the parts of sheets that the office program does not show, and tells which.

use std::collections::BTreeMap;

use super::about_sheet::is_about_sheet;
use super::{HiddenReason, ImportOptions, MergedBlock, Sheet};
use crate::diagnostics::{
    CellList, Column, Diagnostic, DiagnosticKind, FileErrorKind, LineCol, Location, Note,
    column_letters,
};
use crate::text::clean;

/// Removes hidden sheets from `sheets` and empties hidden rows and columns, so that the other rows
/// keep their numbers; or keeps everything if the options say so. Returns a note on each.
pub(crate) fn leave_out(sheets: &mut Vec<Sheet>, options: &ImportOptions) -> Vec<Diagnostic> {
    // It is the same in each workbook that `export` writes.
    sheets.retain(|sheet| !is_about_sheet(sheet));
    show_own_english(sheets);
    if options.with_hidden {
        return taken(sheets).into_iter().collect();
    }
    let mut notes = Vec::new();
    sheets.retain_mut(|sheet| {
        if !sheet.hidden.is_sheet_hidden {
            leave_out_rows(sheet, &mut notes);
            leave_out_columns(sheet, &mut notes);
            return true;
        }
        let rows = (0..sheet.height()).filter(|row| sheet.has_content(*row)).count();
        if rows > 0 {
            let note = Note::HiddenSheet(sheet.name.clone(), rows);
            notes.push(Diagnostic::new(Location::cell(&sheet.name, 1, 1), note));
        }
        false
    });
    notes
}

/// Number of rows within which a header is looked for.
const HEADER_ROWS: usize = 50;

/// Shows the columns with English that `export` hides: each has exactly the header that `export`
/// gives it, in a row with that of the visible column it translates.
fn show_own_english(sheets: &mut [Sheet]) {
    for sheet in sheets {
        let hidden = sheet.hidden.columns.iter();
        let hidden = hidden.filter(|(_, reason)| **reason == HiddenReason::Hidden);
        let own: Vec<usize> = hidden
            .map(|(column, _)| *column)
            .filter(|column| is_own_english(sheet, *column))
            .collect();
        for column in own {
            sheet.hidden.columns.remove(&column);
        }
    }
}

/// Returns true if a hidden column has English as `export` writes it.
fn is_own_english(sheet: &Sheet, hidden: usize) -> bool {
    let mut rows = sheet.rows.iter().take(HEADER_ROWS);
    let header = rows.find(|cells| cells.get(hidden).is_some_and(|cell| is_filled(cell)));
    let Some(cells) = header else { return false };
    let column = cells.get(hidden).and_then(|cell| Column::from_header(cell.trim()));
    let Some(chinese) = column.and_then(Column::translated) else { return false };
    cells.iter().enumerate().any(|(column, cell)| {
        cell.trim() == chinese.header() && !sheet.hidden.columns.contains_key(&column)
    })
}

/// Turns the error that there is no table, or no project, into one that mentions hidden parts, if
/// the `notes` tell of any.
pub(crate) fn mention(errors: &mut [Diagnostic], notes: &[Diagnostic]) {
    let is_left_out = |diagnostic: &Diagnostic| {
        let DiagnosticKind::Note(note) = &diagnostic.kind else { return false };
        matches!(
            note,
            Note::HiddenSheet(..)
                | Note::HiddenColumn(..)
                | Note::HiddenRows(_)
                | Note::FilteredRows(_)
                | Note::StruckRows(_)
        )
    };
    if !notes.iter().any(is_left_out) {
        return;
    }
    for error in errors {
        let kind = match &error.kind {
            DiagnosticKind::Error(FileErrorKind::NoTable | FileErrorKind::NearTable(..)) => {
                FileErrorKind::NoVisibleTable
            }
            DiagnosticKind::Error(FileErrorKind::NoProjects) => FileErrorKind::NoVisibleProjects,
            _ => continue,
        };
        error.kind = kind.into();
    }
}

/// Returns the note that hidden parts were taken, if there are any.
fn taken(sheets: &[Sheet]) -> Option<Diagnostic> {
    let (mut hidden_sheets, mut columns, mut rows) = (0, 0, 0);
    for sheet in sheets {
        hidden_sheets += usize::from(sheet.hidden.is_sheet_hidden);
        rows += sheet.hidden.rows.keys().filter(|row| sheet.has_content(**row)).count();
        let is_filled = |column: &&usize| {
            sheet.rows.iter().any(|cells| cells.get(**column).is_some_and(|cell| is_filled(cell)))
        };
        columns += sheet.hidden.columns.keys().filter(is_filled).count();
    }
    let note = Note::HiddenTaken(hidden_sheets, columns, rows);
    let has_any = hidden_sheets + columns + rows > 0;
    has_any.then(|| Diagnostic::new(Location::Text(LineCol::START), note))
}

/// Empties the hidden rows of a sheet, with one note for each reason.
fn leave_out_rows(sheet: &mut Sheet, notes: &mut Vec<Diagnostic>) {
    if sheet.hidden.rows.is_empty() {
        return;
    }
    move_merged(sheet, true);
    let mut lists: BTreeMap<HiddenReason, RowRuns> = BTreeMap::new();
    for (row, reason) in &sheet.hidden.rows {
        if sheet.has_content(*row) {
            lists.entry(*reason).or_default().push(*row);
        }
    }
    for row in sheet.hidden.rows.keys() {
        if let Some(cells) = sheet.rows.get_mut(*row) {
            cells.clear();
        }
    }
    let hidden = &sheet.hidden.rows;
    sheet.broken_cells.retain(|(row, _), _| !hidden.contains_key(row));
    sheet.displays.retain(|(row, _), _| !hidden.contains_key(row));
    sheet.struck_cells.retain(|(row, _)| !hidden.contains_key(row));
    for (reason, runs) in lists {
        let location = Location::cell(&sheet.name, runs.start + 1, 1);
        let rows = runs.into_list();
        let note = match reason {
            HiddenReason::Hidden => Note::HiddenRows(rows),
            HiddenReason::Filtered => Note::FilteredRows(rows),
            HiddenReason::StruckThrough => Note::StruckRows(rows),
        };
        notes.push(Diagnostic::new(location, note));
    }
}

/// Empties the hidden columns of a sheet, with a note for each that has content.
fn leave_out_columns(sheet: &mut Sheet, notes: &mut Vec<Diagnostic>) {
    if sheet.hidden.columns.is_empty() {
        return;
    }
    move_merged(sheet, false);
    // The place and the text of the first cell of each column, and all its cells.
    let mut lists: BTreeMap<usize, (usize, String, CellList)> = BTreeMap::new();
    for (row, cells) in sheet.rows.iter_mut().enumerate() {
        let width = cells.len();
        for column in sheet.hidden.columns.keys().take_while(|column| **column < width) {
            let Some(cell) = cells.get_mut(*column).filter(|cell| is_filled(cell)) else {
                continue;
            };
            let text = std::mem::take(cell);
            let first = || (row, clean(text.trim()).into_owned(), CellList::default());
            let (.., list) = lists.entry(*column).or_insert_with(first);
            list.push(format!("{}{}", column_letters(column + 1), row + 1));
        }
    }
    let hidden = &sheet.hidden.columns;
    sheet.broken_cells.retain(|(_, column), _| !hidden.contains_key(column));
    sheet.displays.retain(|(_, column), _| !hidden.contains_key(column));
    sheet.struck_cells.retain(|(_, column)| !hidden.contains_key(column));
    for (column, (row, text, cells)) in lists {
        let location = Location::cell(&sheet.name, row + 1, column + 1);
        notes.push(Diagnostic::new(location, Note::HiddenColumn(text, cells)));
    }
}

/// Moves the value of merged cells whose first row or column is hidden to the first one that is
/// not: the office program shows it there.
fn move_merged(sheet: &mut Sheet, is_row: bool) {
    let runs = hidden_runs(if is_row { &sheet.hidden.rows } else { &sheet.hidden.columns });
    let mut blocks = std::mem::take(&mut sheet.merged);
    let (rows, broken_cells) = (&mut sheet.rows, &mut sheet.broken_cells);
    for block in &mut blocks {
        let from = (block.first_row, block.first_column);
        let MergedBlock { first_row, last_row, first_column, last_column } = *block;
        let (first, last) =
            if is_row { (first_row, last_row) } else { (first_column, last_column) };
        let after = runs.partition_point(|(start, _)| *start <= first);
        let run = after.checked_sub(1).and_then(|nth| runs.get(nth));
        let Some(visible) = run.map(|(_, end)| *end).filter(|end| (first + 1..=last).contains(end))
        else {
            continue;
        };
        let to = if is_row { (visible, first_column) } else { (first_row, visible) };
        // A row that holds no other cell may have been left out by the writer.
        if to.0 >= rows.len() {
            continue;
        }
        *(if is_row { &mut block.first_row } else { &mut block.first_column }) = visible;
        if let Some(broken) = broken_cells.remove(&from) {
            broken_cells.insert(to, broken);
        }
        let text = rows.get_mut(from.0).and_then(|cells| cells.get_mut(from.1));
        let Some(text) = text.map(std::mem::take).filter(|text| !text.is_empty()) else { continue };
        if let Some(cells) = rows.get_mut(to.0) {
            if cells.len() <= to.1 {
                cells.resize(to.1 + 1, String::new());
            }
            if let Some(cell) = cells.get_mut(to.1) {
                *cell = text;
            }
        }
    }
    sheet.merged = blocks;
}

/// Returns the runs of hidden rows or columns: the first of each, and the one after its last.
fn hidden_runs(hidden: &BTreeMap<usize, HiddenReason>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in hidden.keys().copied() {
        match runs.last_mut() {
            Some((_, end)) if *end == number => *end += 1,
            _ => runs.push((number, number + 1)),
        }
    }
    runs
}

/// Returns true if a cell has a text.
fn is_filled(cell: &str) -> bool {
    !cell.trim().is_empty()
}

impl Sheet {
    /// Returns the number of rows, those with only broken cells included.
    fn height(&self) -> usize {
        let broken = self.broken_cells.last_key_value().map_or(0, |((row, _), _)| row + 1);
        self.rows.len().max(broken)
    }

    /// Returns true if the row has a text or a broken cell.
    fn has_content(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|cells| cells.iter().any(|cell| is_filled(cell)))
            || self.broken_cells.range((row, 0)..(row + 1, 0)).next().is_some()
    }
}

/// Runs of rows, one after the other.
#[derive(Default)]
struct RowRuns {
    /// The first row of all, from 0.
    start: usize,
    /// The first and the last row of the run that is not in the list yet.
    open: Option<(usize, usize)>,
    list: CellList,
}

impl RowRuns {
    fn push(&mut self, row: usize) {
        match &mut self.open {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => {
                self.close();
                if self.list.count() == 0 {
                    self.start = row;
                }
                self.open = Some((row, row));
            }
        }
    }

    fn close(&mut self) {
        let Some((first, last)) = self.open.take() else { return };
        self.list.push_run(last + 1 - first, || match last - first {
            0 => format!("{}", first + 1),
            _ => format!("{}–{}", first + 1, last + 1),
        });
    }

    fn into_list(mut self) -> CellList {
        self.close();
        self.list
    }
}
