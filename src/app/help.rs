//! The help page: all keys, those of the moment first, to be searched and run.

use super::{Action, Keymap, Layer, Model, Motion, SearchBox};
use crate::lang::Lang;
use crate::page::{self, HelpRow, HelpSection, Line};
use crate::search::{MatchMode, Query};

/// What is asked for on the help page, and what is chosen of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HelpState {
    pub(super) filter: SearchBox,
    pub(super) selected: usize,
}

/// The help page as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPage {
    /// Its lines.
    pub lines: Vec<HelpLine>,
    /// The first line in sight.
    pub offset: usize,
}

/// A line of the help page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// The row that it is of, counted through the page, if it is of one.
    pub row: Option<usize>,
    /// Whether that is the chosen one.
    pub selected: bool,
    /// What it says.
    pub line: Line,
}

/// Keys of a layer and what they do there.
struct HelpEntry {
    layer: Layer,
    action: Action,
    row: HelpRow,
}

impl HelpEntry {
    /// If that is what is asked for: what it does, in either language and by sound, or its keys.
    fn matching(layer: Layer, keys: String, action: Action, asked: &Query, filter: &str, lang: Lang) -> Option<Self> {
        let what = action.describe(lang.strings()).to_owned();
        let lit = asked.positions_in(&what, MatchMode::Exact);
        let other = action.describe(lang.other().strings());
        let named = keys.to_lowercase().split(' ').any(|key| key == filter.to_lowercase());
        let wanted = filter.is_empty() || !lit.is_empty() || named || !asked.positions_in(other, MatchMode::Exact).is_empty();
        wanted.then_some(Self { layer, action, row: HelpRow { keys, description: what, highlighted: lit } })
    }
}

impl Model {
    /// The help page through `width` cells of its box: what is typed into it, and the column of the cursor.
    #[must_use]
    pub fn help_filter_text(&self, width: usize) -> Option<(String, usize)> {
        self.help.as_ref().map(|help| help.filter.visible_text(width, self.ambiguous))
    }

    /// The help page, if it is open.
    #[must_use]
    pub fn help_page(&self, keymap: &Keymap) -> Option<HelpPage> {
        let selected = self.help.as_ref()?.selected;
        let entries = self.help_entries(keymap);
        let sections = self.help_layers().into_iter().map(|layer| {
            let rows = entries.iter().filter(|entry| entry.layer == layer).map(|entry| entry.row.clone()).collect();
            HelpSection { title: layer.title(self.lang.strings()).to_owned(), rows }
        });
        let sections: Vec<HelpSection> = sections.filter(|section| !section.rows.is_empty()).collect();
        let lines = page::help(&sections, usize::from(self.size().width.saturating_sub(2)));
        let chosen = lines.iter().position(|(row, _)| *row == Some(selected)).unwrap_or_default();
        let lines: Vec<_> =
            lines.into_iter().map(|(row, line)| HelpLine { row, selected: row == Some(selected), line }).collect();
        // The chosen row stays in the middle, as far as the page has more above and below.
        let height = self.body_height();
        let offset = chosen.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
        Some(HelpPage { lines, offset })
    }

    /// Moves the choice.
    pub(super) fn move_in_help(&mut self, keymap: &Keymap, step: Motion) {
        let (len, height) = (self.help_entries(keymap).len(), self.body_height());
        if let Some(help) = &mut self.help {
            help.selected = step.apply(help.selected, len.saturating_sub(1), height);
        }
    }

    /// The chosen action, and where it works.
    pub(super) fn selected_in_help(&self, keymap: &Keymap) -> Option<(Layer, Action)> {
        let selected = self.help.as_ref()?.selected;
        self.help_entries(keymap).get(selected).map(|entry| (entry.layer, entry.action))
    }

    /// What is asked for, layer by layer.
    fn help_entries(&self, keymap: &Keymap) -> Vec<HelpEntry> {
        let filter = self.help.as_ref().map(|help| help.filter.text().trim()).unwrap_or_default();
        let asked = Query::parse(filter);
        let layers = self.help_layers().into_iter();
        let all = layers.flat_map(|layer| keymap.bindings(layer).map(move |(keys, action)| (layer, keys, action)));
        all.filter_map(|(layer, keys, action)| HelpEntry::matching(layer, keys, action, &asked, filter, self.lang)).collect()
    }

    /// All layers, the one under the help page first.
    fn help_layers(&self) -> Vec<Layer> {
        let beneath = self.base_layer();
        std::iter::once(beneath).chain(Layer::ALL.into_iter().filter(|layer| *layer != beneath)).collect()
    }
}
