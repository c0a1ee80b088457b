//! A query over a whole catalogue: who matches it, how well, in which order.

use std::cmp::Reverse;
use std::ops::Range;

use super::asked::{Asked, Part};
use super::hit::{Found, Hit, MISS, Manner, Match, Rank, Tier};
use super::index::Index;
use super::place::best;
use super::plain::read;
use super::query::Query;
use super::scorer::Scorer;
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx};
use crate::work::{Alone, Workers};

/// So many of the best hits are put in the order of their scores; those behind them keep that of their length.
const SCORED: usize = 64;

/// So many projects are searched at a time: for one thread a fraction of a millisecond, after which it may be told to stop.
const PART: usize = 1 << 11;

/// What was found among some projects.
struct Harvest {
    ranks: Vec<Rank>,
    /// The hits by tier, in the order of the index, and how many there are of each tier.
    hits: Vec<Hit>,
    counts: [usize; Tier::COUNT],
}

impl Index {
    /// What `query` finds, in `domain` only if one is given.
    #[must_use]
    pub fn search(&self, catalog: &Catalog, query: &Query, domain: Option<DomainIx>) -> Found {
        self.search_by(&Alone, catalog, query, domain, None).unwrap_or_default()
    }

    /// The same, done by `workers`; `None` if they were told to stop. `before` is what an earlier query found in this index,
    /// and in the same domain if one is given: where this one only asks for more, the rest needs no second look.
    #[must_use]
    pub fn search_by(
        &self,
        workers: &impl Workers,
        catalog: &Catalog,
        query: &Query,
        domain: Option<DomainIx>,
        before: Option<(&Query, &Found)>,
    ) -> Option<Found> {
        if query.is_empty() {
            let mut found = Found::all(catalog);
            found.hits.retain(|hit| domain.is_none_or(|only| catalog.key(hit.project).1 == only));
            return Some(found);
        }
        let before = before.filter(|(earlier, _)| query.narrows(earlier)).map(|(_, found)| found);
        let known = before.map_or(Manner::Typed, Found::reach);
        for manner in Manner::ALL.into_iter().filter(|manner| *manner >= known) {
            let term = |term| Asked::new(self, catalog, term, manner);
            let asked: Vec<Vec<Asked>> = query.groups.iter().map(|group| group.iter().map(term).collect()).collect();
            if asked.iter().any(|group| group.iter().all(Asked::is_hopeless)) {
                continue;
            }
            let within = before.filter(|found| found.manner == manner && manner != Manner::Gapped).map(|found| &*found.ranks);
            // By now all is known that is there as typed: nothing.
            let loosely_only = manner != Manner::Typed && query.is_one_wish();
            let parts = self.rows.len().div_ceil(PART);
            let results = workers.map(parts, |nth| {
                let places = nth * PART..self.rows.len().min((nth + 1) * PART);
                let open = self.open(&places, domain, within);
                self.hits(places.clone(), search_part(&asked, &places, open, loosely_only))
            })?;
            let found = Self::collect(catalog, &asked, &results, manner);
            if !found.hits.is_empty() {
                return Some(found);
            }
        }
        Some(Found::default())
    }

    /// Which of the projects at those places are worth a look: all others are a [`MISS`].
    fn open(&self, places: &Range<usize>, domain: Option<DomainIx>, within: Option<&[Rank]>) -> Vec<Rank> {
        const OPEN: Rank = Tier::Number.rank();
        let mut open = match within.and_then(|ranks| ranks.get(places.clone())) {
            Some(known) => known.iter().map(|rank| if *rank == MISS { MISS } else { OPEN }).collect(),
            None => vec![OPEN; places.len()],
        };
        if let Some(only) = domain {
            let rows = self.rows.get(places.clone()).unwrap_or_default();
            let elsewhere = open.iter_mut().zip(rows).filter(|(_, row)| usize::from(row.domain) != only.0);
            elsewhere.for_each(|(open, _)| *open = MISS);
        }
        open
    }

    /// The hits among the projects at those places: by tier, and in the order of the index.
    fn hits(&self, places: Range<usize>, ranks: Vec<Rank>) -> Harvest {
        let mut counts = [0; Tier::COUNT];
        for_hits(&ranks, |_, rank| counts[usize::from(rank)] += 1);
        let mut hits = Vec::with_capacity(counts.iter().sum());
        let mut ends = [0; Tier::COUNT];
        for ((rank, count), end) in (0..).zip(counts).zip(&mut ends).filter(|((_, count), _)| *count > 0) {
            *end = hits.len();
            hits.resize(*end + count, Hit { project: ProjectIx(0), tier: Tier::of(rank) });
        }
        let rows = self.rows.get(places).unwrap_or_default();
        for_hits(&ranks, |at, rank| {
            let end = &mut ends[usize::from(rank)];
            hits[*end].project = rows[at].project;
            *end += 1;
        });
        Harvest { ranks, hits, counts }
    }

