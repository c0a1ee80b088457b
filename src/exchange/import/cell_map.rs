//! Maps the parts of an imported programme to the cells of the spreadsheet.

use std::collections::HashMap;

use crate::diagnostics::{Column, FieldPath, InvestmentField, Location, Owner, ProgrammeField};
use crate::exchange::MergedBlock;
use crate::lang::Lang;

/// The cells of the spreadsheet that the parts of a programme were read from.
#[derive(Clone, Debug, Default)]
pub struct CellMap {
    pub(crate) programme: Vec<(ProgrammeField, RowRef)>,
    pub(crate) projects: Vec<RowRef>,
    pub(crate) domains: Vec<RowRef>,
    pub(crate) sheet_names: Vec<String>,
    pub(crate) headers: Vec<Vec<Option<Column>>>,
    /// The cells that are empty and those that are read in their place: an adjusted target, and the
    /// first one. The indexes of sheet and row, and those of both columns.
    pub(crate) stand_ins: HashMap<(usize, usize, usize), usize>,
    /// For each header, what the columns are read into that an office has named in its own way.
    pub(crate) read_details: Vec<ReadDetails>,
    /// For each project with notes, by its first row: the columns that they were read from, `None`
    /// for our own.
    pub(crate) note_columns: HashMap<RowRef, Vec<Option<usize>>>,
    /// True if the spreadsheet has only reports, about projects of another file.
    pub(crate) has_only_progress: bool,
}

/// The fields that the columns of a table are read into which an office has named in its own way.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadDetails {
    /// The amounts.
    pub(crate) investment: Vec<InvestmentField>,
    /// The labels of notes.
    pub(crate) note_labels: Vec<String>,
}

/// A row of a table: the indexes of its sheet, of its header, and its own in the sheet, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct RowRef {
    pub(crate) sheet: usize,
    pub(crate) header: usize,
    pub(crate) index: usize,
}

impl RowRef {
    /// Returns true if both are the same row of the same sheet.
    pub(crate) fn is_in_row_of(self, other: Self) -> bool {
        (self.sheet, self.index) == (other.sheet, other.index)
    }
}

/// The blocks of cells of a sheet that were merged downwards, by column. For each block: its second
/// row (the first has the value of all of them) and its last row, from 0. The last row is raised to
/// the largest of all blocks above, so that the last block that begins above a row tells whether
/// the row is in any.
#[derive(Debug, Default)]
pub(crate) struct MergedCells(HashMap<usize, Vec<(usize, usize)>>);

impl MergedCells {
    /// Creates the index.
    pub(crate) fn new(blocks: &[MergedBlock]) -> Self {
        let mut columns: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for block in blocks.iter().filter(|block| block.last_row > block.first_row) {
            let rows = (block.first_row + 1, block.last_row);
            columns.entry(block.first_column).or_default().push(rows);
        }
        for blocks in columns.values_mut() {
            blocks.sort_unstable();
            let mut max_last = 0;
            for (_, last) in blocks {
                max_last = max_last.max(*last);
                *last = max_last;
            }
        }
        Self(columns)
    }

    /// Returns true if the cell is in a block, but not the first cell of it.
    pub(crate) fn has(&self, column: usize, row: usize) -> bool {
        self.first_row(column, row).is_some()
    }

    /// Returns the first row of the block that the cell is in; `None` if it is in none, or its first
    /// cell.
    pub(crate) fn first_row(&self, column: usize, row: usize) -> Option<usize> {
        let blocks = self.0.get(&column).map_or(&[][..], Vec::as_slice);
        let count = blocks.partition_point(|(first, _)| *first <= row);
        let (second, last) = count.checked_sub(1).and_then(|nth| blocks.get(nth))?;
        if row <= *last { second.checked_sub(1) } else { None }
    }
}

impl CellMap {
    /// Returns the cell of the text at `path`. Without such a column it is the first cell of the
    /// row; without such a row, the first cell of the spreadsheet.
    #[must_use]
    pub fn locate(&self, path: FieldPath) -> Location {
        let row = self.row(path.owner);
        let location = self.location(row, path.column);
        let columns = row.and_then(|row| self.note_columns.get(&row));
        let column = columns.and_then(|columns| columns.get(path.nth)).copied().flatten();
        match (row, column, path.column) {
            (Some(row), Some(column), Column::Notes(_)) => self.location_at(row, column),
            _ => location,
        }
    }

