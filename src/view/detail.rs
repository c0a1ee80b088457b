//! The detail pane: the page about the selected project.

use ratatui::layout::Rect;
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget};

use super::canvas::Canvas;
use super::element::Element;
use super::heading;
use crate::app::{LINE_WIDTH_MAX, Model, Pane, Settings, visible_detail};
use crate::lang::fill;
use crate::page::scroll_position;

pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) {
    let (offset, page) = visible_detail(model, settings);
    let body = heading::body(canvas.area);
    // On touch screens the paging buttons show whether there is more, so the project's number takes
    // the place of the position.
    let right = match model.selected().filter(|_| model.prefs.is_touch()) {
        Some(project) => fill(
            model.prefs.lang.strings().quote_number,
            &[&model.catalog().number_label(&project, model.prefs.lang)],
        ),
        None => scroll_position(offset, usize::from(body.height), page.len),
    };
    heading::draw(model, Pane::Detail, &[right], canvas);
    // A page that has a wide screen to itself is centred.
    let free = body.width.saturating_sub(2 + LINE_WIDTH_MAX);
    let margin = if body.width == model.size().width { 1 + free / 2 } else { 1 };
    let sheet = Rect { x: body.x + margin, width: body.width - margin, ..body };
    canvas.within(sheet).draw_lines(&page.lines);
    draw_scroll_bar(offset, page.len, &mut canvas.within(body));
}

/// Draws the scroll bar in the last column, unless all `len` lines of the page are visible.
fn draw_scroll_bar(offset: usize, len: usize, canvas: &mut Canvas) {
    let height = usize::from(canvas.area.height);
    let Some(max_offset) = len.checked_sub(height).filter(|max| *max > 0) else { return };
    // ratatui expects the number of scroll positions here, not the number of lines.
    let mut state =
        ScrollbarState::new(max_offset + 1).position(offset).viewport_content_length(height);
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol(canvas.theme.glyphs.thumb)
        .thumb_style(canvas.theme.style(Element::Dim))
        .render(canvas.area, canvas.buf, &mut state);
}
