//! The work of a file watcher: polls the data files by `stat`, reads those that changed, and logs
//! what is wrong with them.
//!
//! inotify misses network files, and renames on the way to a file: of seven ways to replace a file,
//! watching it saw one, watching its folder five, and polling all.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError};

use super::background_read::{BackgroundRead, load_rest};
use super::log::Log;
use super::watched_files::{
    FilesSnapshot, Fingerprint, POLL_INTERVAL, WatchedFile, WatchedFiles, log_diagnostics,
    log_unknown_fields,
};
use crate::app::{DataStatus, Msg, Reload};
use crate::data::{LoadedFile, LoadedFiles, Loader, load};
use crate::diagnostics::{FileDiagnostics, FileError, count_errors};
use crate::executor::Parallel;
use crate::lang::{Lang, fill};
use crate::model::Catalog;
use crate::tty::WakeSender;

/// Reads the rest of the data files, then polls them for changes.
pub(crate) struct FilePoller {
    files: WatchedFiles,
    /// The files at the last poll.
    last_poll: FilesSnapshot,
    /// The rest of the files, to be read before polling.
    pub(crate) rest: Option<Box<BackgroundRead>>,
    /// True on a thread, which has time to build the index of a new catalog.
    pub(crate) builds_index: bool,
    log: Log,
    lang: Lang,
}

impl FilePoller {
    /// Creates a poller that builds no index until a thread takes it over; `loader` has read the
    /// beginning of the files.
    pub(crate) fn new(files: WatchedFiles, loader: Option<Loader>, log: Log, lang: Lang) -> Self {
        Self {
            rest: loader.map(BackgroundRead::new),
            last_poll: files.last_snapshot(),
            files,
            builds_index: false,
            log,
            lang,
        }
    }

    /// Reads the rest of the files until `stop` is set, then polls them until `ended` is
    /// disconnected or the loop no longer receives.
    pub(crate) fn run(
        mut self,
        mut sender: WakeSender<Msg>,
        ended: &Receiver<()>,
        stop: &AtomicBool,
    ) {
        let files = self.rest.take().and_then(|read| load_rest(read, stop, |msg| sender.send(msg)));
        let mut msgs = files.map(|files| self.finish_load(files)).unwrap_or_default();
        loop {
            for msg in msgs {
                if !sender.send(msg) {
                    return;
                }
            }
            if ended.recv_timeout(POLL_INTERVAL) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            msgs = self.poll(&|| false).unwrap_or_default();
        }
    }

    /// Takes over fully read files. A faulty one is replaced by its last published copy; without
    /// one, a single file's beginning stays on the screen, and of several the others are shown.
    pub(crate) fn finish_load(&mut self, mut loaded: LoadedFiles) -> Vec<Msg> {
        let diagnostics: Vec<FileDiagnostics> = loaded.diagnostics().collect();
        self.files.use_last_good(&mut loaded);
        for file in &loaded.files {
            if let Some(catalog) = &file.catalog {
                log_unknown_fields(&self.log, catalog, &file.file.to_string_lossy(), self.lang);
            }
        }
        let stays = self.files.is_single && !loaded.is_complete();
        for file in &diagnostics {
            log_diagnostics(&self.log, file, stays, self.lang);
        }
        let catalog = (!diagnostics.is_empty() && !stays)
            .then(|| loaded.catalog())
            .filter(|catalog| !catalog.is_empty());
        self.files.update(loaded);
        match catalog {
            _ if diagnostics.is_empty() => Vec::new(),
            Some(catalog) => {
                let (shown, len) = (self.files.describe_shown(self.lang), catalog.len());
                self.log.info(&fill(self.lang.strings().log_shows, &[&shown, &len.to_string()]));
                let status = self.files.data_status();
                vec![Msg::Reloaded(self.reload(catalog)), Msg::StatusChanged(status)]
            }
            None => {
                let errors = diagnostics.iter().map(|file| count_errors(&file.errors)).sum();
                vec![Msg::StatusChanged(DataStatus::PartlyInvalid { errors })]
            }
        }
    }

    fn reload(&self, catalog: Catalog) -> Reload {
        if self.builds_index { Reload::new(catalog) } else { Reload::unindexed(catalog) }
    }

