//! Where large catalogues are searched: outside the loop, so that no key waits.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Crew;
use super::wire::{Inbox, Wire, wire};
use crate::app::{Answer, Inquiry, Unbuilt};

/// A thread that answers inquiries, the last one first and only; it wakes the loop through a descriptor.
pub(super) struct Worker {
    inquiries: Sender<Job>,
    answers: Inbox<Answer>,
    /// Tells the worker that the last inquiry is not wanted any more.
    cancel: Arc<AtomicBool>,
}

struct Job {
    inquiry: Inquiry,
    cancelled: Arc<AtomicBool>,
}

impl Worker {
    /// Starts building the index, if it is not there, and waits for inquiries meanwhile.
    pub(super) fn start(unbuilt: Option<Unbuilt>) -> io::Result<Self> {
        let (inquiries, jobs) = channel();
        let (replies, answers) = wire()?;
        if let Some(unbuilt) = unbuilt {
            thread::Builder::new().name("index".to_owned()).spawn(|| unbuilt.build())?;
        }
        thread::Builder::new().name("search".to_owned()).spawn(move || work(&jobs, replies))?;
        Ok(Self { inquiries, answers, cancel: Arc::default() })
    }

    /// Has an inquiry answered, and no earlier one.
    pub(super) fn ask(&mut self, inquiry: Inquiry) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        // It ends when this does.
        let _ = self.inquiries.send(Job { inquiry, cancelled: Arc::clone(&self.cancel) });
    }

    /// What has been answered.
    pub(super) fn answers(&mut self) -> impl Iterator<Item = Answer> {
        self.answers.take()
    }
}

impl AsFd for Worker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.answers.as_fd()
    }
}

fn work(jobs: &Receiver<Job>, mut replies: Wire<Answer>) {
    let hands = thread::available_parallelism().map_or(1, Into::into);
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let Some(answer) = answer(&job, hands) else { continue };
        if !replies.tell(answer) {
            return;
        }
    }
}

/// The answer, unless it is no longer wanted.
fn answer(Job { inquiry, cancelled }: &Job, hands: usize) -> Option<Answer> {
    loop {
        let is_cancelled = || cancelled.load(Ordering::Relaxed);
        // Once the index is there, it has the answer sooner.
        let reads = !inquiry.has_index();
        let answer = inquiry.answer(&Crew { hands, stop: &|| is_cancelled() || (reads && inquiry.has_index()) });
        if answer.is_some() || is_cancelled() {
            return answer;
        }
    }
}
