//! The project list: number, title with search matches highlighted, status, and the domain or
//! programme where the list has several.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use super::{empty_list, heading};
use crate::app::{Model, Pane, Settings};
use crate::lang::{Lang, fill};
use crate::model::{ProgrammeIx, Project, Status, Text};
use crate::page::{Role, result_title, spans, status_glyph};
use crate::text::{cells, first_words, fit, prefix};

/// Width of the domain column in a wide list, in cells.
const DOMAIN_CELLS: usize = 13;
/// Width of the domain column in a narrow list, in cells, by language. Two Han characters tell
/// domains apart; two letters of an English name do not, and the title needs the room more.
const NARROW_DOMAIN_CELLS: [usize; Lang::ALL.len()] = [4, 0];
/// Maximum width of the programme label in a narrow list, in cells: four Han characters, or a year
/// and a bit.
const SHORT_LABEL_MAX: usize = 8;
/// Minimum width of a wide list, in cells.
const WIDE_FROM: u16 = 48;

pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) {
    let list = model.nav.projects;
    heading::draw(model, Pane::Projects, &position_text(model), canvas);
    let canvas = &mut canvas.within(heading::body(canvas.area));
    if model.visible_len() == 0 {
        return empty_list::draw(model, settings, canvas);
    }
    let area = canvas.area;
    let group_width = group_width(model, area.width);
    for (nth, (y, project)) in canvas.rows().zip(model.visible_from(list.offset())).enumerate() {
        let selected = list.offset() + nth == list.selected();
        let row = Rect { y, height: 1, ..area };
        draw_row(model, &project, selected, group_width, &mut canvas.within(row));
    }
}

/// Returns the number of the selected project and of all in the list, such as `3/25`.
pub(crate) fn position_text(model: &Model) -> String {
    let len = model.visible_len();
    let number = if len == 0 { 0 } else { model.nav.projects.selected() + 1 };
    fill(model.prefs.lang.strings().position, &[&number.to_string(), &len.to_string()])
}

/// Returns the width in cells of the group column, with the domain or the programme of each
/// project, in a list of `width` cells; 0 for a list without it.
fn group_width(model: &Model, width: u16) -> usize {
    match (model.scope_domain(), width) {
        (Some(_), _) => 0,
        // With several programmes in the list, the programme says more than the domain.
        (None, _) if shows_all_programmes(model) => label_width(model, width),
        // The status says more than two characters of the domain.
        (None, ..WIDE_FROM) if model.data.has_progress() => 0,
        (None, WIDE_FROM..) => DOMAIN_CELLS,
        (None, _) => NARROW_DOMAIN_CELLS[model.prefs.lang as usize],
    }
}

/// Draws `project` in one row, with a group column of `group_width` cells.
fn draw_row(
    model: &Model,
    project: &Project,
    selected: bool,
    group_width: usize,
    canvas: &mut Canvas,
) {
    let area = canvas.area;
    let element = |highlighted| match (selected, highlighted) {
        (true, _) => Element::selected(model.nav.focus == Pane::Projects, highlighted),
        (false, true) => Element::Highlighted,
        (false, false) => Element::Base,
    };
    let mark = if selected { '>' } else { ' ' };
    let number = format!("{mark}{} ", project.no);
    canvas.fill_row(area.y, &number, element(false));
    let status = model.data.project_progress(project).map(|progress| progress.status);
    let status_cells = status.map_or(0, |_| status_width(model.prefs.lang) + 2);
    let after_title = status_cells + if group_width == 0 { 1 } else { group_width + 2 };
    let title_width = usize::from(area.width).saturating_sub(cells(&number) + after_title);
    let mode = model.search.results.match_mode();
    let (title, positions) =
        result_title(project, model.search.matched_query(), mode, model.prefs.lang);
    let title = model.with_placeholders(&title);
    let title = fit(&title, title_width);
    let mut x = area.x + u16::try_from(cells(&number)).unwrap_or_default();
    for span in spans(&title, 0, Role::Text, &positions) {
        x = canvas.draw_text(x, area.y, &span.text, element(span.highlighted));
    }
    if let Some(status) = status {
        let x = area.right().saturating_sub(u16::try_from(after_title - 1).unwrap_or_default());
        let glyph = status_glyph(canvas.theme.glyphs, status);
        let text = format!("{glyph} {}", status.word(model.prefs.lang));
        let element = if selected { element(false) } else { Element::from_status(status) };
        canvas.draw_text(x, area.y, text, element);
    }
    if group_width > 0 {
        let x = area.right().saturating_sub(u16::try_from(group_width + 1).unwrap_or_default());
        let element = if selected { element(false) } else { Element::Dim };
        canvas.draw_text(x, area.y, group_text(model, project, group_width), element);
    }
}

/// Returns the programme of `project`, if the list has several, or else its domain, in at most
/// `width` cells.
fn group_text(model: &Model, project: &Project, width: usize) -> String {
    let catalog = model.catalog();
    let label = programme_label(model, project);
    let label = if cells(&model.with_placeholders(label)) <= width {
        label
    } else {
        catalog.short_label(catalog.programme_ix_of(project.domain)).get(model.prefs.lang)
    };
    let name = if label.is_empty() {
        catalog.domain(project.domain).name.get(model.prefs.lang)
    } else {
        label
    };
    let name = model.with_placeholders(name);
    // A column this narrow has no room for a mark where the name is cut.
    if width < DOMAIN_CELLS {
        prefix(&name, width).to_owned()
    } else {
        first_words(&name, width).into_owned()
    }
}

/// Returns true if the list has projects of several programmes.
fn shows_all_programmes(model: &Model) -> bool {
    model.scope().programme(model.catalog()).is_none()
}

/// Returns the label of the project's programme if the list has projects of several programmes,
/// otherwise an empty string.
pub(crate) fn programme_label<'a>(model: &'a Model, project: &Project) -> &'a str {
    let catalog = model.catalog();
    if shows_all_programmes(model) {
        catalog.label(catalog.programme_ix_of(project.domain)).get(model.prefs.lang)
    } else {
        ""
    }
}

/// Returns the width in cells of the widest text that `label` returns for a programme.
fn widest<'a>(model: &'a Model, label: impl Fn(ProgrammeIx) -> Text<'a>) -> usize {
    let widths = model
        .catalog()
        .programmes()
        .map(|(at, _)| cells(&model.with_placeholders(label(at).get(model.prefs.lang))));
    widths.max().unwrap_or_default()
}

/// Returns the width in cells of the programme column in a list of `width` cells: that of the full
/// labels if they fit, otherwise of the short ones.
fn label_width(model: &Model, width: u16) -> usize {
    let catalog = model.catalog();
    let max = if width < WIDE_FROM { SHORT_LABEL_MAX } else { DOMAIN_CELLS };
    Some(widest(model, |at| catalog.label(at)))
        .filter(|full| *full <= max)
        .unwrap_or_else(|| widest(model, |at| catalog.short_label(at)).min(max))
}

/// Returns the width in cells of the status column: a glyph, a blank and the longest word.
fn status_width(lang: Lang) -> usize {
    Status::ALL.map(|status| cells(status.word(lang))).into_iter().max().unwrap_or_default() + 2
}