    /// Returns the messages about changed files; `None` if `is_cancelled` returned true: the next
    /// poll finds the same changes.
    pub(crate) fn poll(&mut self, is_cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Msg>> {
        let snapshot = self.files.snapshot();
        let last_poll = std::mem::replace(&mut self.last_poll, snapshot.clone());
        if snapshot != last_poll {
            return Some(Vec::new());
        }
        match snapshot {
            Ok(files) => self.reload_changed(&files, is_cancelled),
            Err(diagnostics) if diagnostics == self.files.diagnostics => Some(Vec::new()),
            Err(diagnostics) => {
                for named in &diagnostics {
                    log_diagnostics(&self.log, named, true, self.lang);
                }
                Some(vec![Msg::StatusChanged(self.files.set_unreadable(diagnostics))])
            }
        }
    }

    /// Reads those of the files of `snapshot` that are new or changed since they were last read.
    fn reload_changed(
        &mut self,
        snapshot: &[(PathBuf, Option<Fingerprint>)],
        is_cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Msg>> {
        let watched = &self.files.files;
        let (paths, fingerprints): (Vec<_>, Vec<_>) =
            snapshot.iter().map(|(file, fingerprint)| (file, *fingerprint)).unzip();
        // Files are new, gone or in another order, or the named paths are readable again.
        let mut has_news = !watched.iter().map(|watched| &watched.loaded.file).eq(paths)
            || !self.files.diagnostics.is_empty();
        let mut pairs = watched.iter().zip(fingerprints);
        if !has_news && !pairs.any(|(watched, fingerprint)| watched.is_changed(fingerprint)) {
            return Some(Vec::new());
        }
        let last_status = self.files.data_status();
        let mut files: Vec<WatchedFile> = Vec::new();
        for (file, fingerprint) in snapshot {
            let known =
                self.files.files.iter().find(|watched| watched.loaded.file == *file).cloned();
            let mut watched = known.unwrap_or_else(|| WatchedFile::new(file.clone()));
            // A new file, one whose reading was stopped, or one whose catalog was not kept.
            let is_unread = watched.loaded.catalog.is_none() && watched.loaded.errors.is_empty();
            if watched.is_changed(*fingerprint) || is_unread {
                let result = load(file, &Parallel::with_all_cores(is_cancelled));
                if result.as_ref().is_err_and(Vec::is_empty) {
                    return None; // cancelled: not an error of the file
                }
                if Fingerprint::from_path(file) != *fingerprint {
                    return Some(Vec::new());
                }
                has_news |= self.update_file(&mut watched, result, *fingerprint);
            }
            files.push(watched);
        }
        self.files.files = files;
        self.files.diagnostics.clear();
        let status = self.files.data_status();
        let mut msgs = Vec::new();
        // If no file is readable, the screen keeps the data that it shows.
        if has_news && self.files.files.iter().any(|file| file.loaded.catalog.is_some()) {
            let catalog = self.files.catalog();
            msgs.push(Msg::Reloaded(self.reload(catalog)));
        }
        if status != DataStatus::Current && (has_news || status != last_status) {
            msgs.push(Msg::StatusChanged(status));
        }
        Some(msgs)
    }

    /// Takes over the `result` of reading a file and logs it; returns true if there is a new
    /// catalog to show.
    fn update_file(
        &self,
        watched: &mut WatchedFile,
        result: Result<Catalog, Vec<FileError>>,
        fingerprint: Option<Fingerprint>,
    ) -> bool {
        let logged_errors = std::mem::take(&mut watched.loaded.errors);
        let projects = result.as_ref().map_or(0, Catalog::len);
        let is_new = watched.update(result, fingerprint);
        let LoadedFile { file, errors, catalog } = &watched.loaded;
        if is_new {
            let name = file.to_string_lossy();
            self.log.info(&fill(self.lang.strings().log_renewed, &[&name, &projects.to_string()]));
            if let Some(catalog) = catalog {
                log_unknown_fields(&self.log, catalog, &name, self.lang);
            }
        } else if *errors != logged_errors {
            let diagnostics = FileDiagnostics { file: file.clone(), errors: errors.clone() };
            log_diagnostics(&self.log, &diagnostics, true, self.lang);
        }
        is_new
    }
}