    /// Returns the location of the cell in column `nth` of `row`.
    pub(crate) fn location_at(&self, row: RowRef, nth: usize) -> Location {
        let sheet = self.sheet_names.get(row.sheet).map_or("", String::as_str);
        Location::cell(sheet, row.index + 1, nth + 1)
    }

    /// Returns the first row that `owner` was read from, if it has one.
    fn row(&self, owner: Owner) -> Option<RowRef> {
        let row = match owner {
            Owner::Programme(field) => {
                self.programme.iter().find(|(other, _)| *other == field).map(|(_, row)| row)
            }
            Owner::Domain(nth) => self.domains.get(nth),
            Owner::Project(nth) => self.projects.get(nth),
        };
        row.copied()
    }

    /// Returns true if the table that `owner` was read from has the column.
    pub(crate) fn has_column(&self, owner: Owner, column: Column) -> bool {
        let header = self.row(owner).and_then(|row| self.headers.get(row.header));
        header.is_some_and(|header| header.contains(&Some(column)))
    }

    /// Returns true if the table that `owner` was read from has a column that is read as this one.
    pub(crate) fn reads_into(&self, owner: Owner, column: Column) -> bool {
        if let Column::Investment(field) = column {
            let read = self.read_details_of(owner);
            let is_read = read.is_some_and(|read| read.investment.contains(&field));
            return is_read || self.has_column(owner, column);
        }
        let header = self.row(owner).and_then(|row| self.headers.get(row.header));
        let is_same = |other: &Option<Column>| other.and_then(Column::read_as) == Some(column);
        header.is_some_and(|header| header.iter().any(is_same))
    }

    /// Returns what the columns of the table of `owner` are read into that an office has named.
    pub(crate) fn read_details_of(&self, owner: Owner) -> Option<&ReadDetails> {
        self.row(owner).and_then(|row| self.read_details.get(row.header))
    }

    /// Returns true if there is a table of domains.
    pub(crate) fn has_domains(&self) -> bool {
        !self.domains.is_empty()
    }

    /// Returns true if a table of updates has a column for the English of their notes.
    pub(crate) fn has_english_notes(&self) -> bool {
        self.headers.iter().any(|header| header.contains(&Some(Column::Note(Lang::En))))
    }

    /// Returns true if there is a table of updates, with or without rows.
    pub(crate) fn has_updates(&self) -> bool {
        self.headers.iter().any(|header| header.contains(&Some(Column::Date)))
    }

    /// Returns true if a table has columns of progress up to a day.
    pub(crate) fn has_progress_columns(&self) -> bool {
        let is_progress = |column: &Option<Column>| matches!(column, Some(Column::Progress(_)));
        self.headers.iter().flatten().any(is_progress)
    }

    /// Returns the index of the cell in `column` of `row`.
    pub(crate) fn index(&self, row: RowRef, column: Column) -> Option<usize> {
        let header = self.headers.get(row.header)?;
        let nth = header.iter().position(|other| *other == Some(column))?;
        if self.stand_ins.is_empty() {
            return Some(nth);
        }
        Some(self.stand_ins.get(&(row.sheet, row.index, nth)).copied().unwrap_or(nth))
    }

    /// Returns the location of the cell in `column` of `row`; the first cell of the row if the
    /// table has no such column, and of the spreadsheet if there is no row.
    pub(crate) fn location(&self, row: Option<RowRef>, column: Column) -> Location {
        let row = row.unwrap_or_default();
        // An office may have named it in its own way.
        let read = || {
            let header = self.headers.get(row.header).map_or(&[][..], Vec::as_slice);
            let is_same = |other: &Option<Column>| other.and_then(Column::read_as) == Some(column);
            header.iter().position(is_same)
        };
        self.location_at(row, self.index(row, column).or_else(read).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_merged_into_the_first_of_its_block() {
        let blocks = [(1, 4, 2), (10, 12, 2), (3, 8, 2), (1, 2, 0)];
        let to_block = |(first_row, last_row, column): (usize, usize, usize)| MergedBlock {
            first_row,
            last_row,
            first_column: column,
            last_column: column,
        };
        let merged = MergedCells::new(&blocks.map(to_block));
        for (row, column) in (0..15).flat_map(|row| (0..4).map(move |column| (row, column))) {
            let is_in = blocks
                .iter()
                .any(|(first, last, other)| (first + 1..=*last).contains(&row) && *other == column);
            assert_eq!(merged.has(column, row), is_in, "{row} {column}");
        }
    }
}
