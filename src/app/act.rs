//! Performing actions, triggered by keys, buttons and clicks alike.

use super::board_keys::{board_action, move_in_list, set_expanded};
use super::changes::{changes_action, open_changes};
use super::choosing::{clear_chosen, copied_projects};
use super::command_keys::command_action;
use super::exporting::{copy_export, export_action, open_export_menu};
use super::filter_sheet::{close_filter, filter_action, open_filter};
use super::help_page::{HelpTarget, move_beside_in_help, move_in_help, selected_in_help};
use super::jump_keys::{jump_back, jump_forward, prompt_mark, push_jump};
use super::jumplist::MarkPrompt;
use super::overlay::{HelpState, Overlay};
use super::sorting::{open_sort_menu, sort_action};
use super::{
    Action, COPY_MAX, ColorDepth, Effect, Exit, Layer, List, Model, Notice, Pane, Scope, Settings,
};
use crate::page::Extract;
use crate::query::ListOrder;

/// Performs `action` in `layer`, for a key, a button or a click. `quit_armed` is true if the notice
/// [`Notice::QuitArmed`] was shown, so that another Ctrl-C quits.
pub(crate) fn act(
    model: &mut Model,
    settings: &Settings,
    layer: Layer,
    action: Action,
    quit_armed: bool,
) -> Vec<Effect> {
    model.jumps.is_stepping &=
        action.motion().is_some() || matches!(action, Action::Left | Action::Right);
    match action {
        Action::Quit => return vec![Effect::Quit(Exit::Quit)],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Interrupt => return interrupt(model, quit_armed),
        Action::Mouse => return toggle_mouse(model),
        Action::Language => {
            model.prefs.lang = model.prefs.lang.other();
            // Titles and offices are sorted as they are shown.
            if model.prefs.order != ListOrder::default() {
                model.show_results(None);
            }
        }
        Action::Theme => next_theme(model, settings),
        Action::Help => model.overlay.open_help(),
        Action::Command => model.overlay.open_command(),
        Action::Filter => open_filter(model),
        Action::Changes => return open_changes(model),
        Action::Overview | Action::Home if model.prefs.scale.has_buttons() => go_home(model),
        Action::Overview | Action::Home => open_overview(model),
        Action::Large => toggle_large(model),
        Action::Copy => return copy(model, layer),
        Action::GoBack => jump_back(model),
        Action::GoForward => jump_forward(model),
        Action::Mark => prompt_mark(model, MarkPrompt::Set),
        Action::ToMark => prompt_mark(model, MarkPrompt::Jump),
        Action::Code => open_project_view(model, Overlay::Code),
        Action::Export => open_export_menu(model),
        Action::Sort if layer != Layer::Sort => open_sort_menu(model),
        Action::Back => back(model, layer),
        _ => match layer {
            Layer::Help => return help_action(model, settings, action),
            Layer::Command => {
                let command = command_action(model, settings, action);
                return command
                    .map(|action| act_beneath(model, settings, action))
                    .unwrap_or_default();
            }
            Layer::Filter => filter_action(model, action),
            Layer::Changes => changes_action(model, action),
            Layer::Search => search_action(model, action),
            Layer::Overview => overview_action(model, settings, action),
            Layer::Copy => move_in_copy_menu(model, action),
            Layer::Export => return export_action(model, action),
            Layer::Sort => sort_action(model, action),
            // The list is underneath: motions go from one project's QR code to the next.
            Layer::Code => {
                action.motion().into_iter().for_each(|motion| move_in_list(model, motion));
            }
            Layer::Mark | Layer::Idle => {}
            Layer::Board => board_action(model, settings, action),
        },
    }
    Vec::new()
}

/// Opens the copy menu; in the menu, copies the selected extract. The menu stays open, so that its
/// text can still be selected by mouse if the terminal does not accept it.
pub(crate) fn copy(model: &mut Model, layer: Layer) -> Vec<Effect> {
    if layer == Layer::Export {
        return copy_export(model);
    }
    let Some(extract) = model.overlay.extract().filter(|_| layer == Layer::Copy) else {
        open_project_view(model, Overlay::Copy(0));
        return Vec::new();
    };
    let projects = copied_projects(model);
    let count = projects.len();
    let text = extract.render_all(model.catalog(), &projects, model.prefs.lang, COPY_MAX);
    if text.len() > COPY_MAX {
        let too_many = Notice::TooManyToCopy(count);
        model.notice = Some(if count > 1 { too_many } else { Notice::TooLong(text.len()) });
        return Vec::new();
    }
    model.notice = Some(if count > 1 { Notice::CopiedMany(count) } else { Notice::Copied });
    vec![Effect::Copy(text)]
}

