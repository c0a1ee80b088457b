//! Ways back: where one was before, and places that one has marked. Gone with the board.

use std::collections::{BTreeMap, VecDeque};

use super::scope::{Sidebar, remap_list};
use super::{List, Model, Notice, Pane};
use crate::catalog::{Catalog, ProjectId};
use crate::lang::fill;
use crate::text::half_width;

/// So many places are remembered.
const JUMPS_MAX: usize = 100;

/// A place on the board, with the exact cursor.
#[derive(Clone, Debug, PartialEq)]
struct Jump {
    query: String,
    sidebar: Sidebar,
    projects: List,
    detail: usize,
    focus: Pane,
    zoomed: bool,
    overview: Option<List>,
    /// The selected project, to tell one place from another.
    project: Option<ProjectId>,
}

/// What a letter is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkPrompt {
    /// To mark where one is.
    Set,
    /// To go to what is marked.
    Jump,
}

/// Where one was, where one came back from, and what one has marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct JumpList {
    back: VecDeque<Jump>,
    forward: Vec<Jump>,
    marks: BTreeMap<char, Jump>,
    /// What the next letter is for.
    pub(super) mark_prompt: Option<MarkPrompt>,
    /// Whether one walks through the domains: that is one way, however many steps it has.
    pub(super) is_stepping: bool,
    /// Where one goes once what is found there is known.
    pending_restore: Option<Jump>,
}

impl JumpList {
    /// Where `before` was, `now` is another catalogue: the same places in it.
    pub(super) fn remap(&mut self, before: &Catalog, now: &Catalog) {
        for spot in self.back.iter_mut().chain(&mut self.forward).chain(self.marks.values_mut()) {
            let parts = spot.sidebar.scope(before).children(before);
            spot.sidebar = spot.sidebar.remap(before, now);
            let others = spot.sidebar.scope(now).children(now);
            spot.overview = spot.overview.map(|list| remap_list(list, (&parts, before), (&others, now)));
        }
    }
}

impl Model {
    fn current_jump(&self) -> Jump {
        Jump {
            query: self.search.text().to_owned(),
            sidebar: self.sidebar,
            projects: self.projects,
            detail: self.detail_scroll,
            focus: self.focus,
            zoomed: self.zoomed,
            overview: self.overview,
            project: self.selected_id(),
        }
    }

    /// Remembers where one is, before one goes elsewhere.
    pub(super) fn push_jump(&mut self) {
        let spot = self.current_jump();
        let travel = &mut self.jumps;
        travel.forward.clear();
        if travel.back.back() != Some(&spot) {
            travel.back.push_back(spot);
        }
        if travel.back.len() > JUMPS_MAX {
            travel.back.pop_front();
        }
    }

    /// Goes to where one was before.
    pub(super) fn jump_back(&mut self) {
        let here = self.current_jump();
        while let Some(spot) = self.jumps.back.pop_back() {
            if spot != here {
                self.jumps.forward.push(here);
                return self.jump_to(spot);
            }
        }
        self.notice = Some(Notice::NoJumpBack);
    }

    /// Goes to where one came back from.
    pub(super) fn jump_forward(&mut self) {
        let here = self.current_jump();
        while let Some(spot) = self.jumps.forward.pop() {
            if spot != here {
                self.jumps.back.push_back(here);
                return self.jump_to(spot);
            }
        }
        self.notice = Some(Notice::NoJumpForward);
    }

    fn jump_to(&mut self, spot: Jump) {
        self.search.open = false;
        self.search.set(&spot.query);
        self.sidebar = spot.sidebar;
        self.update_query();
        self.restore(&spot);
        self.jumps.pending_restore = Some(spot).filter(|_| self.is_searching());
    }

    /// Puts the cursor where it was: the same query finds the same.
    fn restore(&mut self, spot: &Jump) {
        (self.projects, self.detail_scroll, self.overview) = (spot.projects, spot.detail, spot.overview);
        (self.focus, self.zoomed) = (spot.focus, spot.zoomed);
        self.reveal();
        // In another catalogue than at that time another project may stand in that row.
        if spot.project != self.selected_id()
            && let Some(project) = spot.project.as_ref().and_then(|project| self.catalog().by_id(project))
        {
            self.select_listed(project);
        }
    }

    /// Puts the cursor where one was going, now that what is found there is known.
    pub(super) fn finish_jump(&mut self) {
        if let Some(spot) = self.jumps.pending_restore.take() {
            self.restore(&spot);
        }
    }

    /// One goes elsewhere instead.
    pub(super) fn cancel_jump(&mut self) {
        self.jumps.pending_restore = None;
    }

    /// Asks for a letter, if there is a use for one.
    pub(super) fn prompt_mark(&mut self, asked: MarkPrompt) {
        if asked == MarkPrompt::Jump && self.jumps.marks.is_empty() {
            self.notice = Some(Notice::NoMarks);
        } else {
            self.jumps.mark_prompt = Some(asked);
        }
    }

    /// Takes the letter that was asked for.
    pub(super) fn enter_mark(&mut self, typed: char) {
        let letter = half_width(typed).to_ascii_lowercase();
        let asked = self.jumps.mark_prompt.take();
        self.notice = match (asked, self.jumps.marks.get(&letter).cloned()) {
            _ if !letter.is_ascii_lowercase() => Some(Notice::NotALetter),
            (Some(MarkPrompt::Set), _) => {
                let spot = self.current_jump();
                self.jumps.marks.insert(letter, spot);
                Some(Notice::Marked(letter))
            }
            (Some(MarkPrompt::Jump), Some(spot)) => {
                self.push_jump();
                self.jump_to(spot);
                None
            }
            (Some(MarkPrompt::Jump), None) => Some(Notice::NoMark(letter)),
            (None, _) => None,
        };
    }

    /// What is said while a letter is asked for.
    #[must_use]
    pub fn mark_prompt_text(&self) -> Option<String> {
        let s = self.lang.strings();
        Some(match self.jumps.mark_prompt? {
            MarkPrompt::Set => s.mark_as.to_owned(),
            MarkPrompt::Jump => {
                let quoted = |project: &ProjectId| {
                    let at = self.catalog().by_id(project);
                    at.map_or_else(
                        || project.no.to_string(),
                        |at| self.catalog().number_label(&self.catalog().project(at), self.lang),
                    )
                };
                let mark = |(letter, spot): (&char, &Jump)| match &spot.project {
                    Some(project) => format!("{letter} {}", quoted(project)),
                    None => letter.to_string(),
                };
                fill(s.mark_to, &[&self.jumps.marks.iter().map(mark).collect::<Vec<_>>().join("  ")])
            }
        })
    }
}
