//! Loading a large data file in the background, while the part loaded so far is shown and can be
//! used.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::{DataStatus, IndexJob};
use crate::catalog::{Catalog, ReadProgress};
use crate::lang::{Lang, fill};
use crate::search::Index;

/// The cells of the progress bar.
const BAR_CELLS: usize = 10;

/// The progress of loading the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadProgress {
    /// The bytes and projects loaded so far.
    pub progress: ReadProgress,
    /// The estimated time for the rest; `None` if nothing has been read to estimate it from.
    pub time_left: Option<Duration>,
}

impl LoadProgress {
    /// Estimates the time left from the time `elapsed` since the progress was `from`.
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
        let said = fill(
            s.coming,
            &[&bar, &percent, &megabytes(read), &megabytes(size), &projects.to_string()],
        );
        // Rounded up, so that the last second does not show as 0.
        let left =
            self.time_left.map(|left| fill(s.coming_left, &[&(left.as_secs() + 1).to_string()]));
        said + &left.unwrap_or_default()
    }
}

/// The part of the files loaded so far, or all of them.
#[derive(Clone, Debug)]
pub struct PartialLoad {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    pub(super) status: DataStatus,
}

impl PartialLoad {
    /// Creates the message for `catalog`, which must begin with the projects of the one before.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, freshness: DataStatus) -> Self {
        Self { catalog, index: Arc::default(), status: freshness }
    }

    /// Returns the job that builds its index. The loader runs it for the last part only: until then
    /// each search reads all texts.
    #[must_use]
    pub fn index_job(&self) -> IndexJob {
        IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) }
    }
}

impl PartialEq for PartialLoad {
    /// The index is derived from the catalogue, so it is not compared.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog && self.status == other.status
    }
}
