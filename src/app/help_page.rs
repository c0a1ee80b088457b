//! The help page: all keys, those of the current layer first, to be filtered and run.

use super::{Action, Keymap, Layer, Model, Motion};
use crate::lang::Lang;
use crate::page::{self, HelpRow, HelpSection, Line};
use crate::query::{MatchMode, Query};

/// The help page, laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPage {
    /// All lines of the page.
    pub lines: Vec<HelpLine>,
    /// The index of the first visible line.
    pub offset: usize,
}

/// A line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// The index of the binding this line shows, counted through the page; `None` for headings and
    /// blanks.
    pub row: Option<usize>,
    /// True if that binding is selected.
    pub selected: bool,
    /// The text of the line.
    pub line: Line,
}

/// A binding of a layer, as listed on the help page.
struct HelpEntry {
    layer: Layer,
    action: Action,
    row: HelpRow,
}

/// Returns the help page, if it is open.
#[must_use]
pub fn help_page(model: &Model, keymap: &Keymap) -> Option<HelpPage> {
    let selected = model.overlay.help()?.selected;
    let s = model.prefs.lang.strings();
    let entries = help_entries(model, keymap);
    let sections = entries.chunk_by(|entry, next| entry.layer == next.layer).map(|entries| {
        let title = entries.first().map_or("", |entry| entry.layer.title(s)).to_owned();
        HelpSection { title, rows: entries.iter().map(|entry| entry.row.clone()).collect() }
    });
    let sections: Vec<HelpSection> = sections.collect();
    let lines = page::help(&sections, usize::from(model.size().width.saturating_sub(2)));
    let selected_line =
        lines.iter().position(|(row, _)| *row == Some(selected)).unwrap_or_default();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(row, line)| HelpLine { row, selected: row == Some(selected), line })
        .collect();
    // The selected row stays in the middle, except near the ends of the page.
    let height = page_height(model);
    let offset = selected_line.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    Some(HelpPage { lines, offset })
}

/// Returns the number of visible lines of the page; 1 if the screen is too small.
pub(crate) fn page_height(model: &Model) -> usize {
    model.areas().map_or(1, |areas| usize::from(areas.body.height))
}

/// Moves the selection.
pub(crate) fn move_in_help(model: &mut Model, keymap: &Keymap, motion: Motion) {
    let (len, height) = (help_entries(model, keymap).len(), page_height(model));
    if let Some(help) = model.overlay.help_mut() {
        help.selected = motion.apply(help.selected, len.saturating_sub(1), height);
    }
}

/// Returns the selected action and the layer of its binding.
pub(crate) fn selected_in_help(model: &Model, keymap: &Keymap) -> Option<(Layer, Action)> {
    let selected = model.overlay.help()?.selected;
    help_entries(model, keymap).get(selected).map(|entry| (entry.layer, entry.action))
}

/// Returns the entries that match the filter, layer by layer, the one beneath the help page first.
/// The filter is empty, or each of its words is found (or its sound is) in the description in either
/// language, in other words for the action or in the name that settings use; or it is the name of a
/// key, and then that binding is the first of its layer.
fn help_entries(model: &Model, keymap: &Keymap) -> Vec<HelpEntry> {
    let filter = model.overlay.help().map(|help| help.filter.text().trim()).unwrap_or_default();
    let (query, lang) = (Query::parse(filter), model.prefs.lang);
    let positions_in = |text: &str| query.positions_in(text, MatchMode::Exact);
    let is_key = |keys: &str| keys.split(' ').any(|key| key.eq_ignore_ascii_case(filter));
    let is_found = |action: Action| {
        let name = action.name().replace('_', " ");
        let descriptions = Lang::ALL.map(|lang| action.explain(lang)).join(" ");
        !positions_in(&format!("{descriptions} {name} {}", action.synonyms())).is_empty()
    };
    let beneath = model.overlay.beneath_help().layer();
    let others = Layer::ALL.into_iter().filter(|layer| *layer != beneath);
    let entries_of = |layer: Layer| {
        let mut bindings: Vec<_> = keymap
            .bindings(layer)
            .filter(|(keys, action)| filter.is_empty() || is_key(keys) || is_found(*action))
            .collect();
        bindings.sort_by_key(|(keys, _)| !is_key(keys));
        bindings.into_iter().map(move |(keys, action)| {
            let description = action.explain(lang).to_owned();
            let highlighted = positions_in(&description);
            HelpEntry { layer, action, row: HelpRow { keys, description, highlighted } }
        })
    };
    std::iter::once(beneath).chain(others).flat_map(entries_of).collect()
}
