//! Reading several data files, one after the other, into one catalog.

use std::path::PathBuf;
use std::sync::Arc;

use super::file_loader::{FileLoader, LoadStep, ReadProgress};
use crate::diagnostics::{FileDiagnostics, FileError};
use crate::executor::Executor;
use crate::model::{Audience, Catalog};

/// Bytes of several files that a step reads before it returns to show progress.
const STEP_BYTES: u64 = 4 << 20;

/// Data file with its catalog and its errors.
#[derive(Clone, Debug, Default)]
pub struct LoadedFile {
    /// Path of the file.
    pub file: PathBuf,
    /// Catalog in the file, or the last one it held without errors.
    pub catalog: Option<Catalog>,
    /// Errors in the file.
    pub errors: Vec<FileError>,
}

/// Loaded data files.
#[derive(Clone, Debug, Default)]
pub struct LoadedFiles {
    /// Files in their order.
    pub files: Vec<LoadedFile>,
    /// True if the data is a single file named as such, not a folder.
    pub is_single: bool,
    /// Readers of the catalog.
    pub audience: Audience,
}

impl LoadedFiles {
    /// Returns the catalogs of all files, merged; a single file's own catalog as it is.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        let good = self
            .files
            .iter()
            .filter_map(|loaded| Some((loaded.file.to_string_lossy(), loaded.catalog.as_ref()?)));
        let good: Vec<_> = good.collect();
        let catalog = match &good[..] {
            [(_, catalog)] if self.is_single => (*catalog).clone(),
            _ => Catalog::merged(good.iter().map(|(file, catalog)| (&**file, *catalog))),
        };
        catalog.with_audience(self.audience)
    }

    /// Returns the errors of each file that has any.
    pub fn diagnostics(&self) -> impl Iterator<Item = FileDiagnostics> {
        let faulty = self.files.iter().filter(|loaded| !loaded.errors.is_empty());
        faulty.map(|loaded| FileDiagnostics {
            file: loaded.file.clone(),
            errors: loaded.errors.clone(),
        })
    }

    /// Returns true if there is a catalog, current or earlier, for every file.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(|loaded| loaded.catalog.is_some())
    }
}

/// Reader of several data files, which advances step by step.
pub struct Loader {
    remaining: std::vec::IntoIter<PathBuf>,
    loaded: LoadedFiles,
    current: Option<(PathBuf, FileLoader)>,
    /// Progress over the finished files; its `size` is that of all files.
    progress_done: ReadProgress,
}

impl Loader {
    /// Creates a loader for `files`. `is_single` is true if they are a single file named as such,
    /// not a folder.
    #[must_use]
    pub fn new(files: Vec<PathBuf>, is_single: bool) -> Self {
        let size =
            files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        Self {
            remaining: files.into_iter(),
            loaded: LoadedFiles { is_single, ..LoadedFiles::default() },
            current: None,
            progress_done: ReadProgress { size, ..ReadProgress::default() },
        }
    }

    /// Reads for other readers than staff.
    #[must_use]
    pub fn with_audience(mut self, audience: Audience) -> Self {
        self.loaded.audience = audience;
        self
    }

    /// Reads on until there is progress to show. Returns true when all files are read, and `None`
    /// if the executor was cancelled.
    pub fn step(&mut self, workers: &impl Executor) -> Option<bool> {
        let read_before = self.progress().read;
        loop {
            // The beginning of a single file is worth showing, that of several only if they are
            // large.
            let is_long = self.loaded.is_single || self.progress().read - read_before > STEP_BYTES;
            let Some((file, file_loader)) = &mut self.current else {
                match self.remaining.next() {
                    None => return Some(true),
                    Some(file) => self.open_file(file),
                }
                continue;
            };
            match file_loader.step(workers)? {
                LoadStep::More if is_long => return Some(false),
                LoadStep::More => {}
                LoadStep::Done(result) => {
                    let (file, progress) = (std::mem::take(file), file_loader.progress());
                    self.current = None;
                    self.progress_done.read += progress.size;
                    self.finish_file(file, result);
                }
            }
        }
    }

    fn open_file(&mut self, file: PathBuf) {
        match FileLoader::open(&file) {
            Ok(file_loader) => self.current = Some((file, file_loader)),
            Err(errors) => self.finish_file(file, Err(errors)),
        }
    }

    fn finish_file(&mut self, file: PathBuf, result: Result<Catalog, Vec<FileError>>) {
        let (catalog, errors) = match result {
            Ok(catalog) => (Some(catalog), Vec::new()),
            Err(errors) => (None, errors),
        };
        self.progress_done.projects += catalog.as_ref().map_or(0, Catalog::len);
        self.loaded.files.push(LoadedFile { file, catalog, errors });
    }

    /// Returns how much of the files has been read.
    #[must_use]
    pub fn progress(&self) -> ReadProgress {
        let current = self.current.as_ref().map(|(_, file_loader)| file_loader.progress());
        let current = current.unwrap_or_default();
        let ReadProgress { read, size, projects } = self.progress_done;
        ReadProgress { read: read + current.read, size, projects: projects + current.projects }
    }

    /// Returns the catalog of everything read so far; `None` if there is nothing yet.
    pub fn partial_catalog(&mut self) -> Option<Arc<Catalog>> {
        let current = self
            .current
            .as_mut()
            .and_then(|(file, file_loader)| Some((file.clone(), file_loader.partial_catalog()?)));
        if self.loaded.is_single {
            let audience = self.loaded.audience;
            let catalog = current.map(|(_, catalog)| Arc::unwrap_or_clone(catalog));
            return catalog.map(|catalog| Arc::new(catalog.with_audience(audience)));
        }
        let mut loaded = self.loaded.clone();
        loaded.files.extend(current.map(|(file, catalog)| {
            let catalog = Some(Arc::unwrap_or_clone(catalog));
            LoadedFile { file, catalog, errors: Vec::new() }
        }));
        let has_any = loaded.files.iter().any(|loaded| loaded.catalog.is_some());
        has_any.then(|| Arc::new(loaded.catalog()))
    }

    /// Returns true if any of the files read so far has errors.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.loaded.files.iter().any(|loaded| !loaded.errors.is_empty())
    }
}

/// Returns the files read so far.
impl From<Loader> for LoadedFiles {
    fn from(loader: Loader) -> Self {
        loader.loaded
    }
}
