//! Loading a large data file in the background, while the part loaded so far is shown and can be
//! used.

use std::sync::{Arc, OnceLock};

use super::{DataStatus, IndexJob};
use crate::index::Index;
use crate::model::Catalog;

/// The part of the files loaded so far, or all of them.
#[derive(Clone, Debug)]
pub struct PartialLoad {
    pub(crate) catalog: Arc<Catalog>,
    pub(crate) index: Arc<OnceLock<Index>>,
    pub(crate) status: DataStatus,
}

impl PartialLoad {
    /// Creates the message for `catalog`, which must begin with the projects of the one before.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, status: DataStatus) -> Self {
        Self { catalog, index: Arc::default(), status }
    }

    /// Returns the job that builds its index. The loader runs it for the last part only: until then
    /// each search reads all texts.
    #[must_use]
    pub fn index_job(&self) -> IndexJob {
        IndexJob { catalog: Arc::clone(&self.catalog), index: Arc::clone(&self.index) }
    }
}

impl PartialEq for PartialLoad {
    /// The index is derived from the catalog, so it is not compared.
    fn eq(&self, other: &Self) -> bool {
        self.catalog == other.catalog && self.status == other.status
    }
}
