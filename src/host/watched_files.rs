//! The data files of the board: their state when they were last read, and the version of each that
//! is shown.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::date;
use super::last_good::LastGood;
use super::log::Log;
use crate::app::DataStatus;
use crate::data::{LoadedFile, LoadedFiles, is_single_file, load, resolve_data_paths};
use crate::diagnostics::{FileDiagnostics, FileError, FileErrorKind, count_errors};
use crate::executor::Parallel;
use crate::lang::{Lang, fill};
use crate::model::{Audience, Catalog};
use crate::storage::last_good_path;

/// Polling interval. A file counts as written once two polls agree. 2 s, because some network file
/// systems store times in whole seconds.
pub(crate) const POLL_INTERVAL: Duration = Duration::from_secs(2);

/// Maximum number of errors of a file that are logged; `minsheng check` lists all.
const LOGGED_MAX: usize = 20;

/// The data files of the board.
#[derive(Clone, Debug)]
pub struct WatchedFiles {
    /// The files and folders as named.
    named: Vec<PathBuf>,
    /// True if a single file was named, not a folder.
    pub(crate) is_single: bool,
    /// Readers of the board.
    audience: Audience,
    pub(crate) files: Vec<WatchedFile>,
    /// Errors of the named paths themselves, whatever the files contain.
    pub(crate) diagnostics: Vec<FileDiagnostics>,
}

/// One of the files.
#[derive(Clone, Debug, Default)]
pub(crate) struct WatchedFile {
    /// The file's catalog and errors. A single file's catalog is not kept here: the board
    /// holds it.
    pub(crate) loaded: LoadedFile,
    /// The fingerprint at the last read; `None` if the file was not there.
    pub(crate) fingerprint: Option<Fingerprint>,
    /// Modification time of the version that is shown; `None` if none is.
    shown_modified: Option<SystemTime>,
}

/// The data files with their fingerprints, or the errors of the named paths.
pub(crate) type FilesSnapshot = Result<Vec<(PathBuf, Option<Fingerprint>)>, Vec<FileDiagnostics>>;

impl WatchedFiles {
    /// Resolves the `named` files and folders, which the caller is about to read for `audience`.
    #[must_use]
    pub fn new(named: &[PathBuf], audience: Audience) -> Self {
        let paths = resolve_data_paths(named).unwrap_or_default();
        let files = paths.into_iter().map(|file| {
            let fingerprint = Fingerprint::from_path(&file);
            let shown_modified = fingerprint.map(|fingerprint| fingerprint.modified);
            // A file written just now may still change within the same second, with the same
            // length: it is read again.
            let is_settled = |file: &Fingerprint| file.age().is_some_and(|age| age > POLL_INTERVAL);
            let fingerprint = fingerprint
                .map(|file| if is_settled(&file) { file } else { Fingerprint::OUTDATED });
            let loaded = LoadedFile { file, ..LoadedFile::default() };
            WatchedFile { loaded, fingerprint, shown_modified }
        });
        Self {
            named: named.to_owned(),
            is_single: is_single_file(named),
            audience,
            files: files.collect(),
            diagnostics: Vec::new(),
        }
    }

    /// Records errors of the named paths; returns the status to show.
    #[must_use]
    pub fn set_unreadable(&mut self, diagnostics: Vec<FileDiagnostics>) -> DataStatus {
        self.diagnostics = diagnostics;
        self.data_status()
    }

    /// Returns the version that was kept of the file, if there is only one.
    pub(crate) fn last_good(&self) -> Option<LastGood> {
        let file = self.files.first().filter(|_| self.files.len() == 1)?;
        Some(LastGood::new(&file.loaded.file, self.audience))
    }

    /// Replaces the catalog of each of the `loaded` files that could not be read by its last
    /// published copy, if there is one.
    pub fn use_last_good(&mut self, loaded: &mut LoadedFiles) {
        let unread = loaded.files.iter_mut().enumerate().filter(|(_, file)| file.catalog.is_none());
        for (nth, file) in unread {
            let last_good = last_good_path(&file.file);
            file.catalog = load(&last_good, &Parallel::with_all_cores(&|| false)).ok();
            let fingerprint =
                file.catalog.as_ref().and_then(|_| Fingerprint::from_path(&last_good));
            // Not there if the folder has changed since the paths were resolved.
            if let Some(watched) = self.files.get_mut(nth) {
                watched.shown_modified = fingerprint.map(|fingerprint| fingerprint.modified);
            }
        }
    }

