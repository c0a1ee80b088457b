//! Threads with a fallback if none can be started: a limit on tasks (`TasksMax=`, `ulimit -u`) must
//! not end a board or a command. The panicking functions of `std::thread` are not used.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle};

/// The source of threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThreadSource {
    /// The operating system.
    #[default]
    System,
    /// A system that can start no more threads.
    #[cfg(test)]
    Exhausted,
}

impl ThreadSource {
    /// Starts a detached thread that runs `work` on `state`.
    ///
    /// # Errors
    /// No thread can be started: returns the state, untouched.
    pub(crate) fn start<T: Send + 'static>(
        self,
        builder: Builder,
        state: T,
        work: impl FnOnce(T) + Send + 'static,
    ) -> Result<(), T> {
        let slot = TakeOnce::new(state);
        let thread_slot = slot.clone();
        let run = move || {
            if let Some(state) = thread_slot.take() {
                work(state);
            }
        };
        let is_started = self.has_threads() && builder.spawn(run).is_ok();
        if is_started { Ok(()) } else { slot.take().map_or(Ok(()), Err) }
    }

    /// Starts a thread that ends within `scope`. If none can be started, returns `None` and drops
    /// `work`.
    pub(crate) fn start_within<'scope, T: Send + 'scope>(
        self,
        scope: &'scope Scope<'scope, '_>,
        work: impl FnOnce() -> T + Send + 'scope,
    ) -> Option<ScopedJoinHandle<'scope, T>> {
        self.has_threads().then(|| Builder::new().spawn_scoped(scope, work).ok())?
    }

    fn has_threads(self) -> bool {
        match self {
            Self::System => true,
            #[cfg(test)]
            Self::Exhausted => false,
        }
    }
}

/// A value for the first taker: the started thread, or the caller if none could be started.
pub(crate) struct TakeOnce<T>(Arc<Mutex<Option<T>>>);

impl<T> TakeOnce<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Arc::new(Mutex::new(Some(value))))
    }

    pub(crate) fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for TakeOnce<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    #[test]
    fn a_thread_gets_the_state_or_it_comes_back() {
        let (sender, receiver) = channel();
        let work = |sender: std::sync::mpsc::Sender<u8>| sender.send(7).unwrap();
        let sender = ThreadSource::Exhausted
            .start(Builder::new(), sender, work)
            .expect_err("there is no thread");
        assert!(receiver.try_recv().is_err());
        assert!(ThreadSource::System.start(Builder::new(), sender, work).is_ok());
        assert_eq!(receiver.recv(), Ok(7));
        thread::scope(|scope| {
            assert!(ThreadSource::Exhausted.start_within(scope, || 1).is_none());
            assert_eq!(
                ThreadSource::System.start_within(scope, || 1).map(|thread| thread.join().unwrap()),
                Some(1)
            );
        });
    }
}
