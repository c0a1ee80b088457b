//! Where large catalogues are searched: outside the loop, so that no key waits; on it, piece by piece, where no thread can be started.

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

/// How long an inquiry is looked into on the loop before a key may interrupt it, the first time; then twice as long each time, so
/// that even under a key that is held down it comes to an end.
const PATIENCE: Duration = Duration::from_millis(30);

/// Answers inquiries, the last one first and only: on a thread, or on the loop as long as none can be started.
pub(super) struct SearchWorker {
    threads: ThreadSource,
    searcher: Option<SearchThread>,
    /// The inquiry that waits for the loop to have time.
    waiting: Option<LoopSearch>,
    /// Whether there is an index to build for which there was no thread.
    pub(super) lacks_index: bool,
    /// Why there is no thread, once one was wanted.
    pub(super) short: Option<Shortage>,
}

/// A thread that answers inquiries; it wakes the loop through a descriptor.
struct SearchThread {
    inquiries: Sender<SearchJob>,
    replies: WakeReceiver<Msg>,
    /// Tells the thread that the last inquiry is not wanted any more.
    cancel: Arc<AtomicBool>,
}

/// An inquiry that is answered on the loop.
struct LoopSearch {
    inquiry: SearchRequest,
    patience: Duration,
    /// Whether the best is told already.
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
    /// With threads from there, none of which is started before it is needed.
    pub(super) fn new(threads: ThreadSource) -> Self {
        Self { threads, searcher: None, waiting: None, lacks_index: false, short: None }
    }

    /// The same, ready for inquiries where there is an index to build, which is built meanwhile.
    pub(super) fn prepared(threads: ThreadSource, unbuilt: Option<IndexJob>) -> Self {
        let mut worker = Self::new(threads);
        if let Some(unbuilt) = unbuilt {
            worker.build(unbuilt);
            worker.begin();
        }
        worker
    }

    /// Starts the thread, if it is not there.
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

    /// Has an inquiry answered, and no earlier one. `unbuilt` is the index that is missing, if one is.
    pub(super) fn submit(&mut self, inquiry: SearchRequest, unbuilt: impl FnOnce() -> Option<IndexJob>) {
        if let Some(unbuilt) = Some(unbuilt).filter(|_| self.lacks_index).and_then(|unbuilt| unbuilt()) {
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

    /// What has been answered on the thread, in full or for the beginning.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Msg> {
        self.searcher.iter_mut().flat_map(|searcher| searcher.replies.drain())
    }

    /// When there is something to do on the loop: at once, if at all.
    pub(super) fn due(&self) -> Option<Instant> {
        self.waiting.as_ref().map(|_| Instant::now())
    }

    /// Does a piece of that: until it is done, or something else is wanted of the loop.
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

    /// What wakes the loop, if there is a thread.
    pub(super) fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.searcher.as_ref().map(|searcher| searcher.replies.as_fd())
    }
}

impl SearchThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// There is no thread or no descriptor to be had.
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
        // It ends when this does.
        let _ = self.inquiries.send(SearchJob { request: inquiry, cancelled: Arc::clone(&self.cancel) });
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

/// The answer, unless it is no longer wanted.
fn respond(job: &SearchJob, hands: usize) -> Option<SearchResponse> {
    let inquiry = &job.request;
    loop {
        // Once the index is there, it has the answer sooner.
        let reads = !inquiry.has_index();
        let answer =
            inquiry.run(&Parallel { threads: hands, is_cancelled: &|| job.is_cancelled() || (reads && inquiry.has_index()) });
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

    /// A board over a large catalogue, with so much typed, and what that asks of a worker.
    fn asking(keys: &str) -> (Model, Settings) {
        let projects = (1..=6000).fold(String::new(), |mut text, no| {
            let _ = write!(text, "(no: {no}, domain: \"d\", title: \"第{no}号工程\"),");
            text
        });
        let catalog = parse(&format!("(title: \"清单\", domains: [(id: \"d\", name: \"领域\")], projects: [{projects}])"));
        let settings = Settings { keymap: Keymap::builtin(), glyphs: &Glyphs::UNICODE, depth: ColorDepth::TrueColor };
        let mut model = Model::new(Arc::new(catalog.unwrap()), &Start::default());
        let keys: KeyScript = keys.parse().unwrap();
        let chords = keys.0.into_iter();
        let effects: Vec<Effect> = chords.flat_map(|chord| update(&mut model, &settings, Msg::Key(chord.to_event()))).collect();
        assert!(effects.contains(&Effect::Search), "{effects:?}");
        (model, settings)
    }

    #[test]
    fn where_no_thread_can_be_started_the_loop_answers_and_a_key_interrupts_it() {
        let (mut model, settings) = asking("/ 4 5 6");
        let mut worker = SearchWorker::prepared(ThreadSource::Exhausted, model.index_job());
        worker.submit(model.search_request(), || model.index_job());
        assert!(worker.due().is_some() && worker.lacks_index && worker.fd().is_none() && worker.drain().next().is_none());
        let first = worker.waiting.as_ref().unwrap().patience;
        // Once its time is over, and somebody types.
        worker.waiting.as_mut().unwrap().patience = Duration::ZERO;
        assert!(worker.work_here(&|| true).is_none() && worker.due().is_some(), "it is not answered, and not forgotten");
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
