//! Searches of large catalogs: on a thread, so that no key waits; in slices on the event loop if
//! no thread can be started.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::{IndexJob, Msg, SearchRequest, SearchResponse};
use crate::diagnostics::Shortage;
use crate::executor::{Parallel, ThreadSource};
use crate::tty::{WakeReceiver, WakeSender, wake_channel};

/// Time that a search on the loop runs before input may interrupt it. It doubles with each
/// interruption, so that the search finishes even while a key is held down.
const TIME_SLICE: Duration = Duration::from_millis(30);

/// Runs search requests, only the latest one: on a thread, or on the loop as long as none can be
/// started.
pub(crate) struct SearchWorker {
    threads: ThreadSource,
    thread: Option<SearchThread>,
    /// The request to be run on the loop.
    loop_search: Option<LoopSearch>,
    /// True if an index is to be built for which no thread could be started.
    pub(crate) lacks_index: bool,
    /// The reason why the thread could not be started, if it was tried and failed.
    pub(crate) shortage: Option<Shortage>,
}

/// A thread that runs requests and wakes the loop through a descriptor.
struct SearchThread {
    jobs: Sender<SearchJob>,
    responses: WakeReceiver<Msg>,
    /// Set to cancel the last request.
    cancelled: Arc<AtomicBool>,
}

/// A request that is being run on the loop.
struct LoopSearch {
    request: SearchRequest,
    time_slice: Duration,
    /// True once the top hits have been tried.
    tried_top_hits: bool,
}

/// A request for the thread.
struct SearchJob {
    request: SearchRequest,
    cancelled: Arc<AtomicBool>,
}

impl SearchJob {
    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl SearchWorker {
    /// Creates a worker that starts its threads when they are needed.
    pub(crate) fn new(threads: ThreadSource) -> Self {
        Self { threads, thread: None, loop_search: None, lacks_index: false, shortage: None }
    }

    /// Creates a worker; if there is an index to build, starts building it and the search thread.
    pub(crate) fn prepared(threads: ThreadSource, index_job: Option<IndexJob>) -> Self {
        let mut worker = Self::new(threads);
        if let Some(index_job) = index_job {
            worker.build_index(index_job);
            worker.start_thread();
        }
        worker
    }

    /// Starts the search thread if it is not running.
    fn start_thread(&mut self) {
        if self.thread.is_none() {
            let started = SearchThread::start(self.threads);
            self.shortage = started.as_ref().err().copied();
            self.thread = started.ok();
        }
    }

    /// Builds an index on a thread of its own.
    fn build_index(&mut self, index_job: IndexJob) {
        let builder = thread::Builder::new().name("index".to_owned());
        self.lacks_index = self.threads.start(builder, index_job, IndexJob::build).is_err();
    }

    /// Builds an index for which no thread could be started before.
    pub(crate) fn build_missing(&mut self, index_job: IndexJob) {
        if self.lacks_index {
            self.build_index(index_job);
        }
    }

    /// Starts running `request` and cancels earlier requests.
    pub(crate) fn submit(&mut self, request: SearchRequest) {
        if !request.is_loading && !request.has_index() {
            self.build_missing(request.index_job());
        }
        self.start_thread();
        self.loop_search = match &mut self.thread {
            Some(thread) => {
                thread.submit(request);
                None
            }
            None => Some(LoopSearch { request, time_slice: TIME_SLICE, tried_top_hits: false }),
        };
    }

    /// Returns the responses of the thread: top hits and full results.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        self.thread.iter_mut().flat_map(|thread| thread.responses.drain())
    }

    /// Returns the present time if a request waits for the loop.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.loop_search.as_ref().map(|_| Instant::now())
    }

    /// Works on the waiting request: top hits first, then the full result. Once its time slice is
    /// over, input (`has_input`) interrupts it.
    pub(crate) fn run_on_loop(&mut self, has_input: &(dyn Fn() -> bool + Sync)) -> Option<Msg> {
        let LoopSearch { request, time_slice, tried_top_hits } = self.loop_search.as_mut()?;
        let started = Instant::now();
        let is_cancelled = || started.elapsed() >= *time_slice && has_input();
        let executor = Parallel { threads: 1, is_cancelled: &is_cancelled };
        if !std::mem::replace(tried_top_hits, true)
            && let Some(top_hits) = request.top_hits(&executor)
        {
            return Some(Msg::TopHits(top_hits));
        }
        let Some(response) = request.run(&executor) else {
            *time_slice *= 2;
            return None;
        };
        self.loop_search = None;
        Some(Msg::SearchDone(response))
    }

    /// Returns the descriptor that wakes the loop, if there is a thread.
    pub(crate) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.thread.as_ref().map(|thread| thread.responses.as_fd())
    }
}

