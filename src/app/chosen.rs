//! The projects that the user has chosen in the list, to copy or export them together.

use std::collections::BTreeSet;

use super::ResultList;
use crate::model::{Catalog, ProjectIx};

/// The chosen projects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    projects: BTreeSet<ProjectIx>,
    /// The number of them that are in the list.
    listed_count: usize,
    /// True if the user has been told what Space does.
    is_explained: bool,
}

impl Chosen {
    /// Returns the number of chosen projects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.projects.len()
    }

    /// Returns true if no project is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.projects.is_empty()
    }

    /// Returns true if the project is chosen.
    #[must_use]
    pub fn contains(&self, project: ProjectIx) -> bool {
        self.projects.contains(&project)
    }

    /// Returns the number of chosen projects that are not in the list.
    #[must_use]
    pub fn unlisted_count(&self) -> usize {
        self.projects.len() - self.listed_count
    }

    /// Counts the chosen projects in the list, after either has changed.
    pub(crate) fn count_listed(&mut self, results: &ResultList) {
        let rows = if self.is_empty() { 0..0 } else { 0..results.len() };
        let listed = rows.filter_map(|row| results.get(row));
        self.listed_count = listed.filter(|project| self.contains(*project)).count();
    }

    /// Returns the projects, in the order of the catalog.
    pub(crate) fn projects(&self) -> impl Iterator<Item = ProjectIx> {
        self.projects.iter().copied()
    }

    /// Chooses a project of the list, or no longer. Returns true the first time.
    pub(crate) fn toggle(&mut self, project: ProjectIx) -> bool {
        if self.projects.remove(&project) {
            self.listed_count -= 1;
        } else {
            self.projects.insert(project);
            self.listed_count += 1;
        }
        !std::mem::replace(&mut self.is_explained, true)
    }

    /// Chooses all projects in the list; if they are, none of them any longer.
    pub(crate) fn toggle_all(&mut self, results: &ResultList) {
        let listed: Vec<_> = (0..results.len()).filter_map(|row| results.get(row)).collect();
        if self.listed_count == listed.len() {
            for project in &listed {
                self.projects.remove(project);
            }
            self.listed_count = 0;
        } else {
            self.listed_count = listed.len();
            self.projects.extend(listed);
        }
    }

    /// Chooses nothing any longer. Returns the number of projects that were.
    pub(crate) fn clear(&mut self) -> usize {
        let count = self.len();
        *self = Self { is_explained: self.is_explained, ..Self::default() };
        count
    }

    /// Translates the projects from the catalog `before` to the catalog `after`, by their numbers.
    /// Returns the number of those that are gone.
    pub(crate) fn remap(&mut self, before: &Catalog, after: &Catalog) -> usize {
        let count = self.len();
        let ids = self.projects.iter().map(|at| before.project_id(&before.project(*at)));
        self.projects = ids.filter_map(|id| after.by_id(&id)).collect();
        count - self.len()
    }
}
