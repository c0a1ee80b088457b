//! Daily counts of opened projects and of searches that found nothing, in a CSV table that office
//! software opens. No times of day, and nothing about the user: rows are sorted, so that not even
//! the order of events can be seen.

mod pending;
mod table;

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use self::pending::PendingCounts;
use self::table::{CountRows, CountTable, add, row};
use super::date;
use super::log::Log;
use crate::app::{Model, UsageTracker};
use crate::lang::{Lang, fill};

/// Delay before counts are written: not every count spins up a disk, and a power cut loses no more
/// than the last minute.
const DELAY: Duration = Duration::from_secs(45);

/// Longest wait at exit for other boards that write the same table: less than the second after
/// which the guard ends the process. All counts are on disk before it waits, so nothing is lost by
/// that.
const FLUSH_DELAY: Duration = Duration::from_millis(600);

/// Interval between attempts meanwhile.
const RETRY: Duration = Duration::from_millis(10);

/// Counts that are not in the table yet.
pub(super) struct UsageLog {
    file: Option<PathBuf>,
    tracker: UsageTracker,
    pending: CountRows,
    /// The file of counts beside the table, written when the table could not be.
    aside: Option<PendingCounts>,
    /// True if an earlier board left counts beside the table.
    left: bool,
    /// Time of the next write.
    deadline: Option<Instant>,
    /// The error that was logged last; empty if there is none.
    told: String,
    log: Log,
    lang: Lang,
}

impl UsageLog {
    pub(super) fn new(file: Option<PathBuf>, log: Log, lang: Lang) -> Self {
        let file = file.map(|file| table::real(&file));
        let left = file.as_deref().is_some_and(|file| !PendingCounts::all(file).is_empty());
        Self {
            file,
            tracker: UsageTracker::default(),
            pending: CountRows::new(),
            aside: None,
            left,
            deadline: None,
            told: String::new(),
            log,
            lang,
        }
    }

    /// Counts the events since the last call.
    pub(super) fn observe(&mut self, model: &Model) {
        if self.file.is_none() {
            return;
        }
        for event in self.tracker.observe(model) {
            add(&mut self.pending, row(event, date::today_string()), 1);
        }
    }

    /// Writes the counts that are due, without waiting for other boards.
    pub(super) fn tick(&mut self, now: Instant) {
        if self.deadline.is_none() && self.is_behind() {
            self.deadline = Some(now + DELAY);
        }
        if self.deadline.is_some_and(|due| due <= now) {
            let failed = match self.add_to_table() {
                Ok(true) => None,
                Ok(false) => self.put_aside().err(),
                Err(why) => Some(why),
            };
            self.aside.iter().for_each(PendingCounts::sync);
            self.tell_once(failed);
            // Retried if it failed.
            self.deadline = Some(now + DELAY).filter(|_| self.is_behind());
        }
    }

    /// Returns the time of the next write.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Returns `true` if some counts are not in the table yet.
    fn is_behind(&self) -> bool {
        !self.pending.is_empty()
            || self.left
            || self.aside.as_ref().is_some_and(PendingCounts::is_there)
    }

    /// Merges all counts into the table; returns `false` if another board has it locked.
    ///
    /// # Errors
    /// The reason as text. No count is lost; those in memory are put beside the table if possible.
    fn add_to_table(&mut self) -> Result<bool, String> {
        let Some(file) = &self.file else { return Ok(true) };
        let Some(table) =
            CountTable::lock(file).map_err(|error| table::words(&error, self.lang))?
        else {
            return Ok(false);
        };
        let merged = table.merge(&self.pending, self.lang);
        if merged.is_ok() {
            self.pending.clear();
            (self.aside, self.left) = (None, false);
        } else if !self.pending.is_empty() {
            // No other board takes files beside the table while this one has the lock: one file is
            // enough for all attempts.
            let older = self
                .aside
                .as_ref()
                .filter(|aside| aside.is_there())
                .and_then(|aside| table::read(aside.path()).ok());
            let mut both = self.pending.clone();
            older.iter().flatten().for_each(|(row, times)| add(&mut both, row.clone(), *times));
            if let Ok(aside) = PendingCounts::write(file, &both) {
                self.pending.clear();
                let before = self.aside.replace(aside);
                before.filter(|_| older.is_some()).iter().for_each(PendingCounts::remove);
            }
        }
        merged.map(|()| true)
    }

    /// Writes the counts in memory to a file beside the table, which the board that has the lock,
    /// or a later one, merges.
    ///
    /// # Errors
    /// The reason as text; the counts stay in memory.
    fn put_aside(&mut self) -> Result<(), String> {
        if let Some(file) = self.file.as_ref().filter(|_| !self.pending.is_empty()) {
            self.aside = Some(
                PendingCounts::write(file, &self.pending)
                    .map_err(|error| table::words(&error, self.lang))?,
            );
            self.pending.clear();
        }
        Ok(())
    }

