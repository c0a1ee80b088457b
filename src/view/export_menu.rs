//! The export menu: the formats, and below them the beginning of the table in the selected one.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::copy;
use super::element::Element;
use super::heading::{Tab, draw_tabs};
use crate::app::{Action, Layer, Model, Settings, export_len, export_table};
use crate::lang::fill;
use crate::page::ListFormat;

pub(crate) fn draw(model: &Model, settings: &Settings, selected: ListFormat, canvas: &mut Canvas) {
    let s = model.prefs.lang.strings();
    let area = canvas.area;
    let heading = if model.chosen.is_empty() { s.export_listed } else { s.export_chosen };
    let heading = fill(heading, &[&export_len(model).to_string()]);
    draw_tabs(&[Tab { title: &heading, focused: true }], &[], canvas);
    for (y, format) in canvas.rows().skip(1).zip(ListFormat::ALL) {
        let (mark, element) =
            if format == selected { ('>', Element::SelectedFocused) } else { (' ', Element::Base) };
        canvas.fill_row(y, &format!("{mark}{}", format.title(s)), element);
    }
    let formats = u16::try_from(ListFormat::ALL.len()).unwrap_or_default();
    let top = area.y + formats + 2;
    let body = Rect {
        x: area.x + 1,
        y: top,
        width: area.width.saturating_sub(2),
        height: area.bottom().saturating_sub(top),
    };
    // No row of the table is less than a line.
    let text = selected.text(&export_table(model, body.height.into())).unwrap_or_else(|| {
        let save = settings.keymap.first_key(Layer::Export, Action::Save);
        save.map_or(s.notice_only_as_file.to_owned(), |key| fill(s.export_save_hint, &[&key]))
    });
    let lines = copy::lines(&text, model, body.width.into(), body.height.into());
    canvas.within(body).draw_column(lines.into_iter().map(|line| (line, Element::Base)));
}
