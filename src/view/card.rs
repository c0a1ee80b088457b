//! Overview cards: the project count, the headline figure and the project titles of a scope.

use std::ops::Range;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use super::heading::{Tab, draw_tabs};
use crate::app::{LARGE_NUMBER_ROWS, Model, OverviewAreas, Scope};
use crate::lang::fill;
use crate::model::{DomainIx, Project, Target};
use crate::text::{cells, fit};

/// Draws a card for every scope in `scopes` if all cards fit in full, otherwise only the card of
/// `scopes[selected]`.
pub(crate) fn draw(
    model: &Model,
    scopes: &[Scope],
    selected: usize,
    areas: &OverviewAreas,
    canvas: &mut Canvas,
) {
    let Some(grid) = areas.grid(model.catalog(), scopes) else {
        let scope = scopes.get(selected).copied();
        debug_assert!(scope.is_some(), "one of the rows of the overview is selected");
        let canvas = &mut canvas.within(areas.cards);
        return draw_card(model, scope.unwrap_or_default(), false, canvas);
    };
    for (nth, scope) in scopes.iter().enumerate() {
        draw_card(model, *scope, nth == selected, &mut canvas.within(grid.card(nth)));
    }
}

fn draw_card(model: &Model, scope: Scope, focused: bool, canvas: &mut Canvas) {
    let area = canvas.area;
    let catalog = model.catalog();
    let domains = scope.domains(catalog);
    let headline = catalog
        .headline_within(&domains)
        .map(|(project, target)| (catalog.project(project), target));
    if area.height == 1 {
        // A single row: only the figure fits.
        let text = headline.map(|(_, target)| figure_text(&target, model)).unwrap_or_default();
        return canvas.fill_row(area.y, &format!(" {text}"), Element::Figure);
    }
    let len = catalog.len_within(&domains);
    let name = model.with_placeholders(scope.name(catalog, model.prefs.lang));
    draw_tabs(&[Tab { title: &name, focused }], &[len.to_string()], canvas);
    let body = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(1),
        height: area.height - 1,
    };
    let used = headline.map_or(0, |(project, target)| {
        draw_headline(model, &project, &target, len, &mut canvas.within(body))
    });
    let list = Rect { y: body.y + used, height: body.height.saturating_sub(used), ..body };
    draw_titles(model, &domains, &mut canvas.within(list));
}

/// Draws `target`, the headline figure, in large digits if `len` project titles still fit below it,
/// and returns the number of rows used. `project` is the project that the target belongs to.
fn draw_headline(
    model: &Model,
    project: &Project,
    target: &Target,
    len: usize,
    canvas: &mut Canvas,
) -> u16 {
    let area = canvas.area;
    let width = usize::from(area.width);
    let amount = target.amount_text(model.prefs.lang);
    let digits = canvas.theme.glyphs.large(&model.with_placeholders(&amount));
    let rows_below = usize::from(area.height.saturating_sub(LARGE_NUMBER_ROWS));
    if rows_below < len || cells(&digits[0]) > width {
        let text = figure_text(target, model);
        canvas.draw_text(area.x, area.y, fit(&text, width), Element::Figure);
        return 1;
    }
    canvas.draw_column(digits.each_ref().map(|row| (row, Element::Figure)));
    let lang = model.prefs.lang;
    let what = model.with_placeholders(target.what.get(lang));
    let with_number = fill(lang.strings().headline_of, &[&what, &project.no.to_string()]);
    // If the project's number does not fit, leave it out: its title is in the list below.
    let label = if cells(&with_number) <= width { &with_number } else { &*what };
    let y = area.y + LARGE_NUMBER_ROWS - 1;
    canvas.draw_text(area.x, y, fit(label, width), Element::Base);
    LARGE_NUMBER_ROWS
}

/// Lists the numbers and titles of the projects in `domains`. If they do not all fit, the last row
/// says how many more there are.
fn draw_titles(model: &Model, domains: &Range<DomainIx>, canvas: &mut Canvas) {
    let (height, len) = (usize::from(canvas.area.height), model.catalog().len_within(domains));
    let shown = if len > height { height.saturating_sub(1) } else { len };
    let projects = model.catalog().first_within(domains, shown);
    let title = |project: &Project| {
        format!("{} {}", project.no, model.with_placeholders(project.title.get(model.prefs.lang)))
    };
    let mut lines: Vec<String> =
        projects.iter().map(|at| title(&model.catalog().project(*at))).collect();
    if shown < len {
        lines.push(fill(model.prefs.lang.strings().more_projects, &[&(len - shown).to_string()]));
    }
    let width = usize::from(canvas.area.width);
    canvas.draw_column(lines.iter().map(|line| (fit(line, width), Element::Base)));
}

/// Returns `超 2 万 人  城镇新增就业`: the amount first, because the end may be cut off.
fn figure_text(target: &Target, model: &Model) -> String {
    let text =
        format!("{}  {}", target.amount_text(model.prefs.lang), target.what.get(model.prefs.lang));
    model.with_placeholders(&text).into_owned()
}
