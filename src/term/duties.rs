//! What the board does besides showing: for whoever runs it, not for whoever looks at it.

use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::time::Instant;

use super::counts::Counts;
use super::log::Log;
use super::manager::{Manager, Reports};
use super::source::Source;
use super::threads::Threads;
use super::watch::Watch;
use crate::app::{Model, Msg};
use crate::catalog::{Queue, Shortage};
use crate::lang::{Lang, fill};

/// What there is to do.
#[derive(Default)]
pub struct Duties {
    /// The file to look at.
    pub source: Option<Source>,
    /// The rest of it, if only its beginning has been read.
    pub rest: Option<Queue>,
    /// Where to write what happens.
    pub log: Log,
    /// Where to count what people look for.
    pub counts: Option<PathBuf>,
    /// Whom to report to.
    pub manager: Manager,
    /// In which language.
    pub lang: Lang,
}

/// All of that while the board runs.
pub(super) struct Service {
    threads: Threads,
    watch: Option<Watch>,
    /// What it is to watch, until it does.
    unwatched: Option<(Source, Option<Queue>)>,
    log: Log,
    reports: Reports,
    counts: Counts,
    lang: Lang,
    /// Whether the log knows that there is no thread for all of it.
    is_told: bool,
}

impl Service {
    /// Begins with that, by threads from there.
    pub(super) fn begin(threads: Threads, duties: Duties) -> Self {
        let Duties { source, rest, log, counts, manager, lang } = duties;
        let unwatched = source.map(|source| (source, rest));
        let counts = Counts::begin(counts, log.clone(), lang);
        let reports = Reports::to(&manager);
        Self { threads, watch: None, unwatched, log, reports, counts, lang, is_told: false }
    }

    /// Looks at what has become of the board after each message: what comes after may hide it again.
    pub(super) fn look(&mut self, model: &Model) {
        self.counts.look(model);
    }

    /// Takes note of how things are. `idle` says that the terminal has taken all there was to show: only then the board is known
    /// to be alive, and no thread takes time from its first screen. `short` says what others lack for threads of theirs.
    pub(super) fn attend(&mut self, model: &Model, idle: bool, now: Instant, short: Option<Shortage>) {
        self.counts.attend(now);
        self.tell_shortage(short);
        if idle {
            if let Some((source, rest)) = self.unwatched.take() {
                self.watch = Some(Watch::start(self.threads, source, rest, self.log.clone(), self.lang));
            }
            let lang = self.lang;
            let projects = || fill(lang.strings().status_projects, &[&model.catalog().len().to_string()]);
            self.reports.alive(|| model.data_status().unwrap_or_else(projects), now);
        }
    }

    /// Tells the log, once, why the loop does what is a thread's.
    fn tell_shortage(&mut self, others: Option<Shortage>) {
        let short = others.or_else(|| self.watch.as_ref().and_then(Watch::short));
        if let Some(short) = short.filter(|_| !self.is_told) {
            self.log.warn(short.text(self.lang));
            self.is_told = true;
        }
    }

    /// When there is something to do though nothing happens.
    pub(super) fn due(&self, idle: bool) -> Option<Instant> {
        let report = self.reports.due().filter(|_| idle);
        report.into_iter().chain(self.counts.due()).chain(self.watch.as_ref().and_then(Watch::due)).min()
    }

    /// Reads no more of the data file.
    pub(super) fn halt(&self) {
        self.watch.iter().for_each(Watch::halt);
    }

    /// What has become of the data file.
    pub(super) fn news(&mut self) -> impl Iterator<Item = Msg> {
        self.watch.iter_mut().flat_map(Watch::news)
    }

    /// The same, where no thread looks after that: whatever can be done until something `is_wanted` of the loop.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        self.watch.as_mut().map(|watch| watch.work_here(is_wanted)).unwrap_or_default()
    }

    /// What wakes the loop when there is news of the data file.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.watch.as_ref().and_then(Watch::fd)
    }
}
