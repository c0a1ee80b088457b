//! Opening a file with care: a name on a command line can be anything. Only a readable, regular file of sane size is read.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::io::Errno;

use super::memory;
use super::problem::{Fault, Place, Problem};

/// The largest file that is read, in bytes. The shipped programme has 40 kB; a million projects have some 700 MB.
pub const FILE_MAX: u64 = 1280 << 20;

/// From this size on it is asked whether there is memory for a file.
const LARGE: u64 = 16 << 20;

/// The file at `path`, and how large it is.
pub(super) fn open_file(path: &Path) -> Result<(File, u64), Fault> {
    // Not blocking: opening a FIFO would wait for its writer for ever. No controlling terminal: it might be a tty.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let fd = open(path, flags, Mode::empty()).map_err(|error| match error {
        Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG => Fault::Missing,
        Errno::ACCESS | Errno::PERM => Fault::Forbidden,
        Errno::LOOP | Errno::NXIO => Fault::NotAFile,
        other => Fault::unreadable(&other.into()),
    })?;
    // The open file is judged, not the name, which may have changed its meaning since.
    let stat = fstat(&fd).map_err(|error| Fault::unreadable(&error.into()))?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Fault::NotAFile);
    }
    let size = u64::try_from(stat.st_size).unwrap_or_default();
    if size > FILE_MAX {
        return Err(Fault::TooLarge);
    }
    // What is kept of it, and what makes it quick to search.
    check_room(size)?;
    Ok((File::from(fd), size))
}

/// All that is in the file at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    let (file, _) = open_file(path)?;
    let mut bytes = Vec::new();
    file.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(|error| Fault::unreadable(&error))?;
    if bytes.len() as u64 > FILE_MAX { Err(Fault::TooLarge) } else { Ok(bytes) }
}

/// The bytes as UTF-8, or where they stop being so and what they are instead.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, (usize, Fault)> {
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
        return Err((0, Fault::Encoding("UTF-16")));
    }
    if let [b'(' | b'/' | b'#' | b' ' | b'\n', 0, ..] | [0, b'(' | b'/' | b'#' | b' ' | b'\n', ..] = bytes {
        return Err((0, Fault::Encoding("UTF-16")));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        // Where Chinese was read as UTF-8 before, the file is UTF-8 and broken: GBK never looks like that.
        let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let gbk = !before.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
            && encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some();
        (error.valid_up_to(), if gbk { Fault::Encoding("GBK") } else { Fault::NotText })
    })
}

/// What of `bytes` is text from the start: they may end within a character.
pub(super) fn valid_part(bytes: &[u8]) -> &str {
    // The standard library needs five times as long for Chinese.
    simdutf8::compat::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        std::str::from_utf8(valid).unwrap_or_default()
    })
}

/// Whether there is memory for so many bytes.
pub(super) fn check_room(needed: u64) -> Result<(), Fault> {
    if needed <= LARGE {
        return Ok(());
    }
    let free = memory::free();
    if free < needed { Err(Fault::NoRoom { needed, free }) } else { Ok(()) }
}

/// The text of a file that is no catalogue.
///
/// # Errors
/// What is wrong with the file, or with its encoding.
pub fn read_text(path: &Path) -> Result<String, Vec<Problem>> {
    let bytes = read(path).map_err(|fault| vec![Problem { place: Place::START, fault }])?;
    let text = decode(&bytes).map_err(|(at, fault)| vec![Problem { place: Place::of(&bytes, at), fault }])?;
    Ok(text.to_owned())
}
