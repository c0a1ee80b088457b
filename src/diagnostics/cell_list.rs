//! Lists of the cells or rows that a message is about.

use std::cmp::Ordering;

use crate::lang::{Lang, fill};

/// Number of cells or rows that a message is about, and the names of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellList {
    count: usize,
    /// Names such as `C4`, or of rows, `4` or `7–9`; then `..` if some have no name here.
    names: Vec<String>,
}

impl CellList {
    /// Maximum number of names that are kept.
    const NAMES_MAX: usize = 3;

    /// Mark in place of the others.
    const MORE: &str = "..";

    /// Returns the list of `count` cells of which `names` are the first.
    #[must_use]
    pub fn new(count: usize, mut names: Vec<String>) -> Self {
        names.extend((names.len() < count).then(|| Self::MORE.to_owned()));
        Self { count, names }
    }

    /// Adds a cell by its name, `C4`.
    pub fn push(&mut self, name: String) {
        self.push_run(1, || name);
    }

    /// Adds `count` rows or cells that have one name.
    pub(crate) fn push_run(&mut self, count: usize, name: impl FnOnce() -> String) {
        self.count += count;
        match self.names.len().cmp(&Self::NAMES_MAX) {
            Ordering::Less => self.names.push(name()),
            Ordering::Equal => self.names.push(Self::MORE.to_owned()),
            Ordering::Greater => {}
        }
    }

    /// Returns the number of cells or rows.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Formats the number and the names: `3 in all: 4, 7–9`.
    pub(crate) fn in_all(&self, lang: Lang) -> String {
        self.filled(lang.strings().note_places, lang)
    }

    /// Formats the number of cells and the first of them: `3 cells: D3, D4, D5`.
    pub(crate) fn cells(&self, lang: Lang) -> String {
        let s = lang.strings();
        self.filled(if self.count == 1 { s.one_cell } else { s.several_cells }, lang)
    }

    /// Formats the number and the names of cells that became notes: `3: D3, D4, D5`.
    pub(crate) fn as_texts(&self, lang: Lang) -> String {
        let s = lang.strings();
        if self.count == 0 {
            return s.note_no_text_cells.to_owned();
        }
        self.filled(s.note_text_cells, lang)
    }

    /// Formats the cells that went with what was left out; empty if there are none.
    pub(crate) fn left_out(&self, lang: Lang) -> String {
        if self.count == 0 {
            return String::new();
        }
        fill(lang.strings().in_brackets, &[&self.cells(lang)])
    }

    /// Formats the number of cells and the first of them; empty if there is only one, where the
    /// message stands.
    pub(crate) fn times(&self, lang: Lang) -> String {
        if self.count < 2 { String::new() } else { self.filled(lang.strings().note_times, lang) }
    }

    /// Fills the blanks of `template` with the number and the names.
    fn filled(&self, template: &str, lang: Lang) -> String {
        fill(template, &[&self.count.to_string(), &self.names.join(lang.strings().comma)])
    }
}