    /// Merges all counts at exit, or logs in which file they are, or that they are lost.
    fn finish(&mut self) {
        let begun = Instant::now();
        // Written beside the table first, which takes no time: the process may be killed soon.
        let _ = self.put_aside();
        while self.is_behind() {
            match self.add_to_table() {
                Ok(false) if begun.elapsed() < FLUSH_DELAY => thread::sleep(RETRY),
                Ok(false) => return self.tell_the_end(self.lang.strings().count_locked),
                Ok(true) => {}
                Err(why) => return self.tell_the_end(&why),
            }
        }
    }

    /// Logs where the last counts are and how many are lost, because of `why`.
    fn tell_the_end(&self, why: &str) {
        let (Some(file), s) = (&self.file, self.lang.strings()) else { return };
        let file = file.to_string_lossy();
        if let Some(aside) = self.aside.as_ref().filter(|aside| aside.is_there()) {
            self.log
                .warn(&fill(s.log_counts_aside, &[&file, &aside.path().to_string_lossy(), why]));
            aside.sync();
        }
        if !self.pending.is_empty() {
            self.log.warn(&fill(
                s.log_counts_lost,
                &[&file, &table::sum(&self.pending).to_string(), why],
            ));
        }
    }

    /// Logs the error unless it was the last one logged.
    fn tell_once(&mut self, failed: Option<String>) {
        let why = failed.unwrap_or_default();
        if let Some(file) = self.file.as_ref().filter(|_| !why.is_empty() && why != self.told) {
            let (file, s) = (file.to_string_lossy(), self.lang.strings());
            self.log.warn(&match self.aside.as_ref().filter(|_| self.pending.is_empty()) {
                Some(aside) => {
                    fill(s.log_counts_aside, &[&file, &aside.path().to_string_lossy(), &why])
                }
                None => fill(s.log_counts_failed, &[&file, &why]),
            });
        }
        self.told = why;
    }
}

impl Drop for UsageLog {
    fn drop(&mut self) {
        self.finish();
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;

    use rustix::fs::{FlockOperation, flock};

    use super::*;
    use crate::app::UsageEvent;

    const HEAD: &str =
        "\u{feff}日期 day,什么事 what happened,项目或搜索 project or query,次数 times\n";

    fn counted(day: &str, events: &[UsageEvent]) -> CountRows {
        let mut rows = CountRows::new();
        for event in events {
            add(&mut rows, row(event.clone(), day.to_owned()), 1);
        }
        rows
    }

    fn nothing_found(query: &str) -> UsageEvent {
        UsageEvent::NothingFound(query.to_owned())
    }

    fn merge(file: &Path, rows: &CountRows) -> Result<(), String> {
        CountTable::lock(file).unwrap().unwrap().merge(rows, Lang::En)
    }

    fn counts(file: &Path, rows: CountRows) -> UsageLog {
        let mut counts = UsageLog::new(Some(file.to_owned()), Log::Off, Lang::En);
        counts.pending = rows;
        counts
    }

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn what_two_boards_count_is_added_up_day_by_day_and_runs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let events = [
            UsageEvent::Opened("20".to_owned()),
            nothing_found("充电桩"),
            nothing_found("=1+1"),
            UsageEvent::Opened("20".to_owned()),
        ];
        merge(&file, &counted("2026-11-25", &events)).unwrap();
        merge(&file, &counted("2026-11-25", &events[..2])).unwrap();
        merge(&file, &counted("2026-11-26", &events[..1])).unwrap();
        let table = "2026-11-25,打开 opened,20,3\n\
            2026-11-25,没有找到 nothing found,'=1+1,1\n\
            2026-11-25,没有找到 nothing found,充电桩,2\n\
            2026-11-26,打开 opened,20,1\n";
        assert_eq!(fs::read_to_string(&file).unwrap(), HEAD.to_owned() + table);
    }

    #[test]
    fn a_table_of_somebody_else_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let rows = counted("2026-11-25", &[nothing_found("充电桩")]);
        for text in ["a,b\n1,2\n", "(title: \"清单\")", "\u{0}"] {
            fs::write(&file, text).unwrap();
            assert!(merge(&file, &rows).is_err(), "{text:?}");
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        // An all-zero file, as a power cut leaves it, is reported as such at any length.
        File::create(&file).unwrap().set_len(300 << 20).unwrap();
        let why = merge(&file, &rows).unwrap_err();
        assert!(why.contains("零字节") && why.contains("zero bytes"), "{why}");
        fs::write(&file, "").unwrap();
        merge(&file, &rows).unwrap();
    }

