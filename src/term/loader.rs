//! Background reading of large data files while their beginning is already on the screen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Parallel;
use crate::app::{DataStatus, LoadProgress, Msg, PartialLoad};
use crate::catalog::{LoadedFiles, Loader, ReadProgress};

/// Interval between partial results: smooth to the eye, cheap on a slow line.
const REPORT_INTERVAL: Duration = Duration::from_millis(250);

/// Data files of which the rest is being read.
pub(super) struct BackgroundRead {
    rest: Loader,
    begun: Instant,
    from: ReadProgress,
    told: Option<Instant>,
}

/// The state of a [`BackgroundRead`] after one more piece.
pub(super) enum ReadStep {
    /// More to read, and a partial result if one is due.
    More(Box<BackgroundRead>, Option<PartialLoad>),
    /// All files read, and the whole catalogue if none of them is faulty.
    Done(LoadedFiles, Option<PartialLoad>),
    /// Stopped by the user, with the projects read so far.
    Halted(Option<PartialLoad>),
}

impl BackgroundRead {
    /// Starts with `rest`, files whose beginning has been read.
    pub(super) fn on(rest: Loader) -> Box<Self> {
        Box::new(Self { begun: Instant::now(), from: rest.progress(), rest, told: None })
    }

    /// Reads one piece, or stops if `halt` is set.
    pub(super) fn step(mut self: Box<Self>, halt: &AtomicBool) -> ReadStep {
        let is_halted = || halt.load(Ordering::Relaxed);
        match self.rest.step(&Parallel::with_all_cores(&is_halted)) {
            Some(false) if self.told.is_some_and(|told| told.elapsed() < REPORT_INTERVAL) => {
                ReadStep::More(self, None)
            }
            Some(false) => {
                let coming =
                    LoadProgress::estimate(self.begun.elapsed(), self.from, self.rest.progress());
                let arrival = self
                    .rest
                    .partial_catalog()
                    .map(|so_far| PartialLoad::new(so_far, DataStatus::Loading(coming)));
                self.told = Some(Instant::now());
                ReadStep::More(self, arrival)
            }
            Some(true) => {
                let stock = LoadedFiles::from(self.rest);
                let all = stock
                    .is_complete()
                    .then(|| PartialLoad::new(Arc::new(stock.catalog()), DataStatus::Current));
                ReadStep::Done(stock, all)
            }
            None => ReadStep::Halted(
                self.rest
                    .partial_catalog()
                    .map(|so_far| PartialLoad::new(so_far, DataStatus::Stopped)),
            ),
        }
    }
}

/// Reads the rest until `halt` is set, passes partial results and the last one to `tell`, and then
/// builds the search index of the last one. Returns the files if all were read; `None` if `halt`
/// was set or `tell` returned `false`. A faulty file gets no last result here.
pub(super) fn load_rest(
    mut reading: Box<BackgroundRead>,
    halt: &AtomicBool,
    mut tell: impl FnMut(Msg) -> bool,
) -> Option<LoadedFiles> {
    let (stock, last) = loop {
        match reading.step(halt) {
            ReadStep::More(next, arrival) => {
                if !arrival.is_none_or(|arrival| tell(Msg::PartLoaded(arrival))) {
                    return None;
                }
                reading = next;
            }
            ReadStep::Done(stock, arrival) => break (Some(stock), arrival),
            ReadStep::Halted(arrival) => break (None, arrival),
        }
    };
    if let Some(arrival) = last {
        let unbuilt = arrival.index_job();
        if tell(Msg::PartLoaded(arrival)) {
            unbuilt.build();
        }
    }
    stock
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::catalog::Catalog;
    use crate::executor::Sequential;

    /// Returns a loader after its first piece; `after` follows the last of many projects.
    fn loader(after: &str) -> Loader {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let project = |no| format!("(no: {no}, domain: \"d\", title: \"第{no}号工程\"),\n");
        let projects: String = (1..=20_000).map(project).collect();
        write!(file, "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}]{after})").unwrap();
        let mut loading = Loader::new(vec![file.path().to_owned()], true);
        assert_eq!(loading.step(&Sequential), Some(false));
        loading
    }

    /// Returns the last message of a load, and `true` if the file has no errors.
    fn run_load(after: &str, halt: bool) -> (Option<Msg>, bool) {
        let mut last = None;
        let read = load_rest(BackgroundRead::on(loader(after)), &AtomicBool::new(halt), |msg| {
            last.replace(msg).is_none_or(|_| true)
        });
        (last, read.is_some_and(|stock| stock.is_complete()))
    }

    #[test]
    fn what_is_told_last_is_all_that_there_is() {
        let (last, fine) = run_load(", year: 2026", false);
        let Some(Msg::PartLoaded(arrival)) = last else { panic!("{last:?}") };
        let whole = load_whole();
        assert_eq!((arrival == PartialLoad::new(whole, DataStatus::Current), fine), (true, true));
        assert!(arrival.index_job().is_built(), "and it is quick to search");
    }

    fn load_whole() -> Arc<Catalog> {
        let mut loading = loader(", year: 2026");
        while loading.step(&Sequential) == Some(false) {}
        Arc::new(LoadedFiles::from(loading).catalog())
    }

    #[test]
    fn who_does_not_want_to_wait_keeps_what_has_come() {
        let Some(Msg::PartLoaded(arrival)) = run_load("", true).0 else {
            panic!("nothing was told")
        };
        let so_far = loader("").partial_catalog().unwrap();
        assert!((1..20_000).contains(&so_far.len()));
        assert!(arrival == PartialLoad::new(so_far, DataStatus::Stopped));
    }

    #[test]
    fn a_fault_in_the_last_line_is_told() {
        assert!(!run_load(", yeer: 2026", false).1);
    }
}
