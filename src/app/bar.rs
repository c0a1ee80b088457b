//! The contents and cells of the header and the footer. The view draws from them, and
//! [`hit_test`](super::hit_test()) finds clicks by them.

use ratatui::layout::Rect;

use super::help_page::{help_page, page_height};
use super::hints::hints;
use super::jump_keys::mark_prompt_text;
use super::menu::Menu;
use super::{Action, Layer, Model, Profile, Settings};
use crate::lang::fill;
use crate::page::scroll_position;
use crate::query::{MatchMode, is_between_alternatives};
use crate::text::{cells, fit};

/// A key shown in the footer, with its action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The cells of the hint.
    pub area: Rect,
    /// The name of the key.
    pub key: String,
    /// The words for what it does here.
    pub label: &'static str,
    /// The action of the key.
    pub action: Action,
}

/// One term of the query, shown in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The cells of the chip.
    pub area: Rect,
    /// The text to draw, cut to the cells and with placeholders for ambiguous characters.
    pub text: String,
}

/// The search bar in the header: the query and the number of hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchBar {
    /// The label before the input.
    pub label: String,
    /// The cells of the input.
    pub input: Rect,
    /// The terms of the query, left to right. Esc removes the last one. The last chip may be cut,
    /// and those that do not fit are left out.
    pub chips: Vec<Chip>,
    /// The number of hits and the match mode, in words.
    pub found: String,
}

/// Returns the key hints of the current layer and pane, as many as fit. They are in the order of
/// their place in the footer; what does not fit is left out. Empty when buttons replace the footer.
#[must_use]
pub fn lay_out_hints(model: &Model, settings: &Settings) -> Vec<Hint> {
    let areas = model.areas().filter(|areas| !areas.scale.has_buttons());
    let Some(area) = areas.map(|areas| areas.footer) else { return Vec::new() };
    let note_width = cells(&footer_note(model, settings));
    let note_width = if note_width > 0 { to_u16(note_width + 2) } else { 0 };
    let right = area.right().saturating_sub(note_width);
    let mut x = area.x + 1;
    let mut laid_out = Vec::new();
    for (key, label, action) in hints(model, settings) {
        let width = to_u16(cells(&key) + 1 + cells(label));
        if x.saturating_add(width) <= right {
            laid_out.push(Hint { area: Rect { x, width, ..area }, key, label, action });
            x += width + 2;
        }
    }
    laid_out
}

/// Returns the note about the data for the header, and true if it is a warning; for staff also the
/// number of projects that have changed and not been seen since.
#[must_use]
pub fn data_note(model: &Model, settings: &Settings) -> Option<(String, bool)> {
    if model.start.profile != Profile::Desk {
        return model.data.visitor_text(model.prefs.lang).map(|text| (text, false));
    }
    let count = model.data.changes.unseen_len();
    let key = settings.keymap.first_key(Layer::Board, Action::Changes).filter(|_| count > 0);
    let changes =
        key.map(|key| fill(model.prefs.lang.strings().changes_note, &[&count.to_string(), &key]));
    let warning = model.data.status_text(model.prefs.lang);
    warning.map(|text| (text, true)).or_else(|| changes.map(|text| (text, false)))
}

/// Returns the message for the footer, if there is one: the notice, the digits typed so far of
/// a project number, or the prompt for a mark.
#[must_use]
pub fn status_message(model: &Model, settings: &Settings) -> Option<String> {
    if let Some(notice) = &model.notice {
        return Some(notice.text(model.catalog(), &settings.keymap, model.prefs.lang));
    }
    if !model.number_input.is_empty() {
        return Some(fill(model.prefs.lang.strings().typing_number, &[&model.number_input]));
    }
    mark_prompt_text(model).filter(|_| model.layer() == Layer::Mark)
}

/// Returns the text at the right end of the footer: the reading position on the help page, or,
/// if the search bar takes up the header, the data status that is otherwise shown there.
#[must_use]
pub fn footer_note(model: &Model, settings: &Settings) -> String {
    let is_header_taken = model.layer() != Layer::Help && search_bar(model).is_some();
    let status = data_note(model, settings).map(|(text, _)| text).filter(|_| is_header_taken);
    let position = |page: Menu| scroll_position(page.offset, page_height(model), page.len());
    match status {
        // The first two keys stay.
        Some(status) => {
            let hints = hints(model, settings).into_iter().take(2);
            let width = |(key, label, _): (String, &str, Action)| cells(&key) + cells(label) + 3;
            let kept: usize = hints.map(width).sum::<usize>() + 2;
            let rest = usize::from(model.size().width).saturating_sub(kept);
            fit(&model.with_placeholders(&status), rest).into_owned()
        }
        None => help_page(model, &settings.keymap).map(position).unwrap_or_default(),
    }
}

/// Returns the search bar; `None` if the query is empty and the search box is closed.
#[must_use]
pub fn search_bar(model: &Model) -> Option<SearchBar> {
    let area = model.areas().map(|areas| areas.header)?;
    if !model.overlay.has_search() && model.search.input.text().is_empty() {
        return None;
    }
    let label = format!(" {} ", model.prefs.lang.strings().search_label);
    let found = found_text(model);
    let width = area.width.saturating_sub(to_u16(cells(&label) + cells(&found) + 3));
    let input = Rect { x: area.x + to_u16(cells(&label)), width, ..area };
    Some(SearchBar { label, input, chips: lay_out_chips(model, input), found })
}

/// Returns the number of hits and the match mode, in words.
fn found_text(model: &Model) -> String {
    let s = model.prefs.lang.strings();
    let count = if model.search.is_searching() {
        s.searching.to_owned()
    } else {
        let template = if model.search.results.is_partial() { s.found_part } else { s.found_count };
        let (found, all) = (model.search.results.found_len(), model.catalog().projects().len());
        fill(template, &[&found.to_string(), &all.to_string()])
    };
    let mode = match model.search.results.match_mode() {
        MatchMode::Exact => "",
        MatchMode::Subsequence => s.found_subsequence,
        MatchMode::SimilarSound => s.found_similar_sound,
    };
    let rewriting = model.search.results.rewriting().map(|query| {
        let width = model.areas().map_or(0, |areas| usize::from(areas.header.width) / 3);
        fill(s.found_rewritten, &[&fit(&query.shown_text(model.prefs.lang), width)])
    });
    let mode = rewriting.map_or(mode.to_owned(), |text| format!("{text} {mode}"));
    let mode = mode.trim_end();
    model.with_placeholders(format!("{mode} {count}").trim_start()).into_owned()
}

/// Lays out the terms of the query in `area`.
fn lay_out_chips(model: &Model, area: Rect) -> Vec<Chip> {
    let text = model.search.input.text();
    let (mut x, mut end) = (area.x, 0);
    let mut chips = Vec::new();
    for range in model.search.query.term_ranges() {
        let is_alternative =
            end > 0 && text.get(end..range.start).is_some_and(is_between_alternatives);
        let prefix = if is_alternative { "| " } else { "" };
        let term = text.get(range.clone());
        debug_assert!(term.is_some(), "the query is parsed from this text");
        let chip = format!("{prefix}[{}]", term.unwrap_or_default());
        let width_max = usize::from(area.right().saturating_sub(x));
        let chip = fit(&model.with_placeholders(&chip), width_max).into_owned();
        let width = to_u16(cells(&chip));
        if width == 0 {
            break;
        }
        chips.push(Chip { area: Rect { x, width, ..area }, text: chip });
        (x, end) = (x + width + 1, range.end);
    }
    chips
}

/// Converts a number of cells to `u16`, saturating.
fn to_u16(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
