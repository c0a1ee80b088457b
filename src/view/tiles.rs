//! Lists of large entries for touch screens and large print, in place of the sidebar and the
//! project list.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use super::list_state::list_state;
use super::projects::programme_label;
use super::sidebar::tree_mark;
use super::{empty_list, heading};
use crate::app::{Model, Pane, Scale, Scope, Settings, Tiles};
use crate::model::Project;
use crate::page::{Line, Role, Span, paragraph, progress_text, result_title, status_glyph};
use crate::text::{Glyphs, cells, fit, pad_start};

/// Width in cells of a project number in large digits, with the gap between it and the text.
const NUMBER_CELLS: usize = 9;

/// Draws the domains, each with its headline figure.
pub(crate) fn draw_domains(model: &Model, tiles: Tiles, canvas: &mut Canvas) {
    heading::draw(model, Pane::Domains, &[], canvas);
    let list = model.nav.domains();
    let rows = model.nav.sidebar.rows(model.catalog()).into_iter().enumerate().skip(list.offset());
    for (nth, (row, scope)) in rows.take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let lines = scope_lines(model, scope, usize::from(tile.width).saturating_sub(3));
        let selected = row == list.selected();
        let focused = model.nav.focus == Pane::Domains;
        draw_entry(&lines, selected, focused, &mut canvas.within(tile));
    }
}

/// Returns the name of `scope` with the number of projects found in it and, on the second line, the
/// title of the programme or the headline figure of the domain.
fn scope_lines(model: &Model, scope: Scope, width: usize) -> [Line; 2] {
    let catalog = model.catalog();
    let detail = match scope {
        Scope::All => String::new(),
        Scope::Programme(_) => catalog
            .programme_for(scope.domains(catalog).start)
            .title
            .get(model.prefs.lang)
            .to_owned(),
        Scope::Domain(at) => catalog
            .headline(at)
            .map(|(_, target)| {
                format!(
                    "{} {}",
                    target.amount_text(model.prefs.lang),
                    target.what.get(model.prefs.lang)
                )
            })
            .unwrap_or_default(),
    };
    let name = format!("{}{}", tree_mark(model, scope), scope.name(catalog, model.prefs.lang));
    let name = model.with_placeholders(&name);
    let count = model.search.results.found_in(&scope.domains(model.catalog())).to_string();
    let name = fit(&name, width.saturating_sub(cells(&count) + 1));
    let first = format!("{name}{}", pad_start(&count, width.saturating_sub(cells(&name))));
    let second = fit(&model.with_placeholders(&detail), width).into_owned();
    [Line::new(first, Role::Title), Line::new(second, Role::Dim)]
}

/// Draws the projects.
pub(crate) fn draw_projects(model: &Model, settings: &Settings, tiles: Tiles, canvas: &mut Canvas) {
    let list = model.nav.projects;
    heading::draw(model, Pane::Projects, &list_state(model, canvas.theme.glyphs), canvas);
    if model.visible_len() == 0 {
        let body = heading::body(canvas.area);
        return empty_list::draw(model, settings, &mut canvas.within(body));
    }
    for (nth, project) in model.visible_from(list.offset()).take(tiles.count()).enumerate() {
        let tile = tiles.tile(nth);
        let width = usize::from(tile.width).saturating_sub(3);
        let lines = project_lines(model, &project, canvas.theme.glyphs, width);
        let selected = list.offset() + nth == list.selected();
        let focused = model.nav.focus == Pane::Projects;
        draw_entry(&lines, selected, focused, &mut canvas.within(tile));
        let at = model.search.results.get(list.offset() + nth);
        if at.is_some_and(|project| model.chosen.contains(project)) {
            let chosen = canvas.theme.glyphs.chosen;
            let element = Element::selected(focused, false);
            let element = if selected { element } else { Element::Base };
            canvas.draw_text(tile.x + 1, tile.y, chosen, element);
        }
    }
}

/// Returns number and title in at most two lines and, in large print or if the title takes one
/// line, a line with the progress or the headline figure.
fn project_lines(model: &Model, project: &Project, glyphs: &Glyphs, width: usize) -> Vec<Line> {
    let is_large = model.prefs.scale == Scale::Large && width > 3 * NUMBER_CELLS;
    let mode = model.search.results.match_mode();
    let (title, positions) =
        result_title(project, model.search.matched_query(), mode, model.prefs.lang);
    let title = model.with_placeholders(&title);
    let number = format!("{} ", project.no);
    let text_width = width.saturating_sub(if is_large { NUMBER_CELLS } else { 0 });
    let first = if is_large { "" } else { &number };
    let mut lines = paragraph(&title, text_width, first, Role::Title, &positions);
    lines.truncate(2);
    if is_large || lines.len() < 2 {
        let detail = project_detail(model, project, glyphs);
        let indent = if is_large { String::new() } else { " ".repeat(cells(&number)) };
        let detail = model.with_placeholders(&detail);
        let detail = fit(&detail, text_width.saturating_sub(cells(&indent)));
        lines.push(Line::new(format!("{indent}{detail}"), Role::Dim));
    }
    if is_large {
        lines.resize(3, Line::BLANK);
        let digits = glyphs.large(&project.no.to_string());
        for (line, digits) in lines.iter_mut().zip(digits) {
            let gap = NUMBER_CELLS.saturating_sub(cells(&digits));
            let text = digits + &" ".repeat(gap);
            line.0.insert(0, Span { text, role: Role::Figure, highlighted: false });
        }
    }
    lines
}

/// Returns the progress of `project`, its headline figure, or its domain: the first that there is.
/// The label of its programme stands before it if the list has several programmes.
fn project_detail(model: &Model, project: &Project, glyphs: &Glyphs) -> String {
    let progress = model.data.project_progress(project).map(|progress| {
        let glyph = status_glyph(glyphs, progress.status);
        format!("{glyph} {}", progress_text(&progress, model.prefs.lang))
    });
    let figure = || project.headline().map(|target| target.text(model.prefs.lang));
    let detail = progress.or_else(figure).filter(|detail| !detail.is_empty());
    let detail = detail.unwrap_or_else(|| {
        model.catalog().domain(project.domain).name.get(model.prefs.lang).to_owned()
    });
    match programme_label(model, project) {
        "" => detail,
        label => format!("{label}{}{detail}", model.prefs.lang.strings().comma),
    }
}

/// Draws an entry: its text, a mark if it is selected, and a blank row below as a gap.
fn draw_entry(lines: &[Line], selected: bool, focused: bool, canvas: &mut Canvas) {
    let tile = canvas.area;
    let text = Rect { x: tile.x + 2, width: tile.width.saturating_sub(3), ..tile };
    canvas.within(text).draw_lines(lines);
    if selected {
        canvas.draw_text(tile.x, tile.y, ">", Element::Base);
        let band = Rect {
            height: tile.height.saturating_sub(1),
            width: tile.width.saturating_sub(1),
            ..tile
        };
        canvas.buf.set_style(band, canvas.theme.style(Element::selected(focused, false)));
    }
}
