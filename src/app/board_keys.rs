//! The actions of the three panes.

use super::detail::{detail_len, detail_offset};
use super::overlay::Overlay;
use super::{Action, Model, Motion, Pane, Scope, Settings};

/// Performs an action of the layer [`Layer::Board`](super::Layer::Board).
pub(crate) fn board_action(model: &mut Model, settings: &Settings, action: Action) {
    match action {
        // With several columns of tiles, left and right move between domains.
        Action::Left | Action::Right
            if model.focus == Pane::Domains && model.domain_columns() > 1 =>
        {
            let motion = if action == Action::Left { Motion::Up } else { Motion::Down };
            move_in_domains(model, motion, 1);
        }
        Action::Left if model.focus == Pane::Domains => model.collapse_or_go_up(),
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
            if model.preferences.is_touch() {
                model.set_scope(Scope::All);
            }
            model.overlay = Overlay::Search { keypad_page: 0 };
            model.focus = Pane::Projects;
        }
        Action::AllDomains => {
            model.push_jump();
            model.set_scope(Scope::All);
        }
        Action::NextHit => next_hit(model, 1),
        Action::PrevHit => next_hit(model, model.visible_len().saturating_sub(1)),
        action => {
            if let Some(motion) = action.motion() {
                move_in_pane(model, settings, motion);
            }
        }
    }
    model.reveal();
}

/// Moves the selection in the sidebar `times` times. Consecutive steps push only one jump.
fn move_in_domains(model: &mut Model, motion: Motion, times: usize) {
    if !std::mem::replace(&mut model.jumps.is_stepping, true) {
        model.push_jump();
    }
    let (len, height) = (model.sidebar_len(), model.height(Pane::Domains));
    (0..times).for_each(|_| model.sidebar.list.move_by(motion, len, height));
    model.update_query();
}

fn move_in_pane(model: &mut Model, settings: &Settings, motion: Motion) {
    match model.focus {
        Pane::Domains if matches!(motion, Motion::Up | Motion::Down) => {
            move_in_domains(model, motion, model.domain_columns());
        }
        Pane::Domains => move_in_domains(model, motion, 1),
        Pane::Projects => move_in_list(model, motion),
        Pane::Detail => scroll_detail(model, settings, motion),
    }
}

/// Moves the selection in the project list.
pub(crate) fn move_in_list(model: &mut Model, motion: Motion) {
    let last = model.visible_len().saturating_sub(1);
    let row = motion.apply(model.projects.selected(), last, model.height(Pane::Projects));
    model.select(row);
}

/// Selects the project `rows` further down, wrapping around, whichever pane has the focus.
fn next_hit(model: &mut Model, rows: usize) {
    let row = (model.projects.selected() + rows).checked_rem(model.visible_len());
    model.select(row.unwrap_or_default());
}

/// Focuses the detail page, at full width if `zoomed`.
fn zoom(model: &mut Model, zoomed: bool) {
    (model.focus, model.zoomed) = (Pane::Detail, zoomed);
}

fn scroll_detail(model: &mut Model, settings: &Settings, motion: Motion) {
    let (len, height) = (detail_len(model, settings), model.height(Pane::Detail));
    model.detail_scroll =
        motion.apply(detail_offset(model, len), len.saturating_sub(height), height);
}
