//! The help page: all keys of the layer beneath it, group by group, and what can be written in the
//! search box; to be filtered, through all layers, and run.

use ratatui::layout::Size;

use super::action_group::ActionGroup;
use super::menu::Menu;
use super::{Action, Keymap, Layer, Model, Motion};
use crate::lang::Lang;
use crate::page::{HelpRow, HelpSection};
use crate::query::{MatchMode, Query};

/// The groups in the order of the page.
const GROUPS: [ActionGroup; 6] = [
    ActionGroup::Find,
    ActionGroup::Take,
    ActionGroup::View,
    ActionGroup::Appearance,
    ActionGroup::Program,
    ActionGroup::Move,
];

/// The meaning of a row of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HelpTarget {
    /// A binding of a layer.
    Action(Layer, Action),
    /// A way to write a search, to be put into the search box.
    Query(&'static str),
}

/// A row of the help page, with the title of its section.
struct HelpEntry {
    title: String,
    target: HelpTarget,
    row: HelpRow,
}

/// Returns the help page, if it is open.
#[must_use]
pub fn help_page(model: &Model, keymap: &Keymap) -> Option<Menu> {
    let selected = model.overlay.help()?.selected;
    let entries = help_entries(model, keymap);
    let sections = entries.chunk_by(|entry, next| entry.title == next.title).map(|entries| {
        let title = entries.first().map(|entry| entry.title.clone()).unwrap_or_default();
        HelpSection { title, rows: entries.iter().map(|entry| entry.row.clone()).collect() }
    });
    let height = u16::try_from(page_height(model)).unwrap_or(u16::MAX);
    let size = Size { width: model.size().width, height };
    Some(Menu::new(&sections.collect::<Vec<_>>(), selected, size))
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

/// Moves the selection to the next column, or to the one before; returns false if a filter is being
/// edited.
pub(crate) fn move_beside_in_help(model: &mut Model, keymap: &Keymap, action: Action) -> bool {
    let is_right = action == Action::CursorRight;
    let is_edited = model.overlay.help().is_none_or(|help| !help.filter.text().is_empty());
    if is_edited || !(is_right || action == Action::CursorLeft) {
        return false;
    }
    let row = help_page(model, keymap).and_then(|page| page.row_beside(is_right));
    if let (Some(row), Some(help)) = (row, model.overlay.help_mut()) {
        help.selected = row;
    }
    true
}

/// Returns the meaning of the selected row.
pub(crate) fn selected_in_help(model: &Model, keymap: &Keymap) -> Option<HelpTarget> {
    let selected = model.overlay.help()?.selected;
    help_entries(model, keymap).get(selected).map(|entry| entry.target.clone())
}

/// Returns the rows. Without a filter these are the keys of the layer beneath the help page, group
/// by group. With one, the keys of all layers are looked through, that layer first: each word of the
/// filter is found (or its sound is) in the description in either language, in other words for the
/// action or in the name that settings use; or the filter is the name of a key, and then that
/// binding is the first of its layer.
fn help_entries(model: &Model, keymap: &Keymap) -> Vec<HelpEntry> {
    let filter = model.overlay.help().map(|help| help.filter.text().trim()).unwrap_or_default();
    let beneath = model.overlay.beneath_help().layer();
    let search = HelpSearch { filter, query: Query::parse(filter), lang: model.prefs.lang };
    let s = model.prefs.lang.strings();
    if filter.is_empty() {
        let is_board = beneath == Layer::Board;
        let bindings: Vec<_> = keymap.bindings(beneath).collect();
        let in_groups = GROUPS.into_iter().flat_map(|group| {
            let of_group = bindings
                .iter()
                .filter(move |(_, action)| ActionGroup::from_action(*action) == group);
            of_group.map(move |(keys, action)| (group.title(s), keys.clone(), *action))
        });
        let keys = in_groups.map(|(group, keys, action)| {
            let title = if is_board { group } else { beneath.title(s) };
            search.entry(title, beneath, keys, action)
        });
        let mut keys: Vec<HelpEntry> = keys.collect();
        // What is found and how it is written belong together.
        let at = keys.iter().position(|entry| entry.title != s.group_find).unwrap_or_default();
        if is_board {
            keys.splice(at..at, search.query_entries(model));
        }
        return keys;
    }
    let others = Layer::ALL.into_iter().filter(|layer| *layer != beneath);
    let layers = std::iter::once(beneath).chain(others);
    let keys = layers.flat_map(|layer| search.found_in(keymap, layer));
    keys.chain(search.query_entries(model)).collect()
}

/// The filter of the help page.
struct HelpSearch<'a> {
    filter: &'a str,
    query: Query,
    lang: Lang,
}

impl HelpSearch<'_> {
    fn positions_in(&self, text: &str) -> Vec<usize> {
        self.query.positions_in(text, MatchMode::Exact)
    }

    /// Returns true if the filter names one of the keys of a binding; a digit names all digits.
    fn is_key(&self, keys: &str) -> bool {
        let is_digit = self.filter.len() == 1 && self.filter.bytes().all(|it| it.is_ascii_digit());
        let filter = if is_digit { "0-9" } else { self.filter };
        keys.split(' ').any(|key| key.eq_ignore_ascii_case(filter))
    }

    fn is_found(&self, action: Action) -> bool {
        let name = action.name().replace('_', " ");
        let descriptions = Lang::ALL.map(|lang| action.explain(lang)).join(" ");
        let words = format!("{descriptions} {name} {} {}", action.word(), action.synonyms());
        !self.positions_in(&words).is_empty()
    }

    fn entry(&self, title: &str, layer: Layer, keys: String, action: Action) -> HelpEntry {
        let description = action.explain(self.lang).to_owned();
        let highlighted = self.positions_in(&description);
        let row = HelpRow { keys, description, highlighted };
        HelpEntry { title: title.to_owned(), target: HelpTarget::Action(layer, action), row }
    }

    /// Returns the bindings of `layer` that the filter finds.
    fn found_in(&self, keymap: &Keymap, layer: Layer) -> Vec<HelpEntry> {
        let bindings = keymap.bindings(layer);
        let mut found: Vec<_> =
            bindings.filter(|(keys, action)| self.is_key(keys) || self.is_found(*action)).collect();
        found.sort_by_key(|(keys, _)| !self.is_key(keys));
        let title = layer.title(self.lang.strings());
        found.into_iter().map(|(keys, action)| self.entry(title, layer, keys, action)).collect()
    }

    /// Returns the ways to write a search that the filter finds, as far as the data have what they
    /// ask for.
    fn query_entries(&self, model: &Model) -> Vec<HelpEntry> {
        let s = self.lang.strings();
        let rows = s.help_queries.lines().filter_map(|row| row.split_once('\t'));
        let is_found = |(example, description): &(&str, &str)| {
            let is_in_vain =
                Query::parse(example).is_about_progress() && !model.data.has_progress();
            let words = format!("{example} {description}");
            !is_in_vain && (self.filter.is_empty() || !self.positions_in(&words).is_empty())
        };
        rows.filter(is_found)
            .map(|(example, description)| HelpEntry {
                title: s.group_queries.to_owned(),
                target: HelpTarget::Query(example),
                row: HelpRow {
                    keys: example.to_owned(),
                    description: description.to_owned(),
                    highlighted: self.positions_in(description),
                },
            })
            .collect()
    }
}
