//! Atomic file writes: a file appears whole or not at all, never replaces another by mistake, and
//! stays readable by the same accounts.

mod access;
mod draft;
mod rights;

use std::error::Error;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use tempfile::{NamedTempFile, PersistError};

pub(crate) use self::draft::create as create_draft;
use self::rights::FileRights;
pub use self::rights::LostAccess;
use super::folder::existing;
use crate::lang::{Lang, fill};
use crate::text::clean;

/// Maximum number of symbolic links followed from a path, as in Linux.
const LINKS_MAX: usize = 40;

/// Reason why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// A file of that name exists, and the caller did not request to replace it.
    Exists,
    /// The path is that of an input file.
    Input,
    /// The file has changed since the work on it began.
    Changed,
    /// The path is that of a folder or a device.
    NotAFile,
    /// Accounts that can read the old file could not read the new one, which cannot keep that
    /// right.
    Readers(LostAccess),
    /// Message of the system error.
    Failed(String),
}

impl SaveError {
    /// Returns the message for the user about the file at `path`.
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

impl fmt::Display for SaveError {
    /// Formats the message about the file `FILE`: its path is not known here.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clean(&self.text(Path::new("FILE"), Lang::En)))
    }
}

impl Error for SaveError {}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Version of the file at a path (device, inode, modification time in seconds and nanoseconds, and
/// size), or the absence of a file. The caller takes it before the work on a file begins, so that a
/// newer file is not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileVersion(Option<(u64, u64, i64, i64, u64)>);

impl FileVersion {
    /// Returns the version of the file at `path` now.
    ///
    /// # Errors
    /// The system does not tell, for another reason than that there is no such file.
    pub fn current(path: &Path) -> Result<Self, SaveError> {
        let file = existing(path)?;
        Ok(Self(
            file.map(|file| (file.dev(), file.ino(), file.mtime(), file.mtime_nsec(), file.len())),
        ))
    }
}

/// Draft that is complete and on the disk, beside the path that it will be renamed to.
pub struct StagedFile {
    draft: NamedTempFile<File>,
    path: PathBuf,
    /// Version that it may replace; `None` if there must be no file.
    before: Option<FileVersion>,
    /// Rights of the file that it replaces.
    rights: Option<FileRights>,
}

impl StagedFile {
    /// Writes `bytes` to a draft beside `path`, with the rights of the file there. The draft may
    /// replace the version `before` and nothing newer; with `None` it may replace nothing. It never
    /// replaces one of `inputs`.
    ///
    /// # Errors
    /// No draft is left, and the file at `path` is unchanged.
    pub fn write(
        path: &Path,
        bytes: &[u8],
        before: Option<FileVersion>,
        inputs: &[&Path],
    ) -> Result<Self, SaveError> {
        let path = resolve_links(path)?;
        if let Some(old) = existing(&path)? {
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
        let rights = FileRights::at(&path)?;
        Self::stage(path, bytes, before, rights.clone(), rights.as_ref())
    }

    /// Writes the draft with the rights `wanted`; `rights` are those of the file at `path` now.
    fn stage(
        path: PathBuf,
        bytes: &[u8],
        before: Option<FileVersion>,
        rights: Option<FileRights>,
        wanted: Option<&FileRights>,
    ) -> Result<Self, SaveError> {
        let Some(name) = path.file_name() else { return Err(SaveError::NotAFile) };
        let folder = parent_folder(&path);
        // If `path` exists, no other account may read the draft before it has the rights of that
        // file. If not, only the kernel knows the rights of a new file: from the umask of this
        // process and the access control lists of the folder.
        let mut draft = draft::create(folder, name, if wanted.is_some() { 0o600 } else { 0o666 })?;
        // Done before writing: a leftover draft may take as much space.
        draft::remove_leftovers(folder, name, &draft)?;
        draft.as_file_mut().write_all(bytes)?;
        let lost = wanted.map(|wanted| wanted.apply_to(draft.as_file())).transpose()?;
        if let Some(lost) = lost.flatten() {
            return Err(SaveError::Readers(lost));
        }
        sync(draft.as_file())?;
        Ok(Self { draft, path, before, rights })
    }

    /// Renames the draft to its final path: readers see the old file or the new one and no mixture,
    /// even after a power failure.
    ///
    /// # Errors
    /// The draft is removed, and the file at the path is unchanged, also one that has appeared
    /// there since.
    pub fn rename_into_place(self) -> Result<(), SaveError> {
        let Self { draft, path, before, rights } = self;
        if let Some(before) = before
            && (before != FileVersion::current(&path)? || rights != FileRights::at(&path)?)
        {
            return Err(SaveError::Changed);
        }
        persist(draft, &path, before.is_some())?;
        // The new name is on the disk once its folder is synced. An error here is ignored:
        // some file systems cannot sync folders.
        let _ = File::open(parent_folder(&path)).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Returns the permission bits of a file that did not exist before, if accounts other than its
    /// owner and its group cannot read it.
    #[must_use]
    pub fn private_mode(&self) -> Option<u32> {
        let rights =
            FileRights::from_file(self.draft.as_file()).ok().filter(|_| self.rights.is_none())?;
        (rights.is_readable_by_others() == Some(false)).then(|| rights.mode())
    }
}

/// Writes `bytes` to a new file at `path`, or replaces the file there if `replace` is true; never
/// replaces one of `inputs`. The new file keeps owner, group, mode, access control list and
/// extended attributes of the old one.
///
/// # Errors
/// Nothing is written, and the file at `path` is unchanged.
pub fn save(path: &Path, bytes: &[u8], replace: bool, inputs: &[&Path]) -> Result<(), SaveError> {
    let before = replace.then(|| FileVersion::current(path)).transpose()?;
    save_if_unchanged(path, bytes, before, inputs)
}

/// Like [`save()`], but replaces only the version `before` and nothing newer; with `None`, nothing.
///
/// # Errors
/// Nothing is written, and the file at `path` is unchanged, also one that has appeared there since.
pub fn save_if_unchanged(
    path: &Path,
    bytes: &[u8],
    before: Option<FileVersion>,
    inputs: &[&Path],
) -> Result<(), SaveError> {
    StagedFile::write(path, bytes, before, inputs)?.rename_into_place()
}

/// Returns the path beside `path` where its last good version is kept.
#[must_use]
pub fn last_good_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".last-good");
    name.into()
}

/// Keeps the file at `path` as its last good version, with its rights, before it is replaced. The
/// last good version before it stays at hand until the returned value is dropped.
///
/// # Errors
/// The last good version kept before is unchanged.
pub fn keep_last_good(path: &Path) -> Result<LastGoodBefore, SaveError> {
    let last_good = last_good_path(path);
    let real = fs::canonicalize(path)?;
    let Some(name) = last_good.file_name() else { return Err(SaveError::NotAFile) };
    // A leftover draft of a version that used one fixed name for it: only a second name of this
    // very file is removed, never a file that the user keeps.
    let leftover = last_good_path(&last_good);
    if is_same_file(&leftover, &real) {
        let _ = fs::remove_file(leftover);
    }
    let before = LastGoodBefore::new(&last_good, name)?;
    // A hard link costs nothing. If the file system has none, or the file belongs to another
    // account, copy it.
    link(&real, &last_good, name)
        .or_else(|_| stage_copy(&real, &last_good)?.rename_into_place())?;
    Ok(before)
}

/// The last good version of a file that [`keep_last_good`] has replaced.
#[must_use = "the caller restores it if the file itself cannot be replaced"]
pub struct LastGoodBefore {
    last_good: PathBuf,
    version: Version,
}

/// A replaced version: under a second name, as a copy, or none because there was no such file.
enum Version {
    Linked(NamedTempFile<File>),
    Copied(StagedFile),
    Missing,
}

impl LastGoodBefore {
    fn new(last_good: &Path, name: &OsStr) -> Result<Self, SaveError> {
        let version = if existing(last_good)?.is_none() {
            Version::Missing
        } else {
            match draft::create_link(last_good, parent_folder(last_good), name) {
                Ok(draft) => Version::Linked(draft),
                Err(_) => Version::Copied(stage_copy(last_good, last_good)?),
            }
        };
        Ok(Self { last_good: last_good.to_owned(), version })
    }

    /// Restores that version, because the file itself could not be replaced.
    ///
    /// # Errors
    /// On failure the last good copy equals the current file.
    pub fn restore(self) -> Result<(), SaveError> {
        match self.version {
            Version::Linked(draft) => Ok(fs::rename(draft.path(), &self.last_good)?),
            // No version check: this copy is older by design.
            Version::Copied(StagedFile { draft, path, .. }) => persist(draft, &path, true),
            Version::Missing => Ok(fs::remove_file(&self.last_good)?),
        }
    }
}

/// Stages a copy of the file `real`, with its rights, for the path `last_good`.
fn stage_copy(real: &Path, last_good: &Path) -> Result<StagedFile, SaveError> {
    let bytes = fs::read(real)?;
    let before = Some(FileVersion::current(last_good)?);
    let (rights, wanted) = (FileRights::at(last_good)?, FileRights::at(real)?);
    StagedFile::stage(last_good.to_owned(), &bytes, before, rights, wanted.as_ref())
}

/// Makes `last_good`, whose file name is `name`, a hard link to the file `real`; replaces a file
/// there.
fn link(real: &Path, last_good: &Path, name: &OsStr) -> io::Result<()> {
    let folder = parent_folder(last_good);
    let draft = draft::create_link(real, folder, name)?;
    draft::remove_leftovers(folder, name, &draft)?;
    // If both were one file already, the rename does nothing, and dropping the draft removes it:
    // `persist` would leave it.
    fs::rename(draft.path(), last_good)
}

/// Writes the draft to the disk. Where the file system cannot do that on request, the rename is
/// still atomic for readers, and refusing to publish would help nobody.
fn sync(draft: &File) -> io::Result<()> {
    match draft.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {
            Ok(())
        }
        result => result,
    }
}

