//! The files that the board shows, or should: what they were like when they were read, and what has been shown of them since.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Crew;
use super::date;
use super::log::Log;
use super::watch::PERIOD;
use crate::app::Freshness;
use crate::catalog::{Catalog, Fault, Flaw, Problem, Stock, Volume, files, is_one, last_good, load};
use crate::lang::{Lang, fill};

/// So many faults of a file are told to the log: whoever wants all of them has `minsheng check`.
const TOLD: usize = 20;

/// The files that the board shows, or should.
#[derive(Clone, Debug)]
pub struct Source {
    named: Vec<PathBuf>,
    /// Whether it is one file and no folder.
    is_one: bool,
    pub(super) files: Vec<Watched>,
    /// What is wrong with what was named, whatever is in the files.
    pub(super) flaws: Vec<Flaw>,
}

/// One of the files.
#[derive(Clone, Debug, Default)]
pub(super) struct Watched {
    /// What is known of it. Of the only one it is not kept what it holds: that is what is shown.
    pub(super) volume: Volume,
    /// What it was like when it was last read.
    pub(super) read: Option<Stamp>,
    /// When what is shown of it was written; nothing where nothing is.
    of: Option<SystemTime>,
}

/// The files that are meant, and what each is like.
pub(super) type Sight = Result<Vec<(PathBuf, Option<Stamp>)>, Vec<Flaw>>;

impl Source {
    /// Those files and folders, which are about to be read.
    #[must_use]
    pub fn new(named: &[PathBuf]) -> Self {
        let paths = files(named).unwrap_or_default();
        let watched = paths.into_iter().map(|file| {
            let read = Stamp::of(&file);
            // What was written just now may still be written, in the same second and with the same length.
            let settled = read.filter(|stamp| stamp.age().is_some_and(|age| age > PERIOD));
            Watched { volume: Volume { file, ..Volume::default() }, read: settled, of: read.map(|stamp| stamp.written) }
        });
        Self { named: named.to_owned(), is_one: is_one(named), files: watched.collect(), flaws: Vec::new() }
    }

    /// What was named is no good as it is; what to say of that.
    #[must_use]
    pub fn refused(&mut self, flaws: Vec<Flaw>) -> Freshness {
        self.flaws = flaws;
        self.freshness()
    }

    /// Puts in the place of each file that is no good what was published there last, if that is to be had.
    pub fn stand_in(&mut self, stock: &mut Stock) {
        for (at, volume) in stock.volumes.iter_mut().enumerate().filter(|(_, volume)| volume.catalog.is_none()) {
            let older = last_good(&volume.file);
            volume.catalog = load(&older, &Crew::all(&|| false)).ok();
            let of = volume.catalog.as_ref().and_then(|_| Stamp::of(&older)).map(|stamp| stamp.written);
            self.files.get_mut(at).into_iter().for_each(|file| file.of = of);
        }
    }

    /// Takes note of what is known of the files.
    pub fn take_in(&mut self, stock: Stock) {
        for (file, volume) in self.files.iter_mut().zip(stock.volumes) {
            file.volume = volume;
        }
        self.let_go();
    }

    /// What all of them hold, or held when they were last without faults.
    pub(super) fn catalog(&mut self) -> Catalog {
        let volumes = self.files.iter().map(|file| file.volume.clone()).collect();
        let catalog = Stock { volumes, is_one: self.is_one }.catalog();
        self.let_go();
        catalog
    }

    /// A large catalogue that is shown need not be there twice.
    fn let_go(&mut self) {
        if let ([file], true) = (&mut self.files[..], self.is_one) {
            file.volume.catalog = None;
        }
    }

