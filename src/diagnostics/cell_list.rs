//! Lists of the cells or rows that a message is about.

use crate::lang::{Lang, fill};

/// Number of cells or rows that a message is about, and the names of the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellList {
    /// Number of all of them.
    pub count: usize,
    /// Names such as `C4`, or of rows, `4` or `7-9`.
    pub names: Vec<String>,
    /// True if some have no name here.
    pub has_more: bool,
}

impl CellList {
    /// Maximum number of names that are kept.
    const NAMES_MAX: usize = 3;

    /// Adds `count` cells or rows that have one name.
    pub(crate) fn push(&mut self, count: usize, name: impl FnOnce() -> String) {
        self.count += count;
        if self.names.len() < Self::NAMES_MAX {
            self.names.push(name());
        } else {
            self.has_more = true;
        }
    }

    pub(crate) fn text(&self, lang: Lang) -> String {
        let s = lang.strings();
        let more = self.has_more.then_some("..");
        let names: Vec<&str> = self.names.iter().map(String::as_str).chain(more).collect();
        fill(s.note_places, &[&self.count.to_string(), &names.join(s.comma)])
    }
}
