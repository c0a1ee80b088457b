//! What a query found, and what of it is listed; and how to have it found elsewhere.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::Scope;
use super::model::Judged;
use crate::catalog::{Catalog, DomainIx, ProjectIx, Yardstick};
use crate::search::{Found, Index, Manner, Query, search_plainly};
use crate::work::Workers;

/// Catalogues with more projects are searched outside the loop: by then a key might have to wait.
pub(super) const LARGE: usize = 5_000;

/// Catalogues with no more projects have their index made when it is first needed, which nobody notices; no screen waits for it.
pub(super) const SMALL: usize = 500;

/// What a query found, and what of it is in the chosen domain.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Among so many projects.
    of: usize,
    /// Shared with whoever looks on for what was found here.
    asked: Arc<(Query, Found)>,
    /// Where this is only the best of it: what was found in full before.
    whole: Option<Arc<(Query, Found)>>,
    /// Hits per domain.
    counts: Vec<usize>,
    /// What the list is narrowed to, and what is in it, if it is to something.
    inside: Option<(Range<DomainIx>, Found)>,
}

impl Results {
    /// What `query` found in all domains.
    pub(super) fn new(catalog: &Catalog, query: Query, found: Found) -> Self {
        Self { of: catalog.len(), counts: found.counts(catalog), asked: Arc::new((query, found)), whole: None, inside: None }
    }

    /// The best of what `query` found, until there is more to say: how many there are in each domain stays as it was `before`.
    pub(super) fn best(query: Query, found: Found, before: &Self) -> Self {
        let whole = Some(before.asked());
        Self { of: before.of, asked: Arc::new((query, found)), whole, counts: before.counts.clone(), inside: None }
    }

    /// Whether there is more than is listed.
    pub(super) fn is_part(&self) -> bool {
        self.whole.is_some()
    }

    /// Lists what is in that only.
    pub(super) fn narrow(&mut self, catalog: &Catalog, scope: Scope) {
        let domains = Some(scope.domains(catalog)).filter(|_| scope != Scope::All);
        self.inside = domains.map(|domains| (domains.clone(), self.found().inside(catalog, &domains)));
    }

    fn found(&self) -> &Found {
        &self.asked.1
    }

    fn listed(&self) -> &Found {
        self.inside.as_ref().map_or_else(|| self.found(), |(_, inside)| inside)
    }

    /// Among how many projects it was looked for.
    pub(super) fn of(&self) -> usize {
        self.of
    }

    pub(super) fn query(&self) -> &Query {
        &self.asked.0
    }

    /// The last query of which all is known that it found.
    pub(super) fn asked(&self) -> Arc<(Query, Found)> {
        Arc::clone(self.whole.as_ref().unwrap_or(&self.asked))
    }

    pub(super) fn manner(&self) -> Manner {
        self.found().manner
    }

    /// How many projects were found in all domains.
    pub(super) fn found_len(&self) -> usize {
        self.found().len()
    }

    /// How many in those domains.
    pub(super) fn found_in(&self, domains: &Range<DomainIx>) -> usize {
        self.counts.get(domains.start.0..domains.end.0).unwrap_or_default().iter().sum()
    }

    /// How many are listed.
    pub(super) fn len(&self) -> usize {
        self.listed().len()
    }

    /// The project in a row of the list.
    pub(super) fn get(&self, row: usize) -> Option<ProjectIx> {
        self.listed().get(row).map(|hit| hit.project)
    }

    /// The row of a project in the list.
    pub(super) fn row_of(&self, catalog: &Catalog, project: ProjectIx) -> Option<usize> {
        self.listed().row_of(catalog, project)
    }

    /// Whether everything fits together.
    pub(super) fn is_sound(&self) -> bool {
        self.is_part()
            || self.counts.iter().sum::<usize>() == self.found_len()
                && self.inside.as_ref().is_none_or(|(domains, inside)| self.found_in(domains) == inside.len())
    }
}

/// A question that is answered outside the loop.
#[derive(Clone, Debug)]
pub struct Inquiry {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
    /// Questions are counted: only the last one's answer is wanted.
    pub(super) number: u64,
    pub(super) query: Query,
    /// What was found before.
    pub(super) before: Arc<(Query, Found)>,
    /// By what progress is to be judged, where that has not been done.
    pub(super) yardstick: Option<Yardstick>,
    /// What is shown, if it is another catalogue that is asked.
    pub(super) shown: Option<Arc<Catalog>>,
}

/// The answer to an [`Inquiry`].
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub(super) number: u64,
    pub(super) results: Results,
    /// How far projects are, if that was asked.
    pub(super) judged: Option<Judged>,
    /// Whether what was asked says nothing else than what is shown.
    pub(super) same: bool,
}

/// What comes before the [`Answer`]: the first of what is found, and nothing yet of how much it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    pub(super) number: u64,
    pub(super) found: Found,
}

impl Inquiry {
    /// Searches; `None` if the workers were told to stop. Without an index it reads all texts, which takes longer.
    #[must_use]
    pub fn answer(&self, workers: &impl Workers) -> Option<Answer> {
        let before = Some((&self.before.0, &self.before.1));
        let found = match self.index.get() {
            Some(index) => index.search_by(workers, &self.catalog, &self.query, None, before)?,
            None => search_plainly(workers, &self.catalog, &self.query)?,
        };
        Some(Answer {
            number: self.number,
            results: Results::new(&self.catalog, self.query.clone(), found),
            judged: self.yardstick.map(|yardstick| Judged::by(yardstick, &self.catalog)),
            same: self.shown.as_ref().is_none_or(|shown| Arc::ptr_eq(shown, &self.catalog) || *shown == self.catalog),
        })
    }

    /// The best of what is asked for, sooner than everything, if there is much; not where it is another catalogue that is asked.
    #[must_use]
    pub fn best(&self, workers: &impl Workers) -> Option<Best> {
        let index = self.index.get().filter(|_| self.shown.is_none())?;
        let found = index.best_by(workers, &self.catalog, &self.query, Some((&self.before.0, &self.before.1)))?;
        Some(Best { number: self.number, found })
    }

    /// Whether the index is there: what has begun without it is found sooner if it begins again.
    #[must_use]
    pub fn has_index(&self) -> bool {
        self.index.get().is_some()
    }
}

/// The index of a large catalogue, which is built outside the loop.
#[derive(Clone, Debug)]
pub struct Unbuilt {
    pub(super) catalog: Arc<Catalog>,
    pub(super) index: Arc<OnceLock<Index>>,
}

impl Unbuilt {
    /// Whether it is there.
    #[must_use]
    pub fn is_built(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds it.
    pub fn build(self) {
        let _ = self.index.set(Index::new(&self.catalog));
    }
}
