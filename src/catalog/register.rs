//! Programmes with their domains and projects, in the order of the files; one programme in most.

use std::sync::Arc;

use super::headline::{Digest, Weight};
use super::store::{Block, NewProject, Sealed, Words};
use super::unknown::Unknown;
use super::{Domain, DomainIx, Origin, Programme, ProgrammeIx, Project, ProjectIx, ProjectNo, Target};

/// So many projects to a block: where one stands follows from its place.
const BLOCK: usize = 1 << 12;

/// Programmes with their domains and projects, in the order of the files; one programme in most. It is cheap to clone, and can be
/// while it still grows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    pub(super) parts: Vec<Part>,
    /// All projects, by their numbers.
    pub(super) by_no: Vec<ProjectIx>,
    /// Of each domain.
    pub(super) digests: Vec<Digest>,
    /// Whether it says of any project how far that is.
    pub(super) reported: bool,
}

/// A programme with its projects, and where it stands among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    pub(super) head: Arc<Head>,
    /// Those of the blocks that are full, and what stands behind them.
    pub(super) blocks: Vec<Sealed>,
    pub(super) rest: Arc<Block>,
    /// What its file says beyond what this program knows.
    pub(super) unknown: Arc<Unknown>,
    /// What file it is from; nothing where there is only the one.
    pub(super) file: Arc<str>,
    /// What tells it from the others, in a word or two.
    pub(super) label: Words<'static>,
    /// The same where there is little room.
    pub(super) short: Words<'static>,
    /// So many domains and projects stand before its own.
    pub(super) domains: usize,
    pub(super) projects: usize,
}

/// What a file says of the programme as a whole, as it is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Head {
    pub(super) title: Words<'static>,
    pub(super) locality: Words<'static>,
    pub(super) year: u16,
    pub(super) published: String,
    pub(super) source: Words<'static>,
    pub(super) note: Words<'static>,
    pub(super) domains: Vec<NewDomain>,
}

/// A domain, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NewDomain {
    pub(super) id: String,
    pub(super) name: Words<'static>,
    pub(super) origin: Origin,
}

impl Part {
    /// Takes in more projects.
    fn append(&mut self, block: &Block) {
        let mut row = 0;
        while row < block.len() {
            let rest = Arc::make_mut(&mut self.rest);
            let end = block.len().min(row + BLOCK - rest.len());
            rest.append(block, row..end);
            if rest.len() == BLOCK {
                self.blocks.push(Sealed::of(rest));
                rest.clear();
            }
            row = end;
        }
    }

    fn get(&self, row: usize) -> Project<'_> {
        self.blocks.get(row / BLOCK).map_or_else(|| self.rest.get(row % BLOCK), |block| block.get(row % BLOCK))
    }

    fn key(&self, row: usize) -> (ProjectNo, DomainIx) {
        self.blocks.get(row / BLOCK).map_or_else(|| self.rest.key(row % BLOCK), |block| block.key(row % BLOCK))
    }
}

impl Head {
    pub(super) fn as_programme(&self) -> Programme<'_> {
        let Self { title, locality, year, published, source, note, .. } = self;
        let [title, locality, source, note] = [title, locality, source, note].map(Words::as_text);
        Programme { title, locality, year: *year, published, source, note }
    }
}

impl NewDomain {
    pub(super) fn as_domain(&self) -> Domain<'_> {
        Domain { id: &self.id, name: self.name.as_text(), origin: self.origin }
    }
}

/// Projects on their way into a catalogue, and which of them has the most telling number of each domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Batch {
    block: Block,
    best: Vec<Option<(Weight, usize)>>,
    /// Whether any of them says how far it is.
    reported: bool,
    /// What is unknown among them.
    pub(super) unknown: Unknown,
}

impl Batch {
    pub(super) fn len(&self) -> usize {
        self.block.len()
    }

