//! Searches of large catalogues: on a thread, so that no key waits; in slices on the event loop if
//! no thread can be started.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Parallel;
use super::threads::ThreadSource;
use super::wake_channel::{WakeReceiver, WakeSender, wake_channel};
use crate::app::{IndexJob, Msg, SearchRequest, SearchResponse};
use crate::catalog::Shortage;

/// Time that a search on the loop runs before input may interrupt it. It doubles with each
/// interruption, so that the search finishes even while a key is held down.
const PATIENCE: Duration = Duration::from_millis(30);

/// Answers search requests, only the latest one: on a thread, or on the loop as long as none can be
/// started.
pub(super) struct SearchWorker {
    threads: ThreadSource,
    searcher: Option<SearchThread>,
    /// The request to be answered on the loop.
    waiting: Option<LoopSearch>,
    /// True if an index is to be built for which no thread could be started.
    pub(super) lacks_index: bool,
    /// The reason why the thread could not be started, if it was tried and failed.
    pub(super) short: Option<Shortage>,
}

/// A thread that answers requests and wakes the loop through a descriptor.
struct SearchThread {
    inquiries: Sender<SearchJob>,
    replies: WakeReceiver<Msg>,
    /// Set to cancel the last request.
    cancel: Arc<AtomicBool>,
}

/// A request that is being answered on the loop.
struct LoopSearch {
    inquiry: SearchRequest,
    patience: Duration,
    /// True once the top hits have been tried.
    is_begun: bool,
}

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
    pub(super) fn new(threads: ThreadSource) -> Self {
        Self { threads, searcher: None, waiting: None, lacks_index: false, short: None }
    }

    /// Creates a worker; if there is an index to build, starts building it and the search thread.
    pub(super) fn prepared(threads: ThreadSource, unbuilt: Option<IndexJob>) -> Self {
        let mut worker = Self::new(threads);
        if let Some(unbuilt) = unbuilt {
            worker.build(unbuilt);
            worker.begin();
        }
        worker
    }

    /// Starts the search thread if it is not running.
    fn begin(&mut self) {
        if self.searcher.is_none() {
            let started = SearchThread::start(self.threads);
            self.short = started.as_ref().err().copied();
            self.searcher = started.ok();
        }
    }

    fn build(&mut self, unbuilt: IndexJob) {
        let builder = thread::Builder::new().name("index".to_owned());
        self.lacks_index = self.threads.start(builder, unbuilt, IndexJob::build).is_err();
    }

    /// Requests the answer to `inquiry` and cancels earlier requests. `unbuilt` returns the missing
    /// index, if there is one.
    pub(super) fn submit(
        &mut self,
        inquiry: SearchRequest,
        unbuilt: impl FnOnce() -> Option<IndexJob>,
    ) {
        if let Some(unbuilt) =
            Some(unbuilt).filter(|_| self.lacks_index).and_then(|unbuilt| unbuilt())
        {
            self.build(unbuilt);
        }
        self.begin();
        self.waiting = match &mut self.searcher {
            Some(searcher) => {
                searcher.ask(inquiry);
                None
            }
            None => Some(LoopSearch { inquiry, patience: PATIENCE, is_begun: false }),
        };
    }

    /// Returns the responses of the thread: top hits and full results.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        self.searcher.iter_mut().flat_map(|searcher| searcher.replies.drain())
    }

    /// Returns the present time if a request waits for the loop.
    pub(super) fn due(&self) -> Option<Instant> {
        self.waiting.as_ref().map(|_| Instant::now())
    }

    /// Works on the waiting request: top hits first, then the full result. Once its time slice is
    /// over, input (`is_wanted`) interrupts it.
    pub(super) fn work_here(&mut self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Option<Msg> {
        let LoopSearch { inquiry, patience, is_begun } = self.waiting.as_mut()?;
        let begun = Instant::now();
        let stop = || begun.elapsed() >= *patience && is_wanted();
        let crew = Parallel { threads: 1, is_cancelled: &stop };
        if !std::mem::replace(is_begun, true)
            && let Some(best) = inquiry.top_hits(&crew)
        {
            return Some(Msg::TopHits(best));
        }
        let Some(answer) = inquiry.run(&crew) else {
            *patience *= 2;
            return None;
        };
        self.waiting = None;
        Some(Msg::SearchDone(answer))
    }

    /// Returns the descriptor that wakes the loop, if there is a thread.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.searcher.as_ref().map(|searcher| searcher.replies.as_fd())
    }
}

