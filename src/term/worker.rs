//! Where large catalogues are searched: outside the loop, so that no key waits.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Crew;
use super::wire::{Inbox, Wire, wire};
use crate::app::{Answer, Inquiry, Msg, Unbuilt};

/// A thread that answers inquiries, the last one first and only; it wakes the loop through a descriptor.
pub(super) struct Worker {
    inquiries: Sender<Job>,
    replies: Inbox<Msg>,
    /// Tells the worker that the last inquiry is not wanted any more.
    cancel: Arc<AtomicBool>,
}

struct Job {
    inquiry: Inquiry,
    cancelled: Arc<AtomicBool>,
}

impl Job {
    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl Worker {
    /// Starts building the index, if it is not there, and waits for inquiries meanwhile.
    pub(super) fn start(unbuilt: Option<Unbuilt>) -> io::Result<Self> {
        let (inquiries, jobs) = channel();
        let (wire, replies) = wire()?;
        if let Some(unbuilt) = unbuilt {
            thread::Builder::new().name("index".to_owned()).spawn(|| unbuilt.build())?;
        }
        thread::Builder::new().name("search".to_owned()).spawn(move || work(&jobs, wire))?;
        Ok(Self { inquiries, replies, cancel: Arc::default() })
    }

    /// Has an inquiry answered, and no earlier one.
    pub(super) fn ask(&mut self, inquiry: Inquiry) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        // It ends when this does.
        let _ = self.inquiries.send(Job { inquiry, cancelled: Arc::clone(&self.cancel) });
    }

    /// What has been answered, in full or for the beginning.
    pub(super) fn replies(&mut self) -> impl Iterator<Item = Msg> {
        self.replies.take()
    }
}

impl AsFd for Worker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.replies.as_fd()
    }
}

fn work(jobs: &Receiver<Job>, mut replies: Wire<Msg>) {
    let hands = thread::available_parallelism().map_or(1, Into::into);
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let crew = Crew { hands, stop: &|| job.is_cancelled() };
        let best = job.inquiry.best(&crew).map(Msg::Best);
        let told = best.is_none_or(|best| replies.tell(best));
        let all = || answer(&job, hands).map(Msg::Found);
        if !told || all().is_some_and(|answer| !replies.tell(answer)) {
            return;
        }
    }
}

/// The answer, unless it is no longer wanted.
fn answer(job: &Job, hands: usize) -> Option<Answer> {
    let inquiry = &job.inquiry;
    loop {
        // Once the index is there, it has the answer sooner.
        let reads = !inquiry.has_index();
        let answer = inquiry.answer(&Crew { hands, stop: &|| job.is_cancelled() || (reads && inquiry.has_index()) });
        if answer.is_some() || job.is_cancelled() {
            return answer;
        }
    }
}
