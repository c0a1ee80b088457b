//! Collects the rows that are left out, for one note on each run of them.

use crate::diagnostics::{Diagnostic, LeftOutRow, Location, Note};
use crate::exchange::Sheet;
use crate::exchange::import::cell_map::RowRef;

/// Runs of rows that are left out for the same reason.
#[derive(Debug, Default)]
pub(super) struct LeftOutRows {
    runs: Vec<Run>,
    /// All rows.
    rows: Vec<RowRef>,
}

#[derive(Debug)]
struct Run {
    sheet: usize,
    column: usize,
    first: usize,
    last: usize,
    kind: LeftOutRow,
    text: String,
}

impl LeftOutRows {
    /// Adds a row; `column` is the index of its first cell with content.
    pub(super) fn add(&mut self, row: RowRef, column: usize, kind: LeftOutRow, text: &str) {
        self.rows.push(row);
        if let Some(run) = self.runs.last_mut()
            && (run.sheet, run.kind, run.last + 1) == (row.sheet, kind, row.index)
        {
            run.last = row.index;
            return;
        }
        let (sheet, first, last) = (row.sheet, row.index, row.index);
        self.runs.push(Run { sheet, column, first, last, kind, text: text.to_owned() });
    }

    /// Returns the notes, and all rows that they tell of.
    pub(super) fn notes(self, sheets: &[Sheet]) -> (Vec<Diagnostic>, Vec<RowRef>) {
        let note = |run: Run| {
            let name = sheets.get(run.sheet).map_or("", |sheet| sheet.name.as_str());
            let location = Location::cell(name, run.first + 1, run.column + 1);
            let (first, last) = (run.first + 1, run.last + 1);
            Diagnostic::new(location, Note::LeftOutRows(run.kind, run.text, first, last))
        };
        (self.runs.into_iter().map(note).collect(), self.rows)
    }
}
