//! A file to [`Catalog`].
//!
//! A file is read piece by piece, so that its text and its catalogue are never there as a whole at the same time, and so that
//! what came first can be looked at while the rest is still to come. Only if something is wrong with it is all of it needed.

use std::fs::File;
use std::io::Seek;
use std::path::Path;
use std::sync::Arc;

use super::error::{FileError, FileErrorKind, LineCol};
use super::format::StreamParser;
use super::locator::Locator;
use super::open::{FILE_MAX, check_memory, decode, open_file, valid_utf8_prefix, zeros};
use super::unknown_fields::UnknownPolicy;
use super::{Catalog, parse, parse_reference};
use crate::executor::Executor;
use crate::paged_buf::PagedBuf;

/// The first piece of a file: about as many projects as a large screen has rows.
const FIRST_CHUNK: usize = 48 << 10;

/// How large the pieces become.
const CHUNK_MAX: usize = 8 << 20;

/// So much at a time is gone through once more.
const LOOK: usize = 64 << 10;

/// The programme that the board ships with.
///
/// # Panics
/// Never: a test loads it.
#[must_use]
#[expect(clippy::expect_used, reason = "a fault in an embedded asset is a fault of the build, and a test finds it")]
pub fn builtin() -> Catalog {
    parse(include_str!("../../assets/projects.ron")).expect("the embedded programme has no faults")
}

/// What came of reading a piece of a file.
#[derive(Debug)]
pub enum LoadStep {
    /// There is more to come.
    More,
    /// That was all: a catalogue without faults, or every fault that was found.
    Done(Result<Catalog, Vec<FileError>>),
}

/// How far the reading of a file has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadProgress {
    /// So many bytes are read.
    pub read: u64,
    /// Of so many.
    pub size: u64,
    /// And hold so many projects.
    pub projects: usize,
}

/// A file that is being read, to be shown: targets and reports that are not understood are left out.
pub struct FileLoader {
    file: File,
    size: u64,
    /// What is read and not yet taken in, and where in the file that ends.
    buffer: PagedBuf,
    read: u64,
    /// How much is read next.
    chunk_size: usize,
    parser: Option<StreamParser>,
}

impl FileLoader {
    /// Opens the file at `path` and reads how it begins.
    ///
    /// # Errors
    /// Whatever is wrong with the file itself.
    pub fn open(path: &Path) -> Result<Self, Vec<FileError>> {
        let (file, size) = open_file(path).map_err(file_error)?;
        Ok(Self { file, size, buffer: PagedBuf::default(), read: 0, chunk_size: FIRST_CHUNK, parser: None })
    }

    /// Reads on; `None` if the workers were told to stop.
    pub fn step(&mut self, workers: &impl Executor) -> Option<LoadStep> {
        let read = match self.read_chunk() {
            Ok(read) => read,
            // Where they begin is told by whoever reads it from the start.
            Err(FileErrorKind::ZeroBytes) => return Some(LoadStep::Done(self.parse_whole(self.read))),
            Err(fault) => return Some(LoadStep::Done(Err(file_error(fault)))),
        };
        self.start_parser();
        let Some(intake) = &mut self.parser else {
            let hopeless = read == 0 || self.buffer.len() > CHUNK_MAX;
            return Some(if hopeless { LoadStep::Done(self.parse_whole(self.size)) } else { LoadStep::More });
        };
        let (length, ended) = intake.feed(&self.buffer, workers)?;
        self.buffer.drain_front(length);
        if ended {
            return Some(LoadStep::Done(self.finish()));
        }
        // A piece that holds no project as a whole needs what follows; where nothing does, something is wrong.
        let stuck = read == 0 && length == 0;
        Some(if stuck { LoadStep::Done(self.parse_whole(self.size)) } else { LoadStep::More })
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> ReadProgress {
        let projects = self.parser.as_ref().map_or(0, StreamParser::len);
        ReadProgress { read: self.read - self.buffer.len() as u64, size: self.size, projects }
    }

    /// What came in so far.
    pub fn partial_catalog(&mut self) -> Option<Arc<Catalog>> {
        self.parser.as_mut().map(StreamParser::partial_catalog)
    }

    /// Once all is there that comes before the projects, they can be taken in.
    fn start_parser(&mut self) {
        if self.parser.is_some() {
            return;
        }
        let bytes = self.buffer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.buffer);
        if let Some((intake, length)) = StreamParser::start(valid_utf8_prefix(bytes), UnknownPolicy::LeaveOut) {
            let length = self.buffer.len() - bytes.len() + length;
            self.buffer.drain_front(length);
            self.parser = Some(intake);
        }
    }

