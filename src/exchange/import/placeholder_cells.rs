//! Finds the cells of a table that stand for nothing or for the cell above, and tells of them.

use std::collections::BTreeMap;

use super::Importer;
use super::cell_map::RowRef;
use super::cell_text::clean_line;
use super::layout::Layout;
use super::placeholders::{is_blank_mark, is_ditto};
use crate::diagnostics::{Column, FileErrorKind, Note};
use crate::exchange::sheet::CellPlaces;

/// Such cells of a sheet.
#[derive(Default)]
struct MarkedCells {
    blanks: CellPlaces,
    dittos: CellPlaces,
    /// The first text that refers to the cell above.
    ditto: String,
}

impl Importer<'_> {
    /// Finds the cells that stand for nothing or for the cell above, and tells of them. It is an
    /// error if a cell refers to one above that has no value, or where each row must have its own.
    pub(super) fn read_placeholders(&mut self, layout: &Layout) {
        let mut sheets: BTreeMap<usize, MarkedCells> = BTreeMap::new();
        let projects = layout
            .projects
            .iter()
            .flat_map(|project| project.rows().map(|row| (row, row.index > project.first.index)));
        let updates = layout.updates.iter().map(|row| (*row, false));
        let mut above = None;
        for (row, is_further) in projects.chain(updates) {
            let above = above.replace(row).filter(|above: &RowRef| {
                (above.sheet, above.header) == (row.sheet, row.header) && above.index < row.index
            });
            if self.exports.get(row.header) == Some(&false) {
                self.placeholders_in(row, is_further, above, &mut sheets);
            }
        }
        for row in &layout.blank_rows {
            let rows = self.sheets.get(row.sheet).map_or(&[][..], |sheet| &sheet.rows);
            let cells = rows.get(row.index).map_or(&[][..], Vec::as_slice);
            let marked = sheets.entry(row.sheet).or_default();
            for (nth, _) in cells.iter().enumerate().filter(|(_, cell)| is_blank_mark(cell)) {
                self.account.mark_read(*row, nth);
                marked.blanks.add(row.index, nth);
            }
        }
        for (sheet, MarkedCells { blanks, dittos, ditto }) in sheets {
            if blanks.count > 0 {
                self.note_cells(sheet, &blanks, Note::BlankMarks);
            }
            if dittos.count > 0 {
                self.note_cells(sheet, &dittos, |cells| Note::Dittos(ditto.into(), cells));
            }
        }
    }

    /// Finds these cells of a row; `is_further` is true if it goes on with the project above.
    fn placeholders_in(
        &mut self,
        row: RowRef,
        is_further: bool,
        above: Option<RowRef>,
        sheets: &mut BTreeMap<usize, MarkedCells>,
    ) {
        let width = self.cells.headers.get(row.header).map_or(0, Vec::len);
        for nth in 0..width {
            let columns = self.cells.headers.get(row.header);
            let Some(column) = columns.and_then(|columns| columns.get(nth)).copied().flatten()
            else {
                continue;
            };
            let Some(read_as) = column.read_as() else { continue };
            let text = self.text_at(row.sheet, row.index, nth);
            if !(is_blank_mark(text) || is_ditto(text)) {
                continue;
            }
            let text = clean_line(text);
            if is_blank_mark(&text) {
                sheets.entry(row.sheet).or_default().blanks.add(row.index, nth);
                continue;
            }
            let is_name = matches!(column, Column::No | Column::Title(_));
            let can_repeat = is_repeatable(read_as) || (is_further && is_name);
            let meant = above.filter(|_| can_repeat).and_then(|above| {
                let meant = self.dittos.above(above, nth).unwrap_or(above.index);
                let merged = self.merged.get(row.sheet);
                let first = merged.and_then(|merged| merged.first_row(nth, meant));
                let meant = first.unwrap_or(meant);
                let value = self.text_at(row.sheet, meant, nth).trim();
                let is_value = !(value.is_empty() || is_blank_mark(value) || is_ditto(value));
                is_value.then_some(meant)
            });
            if let Some(meant) = meant {
                self.dittos.insert(row, nth, meant);
                let marked = sheets.entry(row.sheet).or_default();
                marked.dittos.add(row.index, nth);
                if marked.ditto.is_empty() {
                    marked.ditto = text;
                }
            } else if !is_told_elsewhere(column) {
                self.error_at(row, column, FileErrorKind::Ditto(text));
            }
        }
    }
}

/// Returns true if a value may hold for several rows, and is no figure and no name.
fn is_repeatable(column: Column) -> bool {
    column.is_shared() || matches!(column, Column::Domain | Column::TargetName | Column::Note(_))
}

/// Returns true if 同上 is an error in the column anyway.
fn is_told_elsewhere(column: Column) -> bool {
    matches!(
        column,
        Column::No
            | Column::Start
            | Column::End
            | Column::Date
            | Column::Done
            | Column::Target
            | Column::Targets(_)
            | Column::Span
    )
}
