//! Reading a data file into a [`Catalog`].
//!
//! A file is read piece by piece, so that its text and its catalog are never in memory as a whole
//! at the same time, and so that the first projects can be shown while the rest is still to come.
//! Only if the file has an error is its whole text needed.

use std::fs::File;
use std::io::Seek;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{FILE_MAX, FileError, FileErrorKind, LineCol, Locator};
use crate::executor::Executor;
use crate::format::{StreamParser, parse_reference};
use crate::model::{Catalog, UnknownPolicy};
use crate::paged_buf::PagedBuf;
use crate::storage::{
    DataSize, MemoryNeed, check_memory, decode, foreign_error, open_file, valid_utf8_prefix, zeros,
};

/// Size of the first piece of a file, in bytes: about as many projects as a large screen has rows.
const FIRST_CHUNK: usize = 48 << 10;

/// Largest piece of a file, in bytes.
const CHUNK_MAX: usize = 8 << 20;

/// Size of the pieces in which a file is scanned a second time, in bytes.
const SCAN_CHUNK: usize = 64 << 10;

/// Result of reading a piece of a file.
#[derive(Debug)]
pub enum LoadStep {
    /// There is more to come.
    More,
    /// The file is finished: a catalog without errors, or every error found.
    Done(Result<Catalog, Vec<FileError>>),
}

/// Progress of reading one file or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadProgress {
    /// Bytes read so far.
    pub read: u64,
    /// Size of all files, in bytes.
    pub size: u64,
    /// Projects in the bytes read so far.
    pub projects: usize,
}

/// Reader of a data file that is to be shown: targets and updates that are not understood are left
/// out.
pub struct FileLoader {
    path: PathBuf,
    file: File,
    size: u64,
    /// Bytes that are read but not parsed yet.
    buffer: PagedBuf,
    /// Offset in the file up to which it is read.
    read: u64,
    /// Size of the next piece, in bytes.
    chunk_size: usize,
    parser: Option<StreamParser>,
}

impl FileLoader {
    /// Opens the file at `path`; its text is read by [`step`](Self::step).
    ///
    /// # Errors
    /// Returns the error of the file itself, such as a missing or too large file.
    pub fn open(path: &Path) -> Result<Self, Vec<FileError>> {
        let (file, size) = open_file(path).map_err(file_error)?;
        check_limits(MemoryNeed::LOAD, size)?;
        Ok(Self {
            path: path.to_owned(),
            file,
            size,
            buffer: PagedBuf::default(),
            read: 0,
            chunk_size: FIRST_CHUNK,
            parser: None,
        })
    }

    /// Reads and parses the next piece; `None` if the executor was cancelled.
    pub fn step(&mut self, workers: &impl Executor) -> Option<LoadStep> {
        let is_first = self.read == 0;
        let read = self.read_chunk();
        if is_first && let Some(kind) = foreign_error(&self.path, &self.buffer) {
            return Some(LoadStep::Done(Err(file_error(kind))));
        }
        let read = match read {
            Ok(read) => read,
            // Reading the file again from the start finds where they begin.
            Err(FileErrorKind::ZeroBytes) => {
                return Some(LoadStep::Done(self.parse_whole(self.read)));
            }
            Err(error) => return Some(LoadStep::Done(Err(file_error(error)))),
        };
        self.start_parser();
        let Some(parser) = &mut self.parser else {
            let is_invalid = read == 0 || self.buffer.len() > CHUNK_MAX;
            return Some(if is_invalid {
                LoadStep::Done(self.parse_whole(self.size))
            } else {
                LoadStep::More
            });
        };
        let (length, ended) = parser.feed(&self.buffer, workers)?;
        self.buffer.drain_front(length);
        if ended {
            return Some(LoadStep::Done(self.finish()));
        }
        // A piece without a complete project needs what follows it; if nothing follows, the file
        // has an error.
        let is_stuck = read == 0 && length == 0;
        Some(if is_stuck { LoadStep::Done(self.parse_whole(self.size)) } else { LoadStep::More })
    }

    /// Returns how much of the file has been read and parsed.
    #[must_use]
    pub fn progress(&self) -> ReadProgress {
        let projects = self.parser.as_ref().map_or(0, StreamParser::len);
        ReadProgress { read: self.read - self.buffer.len() as u64, size: self.size, projects }
    }

    /// Returns the catalog of everything parsed so far; `None` before the projects begin.
    pub fn partial_catalog(&mut self) -> Option<Arc<Catalog>> {
        self.parser.as_mut().map(StreamParser::partial_catalog)
    }

