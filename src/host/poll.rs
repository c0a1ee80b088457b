//! Waiting for file descriptors.

use std::time::{Duration, Instant};
use std::{io, thread};

use rustix::event::{PollFd, Timespec, poll};
use rustix::io::Errno;

/// Pause before `poll` is retried when the kernel has no memory for it.
const NO_MEMORY_PAUSE: Duration = Duration::from_millis(100);

/// Waits until a descriptor is ready; returns true if `deadline` passed without that.
///
/// # Errors
/// `poll` fails for another reason than an interrupt or a lack of memory.
pub(crate) fn wait_for(fds: &mut [PollFd<'_>], deadline: Option<Instant>) -> io::Result<bool> {
    let timeout = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
    let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
    match poll(fds, timeout.as_ref()) {
        Ok(ready) => Ok(ready == 0),
        Err(Errno::INTR) => Ok(false),
        // Memory may be free soon; until then no event can be received.
        Err(Errno::NOMEM | Errno::AGAIN) => {
            thread::sleep(NO_MEMORY_PAUSE);
            Ok(false)
        }
        // The limit on descriptors (RLIMIT_NOFILE) was lowered below the number that is open.
        Err(Errno::INVAL) => Err(Errno::MFILE.into()),
        Err(error) => Err(error.into()),
    }
}
