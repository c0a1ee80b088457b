//! Opening a file with care: a name on a command line can be anything. Only a readable, regular file of sane size is read, and no
//! further than it is text.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;

use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::io::Errno;

use super::error::{FileError, FileErrorKind, LineCol};
use super::memory;

/// The largest file that is read, in bytes. The shipped programme has 40 kB; a million projects have some 700 MB.
pub const FILE_MAX: u64 = 1280 << 20;

/// The first piece of a file that is read.
const FIRST: u64 = 64 << 10;

/// No workbook is smaller, in bytes, that has so many zeros at its end.
const LEAST: u64 = 4 << 10;

/// So many zero bytes in a row are no text.
const ZEROS: usize = 16;

/// So many are none at the end of a file.
const ZEROS_AT_END: usize = 4;

/// From this size on it is asked whether there is memory for a file.
const MEMORY_CHECK_MIN: u64 = 16 << 20;

/// The file at `path`, and how large it is.
pub(super) fn open_file(path: &Path) -> Result<(File, u64), FileErrorKind> {
    // Not blocking: opening a FIFO would wait for its writer for ever. No controlling terminal: it might be a tty.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let fd = open(path, flags, Mode::empty()).map_err(|error| match error {
        Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG => FileErrorKind::Missing,
        Errno::ACCESS | Errno::PERM => FileErrorKind::Forbidden,
        Errno::LOOP | Errno::NXIO => FileErrorKind::NotAFile,
        other => FileErrorKind::unreadable(&other.into()),
    })?;
    // The open file is judged, not the name, which may have changed its meaning since.
    let stat = fstat(&fd).map_err(|error| FileErrorKind::unreadable(&error.into()))?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(FileErrorKind::NotAFile);
    }
    let size = u64::try_from(stat.st_size).unwrap_or_default();
    if size > FILE_MAX {
        return Err(FileErrorKind::TooLarge);
    }
    let file = File::from(fd);
    if size > MEMORY_CHECK_MIN && is_zeros(&file, 0)? {
        return Err(FileErrorKind::ZeroBytes);
    }
    // What is kept of it, and what makes it quick to search.
    check_memory(size)?;
    Ok((file, size))
}

/// Whether there is nothing but zero bytes in some part of a file that begins at that byte.
fn is_zeros(file: &File, at: u64) -> Result<bool, FileErrorKind> {
    let mut part = [0; 4 << 10];
    let count = file.read_at(&mut part, at).map_err(|error| FileErrorKind::unreadable(&error))?;
    Ok(count > 0 && part.iter().take(count).all(|byte| *byte == 0))
}

/// All that is in the file at `path`. Where zero bytes begin instead of text, it is not read on.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let whole = |fault| FileError { position: LineCol::START, kind: fault };
    let unreadable = |error: io::Error| whole(FileErrorKind::unreadable(&error));
    let (file, size) = open_file(path).map_err(whole)?;
    let mut bytes = Vec::new();
    let mut piece = FIRST;
    loop {
        let seen = bytes.len();
        let count = (&file).take(piece).read_to_end(&mut bytes).map_err(unreadable)?;
        if seen == 0 && is_packed(&bytes) && size > LEAST && is_zeros(&file, size - LEAST / 2).map_err(whole)? {
            return Err(whole(FileErrorKind::ZeroBytes));
        }
        if let Some(at) = zeros(&bytes, seen, count == 0) {
            return Err(FileError { position: LineCol::from_offset(&bytes, at), kind: FileErrorKind::ZeroBytes });
        }
        if count == 0 {
            return Ok(bytes);
        }
        if bytes.len() as u64 > FILE_MAX {
            return Err(whole(FileErrorKind::TooLarge));
        }
        piece = (2 * piece).min(MEMORY_CHECK_MIN);
    }
}

/// Whether bytes begin as those of a workbook do, in which there may be zeros anywhere but at its end.
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Where zero bytes begin instead of text, as a power cut leaves what was not on the disk yet; `seen` of the bytes have been looked at
/// before. Fewer in a row are what UTF-16 is made of, or a fault of the text; at the end a few are enough.
pub(super) fn zeros(bytes: &[u8], seen: usize, is_end: bool) -> Option<usize> {
    let mut from = seen.saturating_sub(ZEROS);
    while let Some(at) = memchr::memchr(0, bytes.get(from..)?).map(|at| from + at) {
        let count = bytes.get(at..)?.iter().take_while(|byte| **byte == 0).count();
        let ends = is_end && at + count == bytes.len();
        if count >= ZEROS || ends && (count >= ZEROS_AT_END || at == 0) {
            return Some(at).filter(|at| is_text(bytes.get(..*at).unwrap_or_default()));
        }
        from = at + count;
    }
    None
}

