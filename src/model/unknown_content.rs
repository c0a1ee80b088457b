//! Unknown content of the files of a catalog.

use std::sync::Arc;

use super::catalog::Catalog;
use super::project::Project;
use super::unknown_fields::UnknownFields;
use crate::diagnostics::Locator;

impl Catalog {
    /// Iterates over the files with unknown content: the path, which is empty if there is only one
    /// file, and the content.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &UnknownFields)> {
        self.programmes
            .iter()
            .map(|entry| (&*entry.file, &*entry.unknown))
            .filter(|(_, unknown)| !unknown.is_empty())
    }

    /// Returns the number of targets and updates left out of a project.
    #[must_use]
    pub fn left_out_of(&self, project: &Project) -> usize {
        let entry = self.programmes.get(self.programme_ix_of(project.domain).0);
        entry.map_or(0, |entry| entry.unknown.left_out_of(project.no))
    }

    /// Returns the number of targets and updates left out in all files.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.unknown().map(|(_, unknown)| unknown.left_out()).sum()
    }

    /// Returns the catalog without its unknown content, as it is when written and read again.
    #[must_use]
    pub fn known(&self) -> Self {
        let mut known = self.clone();
        known.programmes.iter_mut().for_each(|entry| entry.unknown = Arc::default());
        known
    }

    /// Merges the unknown content of a piece of the only file, which begins at offset `start`.
    pub(crate) fn absorb(&mut self, piece: UnknownFields, start: usize) {
        debug_assert!(piece.is_empty() || !self.programmes.is_empty(), "no programme to add to");
        if !piece.is_empty()
            && let Some(entry) = self.programmes.last_mut()
        {
            Arc::make_mut(&mut entry.unknown).absorb(piece, start);
        }
    }

    /// Finds the positions of the first unknown content of the only file; `read` must pass its text
    /// through the locator.
    pub(crate) fn locate(&mut self, read: impl FnOnce(&mut Locator)) {
        if let Some(entry) = self.programmes.last_mut().filter(|entry| !entry.unknown.is_empty()) {
            Arc::make_mut(&mut entry.unknown).locate(read);
        }
    }
}
