//! Daily counts of opened projects and of searches that found nothing, in a CSV table that office
//! software opens. No times of day, and nothing about the user: rows are sorted, so that not even
//! the order of events can be seen. People type names and phone numbers, too, so a search is
//! written down only if the settings say so, and once it came in three visits on two days; all
//! others have one row for the day.

mod lines;
mod pending;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod waiting;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

pub(crate) use self::lines::{BrokenCountLine, CountLine, parse_lines};
use self::pending::PendingCounts;
pub(crate) use self::rows::header as count_header;
use self::rows::{CountRows, OTHER_SUBJECTS, add, read, row, total};
use self::table::{CountTable, error_text, follow_link};
use self::waiting::{VisitsByDay, WaitingSearches, may_be_written};
use super::date;
use super::log::Log;
use crate::app::{Model, UsageEvent, UsageTracker};
use crate::lang::{Lang, fill};
use crate::model::Day;

/// Delay before counts are written: not every count spins up a disk, and a power cut loses no more
/// than the last minute.
const WRITE_DELAY: Duration = Duration::from_secs(45);

/// Maximum wait at exit for other boards that write the same table: less than the second after
/// which the guard ends the process. All counts are on disk before the wait, so none is lost then.
const FLUSH_TIMEOUT: Duration = Duration::from_millis(600);

/// Interval between attempts meanwhile.
const RETRY_INTERVAL: Duration = Duration::from_millis(10);

/// Maximum number of searches in memory that wait to be recorded.
const SEARCHES_MAX: usize = 1000;

/// Counts that are not in the table yet.
pub(crate) struct UsageLog {
    file: Option<PathBuf>,
    /// True if searches may be counted by their words.
    with_queries: bool,
    tracker: UsageTracker,
    /// Counts in memory.
    rows: CountRows,
    /// Searches of each day with their visits, in memory only until they are fingerprints.
    searches: BTreeMap<(Day, String), u64>,
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
    pub(crate) fn new(file: Option<PathBuf>, with_queries: bool, log: Log, lang: Lang) -> Self {
        let file = file.map(|file| follow_link(&file));
        let has_leftovers = file.as_deref().is_some_and(|file| {
            !PendingCounts::all(file).is_empty() || WaitingSearches::is_there(file)
        });
        Self {
            file,
            with_queries,
            tracker: UsageTracker::default(),
            rows: CountRows::new(),
            searches: BTreeMap::new(),
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
            match event {
                UsageEvent::Opened(_) => add(&mut self.rows, row(event, date::today_string()), 1),
                UsageEvent::NothingFound(query) => self.count_search(query),
            }
        }
    }

    /// Counts a search without hits: by its words later, or without them at once.
    fn count_search(&mut self, query: String) {
        let may_wait = self.with_queries && !query.is_empty() && may_be_written(&query);
        match date::current_day().filter(|_| may_wait && self.searches.len() < SEARCHES_MAX) {
            Some(day) => *self.searches.entry((day, query)).or_default() += 1,
            None => add(&mut self.rows, wordless_row(date::today_string()), 1),
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
            || !self.searches.is_empty()
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
        // What became of the searches is written before the table: if the process is killed in
        // between, a few counts are missing, and none is there twice.
        let recorded = record(file, &mut self.searches, &mut self.rows, self.with_queries)
            .map_err(|error| error_text(&error, self.lang));
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
        merged.and(recorded).map(|()| true)
    }

    /// Writes the counts in memory to a file beside the table, which the board that has the lock,
    /// or a later one, merges. Searches that may not be written yet stay in memory.
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
        let lost = total(&self.rows) + self.searches.values().sum::<u64>();
        if lost > 0 {
            let lost = lost.to_string();
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

/// Returns the row of searches that are counted without their words.
fn wordless_row(day: String) -> rows::CountRow {
    row(UsageEvent::NothingFound(OTHER_SUBJECTS.to_owned()), day)
}

/// Moves `searches` to the fingerprints beside the table `file`, which is locked, and adds those to
/// `rows` that came often enough, and those that are forgotten without their words. All are
/// forgotten if the settings no longer allow words.
///
/// # Errors
/// The fingerprints cannot be read or written; the searches stay in memory.
fn record(
    file: &Path,
    searches: &mut BTreeMap<(Day, String), u64>,
    rows: &mut CountRows,
    with_queries: bool,
) -> io::Result<()> {
    if searches.is_empty() && !WaitingSearches::is_there(file) {
        return Ok(());
    }
    let mut waiting = WaitingSearches::read(file)?;
    let mut counted = CountRows::new();
    for ((day, query), visits) in &*searches {
        for (day, visits) in waiting.record(query, *day, *visits) {
            let event = UsageEvent::NothingFound(query.clone());
            add(&mut counted, row(event, day.to_string()), visits);
        }
    }
    let forgotten = match date::current_day() {
        _ if !with_queries => waiting.forget_all(),
        Some(today) => waiting.forget(today),
        None => VisitsByDay::new(),
    };
    for (day, visits) in forgotten {
        add(&mut counted, wordless_row(day.to_string()), visits);
    }
    waiting.write(file)?;
    searches.clear();
    for (row, times) in counted {
        add(rows, row, times);
    }
    Ok(())
}

impl Drop for UsageLog {
    fn drop(&mut self) {
        self.flush();
    }
}