    /// What to say of the files, while what is shown is shown.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        let newest = || self.files.iter().filter_map(|file| file.of).max().map(date::minute);
        if !self.flaws.is_empty() {
            return Freshness::Unreadable { of: newest() };
        }
        let Some(file) = self.files.iter().find(|file| !file.volume.problems.is_empty()) else { return Freshness::Current };
        let problems = &file.volume.problems;
        let name = file.volume.file.file_name().unwrap_or_default().to_string_lossy();
        let nothing = self.files.iter().all(|file| file.of.is_none());
        let faults = problems.len();
        let unreadable = problems.iter().any(|problem| is_about_reading(&problem.fault));
        if !self.is_one && file.of.is_none() && !nothing {
            let faults = Some(faults).filter(|_| !unreadable);
            return Freshness::LeftOut { file: name.into_owned(), faults };
        }
        let of = file.of.map(date::minute);
        let of = if self.is_one { of } else { of.map(|of| format!("{name} {of}")) };
        if unreadable { Freshness::Unreadable { of } } else { Freshness::Faulty { of, faults } }
    }

    /// Whether something is wrong with what was named, or with one of the files.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.flaws.is_empty() || self.files.iter().any(|file| !file.volume.problems.is_empty())
    }

    /// What is shown, for the log: the files, what was published before in place of those that are no good, or the programme that
    /// the board ships with; and which files are not, and why.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        let s = lang.strings();
        let name = |path: &Path| path.to_string_lossy().into_owned();
        let of = |file: &Watched| {
            let good = file.volume.problems.is_empty();
            if good { Some(name(&file.volume.file)) } else { file.of.map(|_| name(&last_good(&file.volume.file))) }
        };
        let shown: Vec<String> = self.files.iter().filter_map(of).filter(|_| self.flaws.is_empty()).collect();
        let shown = if shown.is_empty() { s.log_builtin.to_owned() } else { shown.join(", ") };
        let faulty = self.files.iter().map(|file| (&file.volume.file, &file.volume.problems));
        let faulty = self.flaws.iter().map(|flaw| (&flaw.file, &flaw.problems)).chain(faulty);
        let missing: Vec<String> = faulty
            .filter(|(_, problems)| !problems.is_empty())
            .map(|(file, problems)| {
                let unreadable = problems.iter().any(|problem| is_about_reading(&problem.fault));
                let template = if unreadable { s.log_file_unreadable } else { s.log_file_faulty };
                fill(template, &[&name(file), &problems.len().to_string()])
            })
            .collect();
        if missing.is_empty() { shown } else { fill(s.log_not_shown, &[&shown, &missing.join(s.comma)]) }
    }

    /// What one sees of them now.
    pub(super) fn look(&self) -> Sight {
        let files = files(&self.named)?;
        Ok(files
            .into_iter()
            .map(|file| {
                let stamp = Stamp::of(&file);
                (file, stamp)
            })
            .collect())
    }

    /// What one saw of them when they were read.
    pub(super) fn seen(&self) -> Sight {
        if !self.flaws.is_empty() {
            return Err(self.flaws.clone());
        }
        Ok(self.files.iter().map(|file| (file.volume.file.clone(), file.read)).collect())
    }

    /// Whether it is one file and no folder.
    pub(super) fn is_one(&self) -> bool {
        self.is_one
    }
}

impl Watched {
    /// Of a file that is new.
    pub(super) fn new(file: PathBuf) -> Self {
        Self { volume: Volume { file, ..Volume::default() }, ..Self::default() }
    }

    /// Takes in what was read of it when it was like that; whether that is another catalogue than before.
    pub(super) fn take_in(&mut self, read: Result<Catalog, Vec<Problem>>, stamp: Option<Stamp>) -> bool {
        self.read = stamp;
        match read {
            Ok(catalog) => {
                self.of = stamp.map(|stamp| stamp.written);
                self.volume.problems.clear();
                self.volume.catalog = Some(catalog);
                true
            }
            Err(problems) => {
                self.volume.problems = problems;
                false
            }
        }
    }

    /// Whether it may be otherwise the next time, though the file stays as it is.
    pub(super) fn may_pass(&self) -> bool {
        self.volume.problems.iter().any(|problem| may_pass(&problem.fault))
    }
}

/// Whether the file could not even be read.
fn is_about_reading(fault: &Fault) -> bool {
    matches!(fault, Fault::Missing | Fault::Forbidden | Fault::NotAFile) || may_pass(fault)
}

/// Whether that may be otherwise the next time, though the file stays as it is.
fn may_pass(fault: &Fault) -> bool {
    matches!(fault, Fault::Unreadable(_) | Fault::Short(_) | Fault::NoRoom { .. })
}

/// Tells `log` what is wrong with a file, and that what was shown before stays, if the board is open.
pub fn tell_problems(log: &Log, flaw: &Flaw, open: bool, lang: Lang) {
    let name = flaw.file.to_string_lossy();
    let s = lang.strings();
    let unreadable = flaw.problems.iter().any(|problem| is_about_reading(&problem.fault));
    let template = match (unreadable, open) {
        (true, true) => s.log_unreadable,
        (true, false) => s.log_unreadable_first,
        (false, true) => s.log_refused,
        (false, false) => s.log_refused_first,
    };
    log.warn(&fill(template, &[&name, &flaw.problems.len().to_string()]));
    for problem in flaw.problems.iter().take(TOLD) {
        log.warn(&problem.text(&name, lang));
    }
}

/// Tells `log` what is unknown in the files of a catalogue. The only file is called `name`.
pub fn tell_unknown(log: &Log, catalog: &Catalog, name: &str, lang: Lang) {
    for (file, unknown) in catalog.unknown() {
        let name = if file.is_empty() { name } else { file };
        for finding in unknown.findings().iter().take(TOLD) {
            log.warn(&finding.text(name, lang));
        }
        if unknown.left_out() > 0 {
            log.warn(&fill(lang.strings().log_left_out, &[name, &unknown.left_out().to_string()]));
        }
    }
}

/// What one sees of a file from outside, by which one knows that it is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    file: (u64, u64),
    size: u64,
    pub(super) written: SystemTime,
    /// Says also that the file was renamed, or given an older time.
    changed: (i64, i64),
}

impl Stamp {
    /// Of the file that the name leads to now.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let seen = path.metadata().ok()?;
        let written = seen.modified().ok()?;
        Some(Self { file: (seen.dev(), seen.ino()), size: seen.size(), written, changed: (seen.ctime(), seen.ctime_nsec()) })
    }

    /// How long ago it was written or put there. Nothing where that is still to come: clocks differ.
    fn age(self) -> Option<Duration> {
        let changed = u64::try_from(self.changed.0).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(changed))?;
        date::now().duration_since(self.written.max(changed)).ok()
    }
}
