//! The progress of the projects on the day that the board shows.

use super::Model;
use crate::app::progress::ProgressSnapshot;
use crate::model::{Day, ProgressCriteria, ProgressSummary, Project, ProjectProgress};
use crate::query::Query;

impl Model {
    /// Returns the criteria by which progress is computed.
    #[must_use]
    pub fn progress_criteria(&self) -> ProgressCriteria {
        self.progress.criteria
    }

    /// Returns the progress of a project; `None` if the catalog records no progress at all.
    #[must_use]
    pub fn project_progress(&self, project: &Project) -> Option<ProjectProgress> {
        self.catalog.has_progress().then(|| self.catalog.progress(project, self.progress.criteria))
    }

    /// Returns the progress summary of each domain; `None` if the catalog records no progress at
    /// all.
    #[must_use]
    pub fn progress_by_domain(&self) -> Option<&[ProgressSummary]> {
        self.catalog.has_progress().then_some(self.progress.by_domain.as_slice())
    }

    /// Returns true if projects have been loaded that are not counted yet.
    pub(crate) fn is_progress_outdated(&self) -> bool {
        self.catalog.has_progress() && self.progress.project_count != self.catalog.len()
    }

    /// Returns true if [`Msg::Today`](crate::app::Msg::Today) with `day` would change the board.
    #[must_use]
    pub fn is_new_day(&self, day: Day) -> bool {
        self.catalog.has_progress()
            && self.start.as_of.is_none()
            && self.start.criteria.day != Some(day)
    }

    /// Sets the day that the board shows, unless it was fixed at the start.
    pub(crate) fn set_day(&mut self, day: Day) {
        if self.is_new_day(day) {
            self.start.criteria.day = Some(day);
            if self.is_large() || self.pending_reload.is_some() {
                let reload = self.as_reload();
                self.pending_reload.get_or_insert(reload);
                return self.request_search();
            }
            self.update_progress();
            self.update_query();
        }
    }

    /// Recomputes the progress of all projects.
    pub(crate) fn update_progress(&mut self) {
        self.progress = ProgressSnapshot::new(self.start.criteria, &self.catalog);
    }

    /// Parses `text` as a query, with the current progress criteria.
    pub(crate) fn parse_query(&self, text: &str) -> Query {
        Query::parse_with(text, self.progress.criteria)
    }
}
