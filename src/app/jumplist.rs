//! The jump list and the marks, as in Vim. Both are lost when the board ends.

use std::collections::{BTreeMap, VecDeque};

use super::scope::{Sidebar, remap_list};
use super::{List, Model, Notice, Pane};
use crate::catalog::{Catalog, ProjectId};
use crate::lang::fill;
use crate::text::half_width;

/// The largest number of jumps kept.
const JUMPS_MAX: usize = 100;

/// A position on the board: the query, the scope, and each cursor.
#[derive(Clone, Debug, PartialEq)]
struct Jump {
    query: String,
    sidebar: Sidebar,
    projects: List,
    detail: usize,
    focus: Pane,
    zoomed: bool,
    overview: Option<List>,
    /// The selected project. After a reload it may be in another row.
    project: Option<ProjectId>,
}

/// The purpose of the prompt for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkPrompt {
    /// To set a mark at the current position.
    Set,
    /// To jump to a mark.
    Jump,
}

/// The positions to go back and forward to, and the marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct JumpList {
    back: VecDeque<Jump>,
    forward: Vec<Jump>,
    marks: BTreeMap<char, Jump>,
    /// The purpose of the letter that is prompted for, while it is.
    pub(super) mark_prompt: Option<MarkPrompt>,
    /// True while the user steps through the domains: consecutive steps push only one jump.
    pub(super) is_stepping: bool,
    /// The position to restore once the results of its query are known.
    pending_restore: Option<Jump>,
}

impl JumpList {
    /// Translates all positions from the catalogue `before` to the catalogue `now`.
    pub(super) fn remap(&mut self, before: &Catalog, now: &Catalog) {
        for spot in self.back.iter_mut().chain(&mut self.forward).chain(self.marks.values_mut()) {
            let parts = spot.sidebar.scope(before).children(before);
            spot.sidebar = spot.sidebar.remap(before, now);
            let others = spot.sidebar.scope(now).children(now);
            spot.overview =
                spot.overview.map(|list| remap_list(list, (&parts, before), (&others, now)));
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

    /// Pushes the current position, before going elsewhere.
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

    /// Goes back to the previous position.
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

    /// Goes forward to the position that [`Model::jump_back`] left.
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

    /// Restores the cursors of `spot`: the same query gives the same rows.
    fn restore(&mut self, spot: &Jump) {
        (self.projects, self.detail_scroll, self.overview) =
            (spot.projects, spot.detail, spot.overview);
        (self.focus, self.zoomed) = (spot.focus, spot.zoomed);
        self.reveal();
        // After a reload another project may be in that row.
        if spot.project != self.selected_id()
            && let Some(project) =
                spot.project.as_ref().and_then(|project| self.catalog().by_id(project))
        {
            self.select_listed(project);
        }
    }

    /// Restores the pending position, now that the results of its query are known.
    pub(super) fn finish_jump(&mut self) {
        if let Some(spot) = self.jumps.pending_restore.take() {
            self.restore(&spot);
        }
    }

    /// Drops the pending position: the user has gone elsewhere.
    pub(super) fn cancel_jump(&mut self) {
        self.jumps.pending_restore = None;
    }

    /// Prompts for a letter, unless it is to jump and there are no marks.
    pub(super) fn prompt_mark(&mut self, asked: MarkPrompt) {
        if asked == MarkPrompt::Jump && self.jumps.marks.is_empty() {
            self.notice = Some(Notice::NoMarks);
        } else {
            self.jumps.mark_prompt = Some(asked);
        }
    }

    /// Sets or jumps to the mark named by the letter `typed`.
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

    /// Returns the prompt for a mark, while a letter is expected.
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
                fill(
                    s.mark_to,
                    &[&self.jumps.marks.iter().map(mark).collect::<Vec<_>>().join("  ")],
                )
            }
        })
    }
}
