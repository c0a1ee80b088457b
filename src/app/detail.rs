//! The detail page: everything about the selected project, laid out for its pane.

use std::ops::Range;

use super::{Model, Pane, Scale, Settings};
use crate::page::{self, Line, Role, Viewport};
use crate::text::fit;

/// The longest line of a page, in cells: 40 Han characters, or some 14 English words.
pub const LINE_WIDTH_MAX: u16 = 80;

/// The smallest page, in cells and rows, that shows its headline number in large digits.
const LARGE_DIGITS_MIN: (usize, u16) = (40, 20);
/// Like [`LARGE_DIGITS_MIN`], for the scales with buttons.
const LARGE_DIGITS_MIN_TOUCH: (usize, u16) = (28, 8);

impl Model {
    /// Lays out the detail page for its pane. Returns the lines in the range `sight`, and the
    /// length of the whole page.
    #[must_use]
    pub fn detail_page(&self, settings: &Settings, sight: Range<usize>) -> Viewport {
        let Some(pane) = self.areas().map(|areas| areas.pane_body(Pane::Detail)) else {
            return Viewport::default();
        };
        // The first column is blank and the last is the scroll bar; lines over 80 cells are hard to
        // read.
        let width = usize::from(pane.width.saturating_sub(2).min(LINE_WIDTH_MAX));
        let (least_width, least_height) =
            if self.scale().has_buttons() { LARGE_DIGITS_MIN_TOUCH } else { LARGE_DIGITS_MIN };
        let airy = self.scale() == Scale::Large;
        let large =
            (width >= least_width && pane.height >= least_height).then_some(settings.glyphs);
        let setting = page::PageOptions {
            large_digits: large,
            double_spaced: airy,
            ..self.page_options(width, settings)
        };
        let shown =
            self.selected().map(|project| page::project(self.catalog(), &project, &setting, sight));
        shown.unwrap_or_default()
    }

    /// Returns the number of lines of the detail page.
    #[must_use]
    pub fn detail_len(&self, settings: &Settings) -> usize {
        self.detail_page(settings, 0..0).len
    }

    /// Returns the offset of the first visible line of the detail page, and the visible lines.
    #[must_use]
    pub fn detail_in_sight(&self, settings: &Settings) -> (usize, Viewport) {
        let sight = |offset: usize| {
            self.detail_page(settings, offset..offset.saturating_add(self.height(Pane::Detail)))
        };
        let page = sight(self.detail_scroll);
        // `detail_scroll` may lie past the end: after a resize the page may be shorter.
        match self.detail_offset(page.len) {
            offset if offset == self.detail_scroll => (offset, page),
            offset => (offset, sight(offset)),
        }
    }

    /// Returns the attract screen number `turn`: the projects take turns, in lines of `width`
    /// cells.
    #[must_use]
    pub fn poster(&self, turn: usize, settings: &Settings, width: usize) -> Vec<Line> {
        let setting = page::PageOptions {
            large_digits: Some(settings.glyphs),
            ..self.page_options(width, settings)
        };
        let at = turn
            .checked_rem(self.catalog().projects().len())
            .and_then(|at| self.catalog().projects().nth(at));
        let most = usize::from(self.size().height);
        let mut page = at.map_or_else(Vec::new, |(_, project)| {
            page::poster(self.catalog(), &project, &setting, most)
        });
        if let Some(mark) = self.data_mark() {
            page.push(Line::new(fit(&self.with_placeholders(&mark), width), Role::Dim));
        }
        page
    }

    fn page_options(&self, width: usize, settings: &Settings) -> page::PageOptions<'_> {
        page::PageOptions {
            lang: self.lang,
            width,
            ambiguous: self.ambiguous,
            large_digits: None,
            glyphs: settings.glyphs,
            criteria: self.progress_criteria(),
            double_spaced: false,
            query: self.query(),
            match_mode: self.match_mode(),
        }
    }

    /// Returns the offset of the first visible line of a detail page of `len` lines.
    #[must_use]
    pub fn detail_offset(&self, len: usize) -> usize {
        self.detail_scroll.min(len.saturating_sub(self.height(Pane::Detail)))
    }
}
