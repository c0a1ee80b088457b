//! The progress filters: `状态:滞后`, `进度<50`.

use super::amount::Comparison;
use crate::lang::Lang;
use crate::matcher::{NormalizedText, SearchWord};
use crate::model::{Catalog, ProgressCriteria, Project, Status};

/// The Chinese word for [`Status::Unreported`] in earlier versions; queries may still use it.
const FORMER_UNREPORTED: &str = "未公布";

/// A filter for the progress of a project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StatusFilter {
    test: StatusTest,
    criteria: ProgressCriteria,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum StatusTest {
    /// In one of these statuses, by their position in [`Status::ALL`].
    Status([bool; Status::ALL.len()]),
    /// With a share done, in percent, that compares so.
    Percent(Comparison, f64),
}

impl StatusFilter {
    /// Builds a filter for the statuses whose name begins with `value`, in either language, by
    /// characters or pinyin; `None` if there is none.
    pub(crate) fn for_status(value: &str, criteria: ProgressCriteria) -> Option<Self> {
        let word = SearchWord::new(value);
        let starts_with_word = |name: &str| {
            NormalizedText::new(name).find(&word, &word).is_some_and(|found| found.at_start)
        };
        let is_wanted = |status: Status| {
            starts_with_word(status.name())
                || status == Status::Unreported && starts_with_word(FORMER_UNREPORTED)
                || Lang::ALL.iter().any(|lang| starts_with_word(status.word(*lang)))
        };
        let wanted = Status::ALL.map(is_wanted);
        wanted.contains(&true).then_some(Self { test: StatusTest::Status(wanted), criteria })
    }

    /// Builds a filter for the status that the list shows with this word, in either language; `None`
    /// if none is.
    pub(crate) fn for_shown_word(word: &str, criteria: ProgressCriteria) -> Option<Self> {
        let is_shown = |status: Status| {
            Lang::ALL.iter().any(|lang| status.word(*lang).eq_ignore_ascii_case(word))
        };
        let wanted = Status::ALL.map(is_shown);
        wanted.contains(&true).then_some(Self { test: StatusTest::Status(wanted), criteria })
    }

    /// Returns the length in bytes of a word of several parts, such as `under way`, at the start of
    /// `text`; `None` if there is none.
    pub(super) fn long_word_len(text: &str) -> Option<usize> {
        let words = Status::ALL.into_iter().flat_map(|status| Lang::ALL.map(|it| status.word(it)));
        let mut words = words.filter(|word| word.contains(' '));
        let word = words.find(|word| {
            let (start, rest) = text.split_at_checked(word.len()).unwrap_or_default();
            let is_whole = rest.chars().next().is_none_or(|c| c.is_whitespace() || c == '|');
            start.eq_ignore_ascii_case(word) && is_whole
        })?;
        Some(word.len())
    }

    /// Builds a filter for the share done, in percent.
    pub(crate) fn for_progress(
        comparison: Comparison,
        percent: f64,
        criteria: ProgressCriteria,
    ) -> Self {
        Self { test: StatusTest::Percent(comparison, percent), criteria }
    }

    /// Returns true if `project` matches. None does of a programme without a report.
    pub(crate) fn matches(&self, catalog: &Catalog, project: &Project) -> bool {
        let Some(progress) = catalog.progress(project, self.criteria) else { return false };
        match self.test {
            StatusTest::Status(wanted) => wanted[progress.status as usize],
            StatusTest::Percent(comparison, percent) => {
                progress.done.is_some_and(|done| comparison.matches_number(done, percent))
            }
        }
    }
}
