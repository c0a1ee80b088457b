//! How a thread tells the loop something: it sends, and a descriptor that the loop waits for wakes it.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::catalog::Shortage;

/// The end of the thread.
pub(super) struct WakeSender<T> {
    sender: Sender<T>,
    waker: UnixStream,
}

/// The end of the loop.
pub(super) struct WakeReceiver<T> {
    receiver: Receiver<T>,
    wake_fd: UnixStream,
}

/// Both ends.
///
/// # Errors
/// There are no descriptors left.
pub(super) fn wake_channel<T>() -> Result<(WakeSender<T>, WakeReceiver<T>), Shortage> {
    let pair = || {
        let (wake, alarm) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        alarm.set_nonblocking(true)?;
        Ok((wake, alarm))
    };
    let (wake, alarm) = pair().map_err(|error: io::Error| Shortage::from_io(&error).unwrap_or(Shortage::Descriptors))?;
    let (sender, news) = channel();
    Ok((WakeSender { sender, waker: alarm }, WakeReceiver { receiver: news, wake_fd: wake }))
}

impl<T> WakeSender<T> {
    /// Tells the loop; whether it is still there.
    pub(super) fn send(&mut self, news: T) -> bool {
        let told = self.sender.send(news).is_ok();
        // A full pipe wakes, too.
        let _ = self.waker.write(&[0]);
        told
    }
}

impl<T> WakeReceiver<T> {
    /// What has been told. However much it is: all of it is taken now.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = T> {
        while self.wake_fd.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
        self.receiver.try_iter()
    }
}

impl<T> AsFd for WakeReceiver<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake_fd.as_fd()
    }
}
