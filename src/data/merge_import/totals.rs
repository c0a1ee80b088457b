//! Finds totals that fall only beside the reports of the file.

use std::collections::HashSet;

use super::Merge;
use crate::data::linter::total_lints;
use crate::diagnostics::Lint;
use crate::lang::Lang;
use crate::model::{Catalog, ProjectNo};

impl Merge {
    /// Adds the lints of totals that neither `old` nor `new` has alone.
    pub(super) fn with_odd_totals(self, old: &Catalog, new: &Catalog) -> Self {
        let key = |(no, lint): &(ProjectNo, Lint)| (no.0, lint.text(Lang::En));
        let known = [old, new].into_iter().flat_map(total_lints);
        let known: HashSet<_> = known.map(|lint| key(&lint)).collect();
        let mut odd_totals = total_lints(&self.catalog);
        odd_totals.retain(|lint| !known.contains(&key(lint)));
        Self { odd_totals, ..self }
    }
}
