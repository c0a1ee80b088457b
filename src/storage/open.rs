//! Defensive file opening: a path on the command line can be anything. Only a readable regular file
//! of at most [`FILE_MAX`] bytes is read, and reading stops where zero bytes replace the text.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;

use encoding_rs::GBK;
use rustix::fs::{FileType, Mode, OFlags, fstat, open};
use rustix::io::{Errno, retry_on_intr};

use super::foreign::is_foreign_content;
use super::memory::{self, DataSize, MemoryNeed};
use crate::diagnostics::{FILE_MAX, FileError, FileErrorKind, LineCol, Shortage};

/// Size of the first piece read from a file, in bytes.
const FIRST: u64 = 64 << 10;

/// The first bytes of a ZIP.
const ZIP: &[u8] = b"PK\x03\x04";

/// A ZIP larger than this, in bytes, is damaged if its last `LEAST / 2` bytes are all zero.
const LEAST: u64 = 4 << 10;

/// Number of zero bytes in a row that count as damage, in the middle of a file.
const ZEROS: usize = 16;

/// Number of zero bytes in a row that count as damage, at the end of a file.
const ZEROS_AT_END: usize = 4;

/// Up to this size, in bytes, a file is read without checking for available memory. Also the
/// largest piece read at once.
const MEMORY_CHECK_MIN: u64 = 16 << 20;

/// Opens the regular file at `path` and returns it with its size in bytes.
pub(crate) fn open_file(path: &Path) -> Result<(File, u64), FileErrorKind> {
    // `NONBLOCK`: opening a FIFO would wait for its writer for ever. `NOCTTY`: a terminal must not
    // become the controlling one.
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let fd = retry_on_intr(|| open(path, flags, Mode::empty())).map_err(|error| match error {
        Errno::NOENT | Errno::NOTDIR | Errno::NAMETOOLONG => FileErrorKind::Missing,
        Errno::ACCESS | Errno::PERM => FileErrorKind::Forbidden,
        Errno::LOOP | Errno::NXIO => FileErrorKind::NotAFile,
        other => FileErrorKind::unreadable(&other.into()),
    })?;
    // Checks the open file, not the path: the path may lead to another file by now.
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
    // The projects and the search index take about as much memory as the file has bytes.
    check_memory(size)?;
    Ok((file, size))
}

/// True if `file` holds only zero bytes from offset `at` on, for up to 4 KiB and at least one byte.
fn is_zeros(file: &File, at: u64) -> Result<bool, FileErrorKind> {
    let mut buffer = [0; 4 << 10];
    let count = file.read_at(&mut buffer, at).map_err(|error| FileErrorKind::unreadable(&error))?;
    Ok(count > 0 && buffer.iter().take(count).all(|byte| *byte == 0))
}

/// Reads the whole file at `path`. Fails as soon as zero bytes begin instead of text.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let whole_file = |kind| FileError { position: LineCol::START, kind };
    let unreadable = |error: io::Error| whole_file(FileErrorKind::unreadable(&error));
    let (file, size) = open_file(path).map_err(whole_file)?;
    let mut bytes = Vec::new();
    // All at once: while a buffer grows, there may be two of them.
    let capacity = usize::try_from(size).unwrap_or(usize::MAX);
    MemoryNeed::READ.check(capacity, || DataSize::from_bytes(capacity)).map_err(whole_file)?;
    bytes
        .try_reserve_exact(capacity)
        .map_err(|_| whole_file(FileErrorKind::Short(Shortage::Memory)))?;
    let mut piece_size = FIRST;
    loop {
        let seen = bytes.len();
        let count = (&file).take(piece_size).read_to_end(&mut bytes).map_err(unreadable)?;
        if seen == 0
            && bytes.starts_with(ZIP)
            && size > LEAST
            && is_zeros(&file, size - LEAST / 2).map_err(whole_file)?
        {
            return Err(whole_file(FileErrorKind::ZeroBytes));
        }
        if let Some(at) = zeros(&bytes, seen, count == 0) {
            let position = LineCol::from_offset(&bytes, at);
            return Err(FileError { position, kind: FileErrorKind::ZeroBytes });
        }
        if count == 0 {
            return Ok(bytes);
        }
        if bytes.len() as u64 > FILE_MAX {
            return Err(whole_file(FileErrorKind::TooLarge));
        }
        piece_size = (2 * piece_size).min(MEMORY_CHECK_MIN);
    }
}

/// True if `bytes` begin like a workbook, which may contain zeros anywhere: a ZIP, but at its end; a
/// compound file, or its records alone (BIFF 5 and 8).
fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP)
        || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
        || matches!(bytes, [0x09, 0x08, 0x08 | 0x10, 0, ..])
}

/// Returns the offset at which zero bytes replace the text: a power cut leaves them for data that
/// was not on the disk yet. The first `seen` bytes have been checked before; `is_end` is true if
/// the file ends with `bytes`. Fewer than `ZEROS` in a row may be UTF-16 or an error in the text; at
/// the end, `ZEROS_AT_END` suffice.
pub(crate) fn zeros(bytes: &[u8], seen: usize, is_end: bool) -> Option<usize> {
    let mut from = seen.saturating_sub(ZEROS);
    while let Some(at) = memchr::memchr(0, bytes.get(from..)?).map(|at| from + at) {
        let count = bytes.get(at..)?.iter().take_while(|byte| **byte == 0).count();
        let ends = is_end && at + count == bytes.len();
        if count >= ZEROS || ends && (count >= ZEROS_AT_END || at == 0) {
            let is_text_before = |at: &usize| is_text(bytes.get(..*at).unwrap_or_default());
            return Some(at).filter(is_text_before).filter(|_| !is_foreign_content(bytes));
        }
        from = at + count;
    }
    None
}

