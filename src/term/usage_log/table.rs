//! The table of counts: a CSV file that boards replace as a whole, under a lock.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::pending::PendingCounts;
use crate::app::UsageEvent;
use crate::catalog::{FileErrorKind, Shortage, escape_formula, read_text, save};
use crate::lang::{Lang, Strings};

/// Most rows per day. Random typing makes a row of each word; beyond the limit, each kind of event
/// has one common row.
const ROWS_A_DAY: usize = 1000;

/// The subject of the common row.
const MORE: &str = "…";

/// The key of a row: day, kind of event, and its subject.
pub(super) type CountRow = (String, String, String);

/// The count of each row.
pub(super) type CountRows = BTreeMap<CountRow, u64>;

/// A table that is locked against other boards.
pub(super) struct CountTable<'a> {
    file: &'a Path,
    /// A lock on the folder, since each write replaces the file.
    _lock: File,
}

impl<'a> CountTable<'a> {
    /// Locks the table; returns `None` if another board has the lock.
    ///
    /// # Errors
    /// The folder does not exist, or cannot be locked.
    pub(super) fn lock(file: &'a Path) -> io::Result<Option<Self>> {
        let folder = File::open(folder(file))?;
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { file, _lock: folder })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Merges `rows` and the files of counts beside the table into it. Each is merged once, even if
    /// the process is killed: a file is first renamed to the total that the table will have, by
    /// which the next merge sees whether it is already in it.
    ///
    /// # Errors
    /// The reason as text in `lang`; nothing is merged then.
    pub(super) fn merge(&self, rows: &CountRows, lang: Lang) -> Result<(), String> {
        let table = read(self.file).map_err(|error| words(&error, lang))?;
        let before = sum(&table);
        let (merged, others): (Vec<_>, Vec<_>) = PendingCounts::all(self.file)
            .into_iter()
            .partition(|pending| pending.total() == Some(before));
        merged.iter().for_each(PendingCounts::remove);
        PendingCounts::remove_drafts(self.file);
        // Files that are broken, or not ours, stay.
        let mut others: Vec<_> = others
            .into_iter()
            .filter_map(|other| Some((read(other.path()).ok()?, other)))
            .collect();
        loop {
            let after = others.iter().fold(before.saturating_add(sum(rows)), |sum_, (rows, _)| {
                sum_.saturating_add(sum(rows))
            });
            let Some(at) = others.iter_mut().position(|(_, other)| !other.mark(Some(after))) else {
                break;
            };
            others.remove(at);
        }
        if rows.is_empty() && others.is_empty() {
            return Ok(());
        }
        let mut all = table;
        for (row, times) in others.iter().flat_map(|(rows, _)| rows).chain(rows) {
            add(&mut all, row.clone(), *times);
        }
        let bytes = written(&all).map_err(|error| words(&error, lang))?;
        if let Err(refusal) = save(self.file, &bytes, true, &[]) {
            for (_, other) in &mut others {
                other.mark(None);
            }
            return Err(refusal.text(self.file, lang));
        }
        for (_, other) in &others {
            other.remove();
        }
        Ok(())
    }
}

/// Returns the path of the file itself if `file` is a symbolic link.
pub(super) fn real(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// Returns the folder of `file`.
pub(super) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns the text for a system error.
pub(super) fn words(error: &io::Error, lang: Lang) -> String {
    Shortage::from_io(error)
        .map_or_else(|| error.to_string(), |shortage| shortage.text(lang).to_owned())
}

/// Returns the total of all counts.
pub(super) fn sum(rows: &CountRows) -> u64 {
    rows.values().fold(0, |sum, times| sum.saturating_add(*times))
}

/// Returns the row of an event, its text escaped against CSV formula injection.
pub(super) fn row(event: UsageEvent, day: String) -> CountRow {
    let (kind, what) = match event {
        UsageEvent::Opened(no) => (both(|s| s.count_opened), escape_formula(&no).into_owned()),
        UsageEvent::NothingFound(query) => {
            (both(|s| s.count_nothing_found), escape_formula(&query).into_owned())
        }
    };
    (day, kind, what)
}

/// Adds `times` to the count of a row, or to the common row if the day is full.
pub(super) fn add(rows: &mut CountRows, row: CountRow, times: u64) {
    let (day, kind, what) = row;
    let crowded = rows.len() >= ROWS_A_DAY
        && rows.keys().filter(|(other, ..)| *other == day).count() >= ROWS_A_DAY;
    let row = (day, kind, what);
    let row =
        if crowded && !rows.contains_key(&row) { (row.0, row.1, MORE.to_owned()) } else { row };
    let counted = rows.entry(row).or_default();
    *counted = counted.saturating_add(times);
}

/// Returns a word in both languages, since readers of either open the table.
fn both(word: impl Fn(&'static Strings) -> &'static str) -> String {
    Lang::ALL.map(|lang| word(lang.strings())).join(" ")
}

fn header() -> [String; 4] {
    [
        both(|s| s.count_day),
        both(|s| s.count_what_happened),
        both(|s| s.count_what),
        both(|s| s.count_times),
    ]
}

/// Reads a table; a missing or empty file has no rows. Any other file that is no table of counts is
/// an error, so that it is not replaced.
pub(super) fn read(file: &Path) -> io::Result<CountRows> {
    let text = match read_text(file) {
        Ok(text) => text,
        Err(problems) if problems.iter().any(|problem| problem.kind == FileErrorKind::Missing) => {
            return Ok(CountRows::new());
        }
        Err(problems) => {
            let messages =
                problems.iter().flat_map(|problem| Lang::ALL.map(|lang| problem.kind.text(lang)));
            return Err(io::Error::new(
                ErrorKind::InvalidData,
                messages.collect::<Vec<_>>().join(" "),
            ));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let strange = || io::Error::new(ErrorKind::InvalidData, both(|s| s.count_strange));
    let ours =
        reader.headers().map_err(|_| strange())?.iter().eq(header().iter().map(String::as_str));
    if !ours && !text.trim().is_empty() {
        return Err(strange());
    }
    reader
        .deserialize()
        .map(|row| {
            row.map(|(day, kind, what, times)| ((day, kind, what), times)).map_err(|_| strange())
        })
        .collect()
}

/// Returns a table as CSV.
pub(super) fn written(rows: &CountRows) -> io::Result<Vec<u8>> {
    // Starts with the byte order mark by which Excel recognizes UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header())?;
    for ((day, kind, what), times) in rows {
        writer.write_record([day, kind, what, &times.to_string()])?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}
