//! Performing actions, triggered by keys, buttons and clicks alike.

use super::board_keys::{board_action, move_in_list};
use super::jumplist::MarkPrompt;
use super::overlay::ProjectOverlay;
use super::{
    Action, COPY_MAX, ColorDepth, Effect, Effects, Exit, HelpState, Layer, List, Model, Notice,
    Pane, Scope, Settings,
};
use crate::page::Extract;

/// Performs `action` in `layer`, for a key, a button or a click. `quit_armed` is true if the notice
/// [`Notice::QuitArmed`] was shown, so that another Ctrl-C quits.
pub(crate) fn act(
    model: &mut Model,
    settings: &Settings,
    layer: Layer,
    action: Action,
    quit_armed: bool,
) -> Effects {
    model.jumps.is_stepping &=
        action.motion().is_some() || matches!(action, Action::Left | Action::Right);
    match action {
        Action::Quit => return Effect::Quit(Exit::Quit).into(),
        Action::Suspend => return Effect::Suspend.into(),
        Action::Redraw => return Effect::Redraw.into(),
        Action::Interrupt => return interrupt(model, quit_armed),
        Action::Mouse => return toggle_mouse(model),
        Action::Language => model.lang = model.lang.other(),
        Action::Theme => next_theme(model, settings),
        Action::Help => model.help = Some(HelpState::default()),
        Action::Overview | Action::Home if model.scale.has_buttons() => go_home(model),
        Action::Overview | Action::Home => open_overview(model),
        Action::Large => model.toggle_large(),
        Action::Copy => return copy(model, layer),
        Action::GoBack => model.jump_back(),
        Action::GoForward => model.jump_forward(),
        Action::Mark => model.prompt_mark(MarkPrompt::Set),
        Action::ToMark => model.prompt_mark(MarkPrompt::Jump),
        Action::Code => model.overlay = model.selected().map(|_| ProjectOverlay::Code),
        Action::Back => back(model, layer),
        _ => match layer {
            Layer::Help => return help_action(model, settings, action),
            Layer::Search => search_action(model, action),
            Layer::Overview => overview_action(model, settings, action),
            Layer::Copy => move_in_copy_menu(model, action),
            // The list is underneath: motions go from one project's QR code to the next.
            Layer::Code => {
                action.motion().into_iter().for_each(|motion| move_in_list(model, motion));
            }
            Layer::Mark | Layer::Idle => {}
            Layer::Board => board_action(model, settings, action),
        },
    }
    Effects::NONE
}

/// Opens the copy menu; in the menu, copies the selected extract. The menu stays open, so that its
/// text can still be selected by mouse if the terminal does not accept it.
pub(crate) fn copy(model: &mut Model, layer: Layer) -> Effects {
    let Some((project, extract)) = model.extract().filter(|_| layer == Layer::Copy) else {
        model.overlay = model.selected().map(|_| ProjectOverlay::Copy(0));
        return Effects::NONE;
    };
    let text = extract.render(model.catalog(), &project, model.lang);
    if text.len() > COPY_MAX {
        model.notice = Some(Notice::TooLong(text.len()));
        return Effects::NONE;
    }
    model.notice = Some(Notice::Copied);
    Effect::Copy(text).into()
}

/// Moves the selection of the copy menu.
fn move_in_copy_menu(model: &mut Model, action: Action) {
    debug_assert!(
        matches!(model.overlay, Some(ProjectOverlay::Copy(_))),
        "the layer is the copy menu"
    );
    if let (Some(ProjectOverlay::Copy(selected)), Some(motion)) = (model.overlay, action.motion()) {
        let len = Extract::ALL.len();
        model.overlay = Some(ProjectOverlay::Copy(motion.apply(selected, len - 1, len)));
    }
}

fn toggle_mouse(model: &mut Model) -> Effects {
    model.mouse.captured = !model.mouse.captured;
    model.notice = Some(Notice::Mouse(model.mouse.captured));
    Effect::MouseCapture(model.mouse.captured).into()
}

fn next_theme(model: &mut Model, settings: &Settings) {
    model.notice = Some(if settings.depth == ColorDepth::None {
        Notice::NoColours
    } else {
        model.theme = model.theme.next();
        Notice::Theme(model.theme)
    });
}

/// Goes to the start: all domains, no query, the sidebar focused.
fn go_home(model: &mut Model) {
    model.push_jump();
    (model.help, model.overlay, model.overview, model.jumps.mark_prompt) = (None, None, None, None);
    if model.search.open {
        model.search.close();
    }
    model.search.set("");
    model.set_scope(Scope::All);
    model.collapse_all();
    model.focus = Pane::Domains;
    model.reveal();
}

