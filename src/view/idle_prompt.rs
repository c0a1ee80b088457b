//! The "still there?" prompt, drawn over the page that the visitor was reading.

use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::buttons::draw_button;
use super::canvas::{Canvas, wrapped};
use super::element::Element;
use crate::lang::{Lang, fill};

/// Maximum width of the panel in cells: readable at a glance, with some of the page around it.
const WIDTH_MAX: u16 = 48;
const BUTTON_ROWS: u16 = 3;

/// Draws the prompt in the middle of the screen. `left` is the time left to answer, in seconds.
pub(crate) fn draw(left: u64, lang: Lang, canvas: &mut Canvas) {
    let s = lang.strings();
    let left = left.to_string();
    let screen = canvas.area;
    let width = WIDTH_MAX.min(screen.width.saturating_sub(2));
    let text_width = width.saturating_sub(6);
    let hint = fill(s.still_there_hint, &[&left]);
    let mut rows: Vec<(String, Element)> =
        canvas.theme.glyphs.large(&left).map(|row| (row, Element::Figure)).into();
    rows.extend(
        wrapped(&hint, usize::from(text_width)).map(|line| (line.to_owned(), Element::Base)),
    );
    let text_rows = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    // Question, blank row, text, blank row, button, blank row, lower edge.
    let height = (text_rows + 5 + BUTTON_ROWS).min(screen.height);
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 2;
    let panel = Rect { x, y, width, height };
    let inside = Rect { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
    // ratatui adds styles up, so the old ones would show through.
    Clear.render(panel, canvas.buf);
    draw_button(["", ""], Element::Notice, &mut canvas.within(panel));
    Clear.render(inside, canvas.buf);
    draw_button(["", ""], Element::Base, &mut canvas.within(inside));
    let title = Rect { height: 1, ..panel };
    draw_button([s.still_there, ""], Element::Notice, &mut canvas.within(title));
    let (y, height) = (inside.y + 1, inside.height.saturating_sub(1));
    let text = Rect { x: inside.x + 2, y, width: text_width, height };
    canvas.within(text).draw_column(rows);
    let y = inside.bottom().saturating_sub(BUTTON_ROWS + 1);
    let button = Rect { y, height: BUTTON_ROWS, ..text };
    draw_button([s.button_continue, ""], Element::HeadingFocused, &mut canvas.within(button));
}
