//! Typing the number of a project, and the jump to it.

use super::jump_keys::push_jump;
use super::{Chord, Model, Notice, Pane, Scope};
use crate::model::ProjectNo;

/// Appends a digit to the project number typed so far, and jumps once it has as many digits as the
/// highest number.
pub(crate) fn enter_digit(model: &mut Model, chord: Chord) {
    let Some(digit) = chord.digit() else { return };
    model.number_input.push(digit);
    let digits = model.catalog().max_no().0.to_string().len();
    if model.number_input.len() >= digits {
        jump_to_number(model);
    }
}

/// Searches for a project number that occurs in several programmes, to let the user choose.
fn search_number(model: &mut Model, no: ProjectNo) {
    push_jump(model);
    model.overlay.close_overview();
    model.overlay.close_project();
    model.nav.focus = Pane::Projects;
    // The trailing space makes further typing a new term.
    model.search.input.set(&format!("{}{no} ", model.prefs.lang.strings().number_prefix));
    model.set_scope(Scope::All);
    model.reveal();
}

/// Opens the project whose number was typed, or searches for it if it occurs in several programmes.
pub(crate) fn jump_to_number(model: &mut Model) {
    let no = ProjectNo(std::mem::take(&mut model.number_input).parse().unwrap_or_default());
    let programme = model.scope().programme(model.catalog());
    // With several programmes, the current one takes precedence.
    let project = programme.and_then(|programme| model.catalog().by_no_in(programme, no));
    match project.or_else(|| model.catalog().by_no(no)) {
        Some(project) => {
            push_jump(model);
            model.overlay.close_overview();
            model.open_project(project);
            if model.nav.focus == Pane::Domains {
                model.nav.focus = Pane::Projects;
            }
            model.reveal();
        }
        None if model.catalog().all_by_no(no).is_empty() => {
            model.notice = Some(Notice::NoSuchProject(no));
        }
        None => search_number(model, no),
    }
}