/// Opens the overview, with the current domain selected.
fn open_overview(model: &mut Model) {
    model.push_jump();
    let domain = model.scope_domain().or_else(|| model.selected().map(|project| project.domain));
    let (rows, height) = (model.overview_rows(), model.overview_height());
    let is_current =
        |row: &Scope| domain.is_some_and(|domain| row.domains(model.catalog()).contains(&domain));
    let mut list = List::default();
    list.select(rows.iter().position(is_current).unwrap_or_default(), rows.len(), height);
    model.overview = Some(list);
}

fn overview_action(model: &mut Model, settings: &Settings, action: Action) {
    debug_assert!(model.overview.is_some(), "the layer is the overview");
    let (rows, height) = (model.overview_rows(), model.overview_height());
    let Some(list) = &mut model.overview else { return };
    if let Some(motion) = action.motion() {
        list.move_by(motion, rows.len(), height);
    } else if action == Action::Open {
        if let Some(scope) = rows.get(list.selected()) {
            open_scope(model, *scope);
        }
    } else if action == Action::Search {
        model.overview = None;
        board_action(model, settings, action);
    }
}

/// Opens `scope`, a row of the overview. A domain lists its projects and selects the one its
/// headline number is from; a programme, one of several, opens its own overview in turn.
pub(crate) fn open_scope(model: &mut Model, scope: Scope) {
    model.push_jump();
    let headline = model.catalog().headline_within(&scope.domains(model.catalog()));
    let project = headline.map(|(project, _)| project);
    model.search.set("");
    model.set_scope(scope);
    let was_open = model.overview.take().is_some();
    model.overview = (was_open && matches!(scope, Scope::Programme(_))).then(List::default);
    if let Some(project) = project {
        model.open_project(project);
    }
    model.focus = Pane::Projects;
    model.reveal();
}

/// Handles an action on the help page: moves the selection, runs it if it works in the layer
/// beneath, or edits the filter.
pub(crate) fn help_action(model: &mut Model, settings: &Settings, action: Action) -> Effects {
    if let Some(motion) = action.motion() {
        model.move_in_help(&settings.keymap, motion);
    } else if action == Action::Run {
        let Some((layer, action)) = model.selected_in_help(&settings.keymap) else {
            return Effects::NONE;
        };
        if layer != model.base_layer() {
            model.notice = Some(Notice::WorksIn(layer));
            return Effects::NONE;
        }
        model.help = None;
        return act(model, settings, layer, action, false);
    } else if let Some(help) = &mut model.help
        && help.filter.edit(action)
    {
        help.selected = 0;
    }
    Effects::NONE
}

fn search_action(model: &mut Model, action: Action) {
    if let Some(motion) = action.motion() {
        move_in_list(model, motion);
    } else if action == Action::Accept {
        model.search.close();
    } else if model.search.edit(action) {
        model.update_query();
    }
}

/// Clears the filter, or closes the help page if the filter is empty.
fn close_help(model: &mut Model) {
    let has_filter = model.help.as_ref().is_some_and(|help| !help.filter.text().is_empty());
    model.help = has_filter.then(HelpState::default);
}

/// Goes back by one layer, and never quits. It takes away nothing that is hard to restore: a slow
/// link may split an arrow key so that it arrives as Esc.
fn back(model: &mut Model, layer: Layer) {
    match layer {
        Layer::Help => close_help(model),
        Layer::Overview => model.overview = None,
        Layer::Copy | Layer::Code => model.overlay = None,
        Layer::Mark => model.jumps.mark_prompt = None,
        // With the keypad the text is deleted letter by letter, so back goes home at once.
        Layer::Search if model.is_touch() => go_home(model),
        Layer::Search => model.search.close(),
        Layer::Idle => {}
        Layer::Board if model.scale.has_buttons() && model.focus != Pane::Detail => go_home(model),
        Layer::Board if model.zoomed => model.zoomed = false,
        Layer::Board if model.focus == Pane::Detail => model.focus = Pane::Projects,
        Layer::Board if !model.search.text().is_empty() => {
            model.push_jump();
            model.search.remove_last_term();
            model.update_query();
        }
        Layer::Board if model.scope() != Scope::All => {
            model.push_jump();
            model.set_scope(model.scope().parent(model.catalog()).unwrap_or_default());
        }
        Layer::Board => model.focus = Pane::Projects,
    }
    model.reveal();
}

/// Handles Ctrl-C: clears the search box, or stops loading; with nothing to do it shows a notice,
/// and quits when pressed again.
fn interrupt(model: &mut Model, quit_armed: bool) -> Effects {
    if quit_armed {
        return Effect::Quit(Exit::Quit).into();
    }
    if model.search.open && !model.search.text().is_empty() {
        model.search.set("");
        model.update_query();
    } else if model.is_loading() {
        return Effect::StopLoading.into();
    } else {
        model.search.close();
        (model.help, model.overlay, model.jumps.mark_prompt) = (None, None, None);
        model.notice = Some(Notice::QuitArmed);
    }
    Effects::NONE
}
