//! A query over a whole catalogue: who matches it, and how well.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::arena::PART;
use super::asked::{Asked, Part, Spots};
use super::found::{Found, Harvest, SCORED};
use super::hit::{Field, MISS, Manner, Match, Rank, Tier};
use super::index::{ARENAS, Index};
use super::place::best;
use super::plain::read;
use super::query::Query;
use super::scorer::Scorer;
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx};
use crate::work::{Alone, Workers};

/// What a search is about, in one manner.
struct Search<'a> {
    index: &'a Index,
    manner: Manner,
    /// Of each group one term must match.
    groups: Vec<Vec<Asked<'a>>>,
    only: Option<DomainIx>,
    known: Option<Known<'a>>,
    loosely_only: bool,
}

/// What an earlier query found that asks for less.
struct Known<'a> {
    parts: &'a [Harvest],
    /// How many groups the earlier query has.
    groups: usize,
    /// Whether those are the first groups of this one, as they are.
    is_same: bool,
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
        only: Option<DomainIx>,
        before: Option<(&Query, &Found)>,
    ) -> Option<Found> {
        if query.is_empty() {
            return Some(only.map_or_else(
                || Found::all(catalog),
                |only| Found::all(catalog).inside(catalog, &(only..DomainIx(only.0 + 1))),
            ));
        }
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        let first = before.map_or(Manner::Typed, |(_, found)| found.reach());
        for manner in Manner::ALL.into_iter().filter(|manner| *manner >= first) {
            let Some(search) = self.look_for(catalog, query, manner, only, before) else { continue };
            let parts = workers.map(self.rows.len().div_ceil(PART), |nth| search.part(nth, ALL, catalog.domains().len()))?;
            if parts.iter().any(|part| !part.is_barren()) {
                return Some(search.ranked(catalog, parts));
            }
        }
        Some(Found::default())
    }

    /// The best of what `query` finds, far sooner than all of it: the first so many hits, if they are sooner told than the others,
    /// and as many as people are likely to look at. `None` too if the workers were told to stop.
    #[must_use]
    pub fn best_by(
        &self,
        workers: &impl Workers,
        catalog: &Catalog,
        query: &Query,
        before: Option<(&Query, &Found)>,
    ) -> Option<Found> {
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        if before.is_some_and(|(_, found)| found.reach() != Manner::Typed) {
            return None;
        }
        let search = self.look_for(catalog, query, Manner::Typed, None, before)?;
        let best = search.best_rank();
        let stages = [IN_TITLES, IN_PLACES, Stage { arenas: ARENAS, settled: best }];
        // What is no word has nothing to do with titles.
        let stages = if query.is_plain() { &stages[..2] } else { &stages[2..] };
        for stage in stages {
            if before.is_none_or(|(_, found)| found.up_to(stage.settled).is_none_or(|found| found >= SCORED)) {
                let found = search.ranked(catalog, search.best(workers, *stage, best, catalog.domains().len())?);
                if found.len() >= SCORED {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Whether there is anything as it is typed. `before` is what an earlier query found.
    #[must_use]
    pub fn holds(&self, catalog: &Catalog, query: &Query, before: Option<(&Query, &Found)>) -> bool {
        let before = before.filter(|(earlier, _)| query.narrows(earlier));
        // What is there with one letter more was there without it.
        if before.is_some_and(|(_, found)| found.manner != Manner::Typed || found.is_empty()) {
            return false;
        }
        let search = self.look_for(catalog, query, Manner::Typed, None, before);
        let is_in = |nth, search: &Search| !search.part(nth, ALL, catalog.domains().len()).is_barren();
        search.is_some_and(|search| (0..self.rows.len().div_ceil(PART)).any(|nth| is_in(nth, &search)))
    }

    /// A search in one manner; none, if it is hopeless.
    fn look_for<'a>(
        &'a self,
        catalog: &'a Catalog,
        query: &'a Query,
        manner: Manner,
        only: Option<DomainIx>,
        before: Option<(&Query, &'a Found)>,
    ) -> Option<Search<'a>> {
        let term = |term| Asked::new(self, catalog, term, manner);
        let groups: Vec<Vec<Asked>> = query.groups.iter().map(|group| group.iter().map(term).collect()).collect();
        if groups.iter().any(|group| group.iter().all(Asked::is_hopeless)) {
            return None;
        }
        let known = before.filter(|(_, found)| found.manner == manner && manner != Manner::Gapped);
        let known = known.and_then(|(earlier, found)| {
            let is_same = query.groups.starts_with(&earlier.groups);
            Some(Known { parts: found.parts()?, groups: earlier.groups.len(), is_same })
        });
        // By now all is known that is there as typed: nothing.
        let loosely_only = manner == Manner::Gapped && query.is_one_wish();
        Some(Search { index: self, manner, groups, only, known, loosely_only })
    }

    /// What [`search`](Self::search) finds, in the order of the file: read text by text, without an index. This is what a match
    /// means; the other is how to have it soon.
    #[must_use]
    pub fn read_through(catalog: &Catalog, query: &Query) -> Found {
        let (hits, manner) = read(&Alone, catalog, query).unwrap_or_default();
        Found::listed(hits, manner)
    }

    /// Where `query` matched a project that it found in that manner.
    #[must_use]
    pub fn place(catalog: &Catalog, query: &Query, project: ProjectIx, manner: Manner) -> Option<Match> {
        best(catalog, query, &catalog.project(project), manner)
    }
}

impl Search<'_> {
    /// What was found in all parts, in order.
    fn ranked(&self, catalog: &Catalog, parts: Vec<Harvest>) -> Found {
        let scorer = Scorer::new();
        let score = |at: ProjectIx| Reverse(score(&self.groups, catalog, &catalog.project(at), &scorer));
        Found::ranked(&self.index.rows, parts, self.manner, score)
    }

    /// The best that a project may be.
    fn best_rank(&self) -> Rank {
        let best = |group: &Vec<Asked>| group.iter().map(Asked::best_rank).min().unwrap_or(MISS);
        self.groups.iter().map(best).max().unwrap_or(MISS)
    }

    /// The best of what is found, as far as a stage settles it; `None` if the workers were told to stop. Once there are enough as good
    /// as `best`, and so as could be, it is only those: projects stand in order, so what follows comes behind them. If that is as much work as
    /// to look for all, and there are few of the best, it is given up: nothing is found.
    fn best(&self, workers: &impl Workers, stage: Stage, best: Rank, domains: usize) -> Option<Vec<Harvest>> {
        let all = self.index.rows.len().div_ceil(PART);
        let mut parts: Vec<Harvest> = Vec::new();
        let mut next = FIRST_PARTS;
        while parts.len() < all {
            let from = parts.len();
            if from >= MANY_PARTS && stage.arenas == ARENAS {
                return Some(Vec::new());
            }
            parts.extend(workers.map(next.min(all - from), |nth| self.part(from + nth, stage, domains))?);
            next *= 2;
            if parts.iter().map(|part| part.up_to(best)).sum::<usize>() >= SCORED {
                for part in &mut parts {
                    part.cut(best);
                }
                break;
            }
        }
        Some(parts)
    }

    /// What is found among the projects of a part, as far as a stage settles it.
    fn part(&self, nth: usize, Stage { arenas, settled }: Stage, domains: usize) -> Harvest {
        let places = self.places(nth);
        let known = self.known.as_ref().and_then(|known| Some((known, known.parts.get(nth)?)));
        if known.is_some_and(|(_, part)| part.is_barren()) {
            return Harvest::default();
        }
        let Some((last, others)) = self.groups.split_last() else { return Harvest::default() };
        let mut best = vec![MISS; places.len()];
        let mut part = Part { nth, open: None, best: &mut best, loosely_only: self.loosely_only, arenas };
        let (spots, others) = if let Some((known, before)) = known
            && known.groups == self.groups.len()
            && let (Some(spots), [word]) = (&before.spots, &last[..])
        {
            // The last word has grown: it is where it was, or nowhere.
            (Some(word.note_again(&mut part, spots)), before.others.as_ref().map(|others| Cow::Borrowed(&others[..])))
        } else {
            let others = match known {
                Some((known, before)) if known.groups == self.groups.len() => Some(Cow::Owned(before.found_by_others())),
                // Something was added to what has been found.
                Some((known, before)) if known.is_same && known.groups == others.len() => Some(Cow::Borrowed(before.ranks())),
                known => {
                    let open = self.open(&places, known.map(|(_, before)| before.ranks()));
                    worst_group(&part, others, open).map(Cow::Owned)
                }
            };
            let mut spots = matches!(&last[..], [word] if arenas == ARENAS && word.is_memorable()).then(Spots::default);
            part.open = others.as_deref();
            for term in last {
                term.note(&mut part, spots.as_mut());
            }
            (spots, others)
        };
        if arenas < ARENAS {
            let best = worst_of(best, others.as_deref()).into_iter().map(|rank| if rank > settled { MISS } else { rank });
            return Harvest::new(self.index, &places, (best.collect(), None), None, domains);
        }
        Harvest::new(self.index, &places, (best, others.map(Cow::into_owned)), spots, domains)
    }

    /// Which of the projects at those places are worth a look: all others are a [`MISS`]. If it is none in particular, all are.
    fn open(&self, places: &Range<usize>, known: Option<&[Rank]>) -> Option<Vec<Rank>> {
        let known = known.map(|ranks| ranks.iter().map(|rank| if *rank == MISS { MISS } else { OPEN }).collect());
        let Some(only) = self.only else { return known };
        let mut open = known.unwrap_or_else(|| vec![OPEN; places.len()]);
        let rows = open.iter_mut().zip(self.index.rows.domains(places));
        rows.filter(|(_, domain)| usize::from(**domain) != only.0).for_each(|(open, _)| *open = MISS);
        Some(open)
    }

    fn places(&self, nth: usize) -> Range<usize> {
        nth * PART..self.index.rows.len().min((nth + 1) * PART)
    }
}

/// In so many parts it is looked first whether there are enough of the best.
const FIRST_PARTS: usize = 8;

/// In so many parts it is looked for the best at least, where that is as much work as to look for all.
const MANY_PARTS: usize = 50;

/// How far it is looked: through so many arenas, in which is all that is of no worse rank.
#[derive(Clone, Copy)]
struct Stage {
    arenas: usize,
    settled: Rank,
}

const IN_TITLES: Stage = Stage { arenas: 1, settled: Tier::Initials.rank() };

/// And in the names of domains, which are read in no time.
const IN_PLACES: Stage = Stage { arenas: 2, settled: Tier::In(Field::Domain).rank() };

const ALL: Stage = Stage { arenas: ARENAS, settled: MISS };

/// Where nothing was found yet that could be worse.
pub(super) const OPEN: Rank = Tier::Number.rank();

/// How good the projects of a part are for all of those groups, if there are any: the best of each, and the worst of those.
fn worst_group(part: &Part, groups: &[Vec<Asked>], open: Option<Vec<Rank>>) -> Option<Vec<Rank>> {
    let mut worst = open;
    for group in groups {
        let mut best = vec![MISS; part.best.len()];
        for term in group {
            term.note(&mut Part { open: worst.as_deref(), best: &mut best, ..*part }, None);
        }
        worst = Some(worst_of(best, worst.as_deref()));
    }
    worst
}

/// The worse of both, project by project.
pub(super) fn worst_of(mut ranks: Vec<Rank>, others: Option<&[Rank]>) -> Vec<Rank> {
    ranks.iter_mut().zip(others.into_iter().flatten()).for_each(|(rank, other)| *rank = (*rank).max(*other));
    ranks
}

/// How well the query sits where it is in `project`: the sum over the best terms of its groups.
fn score(groups: &[Vec<Asked>], catalog: &Catalog, project: &Project, scorer: &Scorer) -> i64 {
    let group = |group: &Vec<Asked>| {
        let places = group.iter().filter_map(|term| Some((term.place(project)?, term)));
        match places.min_by_key(|((tier, _), _)| *tier)? {
            ((_, Some(found)), _) => Some(scorer.score(&found.text(catalog, project), &found.positions)),
            // The whole number before numbers that begin so.
            ((_, None), term) => Some(i64::from(term.is_number_of(project))),
        }
    };
    groups.iter().filter_map(group).sum()
}