impl SearchThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// No thread or no descriptor is available.
    fn start(threads: ThreadSource) -> Result<Self, Shortage> {
        let (jobs, receiver) = channel();
        let (sender, responses) = wake_channel()?;
        let builder = thread::Builder::new().name("search".to_owned());
        let started = threads
            .start(builder, (receiver, sender), |(receiver, sender)| run_jobs(&receiver, sender));
        started.map_err(|_| Shortage::Threads)?;
        Ok(Self { jobs, responses, cancelled: Arc::default() })
    }

    fn submit(&mut self, request: SearchRequest) {
        self.cancelled.store(true, Ordering::Relaxed);
        self.cancelled = Arc::default();
        // The thread runs as long as `self` lives.
        let _ = self.jobs.send(SearchJob { request, cancelled: Arc::clone(&self.cancelled) });
    }
}

/// Runs the latest job again and again, until the loop is gone.
fn run_jobs(jobs: &Receiver<SearchJob>, mut responses: WakeSender<Msg>) {
    let threads = thread::available_parallelism().map_or(1, Into::into);
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let executor = Parallel { threads, is_cancelled: &|| job.is_cancelled() };
        let top_hits = job.request.top_hits(&executor).map(Msg::TopHits);
        if top_hits.is_some_and(|top_hits| !responses.send(top_hits)) {
            return;
        }
        let response = run_job(&job, threads).map(Msg::SearchDone);
        if response.is_some_and(|response| !responses.send(response)) {
            return;
        }
    }
}

/// Returns the response to the request, or `None` if it was cancelled.
fn run_job(job: &SearchJob, threads: usize) -> Option<SearchResponse> {
    let request = &job.request;
    loop {
        // A search without the index starts over as soon as the index is built: that is faster.
        let is_naive = !request.has_index();
        let response = request.run(&Parallel {
            threads,
            is_cancelled: &|| job.is_cancelled() || (is_naive && request.has_index()),
        });
        if response.is_some() || job.is_cancelled() {
            return response;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Effect, KeyScript, Model, Start};
    use crate::host::dispatch;
    use crate::host::fixtures::{catalog, settings};

    /// Returns a board over a large catalog after `keys`, and the search that they request.
    fn model_after(keys: &str) -> (Model, SearchRequest) {
        let mut model = Model::new(catalog(6000), &Start::default());
        let keys: KeyScript = keys.parse().unwrap();
        let chords = keys.0.into_iter();
        let effects = chords
            .flat_map(|chord| dispatch(&mut model, &settings(), Msg::Key(chord.to_event())))
            .last();
        let Some(Effect::Search(request)) = effects else { panic!("{effects:?}") };
        (model, request)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_answers_and_a_key_interrupts_it() {
        let (mut model, request) = model_after("/ 4 5 6");
        let mut worker = SearchWorker::prepared(ThreadSource::Exhausted, model.data.index_job());
        worker.submit(request);
        assert!(
            worker.deadline().is_some()
                && worker.lacks_index
                && worker.fd().is_none()
                && worker.drain().next().is_none()
        );
        let first = worker.loop_search.as_ref().unwrap().time_slice;
        // The time slice is over, and a key waits.
        worker.loop_search.as_mut().unwrap().time_slice = Duration::ZERO;
        assert!(
            worker.run_on_loop(&|| true).is_none() && worker.deadline().is_some(),
            "it is not answered, and not forgotten"
        );
        worker.loop_search.as_mut().unwrap().time_slice = first;
        while worker.deadline().is_some() {
            while let Some(msg) = worker.run_on_loop(&|| false) {
                assert_eq!(dispatch(&mut model, &settings(), msg), []);
            }
        }
        assert_eq!((model.search.is_searching(), model.search.results.found_len()), (false, 16));
    }

    #[test]
    fn as_soon_as_a_thread_can_be_started_it_is_and_builds_what_was_not_built() {
        let (model, request) = model_after("/ 4 5 6");
        let mut worker = SearchWorker::prepared(ThreadSource::Exhausted, model.data.index_job());
        worker.submit(request.clone());
        worker.threads = ThreadSource::System;
        worker.submit(request);
        assert!(worker.deadline().is_none() && !worker.lacks_index);
        let mut answered = false;
        while !answered {
            answered = worker.drain().any(|msg| matches!(msg, Msg::SearchDone(_)));
            thread::yield_now();
        }
        while !model.data.index_job().is_none_or(|index_job| index_job.is_built()) {
            thread::yield_now();
        }
    }
}
