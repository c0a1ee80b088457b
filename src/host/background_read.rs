//! Background reading of large data files while their beginning is already on the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::app::{DataStatus, LoadProgress, Msg, Reload};
use crate::data::{LoadedFiles, Loader, ReadProgress};
use crate::executor::Parallel;

/// Interval between partial results: smooth to the eye, cheap on a slow line.
const REPORT_INTERVAL: Duration = Duration::from_millis(250);

/// Data files of which the rest is being read.
pub(crate) struct BackgroundRead {
    loader: Loader,
    started: Instant,
    start_progress: ReadProgress,
    /// Time of the last partial result.
    last_report: Option<Instant>,
}

/// The state of a [`BackgroundRead`] after one more piece.
pub(crate) enum ReadStep {
    /// More to read, and a partial result if one is due.
    More(Box<BackgroundRead>, Option<Reload>),
    /// All files read, and the whole catalog if none of them is faulty.
    Done(LoadedFiles, Option<Reload>),
    /// Stopped by the user, with the projects read so far.
    Stopped(Option<Reload>),
}

impl BackgroundRead {
    /// Goes on with `loader`, which has read the beginning of the files.
    pub(crate) fn new(loader: Loader) -> Box<Self> {
        Box::new(Self {
            started: Instant::now(),
            start_progress: loader.progress(),
            loader,
            last_report: None,
        })
    }

    /// Reads one piece, or stops if `stop` is set.
    pub(crate) fn step(mut self: Box<Self>, stop: &AtomicBool) -> ReadStep {
        let is_stopped = || stop.load(Ordering::Relaxed);
        let is_done = self.loader.step(&Parallel::with_all_cores(&is_stopped));
        if is_done == Some(true) {
            let files = LoadedFiles::from(self.loader);
            let whole = files
                .is_complete()
                .then(|| Reload::part(Arc::new(files.catalog()), DataStatus::Current));
            return ReadStep::Done(files, whole);
        }
        let part = |loader: &mut Loader, status| {
            loader.partial_catalog().map(|catalog| Reload::part(catalog, status))
        };
        if is_done.is_none() {
            return ReadStep::Stopped(part(&mut self.loader, DataStatus::Stopped));
        }
        if self.last_report.is_some_and(|last| last.elapsed() < REPORT_INTERVAL) {
            return ReadStep::More(self, None);
        }
        let (elapsed, progress) = (self.started.elapsed(), self.loader.progress());
        let progress = LoadProgress::estimate(elapsed, self.start_progress, progress);
        self.last_report = Some(Instant::now());
        let part = part(&mut self.loader, DataStatus::Loading(progress));
        ReadStep::More(self, part)
    }
}

/// Reads the rest until `stop` is set, passes partial results and the last one to `send`, and then
/// builds the search index of the last one. Returns the files if all were read; `None` if `stop`
/// was set or `send` returned false. A faulty file gets no last result here.
pub(crate) fn load_rest(
    mut read: Box<BackgroundRead>,
    stop: &AtomicBool,
    mut send: impl FnMut(Msg) -> bool,
) -> Option<LoadedFiles> {
    let (files, last) = loop {
        match read.step(stop) {
            ReadStep::More(next, part) => {
                if !part.is_none_or(|part| send(Msg::PartLoaded(part))) {
                    return None;
                }
                read = next;
            }
            ReadStep::Done(files, whole) => break (Some(files), whole),
            ReadStep::Stopped(part) => break (None, part),
        }
    };
    if let Some(part) = last {
        let index_job = part.index_job();
        if send(Msg::PartLoaded(part)) {
            index_job.build();
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::executor::Sequential;
    use crate::host::fixtures::programme;

    /// Returns a loader after its first piece; `after` follows the last of many projects.
    fn loader(after: &str) -> Loader {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(programme("第", 20_000, after).as_bytes()).unwrap();
        let mut loader = Loader::new(vec![file.path().to_owned()], true);
        assert_eq!(loader.step(&Sequential), Some(false));
        loader
    }

    /// Returns the last message of a load, and true if the file has no errors.
    fn run_load(after: &str, stop: bool) -> (Option<Msg>, bool) {
        let mut last = None;
        let files = load_rest(BackgroundRead::new(loader(after)), &AtomicBool::new(stop), |msg| {
            last.replace(msg).is_none_or(|_| true)
        });
        (last, files.is_some_and(|files| files.is_complete()))
    }

    #[test]
    fn what_is_told_last_is_all_that_there_is() {
        let (last, fine) = run_load(", year: 2026", false);
        let Some(Msg::PartLoaded(part)) = last else { panic!("{last:?}") };
        let mut loader = loader(", year: 2026");
        while loader.step(&Sequential) == Some(false) {}
        let whole = Arc::new(LoadedFiles::from(loader).catalog());
        assert_eq!((part == Reload::part(whole, DataStatus::Current), fine), (true, true));
        assert!(part.index_job().is_built(), "and it is quick to search");
    }

    #[test]
    fn who_does_not_want_to_wait_keeps_what_has_come() {
        let Some(Msg::PartLoaded(part)) = run_load("", true).0 else { panic!("nothing was told") };
        let partial = loader("").partial_catalog().unwrap();
        assert!((1..20_000).contains(&partial.len()));
        assert!(part == Reload::part(partial, DataStatus::Stopped));
    }

    #[test]
    fn a_fault_in_the_last_line_is_told() {
        assert!(!run_load(", yeer: 2026", false).1);
    }
}
