//! The last row: touch buttons, or a status message, or key hints.

use super::buttons;
use super::canvas::Canvas;
use super::command_line::draw_reason;
use super::element::Element;
use crate::app::{Model, Settings, footer_note, lay_out_buttons, lay_out_hints, status_message};

pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) {
    let area = canvas.area;
    if model.prefs.scale.has_buttons() {
        return buttons::draw(&lay_out_buttons(model, settings), canvas);
    }
    if let Some(message) = status_message(model, settings) {
        // A message that is too long for the row continues what would be cut in those above.
        return draw_reason(&message, area, true, canvas);
    }
    canvas.draw_right(&footer_note(model, settings), Element::Dim);
    for hint in lay_out_hints(model, settings) {
        let canvas = &mut canvas.within(hint.area);
        let x = canvas.draw_text(hint.area.x, area.y, &hint.key, Element::Strong);
        canvas.draw_text(x + 1, area.y, hint.label, Element::Base);
    }
}
