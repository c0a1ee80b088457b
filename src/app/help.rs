//! The help page: all keys, those of the current layer first, to be filtered and run.

use super::{Action, Keymap, Layer, Model, Motion, SearchBox};
use crate::lang::Lang;
use crate::page::{self, HelpRow, HelpSection, Line};
use crate::search::{MatchMode, Query};

/// The filter and the selection of the help page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpState {
    pub(super) filter: SearchBox,
    pub(super) selected: usize,
}

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

impl HelpEntry {
    /// Returns the entry if it matches: an empty filter, the description in either language (or by
    /// its sound), or the name of one of its keys.
    fn matching(
        layer: Layer,
        keys: String,
        action: Action,
        asked: &Query,
        filter: &str,
        lang: Lang,
    ) -> Option<Self> {
        let what = action.describe(lang.strings()).to_owned();
        let lit = asked.positions_in(&what, MatchMode::Exact);
        let other = action.describe(lang.other().strings());
        let named = keys.to_lowercase().split(' ').any(|key| key == filter.to_lowercase());
        let wanted = filter.is_empty()
            || !lit.is_empty()
            || named
            || !asked.positions_in(other, MatchMode::Exact).is_empty();
        wanted.then_some(Self {
            layer,
            action,
            row: HelpRow { keys, description: what, highlighted: lit },
        })
    }
}

impl Model {
    /// Returns the visible part of the filter in a box of `width` cells, and the column of the
    /// cursor; `None` if the help page is closed.
    #[must_use]
    pub fn help_filter_text(&self, width: usize) -> Option<(String, usize)> {
        self.help.as_ref().map(|help| help.filter.visible_text(width, self.ambiguous))
    }

    /// Returns the help page, if it is open.
    #[must_use]
    pub fn help_page(&self, keymap: &Keymap) -> Option<HelpPage> {
        let selected = self.help.as_ref()?.selected;
        let entries = self.help_entries(keymap);
        let sections = self.help_layers().into_iter().map(|layer| {
            let rows = entries
                .iter()
                .filter(|entry| entry.layer == layer)
                .map(|entry| entry.row.clone())
                .collect();
            HelpSection { title: layer.title(self.lang.strings()).to_owned(), rows }
        });
        let sections: Vec<HelpSection> =
            sections.filter(|section| !section.rows.is_empty()).collect();
        let lines = page::help(&sections, usize::from(self.size().width.saturating_sub(2)));
        let chosen = lines.iter().position(|(row, _)| *row == Some(selected)).unwrap_or_default();
        let lines: Vec<_> = lines
            .into_iter()
            .map(|(row, line)| HelpLine { row, selected: row == Some(selected), line })
            .collect();
        // The selected row stays in the middle, except near the ends of the page.
        let height = self.body_height();
        let offset = chosen.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
        Some(HelpPage { lines, offset })
    }

    /// Moves the selection.
    pub(super) fn move_in_help(&mut self, keymap: &Keymap, step: Motion) {
        let (len, height) = (self.help_entries(keymap).len(), self.body_height());
        if let Some(help) = &mut self.help {
            help.selected = step.apply(help.selected, len.saturating_sub(1), height);
        }
    }

    /// Returns the selected action and the layer of its binding.
    pub(super) fn selected_in_help(&self, keymap: &Keymap) -> Option<(Layer, Action)> {
        let selected = self.help.as_ref()?.selected;
        self.help_entries(keymap).get(selected).map(|entry| (entry.layer, entry.action))
    }

    /// Returns the entries that match the filter, layer by layer.
    fn help_entries(&self, keymap: &Keymap) -> Vec<HelpEntry> {
        let filter = self.help.as_ref().map(|help| help.filter.text().trim()).unwrap_or_default();
        let asked = Query::parse(filter);
        let layers = self.help_layers().into_iter();
        let all = layers.flat_map(|layer| {
            keymap.bindings(layer).map(move |(keys, action)| (layer, keys, action))
        });
        all.filter_map(|(layer, keys, action)| {
            HelpEntry::matching(layer, keys, action, &asked, filter, self.lang)
        })
        .collect()
    }

    /// Returns all layers, the one beneath the help page first.
    fn help_layers(&self) -> Vec<Layer> {
        let beneath = self.base_layer();
        std::iter::once(beneath)
            .chain(Layer::ALL.into_iter().filter(|layer| *layer != beneath))
            .collect()
    }
}
