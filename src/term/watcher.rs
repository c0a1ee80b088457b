//! Polls the data files by `stat`, on a thread or else on the event loop, and reports changes.
//! inotify misses network files, and renames on the way to a file: of seven ways to replace a file,
//! watching it saw one, watching its folder five, and polling all.

use std::os::fd::{AsFd, BorrowedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Parallel;
use super::loader::{BackgroundRead, ReadStep, load_rest};
use super::log::Log;
use super::threads::ThreadSource;
use super::wake_channel::{WakeReceiver, WakeSender, wake_channel};
use super::watched_files::{
    FilesSnapshot, Fingerprint, WatchedFile, WatchedFiles, log_diagnostics, tell_unknown,
};
use crate::app::{DataStatus, Msg, Reload};
use crate::catalog::{
    Catalog, FileDiagnostics, FileError, LoadedFile, LoadedFiles, Loader, Shortage, load,
};
use crate::lang::{Lang, fill};

/// Polling interval. Two equal polls mean that writing is over; network files have whole seconds.
pub(super) const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// Watches the data files: on a thread, or on the loop as long as none can be started.
pub(super) struct FileWatcher {
    threads: ThreadSource,
    side: WatchMode,
    halt: Arc<AtomicBool>, // set to stop reading the rest of the files
}

enum WatchMode {
    OnThread {
        news: WakeReceiver<Msg>,
        _alive: Sender<()>, // its drop ends the thread
    },
    OnLoop(LoopWatch),
}

struct LoopWatch {
    watcher: Option<Box<WatchThread>>, // `None` only while a thread is started
    short: Shortage,                   // why there is no thread
    due: Instant,                      // time of the next poll
    retry: Instant,                    // time of the next attempt to start a thread
    patience: Duration,                // before input may interrupt a read; doubles each time
}

const PATIENCE: Duration = Duration::from_millis(200); // the first `patience`

impl FileWatcher {
    /// Starts watching, after reading the `rest` of the files if there is one.
    pub(super) fn start(
        threads: ThreadSource,
        source: WatchedFiles,
        rest: Option<Loader>,
        log: Log,
        lang: Lang,
    ) -> Self {
        let rest = rest.map(BackgroundRead::on);
        let watcher = Box::new(WatchThread {
            last_snapshot: source.last_snapshot(),
            files: source,
            rest,
            is_beside: false,
            log,
            lang,
        });
        let halt = Arc::default();
        let side = start(threads, watcher, &halt).unwrap_or_else(|(watcher, short)| {
            let due = Instant::now() + POLL_INTERVAL;
            WatchMode::OnLoop(LoopWatch {
                watcher: Some(watcher),
                short,
                due,
                retry: due,
                patience: PATIENCE,
            })
        });
        Self { threads, side, halt }
    }

    /// Stops reading the rest of the files.
    pub(super) fn stop_loading(&self) {
        self.halt.store(true, Ordering::Relaxed);
    }

    /// Returns the messages of the thread.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        let news = match &mut self.side {
            WatchMode::OnThread { news, .. } => Some(news.drain()),
            WatchMode::OnLoop(_) => None,
        };
        news.into_iter().flatten()
    }

    /// Returns the descriptor that wakes the loop, if there is a thread.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        match &self.side {
            WatchMode::OnThread { news, .. } => Some(news.as_fd()),
            WatchMode::OnLoop(_) => None,
        }
    }

    /// Returns the reason why there is no thread, if there is none.
    pub(super) fn short(&self) -> Option<Shortage> {
        match &self.side {
            WatchMode::OnThread { .. } => None,
            WatchMode::OnLoop(here) => Some(here.short),
        }
    }

    /// Returns when the loop has something to do, if there is no thread.
    pub(super) fn due(&self) -> Option<Instant> {
        match &self.side {
            WatchMode::OnThread { .. } => None,
            WatchMode::OnLoop(here)
                if here.watcher.as_ref().is_some_and(|watcher| watcher.rest.is_some()) =>
            {
                Some(Instant::now())
            }
            WatchMode::OnLoop(here) => Some(here.due),
        }
    }

    /// Does a piece of the loop's work until `is_wanted`; first retries to start the thread.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let (now, is_due) = (Instant::now(), self.due().is_some_and(|due| due <= Instant::now()));
        let WatchMode::OnLoop(here) = &mut self.side else { return Vec::new() };
        if !is_due {
            return Vec::new();
        }
        if here.retry <= now
            && let Some(watcher) = here.watcher.take()
        {
            here.retry = now + POLL_INTERVAL;
            match start(self.threads, watcher, &self.halt) {
                Ok(side) => {
                    self.side = side;
                    return Vec::new();
                }
                Err((watcher, short)) => (here.watcher, here.short) = (Some(watcher), short),
            }
        }
        here.work(&self.halt, is_wanted)
    }
}

