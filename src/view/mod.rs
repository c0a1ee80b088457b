//! Draws the [`Model`] into a buffer. One file per region of the screen; `theme` gives the styles.

mod buttons;
mod card;
mod challenge;
mod copy;
mod detail;
mod footer;
mod header;
mod help;
mod idle_prompt;
mod keypad;
mod out_of_service;
mod overview;
mod palette;
mod poster;
mod projects;
mod qr;
mod screen;
mod sidebar;
mod theme;
mod tiles;
mod too_small;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

pub use out_of_service::out_of_service;
pub use screen::{rows, style_runs};
pub use theme::{Element, Theme};

use crate::app::{Model, Pane, Presence, Settings};
use crate::page::Line;
use crate::text::{cells, fit, pad_end, simple_width};

/// Draws the whole screen into `buf`, which must be blank and have the size of the model's screen.
/// Returns the cursor position while text is being typed, otherwise `None`.
pub fn view(model: &Model, settings: &Settings, buf: &mut Buffer) -> Option<Position> {
    let theme = Theme::new(model.theme, settings.depth, settings.glyphs);
    buf.set_style(buf.area, theme.style(Element::Base));
    if let Some(challenge) = model.challenge() {
        // On a large screen the board stays visible around the challenge.
        draw_board(model, settings, theme, buf);
        challenge::draw(&challenge, model.lang, theme, buf);
        return None;
    }
    draw_board(model, settings, theme, buf)
}

fn draw_board(
    model: &Model,
    settings: &Settings,
    theme: Theme,
    buf: &mut Buffer,
) -> Option<Position> {
    let Some(areas) = model.areas() else {
        too_small::draw(model, buf);
        return None;
    };
    if let Presence::Attract(turn) = model.presence() {
        poster::draw(model, settings, turn, theme, buf);
        return None;
    }
    let cursor = header::draw(model, theme, areas.header, buf);
    if let Some(page) = model.help_page(&settings.keymap) {
        help::draw(model, &page, theme, areas.body, buf);
    } else if let Some((project, extract)) = model.extract() {
        copy::draw(model, &project, extract, theme, areas.body, buf);
    } else if let Some(project) = model.code_project() {
        // A QR code needs every row, so it covers the header.
        let area =
            Rect { y: areas.header.y, height: areas.footer.y - areas.header.y, ..areas.body };
        qr::draw(model, &project, theme, area, buf);
    } else if let Some(list) = model.overview() {
        overview::draw(model, list, theme, &areas.overview(model.overview_rows().len()), buf);
    } else {
        if let Some(area) = areas.overview_strip {
            overview::draw_strip(model, theme, area, buf);
        }
        for (pane, area) in Pane::ALL.into_iter().filter_map(|pane| Some((pane, areas.pane(pane)?)))
        {
            if area.x > 0 {
                draw_separator(theme, area, buf);
            }
            match pane {
                Pane::Domains if areas.scale.has_buttons() => {
                    tiles::draw_domains(model, theme, area, buf);
                }
                Pane::Projects if areas.scale.has_buttons() => {
                    tiles::draw_projects(model, theme, area, buf);
                }
                Pane::Domains => sidebar::draw(model, theme, area, buf),
                Pane::Projects => projects::draw(model, theme, area, buf),
                Pane::Detail => detail::draw(model, settings, theme, area, buf),
            }
        }
    }
    if let Some(keypad) = model.keypad() {
        keypad::draw(&keypad, model.lang, theme, buf);
    }
    footer::draw(model, settings, theme, areas.footer, buf);
    if let Presence::Prompted(left) = model.presence() {
        idle_prompt::draw(left, model.lang, theme, buf);
        return None;
    }
    cursor
}

/// Draws the vertical line in the column left of `area`, between two panes.
fn draw_separator(theme: Theme, area: Rect, buf: &mut Buffer) {
    for y in area.top()..area.bottom() {
        put_str(buf, area.x - 1, y, theme.glyphs.line, 1, theme.style(Element::Dim));
    }
}

/// Draws the first row of a pane: its name, and `right` at the right end. If it is the only visible
/// pane, the names of the others appear beside it as tabs.
fn draw_heading(
    model: &Model,
    pane: Pane,
    right: &str,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let s = model.lang.strings();
    let names = model.areas().map(|areas| areas.tabs(pane, s)).unwrap_or_default();
    let names: Vec<_> =
        names.iter().map(|(name, _)| (name.title(s), *name == model.focus)).collect();
    draw_tabs(&names, right, theme, area, buf);
}

/// Draws a heading in the first row of `area`: `names` as tabs, each with `true` if it has the
/// keyboard, and `right` at the right end.
fn draw_tabs(names: &[(&str, bool)], right: &str, theme: Theme, area: Rect, buf: &mut Buffer) {
    fill_row(buf, area, area.y, "", theme.style(Element::Heading));
    let mut x = area.x;
    for (name, focused) in names {
        let style = theme.style(if *focused { Element::HeadingFocused } else { Element::Heading });
        let room = usize::from(area.right() - x);
        x = put_str(
            buf,
            x,
            area.y,
            format!(" {} ", fit(name, room.saturating_sub(2))),
            room,
            style,
        );
    }
    let room = usize::from(area.right() - x).saturating_sub(1);
    let right = fit(right, room);
    let start = area.right().saturating_sub(u16::try_from(cells(&right) + 1).unwrap_or(area.width));
    put_str(buf, start, area.y, &right, room, theme.style(Element::Heading));
}

/// Fills row `y` of `area` with `text` and blanks, in one style.
fn fill_row(buf: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) {
    put_str(buf, area.x, y, pad_end(text, usize::from(area.width)), usize::from(area.width), style);
}

/// Writes `text` into row `y` from column `x` on, at most `room` cells, and returns the column
/// after it.
///
/// [`Buffer::set_stringn`] does the same but looks for graphemes in all it is given, which would
/// take a tenth of the start-up time. It is used only for text that has characters without a
/// [`simple_width`].
fn put_str(
    buf: &mut Buffer,
    mut x: u16,
    y: u16,
    text: impl AsRef<str>,
    room: usize,
    style: Style,
) -> u16 {
    let text = text.as_ref();
    if text.chars().any(|c| simple_width(c).is_none()) {
        return buf.set_stringn(x, y, text, room, style).0;
    }
    let end = buf.area.right().min(x.saturating_add(u16::try_from(room).unwrap_or(u16::MAX)));
    for (c, width) in text.chars().filter_map(|c| Some((c, simple_width(c)?))) {
        if x + width > end {
            break;
        }
        buf[(x, y)].set_char(c).set_style(style);
        // The second cell of a wide character must be empty.
        for x in x + 1..x + width {
            buf[(x, y)].reset();
        }
        x += width;
    }
    x
}

/// Draws lines of a page from the top of `area`.
fn draw_lines(page: &[Line], theme: Theme, area: Rect, buf: &mut Buffer) {
    for (y, line) in (area.top()..area.bottom()).zip(page) {
        let mut x = area.x;
        for span in &line.0 {
            let room = usize::from(area.right().saturating_sub(x));
            x = put_str(buf, x, y, &span.text, room, theme.span_style(span));
        }
    }
}