    /// All hits in their order: by tier; within a tier by score, as far as anybody is likely to look, and then by length.
    fn collect(catalog: &Catalog, asked: &[Vec<Asked>], parts: &[Harvest], manner: Manner) -> Found {
        let mut all = Vec::with_capacity(parts.iter().map(|part| part.hits.len()).sum());
        let mut rests: Vec<&[Hit]> = parts.iter().map(|part| &*part.hits).collect();
        for rank in 0..Tier::COUNT {
            let first = all.len();
            for (part, rest) in parts.iter().zip(&mut rests) {
                let (of_tier, others) = rest.split_at_checked(part.counts[rank]).unwrap_or_default();
                all.extend_from_slice(of_tier);
                *rest = others;
            }
            let last = SCORED.min(all.len());
            if let Some(best) = all.get_mut(first..last).filter(|best| best.len() > 1) {
                let scorer = Scorer::new();
                best.sort_by_cached_key(|hit| Reverse(score(asked, catalog, &catalog.project(hit.project), &scorer)));
            }
        }
        let ranks: Vec<&[Rank]> = parts.iter().map(|part| &*part.ranks).collect();
        Found { hits: all, manner, ranks: ranks.concat() }
    }

    /// What [`search`](Self::search) finds, in the order of the file: read text by text, without an index. This is what a match
    /// means; the other is how to have it soon.
    #[must_use]
    pub fn read_through(catalog: &Catalog, query: &Query) -> Found {
        read(&Alone, catalog, query).unwrap_or_default()
    }

    /// Where `query` matched a project that it found in that manner.
    #[must_use]
    pub fn place(catalog: &Catalog, query: &Query, project: ProjectIx, manner: Manner) -> Option<Match> {
        best(catalog, query, &catalog.project(project), manner)
    }
}

/// How good the projects at those places are: the best of each group, and the worst of those.
fn search_part(asked: &[Vec<Asked>], places: &Range<usize>, open: Vec<Rank>, loosely_only: bool) -> Vec<Rank> {
    let mut worst = open;
    for group in asked {
        if is_barren(&worst) {
            break;
        }
        let mut best = vec![MISS; places.len()];
        for term in group {
            term.note(&mut Part { places: places.clone(), open: &worst, best: &mut best, loosely_only });
        }
        worst.iter_mut().zip(best).for_each(|(worst, best)| *worst = best.max(*worst));
    }
    worst
}

/// Whether nothing was found.
fn is_barren(ranks: &[Rank]) -> bool {
    // No branch for each: 16 are looked at together.
    ranks.iter().fold(MISS, |all, rank| all & rank) == MISS
}

/// Tells `see` what was found, and where.
fn for_hits(ranks: &[Rank], mut see: impl FnMut(usize, Rank)) {
    for (nth, some) in ranks.chunks(64).enumerate().filter(|(_, some)| !is_barren(some)) {
        let hits = some.iter().enumerate().filter(|(_, rank)| **rank != MISS);
        hits.for_each(|(at, rank)| see(64 * nth + at, *rank));
    }
}

/// How well the query sits where it is in `project`: the sum over the best terms of its groups.
fn score(asked: &[Vec<Asked>], catalog: &Catalog, project: &Project, scorer: &Scorer) -> i64 {
    let group = |group: &Vec<Asked>| {
        let places = group.iter().filter_map(|term| Some((term.place(project)?, term)));
        match places.min_by_key(|((tier, _), _)| *tier)? {
            ((_, Some(found)), _) => Some(scorer.score(&found.text(catalog, project), &found.positions)),
            // The whole number before numbers that begin so.
            ((_, None), term) => Some(i64::from(term.is_number_of(project))),
        }
    };
    asked.iter().filter_map(group).sum()
}

impl Found {
    /// Everything, in the order of the file: what is found where nothing was asked for.
    #[must_use]
    pub fn all(catalog: &Catalog) -> Self {
        Self { hits: catalog.projects().map(|(project, _)| Hit { project, tier: None }).collect(), ..Self::default() }
    }

    /// The first manner in which a query that asks for more may find anything.
    fn reach(&self) -> Manner {
        if self.hits.is_empty() { Manner::Gapped } else { self.manner }
    }
}
