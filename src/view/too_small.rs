//! The message on a terminal that is too small for the board.

use ratatui::layout::Size;

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::app::{Model, SIZE_MIN};
use crate::lang::fill;

pub(crate) fn draw(model: &Model, canvas: &mut Canvas) {
    let size = |size: Size| format!("{}x{}", size.width, size.height);
    let text = fill(model.lang.strings().too_small, &[&size(SIZE_MIN), &size(model.size())]);
    let area = canvas.area;
    for (y, line) in canvas.rows().zip(wrapped(&text, usize::from(area.width))) {
        canvas.draw_text(area.x, y, line, Element::Base);
    }
}
