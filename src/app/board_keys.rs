//! The actions of the three panes.

use super::{Action, Model, Motion, Pane, Scope, Settings};

pub(super) fn board_action(model: &mut Model, settings: &Settings, action: Action) {
    match action {
        // With several columns of tiles, left and right move between domains.
        Action::Left | Action::Right
            if model.focus == Pane::Domains && model.domain_columns() > 1 =>
        {
            move_in_domains(
                model,
                if action == Action::Left { Motion::Up } else { Motion::Down },
                1,
            );
        }
        Action::Left if model.focus == Pane::Domains => model.collapse(),
        Action::Left => model.focus = model.focus.left(),
        Action::NextPane => model.focus = model.focus.next(),
        Action::PrevPane => model.focus = model.focus.prev(),
        Action::Zoom => zoom(model, !model.zoomed),
        Action::Open if model.focus == Pane::Detail => zoom(model, true),
        Action::Right | Action::Open if model.focus == Pane::Domains && model.expand() => {}
        Action::Right | Action::Open => model.focus = model.focus.right(),
        Action::DetailUp => scroll_detail(model, settings, Motion::Up),
        Action::DetailDown => scroll_detail(model, settings, Motion::Down),
        Action::Search => {
            model.push_jump();
            // A touch screen has few buttons to get back out of a domain, so a search there covers
            // all domains.
            if model.is_touch() {
                model.set_scope(Scope::All);
            }
            (model.search.open, model.keypad_page) = (true, 0);
            model.focus = Pane::Projects;
        }
        Action::AllDomains => {
            model.push_jump();
            model.set_scope(Scope::All);
        }
        Action::NextHit => next_hit(model, 1),
        Action::PrevHit => next_hit(model, model.visible_len().saturating_sub(1)),
        action => {
            if let Some(step) = action.motion() {
                move_in_pane(model, settings, step);
            }
        }
    }
    model.reveal();
}

/// Moves the selection in the sidebar `times` times. Consecutive steps push only one jump.
fn move_in_domains(model: &mut Model, step: Motion, times: usize) {
    if !std::mem::replace(&mut model.jumps.is_stepping, true) {
        model.push_jump();
    }
    let (len, height) = (model.sidebar_len(), model.height(Pane::Domains));
    (0..times).for_each(|_| model.sidebar.list.move_by(step, len, height));
    model.update_query();
}

fn move_in_pane(model: &mut Model, settings: &Settings, step: Motion) {
    match model.focus {
        Pane::Domains if matches!(step, Motion::Up | Motion::Down) => {
            move_in_domains(model, step, model.domain_columns());
        }
        Pane::Domains => move_in_domains(model, step, 1),
        Pane::Projects => move_in_list(model, step),
        Pane::Detail => scroll_detail(model, settings, step),
    }
}

pub(super) fn move_in_list(model: &mut Model, step: Motion) {
    let last = model.visible_len().saturating_sub(1);
    let row = step.apply(model.projects.selected(), last, model.height(Pane::Projects));
    model.select(row);
}

/// Selects the project `by` rows further down, wrapping around, whichever pane has the focus.
fn next_hit(model: &mut Model, by: usize) {
    let row = (model.projects.selected() + by).checked_rem(model.visible_len());
    model.select(row.unwrap_or_default());
}

/// Focuses the detail page, at full width if `zoomed`.
fn zoom(model: &mut Model, zoomed: bool) {
    (model.focus, model.zoomed) = (Pane::Detail, zoomed);
}

fn scroll_detail(model: &mut Model, settings: &Settings, step: Motion) {
    let (len, height) = (model.detail_len(settings), model.height(Pane::Detail));
    model.detail_scroll = step.apply(model.detail_offset(len), len.saturating_sub(height), height);
}
