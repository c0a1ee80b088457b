//! The help page, drawn in place of the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, draw_lines, fill_row};
use crate::app::{HelpPage, Model};
use crate::page::Line;

pub(super) fn draw(model: &Model, page: &HelpPage, theme: Theme, area: Rect, buf: &mut Buffer) {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let seen = page.lines.get(page.offset..).unwrap_or_default();
    let text: Vec<Line> =
        seen.iter().take(usize::from(area.height)).map(|seen| seen.line.clone()).collect();
    draw_lines(&text, theme, inside, buf);
    let mut mark = ">";
    for (y, _) in (area.top()..area.bottom()).zip(seen).filter(|(_, seen)| seen.selected) {
        buf.set_string(area.x, y, mark, theme.style(Element::Base));
        buf.set_style(Rect { y, height: 1, ..area }, theme.style(Element::SelectedFocused));
        mark = " ";
    }
    if page.lines.is_empty() {
        fill_row(
            buf,
            area,
            area.y + 1,
            &format!(" {}", model.lang.strings().list_empty),
            theme.style(Element::Dim),
        );
    }
}
