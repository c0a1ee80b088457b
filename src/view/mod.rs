//! Draws the [`Model`] into a buffer. One file per region of the screen; `theme` gives the styles.

mod buttons;
mod canvas;
mod card;
mod challenge;
mod command_line;
mod copy;
mod detail;
mod element;
mod empty_list;
mod export_menu;
mod footer;
mod header;
mod heading;
mod help;
mod idle_prompt;
mod keypad;
mod list_columns;
mod list_state;
mod out_of_service;
mod overview;
mod palette;
mod poster;
mod projects;
mod qr;
mod screen;
mod sidebar;
mod sort_menu;
mod theme;
mod tiles;
mod too_small;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::canvas::Canvas;
use self::element::Element;
pub(crate) use self::out_of_service::out_of_service;
pub use self::screen::{rows, style_runs};
use self::theme::Theme;
use crate::app::{
    Areas, Model, Pane, Presence, Settings, command_line, copied_projects, help_page,
    lay_out_keypad,
};

/// Draws the whole screen into `buf`, which must be blank and have the size of the model's screen.
/// Returns the cursor position while text is being typed, otherwise `None`.
pub fn view(model: &Model, settings: &Settings, buf: &mut Buffer) -> Option<Position> {
    let theme = Theme::new(model.prefs.theme, settings.depth, settings.glyphs);
    buf.set_style(buf.area, theme.style(Element::Base));
    let canvas = &mut Canvas::new(buf, theme);
    let cursor = draw_board(model, settings, canvas);
    if let Some(challenge) = model.idle.challenge(model.size()) {
        // On a large screen the board stays visible around the challenge.
        challenge::draw(&challenge, model.prefs.lang, canvas);
        return None;
    }
    cursor
}

fn draw_board(model: &Model, settings: &Settings, canvas: &mut Canvas) -> Option<Position> {
    let Some(areas) = model.areas() else {
        too_small::draw(model, canvas);
        return None;
    };
    if let Presence::Attract(turn) = model.idle.presence {
        poster::draw(model, settings, turn, canvas);
        return None;
    }
    let mut cursor = header::draw(model, settings, &mut canvas.within(areas.header));
    let body = &mut canvas.within(areas.body);
    if let Some(page) = help_page(model, &settings.keymap) {
        help::draw(model, &page, body);
    } else if let Some(position) = help::draw_filter(model, body) {
        cursor = Some(position);
    } else if help::draw_changes(model, body) {
        // Drawn.
    } else if let Some(extract) = model.overlay.extract() {
        copy::draw(model, &copied_projects(model), extract, body);
    } else if let Some(format) = model.overlay.export_format() {
        export_menu::draw(model, settings, format, body);
    } else if let Some(row) = model.overlay.sort_row() {
        sort_menu::draw(model, row, body);
    } else if model.overlay.shows_code() {
        // A QR code needs every row, so it covers the header.
        let area =
            Rect { y: areas.header.y, height: areas.footer.y - areas.header.y, ..areas.body };
        qr::draw(model, settings, &copied_projects(model), &mut canvas.within(area));
    } else if let Some(list) = model.overlay.overview() {
        overview::draw(model, list, &areas.overview(model.overview_rows().len()), body);
    } else {
        draw_panes(model, settings, &areas, body);
    }
    if let Some(keypad) = lay_out_keypad(model) {
        keypad::draw(&keypad, model.prefs.lang, canvas);
    }
    footer::draw(model, settings, &mut canvas.within(areas.footer));
    if let Some(line) = command_line(model, settings) {
        cursor = command_line::draw(model, &line, &areas, canvas);
    }
    if let Presence::Prompted(left) = model.idle.presence {
        idle_prompt::draw(left, model.prefs.lang, canvas);
        return None;
    }
    cursor
}

/// Draws the visible panes, the lines between them, and the overview below them if there is room.
fn draw_panes(model: &Model, settings: &Settings, areas: &Areas, canvas: &mut Canvas) {
    if let Some(area) = areas.overview_strip {
        overview::draw_strip(model, &mut canvas.within(area));
    }
    for (pane, area) in Pane::ALL.into_iter().filter_map(|pane| Some((pane, areas.pane(pane)?))) {
        if area.x > 0 {
            let line = Rect { x: area.x - 1, width: 1, ..area };
            let glyph = canvas.theme.glyphs.line;
            canvas.within(line).draw_column(std::iter::repeat((glyph, Element::Dim)));
        }
        let canvas = &mut canvas.within(area);
        match pane {
            Pane::Domains if areas.scale.has_buttons() => {
                tiles::draw_domains(model, areas.tiles(pane), canvas);
            }
            Pane::Projects if areas.scale.has_buttons() => {
                tiles::draw_projects(model, settings, areas.tiles(pane), canvas);
            }
            Pane::Domains => sidebar::draw(model, canvas),
            Pane::Projects => projects::draw(model, settings, canvas),
            Pane::Detail => detail::draw(model, settings, canvas),
        }
    }
}
