//! What is no text in a project, for all of them: one column each, because a search looks at one for many projects.

use std::ops::Range;

use super::amount::AmountRange;
use crate::catalog::{Catalog, ProjectIx, ProjectNo};
use crate::lang::Lang;
use crate::text::cells;

/// All projects, those with the shortest titles first: short before long, without sorting hits.
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
            // More than 65,535 domains are no list that anybody could choose from.
            domains: each().map(|project| u16::try_from(project.domain.0).unwrap_or(u16::MAX)).collect(),
            amounts: each()
                .map(|project| AmountRange::from_figures(project.targets.iter().map(|target| target.figure)))
                .collect(),
            projects,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.projects.len()
    }

    /// The domains of the projects at those places.
    pub(super) fn domains_in(&self, places: &Range<usize>) -> &[u16] {
        self.domains.get(places.clone()).unwrap_or_default()
    }

    /// Where a project stands among them.
    pub(super) fn doc_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        self.projects
            .binary_search_by_key(&(title_width(catalog, project), project), |at| (title_width(catalog, *at), *at))
            .ok()
    }

    /// Its memory, in bytes.
    pub(super) fn memory_usage(&self) -> usize {
        let columns = [size_of::<ProjectIx>(), size_of::<ProjectNo>(), size_of::<u16>(), size_of::<AmountRange>()];
        self.len() * columns.iter().sum::<usize>()
    }
}

/// How long its title is. A number of half the size, of which there are as many as projects while they are put in order.
fn title_width(catalog: &Catalog, project: ProjectIx) -> u32 {
    u32::try_from(cells(catalog.project(project).title.get(Lang::Zh))).unwrap_or(u32::MAX)
}
