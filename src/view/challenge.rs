//! The challenge of a kiosk: a question that must be read to be answered, because its button is in
//! a different place each time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::buttons::draw_button;
use super::{Element, Theme, fill_row, put_str};
use crate::app::Challenge;
use crate::lang::{Lang, fill};
use crate::text::{cells, fit, wrap};

/// Maximum width of the text in cells, so that a line can be read at a glance.
const WIDTH: u16 = 48;
/// Rows that the large countdown takes, with a blank row above and below it.
const LARGE: u16 = 5;

pub(super) fn draw(challenge: &Challenge, lang: Lang, theme: Theme, buf: &mut Buffer) {
    let Challenge { left, digit, button, region, text } = *challenge;
    let s = lang.strings();
    // Old content would show through, and half a wide character left of the region would remain.
    Clear.render(
        Rect {
            x: region.x.saturating_sub(1),
            width: region.width + u16::from(region.x > 0),
            ..region
        },
        buf,
    );
    draw_button(region, ["", ""], theme.style(Element::Base), buf);
    let width = WIDTH.min(text.width - text.width / 10);
    let column = Rect { x: text.x + (text.width - width) / 2, width, ..text };
    let hint = fill(s.challenge_hint, &[&digit.to_string(), &left.to_string()]);
    let lines = wrap(&hint, usize::from(width));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    fill_row(
        buf,
        Rect { height: 1, ..text },
        text.y,
        &centred(s.still_there, text.width),
        theme.style(Element::Notice),
    );
    let mut y = text.y + 1;
    // If the countdown does not fit with the text, only the text is drawn.
    if height.saturating_add(1 + LARGE) <= text.height {
        for row in theme.glyphs.large(&left.to_string()) {
            y += 1;
            put_str(buf, column.x, y, row, usize::from(width), theme.style(Element::Figure));
        }
        y += 2;
    }
    for (y, line) in (y..text.bottom()).zip(lines) {
        put_str(
            buf,
            column.x,
            y,
            hint.get(line).unwrap_or_default(),
            usize::from(width),
            theme.style(Element::Base),
        );
    }
    if let Some(area) = button {
        let digit = digit.to_string();
        let said = if area.height > 1 {
            [s.button_continue, &digit]
        } else {
            [&format!("{digit} {}", s.button_continue), ""]
        };
        draw_button(area, said, theme.style(Element::HeadingFocused), buf);
    }
}

fn centred(text: &str, width: u16) -> String {
    let text = fit(text, usize::from(width));
    format!("{}{text}", " ".repeat((usize::from(width) - cells(&text)) / 2))
}
