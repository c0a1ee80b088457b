//! How a thread tells the loop something: it sends, and a descriptor that the loop waits for wakes it.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::catalog::Shortage;

/// The end of the thread.
pub(super) struct Wire<T> {
    sender: Sender<T>,
    alarm: UnixStream,
}

/// The end of the loop.
pub(super) struct Inbox<T> {
    news: Receiver<T>,
    wake: UnixStream,
}

/// Both ends.
///
/// # Errors
/// There are no descriptors left.
pub(super) fn wire<T>() -> Result<(Wire<T>, Inbox<T>), Shortage> {
    let pair = || {
        let (wake, alarm) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        alarm.set_nonblocking(true)?;
        Ok((wake, alarm))
    };
    let (wake, alarm) = pair().map_err(|error: io::Error| Shortage::of(&error).unwrap_or(Shortage::Descriptors))?;
    let (sender, news) = channel();
    Ok((Wire { sender, alarm }, Inbox { news, wake }))
}

impl<T> Wire<T> {
    /// Tells the loop; whether it is still there.
    pub(super) fn tell(&mut self, news: T) -> bool {
        let told = self.sender.send(news).is_ok();
        // A full pipe wakes, too.
        let _ = self.alarm.write(&[0]);
        told
    }
}

impl<T> Inbox<T> {
    /// What has been told. However much it is: all of it is taken now.
    pub(super) fn take(&mut self) -> impl Iterator<Item = T> {
        while self.wake.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
        self.news.try_iter()
    }
}

impl<T> AsFd for Inbox<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }
}