/// True if both paths lead to the same file.
#[must_use]
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let inode = |path: &Path| fs::metadata(path).map(|file| (file.dev(), file.ino())).ok();
    inode(one).is_some_and(|one| inode(other) == Some(one))
}

/// Follows symbolic links from `path` to the file they mean, even if that does not exist yet.
fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        if let Ok(real) = fs::canonicalize(&path) {
            return Ok(real);
        }
        // A link to something that exists without a path, such as a pipe at `/dev/stdout`, is
        // not followed: no file can be written there.
        match fs::read_link(&path).ok().filter(|_| fs::metadata(&path).is_err()) {
            Some(to) => path = parent_folder(&path).join(to),
            None => return Ok(path),
        }
    }
    Err(Errno::LOOP.into())
}

/// Returns the folder that holds the file at `path`.
pub(crate) fn parent_folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Renames the draft to `path`. Without `replace`, a file that has appeared meanwhile is not
/// replaced, as far as the file system supports that (`RENAME_NOREPLACE`, or else hard links).
fn persist(mut draft: NamedTempFile<File>, path: &Path, replace: bool) -> Result<(), SaveError> {
    if !replace {
        draft = match draft.persist_noclobber(path) {
            Ok(_) => return Ok(()),
            Err(PersistError { error, .. }) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(SaveError::Exists);
            }
            Err(PersistError { file, .. }) => file,
        };
    }
    draft.persist(path).map(drop).map_err(|error| error.error.into())
}

#[cfg(test)]
mod tests;
