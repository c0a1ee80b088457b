//! How far projects are, on the day that the board is about.

use super::Model;
use crate::catalog::{Catalog, Day, Project, Standing, Tally, Yardstick};
use crate::search::Query;

/// What progress is judged by, and how many projects of each domain stand how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Judged {
    yardstick: Yardstick,
    /// Among so many projects.
    of: usize,
    /// None where the catalogue says nothing of any project's progress.
    tallies: Vec<Tally>,
}

impl Judged {
    /// All projects of a catalogue.
    pub(in crate::app) fn by(yardstick: Yardstick, catalog: &Catalog) -> Self {
        let tallies = if catalog.has_progress() { catalog.tallies(yardstick) } else { Vec::new() };
        Self { yardstick, of: catalog.len(), tallies }
    }
}

impl Model {
    /// What progress is judged by.
    #[must_use]
    pub fn yardstick(&self) -> Yardstick {
        self.judged.yardstick
    }

    /// How a project stands; nothing where the catalogue says so of none.
    #[must_use]
    pub fn standing(&self, project: &Project) -> Option<Standing> {
        self.catalog.has_progress().then(|| self.catalog.standing(project, self.judged.yardstick))
    }

    /// How many projects of each domain stand how; nothing where the catalogue says so of none.
    #[must_use]
    pub fn tallies(&self) -> Option<&[Tally]> {
        self.catalog.has_progress().then_some(self.judged.tallies.as_slice())
    }

    /// Whether that is still to be found out of some.
    pub(super) fn is_unjudged(&self) -> bool {
        self.catalog.has_progress() && self.judged.of != self.catalog.len()
    }

    /// Whether that day is news to the board.
    #[must_use]
    pub fn is_news(&self, day: Day) -> bool {
        self.catalog.has_progress() && self.home.as_of.is_none() && self.home.yardstick.day != Some(day)
    }

    /// Goes on to another day.
    pub(in crate::app) fn turn_to(&mut self, day: Day) {
        if self.is_news(day) {
            self.home.yardstick.day = Some(day);
            if self.is_large() || self.pending.is_some() {
                let as_it_is = self.as_it_is();
                self.pending.get_or_insert(as_it_is);
                return self.ask();
            }
            self.judge();
            self.refilter();
        }
    }

    /// Judges all projects anew.
    pub(in crate::app) fn judge(&mut self) {
        self.judged = Judged::by(self.home.yardstick, &self.catalog);
    }

    /// What that asks for.
    pub(in crate::app) fn asked_for(&self, text: &str) -> Query {
        Query::parse_by(text, self.judged.yardstick)
    }
}
