//! The catalog: programmes with their domains and projects.

use std::sync::Arc;

use super::audience::Audience;
use super::day::Day;
use super::frozen_block::FrozenBlock;
use super::headline::{DomainSummary, HeadlineRank};
use super::new_project::NewProject;
use super::project::{
    Domain, DomainIx, Origin, Programme, ProgrammeIx, Project, ProjectIx, ProjectNo, Target,
};
use super::store::ProjectBlock;
use super::text::OwnedText;
use super::unknown_fields::UnknownFields;

/// Number of projects in a full block, so that the block of a project follows from its position.
const BLOCK_LEN: usize = 1 << 12;

/// Programmes with their domains and projects, in the order of the files; most catalogs have a
/// single programme. Cloning is cheap, even while the catalog is still growing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    pub(crate) programmes: Vec<ProgrammeEntry>,
    /// All projects, by number.
    pub(crate) by_no: Vec<ProjectIx>,
    /// Summary of each domain.
    pub(crate) domain_summaries: Vec<DomainSummary>,
    /// Readers of the catalog; all that it hands out is what they may see.
    pub(crate) audience: Audience,
}

/// Programme with its projects, and its offsets within the catalog.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProgrammeEntry {
    pub(crate) header: Arc<ProgrammeHeader>,
    /// Full blocks; the projects after them are in `open_block`.
    pub(crate) blocks: Vec<FrozenBlock>,
    pub(crate) open_block: Arc<ProjectBlock>,
    /// Content of its file that this program does not know.
    pub(crate) unknown: Arc<UnknownFields>,
    /// Path of its file; empty if there is only one.
    pub(crate) file: Arc<str>,
    /// Label that tells it from the other programmes, in a word or two.
    pub(crate) label: OwnedText<'static>,
    /// Short form of `label` for narrow places.
    pub(crate) short_label: OwnedText<'static>,
    /// Day of its first report; `None` if it has none.
    pub(crate) first_report: Option<Day>,
    /// Number of domains in the catalog before its own.
    pub(crate) first_domain: usize,
    /// Number of projects in the catalog before its own.
    pub(crate) first_project: usize,
}

/// Header of a programme in owned form, with its domains.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProgrammeHeader {
    pub(crate) title: OwnedText<'static>,
    pub(crate) locality: OwnedText<'static>,
    pub(crate) year: u16,
    pub(crate) published: String,
    pub(crate) source: OwnedText<'static>,
    pub(crate) note: OwnedText<'static>,
    pub(crate) domains: Vec<NewDomain>,
}

impl ProgrammeHeader {
    /// Returns the header of a programme, with its domains.
    pub(crate) fn from_catalog(catalog: &Catalog) -> Self {
        let programme = catalog.programme();
        let domain = |domain: Domain| NewDomain {
            id: domain.id.to_owned(),
            name: domain.name.into(),
            origin: domain.origin,
        };
        Self {
            title: programme.title.into(),
            locality: programme.locality.into(),
            year: programme.year,
            published: programme.published.to_owned(),
            source: programme.source.into(),
            note: programme.note.into(),
            domains: catalog.domains().map(|(_, found)| domain(found)).collect(),
        }
    }
}

/// Domain in owned form.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewDomain {
    pub(crate) id: String,
    pub(crate) name: OwnedText<'static>,
    pub(crate) origin: Origin,
}

impl ProgrammeEntry {
    /// Appends the projects of `block`.
    fn append(&mut self, block: &ProjectBlock) {
        let mut row = 0;
        while row < block.len() {
            let open = Arc::make_mut(&mut self.open_block);
            let end = block.len().min(row + BLOCK_LEN - open.len());
            open.append(block, row..end);
            if open.len() == BLOCK_LEN {
                self.blocks.push(FrozenBlock::from_block(open));
                open.clear();
            }
            row = end;
        }
    }

    fn get(&self, row: usize) -> Project<'_> {
        self.blocks.get(row / BLOCK_LEN).map_or_else(
            || self.open_block.get(row % BLOCK_LEN),
            |block| block.get(row % BLOCK_LEN),
        )
    }

    fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.blocks.get(row / BLOCK_LEN).map_or_else(
            || self.open_block.key(row % BLOCK_LEN),
            |block| block.key(row % BLOCK_LEN),
        )
    }
}

impl ProgrammeHeader {
    pub(crate) fn as_programme(&self) -> Programme<'_> {
        let Self { title, locality, year, published, source, note, .. } = self;
        let [title, locality, source, note] =
            [title, locality, source, note].map(OwnedText::as_text);
        Programme { title, locality, year: *year, published, source, note }
    }
}

/// Projects that are not in a catalog yet, with the most telling number of each domain among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ProjectBatch {
    block: ProjectBlock,
    /// Rank of the most telling number of each domain, and the row of its project.
    headlines: Vec<Option<(HeadlineRank, usize)>>,
    /// Day of the first report on any of the projects.
    first_report: Option<Day>,
    /// Unknown content of the projects.
    pub(crate) unknown: UnknownFields,
}

