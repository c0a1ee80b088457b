//! The challenge of a kiosk: a question that must be read to be answered, because its button is in
//! a different place each time.

use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::buttons::draw_button;
use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::app::Challenge;
use crate::lang::{Lang, fill};

/// Maximum width of the text in cells, so that a line can be read at a glance.
const WIDTH_MAX: u16 = 48;
/// Rows that the large countdown takes, with a blank row above and below it.
const COUNTDOWN_ROWS: u16 = 5;

pub(crate) fn draw(challenge: &Challenge, lang: Lang, canvas: &mut Canvas) {
    let Challenge { left, digit, button, region, text } = *challenge;
    let s = lang.strings();
    // Old content would show through, and half a wide character left of the region would remain.
    let stale = Rect {
        x: region.x.saturating_sub(1),
        width: region.width + u16::from(region.x > 0),
        ..region
    };
    Clear.render(stale, canvas.buf);
    draw_button(["", ""], Element::Base, &mut canvas.within(region));
    let title = Rect { height: 1, ..text };
    draw_button([s.still_there, ""], Element::Notice, &mut canvas.within(title));
    let width = WIDTH_MAX.min(text.width - text.width / 10);
    let column = Rect {
        x: text.x + (text.width - width) / 2,
        y: text.y + 1,
        width,
        height: text.height.saturating_sub(1),
    };
    let hint = fill(s.challenge_hint, &[&digit.to_string(), &left.to_string()]);
    draw_countdown(left, &hint, &mut canvas.within(column));
    if let Some(area) = button {
        let digit = digit.to_string();
        let one_line = format!("{digit} {}", s.button_continue);
        let lines =
            if area.height > 1 { [s.button_continue, &digit] } else { [one_line.as_str(), ""] };
        draw_button(lines, Element::HeadingFocused, &mut canvas.within(area));
    }
}

/// Draws the seconds that are `left` in large digits and, below them, `hint`. If the digits do not
/// fit with the hint, only the hint is drawn.
fn draw_countdown(left: u64, hint: &str, canvas: &mut Canvas) {
    let area = canvas.area;
    let lines = wrapped(hint, usize::from(area.width));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let mut y = area.y;
    if height.saturating_add(COUNTDOWN_ROWS) <= area.height {
        for row in canvas.theme.glyphs.large(&left.to_string()) {
            y += 1;
            canvas.draw_text(area.x, y, row, Element::Figure);
        }
        y += 2;
    }
    for (y, line) in (y..area.bottom()).zip(lines) {
        canvas.draw_text(area.x, y, line, Element::Base);
    }
}
