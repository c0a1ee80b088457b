//! The data files of the board: their state when they were last read, and the version of each that
//! is shown.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::Parallel;
use super::date;
use super::log::Log;
use super::watcher::POLL_INTERVAL;
use crate::app::DataStatus;
use crate::catalog::{
    Catalog, FileDiagnostics, FileError, FileErrorKind, LoadedFile, LoadedFiles, is_single_file,
    last_good_path, load, resolve_data_paths,
};
use crate::lang::{Lang, fill};

/// Most errors of a file that are logged; `minsheng check` lists all.
const LOGGED_MAX: usize = 20;

/// The data files of the board.
#[derive(Clone, Debug)]
pub struct WatchedFiles {
    paths: Vec<PathBuf>,
    /// True if a single file was named, not a folder.
    is_single: bool,
    pub(super) files: Vec<WatchedFile>,
    /// Errors of the named paths themselves, whatever the files contain.
    pub(super) diagnostics: Vec<FileDiagnostics>,
}

/// One of the files.
#[derive(Clone, Debug, Default)]
pub(super) struct WatchedFile {
    /// The file's catalogue and errors. A single file's catalogue is not kept here: the board
    /// holds it.
    pub(super) loaded: LoadedFile,
    /// The fingerprint at the last read; `None` to read the file again.
    pub(super) fingerprint: Option<Fingerprint>,
    /// Modification time of the version that is shown; `None` if none is.
    shown_modified: Option<SystemTime>,
}

/// The data files with their fingerprints, or the errors of the named paths.
pub(super) type FilesSnapshot = Result<Vec<(PathBuf, Option<Fingerprint>)>, Vec<FileDiagnostics>>;

impl WatchedFiles {
    /// Resolves the `named` files and folders, which the caller is about to read.
    #[must_use]
    pub fn new(named: &[PathBuf]) -> Self {
        let paths = resolve_data_paths(named).unwrap_or_default();
        let watched = paths.into_iter().map(|file| {
            let read = Fingerprint::of_path(&file);
            // A file written just now may still change within the same second, with the same
            // length: it is read again.
            let settled = read.filter(|stamp| stamp.age().is_some_and(|age| age > POLL_INTERVAL));
            WatchedFile {
                loaded: LoadedFile { file, ..LoadedFile::default() },
                fingerprint: settled,
                shown_modified: read.map(|stamp| stamp.modified),
            }
        });
        Self {
            paths: named.to_owned(),
            is_single: is_single_file(named),
            files: watched.collect(),
            diagnostics: Vec::new(),
        }
    }

    /// Records errors of the named paths; returns the status to show.
    #[must_use]
    pub fn set_unreadable(&mut self, flaws: Vec<FileDiagnostics>) -> DataStatus {
        self.diagnostics = flaws;
        self.data_status()
    }

    /// Replaces the catalogue of each file that could not be read by its last published copy, if
    /// there is one.
    pub fn use_last_good(&mut self, stock: &mut LoadedFiles) {
        for (at, volume) in
            stock.files.iter_mut().enumerate().filter(|(_, volume)| volume.catalog.is_none())
        {
            let older = last_good_path(&volume.file);
            volume.catalog = load(&older, &Parallel::with_all_cores(&|| false)).ok();
            let of = volume
                .catalog
                .as_ref()
                .and_then(|_| Fingerprint::of_path(&older))
                .map(|stamp| stamp.modified);
            self.files.get_mut(at).into_iter().for_each(|file| file.shown_modified = of);
        }
    }

    /// Takes over the results of loading the files.
    pub fn update(&mut self, stock: LoadedFiles) {
        for (file, volume) in self.files.iter_mut().zip(stock.files) {
            file.loaded = volume;
        }
        self.release();
    }

    /// Returns the merged catalogue of all files, each in its last version without errors.
    pub(super) fn catalog(&mut self) -> Catalog {
        let volumes = self.files.iter().map(|file| file.loaded.clone()).collect();
        let catalog = LoadedFiles { files: volumes, is_single: self.is_single }.catalog();
        self.release();
        catalog
    }

    /// Drops a single file's catalogue: a large one need not be in memory twice.
    fn release(&mut self) {
        if let ([file], true) = (&mut self.files[..], self.is_single) {
            file.loaded.catalog = None;
        }
    }

