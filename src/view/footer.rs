//! The last row: touch buttons, or a status message, or key hints.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, buttons, fill_row, put_str};
use crate::app::{Model, Settings};
use crate::text::cells;

pub(super) fn draw(model: &Model, settings: &Settings, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    if model.scale().has_buttons() {
        return buttons::draw(&model.buttons(settings), theme, buf);
    }
    if let Some(said) = model.status_message() {
        return fill_row(buf, area, area.y, &format!(" {said}"), theme.style(Element::Notice));
    }
    let note = model.footer_note(settings);
    let right = area.right().saturating_sub(u16::try_from(cells(&note) + 1).unwrap_or_default());
    buf.set_string(right, area.y, note, theme.style(Element::Dim));
    for hint in model.hints(settings) {
        let width = usize::from(hint.area.width);
        let x = put_str(buf, hint.area.x, area.y, &hint.key, width, theme.style(Element::Strong));
        put_str(buf, x + 1, area.y, hint.action.describe(s), width, theme.style(Element::Base));
    }
}
