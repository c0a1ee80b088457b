//! Runs work in parts: on several threads at once, and cancellable between two parts.
//!
//! Measured against `rayon` 1.12 with a pool for each large piece of work: loading and searching
//! take as long, and the code is 60 lines shorter, but a board needs 3 to 5 % more memory. The
//! calling thread waits while the pool works, and where not all threads of a pool can be started,
//! there is no pool.

mod parallel;
mod threads;

pub use parallel::Parallel;
pub(crate) use threads::ThreadSource;

/// A way to run work that is split into parts.
pub trait Executor {
    /// Calls `work` with each of `0..parts` and returns the results in that order; `None` if the
    /// work was cancelled.
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>>;

    /// Runs both closures, at the same time if a thread is free, and returns both results.
    fn join<A: Send, B>(
        &self,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B,
    ) -> (A, B) {
        (first(), second())
    }

    /// Returns the number of parts that run at the same time.
    fn threads(&self) -> usize {
        1
    }
}

/// Runs everything on the calling thread.
#[derive(Clone, Copy, Debug)]
pub struct Sequential;

impl Executor for Sequential {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        Some((0..parts).map(work).collect())
    }
}
