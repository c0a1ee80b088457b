//! Drafts: files under a temporary name, which are renamed when they are complete.
//!
//! A process holds a lock on its draft, which the kernel releases when the process ends, however it
//! ends: a draft that can be locked is a leftover. Process ids would not tell: processes in
//! different containers have the same ones.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::io::{Errno, retry_on_intr};
use tempfile::{Builder, NamedTempFile};

use crate::storage::folder::file_names;

/// Marker before the random part of a draft's name.
const MARKER: &str = "minsheng-";

/// Length of the random part, in characters.
const RANDOM_LEN: usize = 8;

/// Suffix of a draft's name.
const SUFFIX: &str = ".part";

/// Maximum length of the file's name within that of its draft, in bytes: a file name has at most
/// 255.
const NAME_MAX: usize = 200;

/// Maximum number of digits of a process id: Linux has none larger than 4194304.
const PID_DIGITS_MAX: usize = 7;

/// Age in seconds from which an unchanged draft of a version that did not lock its drafts is a
/// leftover.
const LEFTOVER_AGE: i64 = 600;

/// Creates an empty, locked draft of the file `name` in `folder`, with at most the permissions
/// `mode`.
pub(crate) fn create(folder: &Path, name: &OsStr, mode: u32) -> io::Result<NamedTempFile<File>> {
    create_with(folder, name, |draft| {
        let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(draft)?;
        lock_new(&file, draft).map(|()| file)
    })
}

/// Locks a new draft. Fails with `AlreadyExists` if another process took it for a leftover first
/// and is about to remove it.
fn lock_new(file: &File, draft: &Path) -> io::Result<()> {
    // A file system without locks reports another error: there, no draft is ever taken for a
    // leftover.
    let lock = || flock(file, FlockOperation::NonBlockingLockExclusive);
    let is_locked = retry_on_intr(lock) == Err(Errno::WOULDBLOCK);
    if is_locked || !is_at(file, draft) { Err(ErrorKind::AlreadyExists.into()) } else { Ok(()) }
}

/// Creates a draft of the file `name` in `folder` that is a hard link to the file `real`. It shares
/// the lock of the file that is opened with it: while that is open, the draft is not a leftover.
pub(crate) fn create_link(
    real: &Path,
    folder: &Path,
    name: &OsStr,
) -> io::Result<NamedTempFile<File>> {
    create_with(folder, name, |draft| {
        let lock = File::open(real)?;
        let _ = retry_on_intr(|| flock(&lock, FlockOperation::NonBlockingLockShared));
        fs::hard_link(real, draft).map(|()| lock)
    })
}

/// Creates a draft of the file `name` in `folder` with `make`, which is called again with another
/// name as long as it fails with `AlreadyExists`.
fn create_with(
    folder: &Path,
    name: &OsStr,
    make: impl FnMut(&Path) -> io::Result<File>,
) -> io::Result<NamedTempFile<File>> {
    let mut prefix = name_prefix(name);
    prefix.push(MARKER);
    Builder::new().prefix(&prefix).suffix(SUFFIX).rand_bytes(RANDOM_LEN).make_in(folder, make)
}

/// Removes leftover drafts of the file `name` in `folder`, and of its last good version. `newest` is
/// the draft at hand; the time of its creation is that of the file system's clock.
///
/// # Errors
/// The system does not tell when `newest` was created.
pub(crate) fn remove_leftovers(
    folder: &Path,
    name: &OsStr,
    newest: &NamedTempFile<File>,
) -> io::Result<()> {
    remove_older(folder, name, newest.as_file().metadata()?.ctime(), newest.path().file_name());
    Ok(())
}

