//! The table of counts: a file that is replaced as a whole, under a lock, by the boards that count in it.

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

/// So many rows a day may have. Whoever types at random makes a row of each word; what is beyond that is counted as one.
const ROWS_A_DAY: usize = 1000;

/// The row for that.
const MORE: &str = "…";

/// A day, what happened, and to what.
pub(super) type CountRow = (String, String, String);

/// How often each of them was counted.
pub(super) type CountRows = BTreeMap<CountRow, u64>;

/// The table in a file, while no other board writes it.
pub(super) struct CountTable<'a> {
    file: &'a Path,
    /// On its folder, since the file is another one each time.
    _lock: File,
}

impl<'a> CountTable<'a> {
    /// Takes the lock; `None` if another board has it.
    ///
    /// # Errors
    /// There is no such folder, or no lock to be had on it.
    pub(super) fn lock(file: &'a Path) -> io::Result<Option<Self>> {
        let folder = File::open(folder(file))?;
        match flock(&folder, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { file, _lock: folder })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Adds `rows`, and what others have put beside the table. Each is added once, wherever this is killed: what was put beside is first
    /// given the sum of the table that it will be in, by which the next one knows whether it is.
    ///
    /// # Errors
    /// In words of that language; nothing is added then.
    pub(super) fn merge(&self, rows: &CountRows, lang: Lang) -> Result<(), String> {
        let table = read(self.file).map_err(|error| words(&error, lang))?;
        let before = sum(&table);
        let (merged, others): (Vec<_>, Vec<_>) =
            PendingCounts::all(self.file).into_iter().partition(|pending| pending.total() == Some(before));
        merged.iter().for_each(PendingCounts::remove);
        PendingCounts::remove_drafts(self.file);
        // What is broken, or somebody else's, stays where it is.
        let mut others: Vec<_> = others.into_iter().filter_map(|other| Some((read(other.path()).ok()?, other))).collect();
        loop {
            let after = others.iter().fold(before.saturating_add(sum(rows)), |sum_, (rows, _)| sum_.saturating_add(sum(rows)));
            let Some(at) = others.iter_mut().position(|(_, other)| !other.mark(Some(after))) else { break };
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

/// The file itself, where the name is a link.
pub(super) fn real(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// The folder that it is in.
pub(super) fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What to say of an error of the system.
pub(super) fn words(error: &io::Error, lang: Lang) -> String {
    Shortage::from_io(error).map_or_else(|| error.to_string(), |shortage| shortage.text(lang).to_owned())
}

/// How much is counted in all.
pub(super) fn sum(rows: &CountRows) -> u64 {
    rows.values().fold(0, |sum, times| sum.saturating_add(*times))
}

pub(super) fn row(event: UsageEvent, day: String) -> CountRow {
    let (kind, what) = match event {
        UsageEvent::Opened(no) => (both(|s| s.count_opened), escape_formula(&no).into_owned()),
        UsageEvent::NothingFound(query) => (both(|s| s.count_nothing_found), escape_formula(&query).into_owned()),
    };
    (day, kind, what)
}

pub(super) fn add(rows: &mut CountRows, row: CountRow, times: u64) {
    let (day, kind, what) = row;
    let crowded = rows.len() >= ROWS_A_DAY && rows.keys().filter(|(other, ..)| *other == day).count() >= ROWS_A_DAY;
    let row = (day, kind, what);
    let row = if crowded && !rows.contains_key(&row) { (row.0, row.1, MORE.to_owned()) } else { row };
    let counted = rows.entry(row).or_default();
    *counted = counted.saturating_add(times);
}

/// A table is read by whoever opens it.
fn both(word: impl Fn(&'static Strings) -> &'static str) -> String {
    Lang::ALL.map(|lang| word(lang.strings())).join(" ")
}

fn header() -> [String; 4] {
    [both(|s| s.count_day), both(|s| s.count_what_happened), both(|s| s.count_what), both(|s| s.count_times)]
}

/// The table in a file. One that is no such table is somebody's, and not to be replaced.
pub(super) fn read(file: &Path) -> io::Result<CountRows> {
    let text = match read_text(file) {
        Ok(text) => text,
        Err(problems) if problems.iter().any(|problem| problem.kind == FileErrorKind::Missing) => return Ok(CountRows::new()),
        Err(problems) => {
            let messages = problems.iter().flat_map(|problem| Lang::ALL.map(|lang| problem.kind.text(lang)));
            return Err(io::Error::new(ErrorKind::InvalidData, messages.collect::<Vec<_>>().join(" ")));
        }
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

/// The bytes of a table.
pub(super) fn written(rows: &CountRows) -> io::Result<Vec<u8>> {
    // With the mark by which Excel knows UTF-8.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(header())?;
    for ((day, kind, what), times) in rows {
        writer.write_record([day, kind, what, &times.to_string()])?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}
