//! Lists of large entries for touch screens and large print, in place of the sidebar and the
//! project list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::projects::{draw_empty, programme_label};
use super::sidebar::tree_mark;
use super::{Element, Theme, draw_heading, draw_lines};
use crate::app::{Model, Pane, Scale, Scope};
use crate::catalog::Project;
use crate::lang::fill;
use crate::page::{Line, Role, Span, paragraph, progress_text, status_glyph};
use crate::text::{cells, fit, pad_start};

/// Width in cells of a project number in large digits, with the gap between it and the text.
const NUMBER_CELLS: usize = 9;

/// Draws the domains, each with its headline figure.
pub(super) fn draw_domains(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let Some(tiles) = model.areas().map(|areas| areas.tiles(Pane::Domains)) else { return };
    draw_heading(model, Pane::Domains, "", theme, area, buf);
    let (list, catalog) = (model.domains(), model.catalog());
    let rows = model.sidebar_rows().into_iter().enumerate().skip(list.offset());
    for (nth, (row, scope)) in rows.take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let figure = match scope {
            Scope::All => String::new(),
            Scope::Programme(_) => {
                catalog.programme_for(scope.domains(catalog).start).title.get(model.lang).to_owned()
            }
            Scope::Domain(at) => {
                let number = catalog.headline(at).map(|(_, target)| target);
                number
                    .map(|target| {
                        format!(
                            "{} {}",
                            target.amount_text(model.lang),
                            target.what.get(model.lang)
                        )
                    })
                    .unwrap_or_default()
            }
        };
        let name = format!("{}{}", tree_mark(model, scope), scope.name(catalog, model.lang));
        let width = usize::from(tile.width).saturating_sub(3);
        let count = model.found_in(scope).to_string();
        let name = fit(&model.with_placeholders(&name), width.saturating_sub(cells(&count) + 1))
            .into_owned();
        let first = format!("{name}{}", pad_start(&count, width.saturating_sub(cells(&name))));
        let second = fit(&model.with_placeholders(&figure), width).into_owned();
        let text = [Line::new(first, Role::Title), Line::new(second, Role::Dim)];
        draw_entry(&text, row == list.selected(), model.focus == Pane::Domains, theme, tile, buf);
    }
}

/// Draws the projects.
pub(super) fn draw_projects(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let Some(areas) = model.areas() else { return };
    let (list, tiles) = (model.projects(), areas.tiles(Pane::Projects));
    let place = if model.visible_len() == 0 { 0 } else { list.selected() + 1 };
    let position = fill(
        model.lang.strings().position,
        &[&place.to_string(), &model.visible_len().to_string()],
    );
    draw_heading(model, Pane::Projects, &position, theme, area, buf);
    if model.visible_len() == 0 {
        return draw_empty(model, theme, areas.pane_body(Pane::Projects), buf);
    }
    for (nth, project) in model.visible_from(list.offset()).take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let text = project_text(&project, model, theme, usize::from(tile.width).saturating_sub(3));
        draw_entry(
            &text,
            list.offset() + nth == list.selected(),
            model.focus == Pane::Projects,
            theme,
            tile,
            buf,
        );
    }
}

/// Returns number and title in at most two lines and, in large print or if the title takes one
/// line, a line with the progress or the headline figure.
fn project_text(project: &Project, model: &Model, theme: Theme, width: usize) -> Vec<Line> {
    let large = model.scale() == Scale::Large && width > 3 * NUMBER_CELLS;
    let title = project.title.get(model.lang);
    let positions = model.query().positions_in(title, model.match_mode());
    let title = model.with_placeholders(title);
    let number = format!("{} ", project.no);
    let room = width.saturating_sub(if large { NUMBER_CELLS } else { 0 });
    let mut text =
        paragraph(&title, room, if large { "" } else { &number }, Role::Title, &positions);
    text.truncate(2);
    let figure = project.headline().map(|target| target.text(model.lang)).unwrap_or_default();
    let standing = model.project_progress(project).map(|standing| {
        format!(
            "{} {}",
            status_glyph(theme.glyphs, standing.status),
            progress_text(&standing, model.lang)
        )
    });
    let figure = standing.unwrap_or(figure);
    let figure = if figure.is_empty() {
        model.catalog().domain(project.domain).name.get(model.lang)
    } else {
        &figure
    };
    let figure = &match programme_label(model, project) {
        "" => figure.to_owned(),
        label => format!("{label}{}{figure}", model.lang.strings().comma),
    };
    let indent = if large { String::new() } else { " ".repeat(cells(&number)) };
    let figure = format!(
        "{indent}{}",
        fit(&model.with_placeholders(figure), room.saturating_sub(cells(&indent)))
    );
    if large || text.len() < 2 {
        text.push(Line::new(figure, Role::Dim));
    }
    if large {
        text.resize(3, Line::BLANK);
        let digits = theme.glyphs.large(&project.no.to_string());
        for (line, digits) in text.iter_mut().zip(digits) {
            let gap = NUMBER_CELLS.saturating_sub(cells(&digits));
            line.0.insert(
                0,
                Span { text: digits + &" ".repeat(gap), role: Role::Figure, highlighted: false },
            );
        }
    }
    text
}

/// Draws an entry: its text, a mark if it is selected, and a blank row below as a gap.
fn draw_entry(
    text: &[Line],
    selected: bool,
    focused: bool,
    theme: Theme,
    tile: Rect,
    buf: &mut Buffer,
) {
    let inside = Rect { x: tile.x + 2, width: tile.width.saturating_sub(3), ..tile };
    draw_lines(text, theme, inside, buf);
    if selected {
        let band = Rect {
            height: tile.height.saturating_sub(1),
            width: tile.width.saturating_sub(1),
            ..tile
        };
        buf.set_string(tile.x, tile.y, ">", theme.style(Element::Base));
        buf.set_style(band, theme.style(Element::selected(focused, false)));
    }
}