/// Removes the drafts that were leftovers at the time `now`, in seconds, but for the one called
/// `newest`.
fn remove_older(folder: &Path, name: &OsStr, now: i64, newest: Option<&OsStr>) {
    let prefix = name_prefix(name);
    // In a folder that may not be listed, leftovers stay.
    for file_name in file_names(folder).into_iter().flatten().flatten() {
        let rest = file_name.as_bytes().strip_prefix(prefix.as_bytes());
        let scheme = rest.and_then(DraftScheme::parse);
        // Where the lock of the draft at hand has failed, it would look like a leftover.
        if let Some(scheme) = scheme
            && Some(file_name.as_os_str()) != newest
        {
            remove_leftover(&folder.join(file_name), scheme, now);
        }
    }
}

/// Scheme by which versions of this program name their drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DraftScheme {
    /// Versions that lock their drafts.
    Locked,
    /// Versions that used the process id and no lock.
    ProcessId,
}

impl DraftScheme {
    /// Returns the scheme of a draft, given the part of its name after that of the file; `None` if
    /// it is not a draft.
    fn parse(rest: &[u8]) -> Option<Self> {
        let rest = rest.strip_suffix(SUFFIX.as_bytes())?;
        let rest = rest.strip_prefix(b"last-good.").unwrap_or(rest);
        if let Some(random) = rest.strip_prefix(MARKER.as_bytes()) {
            let is_random = random.iter().all(u8::is_ascii_alphanumeric);
            return (random.len() == RANDOM_LEN && is_random).then_some(Self::Locked);
        }
        let is_pid = rest.iter().all(u8::is_ascii_digit);
        ((1..=PID_DIGITS_MAX).contains(&rest.len()) && is_pid).then_some(Self::ProcessId)
    }
}

/// Removes a leftover draft. It stays if it cannot be locked, or if its name belongs to another
/// file by now.
fn remove_leftover(draft: &Path, scheme: DraftScheme, now: i64) {
    let Ok((file, metadata)) = lock(draft) else { return };
    if scheme == DraftScheme::ProcessId && now.saturating_sub(metadata.ctime()) < LEFTOVER_AGE {
        return;
    }
    if is_at(&file, draft) {
        let _ = fs::remove_file(draft);
    }
}

/// Opens and locks the regular file at `draft`, if no process holds its lock.
fn lock(draft: &Path) -> io::Result<(File, Metadata)> {
    // Neither a symbolic link nor a pipe is a draft: do not follow the one or wait for the other.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = |access| open(draft, access | flags, Mode::empty()).map(File::from);
    let mut file = open(OFlags::RDONLY)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        // Over NFS, an exclusive lock needs write access.
        Err(Errno::BADF) => {
            file = open(OFlags::RDWR)?;
            flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        }
        locked => locked?,
    }
    Ok((file, metadata))
}

/// True if `path` is still a name of that file.
fn is_at(file: &File, path: &Path) -> bool {
    let both = file.metadata().and_then(|file| Ok((file, fs::symlink_metadata(path)?)));
    both.is_ok_and(|(file, named)| (file.dev(), file.ino()) == (named.dev(), named.ino()))
}

/// Returns the prefix of the names of all drafts of a file.
fn name_prefix(name: &OsStr) -> OsString {
    let name = name.as_bytes();
    // Never cut within a character.
    let end = (0..=NAME_MAX.min(name.len()))
        .rev()
        .find(|at| name.get(*at).is_none_or(|byte| byte & 0xc0 != 0x80));
    let name = name.get(..end.unwrap_or_default()).unwrap_or_default();
    OsString::from_vec([b".", name, b"."].concat())
}

#[cfg(test)]
mod tests {
    use super::super::tests::names;
    use super::*;

    const NAME: &str = "清单.ron";

    /// Creates a draft that stays, as if its process had been killed, and returns its name.
    fn leave(folder: &Path, name: &str) -> String {
        let draft = create(folder, name.as_ref(), 0o600).unwrap();
        let name = draft.path().file_name().unwrap().to_string_lossy().into_owned();
        drop(draft.keep().unwrap());
        name
    }

