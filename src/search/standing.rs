//! How far a project is, as it is asked for: `状态:滞后`, `进度<50`.

use std::fmt;

use super::amount::Comparison;
use super::letters::Letters;
use super::term::Word;
use crate::catalog::{Catalog, Project, Status, Yardstick};
use crate::lang::Lang;

/// How a project is to stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Wanted {
    how: How,
    yardstick: Yardstick,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    /// In one of those ways, by [`Status::ALL`].
    Status([bool; 4]),
    /// With so much of it done, in percent.
    Done(Comparison, f64),
}

impl Wanted {
    /// In a way whose word that is, or begins with that, in either language or by its pinyin; `None` if no word is.
    pub(super) fn status(said: &str, yardstick: Yardstick) -> Option<Self> {
        let word = Word::typed(said);
        let is = |text: &str| Letters::of(text).find(&word, &word).is_some_and(|span| span.first);
        let meant = |status: Status| is(status.name()) || Lang::ALL.iter().any(|lang| is(status.word(*lang)));
        let meant = Status::ALL.map(meant);
        meant.contains(&true).then_some(Self { how: How::Status(meant), yardstick })
    }

    /// With so much of it done, in percent.
    pub(super) fn progress(comparison: Comparison, percent: f64, yardstick: Yardstick) -> Self {
        Self { how: How::Done(comparison, percent), yardstick }
    }

    /// Whether a project stands so. Where the catalogue says nothing of any project's progress, none does.
    pub(super) fn is_so(&self, catalog: &Catalog, project: &Project) -> bool {
        let standing = || catalog.standing(project, self.yardstick);
        catalog.has_progress()
            && match self.how {
                How::Status(wanted) => wanted.get(standing().status as usize).copied().unwrap_or_default(),
                How::Done(comparison, percent) => standing().done.is_some_and(|done| comparison.is_so(done, percent)),
            }
    }
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.how.fmt(f)
    }
}
