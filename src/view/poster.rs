//! The attract screen of an idle kiosk: one project after the other in large print, and an
//! invitation to touch. Its position changes each time, so that nothing burns into the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::buttons::draw_button;
use super::{Element, Theme, draw_lines};
use crate::app::{Model, Settings};

/// Maximum width in cells, for reading from two metres.
const WIDTH: u16 = 60;
/// Rows of the button, with a blank row above it.
const BUTTON_ROWS: u16 = 4;

pub(super) fn draw(
    model: &Model,
    settings: &Settings,
    turn: usize,
    theme: Theme,
    buf: &mut Buffer,
) {
    let area = buf.area;
    let width = WIDTH.min(area.width - 4);
    let mut page = model.poster(turn, settings, width.into());
    page.truncate(area.height.saturating_sub(BUTTON_ROWS).into());
    let height = u16::try_from(page.len()).unwrap_or(u16::MAX) + BUTTON_ROWS;
    // The steps 7 and 3 have no common divisor with most sizes, so almost every position is used.
    let step = |free: u16, by: usize| {
        u16::try_from(turn.wrapping_mul(by) % (usize::from(free) + 1)).unwrap_or_default()
    };
    let (x, y) =
        (area.x + 2 + step(area.width - width - 4, 7), area.y + step(area.height - height, 3));
    draw_lines(&page, theme, Rect { x, y, width, height: height - BUTTON_ROWS }, buf);
    let invitation: Vec<_> =
        model.attract_langs().iter().map(|lang| lang.strings().touch_to_begin).collect();
    let invitation = invitation.join("   ");
    draw_button(
        Rect { x, y: y + height - BUTTON_ROWS + 1, width, height: BUTTON_ROWS - 1 },
        [&invitation, ""],
        theme.style(Element::HeadingFocused),
        buf,
    );
}
