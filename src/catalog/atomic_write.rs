//! A file put in its place: whole or not at all, never over another by mistake, and for the same readers.

mod access;
mod draft;
mod rights;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
use rustix::io::Errno;
use tempfile::NamedTempFile;

use self::rights::FileRights;
pub use self::rights::LostAccess;
use crate::lang::{Lang, fill};

/// As many links as Linux follows from one name.
const LINKS: usize = 40;

/// Why a file is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// There is one of that name, and nobody said to replace it.
    Exists,
    /// It is what was read.
    Input,
    /// Somebody else has written it since the work on it began.
    Changed,
    /// The name is that of a folder or a device.
    NotAFile,
    /// Accounts that read the old file could not read the new one, because it cannot keep that.
    Readers(LostAccess),
    /// The system's own words.
    Failed(String),
}

impl SaveError {
    /// What to tell a person about the file of that name.
    #[must_use]
    pub fn text(&self, path: &Path, lang: Lang) -> String {
        let s = lang.strings();
        let path = path.to_string_lossy();
        match self {
            Self::Exists => fill(s.save_exists, &[&path]),
            Self::Input => fill(s.save_input, &[&path]),
            Self::Changed => fill(s.save_changed, &[&path]),
            Self::NotAFile => fill(s.save_not_a_file, &[&path]),
            Self::Readers(lost) => {
                let lost = match lost {
                    LostAccess::Ownership(names) => fill(s.lost_ownership, &[names]),
                    LostAccess::List => s.lost_list.to_owned(),
                    LostAccess::Label => s.lost_label.to_owned(),
                };
                fill(s.save_readers, &[&path, &lost, &shell_words::quote(&path)])
            }
            Self::Failed(why) => fill(s.save_failed, &[&path, why]),
        }
    }
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What was where a file is to be, before the work on it began: a file that is newer than that is not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileVersion(Option<(u64, u64, i64, i64, u64)>);

impl FileVersion {
    /// What is at `path` now, if anything.
    #[must_use]
    pub fn current(path: &Path) -> Self {
        let seen = fs::metadata(path).ok();
        Self(seen.map(|seen| (seen.dev(), seen.ino(), seen.mtime(), seen.mtime_nsec(), seen.len())))
    }
}

/// A file that is whole and on the disk, beside the place that it is to take.
pub struct StagedFile {
    draft: NamedTempFile<File>,
    path: PathBuf,
    before: Option<FileVersion>,
    /// The rights of the file that it takes the place of.
    rights: Option<FileRights>,
}

impl StagedFile {
    /// Writes `bytes` to a draft beside `path`, with the rights of the file there. It may take the place of what was there
    /// `before` and of nothing newer; without that, of nothing at all; and never of one of `inputs`.
    ///
    /// # Errors
    /// There is no draft, and what is at `path` is as it was.
    pub fn write(path: &Path, bytes: &[u8], before: Option<FileVersion>, inputs: &[&Path]) -> Result<Self, SaveError> {
        let path = target(path)?;
        if let Ok(old) = fs::metadata(&path) {
            if inputs.iter().any(|input| is_same_file(input, &path)) {
                return Err(SaveError::Input);
            }
            if !old.is_file() {
                return Err(SaveError::NotAFile);
            }
            if before.is_none() {
                return Err(SaveError::Exists);
            }
        }
        let rights = FileRights::at(&path);
        Self::with(path, bytes, before, rights.clone(), rights.as_ref())
    }

    /// Writes the draft with the rights `wanted`, whatever the `rights` of the file there are.
    fn with(
        path: PathBuf,
        bytes: &[u8],
        before: Option<FileVersion>,
        rights: Option<FileRights>,
        wanted: Option<&FileRights>,
    ) -> Result<Self, SaveError> {
        let Some(name) = path.file_name() else { return Err(SaveError::NotAFile) };
        let folder = folder(&path);
        // Where there is a file, nobody else reads the draft before it is as the file is. Where there is none, the kernel alone
        // knows what a new one is like, by the mask of this account and the lists of the folder.
        let mut draft = draft::create(folder, name, if wanted.is_some() { 0o600 } else { 0o666 })?;
        // Before it takes room: what is left over may be as large.
        draft::sweep(folder, name, draft.as_file().metadata()?.ctime());
        draft.as_file_mut().write_all(bytes)?;
        if let Some(lost) = wanted.map(|wanted| wanted.hand_on(draft.as_file())).transpose()?.flatten() {
            return Err(SaveError::Readers(lost));
        }
        draft.as_file().sync_all()?;
        Ok(Self { draft, path, before, rights })
    }

