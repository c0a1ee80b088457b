//! The copy menu: the parts of a project that can be copied and, below, the chosen text itself, so
//! that it can also be selected with the mouse.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Element, Theme, draw_tabs, fill_row, put_str};
use crate::app::Model;
use crate::catalog::Project;
use crate::lang::fill;
use crate::page::Extract;
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    project: &Project,
    chosen: Extract,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let s = model.lang.strings();
    let title = model.with_placeholders(project.title.get(model.lang));
    let heading = fill(s.copy_title, &[&model.catalog().number_label(project, model.lang), &title]);
    draw_tabs(&[(&heading, true)], "", theme, area, buf);
    let mut y = area.y + 1;
    for extract in Extract::ALL {
        let mark = if extract == chosen { '>' } else { ' ' };
        let look =
            theme.style(if extract == chosen { Element::SelectedFocused } else { Element::Base });
        fill_row(buf, area, y, &format!("{mark}{}", extract.title(s)), look);
        y += 1;
    }
    let sheet = Rect {
        x: area.x + 1,
        y: y + 1,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(y + 1),
    };
    let width = usize::from(sheet.width);
    let most = usize::from(sheet.height) + 1;
    let lines = lines(&chosen.render(model.catalog(), project, model.lang), model, width, most);
    for (nth, (y, line)) in (sheet.top()..sheet.bottom()).zip(&lines).enumerate() {
        let cut = y + 1 == sheet.bottom() && nth + 1 < lines.len();
        put_str(buf, sheet.x, y, if cut { ".." } else { line }, width, theme.style(Element::Base));
    }
}

/// Breaks `text`, as it will be pasted, into at most `most` lines of at most `width` cells.
pub(super) fn lines(text: &str, model: &Model, width: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let line = model.with_placeholders(line);
        let before = lines.len();
        let broken = wrap(&line, width).into_iter().take(most - before);
        lines.extend(broken.filter_map(|bytes| line.get(bytes).map(str::to_owned)));
        if lines.len() == before {
            lines.push(String::new());
        }
        if lines.len() >= most {
            break;
        }
    }
    lines
}
