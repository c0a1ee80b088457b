//! Overview cards: the project count, the headline figure and the project titles of a scope.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, draw_tabs, fill_row, put_str};
use crate::app::{LARGE_NUMBER_ROWS, Model, OverviewAreas, Scope};
use crate::catalog::{DomainIx, Project, Target};
use crate::lang::fill;
use crate::text::{cells, fit};

/// Draws a card for every scope in `parts` if all cards fit in full, otherwise only the card of
/// `parts[chosen]`.
pub(super) fn draw(
    model: &Model,
    parts: &[Scope],
    chosen: usize,
    theme: Theme,
    areas: &OverviewAreas,
    buf: &mut Buffer,
) {
    let Some(grid) = areas.grid(model.catalog(), parts) else {
        let part = parts.get(chosen).copied().unwrap_or_default();
        return draw_card(model, part, false, theme, areas.cards, buf);
    };
    for (nth, part) in parts.iter().enumerate() {
        draw_card(model, *part, nth == chosen, theme, grid.card(nth), buf);
    }
}

fn draw_card(model: &Model, part: Scope, chosen: bool, theme: Theme, area: Rect, buf: &mut Buffer) {
    let catalog = model.catalog();
    let domains = part.domains(catalog);
    let number = catalog
        .headline_within(&domains)
        .map(|(project, target)| (catalog.project(project), target));
    if area.height == 1 {
        // A single row: only the figure fits.
        let text = number.map(|(_, target)| figure_text(&target, model)).unwrap_or_default();
        fill_row(buf, area, area.y, &format!(" {text}"), theme.style(Element::Figure));
        return;
    }
    let len = catalog.len_within(&domains);
    let name = model.with_placeholders(part.name(catalog, model.lang));
    draw_tabs(&[(&name, chosen)], &len.to_string(), theme, area, buf);
    let inside = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(1),
        height: area.height - 1,
    };
    let used = number.map_or(0, |number| draw_headline(number, len, model, theme, inside, buf));
    let list = Rect { y: inside.y + used, height: inside.height.saturating_sub(used), ..inside };
    draw_titles(&domains, model, theme, list, buf);
}

/// Draws the headline figure, in large digits if `len` project titles still fit below it, and
/// returns the number of rows used.
fn draw_headline(
    (project, target): (Project, Target),
    len: usize,
    model: &Model,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let width = usize::from(area.width);
    let large = theme.glyphs.large(&model.with_placeholders(&target.amount_text(model.lang)));
    if usize::from(area.height.saturating_sub(LARGE_NUMBER_ROWS)) < len || cells(&large[0]) > width
    {
        put_str(
            buf,
            area.x,
            area.y,
            fit(&figure_text(&target, model), width),
            width,
            theme.style(Element::Figure),
        );
        return 1;
    }
    for (y, row) in (area.y..).zip(&large) {
        put_str(buf, area.x, y, row, width, theme.style(Element::Figure));
    }
    let what = model.with_placeholders(target.what.get(model.lang));
    let whole = fill(model.lang.strings().headline_of, &[&what, &project.no.to_string()]);
    // If the project's number does not fit, leave it out: its title is in the list below.
    let what = if cells(&whole) <= width { &whole } else { &*what };
    put_str(
        buf,
        area.x,
        area.y + LARGE_NUMBER_ROWS - 1,
        fit(what, width),
        width,
        theme.style(Element::Base),
    );
    LARGE_NUMBER_ROWS
}

/// Lists the numbers and titles of the projects in `domains`. If they do not all fit, the last row
/// says how many more there are.
fn draw_titles(
    domains: &Range<DomainIx>,
    model: &Model,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let (room, len) = (usize::from(area.height), model.catalog().len_within(domains));
    let shown = if len > room { room.saturating_sub(1) } else { len };
    let projects = model.catalog().first_within(domains, shown);
    let title = |project: &Project| {
        format!("{} {}", project.no, model.with_placeholders(project.title.get(model.lang)))
    };
    let mut lines: Vec<String> =
        projects.iter().map(|at| title(&model.catalog().project(*at))).collect();
    if shown < len {
        lines.push(fill(model.lang.strings().more_projects, &[&(len - shown).to_string()]));
    }
    let width = usize::from(area.width);
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        put_str(buf, area.x, y, fit(&line, width), width, theme.style(Element::Base));
    }
}

/// Returns `超 2 万 人  城镇新增就业`: the amount first, because the end may be cut off.
fn figure_text(target: &Target, model: &Model) -> String {
    let text = format!("{}  {}", target.amount_text(model.lang), target.what.get(model.lang));
    model.with_placeholders(&text).into_owned()
}
