//! The pages with rows to choose from, drawn in place of the panes: the help page, the sheet of
//! filters, and the page of what has changed.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use super::heading::{Tab, draw_tabs};
use crate::app::{
    Menu, Model, changes_area, changes_page, changes_text, filter_area, filter_input, filter_page,
};
use crate::page::Line;
use crate::text::cells;

pub(crate) fn draw(model: &Model, page: &Menu, canvas: &mut Canvas) {
    draw_rows(page, canvas);
    if page.columns.iter().all(|column| column.lines.is_empty()) {
        draw_empty(model, canvas);
    }
}

/// Draws the sheet of filters, if it is open: the line that is typed into, and the rows. Returns the
/// position of the cursor.
pub(crate) fn draw_filter(model: &Model, canvas: &mut Canvas) -> Option<Position> {
    let page = filter_page(model)?;
    let area = canvas.area;
    let s = model.prefs.lang.strings();
    let label = format!(" {} ", s.filter_title);
    let width = usize::from(area.width).saturating_sub(cells(&label) + cells(s.filter_hint) + 3);
    let (text, column) = filter_input(model, width)?;
    canvas.fill_row(area.y, &format!("{label}{text}"), Element::Strong);
    canvas.draw_right(s.filter_hint, Element::Dim);
    draw(model, &page, &mut canvas.within(filter_area(area)));
    let x = area.x + u16::try_from(cells(&label) + column).ok()?;
    Some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
}

/// Draws the page of what has changed, if it is open; returns false if it is not.
pub(crate) fn draw_changes(model: &Model, canvas: &mut Canvas) -> bool {
    let Some(page) = changes_page(model) else { return false };
    let title = model.prefs.lang.strings().changes_title;
    let text = changes_text(model);
    let is_empty = page.columns.iter().all(|column| column.lines.is_empty());
    let count = if is_empty { Vec::new() } else { vec![text.clone()] };
    draw_tabs(&[Tab { title, focused: true }], &count, canvas);
    let area = changes_area(canvas.area);
    draw_rows(&page, &mut canvas.within(area));
    if is_empty {
        let canvas = &mut canvas.within(area);
        let width = usize::from(area.width).saturating_sub(2);
        for (y, line) in canvas.rows().skip(1).zip(wrapped(&text, width)) {
            canvas.fill_row(y, &format!(" {line}"), Element::Dim);
        }
    }
    true
}

fn draw_rows(page: &Menu, canvas: &mut Canvas) {
    let mut mark = ">";
    for (area, line) in page.visible(canvas.area) {
        canvas.within(area).draw_lines(&[Line::clone(&line.line)]);
        if line.selected {
            let row = Rect { x: area.x - 1, width: area.width + 1, ..area };
            canvas.draw_text(row.x, row.y, mark, Element::Base);
            canvas.buf.set_style(row, canvas.theme.style(Element::SelectedFocused));
            mark = " ";
        }
    }
}

fn draw_empty(model: &Model, canvas: &mut Canvas) {
    let text = format!(" {}", model.prefs.lang.strings().list_empty);
    canvas.fill_row(canvas.area.y + 1, &text, Element::Dim);
}
