//! Going back and forward in the jump list, and setting and jumping to marks.

use super::jumplist::{Jump, MarkPrompt};
use super::overlay::Overlay;
use super::{Model, Navigation, Notice};
use crate::lang::fill;
use crate::model::ProjectId;
use crate::text::to_half_width;

/// Returns the current position.
fn current_jump(model: &Model) -> Jump {
    Jump {
        query: model.search.input.text().to_owned(),
        nav: model.nav,
        overview: model.overlay.overview(),
        project: model.selected_id(),
    }
}

/// Pushes the current position, before going elsewhere.
pub(crate) fn push_jump(model: &mut Model) {
    let jump = current_jump(model);
    model.jumps.push(jump);
}

/// Goes back to the previous position.
pub(crate) fn jump_back(model: &mut Model) {
    match model.jumps.go_back(current_jump(model)) {
        Some(jump) => jump_to(model, jump),
        None => model.notice = Some(Notice::NoJumpBack),
    }
}

/// Goes forward to the position that [`jump_back`] left.
pub(crate) fn jump_forward(model: &mut Model) {
    match model.jumps.go_forward(current_jump(model)) {
        Some(jump) => jump_to(model, jump),
        None => model.notice = Some(Notice::NoJumpForward),
    }
}

fn jump_to(model: &mut Model, jump: Jump) {
    model.overlay.close_search();
    model.search.input.set(&jump.query);
    model.nav.sidebar = jump.nav.sidebar;
    model.update_query();
    restore(model, &jump);
    model.jumps.pending_restore = Some(jump).filter(|_| model.search.is_searching());
}

/// Restores the cursors of `jump`: the same query gives the same rows.
fn restore(model: &mut Model, jump: &Jump) {
    model.nav = Navigation { sidebar: model.nav.sidebar, ..jump.nav };
    model.overlay.set_overview(jump.overview);
    model.reveal();
    // After a reload another project may be in that row.
    if jump.project != model.selected_id()
        && let Some(project) =
            jump.project.as_ref().and_then(|project| model.catalog().by_id(project))
    {
        model.select_listed(project);
    }
}

/// Restores the pending position, now that the results of its query are known.
pub(crate) fn finish_jump(model: &mut Model) {
    if let Some(jump) = model.jumps.pending_restore.take() {
        restore(model, &jump);
    }
}

/// Prompts for a letter, unless it is to jump and there are no marks.
pub(crate) fn prompt_mark(model: &mut Model, prompt: MarkPrompt) {
    if prompt == MarkPrompt::Jump && model.jumps.marks.is_empty() {
        model.notice = Some(Notice::NoMarks);
    } else {
        model.overlay.open_mark(prompt);
    }
}

/// Sets or jumps to the mark named by the letter `typed`.
pub(crate) fn enter_mark(model: &mut Model, typed: char) {
    let letter = to_half_width(typed).to_ascii_lowercase();
    let Overlay::Mark(prompt, _) = model.overlay else { return };
    model.overlay.close();
    model.notice = match (prompt, model.jumps.marks.get(&letter).cloned()) {
        _ if !letter.is_ascii_lowercase() => Some(Notice::NotALetter),
        (MarkPrompt::Set, _) => {
            let jump = current_jump(model);
            model.jumps.marks.insert(letter, jump);
            Some(Notice::Marked(letter))
        }
        (MarkPrompt::Jump, Some(jump)) => {
            push_jump(model);
            jump_to(model, jump);
            None
        }
        (MarkPrompt::Jump, None) => Some(Notice::NoMark(letter)),
    };
}

/// Returns the prompt for a mark, while a letter is expected.
pub(crate) fn mark_prompt_text(model: &Model) -> Option<String> {
    let Overlay::Mark(prompt, _) = model.overlay else { return None };
    let (catalog, lang) = (model.catalog(), model.prefs.lang);
    let s = lang.strings();
    Some(match prompt {
        MarkPrompt::Set => s.mark_as.to_owned(),
        MarkPrompt::Jump => {
            let number = |id: &ProjectId| {
                let project = catalog.by_id(id).map(|ix| catalog.project(ix));
                project.map_or_else(
                    || id.no.to_string(),
                    |project| catalog.number_label(&project, lang),
                )
            };
            let mark = |(letter, jump): (&char, &Jump)| match &jump.project {
                Some(id) => format!("{letter} {}", number(id)),
                None => letter.to_string(),
            };
            let marks: Vec<String> = model.jumps.marks.iter().map(mark).collect();
            fill(s.mark_to, &[&marks.join("  ")])
        }
    })
}
