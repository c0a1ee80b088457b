//! The attract screen of an idle kiosk: one project after the other in large print, and an
//! invitation to touch. Its position changes each time, so that nothing burns into the screen.

use ratatui::layout::Rect;

use super::buttons::draw_button;
use super::canvas::Canvas;
use super::element::Element;
use crate::app::{Model, Notice, Settings, poster_lines};
use crate::lang::Lang;

/// Maximum width in cells, for reading from two metres.
const WIDTH_MAX: u16 = 60;
/// Rows of the button, with a blank row above it.
const BUTTON_ROWS: u16 = 4;

/// Draws the attract screen number `turn`.
pub(crate) fn draw(model: &Model, settings: &Settings, turn: usize, canvas: &mut Canvas) {
    let area = canvas.area;
    let width = WIDTH_MAX.min(area.width - 4);
    let mut page = poster_lines(model, turn, settings, width.into());
    page.truncate(area.height.saturating_sub(BUTTON_ROWS).into());
    let height = u16::try_from(page.len()).unwrap_or(u16::MAX) + BUTTON_ROWS;
    // The steps 7 and 3 have no common divisor with most sizes, so almost every position is used.
    let shift = |free: u16, step: usize| {
        u16::try_from(turn.wrapping_mul(step) % (usize::from(free) + 1)).unwrap_or_default()
    };
    let x = area.x + 2 + shift(area.width - width - 4, 7);
    let y = area.y + shift(area.height - height, 3);
    let text = Rect { x, y, width, height: height - BUTTON_ROWS };
    canvas.within(text).draw_lines(&page);
    // In English only if the terminal cannot show Chinese characters.
    let has_han = model.start.notice != Some(Notice::NoHan);
    let langs = if has_han { &Lang::ALL[..] } else { &[Lang::En] };
    let invitations: Vec<_> = langs.iter().map(|lang| lang.strings().touch_to_begin).collect();
    let invitation = invitations.join("   ");
    let button = Rect { y: text.bottom() + 1, height: BUTTON_ROWS - 1, ..text };
    draw_button([&invitation, ""], Element::HeadingFocused, &mut canvas.within(button));
}
