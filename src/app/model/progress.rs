//! How far projects are, on the day that the board is about.

use super::Model;
use crate::catalog::{Catalog, Day, ProgressCriteria, ProgressSummary, Project, ProjectProgress};
use crate::search::Query;

/// What progress is judged by, and how many projects of each domain stand how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct ProgressSnapshot {
    criteria: ProgressCriteria,
    /// Among so many projects.
    project_count: usize,
    /// None where the catalogue says nothing of any project's progress.
    by_domain: Vec<ProgressSummary>,
}

impl ProgressSnapshot {
    /// All projects of a catalogue.
    pub(in crate::app) fn new(yardstick: ProgressCriteria, catalog: &Catalog) -> Self {
        let tallies = if catalog.has_progress() { catalog.progress_by_domain(yardstick) } else { Vec::new() };
        Self { criteria: yardstick, project_count: catalog.len(), by_domain: tallies }
    }
}

impl Model {
    /// What progress is judged by.
    #[must_use]
    pub fn progress_criteria(&self) -> ProgressCriteria {
        self.progress.criteria
    }

    /// How a project stands; nothing where the catalogue says so of none.
    #[must_use]
    pub fn project_progress(&self, project: &Project) -> Option<ProjectProgress> {
        self.catalog.has_progress().then(|| self.catalog.progress(project, self.progress.criteria))
    }

    /// How many projects of each domain stand how; nothing where the catalogue says so of none.
    #[must_use]
    pub fn progress_by_domain(&self) -> Option<&[ProgressSummary]> {
        self.catalog.has_progress().then_some(self.progress.by_domain.as_slice())
    }

    /// Whether that is still to be found out of some.
    pub(super) fn is_progress_outdated(&self) -> bool {
        self.catalog.has_progress() && self.progress.project_count != self.catalog.len()
    }

    /// Whether that day is news to the board.
    #[must_use]
    pub fn is_new_day(&self, day: Day) -> bool {
        self.catalog.has_progress() && self.start.as_of.is_none() && self.start.criteria.day != Some(day)
    }

    /// Goes on to another day.
    pub(in crate::app) fn set_day(&mut self, day: Day) {
        if self.is_new_day(day) {
            self.start.criteria.day = Some(day);
            if self.is_large() || self.pending_reload.is_some() {
                let as_it_is = self.as_reload();
                self.pending_reload.get_or_insert(as_it_is);
                return self.request_search();
            }
            self.update_progress();
            self.update_query();
        }
    }

    /// Judges all projects anew.
    pub(in crate::app) fn update_progress(&mut self) {
        self.progress = ProgressSnapshot::new(self.start.criteria, &self.catalog);
    }

    /// What that asks for.
    pub(in crate::app) fn parse_query(&self, text: &str) -> Query {
        Query::parse_with(text, self.progress.criteria)
    }
}
