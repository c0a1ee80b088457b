//! Projects on their way into the store.

use std::borrow::Cow;

use crate::catalog::{Amount, Day, DomainIx, Figure, ProjectNo, Text};
use crate::lang::Lang;

/// A text before it is kept: Chinese and English.
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

/// A target before it is kept.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct NewTarget<'a> {
    pub(in crate::catalog) what: OwnedText<'a>,
    pub(in crate::catalog) figure: Figure,
    pub(in crate::catalog) unit: OwnedText<'a>,
    pub(in crate::catalog) updates: Vec<NewUpdate<'a>>,
}

/// A report before it is kept.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct NewUpdate<'a> {
    pub(in crate::catalog) date: Day,
    pub(in crate::catalog) done: Option<Amount>,
    pub(in crate::catalog) note: OwnedText<'a>,
}

/// A project before it is kept.
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
    /// Whether anything is said of how far it is.
    pub(in crate::catalog) fn has_progress(&self) -> bool {
        self.start.is_some() || self.end.is_some() || !self.updates.is_empty() || self.has_updates()
    }

    /// Whether anything was reported of its targets.
    pub(in crate::catalog) fn has_updates(&self) -> bool {
        self.targets.iter().any(|target| !target.updates.is_empty())
    }
}
