//! Where in a spreadsheet everything stood.

use crate::catalog::exchange::columns::{Column, Field};
use crate::catalog::finding::Whence;
use crate::catalog::lint::{Owner, Spot};

/// Where in a spreadsheet the parts of a programme stood.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    pub(super) programme: Vec<(Field, At)>,
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
    /// The cell of a text; the first of its row where the table has no such column, and of the spreadsheet where it has no such row.
    #[must_use]
    pub fn find(&self, spot: Spot) -> Whence {
        let at = match spot.owner {
            Owner::Programme(field) => self.programme.iter().find(|(other, _)| *other == field).map(|(_, at)| at),
            Owner::Domain(nth) => self.domains.get(nth),
            Owner::Project(nth) => self.projects.get(nth),
        };
        self.whence(at.copied(), spot.column)
    }

    pub(super) fn whence(&self, at: Option<At>, column: Column) -> Whence {
        let at = at.unwrap_or_default();
        let heads = self.heads.get(at.head).map_or(&[][..], Vec::as_slice);
        let column = heads.iter().position(|head| *head == Some(column)).unwrap_or_default();
        Whence::cell(self.names.get(at.sheet).map_or("", String::as_str), at.row + 1, column + 1)
    }
}
