//! Keys to touch.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::buttons::put;
use super::{Part, Theme};
use crate::app::{Cap, Keypad};
use crate::lang::Lang;

pub(super) fn draw(keypad: &Keypad, lang: Lang, theme: Theme, buf: &mut Buffer) {
    let s = lang.strings();
    for key in &keypad.keys {
        let letter;
        let label = match key.cap {
            Cap::Type(c) => {
                letter = c.to_string();
                &letter
            }
            Cap::Delete => s.key_delete,
            Cap::More => s.key_more,
        };
        // A row and a column keep it from its neighbours; they belong to it all the same.
        let seen = Rect { width: key.area.width.saturating_sub(1), height: key.area.height - 1, ..key.area };
        put(seen, [label, ""], theme.style(if key.leads { Part::Button } else { Part::Dim }), buf);
    }
}
