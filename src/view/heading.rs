//! Headings: the first row of a pane or a card, with titles at the left end and a text, such as the
//! position in the list, at the right end.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use crate::app::{Model, Pane};
use crate::text::{cells, fit};

/// A title in a heading.
pub(crate) struct Tab<'a> {
    pub(crate) title: &'a str,
    /// True if the pane or card with this title has the keyboard.
    pub(crate) focused: bool,
}

/// Draws the heading of `pane`: its title, and the first of the `right` texts that fits at the right
/// end. If it is the only visible
/// pane, the titles of the others appear beside it as tabs.
pub(crate) fn draw(model: &Model, pane: Pane, right: &[String], canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let areas = model.areas();
    debug_assert!(areas.is_some(), "a screen without areas has no panes");
    let tabs = areas.map(|areas| areas.tabs(pane, s)).unwrap_or_default();
    let tabs: Vec<_> = tabs
        .iter()
        .map(|(pane, _)| Tab { title: pane.title(s), focused: *pane == model.nav.focus })
        .collect();
    draw_tabs(&tabs, right, canvas);
}

/// Draws a heading in the first row: `tabs` from the left, and the first of the `right` texts that
/// fits at the right end; the last if none does, cut.
pub(crate) fn draw_tabs(tabs: &[Tab], right: &[String], canvas: &mut Canvas) {
    let area = canvas.area;
    canvas.fill_row(area.y, "", Element::Heading);
    let mut x = area.x;
    for Tab { title, focused } in tabs {
        let element = if *focused { Element::HeadingFocused } else { Element::Heading };
        let width = usize::from(area.right() - x);
        let text = format!(" {} ", fit(title, width.saturating_sub(2)));
        x = canvas.draw_text(x, area.y, text, element);
    }
    let width = usize::from(area.right() - x).saturating_sub(1);
    let fitting = right.iter().find(|text| cells(text) <= width).or(right.last());
    let right = fit(fitting.map_or("", String::as_str), width);
    canvas.draw_right(&right, Element::Heading);
}

/// Returns the cells of `area` below its heading.
pub(crate) fn body(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}
