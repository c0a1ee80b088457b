//! Projects that are not stored yet.

use std::borrow::Cow;

use crate::catalog::{Amount, Day, DomainIx, Figure, ProjectNo, Text};
use crate::lang::Lang;

/// Text that is not stored yet, in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::catalog) struct OwnedText<'a> {
    pub(in crate::catalog) zh: Cow<'a, str>,
    pub(in crate::catalog) en: Cow<'a, str>,
}

impl OwnedText<'_> {
    pub(in crate::catalog) fn as_text(&self) -> Text<'_> {
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
pub(in crate::catalog) struct NewTarget<'a> {
    pub(in crate::catalog) what: OwnedText<'a>,
    pub(in crate::catalog) figure: Figure,
    pub(in crate::catalog) unit: OwnedText<'a>,
    pub(in crate::catalog) updates: Vec<NewUpdate<'a>>,
}

/// Update that is not stored yet.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct NewUpdate<'a> {
    pub(in crate::catalog) date: Day,
    pub(in crate::catalog) done: Option<Amount>,
    pub(in crate::catalog) note: OwnedText<'a>,
}

/// Project that is not stored yet.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct NewProject<'a> {
    pub(in crate::catalog) no: ProjectNo,
    pub(in crate::catalog) domain: DomainIx,
    pub(in crate::catalog) title: OwnedText<'a>,
    pub(in crate::catalog) summary: OwnedText<'a>,
    pub(in crate::catalog) targets: Vec<NewTarget<'a>>,
    pub(in crate::catalog) places: Vec<OwnedText<'a>>,
    pub(in crate::catalog) partners: Vec<OwnedText<'a>>,
    pub(in crate::catalog) facts: Vec<OwnedText<'a>>,
    pub(in crate::catalog) start: Option<Day>,
    pub(in crate::catalog) end: Option<Day>,
    pub(in crate::catalog) updates: Vec<NewUpdate<'a>>,
}

impl NewProject<'_> {
    /// True if the project has any progress data.
    pub(in crate::catalog) fn has_progress(&self) -> bool {
        self.start.is_some() || self.end.is_some() || !self.updates.is_empty() || self.has_updates()
    }

    /// True if any of its targets has updates.
    pub(in crate::catalog) fn has_updates(&self) -> bool {
        self.targets.iter().any(|target| !target.updates.is_empty())
    }
}
