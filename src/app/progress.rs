//! The progress of the projects by domain, computed for one day.

use crate::model::{Catalog, ProgressCriteria, ProgressSummary};

/// The progress criteria, and the progress by domain according to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProgressSnapshot {
    pub(crate) criteria: ProgressCriteria,
    /// The number of projects that were counted.
    pub(crate) project_count: usize,
    /// One summary per domain; empty if the catalog records no progress.
    pub(crate) by_domain: Vec<ProgressSummary>,
}

impl ProgressSnapshot {
    /// Computes the progress of all projects of `catalog`.
    pub(crate) fn new(criteria: ProgressCriteria, catalog: &Catalog) -> Self {
        let has_progress = catalog.has_progress(criteria);
        let by_domain =
            if has_progress { catalog.progress_by_domain(criteria) } else { Vec::new() };
        Self { criteria, project_count: catalog.len(), by_domain }
    }
}
