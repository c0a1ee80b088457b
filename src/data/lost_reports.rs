//! Counts the reports on progress that a new version of a data file lacks.

use std::collections::HashMap;

use crate::model::{Catalog, Day, ProjectNo};

/// Number of reports that a new version lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LostReports {
    /// Reports that are lost.
    pub(crate) lost: usize,
    /// All reports of the old version.
    pub(crate) all: usize,
}

impl LostReports {
    /// Counts the reports of `old` for whose project and day there is none in `new`. Reports of
    /// another year's list are not missed.
    pub(crate) fn new(old: &Catalog, new: &Catalog) -> Self {
        let years = [old, new].map(|catalog| catalog.programme().year);
        if !years.contains(&0) && years[0] != years[1] {
            return Self::default();
        }
        let mut open: HashMap<(ProjectNo, Day), usize> = HashMap::new();
        for day in days(new) {
            *open.entry(day).or_default() += 1;
        }
        let mut counts = Self::default();
        for day in days(old) {
            counts.all += 1;
            match open.get_mut(&day) {
                Some(count) if *count > 0 => *count -= 1,
                _ => counts.lost += 1,
            }
        }
        counts
    }
}

/// Returns the project and the day of each report.
fn days(catalog: &Catalog) -> impl Iterator<Item = (ProjectNo, Day)> {
    catalog.projects().flat_map(|(_, project)| {
        let record = project.progress_record();
        let mut days: Vec<Day> = record.updates.iter().map(|update| update.date).collect();
        for updates in record.targets.iter() {
            days.extend(updates.iter().map(|update| update.date));
        }
        days.into_iter().map(move |day| (project.no, day))
    })
}