/// Moves the selection of the copy menu.
fn move_in_copy_menu(model: &mut Model, action: Action) {
    if let (Overlay::Copy(selected), Some(motion)) = (&mut model.overlay, action.motion()) {
        let len = Extract::ALL.len();
        *selected = motion.apply(*selected, len - 1, len);
    }
}

/// Opens the copy menu or the QR code of the chosen projects, or else of the selected one, if there
/// is any.
fn open_project_view(model: &mut Model, overlay: Overlay) {
    if model.selected().is_some() || !model.chosen.is_empty() {
        model.overlay = overlay;
    }
}

/// Toggles between large print and the default scale.
fn toggle_large(model: &mut Model) {
    model.prefs.toggle_large();
    // With buttons the sidebar takes the place of the overview.
    if model.prefs.scale.has_buttons() && model.overlay.close_overview() {
        model.nav.focus = Pane::Domains;
    }
    model.reveal();
}

fn toggle_mouse(model: &mut Model) -> Vec<Effect> {
    model.mouse.captured = !model.mouse.captured;
    model.notice = Some(Notice::Mouse(model.mouse.captured));
    vec![Effect::MouseCapture(model.mouse.captured)]
}

fn next_theme(model: &mut Model, settings: &Settings) {
    model.notice = Some(if settings.depth == ColorDepth::None {
        Notice::NoColours
    } else {
        model.prefs.theme = model.prefs.theme.next();
        Notice::Theme(model.prefs.theme)
    });
}

/// Goes to the start: all domains, no query, the sidebar focused.
fn go_home(model: &mut Model) {
    push_jump(model);
    close_search(model);
    model.overlay = Overlay::None;
    model.search.input.set("");
    model.set_scope(Scope::All);
    set_expanded(model, None);
    model.nav.focus = Pane::Domains;
    model.reveal();
}

/// Opens the overview, with the current domain selected.
fn open_overview(model: &mut Model) {
    push_jump(model);
    let domain = model.scope_domain().or_else(|| model.selected().map(|project| project.domain));
    show_overview(model, domain.map(Scope::Domain));
}

/// Shows the overview, with the row selected that contains `scope`.
fn show_overview(model: &mut Model, scope: Option<Scope>) {
    let (rows, height) = (model.overview_rows(), model.overview_height());
    let first = scope.map(|scope| scope.domains(model.catalog()).start);
    let is_current =
        |row: &Scope| first.is_some_and(|domain| row.domains(model.catalog()).contains(&domain));
    let mut list = List::default();
    list.select(rows.iter().position(is_current).unwrap_or_default(), rows.len(), height);
    model.overlay = Overlay::Overview(list);
}

fn overview_action(model: &mut Model, settings: &Settings, action: Action) {
    let (rows, height) = (model.overview_rows(), model.overview_height());
    let Overlay::Overview(list) = &mut model.overlay else { return };
    if let Some(motion) = action.motion() {
        list.move_by(motion, rows.len(), height);
    } else if action == Action::Open {
        if let Some(scope) = rows.get(list.selected()) {
            open_scope(model, *scope);
        }
    } else if action == Action::Search {
        model.overlay = Overlay::None;
        board_action(model, settings, action);
    }
}

/// Opens `scope`, a row of the overview. A domain lists its projects and selects the one its
/// headline number is from; a programme, one of several, opens its own overview in turn.
pub(crate) fn open_scope(model: &mut Model, scope: Scope) {
    push_jump(model);
    let headline = model.catalog().headline_within(&scope.domains(model.catalog()));
    let project = headline.map(|(project, _)| project);
    model.search.input.set("");
    model.set_scope(scope);
    if model.overlay.close_overview() {
        model.nav.from_overview = Some(scope);
        if matches!(scope, Scope::Programme(_)) {
            model.overlay = Overlay::Overview(List::default());
        }
    }
    if let Some(project) = project {
        model.open_project(project);
    }
    model.nav.focus = Pane::Projects;
    model.reveal();
}

/// Handles an action on the help page: moves the selection, runs it if it works in the layer
/// beneath, or edits the filter.
pub(crate) fn help_action(model: &mut Model, settings: &Settings, action: Action) -> Vec<Effect> {
    if let Some(motion) = action.motion() {
        move_in_help(model, &settings.keymap, motion);
    } else if action == Action::Run {
        return run_in_help(model, settings);
    } else if move_beside_in_help(model, &settings.keymap, action) {
        // The selection has moved to another column.
    } else if let Some(help) = model.overlay.help_mut()
        && help.filter.edit(action)
    {
        help.selected = 0;
    }
    Vec::new()
}

