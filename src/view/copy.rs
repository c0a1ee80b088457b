//! The copy menu: the parts of a project that can be copied and, below, the selected text itself,
//! so that it can also be selected with the mouse.

use ratatui::layout::Rect;

use super::canvas::{Canvas, wrapped};
use super::element::Element;
use super::heading::{Tab, draw_tabs};
use crate::app::Model;
use crate::lang::fill;
use crate::model::Project;
use crate::page::Extract;

pub(crate) fn draw(model: &Model, projects: &[Project], selected: Extract, canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    let heading = if let [project] = projects {
        let title = model.with_placeholders(project.title.get(model.prefs.lang));
        fill(s.copy_title, &[&model.catalog().number_label(project, model.prefs.lang), &title])
    } else {
        fill(s.copy_chosen_title, &[&projects.len().to_string()])
    };
    draw_tabs(&[Tab { title: &heading, focused: true }], &[], canvas);
    let mut y = area.y + 1;
    for extract in Extract::ALL {
        let (mark, element) = if extract == selected {
            ('>', Element::SelectedFocused)
        } else {
            (' ', Element::Base)
        };
        canvas.fill_row(y, &format!("{mark}{}", extract.title(s)), element);
        y += 1;
    }
    let body = Rect {
        x: area.x + 1,
        y: y + 1,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(y + 1),
    };
    // More than the screen shows.
    let shown = projects.get(..usize::from(area.height)).unwrap_or(projects);
    let text = selected.render_all(model.catalog(), shown, model.prefs.lang, usize::MAX);
    // One line more than fits shows that the text is cut off.
    let max_lines = usize::from(body.height) + 1;
    let lines = lines(&text, model, usize::from(body.width), max_lines);
    let canvas = &mut canvas.within(body);
    for (nth, (y, line)) in canvas.rows().zip(&lines).enumerate() {
        let is_cut = y + 1 == body.bottom() && nth + 1 < lines.len();
        canvas.draw_text(body.x, y, if is_cut { ".." } else { line }, Element::Base);
    }
}

/// Breaks `text`, as it will be pasted, into at most `max_lines` lines of at most `width` cells.
pub(crate) fn lines(text: &str, model: &Model, width: usize, max_lines: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = model.with_placeholders(line);
        let before = lines.len();
        lines.extend(wrapped(&line, width).take(max_lines - before).map(str::to_owned));
        if lines.len() == before {
            lines.push(String::new());
        }
        if lines.len() >= max_lines {
            break;
        }
    }
    lines
}
