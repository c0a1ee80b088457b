//! The progress filters: `状态:滞后`, `进度<50`.

use std::fmt;

use super::amount::Comparison;
use super::normalized_text::NormalizedText;
use super::word::SearchWord;
use crate::catalog::{Catalog, ProgressCriteria, Project, Status};
use crate::lang::Lang;

/// A filter for the progress of a project.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct StatusFilter {
    test: StatusTest,
    criteria: ProgressCriteria,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum StatusTest {
    /// In one of these statuses, by their position in [`Status::ALL`].
    Status([bool; 4]),
    /// With a share done, in percent, that compares so.
    Percent(Comparison, f64),
}

impl StatusFilter {
    /// Builds a filter for the statuses whose name begins with `said`, in either language, by
    /// characters or pinyin; `None` if there is none.
    pub(super) fn for_status(said: &str, yardstick: ProgressCriteria) -> Option<Self> {
        let word = SearchWord::new(said);
        let is = |text: &str| {
            NormalizedText::new(text).find(&word, &word).is_some_and(|span| span.at_start)
        };
        let meant = |status: Status| {
            is(status.name()) || Lang::ALL.iter().any(|lang| is(status.word(*lang)))
        };
        let meant = Status::ALL.map(meant);
        meant
            .contains(&true)
            .then_some(Self { test: StatusTest::Status(meant), criteria: yardstick })
    }

    /// Builds a filter for the share done, in percent.
    pub(super) fn for_progress(
        comparison: Comparison,
        percent: f64,
        yardstick: ProgressCriteria,
    ) -> Self {
        Self { test: StatusTest::Percent(comparison, percent), criteria: yardstick }
    }

    /// Returns true if `project` matches. Without any progress data in the catalogue, none does.
    pub(super) fn matches(&self, catalog: &Catalog, project: &Project) -> bool {
        let standing = || catalog.progress(project, self.criteria);
        catalog.has_progress()
            && match self.test {
                StatusTest::Status(wanted) => {
                    wanted.get(standing().status as usize).copied().unwrap_or_default()
                }
                StatusTest::Percent(comparison, percent) => {
                    standing().done.is_some_and(|done| comparison.matches_number(done, percent))
                }
            }
    }
}

impl fmt::Debug for StatusFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.test.fmt(f)
    }
}
