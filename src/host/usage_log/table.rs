//! The table of counts: a CSV file that boards replace as a whole, under a lock.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::pending::PendingCounts;
use super::rows::{CountRows, add, read, to_csv, total};
use crate::diagnostics::Shortage;
use crate::lang::Lang;
use crate::storage::{parent_folder, save};

/// A table that is locked against other boards.
pub(crate) struct CountTable<'a> {
    file: &'a Path,
    /// A lock on the folder, since each write replaces the file.
    _lock: File,
}

impl<'a> CountTable<'a> {
    /// Locks the table; returns `None` if another board has the lock.
    ///
    /// # Errors
    /// The folder does not exist, or cannot be locked.
    pub(crate) fn lock(file: &'a Path) -> io::Result<Option<Self>> {
        let folder = File::open(parent_folder(file))?;
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
    pub(crate) fn merge(&self, rows: &CountRows, lang: Lang) -> Result<(), String> {
        let mut table = read(self.file).map_err(|error| error_text(&error, lang))?;
        let old_total = total(&table);
        let (merged, unmerged): (Vec<_>, Vec<_>) = PendingCounts::all(self.file)
            .into_iter()
            .partition(|pending| pending.total == Some(old_total));
        merged.iter().for_each(PendingCounts::remove);
        // Files that are broken, or not ours, stay.
        let unmerged = unmerged.into_iter();
        let mut unmerged: Vec<_> =
            unmerged.filter_map(|pending| Some((read(&pending.path).ok()?, pending))).collect();
        loop {
            let start = old_total.saturating_add(total(rows));
            let new_total =
                unmerged.iter().fold(start, |sum, (rows, _)| sum.saturating_add(total(rows)));
            let failed =
                unmerged.iter_mut().position(|(_, pending)| !pending.mark(Some(new_total)));
            let Some(nth) = failed else { break };
            unmerged.remove(nth);
        }
        if rows.is_empty() && unmerged.is_empty() {
            return Ok(());
        }
        for (row, times) in unmerged.iter().flat_map(|(rows, _)| rows).chain(rows) {
            add(&mut table, row.clone(), *times);
        }
        let bytes = to_csv(&table).map_err(|error| error_text(&error, lang))?;
        if let Err(error) = save(self.file, &bytes, true, &[]) {
            for (_, pending) in &mut unmerged {
                pending.mark(None);
            }
            return Err(error.text(self.file, lang));
        }
        for (_, pending) in &unmerged {
            pending.remove();
        }
        Ok(())
    }
}

/// Returns the path of the file itself if `file` is a symbolic link.
pub(crate) fn follow_link(file: &Path) -> PathBuf {
    fs::canonicalize(file).unwrap_or_else(|_| file.to_owned())
}

/// Returns the text for a system error.
pub(crate) fn error_text(error: &io::Error, lang: Lang) -> String {
    Shortage::from_io(error)
        .map_or_else(|| error.to_string(), |shortage| shortage.text(lang).to_owned())
}
