//! Parallel execution on scoped threads.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, ScopedJoinHandle};

use rustix::process::{Resource, getrlimit};

use super::Executor;
use super::threads::{TakeOnce, ThreadSource};

/// An [`Executor`] on the calling thread and helper threads that live for one call.
pub struct Parallel<'a> {
    /// Number of threads, at least 1, including the calling one.
    pub threads: usize,
    /// Returns true once the result is no longer wanted; called before each part.
    pub is_cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Parallel<'a> {
    /// Creates an executor on all cores that the process may use; `is_cancelled` is called before
    /// each part.
    pub fn with_all_cores(is_cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        // With glibc, each further thread reserves 64 MiB of address space for what it allocates.
        // Where address space is limited, too little would be left for the data.
        let cores = || thread::available_parallelism().map_or(1, Into::into);
        let threads = if is_address_space_limited() { 1 } else { cores() };
        Self { threads, is_cancelled }
    }
}

impl Executor for Parallel<'_> {
    fn threads(&self) -> usize {
        self.threads
    }

    fn join<A: Send, B>(
        &self,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B,
    ) -> (A, B) {
        self.join_with(ThreadSource::System, first, second)
    }

    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        self.map_with(ThreadSource::System, parts, work)
    }
}

impl Parallel<'_> {
    /// Returns true if `threads` further threads can be started at once and have memory to work
    /// with. Another program may take them a moment later.
    #[must_use]
    pub fn can_start(threads: usize) -> bool {
        !is_address_space_limited() && can_start_from(ThreadSource::System, threads)
    }
}

/// Returns true if the address space of the process is limited (`ulimit -v`).
fn is_address_space_limited() -> bool {
    getrlimit(Resource::As).current.is_some()
}

/// Starts `threads` threads, all of which wait until the last one is started.
fn can_start_from(source: ThreadSource, threads: usize) -> bool {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let guard = gate.lock();
        let started =
            (0..threads).map_while(|_| source.start_within(scope, || drop(gate.lock()))).count();
        drop(guard);
        started == threads
    })
}

/// The methods of [`Executor`] with a choice of thread source: they use as many threads as can be
/// started, down to the calling one alone.
impl Parallel<'_> {
    fn join_with<A: Send, B>(
        &self,
        source: ThreadSource,
        first: impl FnOnce() -> A + Send,
        second: impl FnOnce() -> B,
    ) -> (A, B) {
        if self.threads < 2 {
            return (first(), second());
        }
        let slot = TakeOnce::new(first);
        let helper_slot = slot.clone();
        thread::scope(|scope| {
            let helper =
                source.start_within(scope, move || helper_slot.take().map(|first| first()));
            let own_result = if helper.is_none() { slot.take().map(|first| first()) } else { None };
            let second = second();
            let helper_result = helper.and_then(join_helper);
            match own_result.or(helper_result) {
                Some(first) => (first, second),
                None => unreachable!("one of the two threads has taken `first`"),
            }
        })
    }

    fn map_with<T: Send>(
        &self,
        source: ThreadSource,
        parts: usize,
        work: impl Fn(usize) -> T + Sync,
    ) -> Option<Vec<T>> {
        let next = AtomicUsize::new(0);
        let run_parts = || {
            let mut results = Vec::new();
            while !(self.is_cancelled)() {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    break;
                }
                results.push((part, work(part)));
            }
            results
        };
        let mut results = thread::scope(|scope| {
            let helpers =
                (1..self.threads.min(parts)).map_while(|_| source.start_within(scope, run_parts));
            let helpers: Vec<_> = helpers.collect();
            let mut results = run_parts();
            results.extend(helpers.into_iter().flat_map(join_helper));
            results
        });
        results.sort_unstable_by_key(|(part, _)| *part);
        (results.len() == parts).then(|| results.into_iter().map(|(_, result)| result).collect())
    }
}

/// Waits for a helper thread and returns its result. If it panicked, the panic goes on here;
/// outside tests, the panic hook has already ended the process.
fn join_helper<T>(helper: ScopedJoinHandle<T>) -> T {
    helper.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn all_parts_are_done_once_and_come_back_in_order() {
        for threads in 1..4 {
            for parts in [0, 1, 2, 100] {
                for source in [ThreadSource::System, ThreadSource::Exhausted] {
                    let executor = Parallel { threads, is_cancelled: &|| false };
                    let squares = executor.map_with(source, parts, |part| part * part);
                    assert_eq!(squares, Some((0..parts).map(|part| part * part).collect()));
                }
            }
        }
    }

    #[test]
    fn two_things_are_done_by_one_thread_where_there_is_no_other() {
        let here = thread::current().id();
        for threads in 1..3 {
            let executor = Parallel { threads, is_cancelled: &|| false };
            assert_eq!(
                executor.join_with(ThreadSource::Exhausted, || thread::current().id(), || 7),
                (here, 7)
            );
            assert_eq!(
                executor.join_with(ThreadSource::System, || thread::current().id() == here, || 7),
                (threads == 1, 7)
            );
        }
    }

    #[test]
    fn room_for_threads_is_found_out_by_starting_some() {
        assert!(
            can_start_from(ThreadSource::System, 4)
                && can_start_from(ThreadSource::Exhausted, 0)
                && !can_start_from(ThreadSource::Exhausted, 1)
        );
    }

    #[test]
    fn a_cancelled_map_starts_no_more_parts_and_returns_none() {
        let (stop, started) = (AtomicBool::new(false), AtomicUsize::new(0));
        let executor = Parallel { threads: 2, is_cancelled: &|| stop.load(Ordering::SeqCst) };
        let seen = executor.map(1000, |part| {
            started.fetch_add(1, Ordering::SeqCst);
            stop.fetch_or(part == 10, Ordering::SeqCst);
        });
        assert_eq!(seen, None);
        assert!(started.into_inner() < 1000);
    }

    #[test]
    #[should_panic(expected = "on a helper")]
    fn a_panic_of_a_helper_goes_on_in_the_caller_of_map() {
        let (caller, both_run) = (thread::current().id(), Barrier::new(2));
        let executor = Parallel { threads: 2, is_cancelled: &|| false };
        executor.map(2, |_| {
            both_run.wait();
            assert_eq!(thread::current().id(), caller, "on a helper");
        });
    }
}