/// Runs the selected row of the help page: performs its action, or writes its example into the
/// search box.
fn run_in_help(model: &mut Model, settings: &Settings) -> Vec<Effect> {
    let beneath = model.overlay.beneath_help().layer();
    match selected_in_help(model, &settings.keymap) {
        Some(HelpTarget::Action(layer, action)) if layer == beneath => {
            model.overlay.close();
            return act_beneath(model, settings, action);
        }
        Some(HelpTarget::Action(layer, _)) => model.notice = Some(Notice::WorksIn(layer)),
        Some(HelpTarget::Query(example)) => {
            push_jump(model);
            model.search.input.set(example);
            model.overlay = Overlay::Search { keypad_page: 0 };
            model.nav.focus_list();
            model.update_query();
        }
        None => {}
    }
    Vec::new()
}

/// Performs an action chosen on the help page or typed on the command line, in the layer that was
/// beneath; one that has no key there is performed on the board.
fn act_beneath(model: &mut Model, settings: &Settings, action: Action) -> Vec<Effect> {
    if action == Action::Number {
        // The digits are the key.
        model.notice = Some(Notice::TypeNumber);
        return Vec::new();
    }
    let layer = model.layer();
    if settings.keymap.first_key(layer, action).is_none() && layer != Layer::Idle {
        model.overlay = Overlay::None;
    }
    act(model, settings, model.layer(), action, false)
}

fn search_action(model: &mut Model, action: Action) {
    if let Some(motion) = action.motion() {
        move_in_list(model, motion);
    } else if action == Action::AllDomains {
        model.set_scope(Scope::All);
    } else if action == Action::Accept {
        close_search(model);
    } else if model.search.input.edit(action) {
        model.update_query();
    }
}

/// Closes the search box, if it is open, and keeps its query in the history.
pub(crate) fn close_search(model: &mut Model) {
    if model.overlay.has_search() {
        model.search.input.remember();
        model.search.input.deselect();
        model.overlay.close_search();
    }
}

/// Clears the filter, or closes the help page if the filter is empty.
fn close_help(model: &mut Model) {
    match model.overlay.help_mut().filter(|help| !help.filter.text().is_empty()) {
        Some(help) => *help = HelpState::default(),
        None => model.overlay.close(),
    }
}

/// Clears what is typed on the sheet of filters, or closes it.
fn close_filter_input(model: &mut Model) {
    match model.overlay.filter_mut().filter(|filter| !filter.input.text().is_empty()) {
        Some(filter) => {
            filter.input.set("");
            filter.selected = 0;
        }
        None => close_filter(model),
    }
}

/// Goes back by one layer, and never quits. It takes away nothing that is hard to restore: a slow
/// link may split an arrow key so that it arrives as Esc.
fn back(model: &mut Model, layer: Layer) {
    let has_buttons = model.prefs.scale.has_buttons();
    match layer {
        Layer::Help => close_help(model),
        Layer::Overview
        | Layer::Copy
        | Layer::Export
        | Layer::Sort
        | Layer::Code
        | Layer::Mark
        | Layer::Command
        | Layer::Changes => model.overlay.close(),
        Layer::Filter => close_filter_input(model),
        // With the keypad the text is deleted letter by letter, so back goes home at once.
        Layer::Search if model.prefs.is_touch() => go_home(model),
        Layer::Search => close_search(model),
        Layer::Idle => {}
        Layer::Board if has_buttons && model.nav.focus != Pane::Detail => go_home(model),
        Layer::Board if model.nav.zoomed => model.nav.zoomed = false,
        Layer::Board if model.nav.focus == Pane::Detail => model.nav.focus = Pane::Projects,
        Layer::Board if !model.search.input.text().is_empty() => {
            push_jump(model);
            model.search.input.remove_last_term();
            model.update_query();
        }
        Layer::Board if model.scope() != Scope::All => {
            push_jump(model);
            leave_scope(model);
        }
        Layer::Board if model.nav.focus == Pane::Projects && !model.chosen.is_empty() => {
            clear_chosen(model);
        }
        Layer::Board => model.nav.focus = Pane::Projects,
    }
    model.reveal();
}

/// Goes from a domain or programme to what it is part of: its row in the overview, if it was opened
/// there.
fn leave_scope(model: &mut Model) {
    let scope = model.scope();
    model.set_scope(scope.parent(model.catalog()).unwrap_or_default());
    if model.nav.from_overview.take() == Some(scope) {
        show_overview(model, Some(scope));
    }
}

/// Handles Ctrl-C: clears the search box, or stops loading; with nothing to do it shows a notice,
/// and quits when pressed again.
fn interrupt(model: &mut Model, quit_armed: bool) -> Vec<Effect> {
    if quit_armed {
        return vec![Effect::Quit(Exit::Quit)];
    }
    if model.overlay.has_search() && !model.search.input.text().is_empty() {
        model.search.input.set("");
        model.update_query();
    } else if model.data.is_loading() {
        return vec![Effect::StopLoading];
    } else {
        model.search.input.remember();
        // Everything else is closed.
        model.overlay = model.overlay.overview().into();
        model.notice = Some(Notice::QuitArmed);
    }
    Vec::new()
}
