//! What a query found: a byte for each project, in the order of the index. A row of the list is looked for when it is shown.

use std::ops::Range;
use std::sync::Arc;

use super::arena::PART;
use super::asked::Spots;
use super::block::{BLOCK, unusual};
use super::find::{OPEN, worst_of};
use super::hit::{Hit, MISS, Manner, Rank, Tier};
use super::index::Index;
use super::rows::Rows;
use crate::catalog::{Catalog, DomainIx, ProjectIx};

/// So many of the best hits are put in the order of their scores, as far as anybody is likely to look; those behind them keep
/// that of their length.
pub(super) const SCORED: usize = 64;

/// What a query found, best first; everything in the order of the file where nothing was asked for.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// By what they were found.
    pub manner: Manner,
    list: List,
}

#[derive(Clone, Debug)]
enum List {
    /// So many projects: everything.
    All(usize),
    /// Everything of some domains.
    Of(Arc<[ProjectIx]>),
    /// One by one: what was read without an index.
    Hits(Vec<Hit>),
    Ranked(Ranked),
}

/// How good each project is.
#[derive(Clone, Debug)]
struct Ranked {
    rows: Arc<Rows>,
    parts: Arc<[Harvest]>,
    /// Those of some domains only.
    only: Option<Range<DomainIx>>,
    order: Order,
    /// The best, in the order of their scores within a tier.
    best: Vec<Hit>,
}

/// What was found in a part of the projects; nothing, if there are no ranks.
#[derive(Clone, Debug, Default)]
pub(super) struct Harvest {
    ranks: Vec<Rank>,
    /// How good the projects are for all that is asked for but the last: the last may grow.
    pub(super) others: Option<Vec<Rank>>,
    /// All places where the last word is, if it is a word and they were remembered.
    pub(super) spots: Option<Spots>,
    /// How many there are of each rank.
    counts: [u16; Tier::COUNT],
    /// How many there are in each domain.
    domains: Vec<u32>,
}

impl Harvest {
    /// Of the projects at those places, which are so good for what is asked for last and for the others.
    pub(super) fn new(
        index: &Index,
        places: &Range<usize>,
        (last, others): (Vec<Rank>, Option<Vec<Rank>>),
        spots: Option<Spots>,
        domains: usize,
    ) -> Self {
        let ranks = worst_of(last, others.as_deref());
        let mut harvest = Self { others, spots, domains: vec![0; domains], ..Self::default() };
        for (some, domains) in ranks.chunks(BLOCK).zip(index.rows.domains(places).chunks(BLOCK)) {
            let mut found = unusual(some, MISS);
            while found != 0 {
                let nth = found.trailing_zeros() as usize;
                found &= found - 1;
                harvest.counts[usize::from(some[nth])] += 1;
                if let Some(count) = domains.get(nth).and_then(|domain| harvest.domains.get_mut(usize::from(*domain))) {
                    *count += 1;
                }
            }
        }
        if harvest.counts == [0; Tier::COUNT] {
            return Self::default();
        }
        Self { ranks, ..harvest }
    }

    /// Whether nothing was found.
    pub(super) fn is_barren(&self) -> bool {
        self.ranks.is_empty()
    }

    /// How good each project is.
    pub(super) fn ranks(&self) -> &[Rank] {
        &self.ranks
    }

    /// How many are no worse than that.
    pub(super) fn up_to(&self, rank: Rank) -> usize {
        self.counts.iter().take(usize::from(rank) + 1).map(|count| usize::from(*count)).sum()
    }

    /// Leaves only what is no worse than that.
    pub(super) fn cut(&mut self, worst: Rank) {
        self.counts.iter_mut().skip(usize::from(worst) + 1).for_each(|count| *count = 0);
        self.ranks.iter_mut().filter(|rank| **rank > worst).for_each(|rank| *rank = MISS);
    }

    /// How good the projects are that were found, but for the last thing that is asked for.
    pub(super) fn found_by_others(&self) -> Vec<Rank> {
        let open = self.ranks.iter().map(|rank| if *rank == MISS { MISS } else { OPEN }).collect();
        worst_of(open, self.others.as_deref())
    }
}

impl Found {
    /// Everything, in the order of the file: what is found where nothing was asked for.
    #[must_use]
    pub fn all(catalog: &Catalog) -> Self {
        Self::of(List::All(catalog.projects().len()), Manner::Typed)
    }

    /// Those hits, in that order.
    pub(super) fn listed(hits: Vec<Hit>, manner: Manner) -> Self {
        Self::of(List::Hits(hits), manner)
    }

