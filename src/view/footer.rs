//! The last row: something to be said, or the keys of the moment; or buttons.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Part, Theme, buttons, print, write};
use crate::app::{Model, Settings};
use crate::text::cells;

pub(super) fn draw(model: &Model, settings: &Settings, theme: Theme, area: Rect, buf: &mut Buffer) {
    let s = model.lang.strings();
    if model.scale().has_buttons() {
        return buttons::draw(&model.buttons(settings), theme, buf);
    }
    if let Some(said) = model.said() {
        return write(buf, area, area.y, &format!(" {said}"), theme.style(Part::Notice));
    }
    let note = model.footnote(settings);
    let right = area.right().saturating_sub(u16::try_from(cells(&note) + 1).unwrap_or_default());
    buf.set_string(right, area.y, note, theme.style(Part::Dim));
    for hint in model.hints(settings) {
        let width = usize::from(hint.area.width);
        let x = print(buf, hint.area.x, area.y, &hint.key, width, theme.style(Part::Strong));
        print(buf, x + 1, area.y, hint.action.describe(s), width, theme.style(Part::Ground));
    }
}
