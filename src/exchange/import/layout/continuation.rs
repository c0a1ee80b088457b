//! Tells rows that go on with the project above.

use super::LayoutBuilder;
use super::table_state::TableState;
use super::unread::CellCount;
use crate::exchange::import::cell_map::RowRef;
use crate::exchange::import::number::parse_number;
use crate::exchange::import::placeholders::is_ditto;

impl LayoutBuilder<'_> {
    /// Returns true if a row goes on with the project above: its number or its title is merged into
    /// that, or both are the same.
    pub(super) fn is_continuation(&mut self, row: RowRef, table: &TableState) -> bool {
        let Some(project) = self.layout.projects.last().filter(|_| table.is_below_project) else {
            return false;
        };
        let (no, title) = (self.cell(row, table.no), self.cell(row, table.title));
        let is_office_row = self.layout.exports.get(row.header) == Some(&false);
        // 同上 as the title of the number above, or of none.
        let is_ditto_row = is_office_row && is_ditto(title) && (no.is_empty() || is_ditto(no));
        let is_title_merged = title.is_empty() && self.is_merged(row, table.title);
        if is_ditto_row {
            return true;
        }
        if no.is_empty() {
            return self.is_merged(row, table.no) || is_title_merged;
        }
        let above = project.first;
        let is_same_title = !title.is_empty() && title == self.cell(above, table.title);
        let number =
            || parse_number(no).filter(|no| parse_number(self.cell(above, table.no)) == Some(*no));
        let is_same = (is_title_merged || is_same_title) && number().is_some();
        if is_same {
            let joined = self.joined.get_or_insert((CellCount::default(), row));
            joined.0.add(row.index, table.no);
        }
        is_same
    }

    /// Returns true if a cell is merged into one above it.
    pub(super) fn is_merged(&self, row: RowRef, column: usize) -> bool {
        self.merged.get(row.sheet).is_some_and(|merged| merged.has(column, row.index))
    }
}
