//! The catalog that replaces the one shown after a file has changed, and the data it replaces.

use std::sync::{Arc, OnceLock};

use super::DataStatus;
use super::result_list::{IndexJob, ResultList};
use crate::index::Index;
use crate::model::Catalog;

/// A catalog that is to replace the one shown, with its index.
#[derive(Clone, Debug)]
pub struct Reload {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) index: Arc<OnceLock<Index>>,
    /// The state of the new catalog relative to its file.
    pub status: DataStatus,
}

impl Reload {
    /// Indexes `catalog`. Slow for large catalogs: not to be called on the event loop.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        let index = OnceLock::from(Index::new(&catalog));
        Self { catalog: Arc::new(catalog), index: Arc::new(index), status: DataStatus::Current }
    }

    /// Takes `catalog` without an index: until it is indexed, each search reads all its texts.
    #[must_use]
    pub fn unindexed(catalog: Catalog) -> Self {
        Self::part(Arc::new(catalog), DataStatus::Current)
    }

    /// Takes the part of the files loaded so far, or all of them, without an index. `catalog` must
    /// begin with the projects of the one before.
    #[must_use]
    pub fn part(catalog: Arc<Catalog>, status: DataStatus) -> Self {
        Self { catalog, index: Arc::default(), status }
    }

    /// Returns the job that builds the index.
    #[must_use]
    pub fn index_job(&self) -> IndexJob {
        IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) }
    }
}

impl PartialEq for Reload {
    /// The index is derived from the catalog, so it is not compared.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog && self.status == other.status
    }
}

/// Data that has been replaced. Dropping much of it takes longer than a key may wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Retired {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) index: Arc<OnceLock<Index>>,
    /// The results that refer to `catalog`, if the list showed them.
    pub(crate) results: Option<ResultList>,
}