impl ProjectBatch {
    /// Returns the number of projects.
    pub(crate) fn len(&self) -> usize {
        self.block.len()
    }

    /// Appends a project.
    pub(crate) fn push(&mut self, project: &NewProject) {
        let domain = project.domain.0;
        if self.headlines.len() <= domain {
            self.headlines.resize(domain + 1, None);
        }
        let ranks = project
            .targets
            .iter()
            .map(|target| HeadlineRank::new(target.unit.as_text(), target.figure));
        let rank = ranks.reduce(|best, next| if next > best { next } else { best });
        if let (Some(rank), Some(headline)) = (rank, self.headlines.get_mut(domain))
            && headline.is_none_or(|(best, _)| rank > best)
        {
            *headline = Some((rank, self.block.len()));
        }
        self.first_report = earlier(self.first_report, project.first_report());
        self.block.push(project);
    }
}

impl Catalog {
    /// Creates a catalog without projects.
    pub(crate) fn new(header: ProgrammeHeader) -> Self {
        let domain_summaries = vec![DomainSummary::default(); header.domains.len()];
        Self {
            programmes: vec![ProgrammeEntry {
                header: Arc::new(header),
                ..ProgrammeEntry::default()
            }],
            domain_summaries,
            ..Self::default()
        }
    }

    /// Appends projects; the domain of each must be one of the catalog's.
    pub(crate) fn append(&mut self, batch: &ProjectBatch) {
        let start = self.by_no.len();
        for row in 0..batch.block.len() {
            let at = project_ix(start + row);
            self.by_no.push(at);
            let domain = batch.block.key(row).1.0;
            debug_assert!(domain < self.domain_summaries.len(), "a project of an unknown domain");
            if let Some(summary) = self.domain_summaries.get_mut(domain) {
                summary.projects.push(at);
            }
        }
        for (summary, headline) in self.domain_summaries.iter_mut().zip(&batch.headlines) {
            if let Some((rank, row)) = headline
                && summary.headline.is_none_or(|(best, _)| *rank > best)
            {
                summary.headline = Some((*rank, project_ix(start + row)));
            }
        }
        debug_assert!(!self.programmes.is_empty(), "no programme to append to");
        if let Some(entry) = self.programmes.last_mut() {
            entry.append(&batch.block);
            entry.first_report = earlier(entry.first_report, batch.first_report);
        }
    }

    /// Appends the projects of several batches, in order.
    pub(crate) fn extend(&mut self, batches: Vec<ProjectBatch>) {
        for batch in batches {
            self.append(&batch);
            self.absorb(batch.unknown, 0);
        }
    }

    /// Sorts the index of project numbers. Must be called once all projects, or all for now, are
    /// appended; only then can projects be found by number.
    pub(crate) fn sort(&mut self) {
        let mut by_no = std::mem::take(&mut self.by_no);
        by_no.sort_by_key(|at| self.key(*at).0);
        self.by_no = by_no;
    }

    /// Returns true if two projects have the same number. The catalog must be [sorted](Self::sort).
    pub(crate) fn has_duplicate_no(&self) -> bool {
        !self.by_no.is_sorted_by(|at, next| self.key(*at).0 < self.key(*next).0)
    }

    /// Replaces the header, which may have more details but must have the same domains.
    pub(crate) fn set_header(&mut self, header: ProgrammeHeader) {
        debug_assert!(!self.programmes.is_empty(), "no programme to describe");
        if let Some(entry) = self.programmes.last_mut() {
            entry.header = Arc::new(header);
        }
    }

