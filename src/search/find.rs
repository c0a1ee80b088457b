//! A query over a whole catalogue: who may match, who does, in which order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::asked::{Asked, Spot};
use super::hit::{Found, Hit, Manner, Match, Tier};
use super::index::Index;
use super::place::{all, best};
use super::query::Query;
use super::rows::Bits;
use super::scorer::Scorer;
use crate::catalog::{Catalog, DomainIx, Project, ProjectIx};

/// So many of the best hits are put in the order of their scores; those behind them keep that of their length.
const SCORED: usize = 64;

impl Index {
    /// What `query` finds, in `domain` only if one is given.
    #[must_use]
    pub fn search(&self, catalog: &Catalog, query: &Query, domain: Option<DomainIx>) -> Found {
        let inside = |at: &ProjectIx| domain.is_none_or(|only| catalog[*at].domain == only);
        if query.is_empty() {
            let all = catalog.projects().map(|(at, _)| at).filter(inside);
            return Found { hits: all.map(|project| Hit { project, tier: None }).collect(), manner: Manner::Typed };
        }
        for manner in Manner::ALL {
            let groups = query.groups.iter();
            let asked: Vec<Vec<Asked>> =
                groups.map(|group| group.iter().map(|term| Asked::new(self, catalog, term, manner)).collect()).collect();
            let mut tiers: BTreeMap<Tier, Vec<usize>> = BTreeMap::new();
            for place in self.candidates(&asked).ones() {
                let Some(at) = self.order.get(place).filter(|at| inside(at)) else { continue };
                if let Some(tier) = spots(&asked, catalog, &catalog[*at], place, |_, _| {}) {
                    tiers.entry(tier).or_default().push(place);
                }
            }
            if !tiers.is_empty() {
                return Found { hits: self.ranked(catalog, &asked, tiers), manner };
            }
        }
        Found::default()
    }

    /// Those that may match a term of each group.
    fn candidates(&self, asked: &[Vec<Asked>]) -> Bits {
        let everyone = Bits::all(self.order.len());
        let mut all = everyone.clone();
        for group in asked {
            let mut any = Bits::none(self.order.len());
            for term in group {
                any.or(&term.candidates(&everyone));
            }
            all.and(&any);
        }
        all
    }

    /// The hits of all tiers in their order; within a tier by score, as far as anybody is likely to look.
    fn ranked(&self, catalog: &Catalog, asked: &[Vec<Asked>], tiers: BTreeMap<Tier, Vec<usize>>) -> Vec<Hit> {
        let scorer = Scorer::new();
        let score = |place: &usize| {
            let project = &catalog[self.order[*place]];
            let mut score = 0;
            spots(asked, catalog, project, *place, |term, spot| score += term.score(catalog, project, spot, &scorer));
            Reverse(score)
        };
        let mut hits = Vec::with_capacity(tiers.values().map(Vec::len).sum());
        for (tier, mut places) in tiers {
            let ordered = SCORED.saturating_sub(hits.len()).min(places.len());
            if let Some(best) = places.get_mut(..ordered).filter(|best| best.len() > 1) {
                best.sort_by_cached_key(score);
            }
            hits.extend(places.into_iter().map(|place| Hit { project: self.order[place], tier: Some(tier) }));
        }
        hits
    }

    /// What [`search`](Self::search) finds, in the order of the file: read text by text, without an index. This is what a match
    /// means; the other is how to have it soon.
    #[must_use]
    pub fn read_through(catalog: &Catalog, query: &Query) -> Found {
        all(catalog, query)
    }

    /// Where `query` matched a project that it found in that manner.
    #[must_use]
    pub fn place(catalog: &Catalog, query: &Query, project: ProjectIx, manner: Manner) -> Option<Match> {
        best(catalog, query, &catalog[project], manner)
    }
}

/// Where a project matches a term of each group: the best of each, and the tier of the worst of those.
fn spots(
    asked: &[Vec<Asked>],
    catalog: &Catalog,
    project: &Project,
    at: usize,
    mut see: impl FnMut(&Asked, Spot),
) -> Option<Tier> {
    let mut worst = None;
    for group in asked {
        let spots = group.iter().filter_map(|term| Some((term.spot(catalog, project, at)?, term)));
        let (spot, term) = spots.min_by_key(|(spot, _)| *spot)?;
        see(term, spot);
        worst = worst.max(Some(spot.tier));
    }
    worst
}
