//! Names of the files in a folder.

use std::ffi::{OsStr, OsString};
use std::io;
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
