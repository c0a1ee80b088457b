//! Watches the data files on a thread or, if none can be started, on the event loop.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::background_read::{BackgroundRead, ReadStep};
use super::file_poller::FilePoller;
use super::log::Log;
use super::watched_files::{POLL_INTERVAL, WatchedFiles};
use crate::app::{Msg, PartialLoad};
use crate::data::Loader;
use crate::diagnostics::Shortage;
use crate::executor::ThreadSource;
use crate::lang::Lang;
use crate::tty::{WakeReceiver, wake_channel};

/// Time that a poll on the loop runs before input may interrupt it. It doubles with each
/// interruption, so that a large file is read even while a key is held down.
const TIME_SLICE: Duration = Duration::from_millis(200);

/// Watches the data files: on a thread, or on the loop as long as none can be started.
pub(crate) struct FileWatcher {
    threads: ThreadSource,
    mode: WatchMode,
    /// Set to stop reading the rest of the files.
    stop: Arc<AtomicBool>,
}

enum WatchMode {
    OnThread {
        receiver: WakeReceiver<Msg>,
        /// Ends the thread when dropped.
        _alive: Sender<()>,
    },
    OnLoop(LoopWatch),
}

struct LoopWatch {
    /// `None` only while a thread is started.
    poller: Option<Box<FilePoller>>,
    /// The reason why there is no thread.
    shortage: Shortage,
    /// Time of the next poll.
    deadline: Instant,
    /// Time of the next attempt to start a thread.
    retry: Instant,
    time_slice: Duration,
}

impl FileWatcher {
    /// Starts watching, after `loader` has read the rest of the files if there is one.
    pub(crate) fn start(
        threads: ThreadSource,
        files: WatchedFiles,
        loader: Option<Loader>,
        log: Log,
        lang: Lang,
    ) -> Self {
        let poller = Box::new(FilePoller::new(files, loader, log, lang));
        let stop = Arc::default();
        let mode = start_thread(threads, poller, &stop).unwrap_or_else(|(poller, shortage)| {
            let deadline = Instant::now() + POLL_INTERVAL;
            WatchMode::OnLoop(LoopWatch {
                poller: Some(poller),
                shortage,
                deadline,
                retry: deadline,
                time_slice: TIME_SLICE,
            })
        });
        Self { threads, mode, stop }
    }

    /// Stops reading the rest of the files.
    pub(crate) fn stop_loading(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Returns the messages of the thread.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        let msgs = match &mut self.mode {
            WatchMode::OnThread { receiver, .. } => Some(receiver.drain()),
            WatchMode::OnLoop(_) => None,
        };
        msgs.into_iter().flatten()
    }

    /// Returns the descriptor that wakes the loop, if there is a thread.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        match &self.mode {
            WatchMode::OnThread { receiver, .. } => Some(receiver.as_fd()),
            WatchMode::OnLoop(_) => None,
        }
    }

    /// Returns the reason why there is no thread, if there is none.
    pub(crate) fn shortage(&self) -> Option<Shortage> {
        match &self.mode {
            WatchMode::OnThread { .. } => None,
            WatchMode::OnLoop(watch) => Some(watch.shortage),
        }
    }

    /// Returns when the loop has something to do, if there is no thread.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        match &self.mode {
            WatchMode::OnThread { .. } => None,
            WatchMode::OnLoop(watch)
                if watch.poller.as_ref().is_some_and(|poller| poller.is_reading()) =>
            {
                Some(Instant::now())
            }
            WatchMode::OnLoop(watch) => Some(watch.deadline),
        }
    }

    /// Does a piece of the work if there is no thread, until `has_input` returns true; first
    /// retries to start the thread.
    pub(crate) fn run_on_loop(&mut self, has_input: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let now = Instant::now();
        let is_due = self.deadline().is_some_and(|deadline| deadline <= Instant::now());
        let WatchMode::OnLoop(watch) = &mut self.mode else { return Vec::new() };
        if !is_due {
            return Vec::new();
        }
        if watch.retry <= now
            && let Some(poller) = watch.poller.take()
        {
            watch.retry = now + POLL_INTERVAL;
            match start_thread(self.threads, poller, &self.stop) {
                Ok(mode) => {
                    self.mode = mode;
                    return Vec::new();
                }
                Err((poller, shortage)) => {
                    (watch.poller, watch.shortage) = (Some(poller), shortage);
                }
            }
        }
        watch.run(&self.stop, has_input)
    }
}

