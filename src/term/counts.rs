//! Counts per day of what people look for, kept in a table that any office opens. No times of day, nothing about anybody: the
//! rows are in the order of the alphabet, so that not even what came after what can be told.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};

use super::date;
use super::log::Log;
use crate::app::{Event, Model, Tally};
use crate::catalog::{inert, save};
use crate::lang::{Lang, fill};

/// So long counts may wait to be written down: a disk need not turn for each of them.
const PATIENCE: Duration = Duration::from_secs(300);

/// So many rows a day may have. Whoever types at random makes a row of each word; what is beyond that is counted as one.
const ROWS_A_DAY: usize = 1000;

/// The row for that.
const MORE: &str = "…";

/// A day, what happened, and to what.
type Row = (String, String, String);

/// What has been counted and is not yet written down.
pub(super) struct Counts {
    file: Option<PathBuf>,
    tally: Tally,
    rows: BTreeMap<Row, u64>,
    /// When it is to be written down.
    due: Option<Instant>,
    log: Log,
    lang: Lang,
}

impl Counts {
    pub(super) fn begin(file: Option<PathBuf>, log: Log, lang: Lang) -> Self {
        Self { file, tally: Tally::default(), rows: BTreeMap::new(), due: None, log, lang }
    }

    /// Counts what has happened.
    pub(super) fn look(&mut self, model: &Model) {
        if self.file.is_none() {
            return;
        }
        for event in self.tally.look(model) {
            add(&mut self.rows, row(event, date::today()), 1);
        }
    }

    /// Writes down what is due.
    pub(super) fn attend(&mut self, now: Instant) {
        if !self.rows.is_empty() {
            self.due.get_or_insert(now + PATIENCE);
        }
        if self.due.is_some_and(|due| due <= now) {
            self.write_down();
            // What could not be written is tried again, but not for ever and a day.
            self.due = Some(now + PATIENCE).filter(|_| !self.rows.is_empty());
        }
    }

    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    fn write_down(&mut self) {
        let Some(file) = self.file.as_ref().filter(|_| !self.rows.is_empty()) else { return };
        match merge(file, &self.rows) {
            Ok(()) => self.rows.clear(),
            Err(error) => {
                self.log.warn(&fill(self.lang.strings().log_counts_failed, &[&file.to_string_lossy(), &error.to_string()]));
            }
        }
    }
}

impl Drop for Counts {
    fn drop(&mut self) {
        self.write_down();
    }
}

fn row(event: Event, day: String) -> Row {
    let (kind, what) = match event {
        Event::Opened(no) => (both(|s| s.count_opened), inert(&no).into_owned()),
        Event::NothingFound(query) => (both(|s| s.count_nothing_found), inert(&query).into_owned()),
    };
    (day, kind, what)
}

/// A table is read by whoever opens it.
fn both(word: impl Fn(&'static crate::lang::Strings) -> &'static str) -> String {
    Lang::ALL.map(|lang| word(lang.strings())).join(" ")
}

fn header() -> [String; 4] {
    [both(|s| s.count_day), both(|s| s.count_what_happened), both(|s| s.count_what), both(|s| s.count_times)]
}

fn add(rows: &mut BTreeMap<Row, u64>, row: Row, times: u64) {
    let (day, kind, what) = row;
    let crowded = rows.len() >= ROWS_A_DAY && rows.keys().filter(|(other, ..)| *other == day).count() >= ROWS_A_DAY;
    let row = (day, kind, what);
    let row = if crowded && !rows.contains_key(&row) { (row.0, row.1, MORE.to_owned()) } else { row };
    *rows.entry(row).or_default() += times;
}

/// Adds `rows` to the table in the file, which is replaced as a whole. Several boards may count in one.
fn merge(file: &Path, rows: &BTreeMap<Row, u64>) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // The folder is locked, since the file is another one each time. Who has it is quick.
    let folder = File::open(folder)?;
    flock(&folder, FlockOperation::NonBlockingLockExclusive)?;
    let mut all = read(file)?;
    for (row, times) in rows {
        add(&mut all, row.clone(), *times);
    }
    let bytes = written(&all)?;
    save(file, &bytes, true, &[]).map_err(|refusal| io::Error::other(refusal.text(file, Lang::En)))
}