    /// Starts the parser once everything that comes before the projects has been read.
    fn start_parser(&mut self) {
        if self.parser.is_some() {
            return;
        }
        let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer);
        if let Some((parser, length)) =
            StreamParser::start(valid_utf8_prefix(bytes), UnknownPolicy::LeaveOut)
        {
            let length = self.buffer.len() - bytes.len() + length;
            self.buffer.drain_front(length);
            self.parser = Some(parser);
        }
    }

    /// Appends a piece of the file to the buffer and returns its size in bytes.
    fn read_chunk(&mut self) -> Result<usize, FileErrorKind> {
        let start = self.buffer.len();
        let count = self.fill(self.chunk_size)?;
        // Twice as much each time, and at least as much as could not be parsed yet.
        self.chunk_size =
            (2 * self.chunk_size).clamp(FIRST_CHUNK, CHUNK_MAX).max(self.buffer.len().min(start));
        Ok(count)
    }

    fn fill(&mut self, max: usize) -> Result<usize, FileErrorKind> {
        let seen = self.buffer.len();
        // No more than the file has left: a small file would pay for room that nothing fills.
        let left = usize::try_from(self.size.saturating_sub(self.read)).unwrap_or(usize::MAX);
        let count = self.buffer.read_from(&self.file, left.min(max), max);
        let count = count.map_err(|error| FileErrorKind::unreadable(&error))?;
        self.read += count as u64;
        if zeros(&self.buffer, seen, count == 0).is_some() {
            return Err(FileErrorKind::ZeroBytes);
        }
        if self.read > FILE_MAX { Err(FileErrorKind::TooLarge) } else { Ok(count) }
    }

    /// Reads what follows the last project and finishes the catalog.
    fn finish(&mut self) -> Result<Catalog, Vec<FileError>> {
        loop {
            match self.read_chunk() {
                Ok(0) => break,
                Ok(_) => {}
                Err(FileErrorKind::ZeroBytes) => return self.parse_whole(self.read),
                Err(error) => return Err(file_error(error)),
            }
        }
        let after = simdutf8::basic::from_utf8(&self.buffer).ok();
        let catalog =
            self.parser.take().zip(after).and_then(|(parser, after)| parser.finish(after));
        let Some(mut catalog) = catalog else { return self.parse_whole(self.size) };
        catalog.locate(|locator| self.locate(locator));
        Ok(catalog)
    }

    /// Scans the file a second time, as far as needed to find the offsets of `locator`.
    fn locate(&mut self, locator: &mut Locator) {
        let mut is_first = true;
        // If the file cannot be read any more, their positions are not reported.
        let mut is_wanted = self.file.rewind().is_ok();
        while is_wanted {
            self.buffer = PagedBuf::default();
            let read = self.buffer.read_from(&self.file, 0, SCAN_CHUNK).unwrap_or_default();
            let byte_order_mark = if is_first { "\u{feff}".as_bytes() } else { &[] };
            let piece = self.buffer.strip_prefix(byte_order_mark).unwrap_or(&self.buffer);
            is_wanted = locator.feed(piece) && read > 0;
            is_first = false;
        }
        self.buffer = PagedBuf::default();
    }

    /// Parses the whole text with the slow parser, which reports every error. `size` is the
    /// expected number of bytes.
    fn parse_whole(&mut self, size: u64) -> Result<Catalog, Vec<FileError>> {
        self.parser = None;
        (self.buffer, self.read) = (PagedBuf::default(), 0);
        // Room for the text and for the catalog in it.
        check_memory(2 * size).map_err(file_error)?;
        check_limits(MemoryNeed::VALIDATE, size)?;
        let size = usize::try_from(size).unwrap_or_default();
        let piece = size.clamp(FIRST_CHUNK, CHUNK_MAX);
        self.buffer = PagedBuf::with_capacity(size + piece);
        self.file.rewind().map_err(|error| file_error(FileErrorKind::unreadable(&error)))?;
        loop {
            match self.fill(piece) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    let at = if error == FileErrorKind::ZeroBytes {
                        zeros(&self.buffer, 0, true)
                    } else {
                        None
                    };
                    return Err(vec![FileError {
                        position: LineCol::from_offset(&self.buffer, at.unwrap_or_default()),
                        kind: error,
                    }]);
                }
            }
        }
        let text = decode(&self.buffer).map_err(|(at, kind)| {
            vec![FileError { position: LineCol::from_offset(&self.buffer, at), kind }]
        })?;
        parse_reference(text, UnknownPolicy::LeaveOut)
    }
}

/// Fails if the limits of the process leave too little memory for a file of `size` bytes, which is
/// read in pieces.
fn check_limits(need: MemoryNeed, size: u64) -> Result<(), Vec<FileError>> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    // While a piece is read into a larger buffer, the smaller one is still there.
    let with_pieces = size.saturating_add((2 * size).min(2 * CHUNK_MAX) / 3);
    need.check(size, || DataSize::from_bytes(with_pieces)).map_err(file_error)
}

/// Returns an error of the file as a whole.
fn file_error(kind: FileErrorKind) -> Vec<FileError> {
    vec![FileError { position: LineCol::START, kind }]
}
