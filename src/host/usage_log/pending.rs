//! Counts in hidden files beside their table, until a board merges them into it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::rows::{CountRows, to_csv};
use crate::storage::{create_draft, file_names, parent_folder};

/// File name suffix.
const SUFFIX: &str = ".pending";

/// Permissions of a new file, before the mask of the process.
const MODE: u32 = 0o666;

/// A file of counts: `.NAME.RANDOM.pending`, or `.NAME.RANDOM.SUM.pending` once a merge has begun
/// that brings the table to the total SUM.
pub(crate) struct PendingCounts {
    pub(crate) path: PathBuf,
    /// The table's total after the merge that was begun, if one was.
    pub(crate) total: Option<u64>,
}

impl PendingCounts {
    /// Writes `rows` to a new file beside the table `file`. It survives the end of the process at
    /// once, and a power cut after [`sync`](Self::sync).
    ///
    /// # Errors
    /// The file could not be written; none is left.
    pub(crate) fn write(file: &Path, rows: &CountRows) -> io::Result<Self> {
        let bytes = to_csv(rows)?;
        // A draft of the table, locked until it has its name: whoever replaces the table next
        // removes only those that a killed board has left.
        let name = file.file_name().unwrap_or_default();
        let mut draft = create_draft(parent_folder(file), name, MODE)?;
        draft.write_all(&bytes)?;
        let path = path_beside(file, RandomState::new().build_hasher().finish());
        draft.persist(&path).map_err(|error| error.error)?;
        Ok(Self { path, total: None })
    }

    /// Flushes the file and its folder to disk.
    pub(crate) fn sync(&self) {
        // If the file is gone, its counts are in the table, which was synced.
        let _ = File::open(&self.path).and_then(|file| file.sync_all());
        let _ = File::open(parent_folder(&self.path)).and_then(|folder| folder.sync_all());
    }

    /// Returns all files of counts beside the table `file`.
    pub(crate) fn all(file: &Path) -> Vec<Self> {
        let names = file_names(parent_folder(file)).into_iter().flatten().flatten();
        let files = names.filter_map(|name| Self::parse(file, &name));
        files.filter(|file| file.path.symlink_metadata().is_ok_and(|kind| kind.is_file())).collect()
    }

    /// Parses the name of a file of counts beside the table `file`.
    fn parse(file: &Path, name: &OsStr) -> Option<Self> {
        let rest =
            name.as_bytes().strip_prefix(b".")?.strip_prefix(file.file_name()?.as_bytes())?;
        let rest = rest.strip_prefix(b".")?;
        let rest = str::from_utf8(rest.strip_suffix(SUFFIX.as_bytes())?).ok()?;
        let (random, total) =
            rest.split_once('.').map_or((rest, None), |(random, total)| (random, Some(total)));
        let total = total.map(str::parse).transpose().ok()?;
        let is_ours = random.len() == 16 && random.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_ours.then(|| Self { path: parent_folder(file).join(name), total })
    }

    /// Returns true if the file still has its name; if not, another board has taken it.
    pub(crate) fn is_there(&self) -> bool {
        self.path.exists()
    }

    /// Renames the file for a merge that brings the table to `total`, or back with `None`; returns
    /// true on success.
    pub(crate) fn mark(&mut self, total: Option<u64>) -> bool {
        let ending = |total: Option<u64>| {
            total.map(|total| format!(".{total}")).unwrap_or_default() + SUFFIX
        };
        let name = self.path.file_name().unwrap_or_default().as_bytes();
        let stem = name.strip_suffix(ending(self.total).as_bytes()).unwrap_or(name);
        let mut marked = OsStr::from_bytes(stem).to_owned();
        marked.push(ending(total));
        let marked = self.path.with_file_name(marked);
        let is_renamed = fs::rename(&self.path, &marked).is_ok();
        if is_renamed {
            (self.path, self.total) = (marked, total);
        }
        is_renamed
    }

    /// Removes the file after its counts were merged.
    pub(crate) fn remove(&self) {
        // If that fails, the total in its name shows that it has been merged.
        let _ = fs::remove_file(&self.path);
    }
}

/// Returns the path of a file of counts beside the table `file` with this random number.
fn path_beside(file: &Path, random: u64) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{random:016x}{SUFFIX}"));
    parent_folder(file).join(name)
}
