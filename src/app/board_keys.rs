//! The actions of the three panes.

use super::choosing::choose;
use super::detail::{detail_len, detail_offset};
use super::jump_keys::push_jump;
use super::overlay::Overlay;
use super::{Action, Model, Motion, Pane, Scope, Settings};
use crate::model::ProgrammeIx;

/// Performs an action of the layer [`Layer::Board`](super::Layer::Board).
pub(crate) fn board_action(model: &mut Model, settings: &Settings, action: Action) {
    match action {
        // With several columns of tiles, left and right move between domains.
        Action::Left | Action::Right
            if model.nav.focus == Pane::Domains && domain_columns(model) > 1 =>
        {
            let motion = if action == Action::Left { Motion::Up } else { Motion::Down };
            move_in_domains(model, motion, 1);
        }
        Action::Left if model.nav.focus == Pane::Domains => collapse_or_go_up(model),
        Action::Left => model.nav.focus = model.nav.focus.left(),
        Action::NextPane => model.nav.focus = model.nav.focus.next(),
        Action::PrevPane => model.nav.focus = model.nav.focus.prev(),
        Action::Zoom => zoom(model, !model.nav.zoomed),
        Action::Open if model.nav.focus == Pane::Detail => zoom(model, true),
        Action::Right | Action::Open if model.nav.focus == Pane::Domains && expand(model) => {}
        Action::Right | Action::Open => model.nav.focus = model.nav.focus.right(),
        Action::DetailUp => scroll_detail(model, settings, Motion::Up),
        Action::DetailDown => scroll_detail(model, settings, Motion::Down),
        Action::Search => {
            push_jump(model);
            // A touch screen has few buttons to get back out of a domain, so a search there covers
            // all domains.
            if model.prefs.is_touch() {
                model.set_scope(Scope::All);
            } else {
                // What is typed is a new search. On a touch screen the letters go on: no key there
                // would keep the text.
                model.search.input.select_all();
            }
            model.overlay = Overlay::Search { keypad_page: 0 };
            model.nav.focus = Pane::Projects;
        }
        Action::AllDomains => {
            push_jump(model);
            model.set_scope(Scope::All);
        }
        Action::Choose if model.nav.focus == Pane::Projects => {
            choose(model);
            move_in_list(model, Motion::Down);
        }
        // A page of text is read on with the same key.
        Action::Choose => move_in_pane(model, settings, Motion::PageDown),
        Action::ChooseAll => model.chosen.toggle_all(&model.search.results),
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

/// Returns the number of domains that are side by side in the sidebar.
fn domain_columns(model: &Model) -> usize {
    model.areas().map_or(1, |areas| usize::from(areas.tiles(Pane::Domains).columns()))
}

/// Expands the selected programme in the sidebar; returns false if no programme is selected or
/// it is already expanded.
pub(crate) fn expand(model: &mut Model) -> bool {
    let Scope::Programme(programme) = model.scope() else { return false };
    let is_collapsed = model.nav.sidebar.expanded() != Some(programme);
    if is_collapsed {
        set_expanded(model, Some(programme));
    }
    is_collapsed
}

/// Expands `programme` in the sidebar and collapses all others.
pub(crate) fn set_expanded(model: &mut Model, programme: Option<ProgrammeIx>) {
    let height = model.height(Pane::Domains);
    model.nav.sidebar.set_expanded(programme, model.data.catalog(), height);
}

/// Collapses the selected programme, or goes up from a domain to its programme. Does nothing if
/// there is only one programme.
fn collapse_or_go_up(model: &mut Model) {
    match model.scope() {
        Scope::Domain(domain) if model.catalog().has_several_programmes() => {
            model.set_scope(Scope::Programme(model.catalog().programme_ix_of(domain)));
        }
        Scope::Programme(_) => set_expanded(model, None),
        Scope::All | Scope::Domain(_) => {}
    }
}

/// Moves the selection in the sidebar `times` times. Consecutive steps push only one jump.
fn move_in_domains(model: &mut Model, motion: Motion, times: usize) {
    if !std::mem::replace(&mut model.jumps.is_stepping, true) {
        push_jump(model);
    }
    let (len, height) = (model.sidebar_len(), model.height(Pane::Domains));
    (0..times).for_each(|_| model.nav.sidebar.list.move_by(motion, len, height));
    model.update_query();
}

fn move_in_pane(model: &mut Model, settings: &Settings, motion: Motion) {
    match model.nav.focus {
        Pane::Domains if matches!(motion, Motion::Up | Motion::Down) => {
            move_in_domains(model, motion, domain_columns(model));
        }
        Pane::Domains => move_in_domains(model, motion, 1),
        Pane::Projects => move_in_list(model, motion),
        Pane::Detail => scroll_detail(model, settings, motion),
    }
}

/// Moves the selection in the project list.
pub(crate) fn move_in_list(model: &mut Model, motion: Motion) {
    let last = model.visible_len().saturating_sub(1);
    let row = motion.apply(model.nav.projects.selected(), last, model.height(Pane::Projects));
    model.select(row);
}

/// Selects the project `rows` further down, wrapping around, whichever pane has the focus.
fn next_hit(model: &mut Model, rows: usize) {
    let row = (model.nav.projects.selected() + rows).checked_rem(model.visible_len());
    model.select(row.unwrap_or_default());
}

/// Focuses the detail page, at full width if `zoomed`.
fn zoom(model: &mut Model, zoomed: bool) {
    (model.nav.focus, model.nav.zoomed) = (Pane::Detail, zoomed);
}

fn scroll_detail(model: &mut Model, settings: &Settings, motion: Motion) {
    let (len, height) = (detail_len(model, settings), model.height(Pane::Detail));
    model.nav.detail_scroll =
        motion.apply(detail_offset(model, len), len.saturating_sub(height), height);
}