    /// Takes over the results of loading the files.
    pub fn update(&mut self, loaded: LoadedFiles) {
        for (watched, file) in self.files.iter_mut().zip(loaded.files) {
            watched.loaded = file;
        }
        self.release();
    }

    /// Returns the merged catalog of all files, each in its last version without errors.
    pub(crate) fn catalog(&mut self) -> Catalog {
        let files = self.files.iter().map(|file| file.loaded.clone()).collect();
        let catalog =
            LoadedFiles { files, is_single: self.is_single, audience: self.audience }.catalog();
        self.release();
        catalog
    }

    /// Drops a single file's catalog: a large one need not be in memory twice.
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
        let errors = &file.loaded.errors;
        let name = file.loaded.file.file_name().unwrap_or_default().to_string_lossy();
        let shows_none = self.files.iter().all(|file| file.shown_modified.is_none());
        let is_unreadable = has_read_error(errors);
        if !self.is_single && file.shown_modified.is_none() && !shows_none {
            let error_count = Some(count_errors(errors)).filter(|_| !is_unreadable);
            return DataStatus::FileSkipped { file: name.into_owned(), errors: error_count };
        }
        let dated = file.shown_modified.map(date::format_minute);
        let dated =
            if self.is_single { dated } else { dated.map(|dated| format!("{name} {dated}")) };
        if is_unreadable {
            DataStatus::Unreadable { dated }
        } else {
            DataStatus::Invalid { dated, errors: count_errors(errors) }
        }
    }

    /// Returns true if a named path or a file has errors.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.diagnostics.is_empty() || self.files.iter().any(|file| !file.loaded.errors.is_empty())
    }

    /// Describes for the log which files are shown, their last published copies or the built-in
    /// programme, and which files are not shown and why.
    #[must_use]
    pub fn describe_shown(&self, lang: Lang) -> String {
        let s = lang.strings();
        let name = |path: &Path| path.to_string_lossy().into_owned();
        let shown_name = |file: &WatchedFile| {
            if file.loaded.errors.is_empty() {
                Some(name(&file.loaded.file))
            } else {
                file.shown_modified.map(|_| name(&last_good_path(&file.loaded.file)))
            }
        };
        let shown = self.files.iter().filter_map(shown_name);
        let shown: Vec<String> = shown.filter(|_| self.diagnostics.is_empty()).collect();
        let shown = if shown.is_empty() { s.log_builtin.to_owned() } else { shown.join(", ") };
        let named = self.diagnostics.iter().map(|named| (&named.file, &named.errors));
        let files = self.files.iter().map(|file| (&file.loaded.file, &file.loaded.errors));
        let missing = named.chain(files).filter(|(_, errors)| !errors.is_empty());
        let describe = |(file, errors): (&PathBuf, &Vec<FileError>)| {
            let template =
                if has_read_error(errors) { s.log_file_unreadable } else { s.log_file_faulty };
            fill(template, &[&name(file), &count_errors(errors).to_string()])
        };
        let missing: Vec<String> = missing.map(describe).collect();
        if missing.is_empty() {
            shown
        } else {
            fill(s.log_not_shown, &[&shown, &missing.join(s.comma)])
        }
    }

    /// Returns the present state of the files.
    pub(crate) fn snapshot(&self) -> FilesSnapshot {
        let files = resolve_data_paths(&self.named)?;
        let fingerprints: Vec<_> = files.iter().map(|file| Fingerprint::from_path(file)).collect();
        Ok(files.into_iter().zip(fingerprints).collect())
    }

    /// Returns the state of the files when they were last read.
    pub(crate) fn last_snapshot(&self) -> FilesSnapshot {
        if !self.diagnostics.is_empty() {
            return Err(self.diagnostics.clone());
        }
        Ok(self.files.iter().map(|file| (file.loaded.file.clone(), file.fingerprint)).collect())
    }
}

impl WatchedFile {
    /// Creates the entry of a new file.
    pub(crate) fn new(file: PathBuf) -> Self {
        Self { loaded: LoadedFile { file, ..LoadedFile::default() }, ..Self::default() }
    }

