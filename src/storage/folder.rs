//! Names of the files in a folder, and files that may not exist.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{Dir, Mode, OFlags, open};
use rustix::io::retry_on_intr;

/// Returns the names of the files and folders in `folder`, in no order.
///
/// In place of `std::fs::read_dir`, which ends the program where closing the folder fails.
///
/// # Errors
/// The folder cannot be opened; the iterator yields an error where reading fails.
pub(crate) fn file_names(
    folder: &Path,
) -> io::Result<impl Iterator<Item = io::Result<OsString>> + use<>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let entries = Dir::new(retry_on_intr(|| open(folder, flags, Mode::empty()))?)?;
    let names =
        entries.map(|entry| Ok(OsStr::from_bytes(entry?.file_name().to_bytes()).to_owned()));
    Ok(names.filter(|name| !name.as_ref().is_ok_and(|name| name == "." || name == "..")))
}

/// Returns the metadata of the file that `path` leads to; `None` if there is none.
pub(crate) fn existing(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns true if the error means that there is no such file, and not that the system cannot tell.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
