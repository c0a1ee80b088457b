//! Where large catalogues are searched: outside the loop, so that no key waits.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::Crew;
use crate::app::{Answer, Inquiry, Unbuilt};

/// A thread that answers inquiries, the last one first and only; it wakes the loop through a descriptor.
pub(super) struct Worker {
    inquiries: Sender<Job>,
    answers: Receiver<Answer>,
    /// Tells the worker that the last inquiry is not wanted any more.
    cancel: Arc<AtomicBool>,
    wake: UnixStream,
}

struct Job {
    inquiry: Inquiry,
    cancelled: Arc<AtomicBool>,
}

impl Worker {
    /// Starts building the index, if it is not there, and waits for inquiries meanwhile.
    pub(super) fn start(unbuilt: Option<Unbuilt>) -> io::Result<Self> {
        let (wake, alarm) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        alarm.set_nonblocking(true)?;
        let (inquiries, jobs) = channel();
        let (replies, answers) = channel();
        if let Some(unbuilt) = unbuilt {
            thread::Builder::new().name("index".to_owned()).spawn(|| unbuilt.build())?;
        }
        thread::Builder::new().name("search".to_owned()).spawn(move || work(&jobs, &replies, alarm))?;
        Ok(Self { inquiries, answers, cancel: Arc::default(), wake })
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
        // However many answers there are: they are all taken now.
        while self.wake.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
        self.answers.try_iter()
    }
}

impl AsFd for Worker {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}

fn work(jobs: &Receiver<Job>, replies: &Sender<Answer>, mut alarm: UnixStream) {
    let hands = thread::available_parallelism().map_or(1, Into::into);
    while let Ok(mut job) = jobs.recv() {
        while let Ok(newer) = jobs.try_recv() {
            job = newer;
        }
        let Some(answer) = answer(&job, hands) else { continue };
        if replies.send(answer).is_err() {
            return;
        }
        // A full pipe wakes, too.
        let _ = alarm.write(&[0]);
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
