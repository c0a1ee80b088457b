//! Background services for the operator: file watching, logging, usage counts, systemd
//! notifications.

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

/// The configuration of the background services.
#[derive(Default)]
pub struct ServiceConfig {
    /// The data files to watch.
    pub files: Option<WatchedFiles>,
    /// The rest of them, if only their beginning has been read.
    pub loader: Option<Loader>,
    /// The destination of log messages.
    pub log: Log,
    /// The file for usage counts; `None` counts nothing.
    pub counts: Option<PathBuf>,
    /// The service manager to notify.
    pub systemd: SystemdEnv,
    /// The language of log lines and status texts.
    pub lang: Lang,
}

/// The background services of a running board.
pub(super) struct Services {
    threads: ThreadSource,
    watcher: Option<FileWatcher>,
    /// Files whose watcher has not been started yet.
    not_yet_watched: Option<(WatchedFiles, Option<Loader>)>,
    log: Log,
    sd_notify: SdNotify,
    usage_log: UsageLog,
    lang: Lang,
    /// True once the log says that threads are lacking.
    is_told: bool,
}

impl Services {
    /// Creates the services of `duties`; the file watcher starts with the first idle
    /// [`tick`](Self::tick).
    pub(super) fn new(threads: ThreadSource, duties: ServiceConfig) -> Self {
        let ServiceConfig { files: source, loader: rest, log, counts, systemd: manager, lang } =
            duties;
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

    /// Counts usage; called after each message, since the next one may hide what happened.
    pub(super) fn observe(&mut self, model: &Model) {
        self.usage_log.observe(model);
    }

    /// Does what is due at `now`. `idle` is true if the terminal has taken the whole frame: only
    /// then is the board known to be alive, and only then may a thread take time from its first
    /// screen. `short` is the shortage of threads elsewhere, if any.
    pub(super) fn tick(
        &mut self,
        model: &Model,
        idle: bool,
        now: Instant,
        short: Option<Shortage>,
    ) {
        self.usage_log.tick(now);
        self.tell_shortage(short);
        if idle {
            if let Some((source, rest)) = self.not_yet_watched.take() {
                self.watcher = Some(FileWatcher::start(
                    self.threads,
                    source,
                    rest,
                    self.log.clone(),
                    self.lang,
                ));
            }
            let lang = self.lang;
            let projects =
                || fill(lang.strings().status_projects, &[&model.catalog().len().to_string()]);
            self.sd_notify.notify(|| model.data_status().unwrap_or_else(projects), now);
        }
    }

    /// Logs once why the loop does the work of a thread.
    fn tell_shortage(&mut self, others: Option<Shortage>) {
        let short = others.or_else(|| self.watcher.as_ref().and_then(FileWatcher::short));
        if let Some(short) = short.filter(|_| !self.is_told) {
            self.log.warn(short.text(self.lang));
            self.is_told = true;
        }
    }

    /// Returns the time at which the services need the loop next.
    pub(super) fn deadline(&self, idle: bool) -> Option<Instant> {
        let report = self.sd_notify.deadline().filter(|_| idle);
        report
            .into_iter()
            .chain(self.usage_log.deadline())
            .chain(self.watcher.as_ref().and_then(FileWatcher::due))
            .min()
    }

    /// Stops reading the rest of the data files.
    pub(super) fn stop_loading(&self) {
        self.watcher.iter().for_each(FileWatcher::stop_loading);
    }

    /// Returns the messages of the file watcher.
    pub(super) fn drain_messages(&mut self) -> impl Iterator<Item = Msg> {
        self.watcher.iter_mut().flat_map(FileWatcher::drain)
    }

    /// Does the file watcher's work on the loop if it has no thread, until `is_wanted` returns
    /// `true`.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        self.watcher.as_mut().map(|watch| watch.work_here(is_wanted)).unwrap_or_default()
    }

    /// Returns the descriptor by which the file watcher wakes the loop.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.watcher.as_ref().and_then(FileWatcher::fd)
    }
}
