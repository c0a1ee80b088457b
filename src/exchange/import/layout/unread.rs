//! Counts what is left out of the columns of a table, for one note a column.

use std::collections::BTreeSet;

use super::adjusted_columns::is_unchanged;
use super::columns::HeaderRow;
use crate::diagnostics::{
    CellList, Column, Diagnostic, ExtraField, Location, Note, Table, column_letters, header_unit,
    nearest, short,
};
use crate::exchange::import::cell_text::clean_line;
use crate::exchange::import::list_years::years_in;
use crate::exchange::{Sheet, is_known_unit};
use crate::lang::Lang;

/// Maximum number of cells that a note names.
const CELLS_MAX: usize = 3;

/// A number of cells, and the names of the first of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct CellCount {
    pub(crate) count: usize,
    pub(crate) cells: Vec<String>,
}

impl CellCount {
    /// Adds a cell; row and column count from 0.
    pub(crate) fn add(&mut self, row: usize, column: usize) {
        self.count += 1;
        if self.cells.len() < CELLS_MAX {
            let cell = Diagnostic::new(
                Location::cell("", row + 1, column + 1),
                Note::NoHeader(0, Vec::new()),
            );
            self.cells.push(cell.cell_name());
        }
    }
}

/// The cells of a table in columns that are not read, by column.
#[derive(Debug, Default)]
pub(super) struct UnreadColumns {
    /// True for each column that is read.
    is_read: Vec<bool>,
    counts: Vec<CellCount>,
    /// The adjusted columns, each with the one that counts where nothing was adjusted.
    adjusted: Vec<[usize; 2]>,
}

impl UnreadColumns {
    /// Creates the counts for a table with these columns, of which some are `adjusted`.
    pub(super) fn new(columns: &[Option<Column>], adjusted: Vec<[usize; 2]>) -> Self {
        let is_read = |column: &Option<Column>| {
            column.is_some_and(|column| !matches!(column, Column::Extra(_)))
        };
        Self { is_read: columns.iter().map(is_read).collect(), counts: Vec::new(), adjusted }
    }

    /// Returns true if a column is read.
    pub(super) fn reads(&self, column: usize) -> bool {
        self.is_read.get(column) == Some(&true)
    }

    /// Returns the cells of a row that are read in the place of adjusted ones, each with the index
    /// of that.
    pub(super) fn stand_ins(&self, cells: &[String]) -> Vec<[usize; 2]> {
        let text = |nth: usize| cells.get(nth).map_or("", String::as_str);
        let is_first = |[adjusted, first]: &&[usize; 2]| {
            is_unchanged(text(*adjusted)) && !text(*first).trim().is_empty()
        };
        self.adjusted.iter().filter(is_first).copied().collect()
    }

    /// Counts the cells of a row that are not read; its index is from 0.
    pub(super) fn add_row(&mut self, row: usize, cells: &[String]) {
        let stand_ins = self.stand_ins(cells);
        for (column, cell) in cells.iter().enumerate() {
            if self.is_read.get(column) == Some(&true) || cell.trim().is_empty() {
                continue;
            }
            if stand_ins.iter().any(|[_, first]| *first == column) {
                continue;
            }
            if self.counts.len() <= column {
                self.counts.resize(column + 1, CellCount::default());
            }
            if let Some(count) = self.counts.get_mut(column) {
                count.add(row, column);
            }
        }
    }

    /// Returns a note for each column that is not read, and the index of the column.
    pub(super) fn notes(self, sheet: &Sheet, header_row: &HeaderRow) -> Vec<(usize, Diagnostic)> {
        let HeaderRow { header, labels, other_years, part, .. } = header_row;
        let known = known_names(header.table);
        let is_told: BTreeSet<usize> = header.doubles.iter().map(|(nth, _)| *nth).collect();
        let at = |nth: usize, note: Note| {
            let location = Location::cell(&sheet.name, header_row.row + 1, nth + 1);
            Diagnostic::new(location, note)
        };
        let other_years: BTreeSet<usize> = other_years.iter().copied().collect();
        let mut notes = Vec::new();
        let width = labels.len().max(self.counts.len());
        for nth in part.start..part.end.min(width) {
            let name = labels.get(nth).map(|label| short(&clean_line(label))).unwrap_or_default();
            let CellCount { count, cells } = self.counts.get(nth).cloned().unwrap_or_default();
            let column = header.columns.get(nth).copied().flatten();
            let note = match column {
                _ if self.is_read.get(nth) == Some(&true) => continue,
                None if header_row.undecided.contains(&nth) => continue,
                Some(Column::Extra(field)) if count > 0 && !reads(header.table, field) => {
                    Note::UnkeptColumn { name, field, count, cells }
                }
                // The header of remarks says what they are.
                Some(Column::Extra(field))
                    if count > 0 && field.is_note() && field != ExtraField::Remarks =>
                {
                    Note::ColumnAsNotes(name.into(), CellList::new(count, cells))
                }
                Some(_) => continue,
                None if other_years.contains(&nth) => Note::OtherYear(name, count, cells),
                None if name.is_empty() && count > 0 => Note::NoHeader(count, cells),
                None if name.is_empty() => continue,
                None if is_told.contains(&nth) && count == 0 => continue,
                None if is_told.contains(&nth) => {
                    let used = header.doubles.iter().find(|(other, _)| *other == nth);
                    let used = used.map_or(0, |(_, used)| *used);
                    let Some(column) = header.columns.get(used).copied().flatten() else {
                        continue;
                    };
                    let cell = format!("{}{}", column_letters(used + 1), header_row.row + 1);
                    let used = labels.get(used).map(|label| clean_line(label)).unwrap_or_default();
                    Note::DoubleColumn { names: Box::new([name, used, cell]), column, count, cells }
                }
                None => {
                    let nearest = nearest(&name, &known);
                    let meant = known.iter().find(|known| Some(**known) == nearest).copied();
                    // 2025年完成（座） is no target of the list.
                    let is_other = meant.is_some() || years_in(&name).next().is_some();
                    let measured = measured(&name).filter(|_| !is_other);
                    if let (Some([bare, unit]), Table::Projects) = (measured, header.table) {
                        let words = Box::new([name, bare, unit]);
                        notes.push((nth, at(nth, Note::MeasuredColumn { words, count, cells })));
                        continue;
                    }
                    Note::UnknownColumn { name: name.into(), meant, count, cells }
                }
            };
            notes.push((nth, at(nth, note)));
        }
        notes
    }
}

/// Returns true if content of this kind is read in a table.
fn reads(table: Table, field: ExtraField) -> bool {
    table == Table::Projects && field.column().is_some()
}

/// Returns the name and the unit of a header such as 床位（张）.
pub(super) fn measured(label: &str) -> Option<[String; 2]> {
    let unit = header_unit(label).filter(|unit| is_known_unit(unit))?;
    let name = label.rsplit_once(['（', '(']).map_or(label, |(name, _)| name);
    Some([name.trim().to_owned(), unit.to_owned()])
}

/// Returns the names of all columns of a table.
pub(super) fn known_names(table: Table) -> Vec<&'static str> {
    table.columns().flat_map(|column| [column.header(), column.name(Lang::Zh)]).collect()
}