    pub(super) fn push(&mut self, project: &NewProject) {
        let domain = project.domain.0;
        if self.best.len() <= domain {
            self.best.resize(domain + 1, None);
        }
        let weights = project.targets.iter().map(|target| Weight::of(target.unit.as_text(), target.figure));
        let heaviest = weights.reduce(|most, next| if next > most { next } else { most });
        if let (Some(weight), Some(best)) = (heaviest, self.best.get_mut(domain))
            && best.is_none_or(|(most, _)| weight > most)
        {
            *best = Some((weight, self.block.len()));
        }
        self.reported |= project.has_progress();
        self.block.push(project);
    }
}

impl Catalog {
    /// Without projects.
    pub(super) fn new(head: Head) -> Self {
        let digests = vec![Digest::default(); head.domains.len()];
        Self { parts: vec![Part { head: Arc::new(head), ..Part::default() }], digests, ..Self::default() }
    }

    /// Takes in more projects; the domain of each is one of the catalogue's.
    pub(super) fn append(&mut self, batch: &Batch) {
        let start = self.by_no.len();
        self.reported |= batch.reported;
        for row in 0..batch.block.len() {
            let at = ProjectIx(u32::try_from(start + row).unwrap_or(u32::MAX));
            self.by_no.push(at);
            if let Some(digest) = self.digests.get_mut(batch.block.key(row).1.0) {
                digest.projects.push(at);
            }
        }
        for (digest, best) in self.digests.iter_mut().zip(&batch.best) {
            if let Some((weight, row)) = best
                && digest.headline.is_none_or(|(most, _)| *weight > most)
            {
                digest.headline = Some((*weight, ProjectIx(u32::try_from(start + row).unwrap_or(u32::MAX))));
            }
        }
        if let Some(part) = self.parts.last_mut() {
            part.append(&batch.block);
        }
    }

    /// Takes in the projects of several, in their order.
    pub(super) fn extend(&mut self, batches: Vec<Batch>) {
        for batch in batches {
            self.append(&batch);
            self.absorb(batch.unknown, 0);
        }
    }

    /// To be called when all, or all for now, is there: finds projects by their numbers from now on.
    pub(super) fn sort(&mut self) {
        let mut by_no = std::mem::take(&mut self.by_no);
        by_no.sort_by_key(|at| self.key(*at).0);
        self.by_no = by_no;
    }

    /// Whether two projects have the same number; once [sorted](Self::sort).
    pub(super) fn is_ambiguous(&self) -> bool {
        !self.by_no.is_sorted_by(|one, next| self.key(*one).0 < self.key(*next).0)
    }

    /// Says the same of the same domains, and maybe more of the programme.
    pub(super) fn set_head(&mut self, head: Head) {
        if let Some(part) = self.parts.last_mut() {
            part.head = Arc::new(head);
        }
    }