    /// Adds a piece of the file to what is there, and says how large it is.
    fn read_chunk(&mut self) -> Result<usize, FileErrorKind> {
        let start = self.buffer.len();
        let count = self.fill(self.chunk_size)?;
        // Twice as much each time, and as much again as could not be taken in.
        self.chunk_size = (2 * self.chunk_size).clamp(FIRST_CHUNK, CHUNK_MAX).max(self.buffer.len().min(start));
        Ok(count)
    }

    fn fill(&mut self, most: usize) -> Result<usize, FileErrorKind> {
        let seen = self.buffer.len();
        // No more than there is: a small file would pay for room that nothing fills.
        let left = usize::try_from(self.size.saturating_sub(self.read)).unwrap_or(usize::MAX);
        let count = self.buffer.read_from(&self.file, left.min(most), most);
        let count = count.map_err(|error| FileErrorKind::unreadable(&error))?;
        self.read += count as u64;
        if zeros(&self.buffer, seen, count == 0).is_some() {
            return Err(FileErrorKind::ZeroBytes);
        }
        if self.read > FILE_MAX { Err(FileErrorKind::TooLarge) } else { Ok(count) }
    }

    /// All projects are there: what else the file says stands behind them.
    fn finish(&mut self) -> Result<Catalog, Vec<FileError>> {
        loop {
            match self.read_chunk() {
                Ok(0) => break,
                Ok(_) => {}
                Err(FileErrorKind::ZeroBytes) => return self.parse_whole(self.read),
                Err(fault) => return Err(file_error(fault)),
            }
        }
        let after = simdutf8::basic::from_utf8(&self.buffer).ok();
        let catalog = self.parser.take().zip(after).and_then(|(intake, after)| intake.finish(after));
        let Some(mut catalog) = catalog else { return self.parse_whole(self.size) };
        catalog.locate(|locator| self.locate(locator));
        Ok(catalog)
    }

    /// Goes through the file once more, as far as it takes to find the places that are wanted.
    fn locate(&mut self, locator: &mut Locator) {
        let mut first = true;
        // Where that cannot be read any more, those are not told.
        let mut is_wanted = self.file.rewind().is_ok();
        while is_wanted {
            self.buffer = PagedBuf::default();
            let read = self.buffer.read_from(&self.file, 0, LOOK).unwrap_or_default();
            let mark = if first { "\u{feff}".as_bytes() } else { &[] };
            let piece = self.buffer.strip_prefix(mark).unwrap_or(&self.buffer);
            is_wanted = locator.pass(piece) && read > 0;
            first = false;
        }
        self.buffer = PagedBuf::default();
    }

    /// The other way: the text as a whole, which tells every fault. Of that many bytes, as far as one knows.
    fn parse_whole(&mut self, size: u64) -> Result<Catalog, Vec<FileError>> {
        self.parser = None;
        (self.buffer, self.read) = (PagedBuf::default(), 0);
        // The text, and what it holds.
        check_memory(2 * size).map_err(file_error)?;
        self.buffer = PagedBuf::with_capacity(usize::try_from(size).unwrap_or_default() + CHUNK_MAX);
        self.file.rewind().map_err(|error| file_error(FileErrorKind::unreadable(&error)))?;
        loop {
            match self.fill(CHUNK_MAX) {
                Ok(0) => break,
                Ok(_) => {}
                Err(fault) => {
                    let at = if fault == FileErrorKind::ZeroBytes { zeros(&self.buffer, 0, true) } else { None };
                    return Err(vec![FileError {
                        position: LineCol::from_offset(&self.buffer, at.unwrap_or_default()),
                        kind: fault,
                    }]);
                }
            }
        }
        let text = decode(&self.buffer)
            .map_err(|(at, fault)| vec![FileError { position: LineCol::from_offset(&self.buffer, at), kind: fault }])?;
        parse_reference(text, UnknownPolicy::LeaveOut)
    }
}

/// A fault of the file as a whole.
fn file_error(fault: FileErrorKind) -> Vec<FileError> {
    vec![FileError { position: LineCol::START, kind: fault }]
}