/// Whether bytes, which may end within a character, are in an encoding that we know: what is no text at all is called that.
fn is_text(bytes: &[u8]) -> bool {
    let is_utf_16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let is_gbk = || {
        let whole = bytes.get(..bytes.len().saturating_sub(1)).unwrap_or_default();
        [bytes, whole].iter().any(|bytes| encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some())
    };
    !is_packed(bytes) && (is_utf_16 || valid_utf8_prefix(bytes).len() + 4 > bytes.len() || is_gbk())
}

/// The bytes as UTF-8, or where they stop being so and what they are instead.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, (usize, FileErrorKind)> {
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
        return Err((0, FileErrorKind::Encoding("UTF-16")));
    }
    if let [b'(' | b'/' | b'#' | b' ' | b'\n', 0, ..] | [0, b'(' | b'/' | b'#' | b' ' | b'\n', ..] = bytes {
        return Err((0, FileErrorKind::Encoding("UTF-16")));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        // Where Chinese was read as UTF-8 before, the file is UTF-8 and broken: GBK never looks like that.
        let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let gbk = !before.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
            && encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some();
        (error.valid_up_to(), if gbk { FileErrorKind::Encoding("GBK") } else { FileErrorKind::NotText })
    })
}

/// What of `bytes` is text from the start: they may end within a character.
pub(super) fn valid_utf8_prefix(bytes: &[u8]) -> &str {
    // The standard library needs five times as long for Chinese.
    simdutf8::compat::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        std::str::from_utf8(valid).unwrap_or_default()
    })
}

/// Whether there is memory for so many bytes.
pub(super) fn check_memory(needed: u64) -> Result<(), FileErrorKind> {
    if needed <= MEMORY_CHECK_MIN {
        return Ok(());
    }
    let free = memory::available();
    if free < needed { Err(FileErrorKind::NoRoom { needed, free }) } else { Ok(()) }
}

/// The text of a file that is no catalogue.
///
/// # Errors
/// What is wrong with the file, or with its encoding.
pub fn read_text(path: &Path) -> Result<String, Vec<FileError>> {
    let bytes = read(path).map_err(|problem| vec![problem])?;
    let text =
        decode(&bytes).map_err(|(at, fault)| vec![FileError { position: LineCol::from_offset(&bytes, at), kind: fault }])?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bytes_are_told_from_a_text_that_has_some() {
        let text = "(title: \"清单\")\n".repeat(100);
        let behind = |text: &[u8], count: usize, more: &str| [text, &vec![0; count], more.as_bytes()].concat();
        let (gbk, ..) = encoding_rs::GBK.encode(&text);
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for head in [&b""[..], text.as_bytes(), &gbk, &text.as_bytes()[..12], &[&[0xff, 0xfe][..], &utf_16].concat()] {
            let begin = Some(head.len()).filter(|_| !head.ends_with(&[0])).or(head.len().checked_sub(1));
            assert_eq!(zeros(&behind(head, ZEROS, "a"), 0, false), begin);
            assert_eq!(zeros(&behind(head, ZEROS_AT_END, ""), 0, true), begin);
            assert_eq!(zeros(head, 0, true), None);
        }
        // Too few, between others or where more is to come.
        assert_eq!(zeros(&behind(text.as_bytes(), ZEROS - 1, "a"), 0, true), None);
        assert_eq!(zeros(&behind(text.as_bytes(), ZEROS - 1, ""), 0, false), None);
        assert_eq!(zeros(&behind(text.as_bytes(), 3, ""), 0, true), None);
        assert_eq!(zeros(&[0], 0, true), Some(0));
        // In what is no text, or is packed.
        assert_eq!(zeros(&behind(b"PK\x03\x04", 99, ""), 0, true), None);
        assert_eq!(zeros(&behind(&[0xff, 0xd8, 0xff, 0xe0, 1], 99, ""), 0, true), None);
    }

    #[test]
    fn wherever_a_file_is_cut_in_pieces_zero_bytes_are_found() {
        let text = ["停车 ".as_bytes(), &[0; ZEROS + 3], b"x"].concat();
        for cut in 0..text.len() {
            let first = zeros(&text[..cut], 0, false);
            assert_eq!(first.or_else(|| zeros(&text, cut, false)), Some(7), "{cut}");
        }
    }
}
