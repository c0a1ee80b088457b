//! The help page, in place of the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Theme, lines};
use crate::page::Line;

pub(super) fn draw(page: &[Line], offset: usize, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    lines(page.get(offset..).unwrap_or_default(), theme, inside, buf);
}
