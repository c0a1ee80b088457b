//! The only writer of the [`Model`].

use crossterm::event::{KeyEvent, KeyEventKind};

use super::model::Sheet;
use super::panes::{board, move_in_list};
use super::pointer::mouse;
use super::travel::Asked;
use super::visit::Reach;
use super::{
    Action, COPY_MAX, Chord, Depth, Effect, Effects, Exit, Help, Layer, List, Model, Msg, Notice, Pane, Scope, Settings,
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
    let reach = model.attend(settings, &msg);
    let sight = (reach == Reach::Intent).then(|| model.sight(settings));
    let mut effects = if reach == Reach::Ends { Effects::NONE } else { take_in(model, settings, msg) };
    if sight.is_some_and(|sight| sight.differs_from(&model.sight(settings))) {
        model.stay();
    }
    // A keypad comes and goes with the box, with the help page over it, and with whoever was asked whether they are there.
    if model.areas() != before {
        model.reveal();
    }
    if model.take_unasked() {
        effects.push(Effect::Search);
    }
    effects.only(|effect| model.profile().lets_out(effect))
}

fn take_in(model: &mut Model, settings: &Settings, msg: Msg) -> Effects {
    if matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_)) {
        model.awaited = None;
    }
    match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => {}
        Msg::Key(key) => return press(model, settings, key),
        Msg::Mouse(event) => return mouse(model, settings, event),
        Msg::Paste(text) => return paste(model, &text),
        Msg::Resize(size) => model.resize(size),
        Msg::Stop(signal) => return Effect::Quit(Exit::Signal(signal)).into(),
        // Where no key does it, no signal does.
        Msg::Suspend if !settings.keymap.has(Action::Suspend) => {}
        Msg::Suspend => return Effect::Suspend.into(),
        // The shell has the mouse back since.
        Msg::Resumed if model.mouse.on => return [Effect::Mouse(true), Effect::Redraw].into(),
        Msg::Resumed => return Effect::Redraw.into(),
        Msg::Found(answer) => model.take_in(answer),
        Msg::Best(best) => model.take_in_best(best),
        Msg::Arrived(arrival) => model.grow(arrival),
        Msg::Renewed(renewal) => model.renew(renewal),
        Msg::Stale(freshness) => model.turn_stale(freshness),
        Msg::Alarm(number) => return model.wake(number),
        Msg::Now(now) => model.visit.go_on_to(now),
        Msg::Today(day) => model.turn_to(day),
        Msg::Garbled => model.notice = Some(Notice::Garbled),
        Msg::CannotSuspend => model.notice = Some(Notice::CannotSuspend),
    }
    Effects::NONE
}

fn press(model: &mut Model, settings: &Settings, key: KeyEvent) -> Effects {
    let chord = Chord::of(key);
    let layer = model.layer();
    let armed = model.notice.take() == Some(Notice::QuitArmed);
    let Some(action) = settings.keymap.resolve(layer, chord) else {
        model.typed.clear();
        if let Some(c) = chord.text() {
            insert(model, layer, c.encode_utf8(&mut [0; 4]));
        }
        return Effects::NONE;
    };
    match action {
        Action::Number => number(model, chord),
        // Enter and Esc have something to do with half a number; every other key forgets it.
        Action::Open if !model.typed.is_empty() => jump(model),
        Action::Back if !model.typed.is_empty() => model.typed.clear(),
        action => {
            model.typed.clear();
            return act(model, settings, layer, action, armed);
        }
    }
    Effects::NONE
}

