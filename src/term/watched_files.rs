//! The files that the board shows, or should: what they were like when they were read, and what has been shown of them since.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Parallel;
use super::date;
use super::log::Log;
use super::watcher::POLL_INTERVAL;
use crate::app::DataStatus;
use crate::catalog::{
    Catalog, FileDiagnostics, FileError, FileErrorKind, LoadedFile, LoadedFiles, is_single_file, last_good_path, load,
    resolve_data_paths,
};
use crate::lang::{Lang, fill};

/// So many faults of a file are told to the log: whoever wants all of them has `minsheng check`.
const LOGGED_MAX: usize = 20;

/// The files that the board shows, or should.
#[derive(Clone, Debug)]
pub struct WatchedFiles {
    paths: Vec<PathBuf>,
    /// Whether it is one file and no folder.
    is_single: bool,
    pub(super) files: Vec<WatchedFile>,
    /// What is wrong with what was named, whatever is in the files.
    pub(super) diagnostics: Vec<FileDiagnostics>,
}

/// One of the files.
#[derive(Clone, Debug, Default)]
pub(super) struct WatchedFile {
    /// What is known of it. Of the only one it is not kept what it holds: that is what is shown.
    pub(super) loaded: LoadedFile,
    /// What it was like when it was last read.
    pub(super) fingerprint: Option<Fingerprint>,
    /// When what is shown of it was written; nothing where nothing is.
    shown_modified: Option<SystemTime>,
}

/// The files that are meant, and what each is like.
pub(super) type FilesSnapshot = Result<Vec<(PathBuf, Option<Fingerprint>)>, Vec<FileDiagnostics>>;

impl WatchedFiles {
    /// Those files and folders, which are about to be read.
    #[must_use]
    pub fn new(named: &[PathBuf]) -> Self {
        let paths = resolve_data_paths(named).unwrap_or_default();
        let watched = paths.into_iter().map(|file| {
            let read = Fingerprint::of_path(&file);
            // What was written just now may still be written, in the same second and with the same length.
            let settled = read.filter(|stamp| stamp.age().is_some_and(|age| age > POLL_INTERVAL));
            WatchedFile {
                loaded: LoadedFile { file, ..LoadedFile::default() },
                fingerprint: settled,
                shown_modified: read.map(|stamp| stamp.modified),
            }
        });
        Self { paths: named.to_owned(), is_single: is_single_file(named), files: watched.collect(), diagnostics: Vec::new() }
    }

    /// What was named is no good as it is; what to say of that.
    #[must_use]
    pub fn set_unreadable(&mut self, flaws: Vec<FileDiagnostics>) -> DataStatus {
        self.diagnostics = flaws;
        self.data_status()
    }

    /// Puts in the place of each file that is no good what was published there last, if that is to be had.
    pub fn use_last_good(&mut self, stock: &mut LoadedFiles) {
        for (at, volume) in stock.files.iter_mut().enumerate().filter(|(_, volume)| volume.catalog.is_none()) {
            let older = last_good_path(&volume.file);
            volume.catalog = load(&older, &Parallel::with_all_cores(&|| false)).ok();
            let of = volume.catalog.as_ref().and_then(|_| Fingerprint::of_path(&older)).map(|stamp| stamp.modified);
            self.files.get_mut(at).into_iter().for_each(|file| file.shown_modified = of);
        }
    }

    /// Takes note of what is known of the files.
    pub fn update(&mut self, stock: LoadedFiles) {
        for (file, volume) in self.files.iter_mut().zip(stock.files) {
            file.loaded = volume;
        }
        self.release();
    }

    /// What all of them hold, or held when they were last without faults.
    pub(super) fn catalog(&mut self) -> Catalog {
        let volumes = self.files.iter().map(|file| file.loaded.clone()).collect();
        let catalog = LoadedFiles { files: volumes, is_single: self.is_single }.catalog();
        self.release();
        catalog
    }

    /// A large catalogue that is shown need not be there twice.
    fn release(&mut self) {
        if let ([file], true) = (&mut self.files[..], self.is_single) {
            file.loaded.catalog = None;
        }
    }

    /// What to say of the files, while what is shown is shown.
    #[must_use]
    pub fn data_status(&self) -> DataStatus {
        let newest = || self.files.iter().filter_map(|file| file.shown_modified).max().map(date::format_minute);
        if !self.diagnostics.is_empty() {
            return DataStatus::Unreadable { dated: newest() };
        }
        let Some(file) = self.files.iter().find(|file| !file.loaded.errors.is_empty()) else { return DataStatus::Current };
        let problems = &file.loaded.errors;
        let name = file.loaded.file.file_name().unwrap_or_default().to_string_lossy();
        let nothing = self.files.iter().all(|file| file.shown_modified.is_none());
        let faults = problems.len();
        let unreadable = problems.iter().any(|problem| is_read_error(&problem.kind));
        if !self.is_single && file.shown_modified.is_none() && !nothing {
            let faults = Some(faults).filter(|_| !unreadable);
            return DataStatus::FileSkipped { file: name.into_owned(), faults };
        }
        let of = file.shown_modified.map(date::format_minute);
        let of = if self.is_single { of } else { of.map(|of| format!("{name} {of}")) };
        if unreadable { DataStatus::Unreadable { dated: of } } else { DataStatus::Invalid { of, faults } }
    }

