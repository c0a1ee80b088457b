//! The on-screen keypad of touch screens.

use ratatui::layout::Rect;

use super::buttons::draw_button;
use super::canvas::Canvas;
use super::element::Element;
use crate::app::{Keypad, KeypadAction};
use crate::lang::Lang;

pub(crate) fn draw(keypad: &Keypad, lang: Lang, canvas: &mut Canvas) {
    let s = lang.strings();
    for key in &keypad.keys {
        let letter;
        let label = match key.action {
            KeypadAction::Type(c) => {
                letter = c.to_string();
                &letter
            }
            KeypadAction::Delete => s.key_delete,
            KeypadAction::More => s.key_more,
        };
        // The last row and column stay blank as a gap, but a touch there still counts for this key.
        let cap = Rect {
            width: key.area.width.saturating_sub(1),
            height: key.area.height - 1,
            ..key.area
        };
        let element = if key.enabled { Element::Button } else { Element::Dim };
        draw_button([label, ""], element, &mut canvas.within(cap));
    }
}