pub(super) fn act(model: &mut Model, settings: &Settings, layer: Layer, action: Action, armed: bool) -> Effects {
    model.travel.walking &= action.step().is_some() || matches!(action, Action::Left | Action::Right);
    match action {
        Action::Quit => return Effect::Quit(Exit::Quit).into(),
        Action::Suspend => return Effect::Suspend.into(),
        Action::Redraw => return Effect::Redraw.into(),
        Action::Interrupt => return interrupt(model, armed),
        Action::Mouse => return toggle_mouse(model),
        Action::Language => model.lang = model.lang.other(),
        Action::Theme => next_theme(model, settings),
        Action::Help => model.help = Some(Help::default()),
        Action::Overview | Action::Home if model.scale.has_buttons() => go_home(model),
        Action::Overview | Action::Home => open_overview(model),
        Action::Large => model.toggle_large(),
        Action::Copy => return copy(model, layer),
        Action::GoBack => model.go_back(),
        Action::GoForward => model.go_forward(),
        Action::Mark => model.ask_for_letter(Asked::Mark),
        Action::ToMark => model.ask_for_letter(Asked::Go),
        Action::Code => model.sheet = model.selected().map(|_| Sheet::Code),
        Action::Back => back(model, layer),
        _ => match layer {
            Layer::Help => return help(model, settings, action),
            Layer::Search => search(model, action),
            Layer::Overview => overview(model, settings, action),
            Layer::Copy => choose_extract(model, action),
            // The list lies beneath: one code after the other.
            Layer::Code => action.step().into_iter().for_each(|step| move_in_list(model, step)),
            Layer::Mark | Layer::Nobody => {}
            Layer::Board => board(model, settings, action),
        },
    }
    Effects::NONE
}

/// Opens the menu where there is something to copy; in the menu, copies. It stays open: where the terminal does not take the
/// text, one can still select it.
pub(super) fn copy(model: &mut Model, layer: Layer) -> Effects {
    let Some((project, extract)) = model.extract().filter(|_| layer == Layer::Copy) else {
        model.sheet = model.selected().map(|_| Sheet::Copy(0));
        return Effects::NONE;
    };
    let text = extract.of(model.catalog(), &project, model.lang);
    if text.len() > COPY_MAX {
        model.notice = Some(Notice::TooLong(text.len()));
        return Effects::NONE;
    }
    model.notice = Some(Notice::Copied);
    Effect::Copy(text).into()
}

fn choose_extract(model: &mut Model, action: Action) {
    if let (Some(Sheet::Copy(chosen)), Some(step)) = (model.sheet, action.step()) {
        let len = Extract::ALL.len();
        model.sheet = Some(Sheet::Copy(step.from(chosen, len - 1, len)));
    }
}

fn toggle_mouse(model: &mut Model) -> Effects {
    model.mouse.on = !model.mouse.on;
    model.notice = Some(Notice::Mouse(model.mouse.on));
    Effect::Mouse(model.mouse.on).into()
}

fn next_theme(model: &mut Model, settings: &Settings) {
    model.notice = Some(if settings.depth == Depth::None {
        Notice::NoColours
    } else {
        model.theme = model.theme.next();
        Notice::Theme(model.theme)
    });
}

/// Where one begins: all domains, nothing asked for.
fn go_home(model: &mut Model) {
    model.leave();
    (model.help, model.sheet, model.overview, model.travel.asked) = (None, None, None, None);
    if model.search.open {
        model.search.close();
    }
    model.search.set("");
    model.choose(Scope::All);
    model.fold_all();
    model.focus = Pane::Domains;
    model.reveal();
}

/// The overview, at the domain that one is in.
fn open_overview(model: &mut Model) {
    model.leave();
    let domain = model.chosen_domain().or_else(|| model.selected().map(|project| project.domain));
    let (parts, height) = (model.overview_parts(), model.overview_height());
    let is_in = |part: &Scope| domain.is_some_and(|at| part.domains(model.catalog()).contains(&at));
    let mut list = List::default();
    list.select(parts.iter().position(is_in).unwrap_or_default(), parts.len(), height);
    model.overview = Some(list);
}

fn overview(model: &mut Model, settings: &Settings, action: Action) {
    let (parts, height) = (model.overview_parts(), model.overview_height());
    let Some(list) = &mut model.overview else { return };
    if let Some(step) = action.step() {
        list.step(step, parts.len(), height);
    } else if action == Action::Open {
        if let Some(part) = parts.get(list.selected()) {
            open_part(model, *part);
        }
    } else if action == Action::Search {
        model.overview = None;
        board(model, settings, action);
    }
}

/// Opens a part of the overview: lists all projects of a domain, the one selected that its number is from; of a programme, one of
/// several, goes on to its overview.
pub(super) fn open_part(model: &mut Model, part: Scope) {
    model.leave();
    let project = model.catalog().headline_within(&part.domains(model.catalog())).map(|(project, _)| project);
    model.search.set("");
    model.choose(part);
    let inside = model.overview.take().filter(|_| matches!(part, Scope::Programme(_)));
    model.overview = inside.map(|_| List::default());
    if let Some(project) = project {
        model.open_project(project);
    }
    model.focus = Pane::Projects;
    model.reveal();
}