    /// Whether something is wrong with what was named, or with one of the files.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.diagnostics.is_empty() || self.files.iter().any(|file| !file.loaded.errors.is_empty())
    }

    /// What is shown, for the log: the files, what was published before in place of those that are no good, or the programme that
    /// the board ships with; and which files are not, and why.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        let s = lang.strings();
        let name = |path: &Path| path.to_string_lossy().into_owned();
        let of = |file: &WatchedFile| {
            let good = file.loaded.errors.is_empty();
            if good {
                Some(name(&file.loaded.file))
            } else {
                file.shown_modified.map(|_| name(&last_good_path(&file.loaded.file)))
            }
        };
        let shown: Vec<String> = self.files.iter().filter_map(of).filter(|_| self.diagnostics.is_empty()).collect();
        let shown = if shown.is_empty() { s.log_builtin.to_owned() } else { shown.join(", ") };
        let faulty = self.files.iter().map(|file| (&file.loaded.file, &file.loaded.errors));
        let faulty = self.diagnostics.iter().map(|flaw| (&flaw.file, &flaw.errors)).chain(faulty);
        let missing: Vec<String> = faulty
            .filter(|(_, problems)| !problems.is_empty())
            .map(|(file, problems)| {
                let unreadable = problems.iter().any(|problem| is_read_error(&problem.kind));
                let template = if unreadable { s.log_file_unreadable } else { s.log_file_faulty };
                fill(template, &[&name(file), &problems.len().to_string()])
            })
            .collect();
        if missing.is_empty() { shown } else { fill(s.log_not_shown, &[&shown, &missing.join(s.comma)]) }
    }

    /// What one sees of them now.
    pub(super) fn snapshot(&self) -> FilesSnapshot {
        let files = resolve_data_paths(&self.paths)?;
        Ok(files
            .into_iter()
            .map(|file| {
                let stamp = Fingerprint::of_path(&file);
                (file, stamp)
            })
            .collect())
    }

    /// What one saw of them when they were read.
    pub(super) fn last_snapshot(&self) -> FilesSnapshot {
        if !self.diagnostics.is_empty() {
            return Err(self.diagnostics.clone());
        }
        Ok(self.files.iter().map(|file| (file.loaded.file.clone(), file.fingerprint)).collect())
    }

    /// Whether it is one file and no folder.
    pub(super) fn is_single(&self) -> bool {
        self.is_single
    }
}

impl WatchedFile {
    /// Of a file that is new.
    pub(super) fn new(file: PathBuf) -> Self {
        Self { loaded: LoadedFile { file, ..LoadedFile::default() }, ..Self::default() }
    }

    /// Takes in what was read of it when it was like that; whether that is another catalogue than before.
    pub(super) fn update(&mut self, read: Result<Catalog, Vec<FileError>>, stamp: Option<Fingerprint>) -> bool {
        self.fingerprint = stamp;
        match read {
            Ok(catalog) => {
                self.shown_modified = stamp.map(|stamp| stamp.modified);
                self.loaded.errors.clear();
                self.loaded.catalog = Some(catalog);
                true
            }
            Err(problems) => {
                self.loaded.errors = problems;
                false
            }
        }
    }

    /// Whether it may be otherwise the next time, though the file stays as it is.
    pub(super) fn is_transient(&self) -> bool {
        self.loaded.errors.iter().any(|problem| is_transient(&problem.kind))
    }
}

/// Whether the file could not even be read.
fn is_read_error(fault: &FileErrorKind) -> bool {
    matches!(fault, FileErrorKind::Missing | FileErrorKind::Forbidden | FileErrorKind::NotAFile) || is_transient(fault)
}

/// Whether that may be otherwise the next time, though the file stays as it is.
fn is_transient(fault: &FileErrorKind) -> bool {
    matches!(fault, FileErrorKind::Unreadable(_) | FileErrorKind::Short(_) | FileErrorKind::NoRoom { .. })
}

/// Tells `log` what is wrong with a file, and that what was shown before stays, if the board is open.
pub fn log_diagnostics(log: &Log, flaw: &FileDiagnostics, open: bool, lang: Lang) {
    let name = flaw.file.to_string_lossy();
    let s = lang.strings();
    let unreadable = flaw.errors.iter().any(|problem| is_read_error(&problem.kind));
    let template = match (unreadable, open) {
        (true, true) => s.log_unreadable,
        (true, false) => s.log_unreadable_first,
        (false, true) => s.log_refused,
        (false, false) => s.log_refused_first,
    };
    log.warn(&fill(template, &[&name, &flaw.errors.len().to_string()]));
    for problem in flaw.errors.iter().take(LOGGED_MAX) {
        log.warn(&problem.text(&name, lang));
    }
}

/// Tells `log` what is unknown in the files of a catalogue. The only file is called `name`.
pub fn tell_unknown(log: &Log, catalog: &Catalog, name: &str, lang: Lang) {
    for (file, unknown) in catalog.unknown() {
        let name = if file.is_empty() { name } else { file };
        for finding in unknown.findings().iter().take(LOGGED_MAX) {
            log.warn(&finding.text(name, lang));
        }
        if unknown.left_out() > 0 {
            log.warn(&fill(lang.strings().log_left_out, &[name, &unknown.left_out().to_string()]));
        }
    }
}

/// What one sees of a file from outside, by which one knows that it is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    dev_ino: (u64, u64),
    size: u64,
    pub(super) modified: SystemTime,
    /// Says also that the file was renamed, or given an older time.
    ctime: (i64, i64),
}

impl Fingerprint {
    /// Of the file that the name leads to now.
    pub(super) fn of_path(path: &Path) -> Option<Self> {
        let seen = path.metadata().ok()?;
        let written = seen.modified().ok()?;
        Some(Self {
            dev_ino: (seen.dev(), seen.ino()),
            size: seen.size(),
            modified: written,
            ctime: (seen.ctime(), seen.ctime_nsec()),
        })
    }

    /// How long ago it was written or put there. Nothing where that is still to come: clocks differ.
    fn age(self) -> Option<Duration> {
        let changed = u64::try_from(self.ctime.0).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(changed))?;
        date::now().duration_since(self.modified.max(changed)).ok()
    }
}
