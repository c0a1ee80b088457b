//! A file put in its place: whole or not at all, and never over another by mistake.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::lang::{Lang, fill};

/// Why a file is not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is one of that name, and nobody said to replace it.
    Exists,
    /// It is what was read.
    Input,
    /// Somebody else has written it since the work on it began.
    Changed,
    /// The name is that of a folder or a device.
    NotAFile,
    /// The system's own words.
    Failed(String),
}

impl Refusal {
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
            Self::Failed(why) => fill(s.save_failed, &[&path, why]),
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::AlreadyExists { Self::Exists } else { Self::Failed(error.to_string()) }
    }
}

/// What was where a file is to be, before the work on it began: a file that is newer than that is not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Before(Option<(u64, u64, i64, i64, u64)>);

impl Before {
    /// What is at `path` now, if anything.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let seen = fs::metadata(path).ok();
        Self(seen.map(|seen| (seen.dev(), seen.ino(), seen.mtime(), seen.mtime_nsec(), seen.len())))
    }
}

/// Writes `bytes` to a new file at `path`, or in place of the one there if `replace` says so; never in place of one of `inputs`.
///
/// They are written to a file beside it, which takes its name once all of it is on the disk: whoever reads the name meets the
/// old file or the new one and no mixture, also when the power fails.
///
/// # Errors
/// It is not written; what was there is as it was.
pub fn save(path: &Path, bytes: &[u8], replace: bool, inputs: &[&Path]) -> Result<(), Refusal> {
    save_unless_newer(path, bytes, replace.then(|| Before::at(path)), inputs)
}

/// The same, in place of what was there `before` and of nothing newer.
///
/// # Errors
/// It is not written; what was there, or has come there since, is as it was.
pub fn save_unless_newer(path: &Path, bytes: &[u8], before: Option<Before>, inputs: &[&Path]) -> Result<(), Refusal> {
    let replace = before.is_some();
    // Where the name is a link, the file that it leads to is meant.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(path).ok();
    if let Some(old) = &old {
        if inputs.iter().any(|input| is_one_file(input, path)) {
            return Err(Refusal::Input);
        }
        if !old.is_file() {
            return Err(Refusal::NotAFile);
        }
        if !replace {
            return Err(Refusal::Exists);
        }
    }
    let Some(name) = path.file_name() else { return Err(Refusal::NotAFile) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let draft = folder.join(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let unchanged = || before.is_none_or(|before| before == Before::at(path));
    let written = draw_up(&draft, bytes, old.as_ref()).map_err(Refusal::from);
    let written = written.and_then(|()| if unchanged() { Ok(put(&draft, path, replace)?) } else { Err(Refusal::Changed) });
    if written.is_err() {
        // Nothing to add where it is not even there.
        let _ = fs::remove_file(&draft);
        written?;
    }
    // The new name is on the disk once its folder is; a file system without folders to sync has none to lose.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Where the last good file is kept when another takes the place of `path`: beside it.
#[must_use]
pub fn last_good(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".last-good");
    name.into()
}

/// Keeps the file at `path` as the last good one, before another takes its place.
///
/// # Errors
/// It is not kept; what was kept before is as it was.
pub fn keep(path: &Path) -> Result<(), Refusal> {
    let kept = last_good(path);
    let draft = last_good(&kept);
    let _ = fs::remove_file(&draft);
    // A second name for it costs nothing; where a file system has no such thing, a copy will do.
    let real = fs::canonicalize(path)?;
    if fs::hard_link(&real, &draft).and_then(|()| fs::rename(&draft, &kept)).is_ok() {
        // Where both were one file already, the draft is still there.
        let _ = fs::remove_file(&draft);
        return Ok(());
    }
    save(&kept, &fs::read(real)?, true, &[])
}

/// Whether two names are those of one file.
#[must_use]
pub fn is_one_file(one: &Path, other: &Path) -> bool {
    let file = |path: &Path| fs::metadata(path).map(|seen| (seen.dev(), seen.ino())).ok();
    file(one).is_some_and(|one| file(other) == Some(one))
}

fn draw_up(draft: &PathBuf, bytes: &[u8], old: Option<&Metadata>) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(draft)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        // Whoever could read the old one can read the new one.
        let _ = file.set_permissions(old.permissions());
    }
    file.sync_all()
}

/// Gives the draft its name. One that has come up meanwhile is not replaced unasked, where the file system can promise that.
fn put(draft: &Path, path: &Path, replace: bool) -> io::Result<()> {
    if !replace {
        match renameat_with(CWD, draft, CWD, path, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {}
            other => return other.map_err(io::Error::from),
        }
    }
    fs::rename(draft, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_only_when_asked_and_never_an_input() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("新.ron");
        assert_eq!(save(&path, b"1", false, &[]), Ok(()));
        assert_eq!(save(&path, b"2", false, &[]), Err(Refusal::Exists));
        assert_eq!(save(&path, b"2", true, &[&folder.path().join("./新.ron")]), Err(Refusal::Input));
        assert_eq!(fs::read(&path).unwrap(), b"1");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(save(&link, b"2", true, &[&path]), Err(Refusal::Input));
        assert_eq!(save(&link, b"3", true, &[]), Ok(()));
        assert_eq!(fs::read(&path).unwrap(), b"3", "the link stays one");
        assert_eq!(names(folder.path()), ["link", "新.ron"]);
    }

    #[test]
    fn what_somebody_else_has_written_meanwhile_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let nothing = Before::at(&path);
        fs::write(&path, "theirs").unwrap();
        assert_eq!(save_unless_newer(&path, b"ours", Some(nothing), &[]), Err(Refusal::Changed));
        let before = Before::at(&path);
        fs::write(&path, "their second").unwrap();
        assert_eq!(save_unless_newer(&path, b"ours", Some(before), &[]), Err(Refusal::Changed));
        assert_eq!(fs::read(&path).unwrap(), b"their second");
        assert_eq!(names(folder.path()), ["a.ron"]);
        assert_eq!(save_unless_newer(&path, b"ours", Some(Before::at(&path)), &[]), Ok(()));
        assert_eq!(fs::read(&path).unwrap(), b"ours");
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(save(folder.path(), b"1", true, &[]), Err(Refusal::NotAFile));
        assert!(matches!(save(&folder.path().join("no/such.ron"), b"1", false, &[]), Err(Refusal::Failed(_))));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn the_rights_of_the_old_file_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(save(&path, b"2", true, &[]), Ok(()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
