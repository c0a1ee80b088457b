//! Several programmes in one catalog, such as years or towns.

use std::ops::Range;
use std::sync::Arc;

use super::catalog::{Catalog, ProgrammeEntry, project_ix};
use super::headline::DomainSummary;
use super::label::labels;
use super::new_project::OwnedText;
use super::project::{DomainIx, Programme, ProgrammeIx, Project, ProjectIx, ProjectNo, Target};
use super::text::Text;
use crate::lang::Lang;

/// Identity of a project, which stays the same when the catalog is reloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectId {
    /// Path of the file of its programme; empty if there is only one.
    pub file: Arc<str>,
    /// Project number within that programme.
    pub no: ProjectNo,
}

/// Identifies a project by its number where there is only one programme.
impl From<ProjectNo> for ProjectId {
    fn from(no: ProjectNo) -> Self {
        Self { file: Arc::default(), no }
    }
}

impl Catalog {
    /// Merges the programmes of several catalogs in order; each catalog comes with the path of
    /// its file. Projects are shared, not copied.
    #[must_use]
    pub fn merged<'a>(files: impl IntoIterator<Item = (&'a str, &'a Self)>) -> Self {
        let mut merged = Self::default();
        for (file, catalog) in files {
            let (domains, projects) = (merged.domain_summaries.len(), merged.by_no.len());
            let shift = |at: ProjectIx| project_ix(projects + at.0 as usize);
            for entry in &catalog.programmes {
                let (domains, projects) =
                    (domains + entry.first_domain, projects + entry.first_project);
                merged.programmes.push(ProgrammeEntry {
                    file: file.into(),
                    first_domain: domains,
                    first_project: projects,
                    ..entry.clone()
                });
            }
            merged.by_no.extend(catalog.by_no.iter().map(|at| shift(*at)));
            merged.domain_summaries.extend(catalog.domain_summaries.iter().map(|summary| {
                let mut summary = summary.clone();
                summary.projects.iter_mut().for_each(|at| *at = shift(*at));
                summary.headline = summary.headline.map(|(rank, at)| (rank, shift(at)));
                summary
            }));
            merged.has_progress |= catalog.has_progress;
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
        let mut domain_summaries = self.summaries_within(&range).to_vec();
        for summary in &mut domain_summaries {
            summary.projects.iter_mut().for_each(|at| *at = shift_back(*at));
            summary.headline = summary.headline.map(|(rank, at)| (rank, shift_back(at)));
        }
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
        let mut single =
            Self { programmes: vec![entry], by_no, domain_summaries, has_progress: false };
        let has_progress =
            single.projects().any(|(_, project)| !project.progress_record().is_empty());
        single.has_progress = has_progress;
        single
    }

    /// True if there is more than one programme. If not, the user sees nothing of programmes.
    #[must_use]
    pub fn has_several_programmes(&self) -> bool {
        self.programmes.len() > 1
    }

    /// Returns the programme that a domain belongs to.
    #[must_use]
    pub fn programme_ix_of(&self, domain: DomainIx) -> ProgrammeIx {
        let after = self.programmes.partition_point(|entry| entry.first_domain <= domain.0);
        ProgrammeIx(after.saturating_sub(1))
    }

