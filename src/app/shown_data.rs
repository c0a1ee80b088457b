//! The data on the screen: the catalog with its index, its status and its progress, and the
//! catalog that is to replace it.

use std::sync::Arc;

use super::data_changes::DataChanges;
use super::progress::ProgressSnapshot;
use super::result_list::{IndexJob, ResultList};
use super::{DataStatus, Reload, Retired, Start};
use crate::diagnostics::FORMAT;
use crate::lang::{Lang, fill};
use crate::model::{Catalog, Day, ProgressCriteria, ProgressSummary, Project, ProjectProgress};
use crate::query::Query;

/// The data on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownData {
    /// The catalog, its index, which may not be built yet, and its status.
    pub shown: Reload,
    /// The changes since the version before.
    pub(crate) changes: DataChanges,
    /// The progress of the projects, as far as it has been computed.
    pub(crate) progress: ProgressSnapshot,
    /// The criteria by which progress is computed next.
    pub(crate) criteria: ProgressCriteria,
    /// True if the day of `criteria` follows the calendar.
    follows_calendar: bool,
    /// The catalog that replaces the one shown, once it has been searched.
    pub(crate) pending_reload: Option<Reload>,
    /// The data that this update has replaced.
    retired: Vec<Retired>,
}

impl ShownData {
    pub(crate) fn new(catalog: Arc<Catalog>, start: &Start) -> Self {
        Self {
            progress: ProgressSnapshot::new(start.criteria, &catalog),
            shown: Reload::part(catalog, start.data_status.clone()),
            changes: DataChanges::default(),
            criteria: start.criteria,
            follows_calendar: start.as_of.is_none(),
            pending_reload: None,
            retired: Vec::new(),
        }
    }

    /// Returns the catalog.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.shown.catalog
    }

    /// Returns true while the file is still being loaded.
    #[must_use]
    pub fn is_loading(&self) -> bool {
        matches!(self.shown.status, DataStatus::Loading(_))
    }

    /// Returns the status in full, for users who can report it; `None` if the data is current and
    /// complete.
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> Option<String> {
        self.shown.status.text(lang).or_else(|| unknown_text(self.catalog(), lang))
    }

    /// Returns the status for visitors, without the reasons; `None` if the data is current and
    /// complete.
    #[must_use]
    pub fn visitor_text(&self, lang: Lang) -> Option<String> {
        let unknown =
            || unknown_text(self.catalog(), lang).map(|_| lang.strings().unread.to_owned());
        self.shown.status.visitor_text(lang).or_else(unknown)
    }

    /// Sets the status of the pending reload, or of the data shown if there is none.
    pub(crate) fn set_status(&mut self, status: DataStatus) {
        self.pending_reload.as_mut().unwrap_or(&mut self.shown).status = status;
    }

    /// Parses `text` as a query, by the progress that is shown.
    pub(crate) fn parse_query(&self, text: &str) -> Query {
        Query::parse_with(text, self.progress.criteria)
    }

    /// Returns the progress of a project; `None` if its programme has no report yet.
    #[must_use]
    pub fn project_progress(&self, project: &Project) -> Option<ProjectProgress> {
        self.catalog().progress(project, self.progress.criteria)
    }

    /// Returns true if the catalog records progress by the day that is shown.
    #[must_use]
    pub fn has_progress(&self) -> bool {
        self.catalog().has_progress(self.progress.criteria)
    }

    /// Returns the progress summary of each domain; `None` if the catalog records no progress at
    /// all.
    #[must_use]
    pub fn progress_by_domain(&self) -> Option<&[ProgressSummary]> {
        self.has_progress().then_some(self.progress.by_domain.as_slice())
    }

    /// Returns true if projects have been loaded that are not counted yet.
    pub(crate) fn is_progress_outdated(&self) -> bool {
        self.has_progress() && self.progress.project_count != self.catalog().len()
    }

    /// Returns true if the board may show progress and follows the calendar.
    pub(crate) fn follows_day(&self) -> bool {
        self.catalog().has_reports() && self.follows_calendar
    }

    /// Returns the day that the board shows, or is about to show.
    pub(crate) fn day(&self) -> Option<Day> {
        self.criteria.day
    }

    /// Sets the day to show, for which the whole catalog has to be searched again.
    pub(crate) fn set_day(&mut self, day: Day) {
        self.criteria.day = Some(day);
        self.pending_reload.get_or_insert_with(|| self.shown.clone());
    }

    /// Returns true if a search is needed even without a query: for another catalog, or to compute
    /// progress.
    pub(crate) fn needs_search(&self) -> bool {
        self.pending_reload.is_some() || self.is_progress_outdated()
    }

    /// Sets the catalog that replaces the one shown, in place of an earlier one.
    pub(crate) fn set_pending(&mut self, reload: Reload) {
        if let Some(earlier) = self.pending_reload.replace(reload) {
            self.retire(earlier, None);
        }
    }

    /// Shows a longer catalog, and returns the one before.
    pub(crate) fn grow(&mut self, load: Reload) -> Arc<Catalog> {
        self.pending_reload = None;
        std::mem::replace(&mut self.shown, load).catalog
    }

    /// Takes over the status, and the index if there was none, of a catalog that is equal to the
    /// one shown, and retires the rest.
    pub(crate) fn merge_equal(&mut self, mut equal: Reload) {
        std::mem::swap(&mut self.shown.status, &mut equal.status);
        if self.shown.index.get().is_none() {
            std::mem::swap(&mut self.shown.index, &mut equal.index);
        }
        self.retire(equal, None);
    }

    /// Keeps replaced data until the update is over and the event loop drops it.
    pub(crate) fn retire(&mut self, data: Reload, results: Option<ResultList>) {
        let Reload { catalog, index, .. } = data;
        self.retired.push(Retired { catalog, index, results });
    }

    /// Returns the replaced data, once.
    pub(crate) fn take_retired(&mut self) -> Vec<Retired> {
        std::mem::take(&mut self.retired)
    }

    /// Returns the job that builds the index; `None` if it is built.
    #[must_use]
    pub fn index_job(&self) -> Option<IndexJob> {
        Some(self.shown.index_job()).filter(|job| !job.is_built())
    }
}

/// Describes the parts of the files that are not shown because this version does not know them.
/// Unknown fields are not counted: everything this version knows is shown.
fn unknown_text(catalog: &Catalog, lang: Lang) -> Option<String> {
    let s = lang.strings();
    let format = catalog.unknown().filter_map(|(_, unknown)| unknown.format()).max();
    let format =
        format.map(|format| fill(s.unread_format, &[&format.to_string(), &FORMAT.to_string()]));
    let left_out = catalog.left_out();
    let left_out = (left_out > 0).then(|| fill(s.unread_entries, &[&left_out.to_string()]));
    let texts: Vec<String> = format.into_iter().chain(left_out).collect();
    (!texts.is_empty()).then(|| texts.join(s.semicolon))
}
