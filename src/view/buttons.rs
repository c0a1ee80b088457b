//! Buttons, in place of keys.

use ratatui::buffer::Buffer;

use super::{Part, Theme};
use crate::app::Button;
use crate::text::{cells, fit, pad_end};

pub(super) fn draw(buttons: &[Button], theme: Theme, buf: &mut Buffer) {
    for Button { area, label, key, .. } in buttons {
        let (width, middle) = (usize::from(area.width), area.y + area.height / 2);
        for y in area.top()..area.bottom() {
            let text = if y == middle { label } else { "" };
            let text = if y == middle + 1 { key } else { text };
            buf.set_stringn(area.x, y, centred(text, width), width, theme.style(Part::Button));
        }
    }
}

fn centred(text: &str, width: usize) -> String {
    let text = fit(text, width);
    pad_end(&format!("{}{text}", " ".repeat((width - cells(&text)) / 2)), width)
}
