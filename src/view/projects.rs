//! The project list: number, title with search matches highlighted, and the columns that the screen
//! has room for.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::element::Element;
use super::list_columns::{GAUGE_CELLS, ListColumns, shows_all_programmes};
use super::list_state::list_state;
use super::{empty_list, heading};
use crate::app::{Model, Pane, Settings};
use crate::diagnostics::ListField;
use crate::model::{Project, ProjectIx, ProjectProgress, floor_to_u32};
use crate::page::{Role, result_title, spans, status_glyph};
use crate::text::{Glyphs, cells, first_words, fit, pad_start, prefix};

/// Minimum width of a group column that is cut at a word with a mark, in cells.
const MARKED_GROUP_MIN: usize = 10;

pub(crate) fn draw(model: &Model, settings: &Settings, canvas: &mut Canvas) {
    let list = model.nav.projects;
    heading::draw(model, Pane::Projects, &list_state(model, canvas.theme.glyphs), canvas);
    let canvas = &mut canvas.within(heading::body(canvas.area));
    if model.visible_len() == 0 {
        return empty_list::draw(model, settings, canvas);
    }
    let area = canvas.area;
    let number_width = cells(&model.catalog().max_no().to_string()) + 3;
    let glyphs = canvas.theme.glyphs;
    let columns = ListColumns::new(model, area.width, number_width);
    for (nth, (y, project)) in canvas.rows().zip(model.visible_from(list.offset())).enumerate() {
        let row = Rect { y, height: 1, ..area };
        let at = model.search.results.get(list.offset() + nth);
        let selected = list.offset() + nth == list.selected();
        ListRow { model, at, project, selected, columns, glyphs }.draw(&mut canvas.within(row));
    }
}

/// A project in the list.
struct ListRow<'a> {
    model: &'a Model,
    at: Option<ProjectIx>,
    project: Project<'a>,
    selected: bool,
    columns: ListColumns,
    glyphs: &'a Glyphs,
}

impl ListRow<'_> {
    fn draw(&self, canvas: &mut Canvas) {
        let Self { model, project, .. } = self;
        let area = canvas.area;
        let mark = if self.selected { '>' } else { ' ' };
        let is_changed = model.data.changes.is_unseen(|| model.catalog().project_id(project));
        let number = format!(
            "{mark}{}{}{}",
            self.chosen_mark(),
            project.no,
            if is_changed { '*' } else { ' ' }
        );
        canvas.fill_row(area.y, &number, self.element(Element::Base));
        let title_width =
            usize::from(area.width).saturating_sub(cells(&number) + self.columns.width());
        let mode = model.search.results.match_mode();
        let (title, positions) =
            result_title(project, model.search.matched_query(), mode, model.prefs.lang);
        let title = model.with_placeholders(&title);
        let title = fit(&title, title_width);
        let mut x = area.x + u16::try_from(cells(&number)).unwrap_or_default();
        for span in spans(&title, 0, Role::Text, &positions) {
            let element = if span.highlighted { Element::Highlighted } else { Element::Base };
            x = canvas.draw_text(x, area.y, &span.text, self.element(element));
        }
        self.draw_columns(canvas);
    }

    /// Returns the mark of a chosen project; a blank for others if any is chosen.
    fn chosen_mark(&self) -> &'static str {
        let chosen = &self.model.chosen;
        match self.at.is_some_and(|project| chosen.contains(project)) {
            true => self.glyphs.chosen,
            false if chosen.is_empty() => "",
            false => " ",
        }
    }

    /// Returns the element to draw `element` as: a selected row is drawn as one.
    fn element(&self, element: Element) -> Element {
        let focused = self.model.nav.focus == Pane::Projects;
        match (self.selected, element) {
            (true, element) => Element::selected(focused, element == Element::Highlighted),
            (false, element) => element,
        }
    }

    /// Draws the columns after the title.
    fn draw_columns(&self, canvas: &mut Canvas) {
        let Self { model, columns, .. } = self;
        let area = canvas.area;
        let progress = model.data.project_progress(&self.project);
        let mut x = area.right().saturating_sub(u16::try_from(columns.width()).unwrap_or_default());
        let mut column = |width: usize, text: &str, element| {
            if width > 0 {
                canvas.draw_text(x + 1, area.y, text, self.element(element));
                x += u16::try_from(width + 1).unwrap_or_default();
            }
        };
        let status = progress.map(|progress| progress.status);
        let status_text = status.map(|status| {
            format!("{} {}", status_glyph(self.glyphs, status), status.word(model.prefs.lang))
        });
        let status_element = status.map_or(Element::Base, Element::from_status);
        column(columns.status, &status_text.unwrap_or_default(), status_element);
        column(columns.progress, &self.gauge_text(progress.as_ref()), Element::Base);
        column(columns.group, &self.group_text(), Element::Dim);
        column(columns.figure, &self.figure_text(), Element::Figure);
        column(columns.place, &self.place_text(), Element::Base);
    }

    /// Returns a bar of the progress and its percentage; empty if none is known.
    fn gauge_text(&self, progress: Option<&ProjectProgress>) -> String {
        let Some(percent) = progress.and_then(ProjectProgress::percent) else {
            return String::new();
        };
        let filled = GAUGE_CELLS * floor_to_u32(percent.min(100.0)) as usize / 100;
        let bar = self.glyphs.bar.repeat(filled) + &" ".repeat(GAUGE_CELLS - filled);
        format!("{bar} {}", pad_start(&format!("{percent}%"), 4))
    }

    /// Returns the programme of the project, if the list has several, or else its domain, as far as
    /// the column has room.
    fn group_text(&self) -> String {
        let Self { model, project, .. } = self;
        let (catalog, width) = (model.catalog(), self.columns.group);
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
        if width < MARKED_GROUP_MIN {
            prefix(&name, width).to_owned()
        } else {
            first_words(&name, width).into_owned()
        }
    }

    /// Returns the key figure with its qualifier and unit at the right end of its column; empty if
    /// it is wider.
    fn figure_text(&self) -> String {
        let figure =
            self.project.headline().map(|target| target.amount_text(self.model.prefs.lang));
        let figure = figure.unwrap_or_default();
        let figure = self.model.with_placeholders(&figure);
        let width = self.columns.figure;
        if cells(&figure) > width { String::new() } else { pad_start(&figure, width) }
    }

    /// Returns the first place, as far as the column has room.
    fn place_text(&self) -> String {
        let places = self.project.list(ListField::Places);
        let place = places.iter().next().map(|place| place.get(self.model.prefs.lang));
        let place = self.model.with_placeholders(place.unwrap_or_default());
        fit(&place, self.columns.place).into_owned()
    }
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
