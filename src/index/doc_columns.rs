//! Attributes of all projects that are no text, in columns, because a search reads one attribute of
//! many projects.

use super::doc::DocIx;
use crate::lang::Lang;
use crate::model::{Catalog, DomainIx, ProjectIx, ProjectNo};
use crate::query::AmountRange;
use crate::text::cells;

/// The columns, one value per doc. Docs are ordered by the width of the title: hits are listed by
/// title width without sorting them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocColumns {
    pub(crate) projects: Vec<ProjectIx>,
    pub(crate) numbers: Vec<ProjectNo>,
    pub(crate) domains: Vec<CompactDomainIx>,
    pub(crate) amounts: Vec<AmountRange>,
}

/// A [`DomainIx`] in two bytes. All domains beyond 65,535 share the last one: no user could choose
/// from a list of so many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct CompactDomainIx(u16);

impl CompactDomainIx {
    #[inline]
    pub(crate) fn new(domain: DomainIx) -> Self {
        Self(u16::try_from(domain.0).unwrap_or(u16::MAX))
    }

    /// Returns every value, in the order of the domains.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..=u16::MAX).map(Self)
    }

    /// Returns the domain.
    #[inline]
    pub(crate) fn get(self) -> DomainIx {
        DomainIx(self.0.into())
    }
}

impl DocColumns {
    pub(crate) fn from_catalog(catalog: &Catalog) -> Self {
        let mut projects: Vec<ProjectIx> = catalog.projects().map(|(project, _)| project).collect();
        projects.sort_by_cached_key(|project| title_width(catalog, *project));
        let each = || projects.iter().map(|project| catalog.project(*project));
        Self {
            numbers: each().map(|project| project.no).collect(),
            domains: each().map(|project| CompactDomainIx::new(project.domain)).collect(),
            amounts: each()
                .map(|project| {
                    AmountRange::from_figures(project.targets.iter().map(|target| target.figure))
                })
                .collect(),
            projects,
        }
    }

    /// Returns the number of docs.
    pub(crate) fn len(&self) -> usize {
        self.projects.len()
    }

    /// Returns the doc of a project.
    pub(crate) fn doc_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<DocIx> {
        self.projects
            .binary_search_by_key(&(title_width(catalog, project), project), |other| {
                (title_width(catalog, *other), *other)
            })
            .ok()
            .map(DocIx::new)
    }

    /// Returns the memory used, in bytes.
    pub(crate) fn memory_usage(&self) -> usize {
        let columns = [
            size_of::<ProjectIx>(),
            size_of::<ProjectNo>(),
            size_of::<CompactDomainIx>(),
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
