//! A channel from a thread to the event loop: each message makes a descriptor readable, which wakes
//! the loop.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::diagnostics::Shortage;

/// The thread's end.
pub(crate) struct WakeSender<T> {
    sender: Sender<T>,
    waker: UnixStream,
}

/// The loop's end.
pub(crate) struct WakeReceiver<T> {
    receiver: Receiver<T>,
    wake_fd: UnixStream,
}

/// Creates a channel; returns both ends.
///
/// # Errors
/// No descriptors are left.
pub(crate) fn wake_channel<T>() -> Result<(WakeSender<T>, WakeReceiver<T>), Shortage> {
    let pair = || {
        let (wake_fd, waker) = UnixStream::pair()?;
        wake_fd.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        Ok((wake_fd, waker))
    };
    let (wake_fd, waker) = pair()
        .map_err(|error: io::Error| Shortage::from_io(&error).unwrap_or(Shortage::Descriptors))?;
    let (sender, receiver) = channel();
    Ok((WakeSender { sender, waker }, WakeReceiver { receiver, wake_fd }))
}

impl<T> WakeSender<T> {
    /// Sends `message` and wakes the loop; returns false if the loop's end is gone.
    pub(crate) fn send(&mut self, message: T) -> bool {
        let is_sent = self.sender.send(message).is_ok();
        // If the pipe is full, the loop is being woken already.
        let _ = self.waker.write(&[0]);
        is_sent
    }
}

impl<T> WakeReceiver<T> {
    /// Clears the wake-up and returns all messages sent so far.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = T> {
        while self.wake_fd.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
        self.receiver.try_iter()
    }
}

impl<T> AsFd for WakeReceiver<T> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.wake_fd.as_fd()
    }
}
