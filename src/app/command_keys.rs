//! The keys of the command line, and carrying out commands with a value.

use ratatui::layout::Rect;

use super::command::{Completion, completions, parse};
use super::command_value::Command;
use super::jump_keys::push_jump;
use super::number_input::jump_to_number;
use super::overlay::Overlay;
use super::sorting::set_order;
use super::{Action, Areas, ColorDepth, Model, Notice, Scope, Settings};
use crate::query::ListOrder;

impl Areas {
    /// Returns the rows of the command line: that which is typed into, and that of the completions.
    /// Where buttons take up the footer, they are at the top.
    #[must_use]
    pub fn command_rows(&self) -> [Rect; 2] {
        if self.scale.has_buttons() {
            [self.header, Rect { y: self.header.y + 1, ..self.header }]
        } else {
            [self.footer, Rect { y: self.footer.y - 1, ..self.footer }]
        }
    }
}

/// Returns the part of what is typed into the command line that is visible in `width` cells, and the
/// column of the cursor; `None` if the line is closed.
#[must_use]
pub fn command_input(model: &Model, width: usize) -> Option<(String, usize)> {
    let input = &model.overlay.command()?.input;
    Some(input.visible_text(width, model.prefs.ambiguous))
}

/// The command line, to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct CommandLine {
    /// The completions of what is typed.
    pub completions: Vec<Completion>,
    /// The index of the one that is shown in the line; `None` if the text was typed.
    pub selected: Option<usize>,
    /// The reason for which the command was not carried out.
    pub refusal: Option<String>,
}

/// Returns the command line, if it is open.
#[must_use]
pub fn command_line(model: &Model, settings: &Settings) -> Option<CommandLine> {
    let state = model.overlay.command()?;
    let typed = state.completion.as_ref().map_or(state.input.text(), |(typed, _)| typed);
    Some(CommandLine {
        completions: completions(model, &settings.keymap, typed),
        selected: state.completion.as_ref().map(|(_, nth)| *nth),
        refusal: state.refusal.clone(),
    })
}

/// Performs an action on the command line. Returns the action that a command without a value stands
/// for, which is to be performed on the layer beneath.
pub(crate) fn command_action(
    model: &mut Model,
    settings: &Settings,
    action: Action,
) -> Option<Action> {
    match action {
        Action::Run => return run(model, settings),
        Action::Complete => complete(model, settings, 1),
        Action::CompleteBack => complete(model, settings, -1),
        action => {
            let state = model.overlay.command_mut()?;
            if action == Action::DeleteBack && state.input.text().is_empty() {
                model.overlay.close();
            } else if state.input.edit(action) {
                (state.completion, state.refusal) = (None, None);
            }
        }
    }
    None
}

/// Types into the command line.
pub(crate) fn type_command(model: &mut Model, text: &str) {
    if let Some(state) = model.overlay.command_mut() {
        state.input.insert(text);
        (state.completion, state.refusal) = (None, None);
    }
}

/// Puts the next completion into the line, or the one before; after the last the typed text comes
/// again.
fn complete(model: &mut Model, settings: &Settings, step: isize) {
    let Some(line) = command_line(model, settings) else { return };
    let Some(state) = model.overlay.command_mut() else { return };
    state.refusal = None;
    let typed = state.completion.take().map_or(state.input.text().to_owned(), |(typed, _)| typed);
    let (last, len) = (line.completions.len().checked_sub(1), line.completions.len());
    let nth = match (line.selected, step > 0) {
        (None, true) => Some(0),
        (None, false) => last,
        (Some(nth), true) => Some(nth + 1),
        (Some(nth), false) => nth.checked_sub(1),
    };
    match nth.filter(|nth| *nth < len).and_then(|nth| Some((nth, line.completions.get(nth)?))) {
        Some((nth, completion)) => {
            state.input.set(&completion.text);
            // The only completion is what was meant: the next key goes on from there.
            state.completion = (len > 1).then_some((typed, nth));
        }
        None => state.input.set(&typed),
    }
}

fn run(model: &mut Model, settings: &Settings) -> Option<Action> {
    let text = model.overlay.command()?.input.text().to_owned();
    if text.trim().is_empty() {
        model.overlay.close();
        return None;
    }
    let command = match parse(model, &settings.keymap, &text) {
        Ok(command) => command,
        Err(refusal) => {
            if let Some(state) = model.overlay.command_mut() {
                state.refusal = Some(refusal);
            }
            return None;
        }
    };
    model.overlay.close();
    if let Some(action) = command.action().filter(|action| !settings.keymap.has(*action)) {
        model.notice = Some(Notice::Disabled(action));
        return None;
    }
    match command {
        Command::Act(action) => return Some(action),
        Command::Theme(_) if settings.depth == ColorDepth::None => {
            model.notice = Some(Notice::NoColours);
        }
        Command::Theme(theme) => {
            model.prefs.theme = theme;
            model.notice = Some(Notice::Theme(theme));
        }
        Command::Language(lang) => {
            model.prefs.lang = lang;
            // Titles and offices are sorted as they are shown.
            if model.prefs.order != ListOrder::default() {
                model.show_results(None);
            }
        }
        Command::Go(no) => {
            model.number_input = no.0.to_string();
            jump_to_number(model);
        }
        Command::Sort(key) => {
            model.overlay = Overlay::None;
            set_order(model, model.prefs.order.choose(key));
        }
        Command::Query(_, query) => search(model, &query),
        Command::Open(scope) => open(model, scope),
    }
    model.reveal();
    None
}

/// Searches for `query` in place of what was searched for.
fn search(model: &mut Model, query: &str) {
    show_list(model);
    model.search.input.set(query);
    model.search.input.remember();
    // A touch screen has few buttons to get back out of a domain.
    if model.prefs.is_touch() {
        model.set_scope(Scope::All);
    } else {
        model.update_query();
    }
}

/// Lists all projects of `scope`.
fn open(model: &mut Model, scope: Scope) {
    show_list(model);
    model.search.input.set("");
    model.set_scope(scope);
}

/// Shows the list, whatever is over it.
fn show_list(model: &mut Model) {
    push_jump(model);
    model.overlay = Overlay::None;
    model.nav.focus_list();
}
