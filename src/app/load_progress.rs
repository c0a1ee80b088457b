//! The progress of loading a large data file in the background.

use std::time::Duration;

use crate::data::ReadProgress;
use crate::lang::{Lang, fill};

/// The width of the progress bar, in cells.
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
        let time_left = u64::try_from(nanos).ok().map(Duration::from_nanos);
        Self { progress, time_left: time_left.filter(|_| read > 0) }
    }

    /// Returns a bar, the percentage, the megabytes, the projects and the time left, in words.
    pub(crate) fn text(self, lang: Lang) -> String {
        let s = lang.strings();
        let ReadProgress { read, size, projects } = self.progress;
        let scaled = |whole: u64| usize::try_from(whole * read / size.max(1)).unwrap_or_default();
        let filled = scaled(BAR_CELLS as u64).min(BAR_CELLS);
        let bar = format!("{}{}", "#".repeat(filled), "-".repeat(BAR_CELLS - filled));
        let megabytes = |bytes: u64| (bytes / 1_000_000).to_string();
        let percent = scaled(100).to_string();
        let text = fill(
            s.coming,
            &[&bar, &percent, &megabytes(read), &megabytes(size), &projects.to_string()],
        );
        // Rounded up, so that the last second does not show as 0.
        let left =
            self.time_left.map(|left| fill(s.coming_left, &[&(left.as_secs() + 1).to_string()]));
        text + &left.unwrap_or_default()
    }
}
