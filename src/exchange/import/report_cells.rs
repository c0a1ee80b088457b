//! The cells with the reports of a project, so that a day has one amount of a target.

use std::collections::HashMap;

use super::cell_map::RowRef;
use crate::diagnostics::Column;
use crate::model::{Amount, Day};

/// The cells with the amounts of the project that is read.
#[derive(Debug, Default)]
pub(super) struct ReportCells {
    /// By target, or `None` for the project as a whole, and day.
    pub(super) amounts: HashMap<(Option<usize>, Day), (RowRef, Column, Amount)>,
    /// The number of rows of reports that were left out, in all projects.
    pub(super) left_out: usize,
}

/// Amount in another cell for the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SameDayReport {
    /// There is none.
    None,
    Equal,
    Different,
}

impl ReportCells {
    /// Begins a project.
    pub(super) fn start_project(&mut self) {
        self.amounts.clear();
    }
}
