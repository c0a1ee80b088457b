//! Work that is cut in parts, so that several can do it at once, and so that it can be given up between two parts.

/// Who does the work.
pub trait Executor {
    /// Does `work` for each of `0..parts` and returns all results in that order; `None` if it was told to stop.
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>>;

    /// Does both, at once where there is somebody to do the one.
    fn join<A: Send, B>(&self, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
        (one(), other())
    }

    /// How many parts are done at once.
    fn threads(&self) -> usize {
        1
    }
}

/// The thread that asks, and nobody else.
#[derive(Clone, Copy, Debug)]
pub struct Sequential;

impl Executor for Sequential {
    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        Some((0..parts).map(work).collect())
    }
}
