//! Background services for the operator: file watching, logging, usage counts, systemd
//! notifications.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::last_good::LastGood;
use super::log::Log;
use super::systemd::{SdNotify, SystemdEnv};
use super::usage_log::UsageLog;
use super::watched_files::WatchedFiles;
use super::watcher::FileWatcher;
use crate::app::Model;
use crate::data::Loader;
use crate::diagnostics::Shortage;
use crate::executor::ThreadSource;
use crate::lang::{Lang, fill};
use crate::model::Catalog;

/// The configuration of the background services.
#[derive(Default)]
pub struct ServiceConfig {
    /// The data files to watch.
    pub files: Option<WatchedFiles>,
    /// The loader for the rest of them, if only their beginning has been read.
    pub loader: Option<Loader>,
    /// The destination of log messages.
    pub log: Log,
    /// The file for usage counts; `None` counts nothing.
    pub counts: Option<PathBuf>,
    /// True if searches without hits may be counted by their words.
    pub count_queries: bool,
    /// The environment variables of the service manager to notify.
    pub systemd: SystemdEnv,
    /// The language of log lines and status texts.
    pub lang: Lang,
}

/// The background services of a running board.
pub(crate) struct Services {
    threads: ThreadSource,
    pub(crate) watcher: Option<FileWatcher>,
    /// Files whose watcher has not been started yet.
    not_yet_watched: Option<(WatchedFiles, Option<Loader>)>,
    /// The loader of the version that was kept of a single data file.
    last_good: Option<LastGood>,
    log: Log,
    sd_notify: SdNotify,
    pub(crate) usage_log: UsageLog,
    lang: Lang,
    /// True once the log says that threads are lacking.
    logged_shortage: bool,
}

impl Services {
    /// Creates the services of `config`; the file watcher starts with the first
    /// [`tick`](Self::tick) at which all output is sent.
    pub(crate) fn new(threads: ThreadSource, config: ServiceConfig) -> Self {
        let ServiceConfig { files, loader, log, counts, count_queries, systemd, lang } = config;
        Self {
            threads,
            watcher: None,
            last_good: files.as_ref().and_then(WatchedFiles::last_good),
            not_yet_watched: files.map(|files| (files, loader)),
            sd_notify: SdNotify::new(&systemd),
            usage_log: UsageLog::new(counts, count_queries, log.clone(), lang),
            log,
            lang,
            logged_shortage: false,
        }
    }

    /// Reads the version of the data file that was kept before the present one, if it is small
    /// enough for the loop.
    pub(crate) fn last_good(&self) -> Option<Arc<Catalog>> {
        self.last_good.as_ref().and_then(LastGood::read).map(Arc::new)
    }

    /// Does what is due at `now`. `is_drained` is true if the terminal has taken all output: only
    /// then is the board known to be alive, and only then may a thread take time from its first
    /// screen. `shortage` is the shortage of threads elsewhere, if any.
    pub(crate) fn tick(
        &mut self,
        model: &Model,
        is_drained: bool,
        now: Instant,
        shortage: Option<Shortage>,
    ) {
        self.usage_log.tick(now);
        self.log_shortage(shortage);
        if is_drained {
            if let Some((files, loader)) = self.not_yet_watched.take() {
                let (log, lang) = (self.log.clone(), self.lang);
                self.watcher = Some(FileWatcher::start(self.threads, files, loader, log, lang));
            }
            let lang = self.lang;
            let projects =
                || fill(lang.strings().status_projects, &[&model.catalog().len().to_string()]);
            self.sd_notify
                .notify(|| model.data.status_text(model.prefs.lang).unwrap_or_else(projects), now);
        }
    }

    /// Logs once why the loop does the work of a thread: `shortage`, or that of the file watcher.
    fn log_shortage(&mut self, shortage: Option<Shortage>) {
        let shortage = shortage.or_else(|| self.watcher.as_ref().and_then(FileWatcher::shortage));
        if let Some(shortage) = shortage.filter(|_| !self.logged_shortage) {
            self.log.warn(shortage.text(self.lang));
            self.logged_shortage = true;
        }
    }

    /// Returns the time at which the services need the loop next. `is_drained` as in
    /// [`tick`](Self::tick).
    pub(crate) fn deadline(&self, is_drained: bool) -> Option<Instant> {
        let notification = self.sd_notify.deadline().filter(|_| is_drained);
        let watcher = self.watcher.as_ref().and_then(FileWatcher::deadline);
        [notification, self.usage_log.deadline(), watcher].into_iter().flatten().min()
    }
}
