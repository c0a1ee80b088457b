//! The transition function: every message changes the [`Model`] through it alone.

use crossterm::event::{KeyEvent, KeyEventKind};

use super::board_keys::{board_action, move_in_list};
use super::idle::InputRole;
use super::jumplist::MarkPrompt;
use super::model::ProjectOverlay;
use super::mouse::on_mouse;
use super::{
    Action, COPY_MAX, Chord, ColorDepth, Effect, Effects, Exit, HelpState, Layer, List, Model, Msg,
    Notice, Pane, Scope, Settings,
};
use crate::catalog::ProjectNo;
use crate::page::Extract;

/// Handles a message and returns the effects for the event loop to perform.
pub fn update(model: &mut Model, settings: &Settings, msg: Msg) -> Effects {
    if let Msg::Key(key) = msg
        && let Some([escape, key]) = settings.keymap.parted(model.layer(), key)
    {
        let effects = update(model, settings, Msg::Key(escape));
        return effects.and(update(model, settings, Msg::Key(key)));
    }
    let before = model.areas();
    let reach = model.on_user_input(settings, &msg);
    let sight = (reach == InputRole::MayBeIntent).then(|| model.visible_state(settings));
    let mut effects =
        if reach == InputRole::Consumed { Effects::NONE } else { handle(model, settings, msg) };
    if sight.is_some_and(|sight| sight.differs_from(&model.visible_state(settings))) {
        model.restart_idle_timer();
    }
    // The keypad comes and goes with the search box, and goes with the help page and the idle
    // prompt.
    if model.areas() != before {
        model.reveal();
    }
    if model.take_needs_request() {
        effects.push(Effect::Search);
    }
    effects.retain(|effect| model.profile().allows(effect))
}

fn handle(model: &mut Model, settings: &Settings, msg: Msg) -> Effects {
    if matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_)) {
        model.pending_jump = None;
    }
    match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => {}
        Msg::Key(key) => return on_key(model, settings, key),
        Msg::Mouse(event) => return on_mouse(model, settings, event),
        Msg::Paste(text) => return on_paste(model, &text),
        Msg::Resize(size) => model.resize(size),
        Msg::Terminate(signal) => return Effect::Quit(Exit::Signal(signal)).into(),
        // If no key may suspend, no signal may either.
        Msg::Suspend if !settings.keymap.has(Action::Suspend) => {}
        Msg::Suspend => return Effect::Suspend.into(),
        // The terminal was restored for the shell, which turned mouse reporting off.
        Msg::Resumed if model.mouse.captured => {
            return [Effect::MouseCapture(true), Effect::Redraw].into();
        }
        Msg::Resumed => return Effect::Redraw.into(),
        Msg::SearchDone(answer) => model.apply_response(answer),
        Msg::TopHits(best) => model.apply_top_hits(best),
        Msg::PartLoaded(arrival) => model.apply_partial_load(arrival),
        Msg::Reloaded(renewal) => model.reload(renewal),
        Msg::StatusChanged(freshness) => model.set_data_status(freshness),
        Msg::TimerFired(number) => return model.on_timer(number),
        Msg::Now(now) => model.idle.go_on_to(now),
        Msg::Today(day) => model.set_day(day),
        Msg::InvalidUtf8 => model.notice = Some(Notice::InvalidUtf8),
        Msg::CannotSuspend => model.notice = Some(Notice::CannotSuspend),
    }
    Effects::NONE
}

fn on_key(model: &mut Model, settings: &Settings, key: KeyEvent) -> Effects {
    let chord = Chord::from_event(key);
    let layer = model.layer();
    let armed = model.notice.take() == Some(Notice::QuitArmed);
    let Some(action) = settings.keymap.resolve(layer, chord) else {
        model.number_input.clear();
        if let Some(c) = chord.text() {
            insert(model, layer, c.encode_utf8(&mut [0; 4]));
        }
        return Effects::NONE;
    };
    match action {
        Action::Number => enter_digit(model, chord),
        // Enter and Esc act on the digits typed so far; every other key discards them.
        Action::Open if !model.number_input.is_empty() => jump_to_number(model),
        Action::Back if !model.number_input.is_empty() => model.number_input.clear(),
        action => {
            model.number_input.clear();
            return act(model, settings, layer, action, armed);
        }
    }
    Effects::NONE
}

pub(super) fn act(
    model: &mut Model,
    settings: &Settings,
    layer: Layer,
    action: Action,
    armed: bool,
) -> Effects {
    model.jumps.is_stepping &=
        action.motion().is_some() || matches!(action, Action::Left | Action::Right);
    match action {
        Action::Quit => return Effect::Quit(Exit::Quit).into(),
        Action::Suspend => return Effect::Suspend.into(),
        Action::Redraw => return Effect::Redraw.into(),
        Action::Interrupt => return interrupt(model, armed),
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
            Layer::Copy => choose_extract(model, action),
            // The list is underneath: motions go from one project's QR code to the next.
            Layer::Code => action.motion().into_iter().for_each(|step| move_in_list(model, step)),
            Layer::Mark | Layer::Idle => {}
            Layer::Board => board_action(model, settings, action),
        },
    }
    Effects::NONE
}

