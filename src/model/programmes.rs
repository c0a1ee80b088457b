//! The programmes of a catalog: their domains, labels and files, and the identity of a project
//! among those of all programmes.

use std::ops::Range;
use std::sync::Arc;

use super::catalog::Catalog;
use super::headline::DomainSummary;
use super::project::{DomainIx, Programme, ProgrammeIx, Project, ProjectIx, ProjectNo, Target};
use super::text::Text;
use crate::lang::Lang;

/// Identity of a project, which stays the same when the catalog is reloaded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// Returns true if there is more than one programme. If not, the user sees nothing of
    /// programmes.
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

    /// Translates a programme of this catalog to the catalog `after`: to the one from the same
    /// file.
    #[must_use]
    pub fn remap_programme(&self, after: &Self, programme: ProgrammeIx) -> Option<ProgrammeIx> {
        after.programme_by_file(&self.programmes.get(programme.0)?.file)
    }

    /// Translates a domain of this catalog to the catalog `after`: to the one with the same id,
    /// from the same file.
    #[must_use]
    pub fn remap_domain(&self, after: &Self, domain: DomainIx) -> Option<DomainIx> {
        let programme = self.remap_programme(after, self.programme_ix_of(domain))?;
        let Range { start, end } = after.domains_of(programme);
        let id = self.domain(domain).id;
        (start.0..end.0).map(DomainIx).find(|at| after.domain(*at).id == id)
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
            // The projects of a domain are ascending: if one comes after the last of `first`, all
            // that follow do, too.
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

    /// Returns the summaries of these domains.
    pub(crate) fn summaries_within(&self, domains: &Range<DomainIx>) -> &[DomainSummary] {
        let summaries = self.domain_summaries.get(domains.start.0..domains.end.0);
        debug_assert!(summaries.is_some(), "domains of another catalog");
        summaries.unwrap_or_default()
    }
}
