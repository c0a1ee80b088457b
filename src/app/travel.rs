//! Ways back: where one was before, and places that one has marked. Gone with the board.

use std::collections::{BTreeMap, VecDeque};

use super::scope::{Sidebar, list_onto};
use super::{List, Model, Notice, Pane};
use crate::catalog::{Address, Catalog};
use crate::lang::fill;
use crate::text::half_width;

/// So many places are remembered.
const PAST: usize = 100;

/// A place on the board, with the exact cursor.
#[derive(Clone, Debug, PartialEq)]
struct Spot {
    query: String,
    sidebar: Sidebar,
    projects: List,
    detail: usize,
    focus: Pane,
    zoomed: bool,
    overview: Option<List>,
    /// The selected project, to tell one place from another.
    project: Option<Address>,
}

/// What a letter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// To mark where one is.
    Mark,
    /// To go to what is marked.
    Go,
}

/// Where one was, where one came back from, and what one has marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Travel {
    past: VecDeque<Spot>,
    future: Vec<Spot>,
    marks: BTreeMap<char, Spot>,
    /// What the next letter is for.
    pub(super) asked: Option<Asked>,
    /// Whether one walks through the domains: that is one way, however many steps it has.
    pub(super) walking: bool,
    /// Where one goes once what is found there is known.
    arriving: Option<Spot>,
}

impl Travel {
    /// Where `before` was, `now` is another catalogue: the same places in it.
    pub(super) fn move_to(&mut self, before: &Catalog, now: &Catalog) {
        for spot in self.past.iter_mut().chain(&mut self.future).chain(self.marks.values_mut()) {
            let parts = spot.sidebar.chosen(before).parts(before);
            spot.sidebar = spot.sidebar.onto(before, now);
            let others = spot.sidebar.chosen(now).parts(now);
            spot.overview = spot.overview.map(|list| list_onto(list, (&parts, before), (&others, now)));
        }
    }
}

impl Model {
    fn spot(&self) -> Spot {
        Spot {
            query: self.search.text().to_owned(),
            sidebar: self.sidebar,
            projects: self.projects,
            detail: self.detail,
            focus: self.focus,
            zoomed: self.zoomed,
            overview: self.overview,
            project: self.address(),
        }
    }

    /// Remembers where one is, before one goes elsewhere.
    pub(super) fn leave(&mut self) {
        let spot = self.spot();
        let travel = &mut self.travel;
        travel.future.clear();
        if travel.past.back() != Some(&spot) {
            travel.past.push_back(spot);
        }
        if travel.past.len() > PAST {
            travel.past.pop_front();
        }
    }

    /// Goes to where one was before.
    pub(super) fn go_back(&mut self) {
        let here = self.spot();
        while let Some(spot) = self.travel.past.pop_back() {
            if spot != here {
                self.travel.future.push(here);
                return self.arrive(spot);
            }
        }
        self.notice = Some(Notice::NoWayBack);
    }

    /// Goes to where one came back from.
    pub(super) fn go_forward(&mut self) {
        let here = self.spot();
        while let Some(spot) = self.travel.future.pop() {
            if spot != here {
                self.travel.past.push_back(here);
                return self.arrive(spot);
            }
        }
        self.notice = Some(Notice::NoWayForward);
    }

    fn arrive(&mut self, spot: Spot) {
        self.search.open = false;
        self.search.set(&spot.query);
        self.sidebar = spot.sidebar;
        self.refilter();
        self.settle(&spot);
        self.travel.arriving = Some(spot).filter(|_| self.is_waiting());
    }

    /// Puts the cursor where it was: the same query finds the same.
    fn settle(&mut self, spot: &Spot) {
        (self.projects, self.detail, self.overview) = (spot.projects, spot.detail, spot.overview);
        (self.focus, self.zoomed) = (spot.focus, spot.zoomed);
        self.reveal();
        // In another catalogue than at that time another project may stand in that row.
        if spot.project != self.address()
            && let Some(project) = spot.project.as_ref().and_then(|project| self.catalog().at(project))
        {
            self.select_listed(project);
        }
    }

    /// Puts the cursor where one was going, now that what is found there is known.
    pub(super) fn settle_at_last(&mut self) {
        if let Some(spot) = self.travel.arriving.take() {
            self.settle(&spot);
        }
    }

    /// One goes elsewhere instead.
    pub(super) fn go_nowhere(&mut self) {
        self.travel.arriving = None;
    }

    /// Asks for a letter, if there is a use for one.
    pub(super) fn ask_for_letter(&mut self, asked: Asked) {
        if asked == Asked::Go && self.travel.marks.is_empty() {
            self.notice = Some(Notice::NoMarks);
        } else {
            self.travel.asked = Some(asked);
        }
    }

    /// Takes the letter that was asked for.
    pub(super) fn take_letter(&mut self, typed: char) {
        let letter = half_width(typed).to_ascii_lowercase();
        let asked = self.travel.asked.take();
        self.notice = match (asked, self.travel.marks.get(&letter).cloned()) {
            _ if !letter.is_ascii_lowercase() => Some(Notice::NoLetter),
            (Some(Asked::Mark), _) => {
                let spot = self.spot();
                self.travel.marks.insert(letter, spot);
                Some(Notice::Marked(letter))
            }
            (Some(Asked::Go), Some(spot)) => {
                self.leave();
                self.arrive(spot);
                None
            }
            (Some(Asked::Go), None) => Some(Notice::NoMark(letter)),
            (None, _) => None,
        };
    }

    /// What is said while a letter is asked for.
    #[must_use]
    pub fn letter_question(&self) -> Option<String> {
        let s = self.lang.strings();
        Some(match self.travel.asked? {
            Asked::Mark => s.mark_as.to_owned(),
            Asked::Go => {
                let quoted = |project: &Address| {
                    let at = self.catalog().at(project);
                    at.map_or_else(
                        || project.no.to_string(),
                        |at| self.catalog().quoted(&self.catalog().project(at), self.lang),
                    )
                };
                let mark = |(letter, spot): (&char, &Spot)| match &spot.project {
                    Some(project) => format!("{letter} {}", quoted(project)),
                    None => letter.to_string(),
                };
                fill(s.mark_to, &[&self.travel.marks.iter().map(mark).collect::<Vec<_>>().join("  ")])
            }
        })
    }
}
