//! Lists of large entries, for fingers and for eyes that want it large: what stands in the sidebar and the list otherwise.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::projects::{label, nothing_found};
use super::sidebar::branch;
use super::{Part, Theme, heading, lines};
use crate::app::{Model, Pane, Scale, Scope};
use crate::catalog::Project;
use crate::lang::fill;
use crate::page::{Line, Role, Span, paragraph, shape, standing_text};
use crate::text::{cells, fit, pad_start};

/// A number in large digits takes so many cells with what keeps it from the text.
const DIGITS: usize = 9;

/// The domains, each with the number that matters most.
pub(super) fn domains(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let Some(tiles) = model.areas().map(|areas| areas.tiles(Pane::Domains)) else { return };
    heading(model, Pane::Domains, "", theme, area, buf);
    let (list, catalog) = (model.domains(), model.catalog());
    let rows = model.sidebar_rows().into_iter().enumerate().skip(list.offset());
    for (nth, (row, scope)) in rows.take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let figure = match scope {
            Scope::All => String::new(),
            Scope::Programme(_) => catalog.programme_at(scope.domains(catalog).start).title.get(model.lang).to_owned(),
            Scope::Domain(at) => {
                let number = catalog.headline(at).map(|(_, target)| target);
                number
                    .map(|target| format!("{} {}", target.amount_text(model.lang), target.what.get(model.lang)))
                    .unwrap_or_default()
            }
        };
        let name = format!("{}{}", branch(model, scope), scope.name(catalog, model.lang));
        let width = usize::from(tile.width).saturating_sub(3);
        let count = model.found_in(scope).to_string();
        let name = fit(&model.laid_out(&name), width.saturating_sub(cells(&count) + 1)).into_owned();
        let first = format!("{name}{}", pad_start(&count, width.saturating_sub(cells(&name))));
        let second = fit(&model.laid_out(&figure), width).into_owned();
        let text = [Line::of(first, Role::Title), Line::of(second, Role::Dim)];
        entry(&text, row == list.selected(), model.focus == Pane::Domains, theme, tile, buf);
    }
}

/// The projects.
pub(super) fn projects(model: &Model, theme: Theme, area: Rect, buf: &mut Buffer) {
    let Some(areas) = model.areas() else { return };
    let (list, tiles) = (model.projects(), areas.tiles(Pane::Projects));
    let place = if model.visible_len() == 0 { 0 } else { list.selected() + 1 };
    let position = fill(model.lang.strings().position, &[&place.to_string(), &model.visible_len().to_string()]);
    heading(model, Pane::Projects, &position, theme, area, buf);
    if model.visible_len() == 0 {
        return nothing_found(model, theme, areas.inside(Pane::Projects), buf);
    }
    for (nth, project) in model.visible_from(list.offset()).take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let text = said_of(&project, model, theme, usize::from(tile.width).saturating_sub(3));
        entry(&text, list.offset() + nth == list.selected(), model.focus == Pane::Projects, theme, tile, buf);
    }
}

/// Number and title in two lines, and in large print a third about its number that matters most.
fn said_of(project: &Project, model: &Model, theme: Theme, width: usize) -> Vec<Line> {
    let large = model.scale() == Scale::Large && width > 3 * DIGITS;
    let title = project.title.get(model.lang);
    let positions = model.query().positions_in(title, model.manner());
    let title = model.laid_out(title);
    let number = format!("{} ", project.no);
    let room = width.saturating_sub(if large { DIGITS } else { 0 });
    let mut text = paragraph(&title, room, if large { "" } else { &number }, Role::Title, &positions);
    text.truncate(2);
    let figure = project.headline().map(|target| target.text(model.lang)).unwrap_or_default();
    let standing = model
        .standing(project)
        .map(|standing| format!("{} {}", shape(theme.glyphs, standing.status), standing_text(&standing, model.lang)));
    let figure = standing.unwrap_or(figure);
    let figure = if figure.is_empty() { model.catalog().domain(project.domain).name.get(model.lang) } else { &figure };
    let figure = &match label(model, project) {
        "" => figure.to_owned(),
        label => format!("{label}{}{figure}", model.lang.strings().comma),
    };
    let indent = if large { String::new() } else { " ".repeat(cells(&number)) };
    let figure = format!("{indent}{}", fit(&model.laid_out(figure), room.saturating_sub(cells(&indent))));
    if large || text.len() < 2 {
        text.push(Line::of(figure, Role::Dim));
    }
    if large {
        text.resize(3, Line::BLANK);
        let digits = theme.glyphs.large(&project.no.to_string());
        for (line, digits) in text.iter_mut().zip(digits) {
            let gap = DIGITS.saturating_sub(cells(&digits));
            line.0.insert(0, Span { text: digits + &" ".repeat(gap), role: Role::Figure, lit: false });
        }
    }
    text
}

/// An entry: a mark if it is selected, its text, and a blank row below that keeps it from the next.
fn entry(text: &[Line], selected: bool, focused: bool, theme: Theme, tile: Rect, buf: &mut Buffer) {
    let inside = Rect { x: tile.x + 2, width: tile.width.saturating_sub(3), ..tile };
    lines(text, theme, inside, buf);
    if selected {
        let band = Rect { height: tile.height.saturating_sub(1), width: tile.width.saturating_sub(1), ..tile };
        buf.set_string(tile.x, tile.y, ">", theme.style(Part::Ground));
        buf.set_style(band, theme.style(Part::selected(focused, false)));
    }
}