    /// Returns the header of the programme that a domain belongs to.
    #[must_use]
    pub fn programme_for(&self, domain: DomainIx) -> Programme<'_> {
        self.programmes
            .get(self.programme_ix_of(domain).0)
            .map_or_else(Programme::default, |entry| entry.header.as_programme())
    }

    /// Returns the domains of a programme.
    #[must_use]
    pub fn domains_of(&self, programme: ProgrammeIx) -> Range<DomainIx> {
        let start = |at: usize| {
            DomainIx(
                self.programmes
                    .get(at)
                    .map_or(self.domain_summaries.len(), |entry| entry.first_domain),
            )
        };
        start(programme.0)..start(programme.0 + 1)
    }

    /// Returns the label that tells a programme from the others in a word or two: its year, its
    /// place, or both; if all of those are the same, its title. Empty if there is only one
    /// programme.
    #[must_use]
    pub fn label(&self, programme: ProgrammeIx) -> Text<'_> {
        self.programmes.get(programme.0).map_or_else(Text::default, |entry| entry.label.as_text())
    }

    /// Returns the short form of [`label`](Self::label) for narrow places: only the characters of a
    /// place name that tell it from the others, and before a place only two digits of the year.
    #[must_use]
    pub fn short_label(&self, programme: ProgrammeIx) -> Text<'_> {
        self.programmes
            .get(programme.0)
            .map_or_else(Text::default, |entry| entry.short_label.as_text())
    }

    /// Formats the number of a project as people quote it: `07`, or `2026/07` if there are several
    /// programmes.
    #[must_use]
    pub fn number_label(&self, project: &Project, lang: Lang) -> String {
        let label = self.label(self.programme_ix_of(project.domain)).get(lang);
        if label.is_empty() { project.no.to_string() } else { format!("{label}/{}", project.no) }
    }

    /// Returns the identity of a project.
    #[must_use]
    pub fn project_id(&self, project: &Project) -> ProjectId {
        let entry = self.programmes.get(self.programme_ix_of(project.domain).0);
        ProjectId {
            file: entry.map(|entry| Arc::clone(&entry.file)).unwrap_or_default(),
            no: project.no,
        }
    }

    /// Returns the project with that identity, if the catalog has it.
    #[must_use]
    pub fn by_id(&self, id: &ProjectId) -> Option<ProjectIx> {
        self.by_no_in(self.programme_by_file(&id.file)?, id.no)
    }

    /// Returns the project with number `no` in that programme.
    #[must_use]
    pub fn by_no_in(&self, programme: ProgrammeIx, no: ProjectNo) -> Option<ProjectIx> {
        let range = self.domains_of(programme);
        self.all_by_no(no).iter().copied().find(|at| range.contains(&self.key(*at).1))
    }

    /// Returns the programme that corresponds to `programme` of the catalog `other`: the one from
    /// the same file.
    #[must_use]
    pub fn remap_programme(&self, other: &Self, programme: ProgrammeIx) -> Option<ProgrammeIx> {
        self.programme_by_file(&other.programmes.get(programme.0)?.file)
    }

    /// Returns the domain that corresponds to `domain` of the catalog `other`: the one with the
    /// same id, from the same file.
    #[must_use]
    pub fn remap_domain(&self, other: &Self, domain: DomainIx) -> Option<DomainIx> {
        let range = self.domains_of(self.remap_programme(other, other.programme_ix_of(domain))?);
        let id = other.domain(domain).id;
        (range.start.0..range.end.0).map(DomainIx).find(|at| self.domain(*at).id == id)
    }

    /// Returns the path of the file that a programme is from; empty if there is only one.
    #[must_use]
    pub fn file_of(&self, programme: ProgrammeIx) -> &str {
        self.programmes.get(programme.0).map_or("", |entry| &entry.file)
    }

    /// Returns the programme from that file.
    #[must_use]
    pub fn programme_by_file(&self, file: &str) -> Option<ProgrammeIx> {
        self.programmes.iter().position(|entry| *entry.file == *file).map(ProgrammeIx)
    }

    /// Returns the first `count` projects of these domains, in the order of the files.
    #[must_use]
    pub fn first_within(&self, domains: &Range<DomainIx>, count: usize) -> Vec<ProjectIx> {
        let mut first: Vec<ProjectIx> = Vec::new();
        for summary in self.summaries_within(domains) {
            // The projects of a domain are in order, too: after the first that is too late, all
            // are.
            for project in summary.projects.iter().take(count) {
                if first.len() == count && first.last().is_none_or(|last| last < project) {
                    break;
                }
                first.insert(first.partition_point(|other| other < project), *project);
                first.truncate(count);
            }
        }
        first
    }

    /// Returns all projects of these domains, in the order of the files.
    #[must_use]
    pub fn projects_within(&self, domains: &Range<DomainIx>) -> Arc<[ProjectIx]> {
        let summaries = self.summaries_within(domains).iter();
        let mut projects =
            summaries.map(|summary| &summary.projects[..]).collect::<Vec<_>>().concat();
        projects.sort_unstable();
        projects.into()
    }

    /// Returns the number of projects in these domains.
    #[must_use]
    pub fn len_within(&self, domains: &Range<DomainIx>) -> usize {
        self.summaries_within(domains).iter().map(|summary| summary.projects.len()).sum()
    }

    /// Returns the most telling number of these domains and its project; `None` if no project has
    /// numbers.
    #[must_use]
    pub fn headline_within(&self, domains: &Range<DomainIx>) -> Option<(ProjectIx, Target<'_>)> {
        let summaries = self.summaries_within(domains).iter();
        let headlines = summaries.filter_map(|summary| summary.headline);
        let (_, project) =
            headlines.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        Some((project, self.project(project).headline()?))
    }

    fn summaries_within(&self, domains: &Range<DomainIx>) -> &[DomainSummary] {
        let summaries = self.domain_summaries.get(domains.start.0..domains.end.0);
        debug_assert!(summaries.is_some(), "domains of another catalog");
        summaries.unwrap_or_default()
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