    #[test]
    fn whoever_types_at_random_fills_no_disk() {
        let words: Vec<UsageEvent> =
            (0..5000).map(|word| nothing_found(&format!("x{word}"))).collect();
        let rows = counted("2026-11-25", &words);
        assert_eq!((rows.len(), table::sum(&rows)), (1001, 5000));
    }

    #[test]
    fn of_boards_that_end_together_all_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let start = std::sync::Barrier::new(40);
        thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| {
                    let counts = counts(
                        &file,
                        counted("2026-11-25", &[UsageEvent::Opened("01".to_owned())]),
                    );
                    start.wait();
                    drop(counts);
                });
            }
        });
        // On a slow disk some counts may still stand beside the table: this board merges them.
        drop(counts(&file, counted("2026-11-25", &[UsageEvent::Opened("01".to_owned())])));
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            HEAD.to_owned() + "2026-11-25,打开 opened,01,41\n"
        );
        assert_eq!(names(folder.path()), ["counts.csv"]);
    }

    #[test]
    fn nobody_waits_for_a_lock_while_the_board_runs_and_nothing_is_lost_where_it_is_never_had() {
        let folder = tempfile::tempdir().unwrap();
        let (file, log) = (folder.path().join("counts.csv"), folder.path().join("log"));
        let lock = File::open(folder.path()).unwrap();
        flock(&lock, FlockOperation::LockExclusive).unwrap();
        let mut held = counts(&file, counted("2026-11-25", &[nothing_found("充电桩")]));
        held.log = Log::File(log.clone());
        let start = Instant::now();
        held.tick(start);
        assert!(
            held.deadline().is_some_and(|due| due <= start + Duration::from_secs(60)),
            "a minute at most"
        );
        held.tick(start + DELAY);
        assert!(
            !file.exists() && held.pending.is_empty() && held.deadline().is_some(),
            "it is on the disk, and tried again"
        );
        add(&mut held.pending, row(nothing_found("地铁"), "2026-11-25".to_owned()), 1);
        drop(held);
        let said = fs::read_to_string(&log).unwrap();
        assert!(said.contains(".pending") && said.lines().count() == 1 && !file.exists(), "{said}");
        drop(lock);
        // The next board counts nothing itself, and merges what was left.
        let mut next = UsageLog::new(Some(file.clone()), Log::Off, Lang::En);
        next.tick(start);
        next.tick(start + DELAY);
        assert_eq!(next.deadline(), None);
        let table = "2026-11-25,没有找到 nothing found,充电桩,1\n2026-11-25,没有找到 nothing found,地铁,1\n";
        assert_eq!(fs::read_to_string(&file).unwrap(), HEAD.to_owned() + table);
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[test]
    fn what_was_put_beside_is_added_once_wherever_a_board_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let one = counted("2026-11-25", &[nothing_found("充电桩")]);
        let read = || fs::read_to_string(&file).unwrap();
        merge(&file, &one).unwrap();
        // Killed before the table was written: the counts are not in it.
        PendingCounts::write(&file, &one).unwrap().mark(Some(2));
        merge(&file, &CountRows::new()).unwrap();
        assert!(read().ends_with("充电桩,2\n"), "{}", read());
        // Killed afterwards: they are in it.
        PendingCounts::write(&file, &one).unwrap().mark(Some(2));
        merge(&file, &one).unwrap();
        assert!(read().ends_with("充电桩,3\n"), "{}", read());
        // One file of another table, and one that holds no counts.
        PendingCounts::write(&folder.path().join("counts.csv.old"), &one).unwrap();
        fs::write(folder.path().join(".counts.csv.0123456789abcdef.pending"), "a,b\n").unwrap();
        merge(&file, &one).unwrap();
        assert!(read().ends_with("充电桩,4\n"), "{}", read());
        assert_eq!(names(folder.path()).len(), 3);
    }

    #[test]
    fn what_cannot_be_written_is_kept_and_in_the_end_the_log_says_what_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let (file, log) = (folder.path().join("no/counts.csv"), folder.path().join("log"));
        let mut counts =
            counts(&file, counted("2026-11-25", &[nothing_found("充电桩"), nothing_found("地铁")]));
        counts.log = Log::File(log.clone());
        let start = Instant::now();
        for minute in 0..3 {
            counts.tick(start + minute * DELAY);
        }
        let said = fs::read_to_string(&log).unwrap();
        assert!(
            counts.pending.len() == 2
                && said.contains("kept in memory")
                && said.lines().count() == 1,
            "{said}"
        );
        drop(counts);
        let said = fs::read_to_string(&log).unwrap();
        assert!(said.lines().last().unwrap().contains("counts are lost: 2"), "{said}");
    }
}
