//! The columns of details that offices have named in their own way.

use std::sync::Arc;

use super::cell_text::clean_line;
use super::layout::Layout;
use crate::diagnostics::{Column, ExtraField};

/// A column of an office's table that has details: its index, what it has, and its header.
type DetailColumn = (usize, ExtraField, String);

/// For each header, the columns of details that an office has named in its own way.
#[derive(Debug, Default)]
pub(super) struct DetailColumns(Vec<Arc<[DetailColumn]>>);

impl DetailColumns {
    /// Collects the columns of all headers of `layout`.
    pub(super) fn new(layout: &Layout) -> Self {
        let of_header = |(columns, labels): (&Vec<Option<Column>>, &Vec<String>)| {
            let kind = |column: &Option<Column>| match column {
                Some(Column::Extra(kind)) => kind.column().map(|_| *kind),
                _ => None,
            };
            let columns = columns.iter().enumerate();
            let columns = columns.filter_map(|(nth, column)| {
                let label = labels.get(nth).map(|label| clean_line(label)).unwrap_or_default();
                Some((nth, kind(column)?, label))
            });
            columns.collect()
        };
        Self(layout.headers.iter().zip(&layout.labels).map(of_header).collect())
    }

    /// Returns the columns of the header with this index.
    pub(super) fn of_header(&self, header: usize) -> Arc<[DetailColumn]> {
        self.0.get(header).cloned().unwrap_or_default()
    }

    /// Returns the header above a column of details, by the indexes of header and column.
    pub(super) fn label(&self, header: usize, column: usize) -> Option<&str> {
        let columns = self.0.get(header)?;
        columns.iter().find(|(nth, ..)| *nth == column).map(|(.., label)| label.as_str())
    }
}
