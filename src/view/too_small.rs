//! The message on a terminal that is too small for the board.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::put_str;
use crate::app::{Model, SIZE_MIN};
use crate::lang::fill;
use crate::text::wrap;

pub(super) fn draw(model: &Model, buf: &mut Buffer) {
    let size = |size: ratatui::layout::Size| format!("{}x{}", size.width, size.height);
    let text = fill(model.lang.strings().too_small, &[&size(SIZE_MIN), &size(model.size())]);
    let area = buf.area;
    let width = usize::from(area.width);
    for (y, line) in (area.top()..area.bottom()).zip(wrap(&text, width)) {
        put_str(buf, area.x, y, text.get(line).unwrap_or_default(), width, Style::new());
    }
}
