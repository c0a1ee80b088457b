//! The detail pane: the page about the selected project.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget};

use super::{Element, Theme, draw_heading, draw_lines};
use crate::app::{LINE_WIDTH_MAX, Model, Pane, Settings};
use crate::lang::fill;
use crate::page::scroll_percent;

pub(super) fn draw(model: &Model, settings: &Settings, theme: Theme, area: Rect, buf: &mut Buffer) {
    let (offset, page) = model.visible_detail(settings);
    let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    // On touch screens the paging buttons show whether there is more, so the project's number takes
    // the place of the percentage.
    let right = match model.selected().filter(|_| model.is_touch()) {
        Some(project) => fill(
            model.lang.strings().quote_number,
            &[&model.catalog().number_label(&project, model.lang)],
        ),
        None => scroll_percent(offset, usize::from(inside.height), page.len),
    };
    draw_heading(model, Pane::Detail, &right, theme, area, buf);
    // A page that has a wide screen to itself is centred.
    let free = inside.width.saturating_sub(2 + LINE_WIDTH_MAX);
    let margin = if inside.width == model.size().width { 1 + free / 2 } else { 1 };
    let sheet = Rect { x: inside.x + margin, width: inside.width - margin, ..inside };
    draw_lines(&page.lines, theme, sheet, buf);
    scroll_bar(offset, page.len, theme, inside, buf);
}

/// Draws the scroll bar in the last column, unless all `len` lines of the page are visible.
fn scroll_bar(offset: usize, len: usize, theme: Theme, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let Some(most) = len.checked_sub(height).filter(|most| *most > 0) else { return };
    // ratatui expects the number of scroll positions here, not the number of lines.
    let mut state = ScrollbarState::new(most + 1).position(offset).viewport_content_length(height);
    Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(None)
        .thumb_symbol(theme.glyphs.thumb)
        .thumb_style(theme.style(Element::Dim))
        .render(area, buf, &mut state);
}
