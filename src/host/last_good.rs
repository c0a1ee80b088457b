//! The version of a data file that `minsheng publish` kept before it put the present one in place.

use std::path::{Path, PathBuf};

use crate::data::{LoadedFiles, Loader};
use crate::executor::Sequential;
use crate::model::{Audience, Catalog};
use crate::storage::last_good_path;

/// Maximum size of a version that is read, in bytes: the next key waits for it.
const SIZE_MAX: u64 = 4_000_000;

/// The place of the version that was kept of a data file.
pub(crate) struct LastGood {
    file: PathBuf,
    audience: Audience,
}

impl LastGood {
    pub(crate) fn new(file: &Path, audience: Audience) -> Self {
        Self { file: last_good_path(file), audience }
    }

    /// Reads the version; `None` if there is none, or if it is faulty or large.
    pub(crate) fn read(&self) -> Option<Catalog> {
        let is_small = self.file.metadata().ok()?.len() <= SIZE_MAX;
        let mut loader = Loader::new(vec![self.file.clone()], true).with_audience(self.audience);
        while is_small && !loader.step(&Sequential)? {}
        let files = LoadedFiles::from(loader);
        (is_small && files.is_complete()).then(|| files.catalog())
    }
}