    /// Returns the header of the programme; of several, of the first.
    #[must_use]
    pub fn programme(&self) -> Programme<'_> {
        self.programmes.first().map_or_else(Programme::default, |entry| entry.header.as_programme())
    }

    /// Iterates over all programmes with their positions.
    #[must_use]
    pub fn programmes(&self) -> impl ExactSizeIterator<Item = (ProgrammeIx, Programme<'_>)> {
        self.programmes
            .iter()
            .enumerate()
            .map(|(at, entry)| (ProgrammeIx(at), entry.header.as_programme()))
    }

    /// Iterates over all domains with their positions.
    #[must_use]
    pub fn domains(&self) -> impl ExactSizeIterator<Item = (DomainIx, Domain<'_>)> {
        (0..self.domain_summaries.len()).map(DomainIx).map(|at| (at, self.domain(at)))
    }

    /// Iterates over all projects with their positions.
    #[must_use]
    pub fn projects(&self) -> impl ExactSizeIterator<Item = (ProjectIx, Project<'_>)> {
        let all = 0..u32::try_from(self.by_no.len()).unwrap_or(u32::MAX);
        all.map(ProjectIx).map(|at| (at, self.project(at)))
    }

    /// Returns the number of projects.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_no.len()
    }

    /// Returns true if there are no projects, which is so only while they are still being read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_no.is_empty()
    }

    /// Returns the project at position `at`.
    #[must_use]
    pub fn project(&self, at: ProjectIx) -> Project<'_> {
        let (entry, row) = self.entry_at(at);
        let mut project = entry.get(row);
        project.domain.0 += entry.first_domain;
        project.details_ref.audience = self.audience;
        project
    }

    /// Returns the number and the domain of a project; faster than decoding all of it.
    #[must_use]
    pub fn key(&self, at: ProjectIx) -> (ProjectNo, DomainIx) {
        let (entry, row) = self.entry_at(at);
        let (no, domain) = entry.key(row);
        (no, DomainIx(domain.0 + entry.first_domain))
    }

    /// Returns the programme of a project, and the row of the project in it.
    fn entry_at(&self, at: ProjectIx) -> (&ProgrammeEntry, usize) {
        let at = at.0 as usize;
        let entry = match &self.programmes[..] {
            [entry] => entry,
            entries => &entries[entries.partition_point(|entry| entry.first_project <= at) - 1],
        };
        (entry, at - entry.first_project)
    }

    /// Returns the domain at position `at`.
    #[must_use]
    pub fn domain(&self, at: DomainIx) -> Domain<'_> {
        let entry = &self.programmes[self.programme_ix_of(at).0];
        let NewDomain { id, name, origin } = &entry.header.domains[at.0 - entry.first_domain];
        Domain { id, name: name.as_text(), origin: *origin }
    }

    /// Returns the projects of a domain, in the order of the file.
    #[must_use]
    pub fn projects_in(&self, domain: DomainIx) -> &[ProjectIx] {
        self.domain_summaries.get(domain.0).map_or(&[], |summary| &summary.projects)
    }

    /// Returns the most telling number of a domain and its project; `None` if no project has
    /// numbers.
    #[must_use]
    pub fn headline(&self, domain: DomainIx) -> Option<(ProjectIx, Target<'_>)> {
        let (_, project) = self.domain_summaries.get(domain.0)?.headline?;
        Some((project, self.project(project).headline()?))
    }

    /// Returns the project with number `no`, if exactly one has it.
    #[must_use]
    pub fn by_no(&self, no: ProjectNo) -> Option<ProjectIx> {
        match self.all_by_no(no) {
            [at] => Some(*at),
            _ => None,
        }
    }

    /// Returns the projects with number `no`: at most one per programme.
    #[must_use]
    pub fn all_by_no(&self, no: ProjectNo) -> &[ProjectIx] {
        let from = self.by_no.partition_point(|at| self.key(*at).0 < no);
        let rest = self.by_no.get(from..).unwrap_or_default();
        let len = rest.iter().take_while(|at| self.key(**at).0 == no).count();
        rest.get(..len).unwrap_or_default()
    }

    /// Returns the at most `count` numbers nearest to `no`, ascending; `no` itself need not exist.
    #[must_use]
    pub fn nearest(&self, no: ProjectNo, count: usize) -> Vec<ProjectNo> {
        let mut numbers: Vec<_> = self
            .by_distance(no)
            .take(count * self.programmes.len())
            .map(|at| self.key(at).0)
            .collect();
        numbers.dedup();
        numbers.truncate(count);
        numbers.sort_unstable();
        numbers
    }

    /// Iterates over all projects, those with numbers nearest to `no` first; `no` itself need not
    /// exist.
    pub fn by_distance(&self, no: ProjectNo) -> impl Iterator<Item = ProjectIx> {
        let split = self.by_no.partition_point(|at| self.key(*at).0 < no);
        let (below, above) = self.by_no.split_at(split);
        let (mut below, mut above) = (below.iter().rev().peekable(), above.iter().peekable());
        std::iter::from_fn(move || {
            let distance = |at: &&ProjectIx| self.key(**at).0.0.abs_diff(no.0);
            let is_above = match (below.peek().map(distance), above.peek().map(distance)) {
                (Some(below), Some(above)) => above < below,
                (below, _) => below.is_none(),
            };
            if is_above { above.next() } else { below.next() }.copied()
        })
    }

    /// Returns the highest project number; its length is the number of digits that the user types
    /// for a project.
    #[must_use]
    pub fn max_no(&self) -> ProjectNo {
        self.by_no.last().map_or(ProjectNo(0), |at| self.key(*at).0)
    }
}

/// Returns the earlier of two days, as far as there are any.
fn earlier(day: Option<Day>, other: Option<Day>) -> Option<Day> {
    day.into_iter().chain(other).min()
}

/// Returns the project at position `at`: files are far too small for more than `u32::MAX` projects.
pub(crate) fn project_ix(at: usize) -> ProjectIx {
    debug_assert!(u32::try_from(at).is_ok(), "more projects than positions");
    ProjectIx(u32::try_from(at).unwrap_or(u32::MAX))
}