impl SearchThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// No thread or no descriptor is available.
    fn start(threads: ThreadSource) -> Result<Self, Shortage> {
        let (inquiries, jobs) = channel();
        let (wire, replies) = wake_channel()?;
        let builder = thread::Builder::new().name("search".to_owned());
        let started = threads.start(builder, (jobs, wire), |(jobs, wire)| run(&jobs, wire));
        started.map_err(|_| Shortage::Threads)?;
        Ok(Self { inquiries, replies, cancel: Arc::default() })
    }

    fn ask(&mut self, inquiry: SearchRequest) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        // The thread runs as long as `self` lives.
        let _ = self
            .inquiries
            .send(SearchJob { request: inquiry, cancelled: Arc::clone(&self.cancel) });
    }
}

fn run(jobs: &Receiver<SearchJob>, mut replies: WakeSender<Msg>) {
    let hands = thread::available_parallelism().map_or(1, Into::into);
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let crew = Parallel { threads: hands, is_cancelled: &|| job.is_cancelled() };
        let best = job.request.top_hits(&crew).map(Msg::TopHits);
        let told = best.is_none_or(|best| replies.send(best));
        let all = || respond(&job, hands).map(Msg::SearchDone);
        if !told || all().is_some_and(|answer| !replies.send(answer)) {
            return;
        }
    }
}

/// Returns the response, or `None` if the request was cancelled.
fn respond(job: &SearchJob, hands: usize) -> Option<SearchResponse> {
    let inquiry = &job.request;
    loop {
        // A search without the index starts over as soon as the index is built: that is faster.
        let reads = !inquiry.has_index();
        let answer = inquiry.run(&Parallel {
            threads: hands,
            is_cancelled: &|| job.is_cancelled() || (reads && inquiry.has_index()),
        });
        if answer.is_some() || job.is_cancelled() {
            return answer;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::app::{ColorDepth, Effect, KeyScript, Keymap, Model, Settings, Start, update};
    use crate::catalog::parse;
    use crate::text::Glyphs;

    /// Returns a board over a large catalogue after `keys`, which request a search.
    fn asking(keys: &str) -> (Model, Settings) {
        let projects = (1..=6000).fold(String::new(), |mut text, no| {
            let _ = write!(text, "(no: {no}, domain: \"d\", title: \"第{no}号工程\"),");
            text
        });
        let catalog = parse(&format!(
            "(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])"
        ));
        let settings = Settings {
            keymap: Keymap::builtin(),
            glyphs: &Glyphs::UNICODE,
            depth: ColorDepth::TrueColor,
        };
        let mut model = Model::new(Arc::new(catalog.unwrap()), &Start::default());
        let keys: KeyScript = keys.parse().unwrap();
        let chords = keys.0.into_iter();
        let effects: Vec<Effect> = chords
            .flat_map(|chord| update(&mut model, &settings, Msg::Key(chord.to_event())))
            .collect();
        assert!(effects.contains(&Effect::Search), "{effects:?}");
        (model, settings)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_answers_and_a_key_interrupts_it() {
        let (mut model, settings) = asking("/ 4 5 6");
        let mut worker = SearchWorker::prepared(ThreadSource::Exhausted, model.index_job());
        worker.submit(model.search_request(), || model.index_job());
        assert!(
            worker.due().is_some()
                && worker.lacks_index
                && worker.fd().is_none()
                && worker.drain().next().is_none()
        );
        let first = worker.waiting.as_ref().unwrap().patience;
        // The time slice is over, and a key waits.
        worker.waiting.as_mut().unwrap().patience = Duration::ZERO;
        assert!(
            worker.work_here(&|| true).is_none() && worker.due().is_some(),
            "it is not answered, and not forgotten"
        );
        worker.waiting.as_mut().unwrap().patience = first;
        while worker.due().is_some() {
            while let Some(msg) = worker.work_here(&|| false) {
                assert!(update(&mut model, &settings, msg).into_iter().next().is_none());
            }
        }
        assert_eq!((model.is_searching(), model.found_len()), (false, 16));
    }

    #[test]
    fn as_soon_as_a_thread_can_be_started_it_is_and_builds_what_was_not_built() {
        let (model, _) = asking("/ 4 5 6");
        let mut worker = SearchWorker::prepared(ThreadSource::Exhausted, model.index_job());
        worker.submit(model.search_request(), || model.index_job());
        worker.threads = ThreadSource::System;
        worker.submit(model.search_request(), || model.index_job());
        assert!(worker.due().is_none() && !worker.lacks_index);
        let mut answered = false;
        while !answered {
            answered = worker.drain().any(|msg| matches!(msg, Msg::SearchDone(_)));
            thread::yield_now();
        }
        while !model.index_job().is_none_or(|unbuilt| unbuilt.is_built()) {
            thread::yield_now();
        }
    }
}
