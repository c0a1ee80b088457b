//! The only writer of the [`Model`].

use crossterm::event::{KeyEvent, KeyEventKind};

use super::board_keys::{board_action, move_in_list};
use super::idle::InputRole;
use super::jumplist::MarkPrompt;
use super::model::ProjectOverlay;
use super::mouse::on_mouse;
use super::{
    Action, COPY_MAX, Chord, ColorDepth, Effect, Effects, Exit, HelpState, Layer, List, Model, Msg, Notice, Pane, Scope,
    Settings,
};
use crate::catalog::ProjectNo;
use crate::page::Extract;

/// Takes in what has happened and says what the outside must do about it.
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
    let mut effects = if reach == InputRole::Consumed { Effects::NONE } else { handle(model, settings, msg) };
    if sight.is_some_and(|sight| sight.differs_from(&model.visible_state(settings))) {
        model.restart_idle_timer();
    }
    // A keypad comes and goes with the box, with the help page over it, and with whoever was asked whether they are there.
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
        // Where no key does it, no signal does.
        Msg::Suspend if !settings.keymap.has(Action::Suspend) => {}
        Msg::Suspend => return Effect::Suspend.into(),
        // The shell has the mouse back since.
        Msg::Resumed if model.mouse.captured => return [Effect::MouseCapture(true), Effect::Redraw].into(),
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
        // Enter and Esc have something to do with half a number; every other key forgets it.
        Action::Open if !model.number_input.is_empty() => jump_to_number(model),
        Action::Back if !model.number_input.is_empty() => model.number_input.clear(),
        action => {
            model.number_input.clear();
            return act(model, settings, layer, action, armed);
        }
    }
    Effects::NONE
}

pub(super) fn act(model: &mut Model, settings: &Settings, layer: Layer, action: Action, armed: bool) -> Effects {
    model.jumps.is_stepping &= action.motion().is_some() || matches!(action, Action::Left | Action::Right);
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
            // The list lies beneath: one code after the other.
            Layer::Code => action.motion().into_iter().for_each(|step| move_in_list(model, step)),
            Layer::Mark | Layer::Idle => {}
            Layer::Board => board_action(model, settings, action),
        },
    }
    Effects::NONE
}

/// Opens the menu where there is something to copy; in the menu, copies. It stays open: where the terminal does not take the
/// text, one can still select it.
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

/// Where one begins: all domains, nothing asked for.
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

/// The overview, at the domain that one is in.
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

/// Opens a part of the overview: lists all projects of a domain, the one selected that its number is from; of a programme, one of
/// several, goes on to its overview.
pub(super) fn open_scope(model: &mut Model, part: Scope) {
    model.push_jump();
    let project = model.catalog().headline_within(&part.domains(model.catalog())).map(|(project, _)| project);
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

/// On the help page: moves, runs what is chosen if it works here, or edits what is asked for.
pub(super) fn help_action(model: &mut Model, settings: &Settings, action: Action) -> Effects {
    if let Some(step) = action.motion() {
        model.move_in_help(&settings.keymap, step);
    } else if action == Action::Run {
        let Some((layer, action)) = model.selected_in_help(&settings.keymap) else { return Effects::NONE };
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

/// Types into the box of a layer. Where there is none a paste would be a string of commands, and is nothing.
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

/// Takes back what is asked for, and then the page.
fn close_help(model: &mut Model) {
    let asked = model.help.as_ref().is_some_and(|help| !help.filter.text().is_empty());
    model.help = asked.then(HelpState::default);
}

/// One layer back, and never out. Nothing that it takes away is hard to get again: a slow link may turn an arrow key into Esc.
fn back(model: &mut Model, layer: Layer) {
    match layer {
        Layer::Help => close_help(model),
        Layer::Overview => model.overview = None,
        Layer::Copy | Layer::Code => model.overlay = None,
        Layer::Mark => model.jumps.mark_prompt = None,
        // What is typed by touch is taken back by touch, letter by letter; and home is where one came from.
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

/// Ctrl-C clears what is typed; pressed again with nothing to clear, it asks once and then quits.
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

/// Collects the digits of a project's number: two, or as many as the highest one has.
fn enter_digit(model: &mut Model, chord: Chord) {
    let Some(digit) = chord.digit() else { return };
    model.number_input.push(digit);
    let digits = model.catalog().max_no().to_string().len();
    if model.number_input.len() >= digits {
        jump_to_number(model);
    }
}

/// Several programmes have a project of that number: which of them is meant, nobody can know.
fn search_number(model: &mut Model, no: ProjectNo) {
    model.push_jump();
    (model.overview, model.overlay) = (None, None);
    model.focus = Pane::Projects;
    // Whoever types on asks for another word.
    model.search.set(&format!("{}{no} ", model.lang.strings().number_prefix));
    model.set_scope(Scope::All);
    model.reveal();
}

fn jump_to_number(model: &mut Model) {
    let no = ProjectNo(std::mem::take(&mut model.number_input).parse().unwrap_or_default());
    let scope = model.scope().programme(model.catalog());
    // Of several programmes the one that one is in.
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
        None if model.catalog().all_by_no(no).is_empty() => model.notice = Some(Notice::NoSuchProject(no)),
        None => search_number(model, no),
    }
}
