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
use crate::app::{Msg, Reload};
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
    mode: Result<WatchThread, LoopWatch>,
    /// Set to stop reading the rest of the files.
    stop: Arc<AtomicBool>,
}

/// The loop's side of a thread that watches.
struct WatchThread {
    receiver: WakeReceiver<Msg>,
    /// Ends the thread when dropped.
    _alive: Sender<()>,
}

/// A watch on the loop.
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
        let mode = start_thread(threads, poller, &stop).map_err(|(poller, shortage)| {
            let (poller, deadline) = (Some(poller), Instant::now() + POLL_INTERVAL);
            LoopWatch { poller, shortage, deadline, retry: deadline, time_slice: TIME_SLICE }
        });
        Self { threads, mode, stop }
    }

    /// Stops reading the rest of the files.
    pub(crate) fn stop_loading(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Returns the messages of the thread.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        self.mode.iter_mut().flat_map(|thread| thread.receiver.drain())
    }

    /// Returns the descriptor that wakes the loop, if there is a thread.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.mode.as_ref().ok().map(|thread| thread.receiver.as_fd())
    }

    /// Returns the reason why there is no thread, if there is none.
    pub(crate) fn shortage(&self) -> Option<Shortage> {
        self.mode.as_ref().err().map(|watch| watch.shortage)
    }

    /// Returns when the loop has something to do, if there is no thread.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let watch = self.mode.as_ref().err()?;
        let is_reading = watch.poller.as_ref().is_some_and(|poller| poller.rest.is_some());
        Some(if is_reading { Instant::now() } else { watch.deadline })
    }

    /// Does a piece of the work if there is no thread, until `has_input` returns true; first
    /// retries to start the thread.
    pub(crate) fn run_on_loop(&mut self, has_input: &(dyn Fn() -> bool + Sync)) -> Vec<Msg> {
        let now = Instant::now();
        let is_due = self.deadline().is_some_and(|deadline| deadline <= Instant::now());
        let Some(watch) = self.mode.as_mut().err().filter(|_| is_due) else { return Vec::new() };
        if watch.retry <= now
            && let Some(poller) = watch.poller.take()
        {
            watch.retry = now + POLL_INTERVAL;
            match start_thread(self.threads, poller, &self.stop) {
                Ok(thread) => {
                    self.mode = Ok(thread);
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
) -> Result<WatchThread, (Box<FilePoller>, Shortage)> {
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
    started.map(|()| WatchThread { receiver, _alive: alive }).map_err(|(mut poller, _)| {
        poller.builds_index = false;
        (poller, Shortage::Threads)
    })
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
    let to_msgs = |part: Option<Reload>| part.map(Msg::PartLoaded).into_iter().collect::<Vec<_>>();
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
    use crate::data::load;
    use crate::executor::Sequential;
    use crate::host::fixtures::programme;
    use crate::model::Audience;

    fn watch(path: &Path, loader: Option<Loader>) -> FileWatcher {
        let files = WatchedFiles::new(&[path.to_owned()], Audience::Staff);
        FileWatcher::start(ThreadSource::Exhausted, files, loader, Log::Off, Lang::En)
    }

    fn next(watcher: &mut FileWatcher, has_input: bool) -> Vec<Msg> {
        let watch = watcher.mode.as_mut().err().unwrap();
        (watch.deadline, watch.retry) = (Instant::now(), Instant::now());
        watcher.run_on_loop(&|| has_input)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_takes_in_new_data_and_a_key_interrupts_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("旧", 2, "")).unwrap();
        let mut watcher = watch(&path, None);
        assert!(
            watcher.fd().is_none()
                && watcher.shortage() == Some(Shortage::Threads)
                && watcher.deadline().is_some()
        );
        fs::write(&path, programme("新", 3, "")).unwrap();
        assert!(next(&mut watcher, false).is_empty(), "somebody may be writing it");
        watcher.mode.as_mut().err().unwrap().time_slice = Duration::ZERO;
        assert!(next(&mut watcher, true).is_empty(), "a key goes first");
        let msgs = next(&mut watcher, false);
        let new = load(&path, &Sequential).unwrap();
        assert_eq!(msgs, [Msg::Reloaded(Reload::unindexed(new))]);
        assert!(next(&mut watcher, false).is_empty());
        watcher.threads = ThreadSource::System;
        assert!(
            next(&mut watcher, false).is_empty() && watcher.fd().is_some(),
            "there is a thread again"
        );
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_reads_the_rest_of_a_large_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, programme("第", 30_000, "")).unwrap();
        let mut loader = Loader::new(vec![path.clone()], true);
        assert_eq!(loader.step(&Sequential), Some(false));
        let mut watcher = watch(&path, Some(loader));
        let mut msgs = Vec::new();
        while watcher.deadline().is_some_and(|deadline| deadline <= Instant::now()) {
            msgs.extend(next(&mut watcher, true));
        }
        let Some(Msg::PartLoaded(last)) = msgs.pop() else { panic!("{msgs:?}") };
        let whole = Arc::new(load(&path, &Sequential).unwrap());
        assert!(last == Reload::part(whole, DataStatus::Current) && !msgs.is_empty());
    }
}