/// Starts the thread.
///
/// # Errors
/// No thread or no descriptor is available.
fn start(
    threads: ThreadSource,
    mut watcher: Box<WatchThread>,
    halt: &Arc<AtomicBool>,
) -> Result<WatchMode, (Box<WatchThread>, Shortage)> {
    let (wire, news) = match wake_channel() {
        Ok(ends) => ends,
        Err(short) => return Err((watcher, short)),
    };
    let (alive, over) = channel();
    watcher.is_beside = true;
    let halted = Arc::clone(halt);
    let builder = thread::Builder::new().name("watch".to_owned());
    let started = threads
        .start(builder, (watcher, wire), move |(watcher, wire)| watcher.run(wire, &over, &halted));
    match started {
        Ok(()) => Ok(WatchMode::OnThread { news, _alive: alive }),
        Err((mut watcher, _)) => {
            watcher.is_beside = false;
            Err((watcher, Shortage::Threads))
        }
    }
}

impl LoopWatch {
    fn work(&mut self, halt: &AtomicBool, is_wanted: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let Some(watcher) = &mut self.watcher else { return Vec::new() };
        if let Some(rest) = watcher.rest.take() {
            let told = |arrival: Option<_>| arrival.map(Msg::PartLoaded).into_iter().collect();
            return match rest.step(halt) {
                ReadStep::More(rest, arrival) => {
                    watcher.rest = Some(rest);
                    told(arrival)
                }
                ReadStep::Halted(arrival) => told(arrival),
                ReadStep::Done(stock, arrival) => {
                    let mut msgs: Vec<Msg> = told(arrival);
                    msgs.extend(watcher.finish_load(stock));
                    msgs
                }
            };
        }
        let (begun, patience) = (Instant::now(), self.patience);
        let found = watcher.poll(&|| begun.elapsed() >= patience && is_wanted());
        self.due = Instant::now() + POLL_INTERVAL;
        self.patience = if found.is_some() { PATIENCE } else { 2 * patience };
        found.unwrap_or_default()
    }
}

struct WatchThread {
    files: WatchedFiles,
    last_snapshot: FilesSnapshot,      // at the last poll
    rest: Option<Box<BackgroundRead>>, // to read before polling
    is_beside: bool,                   // true on a thread, which has time to build indexes
    log: Log,
    lang: Lang,
}

impl WatchThread {
    /// Reads the rest of the files, then polls them until `over` is disconnected.
    fn run(mut self, mut wire: WakeSender<Msg>, over: &Receiver<()>, halt: &AtomicBool) {
        let stock = self.rest.take().and_then(|rest| load_rest(rest, halt, |msg| wire.send(msg)));
        let mut msgs = stock.map(|stock| self.finish_load(stock)).unwrap_or_default();
        loop {
            for msg in msgs {
                if !wire.send(msg) {
                    return;
                }
            }
            if over.recv_timeout(POLL_INTERVAL) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            msgs = self.poll(&|| false).unwrap_or_default();
        }
    }

