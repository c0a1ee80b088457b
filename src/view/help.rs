//! The help page, drawn in place of the panes.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use crate::app::{HelpPage, Model};
use crate::page::Line;

pub(crate) fn draw(model: &Model, page: &HelpPage, canvas: &mut Canvas) {
    let area = canvas.area;
    let body = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let visible = page.lines.get(page.offset..).unwrap_or_default();
    let lines: Vec<Line> =
        visible.iter().take(usize::from(area.height)).map(|line| line.line.clone()).collect();
    canvas.within(body).draw_lines(&lines);
    let mut mark = ">";
    for (y, _) in canvas.rows().zip(visible).filter(|(_, line)| line.selected) {
        canvas.draw_text(area.x, y, mark, Element::Base);
        let row = Rect { y, height: 1, ..area };
        canvas.buf.set_style(row, canvas.theme.style(Element::SelectedFocused));
        mark = " ";
    }
    if page.lines.is_empty() {
        let text = format!(" {}", model.prefs.lang.strings().list_empty);
        canvas.fill_row(area.y + 1, &text, Element::Dim);
    }
}