    /// What was found part by part. The best are put in the order of their `score`, the least first.
    pub(super) fn ranked<K: Ord>(
        rows: &Arc<Rows>,
        parts: Vec<Harvest>,
        manner: Manner,
        score: impl Fn(ProjectIx) -> K,
    ) -> Self {
        let parts: Arc<[Harvest]> = parts.into();
        let order = Order::new(parts.iter().map(|part| part.counts));
        let mut ranked = Ranked { rows: Arc::clone(rows), parts, only: None, order, best: Vec::new() };
        let mut best: Vec<Hit> = ranked.by_tier().take(SCORED).collect();
        for tier in best.chunk_by_mut(|a, b| a.tier == b.tier).filter(|tier| tier.len() > 1) {
            tier.sort_by_cached_key(|hit| score(hit.project));
        }
        ranked.best = best;
        Self::of(List::Ranked(ranked), manner)
    }

    fn of(list: List, manner: Manner) -> Self {
        Self { manner, list }
    }

    /// What of it is in those domains, in the same order.
    #[must_use]
    pub fn inside(&self, catalog: &Catalog, domains: &Range<DomainIx>) -> Self {
        let is_inside = |hit: &&Hit| domains.contains(&catalog.key(hit.project).1);
        let list = match &self.list {
            List::All(_) => List::Of(catalog.projects_within(domains)),
            List::Of(projects) => {
                List::Hits(projects.iter().map(|at| Hit::unasked(*at)).filter(|hit| is_inside(&hit)).collect())
            }
            List::Hits(hits) => List::Hits(hits.iter().filter(is_inside).copied().collect()),
            List::Ranked(ranked) => List::Ranked(ranked.inside(domains, is_inside)),
        };
        Self::of(list, self.manner)
    }

    /// How many projects there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.list {
            List::All(len) => *len,
            List::Of(projects) => projects.len(),
            List::Hits(hits) => hits.len(),
            List::Ranked(ranked) => ranked.order.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The project in that row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Hit> {
        match &self.list {
            List::All(len) => u32::try_from(row).ok().filter(|_| row < *len).map(|row| Hit::unasked(ProjectIx(row))),
            List::Of(projects) => projects.get(row).copied().map(Hit::unasked),
            List::Hits(hits) => hits.get(row).copied(),
            List::Ranked(ranked) => ranked.get(row),
        }
    }

    /// All of them, best first.
    #[must_use]
    pub fn hits(&self) -> Box<dyn Iterator<Item = Hit> + '_> {
        match &self.list {
            List::Ranked(ranked) => Box::new(ranked.best.iter().copied().chain(ranked.by_tier().skip(ranked.best.len()))),
            List::Hits(hits) => Box::new(hits.iter().copied()),
            List::All(_) | List::Of(_) => Box::new((0..self.len()).filter_map(|row| self.get(row))),
        }
    }

    /// The row of a project, if it is there.
    #[must_use]
    pub fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        match &self.list {
            List::All(len) => usize::try_from(project.0).ok().filter(|row| row < len),
            List::Of(projects) => projects.binary_search(&project).ok(),
            List::Hits(hits) => hits.iter().position(|hit| hit.project == project),
            List::Ranked(ranked) => ranked.row_of(catalog, project),
        }
    }

    /// How many there are in each domain.
    #[must_use]
    pub fn counts(&self, catalog: &Catalog) -> Vec<usize> {
        let domains = catalog.domains();
        match &self.list {
            List::All(_) => domains.map(|(domain, _)| catalog.projects_in(domain).len()).collect(),
            List::Ranked(Ranked { parts, only: None, .. }) => domains
                .map(|(at, _)| parts.iter().filter_map(|part| part.domains.get(at.0)).map(|n| *n as usize).sum())
                .collect(),
            _ => {
                let mut counts = vec![0; domains.len()];
                self.hits().for_each(|hit| counts[catalog.key(hit.project).1.0] += 1);
                counts
            }
        }
    }

    /// How many are no worse than that, where that is known.
    pub(super) fn up_to(&self, rank: Rank) -> Option<usize> {
        match &self.list {
            List::Ranked(ranked) => ranked.order.begin(rank + 1, 0),
            _ => None,
        }
    }

    /// The first manner in which a query that asks for more may find anything.
    pub(super) fn reach(&self) -> Manner {
        if self.is_empty() { Manner::Gapped } else { self.manner }
    }

    /// What was found in each part of an index.
    pub(super) fn parts(&self) -> Option<&[Harvest]> {
        match &self.list {
            List::Ranked(ranked) => Some(&ranked.parts),
            _ => None,
        }
    }
}

/// The same projects in the same order, found in the same manner.
impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        self.manner == other.manner && self.len() == other.len() && self.hits().eq(other.hits())
    }
}

