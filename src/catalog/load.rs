//! A file to [`Catalog`].
//!
//! A file is read piece by piece, so that its text and its catalogue are never there as a whole at the same time, and so that
//! what came first can be looked at while the rest is still to come. Only if something is wrong with it is all of it needed.

use std::fs::File;
use std::io::Seek;
use std::path::Path;
use std::sync::Arc;

use super::file::{FILE_MAX, check_room, decode, open_file, valid_part, zeros};
use super::format::Intake;
use super::locate::Locator;
use super::problem::{Fault, Place, Problem};
use super::unknown::OnUnknown;
use super::{Catalog, parse, parse_plainly};
use crate::bulk::Bulk;
use crate::work::Workers;

/// The first piece of a file: about as many projects as a large screen has rows.
const FIRST: usize = 48 << 10;

/// How large the pieces become.
const PIECE: usize = 8 << 20;

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
pub enum Step {
    /// There is more to come.
    More,
    /// That was all: a catalogue without faults, or every fault that was found.
    Done(Result<Catalog, Vec<Problem>>),
}

/// How far the reading of a file has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// So many bytes are read.
    pub read: u64,
    /// Of so many.
    pub size: u64,
    /// And hold so many projects.
    pub projects: usize,
}

/// A file that is being read, to be shown: targets and reports that are not understood are left out.
pub struct Loading {
    file: File,
    size: u64,
    /// What is read and not yet taken in, and where in the file that ends.
    bytes: Bulk,
    read: u64,
    /// How much is read next.
    piece: usize,
    intake: Option<Intake>,
}

impl Loading {
    /// Opens the file at `path` and reads how it begins.
    ///
    /// # Errors
    /// Whatever is wrong with the file itself.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let (file, size) = open_file(path).map_err(whole)?;
        Ok(Self { file, size, bytes: Bulk::default(), read: 0, piece: FIRST, intake: None })
    }

    /// Reads on; `None` if the workers were told to stop.
    pub fn step(&mut self, workers: &impl Workers) -> Option<Step> {
        let read = match self.read_piece() {
            Ok(read) => read,
            // Where they begin is told by whoever reads it from the start.
            Err(Fault::ZeroBytes) => return Some(Step::Done(self.read_whole(self.read))),
            Err(fault) => return Some(Step::Done(Err(whole(fault)))),
        };
        self.begin();
        let Some(intake) = &mut self.intake else {
            let hopeless = read == 0 || self.bytes.len() > PIECE;
            return Some(if hopeless { Step::Done(self.read_whole(self.size)) } else { Step::More });
        };
        let (length, ended) = intake.take(&self.bytes, workers)?;
        self.bytes.drop_first(length);
        if ended {
            return Some(Step::Done(self.finish()));
        }
        // A piece that holds no project as a whole needs what follows; where nothing does, something is wrong.
        let stuck = read == 0 && length == 0;
        Some(if stuck { Step::Done(self.read_whole(self.size)) } else { Step::More })
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let projects = self.intake.as_ref().map_or(0, Intake::len);
        Progress { read: self.read - self.bytes.len() as u64, size: self.size, projects }
    }

    /// What came in so far.
    pub fn so_far(&mut self) -> Option<Arc<Catalog>> {
        self.intake.as_mut().map(Intake::so_far)
    }

    /// Once all is there that comes before the projects, they can be taken in.
    fn begin(&mut self) {
        if self.intake.is_some() {
            return;
        }
        let bytes = self.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&self.bytes);
        if let Some((intake, length)) = Intake::begin(valid_part(bytes), OnUnknown::LeaveOut) {
            let length = self.bytes.len() - bytes.len() + length;
            self.bytes.drop_first(length);
            self.intake = Some(intake);
        }
    }

    /// Adds a piece of the file to what is there, and says how large it is.
    fn read_piece(&mut self) -> Result<usize, Fault> {
        let start = self.bytes.len();
        let count = self.read_on(self.piece)?;
        // Twice as much each time, and as much again as could not be taken in.
        self.piece = (2 * self.piece).clamp(FIRST, PIECE).max(self.bytes.len().min(start));
        Ok(count)
    }

    fn read_on(&mut self, most: usize) -> Result<usize, Fault> {
        let seen = self.bytes.len();
        // No more than there is: a small file would pay for room that nothing fills.
        let left = usize::try_from(self.size.saturating_sub(self.read)).unwrap_or(usize::MAX);
        let count = self.bytes.put_from(&self.file, left.min(most), most);
        let count = count.map_err(|error| Fault::unreadable(&error))?;
        self.read += count as u64;
        if zeros(&self.bytes, seen, count == 0).is_some() {
            return Err(Fault::ZeroBytes);
        }
        if self.read > FILE_MAX { Err(Fault::TooLarge) } else { Ok(count) }
    }

    /// All projects are there: what else the file says stands behind them.
    fn finish(&mut self) -> Result<Catalog, Vec<Problem>> {
        loop {
            match self.read_piece() {
                Ok(0) => break,
                Ok(_) => {}
                Err(Fault::ZeroBytes) => return self.read_whole(self.read),
                Err(fault) => return Err(whole(fault)),
            }
        }
        let after = simdutf8::basic::from_utf8(&self.bytes).ok();
        let catalog = self.intake.take().zip(after).and_then(|(intake, after)| intake.finish(after));
        let Some(mut catalog) = catalog else { return self.read_whole(self.size) };
        catalog.locate(|locator| self.locate(locator));
        Ok(catalog)
    }

    /// Goes through the file once more, as far as it takes to find the places that are wanted.
    fn locate(&mut self, locator: &mut Locator) {
        let mut first = true;
        // Where that cannot be read any more, those are not told.
        let mut is_wanted = self.file.rewind().is_ok();
        while is_wanted {
            self.bytes = Bulk::default();
            let read = self.bytes.put_from(&self.file, 0, LOOK).unwrap_or_default();
            let mark = if first { "\u{feff}".as_bytes() } else { &[] };
            let piece = self.bytes.strip_prefix(mark).unwrap_or(&self.bytes);
            is_wanted = locator.pass(piece) && read > 0;
            first = false;
        }
        self.bytes = Bulk::default();
    }

    /// The other way: the text as a whole, which tells every fault. Of that many bytes, as far as one knows.
    fn read_whole(&mut self, size: u64) -> Result<Catalog, Vec<Problem>> {
        self.intake = None;
        (self.bytes, self.read) = (Bulk::default(), 0);
        // The text, and what it holds.
        check_room(2 * size).map_err(whole)?;
        self.bytes = Bulk::with_room(usize::try_from(size).unwrap_or_default() + PIECE);
        self.file.rewind().map_err(|error| whole(Fault::unreadable(&error)))?;
        loop {
            match self.read_on(PIECE) {
                Ok(0) => break,
                Ok(_) => {}
                Err(fault) => {
                    let at = if fault == Fault::ZeroBytes { zeros(&self.bytes, 0, true) } else { None };
                    return Err(vec![Problem { place: Place::of(&self.bytes, at.unwrap_or_default()), fault }]);
                }
            }
        }
        let text = decode(&self.bytes).map_err(|(at, fault)| vec![Problem { place: Place::of(&self.bytes, at), fault }])?;
        parse_plainly(text, OnUnknown::LeaveOut)
    }
}

/// A fault of the file as a whole.
fn whole(fault: Fault) -> Vec<Problem> {
    vec![Problem { place: Place::START, fault }]
}
