//! Tells cells without a usable value, where a table reads them.

use std::collections::{BTreeMap, HashSet};

use super::Importer;
use super::cell_map::RowRef;
use super::layout::Layout;
use crate::diagnostics::{CellList, Column, Diagnostic, FileErrorKind, Location, Note};
use crate::exchange::{BrokenCell, NumberDisplay, Sheet};

/// The rows of the tables in a sheet.
struct SheetTables {
    /// The rows in their order: the index of each, and that of its header.
    rows: Vec<(usize, usize)>,
    /// The indexes of the rows that are read as a whole, such as headers.
    whole_rows: HashSet<usize>,
}

impl Importer<'_> {
    /// Records the cells without a usable value, and those whose value may mislead. They are of no
    /// matter in a row or a column that is left out.
    pub(super) fn broken_cells(&mut self, rows: &Layout) {
        for (nth, sheet) in self.sheets.iter().enumerate() {
            if sheet.broken_cells.is_empty()
                && sheet.displays.is_empty()
                && sheet.struck_cells.is_empty()
            {
                continue;
            }
            let tables = rows.in_sheet(nth);
            for ((row, column), broken) in &sheet.broken_cells {
                // If there is no table, the broken cells may be the reason.
                let cell = (*row, *column);
                if rows.projects.is_empty()
                    || self.reads(sheet, &tables, cell) && !self.has_details(&tables, cell)
                {
                    let location = Location::cell(&sheet.name, row + 1, column + 1);
                    self.error(location, broken_cell_error(*broken));
                }
            }
            self.note_number_formats(nth, sheet, &tables);
            let mut cells = CellList::default();
            let mut first = None;
            let read = sheet.struck_cells.iter().filter(|cell| self.reads(sheet, &tables, **cell));
            for (row, column) in read {
                let location = Location::cell(&sheet.name, row + 1, column + 1);
                let (location, name) = with_name(location);
                cells.push(name);
                first.get_or_insert(location);
            }
            if let Some(first) = first {
                self.note(first, Note::StruckCells(cells));
            }
        }
    }

    /// Notes the cells that show another number than they hold, or fewer digits of it, once for
    /// each column.
    fn note_number_formats(&mut self, nth: usize, sheet: &Sheet, tables: &SheetTables) {
        let mut notes: BTreeMap<(usize, u8), (Location, Note)> = BTreeMap::new();
        for ((row, column), display) in &sheet.displays {
            if !self.reads(sheet, tables, (*row, *column)) {
                continue;
            }
            let text = self.text_at(nth, *row, *column).into();
            let (kind, note) = match display {
                NumberDisplay::Rounded(held) => {
                    (0, Note::Rounded(text, held.clone(), Box::default()))
                }
                NumberDisplay::Unclear(format) => {
                    (1, Note::NumberFormat(text, format.as_ref().into(), Box::default()))
                }
                NumberDisplay::Hidden(held) => {
                    (2, Note::HiddenNumbers(held.clone(), CellList::default()))
                }
                NumberDisplay::YearAndTenth => continue,
            };
            let location = Location::cell(&sheet.name, row + 1, column + 1);
            let (location, name) = with_name(location);
            let (_, note) = notes.entry((*column, kind)).or_insert((location, note));
            if let Some(cells) = note.cells_mut() {
                cells.push(name);
            }
        }
        for (location, note) in notes.into_values() {
            self.note(location, note);
        }
    }

    /// Returns true if a table reads the cell at this row and column.
    fn reads(&self, sheet: &Sheet, tables: &SheetTables, (row, column): (usize, usize)) -> bool {
        let cells = sheet.rows.get(row).map_or(&[][..], Vec::as_slice);
        let at = tables.rows.partition_point(|(index, _)| *index < row);
        let mut found = tables.rows.get(at);
        if found.is_none_or(|(index, _)| *index != row) {
            // A row with texts that is in no table is left out, unless it is a header. A row
            // without is one of the table around it: all its values are missing.
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return tables.whole_rows.contains(&row);
            }
            found = at.checked_sub(1).and_then(|at| tables.rows.get(at)).or(found);
        }
        let header = found.and_then(|(_, header)| self.cells.headers.get(*header));
        let column = header.and_then(|columns| columns.get(column)).copied().flatten();
        column.and_then(Column::read_as).is_some()
    }

    /// Returns true if the cell is in a column of details of an office's table: their errors are
    /// told where they are read.
    fn has_details(&self, tables: &SheetTables, (row, column): (usize, usize)) -> bool {
        let at = tables.rows.partition_point(|(index, _)| *index < row);
        let header = tables.rows.get(at).filter(|(index, _)| *index == row);
        let header = header.and_then(|(_, header)| self.cells.headers.get(*header));
        let column = header.and_then(|columns| columns.get(column)).copied().flatten();
        matches!(column, Some(Column::Extra(_)))
    }

    /// Returns true if the cell in column `nth` has no usable value.
    pub(super) fn is_broken_at(&self, row: RowRef, nth: usize) -> bool {
        let sheet = self.sheets.get(row.sheet);
        sheet.is_some_and(|sheet| sheet.broken_cells.contains_key(&(row.index, nth)))
    }

    /// Returns true if the cell has no usable value.
    pub(super) fn is_broken(&self, row: RowRef, column: Column) -> bool {
        let Some(sheet) = self.sheets.get(row.sheet) else { return false };
        !sheet.broken_cells.is_empty()
            && self
                .column_index(row, column)
                .is_some_and(|column| sheet.broken_cells.contains_key(&(row.index, column)))
    }
}

impl Layout {
    /// Returns the rows of all tables in a sheet.
    fn in_sheet(&self, sheet: usize) -> SheetTables {
        let rows = [&self.programme, &self.domains, &self.updates].into_iter().flatten().copied();
        let rows = rows.chain(self.projects.iter().flat_map(|project| project.rows()));
        let rows = rows.filter(|row| row.sheet == sheet).map(|row| (row.index, row.header));
        let mut rows: Vec<(usize, usize)> = rows.collect();
        rows.sort_unstable();
        let whole_rows = self.read_rows.iter().filter(|row| row.sheet == sheet);
        SheetTables { rows, whole_rows: whole_rows.map(|row| row.index).collect() }
    }
}

/// Returns a location with the name of its cell.
fn with_name(location: Location) -> (Location, String) {
    let diagnostic = Diagnostic::new(location, FileErrorKind::BrokenCell);
    let name = diagnostic.cell_name();
    (diagnostic.location, name)
}

fn broken_cell_error(broken: BrokenCell) -> FileErrorKind {
    match broken {
        BrokenCell::Error => FileErrorKind::BrokenCell,
        BrokenCell::Formula => FileErrorKind::EmptyFormula,
        BrokenCell::ZeroFormula => FileErrorKind::MadeUpZero,
        BrokenCell::PartlyStruck => FileErrorKind::PartlyStruck,
        BrokenCell::RaisedDigit => FileErrorKind::RaisedDigit,
    }
}