/// Opens the copy menu; in the menu, copies the selected extract. The menu stays open, so that its
/// text can still be selected by mouse if the terminal does not accept it.
pub(super) fn copy(model: &mut Model, layer: Layer) -> Effects {
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

fn choose_extract(model: &mut Model, action: Action) {
    if let (Some(ProjectOverlay::Copy(chosen)), Some(step)) = (model.overlay, action.motion()) {
        let len = Extract::ALL.len();
        model.overlay = Some(ProjectOverlay::Copy(step.apply(chosen, len - 1, len)));
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
    let (parts, height) = (model.overview_rows(), model.overview_height());
    let is_in = |part: &Scope| domain.is_some_and(|at| part.domains(model.catalog()).contains(&at));
    let mut list = List::default();
    list.select(parts.iter().position(is_in).unwrap_or_default(), parts.len(), height);
    model.overview = Some(list);
}

fn overview_action(model: &mut Model, settings: &Settings, action: Action) {
    let (parts, height) = (model.overview_rows(), model.overview_height());
    let Some(list) = &mut model.overview else { return };
    if let Some(step) = action.motion() {
        list.move_by(step, parts.len(), height);
    } else if action == Action::Open {
        if let Some(part) = parts.get(list.selected()) {
            open_scope(model, *part);
        }
    } else if action == Action::Search {
        model.overview = None;
        board_action(model, settings, action);
    }
}

/// Opens a row of the overview. A domain lists its projects and selects the one its headline number
/// is from; a programme, one of several, opens its own overview in turn.
pub(super) fn open_scope(model: &mut Model, part: Scope) {
    model.push_jump();
    let project =
        model.catalog().headline_within(&part.domains(model.catalog())).map(|(project, _)| project);
    model.search.set("");
    model.set_scope(part);
    let inside = model.overview.take().filter(|_| matches!(part, Scope::Programme(_)));
    model.overview = inside.map(|_| List::default());
    if let Some(project) = project {
        model.open_project(project);
    }
    model.focus = Pane::Projects;
    model.reveal();
}

/// Handles an action on the help page: moves the selection, runs it if it works in the layer
/// beneath, or edits the filter.
pub(super) fn help_action(model: &mut Model, settings: &Settings, action: Action) -> Effects {
    if let Some(step) = action.motion() {
        model.move_in_help(&settings.keymap, step);
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
    if let Some(step) = action.motion() {
        move_in_list(model, step);
    } else if action == Action::Accept {
        model.search.close();
    } else if model.search.edit(action) {
        model.update_query();
    }
}

fn on_paste(model: &mut Model, text: &str) -> Effects {
    insert(model, model.layer(), text);
    Effects::NONE
}

/// Types into the text input of `layer`. Without one, pasted text would be a series of commands, so
/// it is ignored.
fn insert(model: &mut Model, layer: Layer, text: &str) {
    match layer {
        Layer::Search => {
            model.search.insert(text);
            model.update_query();
        }
        Layer::Help => {
            if let Some(help) = &mut model.help {
                help.filter.insert(text);
                help.selected = 0;
            }
        }
        Layer::Mark => {
            let mut chars = text.chars();
            if let (Some(letter), None) = (chars.next(), chars.next()) {
                model.enter_mark(letter);
            }
        }
        Layer::Board | Layer::Overview | Layer::Copy | Layer::Code | Layer::Idle => {}
    }
}

/// Clears the filter, or closes the help page if the filter is empty.
fn close_help(model: &mut Model) {
    let asked = model.help.as_ref().is_some_and(|help| !help.filter.text().is_empty());
    model.help = asked.then(HelpState::default);
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

/// Handles Ctrl-C: clears the search box, or stops loading; with nothing to do it asks, and quits
/// when pressed again.
fn interrupt(model: &mut Model, armed: bool) -> Effects {
    if armed {
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

/// Collects the digits of a project number. It jumps once there are as many digits as the highest
/// number has.
fn enter_digit(model: &mut Model, chord: Chord) {
    let Some(digit) = chord.digit() else { return };
    model.number_input.push(digit);
    let digits = model.catalog().max_no().to_string().len();
    if model.number_input.len() >= digits {
        jump_to_number(model);
    }
}

/// Searches for a project number that occurs in several programmes, to let the user choose.
fn search_number(model: &mut Model, no: ProjectNo) {
    model.push_jump();
    (model.overview, model.overlay) = (None, None);
    model.focus = Pane::Projects;
    // The trailing space makes further typing a new term.
    model.search.set(&format!("{}{no} ", model.lang.strings().number_prefix));
    model.set_scope(Scope::All);
    model.reveal();
}

fn jump_to_number(model: &mut Model) {
    let no = ProjectNo(std::mem::take(&mut model.number_input).parse().unwrap_or_default());
    let scope = model.scope().programme(model.catalog());
    // With several programmes, the current one takes precedence.
    let here = scope.and_then(|programme| model.catalog().by_no_in(programme, no));
    match here.or_else(|| model.catalog().by_no(no)) {
        Some(project) => {
            model.push_jump();
            model.overview = None;
            model.open_project(project);
            if model.focus == Pane::Domains {
                model.focus = Pane::Projects;
            }
            model.reveal();
        }
        None if model.catalog().all_by_no(no).is_empty() => {
            model.notice = Some(Notice::NoSuchProject(no));
        }
        None => search_number(model, no),
    }
}