    /// Takes over fully read files. A faulty one is replaced by its last published copy; without
    /// one, a single file's beginning stays on the screen, and of several the others are shown.
    fn finish_load(&mut self, mut stock: LoadedFiles) -> Vec<Msg> {
        let flaws: Vec<FileDiagnostics> = stock.diagnostics().collect();
        self.files.use_last_good(&mut stock);
        for volume in &stock.files {
            let name = volume.file.to_string_lossy();
            volume
                .catalog
                .iter()
                .for_each(|catalog| tell_unknown(&self.log, catalog, &name, self.lang));
        }
        let stays = self.files.is_single() && !stock.is_complete();
        for flaw in &flaws {
            log_diagnostics(&self.log, flaw, stays, self.lang);
        }
        let catalog = (!flaws.is_empty() && !stays)
            .then(|| stock.catalog())
            .filter(|catalog| !catalog.is_empty());
        self.files.update(stock);
        match catalog {
            _ if flaws.is_empty() => Vec::new(),
            Some(catalog) => {
                let projects = catalog.len().to_string();
                self.log.info(&fill(
                    self.lang.strings().log_shows,
                    &[&self.files.shown(self.lang), &projects],
                ));
                vec![
                    Msg::Reloaded(self.renewal(catalog)),
                    Msg::StatusChanged(self.files.data_status()),
                ]
            }
            None => {
                vec![Msg::StatusChanged(DataStatus::PartlyInvalid {
                    errors: flaws.iter().map(|flaw| flaw.errors.len()).sum(),
                })]
            }
        }
    }

    fn renewal(&self, catalog: Catalog) -> Reload {
        if self.is_beside { Reload::new(catalog) } else { Reload::unindexed(catalog) }
    }

