//! How far projects are, on the day that the board is about.

use super::Model;
use crate::catalog::{Day, Project, Standing, Tally, Yardstick};
use crate::search::Query;

/// What progress is judged by, and how many projects of each domain stand how.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Judged {
    yardstick: Yardstick,
    /// None where the catalogue says nothing of any project's progress.
    tallies: Vec<Tally>,
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

    /// Whether that day is news to the board.
    #[must_use]
    pub fn is_news(&self, day: Day) -> bool {
        self.catalog.has_progress() && self.home.as_of.is_none() && self.judged.yardstick.day != Some(day)
    }

    /// Goes on to another day.
    pub(in crate::app) fn turn_to(&mut self, day: Day) {
        if self.is_news(day) {
            self.home.yardstick.day = Some(day);
            self.judge();
            self.refilter();
        }
    }

    /// Judges all projects anew.
    pub(in crate::app) fn judge(&mut self) {
        let yardstick = self.home.yardstick;
        let tallies = if self.catalog.has_progress() { self.catalog.tallies(yardstick) } else { Vec::new() };
        self.judged = Judged { yardstick, tallies };
    }

    /// What that asks for.
    pub(in crate::app) fn asked_for(&self, text: &str) -> Query {
        Query::parse_by(text, self.judged.yardstick)
    }
}
