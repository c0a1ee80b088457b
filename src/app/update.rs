//! The transition function: every message changes the [`Model`] through it alone.

use crossterm::event::{KeyEvent, KeyEventKind};

use super::act::act;
use super::changes::{compare_with_last_good, note_seen};
use super::command_keys::type_command;
use super::idle::InputRole;
use super::jump_keys::enter_mark;
use super::mouse::on_mouse;
use super::number_input::{enter_digit, jump_to_number};
use super::responses::{apply_partial_load, apply_response, apply_top_hits, reload, set_day};
use super::visible_state::visible_state;
use super::visit::{on_timer, on_user_input};
use super::{Action, Chord, Effect, Exit, Layer, Model, Msg, Notice, Profile, Settings};

/// Handles a message and returns the effects for the event loop to perform, in order.
#[must_use = "effects must be performed"]
pub fn update(model: &mut Model, settings: &Settings, msg: Msg) -> Vec<Effect> {
    if let Msg::Key(key) = msg
        && let Some([escape, key]) = settings.keymap.split_alt(model.layer(), key)
    {
        let mut effects = update(model, settings, Msg::Key(escape));
        effects.push(Effect::Key(key));
        return effects;
    }
    let areas = model.areas();
    let role = on_user_input(model, settings, &msg);
    let before = (role == InputRole::MayBeIntent)
        .then(|| (visible_state(model, settings), model.notice.clone()));
    let mut effects =
        if role == InputRole::Consumed { Vec::new() } else { handle(model, settings, msg) };
    if let Some((before, notice)) = before {
        // A notice that disappears does not count: any key dismisses it.
        let has_new_notice = model.notice.is_some() && model.notice != notice;
        if has_new_notice || before != visible_state(model, settings) {
            model.idle.set_active();
        }
    }
    // The keypad comes and goes with the search box, and goes with the help page and the idle
    // prompt.
    if model.areas() != areas {
        model.reveal();
    }
    effects.extend(model.take_work());
    effects.retain(|effect| model.start.profile.allows(effect));
    effects
}

fn handle(model: &mut Model, settings: &Settings, msg: Msg) -> Vec<Effect> {
    if matches!(msg, Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_)) {
        model.pending_jump = None;
        note_seen(model);
    }
    match msg {
        Msg::Key(key) if key.kind == KeyEventKind::Release => {}
        Msg::Key(key) => return on_key(model, settings, key),
        Msg::Mouse(event) => return on_mouse(model, settings, event),
        Msg::Paste(text) => insert(model, model.layer(), &text),
        Msg::Resize(size) => model.resize(size),
        Msg::Terminate(signal) => return vec![Effect::Quit(Exit::Signal(signal))],
        // If no key may suspend, no signal may either.
        Msg::Suspend if !settings.keymap.has(Action::Suspend) => {}
        Msg::Suspend => return vec![Effect::Suspend],
        // The terminal was restored for the shell, which turned mouse reporting off.
        Msg::Resumed if model.mouse.captured => {
            return vec![Effect::MouseCapture(true), Effect::Redraw];
        }
        Msg::Resumed => return vec![Effect::Redraw],
        Msg::SearchDone(response) => apply_response(model, response),
        Msg::TopHits(top_hits) => apply_top_hits(model, top_hits),
        Msg::PartLoaded(partial_load) => apply_partial_load(model, partial_load),
        Msg::Reloaded(data) => reload(model, data),
        Msg::LastGood(catalog) => compare_with_last_good(model, catalog.as_deref()),
        Msg::StatusChanged(status) => model.data.set_status(status),
        Msg::TimerFired(id) => return on_timer(model, id),
        Msg::Now(now) => model.idle.advance_to(now),
        Msg::Today(day) => set_day(model, day),
        Msg::FileSaved(result) => {
            model.notice = Some(result.map_or_else(Notice::NotSaved, Notice::Saved));
        }
        Msg::InvalidUtf8 => model.notice = Some(Notice::InvalidUtf8),
        Msg::CannotSuspend => model.notice = Some(Notice::CannotSuspend),
    }
    Vec::new()
}

fn on_key(model: &mut Model, settings: &Settings, key: KeyEvent) -> Vec<Effect> {
    let chord = Chord::from_event(key);
    let layer = model.layer();
    let quit_armed = model.notice.take() == Some(Notice::QuitArmed);
    let Some(action) = settings.keymap.resolve(layer, chord) else {
        model.number_input.clear();
        if let Some(c) = chord.text() {
            insert(model, layer, c.encode_utf8(&mut [0; 4]));
        }
        explain_unbound(model, settings, layer, chord);
        return Vec::new();
    };
    match action {
        Action::Number => enter_digit(model, chord),
        // Enter and Esc act on the digits typed so far; every other key discards them.
        Action::Open if !model.number_input.is_empty() => jump_to_number(model),
        Action::Back if !model.number_input.is_empty() => model.number_input.clear(),
        action => {
            model.number_input.clear();
            return act(model, settings, layer, action, quit_armed);
        }
    }
    Vec::new()
}

/// Says why a key that types nothing does nothing. Visitors of a kiosk try any key, and
/// learn nothing from that.
fn explain_unbound(model: &mut Model, settings: &Settings, layer: Layer, chord: Chord) {
    let has_text = layer.has_input() && chord.text().is_some();
    if has_text
        || matches!(layer, Layer::Mark | Layer::Idle)
        || model.start.profile != Profile::Desk
    {
        return;
    }
    let keymap = &settings.keymap;
    model.notice = Some(if let Some(action) = keymap.resolve_disabled(layer, chord) {
        Notice::Disabled(action)
    } else if keymap.resolve(Layer::Board, chord).is_some() && !layer.has_input() {
        Notice::WorksIn(Layer::Board)
    } else {
        Notice::UnknownKey
    });
}

/// Types into the text input of `layer`. Without one the text is ignored. Pasted text must never
/// trigger key bindings.
fn insert(model: &mut Model, layer: Layer, text: &str) {
    match layer {
        Layer::Search => {
            model.search.input.insert(text);
            model.update_query();
        }
        Layer::Help => {
            if let Some(help) = model.overlay.help_mut() {
                help.filter.insert(text);
                help.selected = 0;
            }
        }
        Layer::Command => type_command(model, text),
        Layer::Filter => {
            if let Some(filter) = model.overlay.filter_mut() {
                filter.input.insert(text);
                filter.selected = 0;
            }
        }
        Layer::Mark => {
            let mut chars = text.chars();
            if let (Some(letter), None) = (chars.next(), chars.next()) {
                enter_mark(model, letter);
            }
        }
        Layer::Board
        | Layer::Overview
        | Layer::Copy
        | Layer::Export
        | Layer::Sort
        | Layer::Code
        | Layer::Changes
        | Layer::Idle => {}
    }
}
