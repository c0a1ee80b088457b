//! Columns of progress with their days.

use super::cell_map::RowRef;
use super::layout::ProgressColumn;
use crate::diagnostics::CellList;
use crate::model::Day;

/// A column of progress, the day up to which it counts, and the cells that were read so far: those
/// with an amount, and those with a text.
#[derive(Clone, Debug)]
pub(super) struct DatedColumn {
    pub(super) column: ProgressColumn,
    /// The day; `None` if it has no year.
    pub(super) day: Option<Day>,
    pub(super) header: RowRef,
    pub(super) amounts: usize,
    pub(super) texts: CellList,
}
