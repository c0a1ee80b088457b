//! Projects that are not stored yet.

use std::borrow::Cow;

use super::day::Day;
use super::figure::{Amount, Figure};
use super::project::{DomainIx, Project, ProjectNo, Target, Update, Updates};
use super::text::Text;
use crate::diagnostics::{ListField, TextField};
use crate::lang::Lang;

/// Text that is not stored yet, in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OwnedText<'a> {
    pub(crate) zh: Cow<'a, str>,
    pub(crate) en: Cow<'a, str>,
}

impl OwnedText<'_> {
    pub(crate) fn as_text(&self) -> Text<'_> {
        Text::new(&self.zh, &self.en)
    }
}

impl From<Text<'_>> for OwnedText<'static> {
    fn from(text: Text<'_>) -> Self {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| Cow::Owned(text.exactly(lang).to_owned()));
        Self { zh, en }
    }
}

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
}

impl NewProject<'_> {
    /// Returns true if the project has any progress data.
    pub(crate) fn has_progress(&self) -> bool {
        self.start.is_some() || self.end.is_some() || !self.updates.is_empty() || self.has_updates()
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