    /// Returns the status of the data on the screen.
    #[must_use]
    pub fn data_status(&self) -> DataStatus {
        let newest = || {
            self.files.iter().filter_map(|file| file.shown_modified).max().map(date::format_minute)
        };
        if !self.diagnostics.is_empty() {
            return DataStatus::Unreadable { dated: newest() };
        }
        let Some(file) = self.files.iter().find(|file| !file.loaded.errors.is_empty()) else {
            return DataStatus::Current;
        };
        let problems = &file.loaded.errors;
        let name = file.loaded.file.file_name().unwrap_or_default().to_string_lossy();
        let nothing = self.files.iter().all(|file| file.shown_modified.is_none());
        let faults = problems.len();
        let unreadable = problems.iter().any(|problem| is_read_error(&problem.kind));
        if !self.is_single && file.shown_modified.is_none() && !nothing {
            let faults = Some(faults).filter(|_| !unreadable);
            return DataStatus::FileSkipped { file: name.into_owned(), errors: faults };
        }
        let of = file.shown_modified.map(date::format_minute);
        let of = if self.is_single { of } else { of.map(|of| format!("{name} {of}")) };
        if unreadable {
            DataStatus::Unreadable { dated: of }
        } else {
            DataStatus::Invalid { dated: of, errors: faults }
        }
    }

    /// Returns `true` if a named path or a file has errors.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.diagnostics.is_empty() || self.files.iter().any(|file| !file.loaded.errors.is_empty())
    }

    /// Describes for the log which files are shown, their last published copies or the built-in
    /// programme, and which files are not shown and why.
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
        let shown: Vec<String> =
            self.files.iter().filter_map(of).filter(|_| self.diagnostics.is_empty()).collect();
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
        if missing.is_empty() {
            shown
        } else {
            fill(s.log_not_shown, &[&shown, &missing.join(s.comma)])
        }
    }

    /// Returns the present state of the files.
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

    /// Returns the state of the files when they were last read.
    pub(super) fn last_snapshot(&self) -> FilesSnapshot {
        if !self.diagnostics.is_empty() {
            return Err(self.diagnostics.clone());
        }
        Ok(self.files.iter().map(|file| (file.loaded.file.clone(), file.fingerprint)).collect())
    }

    /// Returns `true` if a single file was named, not a folder.
    pub(super) fn is_single(&self) -> bool {
        self.is_single
    }
}

impl WatchedFile {
    /// Creates the entry of a new file.
    pub(super) fn new(file: PathBuf) -> Self {
        Self { loaded: LoadedFile { file, ..LoadedFile::default() }, ..Self::default() }
    }

    /// Takes over the result of reading the file at the fingerprint `stamp`; returns `true` if
    /// there is a new catalogue.
    pub(super) fn update(
        &mut self,
        read: Result<Catalog, Vec<FileError>>,
        stamp: Option<Fingerprint>,
    ) -> bool {
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

    /// Returns `true` if an error may pass though the file stays the same.
    pub(super) fn is_transient(&self) -> bool {
        self.loaded.errors.iter().any(|problem| is_transient(&problem.kind))
    }
}

/// Returns `true` if the file could not be read at all.
fn is_read_error(fault: &FileErrorKind) -> bool {
    matches!(fault, FileErrorKind::Missing | FileErrorKind::Forbidden | FileErrorKind::NotAFile)
        || is_transient(fault)
}

/// Returns `true` if the error may pass though the file stays the same: an I/O error, or a lack of
/// memory, threads or descriptors.
fn is_transient(fault: &FileErrorKind) -> bool {
    matches!(
        fault,
        FileErrorKind::Unreadable(_) | FileErrorKind::Short(_) | FileErrorKind::NoRoom { .. }
    )
}

/// Logs the errors of a file. `open` is true for a running board, which keeps what it shows.
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

/// Logs the unknown fields in the files of `catalog`. `name` is the name of a single file.
pub fn tell_unknown(log: &Log, catalog: &Catalog, name: &str, lang: Lang) {
    for (file, unknown) in catalog.unknown() {
        let name = if file.is_empty() { name } else { file };
        for finding in unknown.diagnostics().iter().take(LOGGED_MAX) {
            log.warn(&finding.text(name, lang));
        }
        if unknown.left_out() > 0 {
            log.warn(&fill(lang.strings().log_left_out, &[name, &unknown.left_out().to_string()]));
        }
    }
}

/// Metadata by which a changed or replaced file is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    dev_ino: (u64, u64),
    size: u64,
    pub(super) modified: SystemTime,
    /// Changes also if the file is renamed or given an older modification time.
    ctime: (i64, i64),
}

impl Fingerprint {
    /// Returns the fingerprint of the file at `path`, following symbolic links.
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

    /// Returns the time since the file was written or put there; `None` if that is in the future,
    /// since clocks differ.
    fn age(self) -> Option<Duration> {
        let changed = u64::try_from(self.ctime.0).ok()?;
        let changed = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(changed))?;
        date::now().duration_since(self.modified.max(changed)).ok()
    }
}
