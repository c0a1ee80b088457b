//! A large data file that is still being read: what has come of it is on the board already, and can be used.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::{DataStatus, IndexJob};
use crate::catalog::{Catalog, ReadProgress};
use crate::lang::{Lang, fill};
use crate::search::Index;

/// So many cells show how much is read.
const BAR_CELLS: usize = 10;

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadProgress {
    /// By the file.
    pub progress: ReadProgress,
    /// How long the rest will take, if it goes on like that; nothing where that is not to be said yet.
    pub time_left: Option<Duration>,
}

impl LoadProgress {
    /// After so long, if it began when it was at `from`.
    #[must_use]
    pub fn estimate(elapsed: Duration, from: ReadProgress, progress: ReadProgress) -> Self {
        let read = progress.read.saturating_sub(from.read);
        let rest = progress.size.saturating_sub(progress.read);
        let nanos = elapsed.as_nanos() * u128::from(rest) / u128::from(read.max(1));
        let left = u64::try_from(nanos).ok().map(Duration::from_nanos);
        Self { progress, time_left: left.filter(|_| read > 0) }
    }

    pub(super) fn text(self, lang: Lang) -> String {
        let s = lang.strings();
        let ReadProgress { read, size, projects } = self.progress;
        let of = |whole: u64| usize::try_from(whole * read / size.max(1)).unwrap_or_default();
        let full = of(BAR_CELLS as u64).min(BAR_CELLS);
        let bar = format!("{}{}", "#".repeat(full), "-".repeat(BAR_CELLS - full));
        let megabytes = |bytes: u64| (bytes / 1_000_000).to_string();
        let percent = of(100).to_string();
        let said = fill(s.coming, &[&bar, &percent, &megabytes(read), &megabytes(size), &projects.to_string()]);
        // Rounded up: nothing is done in no time.
        let left = self.time_left.map(|left| fill(s.coming_left, &[&(left.as_secs() + 1).to_string()]));
        said + &left.unwrap_or_default()
    }
}

/// More of the file than before, or all of it.
#[derive(Clone, Debug)]
pub struct PartialLoad {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    pub(super) status: DataStatus,
}

impl PartialLoad {
    /// What has come, which begins with what had come before.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, freshness: DataStatus) -> Self {
        Self { catalog, index: Arc::default(), status: freshness }
    }

    /// Its index, which nobody builds while more is still to come: what is asked for meanwhile is read for.
    #[must_use]
    pub fn index_job(&self) -> IndexJob {
        IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) }
    }
}

impl PartialEq for PartialLoad {
    /// An index follows from its catalogue.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog && self.status == other.status
    }
}
