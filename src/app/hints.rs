//! The hints of the footer: what the keys do in the pane that has the focus.

use super::{Action, Layer, Model, Pane, Scope, Settings};

/// Returns the hints of the current layer and pane, each with the name of its key and the words for
/// what it does, in the order of the footer. The keys that go up and down are one hint.
pub(crate) fn hints(model: &Model, settings: &Settings) -> Vec<(String, &'static str, Action)> {
    let layer = model.layer();
    let all = settings.keymap.hints(layer);
    let key_of = |wanted: Action| {
        all.iter().find(|(_, action)| *action == wanted).map(|(key, _)| key.as_str())
    };
    let has_arrows = (key_of(Action::Down), key_of(Action::Up)) == (Some("Down"), Some("Up"));
    let is_shown = |(_, action): &&(String, Action)| match action {
        Action::Up => key_of(Action::Down).is_none(),
        Action::Back => layer != Layer::Board || can_go_back(model),
        _ => true,
    };
    let hint = |(key, action): &(String, Action)| {
        let key = match (action, key_of(Action::Up)) {
            (Action::Down, _) if has_arrows => settings.glyphs.arrows.to_owned(),
            (Action::Down, Some(up)) => format!("{key}/{up}"),
            _ => key.clone(),
        };
        (key, label(model, *action), *action)
    };
    all.iter().filter(is_shown).map(hint).collect()
}

/// Returns true if going back does something on the board.
fn can_go_back(model: &Model) -> bool {
    model.nav.focus != Pane::Projects
        || !model.search.input.text().is_empty()
        || model.scope() != Scope::All
}

/// Returns the words for what `action` does in the current layer and pane.
fn label(model: &Model, action: Action) -> &'static str {
    let s = model.prefs.lang.strings();
    let (layer, focus) = (model.layer(), model.nav.focus);
    match action {
        Action::Down | Action::Up => match (layer, focus) {
            (Layer::Board, Pane::Domains) | (Layer::Overview, _) => s.hint_domains,
            (Layer::Board, Pane::Projects) | (Layer::Code, _) => s.hint_projects,
            (Layer::Board, Pane::Detail) => s.hint_scroll,
            _ => s.hint_choose,
        },
        Action::Open if layer == Layer::Board => match focus {
            Pane::Domains => s.hint_to_list,
            Pane::Projects => s.hint_to_details,
            Pane::Detail => s.hint_full_width,
        },
        action => action.describe(model.prefs.lang),
    }
}
