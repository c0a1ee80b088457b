//! The rest of large data files, read while their beginning is on the board.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Crew;
use crate::app::{Arrival, Coming, Freshness, Msg};
use crate::catalog::{Progress, Queue, Stock};

/// How often it is told what has come: smooth to the eye, and no work for a slow line.
const TELL: Duration = Duration::from_millis(250);

/// Files that are read on.
pub(super) struct Reading {
    rest: Queue,
    begun: Instant,
    from: Progress,
    told: Option<Instant>,
}

/// The state of a [`Reading`] after one more piece.
pub(super) enum Step {
    /// There is more to read, and maybe something to tell.
    More(Box<Reading>, Option<Arrival>),
    /// All is read: what is known of the files, and what they hold where none is faulty.
    Done(Stock, Option<Arrival>),
    /// Somebody did not want to wait for the rest: what has come.
    Halted(Option<Arrival>),
}

impl Reading {
    /// Of the rest of files whose beginning has been read.
    pub(super) fn on(rest: Queue) -> Box<Self> {
        Box::new(Self { begun: Instant::now(), from: rest.progress(), rest, told: None })
    }

    /// Reads one piece, as long as nobody has told it to `halt`.
    pub(super) fn step(mut self: Box<Self>, halt: &AtomicBool) -> Step {
        let is_halted = || halt.load(Ordering::Relaxed);
        match self.rest.step(&Crew::all(&is_halted)) {
            Some(false) if self.told.is_some_and(|told| told.elapsed() < TELL) => Step::More(self, None),
            Some(false) => {
                let coming = Coming::after(self.begun.elapsed(), self.from, self.rest.progress());
                let arrival = self.rest.so_far().map(|so_far| Arrival::new(so_far, Freshness::Coming(coming)));
                self.told = Some(Instant::now());
                Step::More(self, arrival)
            }
            Some(true) => {
                let stock = Stock::from(self.rest);
                let all = stock.is_complete().then(|| Arrival::new(Arc::new(stock.catalog()), Freshness::Current));
                Step::Done(stock, all)
            }
            None => Step::Halted(self.rest.so_far().map(|so_far| Arrival::new(so_far, Freshness::Stopped))),
        }
    }
}

/// Reads the rest, unless it is told to `halt`, tells what has come again and again and at the end, and then makes that quick to
/// search. What is known of the files when all are read; where one of them is faulty, that is not told.
pub(super) fn read_on(mut reading: Box<Reading>, halt: &AtomicBool, mut tell: impl FnMut(Msg) -> bool) -> Option<Stock> {
    let (stock, last) = loop {
        match reading.step(halt) {
            Step::More(next, arrival) => {
                if !arrival.is_none_or(|arrival| tell(Msg::Arrived(arrival))) {
                    return None;
                }
                reading = next;
            }
            Step::Done(stock, arrival) => break (Some(stock), arrival),
            Step::Halted(arrival) => break (None, arrival),
        }
    };
    if let Some(arrival) = last {
        let unbuilt = arrival.unbuilt();
        if tell(Msg::Arrived(arrival)) {
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
    use crate::work::Alone;

    /// Far more than is read at first, with something behind the last project.
    fn loading(after: &str) -> Queue {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let project = |no| format!("(no: {no}, domain: \"d\", title: \"第{no}号工程\"),\n");
        let projects: String = (1..=20_000).map(project).collect();
        write!(file, "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}]{after})").unwrap();
        let mut loading = Queue::new(vec![file.path().to_owned()], true);
        assert_eq!(loading.step(&Alone), Some(false));
        loading
    }

    /// What is told at the end of reading, and whether the file is without faults.
    fn told(after: &str, halt: bool) -> (Option<Msg>, bool) {
        let mut last = None;
        let read = read_on(Reading::on(loading(after)), &AtomicBool::new(halt), |msg| last.replace(msg).is_none_or(|_| true));
        (last, read.is_some_and(|stock| stock.is_complete()))
    }

    #[test]
    fn what_is_told_last_is_all_that_there_is() {
        let (last, fine) = told(", year: 2026", false);
        let Some(Msg::Arrived(arrival)) = last else { panic!("{last:?}") };
        let whole = load_whole();
        assert_eq!((arrival == Arrival::new(whole, Freshness::Current), fine), (true, true));
        assert!(arrival.unbuilt().is_built(), "and it is quick to search");
    }

    fn load_whole() -> Arc<Catalog> {
        let mut loading = loading(", year: 2026");
        while loading.step(&Alone) == Some(false) {}
        Arc::new(Stock::from(loading).catalog())
    }

    #[test]
    fn who_does_not_want_to_wait_keeps_what_has_come() {
        let Some(Msg::Arrived(arrival)) = told("", true).0 else { panic!("nothing was told") };
        let so_far = loading("").so_far().unwrap();
        assert!((1..20_000).contains(&so_far.len()));
        assert!(arrival == Arrival::new(so_far, Freshness::Stopped));
    }

    #[test]
    fn a_fault_in_the_last_line_is_told() {
        assert!(!told(", yeer: 2026", false).1);
    }
}
