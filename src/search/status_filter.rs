//! How far a project is, as it is asked for: `状态:滞后`, `进度<50`.

use std::fmt;

use super::amount::Comparison;
use super::normalized_text::NormalizedText;
use super::word::SearchWord;
use crate::catalog::{Catalog, ProgressCriteria, Project, Status};
use crate::lang::Lang;

/// How a project is to stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct StatusFilter {
    test: StatusTest,
    criteria: ProgressCriteria,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum StatusTest {
    /// In one of those ways, by [`Status::ALL`].
    Status([bool; 4]),
    /// With so much of it done, in percent.
    Percent(Comparison, f64),
}

impl StatusFilter {
    /// In a way whose word that is, or begins with that, in either language or by its pinyin; `None` if no word is.
    pub(super) fn for_status(said: &str, yardstick: ProgressCriteria) -> Option<Self> {
        let word = SearchWord::new(said);
        let is = |text: &str| NormalizedText::new(text).find(&word, &word).is_some_and(|span| span.at_start);
        let meant = |status: Status| is(status.name()) || Lang::ALL.iter().any(|lang| is(status.word(*lang)));
        let meant = Status::ALL.map(meant);
        meant.contains(&true).then_some(Self { test: StatusTest::Status(meant), criteria: yardstick })
    }

    /// With so much of it done, in percent.
    pub(super) fn for_progress(comparison: Comparison, percent: f64, yardstick: ProgressCriteria) -> Self {
        Self { test: StatusTest::Percent(comparison, percent), criteria: yardstick }
    }

    /// Whether a project stands so. Where the catalogue says nothing of any project's progress, none does.
    pub(super) fn matches(&self, catalog: &Catalog, project: &Project) -> bool {
        let standing = || catalog.progress(project, self.criteria);
        catalog.has_progress()
            && match self.test {
                StatusTest::Status(wanted) => wanted.get(standing().status as usize).copied().unwrap_or_default(),
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