impl Default for List {
    fn default() -> Self {
        Self::Hits(Vec::new())
    }
}

impl Ranked {
    fn inside(&self, only: &Range<DomainIx>, is_inside: impl Fn(&&Hit) -> bool) -> Self {
        let counts = |(part, domains): (&Harvest, &[u16])| {
            let mut counts = [0; Tier::COUNT];
            let is_in = |domain: u16| only.contains(&DomainIx(domain.into()));
            let inside = part.ranks.iter().zip(domains).filter(|(rank, domain)| **rank != MISS && is_in(**domain));
            inside.for_each(|(rank, _)| counts[usize::from(*rank)] += 1);
            counts
        };
        Self {
            rows: Arc::clone(&self.rows),
            parts: Arc::clone(&self.parts),
            only: Some(only.clone()),
            order: Order::new(self.parts.iter().zip(self.rows.domains.chunks(PART)).map(counts)),
            best: self.best.iter().filter(is_inside).copied().collect(),
        }
    }

    /// The places in a part at which projects of that rank are.
    fn places(&self, part: usize, rank: Rank) -> impl Iterator<Item = usize> {
        let ranks = self.parts.get(part).map(Harvest::ranks).unwrap_or_default();
        let domains = self.rows.domains.chunks(PART).nth(part).unwrap_or_default();
        let is_it = move |(_, (of, domain)): &(usize, (&Rank, &u16))| {
            **of == rank && self.only.as_ref().is_none_or(|only| only.contains(&DomainIx((**domain).into())))
        };
        ranks.iter().zip(domains).enumerate().filter(is_it).map(|(place, _)| place)
    }

    fn hit(&self, part: usize, place: usize, rank: Rank) -> Option<Hit> {
        Some(Hit { project: *self.rows.projects.get(part * PART + place)?, tier: Tier::of(rank) })
    }

    /// All of them by tier, and then in the order of the index.
    fn by_tier(&self) -> impl Iterator<Item = Hit> {
        let of = move |(rank, part)| self.places(part, rank).filter_map(move |place| self.hit(part, place, rank));
        self.order.filled().flat_map(of)
    }

    fn get(&self, row: usize) -> Option<Hit> {
        if let Some(hit) = self.best.get(row) {
            return Some(*hit);
        }
        let (rank, part, nth) = self.order.find(row)?;
        let place = self.places(part, rank).nth(nth)?;
        self.hit(part, place, rank)
    }

    fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        if let Some(row) = self.best.iter().position(|hit| hit.project == project) {
            return Some(row);
        }
        let at = self.rows.place_of(catalog, project)?;
        let (part, place) = (at / PART, at % PART);
        let rank = *self.parts.get(part)?.ranks.get(place)?;
        let nth = self.places(part, rank).position(|at| at == place)?;
        Some(self.order.begin(rank, part)? + nth)
    }
}

/// In which rows those of each rank and part are.
#[derive(Clone, Debug, Default)]
struct Order {
    /// Where those of each rank, and within a rank of each part, end.
    ends: Vec<usize>,
    parts: usize,
}

impl Order {
    /// Of how many there are of each rank, part by part.
    fn new(counts: impl Iterator<Item = [u16; Tier::COUNT]>) -> Self {
        let parts: Vec<[u16; Tier::COUNT]> = counts.collect();
        let by_rank = (0..Tier::COUNT).flat_map(|rank| parts.iter().map(move |part| usize::from(part[rank])));
        let ends = by_rank.scan(0, |end, count| {
            *end += count;
            Some(*end)
        });
        Self { ends: ends.collect(), parts: parts.len() }
    }

    fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// The rank and part of a row, and the how many-th it is there.
    fn find(&self, row: usize) -> Option<(Rank, usize, usize)> {
        let at = self.ends.partition_point(|end| *end <= row);
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        (at < self.ends.len()).then_some((Rank::try_from(at / self.parts).ok()?, at % self.parts, row - begin))
    }

    /// The first row of that rank in that part.
    fn begin(&self, rank: Rank, part: usize) -> Option<usize> {
        let at = usize::from(rank) * self.parts + part;
        if at == 0 { Some(0) } else { self.ends.get(at - 1).copied() }
    }

    /// Ranks and parts in which there are any, in order.
    fn filled(&self) -> impl Iterator<Item = (Rank, usize)> {
        let begins = std::iter::once(&0).chain(&self.ends);
        let filled = begins.zip(&self.ends).enumerate().filter(|(_, (begin, end))| begin < end);
        filled.filter_map(|(at, _)| Some((Rank::try_from(at / self.parts).ok()?, at % self.parts)))
    }
}
