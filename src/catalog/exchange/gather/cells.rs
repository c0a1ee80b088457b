//! Where in a spreadsheet everything stood.

use crate::catalog::exchange::columns::Column;
use crate::catalog::finding::Whence;

/// Where in a spreadsheet the parts of a programme stood.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    pub(super) projects: Vec<At>,
    pub(super) domains: Vec<At>,
    pub(super) names: Vec<String>,
    pub(super) heads: Vec<Vec<Option<Column>>>,
}

/// A row of a table: of which sheet, under which header, and which row it is, from 0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct At {
    pub(super) sheet: usize,
    pub(super) head: usize,
    pub(super) row: usize,
}

impl Cells {
    /// The cell of a project's column; its first cell where it has no such column.
    #[must_use]
    pub fn project(&self, nth: usize, column: Column) -> Whence {
        self.whence(self.projects.get(nth).copied(), column)
    }

    /// The cell of a domain's column; the start where the spreadsheet has no table of them.
    #[must_use]
    pub fn domain(&self, nth: usize, column: Column) -> Whence {
        self.whence(self.domains.get(nth).copied(), column)
    }

    pub(super) fn whence(&self, at: Option<At>, column: Column) -> Whence {
        let at = at.unwrap_or_default();
        let heads = self.heads.get(at.head).map_or(&[][..], Vec::as_slice);
        let column = heads.iter().position(|head| *head == Some(column)).unwrap_or_default();
        Whence::cell(self.names.get(at.sheet).map_or("", String::as_str), at.row + 1, column + 1)
    }
}
