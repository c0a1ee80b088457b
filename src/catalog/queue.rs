//! Files that are read one after the other; what they hold is one catalogue.

use std::path::PathBuf;
use std::sync::Arc;

use super::files::Flaw;
use super::{Catalog, Loading, Problem, Progress, Step};
use crate::work::Workers;

/// So many bytes of several files are read before anybody need be shown how far that is.
const AT_ONCE: u64 = 4 << 20;

/// A file, and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Volume {
    /// Which.
    pub file: PathBuf,
    /// What it holds, or held when it was last without faults.
    pub catalog: Option<Catalog>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Files, and what is known of each.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    /// In their order.
    pub volumes: Vec<Volume>,
    /// Whether it is one file that was named as such, and no folder.
    pub is_one: bool,
}

impl Stock {
    /// What all of them hold.
    #[must_use]
    pub fn catalog(&self) -> Catalog {
        let good = self.volumes.iter().filter_map(|volume| Some((volume.file.to_string_lossy(), volume.catalog.as_ref()?)));
        let good: Vec<_> = good.collect();
        match &good[..] {
            [(_, one)] if self.is_one => (*one).clone(),
            _ => Catalog::joined(good.iter().map(|(file, catalog)| (&**file, *catalog))),
        }
    }

    /// What is wrong, file by file.
    pub fn flaws(&self) -> impl Iterator<Item = Flaw> {
        let faulty = self.volumes.iter().filter(|volume| !volume.problems.is_empty());
        faulty.map(|volume| Flaw { file: volume.file.clone(), problems: volume.problems.clone() })
    }

    /// Whether it is known of each what it holds, or held.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.volumes.iter().all(|volume| volume.catalog.is_some())
    }
}

/// Files that are being read.
pub struct Queue {
    files: std::vec::IntoIter<PathBuf>,
    stock: Stock,
    now: Option<(PathBuf, Loading)>,
    /// So much is read of those that are done, of so much in all.
    done: Progress,
}

impl Queue {
    /// Of these files. `is_one` says that it is one that was named as such, and no folder.
    #[must_use]
    pub fn new(files: Vec<PathBuf>, is_one: bool) -> Self {
        let size = files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
        let stock = Stock { volumes: Vec::new(), is_one };
        Self { files: files.into_iter(), stock, now: None, done: Progress { size, ..Progress::default() } }
    }

    /// Reads on; whether that was all. `None` if the workers were told to stop.
    pub fn step(&mut self, workers: &impl Workers) -> Option<bool> {
        let begun = self.progress().read;
        loop {
            // Of one file the beginning is worth showing, of several only where they are large.
            let is_long = self.stock.is_one || self.progress().read - begun > AT_ONCE;
            let Some((file, loading)) = &mut self.now else {
                match self.files.next() {
                    None => return Some(true),
                    Some(file) => self.open(file),
                }
                continue;
            };
            match loading.step(workers)? {
                Step::More if is_long => return Some(false),
                Step::More => {}
                Step::Done(read) => {
                    let (file, progress) = (std::mem::take(file), loading.progress());
                    self.now = None;
                    self.done.read += progress.size;
                    self.put(file, read);
                }
            }
        }
    }

    fn open(&mut self, file: PathBuf) {
        match Loading::open(&file) {
            Ok(loading) => self.now = Some((file, loading)),
            Err(problems) => self.put(file, Err(problems)),
        }
    }

    fn put(&mut self, file: PathBuf, read: Result<Catalog, Vec<Problem>>) {
        let (catalog, problems) = match read {
            Ok(catalog) => (Some(catalog), Vec::new()),
            Err(problems) => (None, problems),
        };
        self.done.projects += catalog.as_ref().map_or(0, Catalog::len);
        self.stock.volumes.push(Volume { file, catalog, problems });
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let now = self.now.as_ref().map_or_else(Progress::default, |(_, loading)| loading.progress());
        let Progress { read, size, projects } = self.done;
        Progress { read: read + now.read, size, projects: projects + now.projects }
    }

    /// What came in so far.
    pub fn so_far(&mut self) -> Option<Arc<Catalog>> {
        let now = self.now.as_mut().and_then(|(file, loading)| Some((file.to_string_lossy().into_owned(), loading.so_far()?)));
        if self.stock.is_one {
            return now.map(|(_, catalog)| catalog);
        }
        let done = self.stock.volumes.iter();
        let done = done.filter_map(|volume| Some((volume.file.to_string_lossy().into_owned(), volume.catalog.as_ref()?)));
        let all: Vec<(String, &Catalog)> = done.chain(now.iter().map(|(file, catalog)| (file.clone(), &**catalog))).collect();
        (!all.is_empty()).then(|| Arc::new(Catalog::joined(all.iter().map(|(file, catalog)| (file.as_str(), *catalog)))))
    }

    /// Whether something is wrong with one of the files that were read.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        self.stock.volumes.iter().any(|volume| !volume.problems.is_empty())
    }
}

/// What came of reading.
impl From<Queue> for Stock {
    fn from(queue: Queue) -> Self {
        queue.stock
    }
}