/// True if `bytes`, which may end within a character, are in a known encoding (UTF-8, UTF-16 or
/// GBK). Other files get the error that they are not text instead.
fn is_text(bytes: &[u8]) -> bool {
    let is_utf_16 = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let without_last = bytes.get(..bytes.len().saturating_sub(1)).unwrap_or_default();
    !is_packed(bytes)
        && (is_utf_16
            || valid_utf8_prefix(bytes).len() + 4 > bytes.len()
            || is_gbk(bytes)
            || is_gbk(without_last))
}

fn is_gbk(bytes: &[u8]) -> bool {
    GBK.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Decodes `bytes` as UTF-8. The error is the offset of the first invalid byte, and the encoding
/// found instead, if it is a known one.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, (usize, FileErrorKind)> {
    if let [0xff, 0xfe, ..]
    | [0xfe, 0xff, ..]
    | [b'(' | b'/' | b'#' | b' ' | b'\n', 0, ..]
    | [0, b'(' | b'/' | b'#' | b' ' | b'\n', ..] = bytes
    {
        return Err((0, FileErrorKind::Encoding("UTF-16")));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        // Chinese decoded before this point means a damaged UTF-8 file: GBK never looks like that.
        let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
        let has_chinese = before.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        let is_gbk = !has_chinese && is_gbk(bytes);
        let kind = if is_gbk { FileErrorKind::Encoding("GBK") } else { FileErrorKind::NotText };
        (error.valid_up_to(), kind)
    })
}

/// Reads all of standard input, which is larger than any announcement or table if it is refused.
pub(crate) fn read_stdin() -> Result<Vec<u8>, FileError> {
    const STDIN_MAX: u64 = 64 << 20;
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(STDIN_MAX + 1);
    let whole = |kind| FileError { position: LineCol::START, kind };
    let read = input.read_to_end(&mut bytes);
    read.map_err(|error| whole(FileErrorKind::unreadable(&error)))?;
    if bytes.len() as u64 > STDIN_MAX {
        Err(whole(FileErrorKind::HugeAnnouncement))
    } else {
        Ok(bytes)
    }
}

/// Decodes `bytes` as UTF-8 without copying them; errors as in [`decode`].
pub(crate) fn decode_owned(bytes: Vec<u8>) -> Result<String, FileError> {
    if let Err((at, kind)) = decode(&bytes) {
        return Err(FileError { position: LineCol::from_offset(&bytes, at), kind });
    }
    debug_assert!(std::str::from_utf8(&bytes).is_ok(), "decoded a moment ago");
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Returns the longest prefix of `bytes` that is UTF-8; they may end within a character.
pub(crate) fn valid_utf8_prefix(bytes: &[u8]) -> &str {
    // The standard library takes five times as long for Chinese.
    simdutf8::compat::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        std::str::from_utf8(valid).unwrap_or_default()
    })
}

/// Fails if fewer than `needed` bytes of memory are available. Small requests, up to
/// `MEMORY_CHECK_MIN`, always succeed.
pub(crate) fn check_memory(needed: u64) -> Result<(), FileErrorKind> {
    if needed <= MEMORY_CHECK_MIN {
        return Ok(());
    }
    memory::verdict(needed, memory::available())
}

/// Reads the text of a UTF-8 file.
///
/// # Errors
/// Returns the error of the file, or of its encoding.
pub fn read_text(path: &Path) -> Result<String, Vec<FileError>> {
    read(path).and_then(decode_owned).map_err(|error| vec![error])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bytes_are_told_from_a_text_that_has_some() {
        let text = "(title: \"清单\")\n".repeat(100);
        let with_zeros = |text: &[u8], count: usize, more: &str| {
            [text, &vec![0; count], more.as_bytes()].concat()
        };
        let (gbk, ..) = GBK.encode(&text);
        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for head in [
            &b""[..],
            text.as_bytes(),
            &gbk,
            &text.as_bytes()[..12],
            &[&[0xff, 0xfe][..], &utf_16].concat(),
        ] {
            let start =
                Some(head.len()).filter(|_| !head.ends_with(&[0])).or(head.len().checked_sub(1));
            assert_eq!(zeros(&with_zeros(head, ZEROS, "a"), 0, false), start);
            assert_eq!(zeros(&with_zeros(head, ZEROS_AT_END, ""), 0, true), start);
            assert_eq!(zeros(head, 0, true), None);
        }
        // Too few in a row: in the middle, before more input, or at the end.
        assert_eq!(zeros(&with_zeros(text.as_bytes(), ZEROS - 1, "a"), 0, true), None);
        assert_eq!(zeros(&with_zeros(text.as_bytes(), ZEROS - 1, ""), 0, false), None);
        assert_eq!(zeros(&with_zeros(text.as_bytes(), 3, ""), 0, true), None);
        assert_eq!(zeros(&[0], 0, true), Some(0));
        // Not text, or packed.
        assert_eq!(zeros(&with_zeros(b"PK\x03\x04", 99, ""), 0, true), None);
        assert_eq!(zeros(&with_zeros(&[0xff, 0xd8, 0xff, 0xe0, 1], 99, ""), 0, true), None);
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
