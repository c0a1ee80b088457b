//! Draws touch buttons, which take the place of key hints on kiosks and in large print.

use super::canvas::Canvas;
use super::element::Element;
use crate::app::Button;
use crate::text::{cells, fit, pad_end};

pub(crate) fn draw(buttons: &[Button], canvas: &mut Canvas) {
    for Button { area, label, key, .. } in buttons {
        draw_button([label, key], Element::Button, &mut canvas.within(*area));
    }
}

/// Fills the area with the style of `element` and centres the two `lines` in it, from its middle
/// row on.
pub(crate) fn draw_button(lines: [&str; 2], element: Element, canvas: &mut Canvas) {
    let (width, middle) = (usize::from(canvas.area.width), canvas.area.y + canvas.area.height / 2);
    for y in canvas.rows() {
        let line = y.checked_sub(middle).and_then(|nth| lines.get(usize::from(nth))).unwrap_or(&"");
        canvas.draw_text(canvas.area.x, y, centered(line, width), element);
    }
}

fn centered(text: &str, width: usize) -> String {
    let text = fit(text, width);
    pad_end(&format!("{}{text}", " ".repeat((width - cells(&text)) / 2)), width)
}
