//! Files that are read one after the other; what they hold is one catalogue.

use std::path::PathBuf;
use std::sync::Arc;

use super::data_files::FileDiagnostics;
use super::{Catalog, FileError, FileLoader, LoadStep, ReadProgress};
use crate::executor::Executor;

/// So many bytes of several files are read before anybody need be shown how far that is.
const STEP_BYTES: u64 = 4 << 20;

/// A file, and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct LoadedFile {
    /// Which.
    pub file: PathBuf,
    /// What it holds, or held when it was last without faults.
    pub catalog: Option<Catalog>,
    /// What is wrong with it.
    pub errors: Vec<FileError>,
}

/// Files, and what is known of each.
#[derive(Clone, Debug, Default)]
pub struct LoadedFiles {
    /// In their order.
    pub files: Vec<LoadedFile>,
    /// Whether it is one file that was named as such, and no folder.
    pub is_single: bool,
}

impl LoadedFiles {
    /// What all of them hold.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        let good = self.files.iter().filter_map(|volume| Some((volume.file.to_string_lossy(), volume.catalog.as_ref()?)));
        let good: Vec<_> = good.collect();
        match &good[..] {
            [(_, one)] if self.is_single => (*one).clone(),
            _ => Catalog::merged(good.iter().map(|(file, catalog)| (&**file, *catalog))),
        }
    }

    /// What is wrong, file by file.
    pub fn diagnostics(&self) -> impl Iterator<Item = FileDiagnostics> {
        let faulty = self.files.iter().filter(|volume| !volume.errors.is_empty());
        faulty.map(|volume| FileDiagnostics { file: volume.file.clone(), errors: volume.errors.clone() })
    }

    /// Whether it is known of each what it holds, or held.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.files.iter().all(|volume| volume.catalog.is_some())
    }
}

/// Files that are being read.
pub struct Loader {
    remaining: std::vec::IntoIter<PathBuf>,
    loaded: LoadedFiles,
    current: Option<(PathBuf, FileLoader)>,
    /// So much is read of those that are done, of so much in all.
    progress_done: ReadProgress,
}

impl Loader {
    /// Of these files. `is_one` says that it is one that was named as such, and no folder.
    #[must_use]
    pub fn new(files: Vec<PathBuf>, is_one: bool) -> Self {
        let size = files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        let stock = LoadedFiles { files: Vec::new(), is_single: is_one };
        Self {
            remaining: files.into_iter(),
            loaded: stock,
            current: None,
            progress_done: ReadProgress { size, ..ReadProgress::default() },
        }
    }

    /// Reads on; whether that was all. `None` if the workers were told to stop.
    pub fn step(&mut self, workers: &impl Executor) -> Option<bool> {
        let begun = self.progress().read;
        loop {
            // Of one file the beginning is worth showing, of several only where they are large.
            let is_long = self.loaded.is_single || self.progress().read - begun > STEP_BYTES;
            let Some((file, loading)) = &mut self.current else {
                match self.remaining.next() {
                    None => return Some(true),
                    Some(file) => self.open_file(file),
                }
                continue;
            };
            match loading.step(workers)? {
                LoadStep::More if is_long => return Some(false),
                LoadStep::More => {}
                LoadStep::Done(read) => {
                    let (file, progress) = (std::mem::take(file), loading.progress());
                    self.current = None;
                    self.progress_done.read += progress.size;
                    self.finish_file(file, read);
                }
            }
        }
    }

    fn open_file(&mut self, file: PathBuf) {
        match FileLoader::open(&file) {
            Ok(loading) => self.current = Some((file, loading)),
            Err(problems) => self.finish_file(file, Err(problems)),
        }
    }

    fn finish_file(&mut self, file: PathBuf, read: Result<Catalog, Vec<FileError>>) {
        let (catalog, problems) = match read {
            Ok(catalog) => (Some(catalog), Vec::new()),
            Err(problems) => (None, problems),
        };
        self.progress_done.projects += catalog.as_ref().map_or(0, Catalog::len);
        self.loaded.files.push(LoadedFile { file, catalog, errors: problems });
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> ReadProgress {
        let now = self.current.as_ref().map_or_else(ReadProgress::default, |(_, loading)| loading.progress());
        let ReadProgress { read, size, projects } = self.progress_done;
        ReadProgress { read: read + now.read, size, projects: projects + now.projects }
    }

    /// What came in so far.
    pub fn partial_catalog(&mut self) -> Option<Arc<Catalog>> {
        let now = self
            .current
            .as_mut()
            .and_then(|(file, loading)| Some((file.to_string_lossy().into_owned(), loading.partial_catalog()?)));
        if self.loaded.is_single {
            return now.map(|(_, catalog)| catalog);
        }
        let done = self.loaded.files.iter();
        let done = done.filter_map(|volume| Some((volume.file.to_string_lossy().into_owned(), volume.catalog.as_ref()?)));
        let all: Vec<(String, &Catalog)> = done.chain(now.iter().map(|(file, catalog)| (file.clone(), &**catalog))).collect();
        (!all.is_empty()).then(|| Arc::new(Catalog::merged(all.iter().map(|(file, catalog)| (file.as_str(), *catalog)))))
    }

    /// Whether something is wrong with one of the files that were read.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.loaded.files.iter().any(|volume| !volume.errors.is_empty())
    }
}

/// What came of reading.
impl From<Loader> for LoadedFiles {
    fn from(queue: Loader) -> Self {
        queue.loaded
    }
}