    #[test]
    fn a_locked_draft_stays_and_a_leftover_goes() {
        let folder = tempfile::tempdir().unwrap();
        let locked = create(folder.path(), NAME.as_ref(), 0o600).unwrap();
        leave(folder.path(), NAME);
        leave(folder.path(), "清单.ron.last-good");
        let others = [
            leave(folder.path(), "清单.ro"),
            leave(folder.path(), "清单.ron.ron"),
            leave(folder.path(), "ron"),
        ];
        remove_older(folder.path(), NAME.as_ref(), i64::MAX, None);
        let locked = locked.path().file_name().unwrap().to_string_lossy().into_owned();
        let mut expected: Vec<String> = others.into_iter().chain([locked]).collect();
        expected.sort();
        assert_eq!(names(folder.path()), expected);
    }

    #[test]
    fn what_only_looks_like_a_draft_stays() {
        let folder = tempfile::tempdir().unwrap();
        let others = [
            ".清单.ron..part",
            ".清单.ron.12345678.part",
            ".清单.ron.12a.part",
            ".清单.ron.download.part",
            ".清单.ron.minsheng-.part",
            ".清单.ron.minsheng-abcdefg.part",
            ".清单.ron.minsheng-abcdefgh",
            ".清单.ron.minsheng-abcdefgé.part",
            "清单.ron.minsheng-abcdefgh.part",
        ];
        for name in others {
            fs::write(folder.path().join(name), "theirs").unwrap();
        }
        fs::create_dir(folder.path().join(".清单.ron.minsheng-aaaaaaaa.part")).unwrap();
        let link = folder.path().join(".清单.ron.minsheng-bbbbbbbb.part");
        std::os::unix::fs::symlink("elsewhere", link).unwrap();
        let pipe = folder.path().join(".清单.ron.minsheng-cccccccc.part");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0)
            .unwrap();
        let before = names(folder.path());
        remove_older(folder.path(), NAME.as_ref(), i64::MAX, None);
        assert_eq!(names(folder.path()), before);
    }

    #[test]
    fn a_draft_of_a_version_without_locks_goes_once_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join(".清单.ron.4194304.part");
        fs::write(&draft, "").unwrap();
        let made = fs::metadata(&draft).unwrap().ctime();
        remove_older(folder.path(), NAME.as_ref(), made + LEFTOVER_AGE - 1, None);
        assert!(
            draft.exists(),
            "its run may be at work, in a container whose processes are not seen from here"
        );
        let lock = File::open(&draft).unwrap();
        flock(&lock, FlockOperation::LockExclusive).unwrap();
        remove_older(folder.path(), NAME.as_ref(), made + LEFTOVER_AGE, None);
        assert!(draft.exists());
        drop(lock);
        remove_older(folder.path(), NAME.as_ref(), made + LEFTOVER_AGE, None);
        assert!(!draft.exists());
    }

    #[test]
    fn a_process_that_comes_between_creating_and_locking_costs_only_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let (mut locks, mut made) = (Vec::new(), Vec::new());
        let draft = create_with(folder.path(), NAME.as_ref(), |draft| {
            let file = File::create_new(draft)?;
            made.push(draft.to_owned());
            match made.len() {
                // Another process has the lock and will remove it.
                1 => locks.push(lock(draft).unwrap()),
                // Another process has removed it.
                2 => remove_leftover(draft, DraftScheme::Locked, 0),
                _ => {}
            }
            lock_new(&file, draft).map(|()| file)
        });
        assert_eq!((draft.unwrap().path(), made.len()), (&*made[2], 3));
    }

    #[test]
    fn the_longest_name_has_a_draft_too() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["民".repeat(85), "a".repeat(255)] {
            let draft = leave(folder.path(), &name);
            assert!(draft.len() < 255 && !draft.contains('\u{fffd}'), "{draft}");
            remove_older(folder.path(), name.as_ref(), 0, None);
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }
}
