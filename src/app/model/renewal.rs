//! Another catalogue in the place of the one before, without anybody losing their place.

use std::sync::{Arc, OnceLock};

use super::{Judged, Model};
use crate::app::results::{LARGE, Results};
use crate::app::scope::list_onto;
use crate::app::{Freshness, List, Pane, Renewal};
use crate::catalog::{Address, Catalog, ProjectIx};
use crate::search::{Found, Index};

/// What has gone and is large: to give its memory back takes longer than a key may wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Spent(Arc<Catalog>, Arc<OnceLock<Index>>, Option<Results>);

impl Model {
    /// Shows a new catalogue: at once, or where it is large as soon as it is known what there is in it.
    pub(in crate::app) fn renew(&mut self, renewal: Renewal) {
        let large = self.is_large() || renewal.catalog.len() > LARGE;
        if let Some(Renewal { catalog, index, .. }) = self.pending.take() {
            self.spend(catalog, index, None);
        }
        if large {
            self.pending = Some(renewal);
            return self.ask();
        }
        if self.waiting {
            // What is asked elsewhere is asked of a catalogue that will not come.
            self.inquiries += 1;
            (self.waiting, self.unasked) = (false, false);
        }
        if renewal.catalog == self.catalog {
            self.freshness = renewal.freshness;
            return;
        }
        let Renewal { catalog, index, .. } = &renewal;
        self.judged = Judged::by(self.home.yardstick, catalog);
        let found = if self.query.is_empty() {
            Found::all(catalog)
        } else {
            index.get_or_init(|| Index::new(catalog)).search(catalog, &self.query, None)
        };
        let results = Results::new(catalog, self.query.clone(), found);
        self.put_in_place(renewal, results);
    }

    /// What is asked for stays, and so does the project that is open, by its number: what one reads must not turn into something
    /// else under one's eyes. Where that project is gone, the nearest number of its programme takes its place.
    pub(super) fn put_in_place(&mut self, Renewal { catalog, index, freshness }: Renewal, results: Results) {
        self.freshness = freshness;
        self.go_nowhere();
        let kept =
            self.results.get(self.projects.selected()).map(|project| self.catalog.address(&self.catalog.project(project)));
        let above = self.projects.selected() - self.projects.offset();
        let before = std::mem::replace(&mut self.catalog, catalog);
        let index = std::mem::replace(&mut self.index, index);
        self.move_from(&before);
        self.query = results.query().clone();
        let found = std::mem::replace(&mut self.results, results);
        let scope = self.scope();
        self.results.narrow(&self.catalog, scope);
        let open = kept.as_ref().and_then(|project| self.catalog.at(project));
        let (row, stays) = match open.and_then(|project| self.results.row_of(&self.catalog, project)) {
            Some(row) => (row, true),
            None => (kept.map_or(0, |project| self.row_near(&project)), false),
        };
        self.select_at(row, above);
        if !stays {
            self.detail = 0;
            self.sheet = None;
        }
        self.reveal();
        self.spend(before, index, Some(found));
    }

    /// How what is shown, or is about to be, stands to the data file.
    pub(in crate::app) fn turn_stale(&mut self, freshness: Freshness) {
        *self.pending.as_mut().map_or(&mut self.freshness, |pending| &mut pending.freshness) = freshness;
    }

    /// What is shown, as if it were new.
    pub(super) fn as_it_is(&self) -> Renewal {
        let (catalog, index) = (Arc::clone(&self.catalog), Arc::clone(&self.index));
        Renewal { catalog, index, freshness: self.freshness.clone() }
    }

    /// What is remembered of another catalogue, in this one.
    pub(super) fn move_from(&mut self, before: &Catalog) {
        let now = &*self.catalog;
        let (sidebar, parts) = (self.sidebar, self.sidebar.chosen(before).parts(before));
        self.sidebar = sidebar.onto(before, now);
        let others = self.sidebar.chosen(now).parts(now);
        self.overview = self.overview.map(|list| list_onto(list, (&parts, before), (&others, now)));
        self.travel.move_to(before, now);
        self.home.scope = self.home.scope.onto(before, now);
        self.home.project = self.home.project.and_then(|at| now.at(&before.address(&before.project(at))));
    }

    /// Selects a row of the list, with so many others above it in sight where that can be.
    pub(super) fn select_at(&mut self, row: usize, above: usize) {
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        self.projects = List::default();
        self.projects.scroll(isize::try_from(row.saturating_sub(above)).unwrap_or_default(), len, height);
        self.projects.select(row, len, height);
    }

    /// Keeps what has gone for whoever gives its memory back.
    pub(super) fn spend(&mut self, catalog: Arc<Catalog>, index: Arc<OnceLock<Index>>, results: Option<Results>) {
        if catalog.len() > LARGE {
            self.spent.push(Spent(catalog, index, results));
        }
    }

    /// What has gone since the last time.
    #[must_use]
    pub fn take_spent(&mut self) -> Vec<Spent> {
        std::mem::take(&mut self.spent)
    }

    /// The row of the listed project of the same programme whose number is nearest: looked for among those that are listed if they
    /// are few, and else among the neighbours, of which then many are listed.
    fn row_near(&self, gone: &Address) -> usize {
        let Some(programme) = self.catalog.programme_of_file(&gone.file) else { return 0 };
        let (no, domains, len) = (gone.no, self.catalog.domains_of(programme), self.visible_len());
        let is_there = |project: &ProjectIx| domains.contains(&self.catalog.key(*project).1);
        if len.saturating_mul(len) > self.catalog.len() {
            let mut near = self.catalog.outwards(no).filter(is_there);
            return near.find_map(|project| self.results.row_of(&self.catalog, project)).unwrap_or_default();
        }
        let rows = (0..len).filter_map(|row| Some((row, self.results.get(row).filter(is_there)?)));
        let distance = |project: ProjectIx| self.catalog.key(project).0.0.abs_diff(no.0);
        rows.min_by_key(|(_, project)| distance(*project)).map_or(0, |(row, _)| row)
    }
}
