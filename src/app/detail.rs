//! The detail page: everything about the selected project, laid out for its pane.

use std::ops::Range;

use ratatui::layout::Size;

use super::{Model, Pane, Scale, Settings};
use crate::page::{self, Line, Role, Viewport};
use crate::text::fit;

/// Maximum width of a line of a page, in cells: 40 Han characters, or some 14 English words.
pub const LINE_WIDTH_MAX: u16 = 80;

/// Minimum size of a page, in cells, that shows its headline number in large digits.
const LARGE_DIGITS_MIN: Size = Size { width: 40, height: 20 };
/// Like [`LARGE_DIGITS_MIN`], for the scales with buttons.
const LARGE_DIGITS_MIN_TOUCH: Size = Size { width: 28, height: 8 };

/// Lays out the detail page for its pane. Returns the lines in the range `visible`, and the
/// length of the whole page.
#[must_use]
pub fn detail_page(model: &Model, settings: &Settings, visible: Range<usize>) -> Viewport {
    let Some(pane) = model.areas().map(|areas| areas.pane_body(Pane::Detail)) else {
        return Viewport::default();
    };
    // The first column is blank and the last is the scroll bar; lines over 80 cells are hard to
    // read.
    let width = pane.width.saturating_sub(2).min(LINE_WIDTH_MAX);
    let size_min =
        if model.prefs.scale.has_buttons() { LARGE_DIGITS_MIN_TOUCH } else { LARGE_DIGITS_MIN };
    let has_room = width >= size_min.width && pane.height >= size_min.height;
    let options = page::PageOptions {
        large_digits: has_room.then_some(settings.glyphs),
        double_spaced: model.prefs.scale == Scale::Large,
        ..page_options(model, width.into(), settings)
    };
    let project = model.selected();
    project
        .map(|project| page::project(model.catalog(), &project, &options, visible))
        .unwrap_or_default()
}

/// Returns the number of lines of the detail page.
#[must_use]
pub(crate) fn detail_len(model: &Model, settings: &Settings) -> usize {
    detail_page(model, settings, 0..0).len
}

/// Returns the offset of the first visible line of the detail page, and the visible lines.
#[must_use]
pub fn visible_detail(model: &Model, settings: &Settings) -> (usize, Viewport) {
    let page_from = |offset: usize| {
        detail_page(model, settings, offset..offset.saturating_add(model.height(Pane::Detail)))
    };
    let page = page_from(model.nav.detail_scroll);
    // `detail_scroll` may lie past the end: after a resize the page may be shorter.
    match detail_offset(model, page.len) {
        offset if offset == model.nav.detail_scroll => (offset, page),
        offset => (offset, page_from(offset)),
    }
}

/// Returns the attract screen number `turn`: the projects take turns, in lines of `width`
/// cells.
#[must_use]
pub fn poster_lines(model: &Model, turn: usize, settings: &Settings, width: usize) -> Vec<Line> {
    let options = page::PageOptions {
        large_digits: Some(settings.glyphs),
        ..page_options(model, width, settings)
    };
    let project = turn
        .checked_rem(model.catalog().projects().len())
        .and_then(|nth| model.catalog().projects().nth(nth));
    let len_max = usize::from(model.size().height);
    let mut lines = project.map_or_else(Vec::new, |(_, project)| {
        page::poster(model.catalog(), &project, &options, len_max)
    });
    if let Some(mark) = model.data.visitor_text(model.prefs.lang) {
        lines.push(Line::new(fit(&model.with_placeholders(&mark), width), Role::Dim));
    }
    lines
}

fn page_options<'a>(model: &'a Model, width: usize, settings: &Settings) -> page::PageOptions<'a> {
    page::PageOptions {
        lang: model.prefs.lang,
        width,
        ambiguous: model.prefs.ambiguous,
        large_digits: None,
        glyphs: settings.glyphs,
        criteria: model.data.progress.criteria,
        double_spaced: false,
        query: model.search.matched_query(),
        match_mode: model.search.results.match_mode(),
    }
}

/// Returns the offset of the first visible line of a detail page of `len` lines.
#[must_use]
pub(crate) fn detail_offset(model: &Model, len: usize) -> usize {
    model.nav.detail_scroll.min(len.saturating_sub(model.height(Pane::Detail)))
}
