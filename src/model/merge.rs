//! Merging the programmes of several catalogs, such as years or towns, and taking out one of them
//! again, some projects, or what is for staff only.

use std::collections::BTreeSet;

use super::audience::Audience;
use super::catalog::{Catalog, ProgrammeEntry, ProjectBatch, project_ix};
use super::label::labels;
use super::new_project::NewProject;
use super::project::{DomainIx, Programme, ProgrammeIx, Project, ProjectIx};
use super::text::OwnedText;

impl Catalog {
    /// Returns the catalog for other readers.
    #[must_use]
    pub fn with_audience(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// Returns the catalog as the public may see it.
    #[must_use]
    pub fn for_public(&self) -> Self {
        self.clone().with_audience(self.audience.for_public())
    }

    /// Merges the programmes of several catalogs in order; each catalog comes with the path of
    /// its file. Projects are shared, not copied.
    #[must_use]
    pub fn merged<'a>(files: impl IntoIterator<Item = (&'a str, &'a Self)>) -> Self {
        let mut merged = Self::default();
        for (file, catalog) in files {
            let (first_domain, first_project) = (merged.domain_summaries.len(), merged.by_no.len());
            let shift = |at: ProjectIx| project_ix(first_project + at.0 as usize);
            merged.programmes.extend(catalog.programmes.iter().map(|entry| ProgrammeEntry {
                file: file.into(),
                first_domain: first_domain + entry.first_domain,
                first_project: first_project + entry.first_project,
                ..entry.clone()
            }));
            merged.by_no.extend(catalog.by_no.iter().map(|at| shift(*at)));
            let summaries = catalog.domain_summaries.iter().map(|summary| summary.shifted(shift));
            merged.domain_summaries.extend(summaries);
            merged.audience = catalog.audience;
        }
        merged.sort();
        merged.assign_labels();
        merged
    }

    /// Returns a catalog of `programme` alone.
    #[must_use]
    pub fn single_programme(&self, programme: ProgrammeIx) -> Self {
        let Some(entry) = self.programmes.get(programme.0) else { return Self::default() };
        let shift_back = |at: ProjectIx| project_ix(at.0 as usize - entry.first_project);
        let range = self.domains_of(programme);
        let summaries = self.summaries_within(&range).iter();
        let domain_summaries = summaries.map(|summary| summary.shifted(shift_back)).collect();
        let by_no = self
            .by_no
            .iter()
            .filter(|at| range.contains(&self.key(**at).1))
            .map(|at| shift_back(*at))
            .collect();
        let entry = ProgrammeEntry {
            label: OwnedText::default(),
            short_label: OwnedText::default(),
            first_domain: 0,
            first_project: 0,
            ..entry.clone()
        };
        Self { programmes: vec![entry], by_no, domain_summaries, audience: self.audience }
    }

    /// Returns a catalog of the first programme with only those of its projects for which
    /// `is_wanted`, and the domains that they belong to.
    #[must_use]
    pub(crate) fn selected(&self, is_wanted: impl Fn(ProjectIx) -> bool) -> Self {
        let Some(entry) = self.programmes.first() else { return Self::default() };
        let wanted: Vec<Project> =
            self.projects().filter(|(at, _)| is_wanted(*at)).map(|(_, project)| project).collect();
        let domains: BTreeSet<usize> = wanted.iter().map(|project| project.domain.0).collect();
        let mut header = (*entry.header).clone();
        header.domains = domains
            .iter()
            .filter_map(|at| entry.header.domains.get(at - entry.first_domain).cloned())
            .collect();
        let mut batch = ProjectBatch::default();
        for project in &wanted {
            let mut project = NewProject::from_project(project);
            project.domain = DomainIx(domains.range(..project.domain.0).count());
            batch.push(&project);
        }
        let mut catalog = Self::new(header).with_audience(self.audience);
        catalog.append(&batch);
        // Whether a project should have reported does not depend on the choice.
        catalog.programmes.iter_mut().for_each(|only| only.first_report = entry.first_report);
        catalog.sort();
        catalog
    }

    /// Computes the labels that tell the programmes apart.
    fn assign_labels(&mut self) {
        if !self.has_several_programmes() {
            return;
        }
        let programmes: Vec<Programme> =
            self.programmes().map(|(_, programme)| programme).collect();
        let labels = labels(&programmes);
        for (entry, (label, short)) in self.programmes.iter_mut().zip(labels) {
            (entry.label, entry.short_label) = (label, short);
        }
    }
}