    /// Gives it its name: whoever reads that meets the old file or the new one and no mixture, also when the power fails.
    ///
    /// # Errors
    /// The draft is gone, and the file that is there, or has come there since, is as it was.
    pub fn rename_into_place(self) -> Result<(), SaveError> {
        let Self { draft, path, before, rights } = self;
        if before.is_some_and(|before| before != FileVersion::current(&path) || rights != FileRights::at(&path)) {
            return Err(SaveError::Changed);
        }
        rename(draft.path(), &path, before.is_some())?;
        // It has another name now, and its draft is nothing to remove any more.
        let _ = draft.into_temp_path().keep();
        // The new name is on the disk once its folder is; a file system without folders to sync has none to lose.
        let _ = File::open(folder(&path)).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// The permission bits of a file that was not there before and that accounts other than the owner and the group cannot read.
    #[must_use]
    pub fn private_mode(&self) -> Option<u32> {
        let rights = FileRights::from_file(self.draft.as_file()).ok().filter(|_| self.rights.is_none())?;
        (rights.is_open() == Some(false)).then(|| rights.mode())
    }
}

/// Writes `bytes` to a new file at `path`, or in place of the one there if `replace` says so; never in place of one of `inputs`.
/// The new file has owner, group, mode, access control list and extended attributes of the old one.
///
/// # Errors
/// It is not written; what was there is as it was.
pub fn save(path: &Path, bytes: &[u8], replace: bool, inputs: &[&Path]) -> Result<(), SaveError> {
    save_if_unchanged(path, bytes, replace.then(|| FileVersion::current(path)), inputs)
}

/// The same, in place of what was there `before` and of nothing newer.
///
/// # Errors
/// It is not written; what was there, or has come there since, is as it was.
pub fn save_if_unchanged(path: &Path, bytes: &[u8], before: Option<FileVersion>, inputs: &[&Path]) -> Result<(), SaveError> {
    StagedFile::write(path, bytes, before, inputs)?.rename_into_place()
}

/// Where the last good file is kept when another takes the place of `path`: beside it.
#[must_use]
pub fn last_good_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".last-good");
    name.into()
}

/// Keeps the file at `path` as the last good one, with its rights, before another takes its place.
///
/// # Errors
/// It is not kept; what was kept before is as it was.
pub fn keep_last_good(path: &Path) -> Result<(), SaveError> {
    let kept = last_good_path(path);
    let real = fs::canonicalize(path)?;
    let Some(name) = kept.file_name() else { return Err(SaveError::NotAFile) };
    // The draft of a version that had one name for it, left over: a name of this very file, and no file that was kept.
    let left = last_good_path(&kept);
    if is_same_file(&left, &real) {
        let _ = fs::remove_file(left);
    }
    // A second name for it costs nothing; where a file system has no such thing, or it is somebody else's file, a copy will do.
    link(&real, &kept, name).or_else(|_| copy(&real, &kept))
}

/// Puts a copy of the file `real`, with its rights, at `kept`.
fn copy(real: &Path, kept: &Path) -> Result<(), SaveError> {
    let bytes = fs::read(real)?;
    let before = Some(FileVersion::current(kept));
    StagedFile::with(kept.to_owned(), &bytes, before, FileRights::at(kept), FileRights::at(real).as_ref())?.rename_into_place()
}

/// Gives the file `real` the second name `kept`, which may be that of another.
fn link(real: &Path, kept: &Path, name: &OsStr) -> io::Result<()> {
    // While this is held nobody takes the draft of the name for left over: its lock is that of the file.
    let held = File::open(real)?;
    let _ = flock(&held, FlockOperation::NonBlockingLockShared);
    let draft = draft::named(folder(kept), name, |draft| fs::hard_link(real, draft))?;
    draft::sweep(folder(kept), name, held.metadata()?.ctime());
    // Where both were one file already the draft is still there, and goes now.
    fs::rename(draft.path(), kept)
}

/// Whether two names are those of one file.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let file = |path: &Path| fs::metadata(path).map(|seen| (seen.dev(), seen.ino())).ok();
    file(one).is_some_and(|one| file(other) == Some(one))
}

/// The file that is meant where the name is a link, also where it leads to none yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(real) = fs::canonicalize(&path) {
            return Ok(real);
        }
        // What is there without a path to it, such as a pipe behind `/dev/stdout`, is no file to be.
        match fs::read_link(&path).ok().filter(|_| fs::metadata(&path).is_err()) {
            Some(to) => path = folder(&path).join(to),
            None => return Ok(path),
        }
    }
    Err(Errno::LOOP.into())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the draft its name. One that has come up meanwhile is not replaced unasked, where the file system can promise that.
fn rename(draft: &Path, path: &Path, replace: bool) -> Result<(), SaveError> {
    if !replace {
        match renameat_with(CWD, draft, CWD, path, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            Err(Errno::EXIST) => return Err(SaveError::Exists),
            other => return other.map_err(|error| io::Error::from(error).into()),
        }
    }
    Ok(fs::rename(draft, path)?)
}

#[cfg(test)]
mod tests;
