//! Several threads for one piece of work.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::work::Workers;

/// The calling thread, and helpers that live for one piece of work.
pub struct Crew<'a> {
    /// How many threads, at least 1.
    pub hands: usize,
    /// Whether the result is not wanted any more; asked before each part.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Crew<'a> {
    /// As many as the machine has room for.
    pub fn all(stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { hands: thread::available_parallelism().map_or(1, Into::into), stop }
    }
}

impl Workers for Crew<'_> {
    fn hands(&self) -> usize {
        self.hands
    }

    fn beside<A: Send, B>(&self, one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
        if self.hands < 2 {
            return (one(), other());
        }
        thread::scope(|scope| {
            let one = scope.spawn(one);
            let other = other();
            match one.join() {
                Ok(one) => (one, other),
                // The panic hook has ended the process; in a test there is none.
                Err(panic) => resume_unwind(panic),
            }
        })
    }

    fn map<T: Send>(&self, parts: usize, work: impl Fn(usize) -> T + Sync) -> Option<Vec<T>> {
        let next = AtomicUsize::new(0);
        let hand = || {
            let mut done = Vec::new();
            while !(self.stop)() {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts {
                    break;
                }
                done.push((part, work(part)));
            }
            done
        };
        let mut done = thread::scope(|scope| {
            let helpers: Vec<_> = (1..self.hands.min(parts)).map(|_| scope.spawn(hand)).collect();
            let mut done = hand();
            // The panic hook has ended the process if one of them panicked.
            helpers.into_iter().filter_map(|helper| helper.join().ok()).for_each(|more| done.extend(more));
            done
        });
        done.sort_unstable_by_key(|(part, _)| *part);
        (done.len() == parts).then(|| done.into_iter().map(|(_, result)| result).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;

    #[test]
    fn all_parts_are_done_once_and_come_back_in_order() {
        for hands in 1..4 {
            for parts in [0, 1, 2, 100] {
                let squares = Crew { hands, stop: &|| false }.map(parts, |part| part * part);
                assert_eq!(squares, Some((0..parts).map(|part| part * part).collect()));
            }
        }
    }

    #[test]
    fn who_is_told_to_stop_stops_and_returns_nothing() {
        let (stop, begun) = (AtomicBool::new(false), AtomicUsize::new(0));
        let crew = Crew { hands: 2, stop: &|| stop.load(Ordering::SeqCst) };
        let seen = crew.map(1000, |part| {
            begun.fetch_add(1, Ordering::SeqCst);
            stop.fetch_or(part == 10, Ordering::SeqCst);
        });
        assert_eq!(seen, None);
        assert!(begun.into_inner() < 1000);
    }
}
