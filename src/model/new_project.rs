//! Projects that are not stored yet.

use super::day::Day;
use super::figure::{Amount, Figure};
use super::new_details::NewDetails;
use super::project::{DomainIx, Project, ProjectNo, Target, Update, Updates};
use super::text::OwnedText;
use crate::diagnostics::{ListField, TextField};

/// Target that is not stored yet.
#[derive(Clone, Debug)]
pub(crate) struct NewTarget<'a> {
    pub(crate) what: OwnedText<'a>,
    pub(crate) figure: Figure,
    pub(crate) unit: OwnedText<'a>,
    pub(crate) updates: Vec<NewUpdate<'a>>,
}

/// Update that is not stored yet.
#[derive(Clone, Debug)]
pub(crate) struct NewUpdate<'a> {
    pub(crate) date: Day,
    pub(crate) done: Option<Amount>,
    pub(crate) note: OwnedText<'a>,
}

/// Project that is not stored yet.
#[derive(Clone, Debug)]
pub(crate) struct NewProject<'a> {
    pub(crate) no: ProjectNo,
    pub(crate) domain: DomainIx,
    pub(crate) title: OwnedText<'a>,
    pub(crate) texts: [OwnedText<'a>; TextField::ALL.len()],
    pub(crate) targets: Vec<NewTarget<'a>>,
    pub(crate) lists: [Vec<OwnedText<'a>>; ListField::ALL.len()],
    pub(crate) start: Option<Day>,
    pub(crate) end: Option<Day>,
    pub(crate) updates: Vec<NewUpdate<'a>>,
    pub(crate) details: NewDetails<'a>,
}

impl NewProject<'_> {
    /// Returns true if the project has any progress data.
    pub(crate) fn has_progress(&self) -> bool {
        self.start.is_some() || self.end.is_some() || !self.updates.is_empty() || self.has_updates()
    }

    /// Returns the day of the first report on the project or its targets.
    pub(crate) fn first_report(&self) -> Option<Day> {
        let of_targets = self.targets.iter().flat_map(|target| &target.updates);
        self.updates.iter().chain(of_targets).map(|update| update.date).min()
    }

    /// Returns true if any of its targets has updates.
    pub(crate) fn has_updates(&self) -> bool {
        self.targets.iter().any(|target| !target.updates.is_empty())
    }
}

impl NewProject<'static> {
    /// Copies a stored project.
    pub(crate) fn from_project(project: &Project) -> Self {
        let record = project.progress_record();
        let targets = record.zip_targets(project.targets);
        Self {
            no: project.no,
            domain: project.domain,
            title: project.title.into(),
            texts: project.texts.map(OwnedText::from),
            targets: targets.map(|(target, updates)| new_target(&target, updates)).collect(),
            lists: project.lists.map(|texts| texts.iter().map(OwnedText::from).collect()),
            start: record.start,
            end: record.end,
            updates: new_updates(record.updates),
            details: project.details().into(),
        }
    }
}

fn new_target(target: &Target, updates: Updates) -> NewTarget<'static> {
    let (what, unit) = (target.what.into(), target.unit.into());
    NewTarget { what, figure: target.figure, unit, updates: new_updates(updates) }
}

fn new_updates(updates: Updates) -> Vec<NewUpdate<'static>> {
    let new = |update: Update| {
        let Update { date, done, note } = update;
        NewUpdate { date, done, note: note.into() }
    };
    updates.iter().map(new).collect()
}
