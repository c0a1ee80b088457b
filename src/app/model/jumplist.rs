//! Going back and forward in the jump list, and setting and jumping to marks.

use super::Model;
use crate::app::Notice;
use crate::app::jumplist::{Jump, MarkPrompt};
use crate::app::overlay::Overlay;
use crate::lang::fill;
use crate::model::ProjectId;
use crate::text::to_half_width;

impl Model {
    fn current_jump(&self) -> Jump {
        Jump {
            query: self.search.text().to_owned(),
            sidebar: self.sidebar,
            projects: self.projects,
            detail_scroll: self.detail_scroll,
            focus: self.focus,
            zoomed: self.zoomed,
            overview: self.overlay.overview(),
            project: self.selected_id(),
        }
    }

    /// Pushes the current position, before going elsewhere.
    pub(crate) fn push_jump(&mut self) {
        let jump = self.current_jump();
        self.jumps.push(jump);
    }

    /// Goes back to the previous position.
    pub(crate) fn jump_back(&mut self) {
        let current = self.current_jump();
        while let Some(jump) = self.jumps.back.pop_back() {
            if jump != current {
                self.jumps.forward.push(current);
                return self.jump_to(jump);
            }
        }
        self.notice = Some(Notice::NoJumpBack);
    }

    /// Goes forward to the position that [`Model::jump_back`] left.
    pub(crate) fn jump_forward(&mut self) {
        let current = self.current_jump();
        while let Some(jump) = self.jumps.forward.pop() {
            if jump != current {
                self.jumps.back.push_back(current);
                return self.jump_to(jump);
            }
        }
        self.notice = Some(Notice::NoJumpForward);
    }

    fn jump_to(&mut self, jump: Jump) {
        self.overlay.close_search();
        self.search.set(&jump.query);
        self.sidebar = jump.sidebar;
        self.update_query();
        self.restore(&jump);
        self.jumps.pending_restore = Some(jump).filter(|_| self.is_searching());
    }

    /// Restores the cursors of `jump`: the same query gives the same rows.
    fn restore(&mut self, jump: &Jump) {
        (self.projects, self.detail_scroll) = (jump.projects, jump.detail_scroll);
        self.overlay.set_overview(jump.overview);
        (self.focus, self.zoomed) = (jump.focus, jump.zoomed);
        self.reveal();
        // After a reload another project may be in that row.
        if jump.project != self.selected_id()
            && let Some(project) =
                jump.project.as_ref().and_then(|project| self.catalog().by_id(project))
        {
            self.select_listed(project);
        }
    }

    /// Restores the pending position, now that the results of its query are known.
    pub(crate) fn finish_jump(&mut self) {
        if let Some(jump) = self.jumps.pending_restore.take() {
            self.restore(&jump);
        }
    }

    /// Drops the pending position: the user has gone elsewhere.
    pub(crate) fn cancel_jump(&mut self) {
        self.jumps.pending_restore = None;
    }

    /// Prompts for a letter, unless it is to jump and there are no marks.
    pub(crate) fn prompt_mark(&mut self, prompt: MarkPrompt) {
        if prompt == MarkPrompt::Jump && self.jumps.marks.is_empty() {
            self.notice = Some(Notice::NoMarks);
        } else {
            self.overlay.open_mark(prompt);
        }
    }

    /// Sets or jumps to the mark named by the letter `typed`.
    pub(crate) fn enter_mark(&mut self, typed: char) {
        let letter = to_half_width(typed).to_ascii_lowercase();
        let Overlay::Mark(prompt, _) = self.overlay else { return };
        self.overlay.close();
        self.notice = match (prompt, self.jumps.marks.get(&letter).cloned()) {
            _ if !letter.is_ascii_lowercase() => Some(Notice::NotALetter),
            (MarkPrompt::Set, _) => {
                let jump = self.current_jump();
                self.jumps.marks.insert(letter, jump);
                Some(Notice::Marked(letter))
            }
            (MarkPrompt::Jump, Some(jump)) => {
                self.push_jump();
                self.jump_to(jump);
                None
            }
            (MarkPrompt::Jump, None) => Some(Notice::NoMark(letter)),
        };
    }

    /// Returns the prompt for a mark, while a letter is expected.
    #[must_use]
    pub fn mark_prompt_text(&self) -> Option<String> {
        let s = self.preferences.lang.strings();
        let Overlay::Mark(prompt, _) = self.overlay else { return None };
        Some(match prompt {
            MarkPrompt::Set => s.mark_as.to_owned(),
            MarkPrompt::Jump => {
                let number = |id: &ProjectId| {
                    let project = self.catalog().by_id(id).map(|ix| self.catalog().project(ix));
                    project.map_or_else(
                        || id.no.to_string(),
                        |project| self.catalog().number_label(&project, self.preferences.lang),
                    )
                };
                let mark = |(letter, jump): (&char, &Jump)| match &jump.project {
                    Some(id) => format!("{letter} {}", number(id)),
                    None => letter.to_string(),
                };
                let marks: Vec<String> = self.jumps.marks.iter().map(mark).collect();
                fill(s.mark_to, &[&marks.join("  ")])
            }
        })
    }
}
