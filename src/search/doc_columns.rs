//! Attributes of all projects that are no text, in columns, because a search reads one attribute of
//! many projects.

use std::ops::Range;

use super::amount::AmountRange;
use crate::catalog::{Catalog, ProjectIx, ProjectNo};
use crate::lang::Lang;
use crate::text::cells;

/// The columns, ordered by the width of the title: hits are listed by title width without sorting
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocColumns {
    pub(super) projects: Vec<ProjectIx>,
    pub(super) numbers: Vec<ProjectNo>,
    pub(super) domains: Vec<u16>,
    pub(super) amounts: Vec<AmountRange>,
}

impl DocColumns {
    pub(super) fn from_catalog(catalog: &Catalog) -> Self {
        let mut projects: Vec<ProjectIx> = catalog.projects().map(|(at, _)| at).collect();
        projects.sort_by_cached_key(|at| title_width(catalog, *at));
        let each = || projects.iter().map(|at| catalog.project(*at));
        Self {
            numbers: each().map(|project| project.no).collect(),
            // No user could choose from a list of more than 65,535 domains.
            domains: each()
                .map(|project| u16::try_from(project.domain.0).unwrap_or(u16::MAX))
                .collect(),
            amounts: each()
                .map(|project| {
                    AmountRange::from_figures(project.targets.iter().map(|target| target.figure))
                })
                .collect(),
            projects,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.projects.len()
    }

    /// Returns the domains of the given docs.
    pub(super) fn domains_in(&self, places: &Range<usize>) -> &[u16] {
        self.domains.get(places.clone()).unwrap_or_default()
    }

    /// Returns the doc of a project, its position in the columns.
    pub(super) fn doc_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        self.projects
            .binary_search_by_key(&(title_width(catalog, project), project), |at| {
                (title_width(catalog, *at), *at)
            })
            .ok()
    }

    /// Returns the memory used, in bytes.
    pub(super) fn memory_usage(&self) -> usize {
        let columns = [
            size_of::<ProjectIx>(),
            size_of::<ProjectNo>(),
            size_of::<u16>(),
            size_of::<AmountRange>(),
        ];
        self.len() * columns.iter().sum::<usize>()
    }
}

/// Returns the width of a project's title in cells. A `u32`, to halve the keys that are kept for
/// all projects while sorting.
fn title_width(catalog: &Catalog, project: ProjectIx) -> u32 {
    u32::try_from(cells(catalog.project(project).title.get(Lang::Zh))).unwrap_or(u32::MAX)
}
