//! The message on a terminal that is too small for the board.

use ratatui::layout::Size;

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::app::{Model, SIZE_MIN};
use crate::lang::fill;

pub(crate) fn draw(model: &Model, canvas: &mut Canvas) {
    let size = |size: Size| format!("{}x{}", size.width, size.height);
    let s = model.prefs.lang.strings();
    let text = fill(s.too_small, &[&size(SIZE_MIN), &size(model.size())]);
    let lines = wrapped(&text, usize::from(canvas.area.width));
    canvas.draw_column(lines.map(|line| (line, Element::Base)));
}
