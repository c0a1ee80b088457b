//! What the board does besides showing: for whoever runs it, not for whoever looks at it.

use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::time::Instant;

use super::log::Log;
use super::systemd::{SdNotify, SystemdEnv};
use super::threads::ThreadSource;
use super::usage_log::UsageLog;
use super::watched_files::WatchedFiles;
use super::watcher::FileWatcher;
use crate::app::{Model, Msg};
use crate::catalog::{Loader, Shortage};
use crate::lang::{Lang, fill};

/// What there is to do.
#[derive(Default)]
pub struct ServiceConfig {
    /// The file to look at.
    pub files: Option<WatchedFiles>,
    /// The rest of it, if only its beginning has been read.
    pub loader: Option<Loader>,
    /// Where to write what happens.
    pub log: Log,
    /// Where to count what people look for.
    pub counts: Option<PathBuf>,
    /// Whom to report to.
    pub systemd: SystemdEnv,
    /// In which language.
    pub lang: Lang,
}

/// All of that while the board runs.
pub(super) struct Services {
    threads: ThreadSource,
    watcher: Option<FileWatcher>,
    /// What it is to watch, until it does.
    not_yet_watched: Option<(WatchedFiles, Option<Loader>)>,
    log: Log,
    sd_notify: SdNotify,
    usage_log: UsageLog,
    lang: Lang,
    /// Whether the log knows that there is no thread for all of it.
    is_told: bool,
}

impl Services {
    /// Begins with that, by threads from there.
    pub(super) fn new(threads: ThreadSource, duties: ServiceConfig) -> Self {
        let ServiceConfig { files: source, loader: rest, log, counts, systemd: manager, lang } = duties;
        let unwatched = source.map(|source| (source, rest));
        let counts = UsageLog::new(counts, log.clone(), lang);
        let reports = SdNotify::new(&manager);
        Self {
            threads,
            watcher: None,
            not_yet_watched: unwatched,
            log,
            sd_notify: reports,
            usage_log: counts,
            lang,
            is_told: false,
        }
    }

    /// Looks at what has become of the board after each message: what comes after may hide it again.
    pub(super) fn observe(&mut self, model: &Model) {
        self.usage_log.observe(model);
    }

    /// Takes note of how things are. `idle` says that the terminal has taken all there was to show: only then the board is known
    /// to be alive, and no thread takes time from its first screen. `short` says what others lack for threads of theirs.
    pub(super) fn tick(&mut self, model: &Model, idle: bool, now: Instant, short: Option<Shortage>) {
        self.usage_log.tick(now);
        self.tell_shortage(short);
        if idle {
            if let Some((source, rest)) = self.not_yet_watched.take() {
                self.watcher = Some(FileWatcher::start(self.threads, source, rest, self.log.clone(), self.lang));
            }
            let lang = self.lang;
            let projects = || fill(lang.strings().status_projects, &[&model.catalog().len().to_string()]);
            self.sd_notify.notify(|| model.data_status().unwrap_or_else(projects), now);
        }
    }

    /// Tells the log, once, why the loop does what is a thread's.
    fn tell_shortage(&mut self, others: Option<Shortage>) {
        let short = others.or_else(|| self.watcher.as_ref().and_then(FileWatcher::short));
        if let Some(short) = short.filter(|_| !self.is_told) {
            self.log.warn(short.text(self.lang));
            self.is_told = true;
        }
    }

    /// When there is something to do though nothing happens.
    pub(super) fn deadline(&self, idle: bool) -> Option<Instant> {
        let report = self.sd_notify.deadline().filter(|_| idle);
        report.into_iter().chain(self.usage_log.deadline()).chain(self.watcher.as_ref().and_then(FileWatcher::due)).min()
    }

    /// Reads no more of the data file.
    pub(super) fn stop_loading(&self) {
        self.watcher.iter().for_each(FileWatcher::stop_loading);
    }

    /// What has become of the data file.
    pub(super) fn drain_messages(&mut self) -> impl Iterator<Item = Msg> {
        self.watcher.iter_mut().flat_map(FileWatcher::drain)
    }

    /// The same, where no thread looks after that: whatever can be done until something `is_wanted` of the loop.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        self.watcher.as_mut().map(|watch| watch.work_here(is_wanted)).unwrap_or_default()
    }

    /// What wakes the loop when there is news of the data file.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.watcher.as_ref().and_then(FileWatcher::fd)
    }
}