/// On the help page: moves, runs what is chosen if it works here, or edits what is asked for.
pub(super) fn help(model: &mut Model, settings: &Settings, action: Action) -> Effects {
    if let Some(step) = action.step() {
        model.step_in_help(&settings.keymap, step);
    } else if action == Action::Run {
        let Some((layer, action)) = model.chosen_in_help(&settings.keymap) else { return Effects::NONE };
        if layer != model.layer_beneath() {
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

fn search(model: &mut Model, action: Action) {
    if let Some(step) = action.step() {
        move_in_list(model, step);
    } else if action == Action::Accept {
        model.search.close();
    } else if model.search.edit(action) {
        model.refilter();
    }
}

fn paste(model: &mut Model, text: &str) -> Effects {
    insert(model, model.layer(), text);
    Effects::NONE
}

/// Types into the box of a layer. Where there is none a paste would be a string of commands, and is nothing.
fn insert(model: &mut Model, layer: Layer, text: &str) {
    match layer {
        Layer::Search => {
            model.search.insert(text);
            model.refilter();
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
                model.take_letter(letter);
            }
        }
        Layer::Board | Layer::Overview | Layer::Copy | Layer::Code | Layer::Nobody => {}
    }
}

/// Takes back what is asked for, and then the page.
fn close_help(model: &mut Model) {
    let asked = model.help.as_ref().is_some_and(|help| !help.filter.text().is_empty());
    model.help = asked.then(Help::default);
}

/// One layer back, and never out. Nothing that it takes away is hard to get again: a slow link may turn an arrow key into Esc.
fn back(model: &mut Model, layer: Layer) {
    match layer {
        Layer::Help => close_help(model),
        Layer::Overview => model.overview = None,
        Layer::Copy | Layer::Code => model.sheet = None,
        Layer::Mark => model.travel.asked = None,
        // What is typed by touch is taken back by touch, letter by letter; and home is where one came from.
        Layer::Search if model.is_touched() => go_home(model),
        Layer::Search => model.search.close(),
        Layer::Nobody => {}
        Layer::Board if model.scale.has_buttons() && model.focus != Pane::Detail => go_home(model),
        Layer::Board if model.zoomed => model.zoomed = false,
        Layer::Board if model.focus == Pane::Detail => model.focus = Pane::Projects,
        Layer::Board if !model.search.text().is_empty() => {
            model.leave();
            model.search.drop_last();
            model.refilter();
        }
        Layer::Board if model.scope() != Scope::All => {
            model.leave();
            model.choose(model.scope().wider(model.catalog()).unwrap_or_default());
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
        model.refilter();
    } else if model.is_coming() {
        return Effect::Halt.into();
    } else {
        model.search.close();
        (model.help, model.sheet, model.travel.asked) = (None, None, None);
        model.notice = Some(Notice::QuitArmed);
    }
    Effects::NONE
}

/// Collects the digits of a project's number: two, or as many as the highest one has.
fn number(model: &mut Model, chord: Chord) {
    let Some(digit) = chord.digit() else { return };
    model.typed.push(digit);
    let digits = model.catalog().highest().to_string().len();
    if model.typed.len() >= digits {
        jump(model);
    }
}

/// Several programmes have a project of that number: which of them is meant, nobody can know.
fn list_all_numbered(model: &mut Model, no: ProjectNo) {
    model.leave();
    (model.overview, model.sheet) = (None, None);
    model.focus = Pane::Projects;
    // Whoever types on asks for another word.
    model.search.set(&format!("{}{no} ", model.lang.strings().number_prefix));
    model.choose(Scope::All);
    model.reveal();
}

fn jump(model: &mut Model) {
    let no = ProjectNo(std::mem::take(&mut model.typed).parse().unwrap_or_default());
    let scope = model.scope().programme(model.catalog());
    // Of several programmes the one that one is in.
    let here = scope.and_then(|programme| model.catalog().in_programme(programme, no));
    match here.or_else(|| model.catalog().by_no(no)) {
        Some(project) => {
            model.leave();
            model.overview = None;
            model.open_project(project);
            if model.focus == Pane::Domains {
                model.focus = Pane::Projects;
            }
            model.reveal();
        }
        None if model.catalog().numbered(no).is_empty() => model.notice = Some(Notice::NoSuchProject(no)),
        None => list_all_numbered(model, no),
    }
}
