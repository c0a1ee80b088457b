//! Counts in hidden files beside their table, until a board merges them into it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry, File, OpenOptions};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::rows::{CountRows, to_csv};
use crate::host::date::now;
use crate::storage::parent_folder;

/// File name suffix.
const SUFFIX: &str = ".pending";

/// Suffix of a file that is being written, and the maximum time that writing can take.
const DRAFT_SUFFIX: &str = ".part";
const DRAFT_AGE_MAX: Duration = Duration::from_secs(3600);

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
        // Random enough: an existing draft is not replaced.
        let random = RandomState::new().build_hasher().finish();
        let draft = path_beside(file, random, DRAFT_SUFFIX);
        let path = path_beside(file, random, SUFFIX);
        let write = || {
            OpenOptions::new().write(true).create_new(true).open(&draft)?.write_all(&bytes)?;
            fs::rename(&draft, &path)
        };
        write().inspect_err(|_| drop(fs::remove_file(&draft)))?;
        Ok(Self { path, total: None })
    }

    /// Flushes the file and its folder to disk.
    pub(crate) fn sync(&self) {
        // If the file is gone, its counts are in the table, which was synced.
        let _ = File::open(&self.path).and_then(|file| file.sync_all());
        let _ = File::open(parent_folder(&self.path)).and_then(|folder| folder.sync_all());
    }

    /// Removes old drafts beside the table `file`, left by boards that were killed while writing
    /// them.
    pub(crate) fn remove_drafts(file: &Path) {
        let is_old = |draft: &DirEntry| {
            let modified = draft.metadata().and_then(|metadata| metadata.modified());
            modified.is_ok_and(|modified| {
                now().duration_since(modified).is_ok_and(|age| age > DRAFT_AGE_MAX)
            })
        };
        let is_draft =
            |entry: &DirEntry| Self::parse(file, &entry.file_name(), DRAFT_SUFFIX).is_some();
        let drafts = entries(file).filter(is_draft);
        drafts.filter(is_old).for_each(|draft| drop(fs::remove_file(draft.path())));
    }

    /// Returns all files of counts beside the table `file`.
    pub(crate) fn all(file: &Path) -> Vec<Self> {
        entries(file).filter_map(|entry| Self::parse(file, &entry.file_name(), SUFFIX)).collect()
    }

    /// Parses the name of a file of counts beside the table `file`.
    fn parse(file: &Path, name: &OsStr, suffix: &str) -> Option<Self> {
        let rest =
            name.as_bytes().strip_prefix(b".")?.strip_prefix(file.file_name()?.as_bytes())?;
        let rest = rest.strip_prefix(b".")?;
        let rest = str::from_utf8(rest.strip_suffix(suffix.as_bytes())?).ok()?;
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

/// Returns the regular files in the table's folder.
fn entries(file: &Path) -> impl Iterator<Item = DirEntry> {
    let entries = fs::read_dir(parent_folder(file)).into_iter().flatten().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
}

/// Returns the path of a file beside the table `file` with this random number and suffix.
fn path_beside(file: &Path, random: u64, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(format!(".{random:016x}{suffix}"));
    parent_folder(file).join(name)
}
