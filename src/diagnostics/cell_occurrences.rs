//! Cells that have one message in common.

use crate::lang::{Lang, fill};

/// Maximum number of cells that a message names.
const CELLS_MAX: usize = 3;

/// Number of cells that a message is about, and the names of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellOccurrences {
    count: usize,
    names: Vec<String>,
}

impl CellOccurrences {
    /// Adds a cell by its name, `C4`.
    pub fn push(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < CELLS_MAX {
            self.names.push(name);
        }
    }

    /// Returns the cells of which `names` are the first.
    pub(crate) fn new(count: usize, names: Vec<String>) -> Self {
        Self { count, names }
    }

    /// Returns the number of cells.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Formats the number of cells and the first of them: `3 cells: D3, D4, D5`.
    pub(crate) fn list(&self, lang: Lang) -> String {
        let s = lang.strings();
        let more = (self.names.len() < self.count).then_some("..");
        let names: Vec<&str> = self.names.iter().map(String::as_str).chain(more).collect();
        let template = if self.count == 1 { s.one_cell } else { s.several_cells };
        fill(template, &[&self.count.to_string(), &names.join(s.comma)])
    }

    /// Formats the cells that went with what was left out; empty if there are none.
    pub(crate) fn left_out(&self, lang: Lang) -> String {
        if self.count == 0 {
            return String::new();
        }
        fill(lang.strings().in_brackets, &[&self.list(lang)])
    }

    /// Formats the number of cells and the first of them; empty if there is only one, where the
    /// message stands.
    pub(crate) fn text(&self, lang: Lang) -> String {
        if self.count < 2 {
            return String::new();
        }
        let s = lang.strings();
        let more = (self.names.len() < self.count).then_some("..");
        let names: Vec<&str> = self.names.iter().map(String::as_str).chain(more).collect();
        fill(s.note_times, &[&self.count.to_string(), &names.join(s.comma)])
    }
}
