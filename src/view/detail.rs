//! The page about the selected project.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Theme, heading, lines, read_so_far};
use crate::app::{Model, Pane};

pub(super) fn draw(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let page = model.detail_lines();
    let offset = model.detail_offset(page.len());
    let inside = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    heading(model, Pane::Detail, &read_so_far(offset, usize::from(inside.height), page.len()), theme, area, buf);
    lines(page.get(offset..).unwrap_or_default(), theme, inside, buf);
}
