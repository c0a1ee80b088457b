//! Draws touch buttons, which take the place of key hints on kiosks and in large print.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Element, Theme, put_str};
use crate::app::Button;
use crate::text::{cells, fit, pad_end};

pub(super) fn draw(buttons: &[Button], theme: Theme, buf: &mut Buffer) {
    for Button { area, label, key, .. } in buttons {
        draw_button(*area, [label, key], theme.style(Element::Button), buf);
    }
}

/// Fills `area` with `style` and centres the two lines of `text` in it, from its middle row on.
pub(super) fn draw_button(area: Rect, text: [&str; 2], style: Style, buf: &mut Buffer) {
    let (width, middle) = (usize::from(area.width), area.y + area.height / 2);
    for y in area.top()..area.bottom() {
        let text = y.checked_sub(middle).and_then(|nth| text.get(usize::from(nth))).unwrap_or(&"");
        put_str(buf, area.x, y, centered(text, width), width, style);
    }
}

fn centered(text: &str, width: usize) -> String {
    let text = fit(text, width);
    pad_end(&format!("{}{text}", " ".repeat((width - cells(&text)) / 2)), width)
}
