//! The "still there?" prompt, drawn over the page that the visitor was reading.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::buttons::draw_button;
use super::{Element, Theme, put_str};
use crate::lang::{Lang, fill};
use crate::text::wrap;

/// Maximum width of the panel in cells: readable at a glance, with some of the page around it.
const WIDTH: u16 = 48;
const BUTTON_ROWS: u16 = 3;

pub(super) fn draw(left: u64, lang: Lang, theme: Theme, buf: &mut Buffer) {
    let s = lang.strings();
    let left = left.to_string();
    let width = WIDTH.min(buf.area.width.saturating_sub(2));
    let room = usize::from(width).saturating_sub(6);
    let hint = fill(s.still_there_hint, &[&left]);
    let mut rows: Vec<(String, Element)> =
        theme.glyphs.large(&left).map(|row| (row, Element::Figure)).into();
    rows.extend(
        wrap(&hint, room)
            .into_iter()
            .map(|line| (hint.get(line).unwrap_or_default().to_owned(), Element::Base)),
    );
    let text = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    // Question, blank row, text, blank row, button, blank row, lower edge.
    let height = (text + 5 + BUTTON_ROWS).min(buf.area.height);
    let middle = |all: u16, part: u16| (all - part) / 2;
    let (x, y) =
        (buf.area.x + middle(buf.area.width, width), buf.area.y + middle(buf.area.height, height));
    let panel = Rect { x, y, width, height };
    let inside = Rect { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
    // ratatui adds styles up, so the old ones would show through.
    Clear.render(panel, buf);
    draw_button(panel, ["", ""], theme.style(Element::Notice), buf);
    Clear.render(inside, buf);
    draw_button(inside, ["", ""], theme.style(Element::Base), buf);
    draw_button(
        Rect { height: 1, ..panel },
        [s.still_there, ""],
        theme.style(Element::Notice),
        buf,
    );
    for (y, (row, part)) in (inside.y + 1..inside.bottom()).zip(rows) {
        put_str(buf, inside.x + 2, y, row, room, theme.style(part));
    }
    let button = Rect {
        x: inside.x + 2,
        y: inside.bottom().saturating_sub(BUTTON_ROWS + 1),
        width: inside.width - 4,
        height: BUTTON_ROWS,
    };
    draw_button(button, [s.button_continue, ""], theme.style(Element::HeadingFocused), buf);
}