    /// The programme as a whole; of several, the first.
    #[must_use]
    pub fn programme(&self) -> Programme<'_> {
        self.parts.first().map_or_else(Programme::default, |part| part.head.as_programme())
    }

    /// All programmes with where they stand.
    #[must_use]
    pub fn programmes(&self) -> impl ExactSizeIterator<Item = (ProgrammeIx, Programme<'_>)> {
        self.parts.iter().enumerate().map(|(at, part)| (ProgrammeIx(at), part.head.as_programme()))
    }

    /// All domains with where they stand.
    #[must_use]
    pub fn domains(&self) -> impl ExactSizeIterator<Item = (DomainIx, Domain<'_>)> {
        (0..self.digests.len()).map(DomainIx).map(|at| (at, self.domain(at)))
    }

    /// All projects with where they stand.
    #[must_use]
    pub fn projects(&self) -> impl ExactSizeIterator<Item = (ProjectIx, Project<'_>)> {
        let all = 0..u32::try_from(self.by_no.len()).unwrap_or(u32::MAX);
        all.map(ProjectIx).map(|at| (at, self.project(at)))
    }

    /// How many projects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_no.len()
    }

    /// Whether it says of any project how far that is. Where it does not, nothing about progress is to be seen.
    #[must_use]
    pub fn has_progress(&self) -> bool {
        self.reported
    }

    /// Whether there are none: only while they are still read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_no.is_empty()
    }

    /// The project that stands there.
    #[must_use]
    pub fn project(&self, at: ProjectIx) -> Project<'_> {
        let (part, row) = self.part_with(at);
        let mut project = part.get(row);
        project.domain.0 += part.domains;
        project
    }

    /// Its number and its domain: sooner than the whole of it.
    #[must_use]
    pub fn key(&self, at: ProjectIx) -> (ProjectNo, DomainIx) {
        let (part, row) = self.part_with(at);
        let (no, domain) = part.key(row);
        (no, DomainIx(domain.0 + part.domains))
    }

    /// Whose project that is, and the how many-th it is there.
    fn part_with(&self, at: ProjectIx) -> (&Part, usize) {
        let at = at.0 as usize;
        let part = match &self.parts[..] {
            [one] => one,
            parts => &parts[parts.partition_point(|part| part.projects <= at) - 1],
        };
        (part, at - part.projects)
    }

    /// The domain that stands there.
    #[must_use]
    pub fn domain(&self, at: DomainIx) -> Domain<'_> {
        let part = &self.parts[self.programme_of(at).0];
        part.head.domains[at.0 - part.domains].as_domain()
    }

    /// The projects of a domain, in the order of the file.
    #[must_use]
    pub fn projects_in(&self, domain: DomainIx) -> &[ProjectIx] {
        self.digests.get(domain.0).map_or(&[], |digest| &digest.projects)
    }

    /// The most telling number of a domain and the project that it is from; nothing where no project has numbers.
    #[must_use]
    pub fn headline(&self, domain: DomainIx) -> Option<(ProjectIx, Target<'_>)> {
        let (_, project) = self.digests.get(domain.0)?.headline?;
        Some((project, self.project(project).headline()?))
    }

    /// The project of that number, if there is one and only one.
    #[must_use]
    pub fn by_no(&self, no: ProjectNo) -> Option<ProjectIx> {
        match self.numbered(no) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The projects of that number: at most one of each programme.
    #[must_use]
    pub fn numbered(&self, no: ProjectNo) -> &[ProjectIx] {
        let from = self.by_no.partition_point(|at| self.key(*at).0 < no);
        let rest = self.by_no.get(from..).unwrap_or_default();
        let len = rest.iter().take_while(|at| self.key(**at).0 == no).count();
        rest.get(..len).unwrap_or_default()
    }

    /// The numbers nearest to one that may not exist, at most `count` of them, ascending.
    #[must_use]
    pub fn nearest(&self, no: ProjectNo, count: usize) -> Vec<ProjectNo> {
        let mut numbers: Vec<_> = self.outwards(no).take(count * self.parts.len()).map(|at| self.key(at).0).collect();
        numbers.dedup();
        numbers.truncate(count);
        numbers.sort_unstable();
        numbers
    }

    /// All projects, those first whose numbers are nearest to one that may not exist.
    pub fn outwards(&self, no: ProjectNo) -> impl Iterator<Item = ProjectIx> {
        let place = self.by_no.partition_point(|at| self.key(*at).0 < no);
        let (below, above) = self.by_no.split_at(place);
        let (mut below, mut above) = (below.iter().rev().peekable(), above.iter().peekable());
        std::iter::from_fn(move || {
            let far = |at: &&ProjectIx| self.key(**at).0.0.abs_diff(no.0);
            let up = match (below.peek().map(far), above.peek().map(far)) {
                (Some(down), Some(up)) => up < down,
                (down, _) => down.is_none(),
            };
            if up { above.next() } else { below.next() }.copied()
        })
    }

    /// The highest number; how many digits one types for a number follows from it.
    #[must_use]
    pub fn highest(&self) -> ProjectNo {
        self.by_no.last().map_or(ProjectNo(0), |at| self.key(*at).0)
    }
}