/// Starts the thread.
///
/// # Errors
/// No thread or no descriptor is available: returns the poller, and the reason.
fn start_thread(
    threads: ThreadSource,
    mut poller: Box<FilePoller>,
    stop: &Arc<AtomicBool>,
) -> Result<WatchMode, (Box<FilePoller>, Shortage)> {
    let (sender, receiver) = match wake_channel() {
        Ok(ends) => ends,
        Err(shortage) => return Err((poller, shortage)),
    };
    let (alive, ended) = channel();
    poller.builds_index = true;
    let stop = Arc::clone(stop);
    let builder = thread::Builder::new().name("watch".to_owned());
    let started = threads.start(builder, (poller, sender), move |(poller, sender)| {
        poller.run(sender, &ended, &stop);
    });
    match started {
        Ok(()) => Ok(WatchMode::OnThread { receiver, _alive: alive }),
        Err((mut poller, _)) => {
            poller.builds_index = false;
            Err((poller, Shortage::Threads))
        }
    }
}

impl LoopWatch {
    fn run(&mut self, stop: &AtomicBool, has_input: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        debug_assert!(self.poller.is_some(), "the poller is only gone while a thread is started");
        let Some(poller) = &mut self.poller else { return Vec::new() };
        if let Some(read) = poller.rest.take() {
            return read_piece(poller, read, stop);
        }
        let (started, time_slice) = (Instant::now(), self.time_slice);
        let msgs = poller.poll(&|| started.elapsed() >= time_slice && has_input());
        self.deadline = Instant::now() + POLL_INTERVAL;
        self.time_slice = if msgs.is_some() { TIME_SLICE } else { 2 * time_slice };
        msgs.unwrap_or_default()
    }
}

/// Reads one piece of the rest of the files.
fn read_piece(poller: &mut FilePoller, read: Box<BackgroundRead>, stop: &AtomicBool) -> Vec<Msg> {
    let to_msgs =
        |part: Option<PartialLoad>| part.map(Msg::PartLoaded).into_iter().collect::<Vec<_>>();
    match read.step(stop) {
        ReadStep::More(read, part) => {
            poller.rest = Some(read);
            to_msgs(part)
        }
        ReadStep::Stopped(part) => to_msgs(part),
        ReadStep::Done(files, whole) => {
            let mut msgs = to_msgs(whole);
            msgs.extend(poller.finish_load(files));
            msgs
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::app::{DataStatus, Reload};
    use crate::data::{load, resolve_data_paths};
    use crate::executor::Sequential;
    use crate::model::Catalog;

    fn programme(word: &str, projects: usize) -> String {
        let projects: String = (1..=projects)
            .map(|no| format!("(no: {no}, domain: \"d\", title: \"{word}{no}\"),\n"))
            .collect();
        format!(
            "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [\n{projects}])"
        )
    }

    fn watch(path: &Path, loader: Option<Loader>) -> FileWatcher {
        FileWatcher::start(
            ThreadSource::Exhausted,
            WatchedFiles::new(&[path.to_owned()]),
            loader,
            Log::Off,
            Lang::En,
        )
    }

    fn next(watcher: &mut FileWatcher, has_input: bool) -> Vec<Msg> {
        let WatchMode::OnLoop(watch) = &mut watcher.mode else { panic!("there is a thread") };
        (watch.deadline, watch.retry) = (Instant::now(), Instant::now());
        watcher.run_on_loop(&|| has_input)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_takes_in_new_data_and_a_key_interrupts_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("旧", 2)).unwrap();
        let mut watcher = watch(&path, None);
        assert!(
            watcher.fd().is_none()
                && watcher.shortage() == Some(Shortage::Threads)
                && watcher.deadline().is_some()
        );
        fs::write(&path, programme("新", 3)).unwrap();
        assert!(next(&mut watcher, false).is_empty(), "somebody may be writing it");
        let WatchMode::OnLoop(watch) = &mut watcher.mode else { panic!("there is a thread") };
        watch.time_slice = Duration::ZERO;
        assert!(next(&mut watcher, true).is_empty(), "a key goes first");
        let msgs = next(&mut watcher, false);
        let new = parse(&path);
        assert_eq!(msgs, [Msg::Reloaded(Reload::unindexed(new))]);
        assert!(next(&mut watcher, false).is_empty());
        watcher.threads = ThreadSource::System;
        assert!(
            next(&mut watcher, false).is_empty() && watcher.fd().is_some(),
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
        let mut loader =
            Loader::new(resolve_data_paths(std::slice::from_ref(&path)).unwrap(), true);
        assert_eq!(loader.step(&Sequential), Some(false));
        let mut watcher = watch(&path, Some(loader));
        let mut msgs = Vec::new();
        while watcher.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
            msgs.extend(next(&mut watcher, true));
        }
        let Some(Msg::PartLoaded(last)) = msgs.pop() else { panic!("{msgs:?}") };
        let whole = PartialLoad::new(Arc::new(parse(&path)), DataStatus::Current);
        assert!(last == whole && !msgs.is_empty());
    }
}
