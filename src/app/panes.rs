//! What keys do on the three panes.

use super::{Action, Model, Pane, Scope, Settings, Step};

pub(super) fn board(model: &mut Model, settings: &Settings, action: Action) {
    match action {
        // Domains that stand side by side.
        Action::Left | Action::Right if model.focus == Pane::Domains && model.columns() > 1 => {
            walk(model, if action == Action::Left { Step::Up } else { Step::Down }, 1);
        }
        Action::Left if model.focus == Pane::Domains => model.fold(),
        Action::Left => model.focus = model.focus.left(),
        Action::NextPane => model.focus = model.focus.next(),
        Action::PrevPane => model.focus = model.focus.prev(),
        Action::Zoom => zoom(model, !model.zoomed),
        Action::Open if model.focus == Pane::Detail => zoom(model, true),
        Action::Right | Action::Open if model.focus == Pane::Domains && model.unfold() => {}
        Action::Right | Action::Open => model.focus = model.focus.right(),
        Action::DetailUp => scroll_detail(model, settings, Step::Up),
        Action::DetailDown => scroll_detail(model, settings, Step::Down),
        Action::Search => {
            model.leave();
            // By touch one is led back by few buttons: what one looks for may be anywhere.
            if model.is_touched() {
                model.choose(Scope::All);
            }
            (model.search.open, model.key_page) = (true, 0);
            model.focus = Pane::Projects;
        }
        Action::AllDomains => {
            model.leave();
            model.choose(Scope::All);
        }
        Action::NextHit => next_hit(model, 1),
        Action::PrevHit => next_hit(model, model.visible_len().saturating_sub(1)),
        action => {
            if let Some(step) = action.step() {
                move_in_pane(model, settings, step);
            }
        }
    }
    model.reveal();
}

/// Goes through the domains, so many steps.
fn walk(model: &mut Model, step: Step, times: usize) {
    if !std::mem::replace(&mut model.travel.walking, true) {
        model.leave();
    }
    let (len, height) = (model.sidebar_len(), model.height(Pane::Domains));
    (0..times).for_each(|_| model.sidebar.list.step(step, len, height));
    model.refilter();
}

fn move_in_pane(model: &mut Model, settings: &Settings, step: Step) {
    match model.focus {
        Pane::Domains if matches!(step, Step::Up | Step::Down) => walk(model, step, model.columns()),
        Pane::Domains => walk(model, step, 1),
        Pane::Projects => move_in_list(model, step),
        Pane::Detail => scroll_detail(model, settings, step),
    }
}

pub(super) fn move_in_list(model: &mut Model, step: Step) {
    let last = model.visible_len().saturating_sub(1);
    let row = step.from(model.projects.selected(), last, model.height(Pane::Projects));
    model.select(row);
}

/// The next project of the list, round and round, whichever pane has the keyboard.
fn next_hit(model: &mut Model, by: usize) {
    let row = (model.projects.selected() + by).checked_rem(model.visible_len());
    model.select(row.unwrap_or_default());
}

/// Gives the page about the selected project the keyboard and the whole width, or just the keyboard.
fn zoom(model: &mut Model, zoomed: bool) {
    (model.focus, model.zoomed) = (Pane::Detail, zoomed);
}

fn scroll_detail(model: &mut Model, settings: &Settings, step: Step) {
    let (len, height) = (model.detail_len(settings), model.height(Pane::Detail));
    model.detail = step.from(model.detail_offset(len), len.saturating_sub(height), height);
}
