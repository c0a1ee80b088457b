//! Another catalogue in the place of the one before, without anybody losing their place.

use super::Model;
use crate::app::results::Results;
use crate::app::{Freshness, List, Pane, Renewal};
use crate::catalog::ProjectIx;
use crate::search::Found;

impl Model {
    /// Shows a new catalogue. What is asked for stays, and so does the project that is open, by its number: what one reads must
    /// not turn into something else under one's eyes. Where that project is gone, the nearest number takes its place.
    pub(in crate::app) fn renew(&mut self, Renewal { catalog, index }: Renewal) {
        self.freshness = Freshness::Current;
        if *catalog == *self.catalog {
            return;
        }
        self.go_nowhere();
        let before = std::mem::replace(&mut self.catalog, catalog);
        self.index = index;
        self.judge();
        let kept = self.results.get(self.projects.selected()).map(|project| before.project(project).no);
        let above = self.projects.selected() - self.projects.offset();
        self.domains = self.domains.onto(1, &before, &self.catalog);
        self.overview = self.overview.map(|list| list.onto(0, &before, &self.catalog));
        self.travel.move_to(&before, &self.catalog);
        self.home.domain = self.home.domain.and_then(|at| self.catalog.domain_by_id(before.domain(at).id));
        self.home.project = self.home.project.and_then(|at| self.catalog.by_no(before.project(at).no));
        self.found_anew();
        let open = kept.and_then(|no| self.catalog.by_no(no));
        let (row, stays) = match open.and_then(|project| self.results.row_of(&self.catalog, project)) {
            Some(row) => (row, true),
            None => (kept.map_or(0, |no| self.row_near(no.0)), false),
        };
        self.select_at(row, above);
        if !stays {
            self.detail = 0;
            self.sheet = None;
        }
        self.reveal();
    }

    /// Selects a row of the list, with so many others above it in sight where that can be.
    pub(super) fn select_at(&mut self, row: usize, above: usize) {
        let (len, height) = (self.visible_len(), self.height(Pane::Projects));
        self.projects = List::default();
        self.projects.scroll(isize::try_from(row.saturating_sub(above)).unwrap_or_default(), len, height);
        self.projects.select(row, len, height);
    }

    /// Asks for the same in the new catalogue. At once and here, also where it is large: an answer that comes later would
    /// be one frame of something else, and this is once for a new file.
    fn found_anew(&mut self) {
        // What is asked elsewhere is asked of a catalogue that is gone.
        self.inquiries += 1;
        (self.waiting, self.unasked) = (false, false);
        let found = match self.index() {
            Some(index) if !self.query.is_empty() => index.search(&self.catalog, &self.query, None),
            _ => Found::all(&self.catalog),
        };
        self.results = Results::new(&self.catalog, self.query.clone(), found);
        let domain = self.chosen_domain();
        self.results.narrow(&self.catalog, domain);
    }

    /// The row of the listed project whose number is nearest.
    fn row_near(&self, no: u32) -> usize {
        let rows = (0..self.visible_len()).filter_map(|row| Some((row, self.results.get(row)?)));
        let distance = |project: ProjectIx| self.catalog.project(project).no.0.abs_diff(no);
        rows.min_by_key(|(_, project)| distance(*project)).map_or(0, |(row, _)| row)
    }
}