/// The table in the file. One that is no such table is somebody's, and not to be replaced.
fn read(file: &Path) -> io::Result<BTreeMap<Row, u64>> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        text => text?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let strange = || io::Error::new(ErrorKind::InvalidData, both(|s| s.count_strange));
    let ours = reader.headers().map_err(|_| strange())?.iter().eq(header().iter().map(String::as_str));
    if !ours && !text.trim().is_empty() {
        return Err(strange());
    }
    reader
        .deserialize()
        .map(|row| row.map(|(day, kind, what, times)| ((day, kind, what), times)).map_err(|_| strange()))
        .collect()
}

fn written(rows: &BTreeMap<Row, u64>) -> io::Result<Vec<u8>> {
    // With the mark by which Excel knows UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header())?;
    for ((day, kind, what), times) in rows {
        writer.write_record([day, kind, what, &times.to_string()])?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(day: &str, events: &[Event]) -> BTreeMap<Row, u64> {
        let mut rows = BTreeMap::new();
        for event in events {
            add(&mut rows, row(event.clone(), day.to_owned()), 1);
        }
        rows
    }

    fn nothing(query: &str) -> Event {
        Event::NothingFound(query.to_owned())
    }

    #[test]
    fn what_two_boards_count_is_added_up_day_by_day_and_runs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let events = [Event::Opened("20".to_owned()), nothing("充电桩"), nothing("=1+1"), Event::Opened("20".to_owned())];
        merge(&file, &counted("2026-11-25", &events)).unwrap();
        merge(&file, &counted("2026-11-25", &events[..2])).unwrap();
        merge(&file, &counted("2026-11-26", &events[..1])).unwrap();
        let table = "\u{feff}日期 day,什么事 what happened,项目或搜索 project or query,次数 times\n\
            2026-11-25,打开 opened,20,3\n\
            2026-11-25,没有找到 nothing found,'=1+1,1\n\
            2026-11-25,没有找到 nothing found,充电桩,2\n\
            2026-11-26,打开 opened,20,1\n";
        assert_eq!(fs::read_to_string(&file).unwrap(), table);
    }

    #[test]
    fn a_table_of_somebody_else_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let rows = counted("2026-11-25", &[nothing("充电桩")]);
        for text in ["a,b\n1,2\n", "(title: \"清单\")", "\u{0}"] {
            fs::write(&file, text).unwrap();
            assert!(merge(&file, &rows).is_err(), "{text:?}");
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        fs::write(&file, "").unwrap();
        merge(&file, &rows).unwrap();
    }

    #[test]
    fn whoever_types_at_random_fills_no_disk() {
        let words: Vec<Event> = (0..5 * ROWS_A_DAY).map(|word| nothing(&format!("x{word}"))).collect();
        let rows = counted("2026-11-25", &words);
        assert_eq!((rows.len(), rows.values().sum::<u64>()), (ROWS_A_DAY + 1, 5 * ROWS_A_DAY as u64));
    }

    #[test]
    fn what_cannot_be_written_is_kept_and_nobody_waits_for_a_lock() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("counts.csv");
        let mut counts = Counts::begin(Some(file.clone()), Log::Nowhere, Lang::En);
        counts.rows = counted("2026-11-25", &[nothing("充电桩")]);
        let lock = File::open(folder.path()).unwrap();
        flock(&lock, FlockOperation::LockExclusive).unwrap();
        counts.write_down();
        assert!(!file.exists() && counts.rows.len() == 1);
        drop(lock);
        drop(counts);
        assert!(fs::read_to_string(file).unwrap().ends_with("充电桩,1\n"));
    }
}
