//! The progress of the projects on the day that the board shows.

use super::Model;
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

    /// Returns true if the board shows progress and follows the calendar.
    pub(crate) fn follows_day(&self) -> bool {
        self.catalog.has_progress() && self.start.as_of.is_none()
    }

    /// Returns the day that the board shows, or is about to show.
    pub(crate) fn day(&self) -> Option<Day> {
        self.start.criteria.day
    }

    /// Sets the day that the board shows, unless it was fixed at the start.
    pub(crate) fn set_day(&mut self, day: Day) {
        if self.subscriptions().is_new_day(day) {
            self.start.criteria.day = Some(day);
            let reload = self.as_reload();
            self.pending_reload.get_or_insert(reload);
            self.request_search();
        }
    }

    /// Parses `text` as a query, with the current progress criteria.
    pub(crate) fn parse_query(&self, text: &str) -> Query {
        Query::parse_with(text, self.progress.criteria)
    }
}
