//! Daily counts of opened projects and of searches that found nothing, in a CSV table that office
//! software opens. No times of day, and nothing about the user: rows are sorted, so that not even
//! the order of events can be seen.

mod pending;
mod rows;
mod table;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use self::pending::PendingCounts;
use self::rows::{CountRows, add, read, row, total};
use self::table::{CountTable, error_text, follow_link};
use super::date;
use super::log::Log;
use crate::app::{Model, UsageTracker};
use crate::lang::{Lang, fill};

/// Delay before counts are written: not every count spins up a disk, and a power cut loses no more
/// than the last minute.
const WRITE_DELAY: Duration = Duration::from_secs(45);

/// Maximum wait at exit for other boards that write the same table: less than the second after
/// which the guard ends the process. All counts are on disk before the wait, so none is lost then.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(600);

/// Interval between attempts meanwhile.
const RETRY_INTERVAL: Duration = Duration::from_millis(10);

/// Counts that are not in the table yet.
pub(crate) struct UsageLog {
    file: Option<PathBuf>,
    tracker: UsageTracker,
    /// Counts in memory.
    rows: CountRows,
    /// The file of counts beside the table, written when the table could not be.
    pending: Option<PendingCounts>,
    /// True if an earlier board left counts beside the table.
    has_leftovers: bool,
    /// Time of the next write.
    deadline: Option<Instant>,
    /// The error that was logged last; empty if there is none.
    logged_error: String,
    log: Log,
    lang: Lang,
}

impl UsageLog {
    pub(crate) fn new(file: Option<PathBuf>, log: Log, lang: Lang) -> Self {
        let file = file.map(|file| follow_link(&file));
        let has_leftovers =
            file.as_deref().is_some_and(|file| !PendingCounts::all(file).is_empty());
        Self {
            file,
            tracker: UsageTracker::default(),
            rows: CountRows::new(),
            pending: None,
            has_leftovers,
            deadline: None,
            logged_error: String::new(),
            log,
            lang,
        }
    }

    /// Counts the events since the last call.
    pub(crate) fn observe(&mut self, model: &Model) {
        if self.file.is_none() {
            return;
        }
        for event in self.tracker.observe(model) {
            add(&mut self.rows, row(event, date::today_string()), 1);
        }
    }

    /// Writes the counts that are due, without waiting for other boards.
    pub(crate) fn tick(&mut self, now: Instant) {
        if self.deadline.is_none() && self.has_unmerged() {
            self.deadline = Some(now + WRITE_DELAY);
        }
        if self.deadline.is_some_and(|deadline| deadline <= now) {
            let error = match self.merge() {
                Ok(true) => None,
                Ok(false) => self.write_pending().err(),
                Err(error) => Some(error),
            };
            self.pending.iter().for_each(PendingCounts::sync);
            self.log_error_once(error.unwrap_or_default());
            // Retried if it failed.
            self.deadline = Some(now + WRITE_DELAY).filter(|_| self.has_unmerged());
        }
    }

    /// Returns the time of the next write.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Returns true if some counts are not in the table yet.
    fn has_unmerged(&self) -> bool {
        !self.rows.is_empty()
            || self.has_leftovers
            || self.pending.as_ref().is_some_and(PendingCounts::is_there)
    }

    /// Merges all counts into the table; returns false if another board has it locked.
    ///
    /// # Errors
    /// The reason as text. No count is lost; those in memory are written beside the table if
    /// possible.
    fn merge(&mut self) -> Result<bool, String> {
        let Some(file) = &self.file else { return Ok(true) };
        let table = CountTable::lock(file).map_err(|error| error_text(&error, self.lang))?;
        let Some(table) = table else { return Ok(false) };
        let merged = table.merge(&self.rows, self.lang);
        if merged.is_ok() {
            self.rows.clear();
            (self.pending, self.has_leftovers) = (None, false);
        } else if !self.rows.is_empty() {
            // No other board takes files beside the table while this one has the lock: one file is
            // enough for all attempts.
            let older = self.pending.as_ref().filter(|pending| pending.is_there());
            let older_rows = older.and_then(|pending| read(&pending.path).ok());
            let mut rows = self.rows.clone();
            for (row, times) in older_rows.iter().flatten() {
                add(&mut rows, row.clone(), *times);
            }
            if let Ok(pending) = PendingCounts::write(file, &rows) {
                self.rows.clear();
                let older = self.pending.replace(pending);
                older.filter(|_| older_rows.is_some()).iter().for_each(PendingCounts::remove);
            }
        }
        merged.map(|()| true)
    }

    /// Writes the counts in memory to a file beside the table, which the board that has the lock,
    /// or a later one, merges.
    ///
    /// # Errors
    /// The reason as text; the counts stay in memory.
    fn write_pending(&mut self) -> Result<(), String> {
        if let Some(file) = self.file.as_ref().filter(|_| !self.rows.is_empty()) {
            let pending = PendingCounts::write(file, &self.rows);
            self.pending = Some(pending.map_err(|error| error_text(&error, self.lang))?);
            self.rows.clear();
        }
        Ok(())
    }

    /// Merges all counts at exit, or logs in which file they are, or that they are lost.
    fn flush(&mut self) {
        let started = Instant::now();
        // Written beside the table first, which takes no time: the process may be killed soon.
        let _ = self.write_pending();
        while self.has_unmerged() {
            match self.merge() {
                Ok(false) if started.elapsed() < FLUSH_TIMEOUT => thread::sleep(RETRY_INTERVAL),
                Ok(false) => return self.log_unmerged(self.lang.strings().count_locked),
                Ok(true) => {}
                Err(error) => return self.log_unmerged(&error),
            }
        }
    }

    /// Logs where the last counts are and how many are lost, because of `error`.
    fn log_unmerged(&self, error: &str) {
        let (Some(file), s) = (&self.file, self.lang.strings()) else { return };
        let file = file.to_string_lossy();
        if let Some(pending) = self.pending.as_ref().filter(|pending| pending.is_there()) {
            let path = pending.path.to_string_lossy();
            self.log.warn(&fill(s.log_counts_aside, &[&file, &path, error]));
            pending.sync();
        }
        if !self.rows.is_empty() {
            let lost = total(&self.rows).to_string();
            self.log.warn(&fill(s.log_counts_lost, &[&file, &lost, error]));
        }
    }

    /// Logs the error, empty for none, unless it was the last one logged.
    fn log_error_once(&mut self, error: String) {
        let is_new = !error.is_empty() && error != self.logged_error;
        if let Some(file) = self.file.as_ref().filter(|_| is_new) {
            let (file, s) = (file.to_string_lossy(), self.lang.strings());
            self.log.warn(&match self.pending.as_ref().filter(|_| self.rows.is_empty()) {
                Some(pending) => {
                    fill(s.log_counts_aside, &[&file, &pending.path.to_string_lossy(), &error])
                }
                None => fill(s.log_counts_failed, &[&file, &error]),
            });
        }
        self.logged_error = error;
    }
}

impl Drop for UsageLog {
    fn drop(&mut self) {
        self.flush();
    }
}