    /// Returns the news; `None` if cancelled by `stop`: the next poll finds the same.
    fn poll(&mut self, stop: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Msg>> {
        let now = self.files.snapshot();
        let before = std::mem::replace(&mut self.last_snapshot, now.clone());
        if now != before {
            return Some(Vec::new());
        }
        match now {
            Ok(files) => self.reload_changed(&files, stop),
            Err(flaws) if flaws == self.files.diagnostics => Some(Vec::new()),
            Err(flaws) => {
                for flaw in &flaws {
                    log_diagnostics(&self.log, flaw, true, self.lang);
                }
                Some(vec![Msg::StatusChanged(self.files.set_unreadable(flaws))])
            }
        }
    }

    /// Reads the files that are new or changed since they were last read.
    fn reload_changed(
        &mut self,
        now: &[(PathBuf, Option<Fingerprint>)],
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Msg>> {
        let known: Vec<&PathBuf> = self.files.files.iter().map(|file| &file.loaded.file).collect();
        let others = known.len() != now.len()
            || known.iter().zip(now).any(|(known, (file, _))| *known != file);
        let is_changed =
            |(watched, (_, stamp)): (&WatchedFile, &(PathBuf, Option<Fingerprint>))| {
                watched.fingerprint != *stamp || watched.is_transient()
            };
        let recovered = !self.files.diagnostics.is_empty();
        if !others && !recovered && !self.files.files.iter().zip(now).any(is_changed) {
            return Some(Vec::new());
        }
        let before = self.files.data_status();
        let mut files: Vec<WatchedFile> = Vec::new();
        let mut news = others || recovered;
        for (file, stamp) in now {
            let known =
                self.files.files.iter().find(|watched| watched.loaded.file == *file).cloned();
            let mut watched = known.unwrap_or_else(|| WatchedFile::new(file.clone()));
            // Unread: new, halted, or its catalogue was not kept.
            let unread = watched.loaded.catalog.is_none() && watched.loaded.errors.is_empty();
            if watched.fingerprint != *stamp || watched.is_transient() || unread {
                let read = load(file, &Parallel::with_all_cores(stop));
                if read.as_ref().is_err_and(Vec::is_empty) {
                    return None; // cancelled: not an error of the file
                }
                if Fingerprint::of_path(file) != *stamp {
                    return Some(Vec::new());
                }
                news |= self.update_file(&mut watched, read, *stamp);
            }
            files.push(watched);
        }
        self.files.files = files;
        self.files.diagnostics.clear();
        let freshness = self.files.data_status();
        let mut msgs = Vec::new();
        // If no file is readable, what is shown stays.
        if news && self.files.files.iter().any(|file| file.loaded.catalog.is_some()) {
            let catalog = self.files.catalog();
            msgs.push(Msg::Reloaded(self.renewal(catalog)));
        }
        if freshness != DataStatus::Current && (news || freshness != before) {
            msgs.push(Msg::StatusChanged(freshness));
        }
        Some(msgs)
    }

    /// Takes over the result of reading a file and logs it; returns `true` if it is to be shown.
    fn update_file(
        &self,
        watched: &mut WatchedFile,
        read: Result<Catalog, Vec<FileError>>,
        stamp: Option<Fingerprint>,
    ) -> bool {
        let told = std::mem::take(&mut watched.loaded.errors);
        let len = read.as_ref().map_or(0, Catalog::len);
        let good = watched.update(read, stamp);
        let LoadedFile { file, errors: problems, catalog } = &watched.loaded;
        if good {
            let name = file.to_string_lossy();
            self.log.info(&fill(self.lang.strings().log_renewed, &[&name, &len.to_string()]));
            if let Some(catalog) = catalog {
                tell_unknown(&self.log, catalog, &name, self.lang);
            }
        } else if *problems != told {
            log_diagnostics(
                &self.log,
                &FileDiagnostics { file: file.clone(), errors: problems.clone() },
                true,
                self.lang,
            );
        }
        good
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::catalog::resolve_data_paths;
    use crate::executor::Sequential;

    fn programme(word: &str, projects: usize) -> String {
        let projects: String = (1..=projects)
            .map(|no| format!("(no: {no}, domain: \"d\", title: \"{word}{no}\"),\n"))
            .collect();
        format!(
            "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}])"
        )
    }

    fn watch(path: &Path, rest: Option<Loader>) -> FileWatcher {
        FileWatcher::start(
            ThreadSource::Exhausted,
            WatchedFiles::new(&[path.to_owned()]),
            rest,
            Log::Off,
            Lang::En,
        )
    }

    fn next(watch: &mut FileWatcher, is_wanted: bool) -> Vec<Msg> {
        let WatchMode::OnLoop(here) = &mut watch.side else { panic!("there is a thread") };
        (here.due, here.retry) = (Instant::now(), Instant::now());
        watch.work_here(&|| is_wanted)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_takes_in_new_data_and_a_key_interrupts_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("旧", 2)).unwrap();
        let mut watch = watch(&path, None);
        assert!(
            watch.fd().is_none()
                && watch.short() == Some(Shortage::Threads)
                && watch.due().is_some()
        );
        fs::write(&path, programme("新", 3)).unwrap();
        assert!(next(&mut watch, false).is_empty(), "somebody may be writing it");
        let WatchMode::OnLoop(here) = &mut watch.side else { panic!("there is a thread") };
        here.patience = Duration::ZERO;
        assert!(next(&mut watch, true).is_empty(), "a key goes first");
        let msgs = next(&mut watch, false);
        let new = parse(&path);
        assert_eq!(msgs, [Msg::Reloaded(Reload::unindexed(new))]);
        assert!(next(&mut watch, false).is_empty());
        watch.threads = ThreadSource::System;
        assert!(
            next(&mut watch, false).is_empty() && watch.fd().is_some(),
            "there is a thread again"
        );
    }

    fn parse(path: &Path) -> Catalog {
        load(path, &Sequential).unwrap()
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_reads_the_rest_of_a_large_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("第", 30_000)).unwrap();
        let mut queue = Loader::new(resolve_data_paths(std::slice::from_ref(&path)).unwrap(), true);
        assert_eq!(queue.step(&Sequential), Some(false));
        let mut watch = watch(&path, Some(queue));
        let mut told = Vec::new();
        while watch.due().is_some_and(|due| due <= Instant::now()) {
            told.extend(next(&mut watch, true));
        }
        let Some(Msg::PartLoaded(last)) = told.pop() else { panic!("nothing was told") };
        let whole = crate::app::PartialLoad::new(Arc::new(parse(&path)), DataStatus::Current);
        assert!(last == whole && !told.is_empty());
    }
}