    /// Takes over the `result` of reading the file, which had this `fingerprint`; returns true if
    /// there is a new catalog.
    pub(crate) fn update(
        &mut self,
        result: Result<Catalog, Vec<FileError>>,
        fingerprint: Option<Fingerprint>,
    ) -> bool {
        self.fingerprint = fingerprint;
        match result {
            Ok(catalog) => {
                self.shown_modified = fingerprint.map(|fingerprint| fingerprint.modified);
                self.loaded.errors.clear();
                self.loaded.catalog = Some(catalog);
                true
            }
            Err(errors) => {
                self.loaded.errors = errors;
                false
            }
        }
    }

    /// Returns true if the file must be read again: it has another `fingerprint` by now, or an
    /// error that may pass though the file stays the same.
    pub(crate) fn is_changed(&self, fingerprint: Option<Fingerprint>) -> bool {
        self.fingerprint != fingerprint
            || self.loaded.errors.iter().any(|error| is_transient(&error.kind))
    }
}

/// Returns true if one of the `errors` of a file means that it could not be read at all.
fn has_read_error(errors: &[FileError]) -> bool {
    errors.iter().any(|error| {
        let kind = &error.kind;
        matches!(kind, FileErrorKind::Missing | FileErrorKind::Forbidden | FileErrorKind::NotAFile)
            || is_transient(kind)
    })
}

/// Returns true if the error may pass though the file stays the same: an I/O error, or a lack of
/// memory, threads or descriptors.
fn is_transient(kind: &FileErrorKind) -> bool {
    matches!(
        kind,
        FileErrorKind::Unreadable(_) | FileErrorKind::Short(_) | FileErrorKind::NoRoom { .. }
    )
}

/// Logs the errors of a file. `is_open` is true for a running board, which goes on showing the
/// data that it has.
pub fn log_diagnostics(log: &Log, diagnostics: &FileDiagnostics, is_open: bool, lang: Lang) {
    let FileDiagnostics { file, errors } = diagnostics;
    let name = file.to_string_lossy();
    let s = lang.strings();
    let template = match (has_read_error(errors), is_open) {
        (true, true) => s.log_unreadable,
        (true, false) => s.log_unreadable_first,
        (false, true) => s.log_refused,
        (false, false) => s.log_refused_first,
    };
    log.warn(&fill(template, &[&name, &count_errors(errors).to_string()]));
    for error in errors.iter().take(LOGGED_MAX) {
        log.warn(&error.text(&name, lang));
    }
}

/// Logs the unknown fields in the files of `catalog`. `name` is the name of a single file.
pub fn log_unknown_fields(log: &Log, catalog: &Catalog, name: &str, lang: Lang) {
    for (file, unknown) in catalog.unknown() {
        let name = if file.is_empty() { name } else { file };
        for diagnostic in unknown.diagnostics().iter().take(LOGGED_MAX) {
            log.warn(&diagnostic.text(name, lang));
        }
        if unknown.left_out() > 0 {
            log.warn(&fill(lang.strings().log_left_out, &[name, &unknown.left_out().to_string()]));
        }
    }
}

/// Metadata by which a changed or replaced file is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    dev_ino: (u64, u64),
    size: u64,
    pub(crate) modified: SystemTime,
    /// Changes also if the file is renamed or given an older modification time.
    ctime: (i64, i64),
}

impl Fingerprint {
    /// Differs from the fingerprint of every file, as none has the inode number 0, and from that
    /// of a missing file: the next poll reads the file again, or finds that it is gone.
    const OUTDATED: Self =
        Self { dev_ino: (0, 0), size: 0, modified: SystemTime::UNIX_EPOCH, ctime: (0, 0) };

    /// Returns the fingerprint of the file at `path`, following symbolic links.
    pub(crate) fn from_path(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok()?;
        Some(Self {
            dev_ino: (metadata.dev(), metadata.ino()),
            size: metadata.size(),
            modified: metadata.modified().ok()?,
            ctime: (metadata.ctime(), metadata.ctime_nsec()),
        })
    }

    /// Returns the time since the file was written or moved to its place; `None` if that is in the
    /// future, since clocks differ.
    fn age(self) -> Option<Duration> {
        let changed = Duration::from_secs(u64::try_from(self.ctime.0).ok()?);
        let changed = SystemTime::UNIX_EPOCH.checked_add(changed)?;
        date::now().duration_since(self.modified.max(changed)).ok()
    }
}
